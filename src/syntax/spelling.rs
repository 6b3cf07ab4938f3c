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
pub(crate) fn plain_words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(&plain(word));
    }
    words
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
