//! How a token's text is spelled: normal form C, typographic dashes and quotes made plain, what shows nothing left out.
//!
//! Takes what stands in the file, gives what names are compared by. The file itself is never rewritten,
//! so that places stay those of the text as the analyst typed it.

use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text as it is compared: `Zarb–e–Azb` is `Zarb-e-Azb`, `O’Neill` is `O'Neill`.
pub(super) fn plain(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    normal(text).chars().filter_map(plain_char).collect()
}

/// As [`plain`], blanks at either end taken away and those inside made one.
pub(crate) fn plain_words(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut words = String::with_capacity(text.len());
    // What shows nothing is no word, and has no blank of its own.
    let all = text.split_whitespace().map(plain);
    for word in all.filter(|word| !word.is_empty()) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(&word);
    }
    Cow::Owned(words)
}

/// Whether the text is spelled so already: most are.
fn is_plain(text: &str) -> bool {
    let words = || text.split(' ');
    let is_word = |word: &str| {
        let mut bytes = word.bytes();
        !word.is_empty() && bytes.all(|byte| byte.is_ascii_graphic())
    };
    text.is_empty() || words().all(is_word)
}

/// What stands between a text's quotes, of whichever kind, doubled quotes undone.
pub(super) fn unquoted(quoted: &str) -> String {
    let mut inner = quoted.chars();
    inner.next();
    inner.next_back();
    unquoted_inner(inner.as_str())
}

/// As [`unquoted`] for a text whose closing quote is missing.
pub(super) fn unquoted_unclosed(quoted: &str) -> String {
    let mut inner = quoted.chars();
    inner.next();
    unquoted_inner(inner.as_str().trim_end())
}

fn unquoted_inner(inner: &str) -> String {
    let inner = plain(inner);
    if inner.contains("\"\"") {
        inner.replace("\"\"", "\"")
    } else {
        inner
    }
}

fn normal(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(text.nfc().collect()),
    }
}

fn plain_char(character: char) -> Option<char> {
    match character {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        '‘' | '’' | '‚' | '‛' => Some('\''),
        '“' | '”' | '„' | '«' | '»' => Some('"'),
        // Marks of direction, a soft hyphen, a joiner of nothing: two names that look alike are alike.
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{ad}' | '\u{feff}' => None,
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_are_made_plain_one_by_one(text in "[ ab\t–’é\u{ad}]{0,8}") {
            let words = text.split_whitespace().map(plain);
            let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
            prop_assert_eq!(plain_words(&text), words.join(" "));
        }
    }
}
