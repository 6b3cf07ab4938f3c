//! The page of every diagnostic: what it means, an example that fails, the same mended. `casus explain` prints them.

macro_rules! pages {
    ($($code:literal)*) => {
        /// Every code with its page, in the order of the alphabet.
        pub const PAGES: &[(&str, &str)] = &[
            $(($code, include_str!(concat!("../../docs/errors/", $code, ".md")))),*
        ];
    };
}

pages! {
    "ambiguous-name"
    "ambiguous-reading"
    "assumption-in-use"
    "bad-bytes"
    "bad-date"
    "circular-reporting"
    "clause-in-first-column"
    "date-loop"
    "ends-derived"
    "expectation-failed"
    "expected"
    "indented-first-line"
    "keyword-in-capitals"
    "keyword-with-colon"
    "left-over"
    "limit-reached"
    "missing-title"
    "mixed-and-or"
    "mixed-indentation"
    "negative-loop"
    "no-answer"
    "no-condition"
    "no-subject-slot"
    "no-such-alternative"
    "no-such-column"
    "no-such-condition"
    "no-such-file"
    "no-such-option"
    "not-measured"
    "not-text"
    "not-written"
    "nothing-after-keyword"
    "nothing-for-each-row"
    "one-source"
    "only-in-alternative"
    "other-letters"
    "other-slots"
    "reserved-word"
    "roles-in-a-name"
    "rows-rejected"
    "rule-below-bar"
    "rule-never-fires"
    "rule-without-body"
    "rule-without-head"
    "rule-without-if"
    "rule-without-name"
    "shape-without-meaning"
    "snapshot-damaged"
    "snapshot-of-another"
    "snapshot-stale"
    "snapshot-unchecked"
    "stray-bracket"
    "too-deep"
    "too-likely"
    "touching-slots"
    "unbound-variable"
    "unclosed-bracket"
    "unclosed-quote"
    "unclosed-slot"
    "undated-event"
    "unconnected-conditions"
    "uneven-indentation"
    "ungraded-source"
    "unknown-character"
    "unknown-comparison"
    "unknown-grade"
    "unknown-kind"
    "unknown-marking"
    "unknown-name"
    "unknown-phrase"
    "unknown-property"
    "unreadable-number"
    "variable-in-statement"
    "window-in-recursion"
    "words-after-use"
    "words-left-over"
    "wrong-kind"
}

/// The page of a code.
#[must_use]
pub fn page(code: &str) -> Option<&'static str> {
    PAGES
        .iter()
        .find(|(known, _)| *known == code)
        .map(|(_, text)| *text)
}

/// The code that was meant by one that there is none of.
#[must_use]
pub fn nearest(code: &str) -> Option<&'static str> {
    let near = PAGES
        .iter()
        .map(|(known, _)| (strsim::damerau_levenshtein(known, code), *known));
    near.filter(|(distance, _)| *distance <= 3)
        .min()
        .map(|(_, known)| known)
}

/// All codes, each with the title of its page.
#[must_use]
pub fn listed() -> String {
    let widest = PAGES.iter().map(|(code, _)| code.len()).max().unwrap_or(0);
    PAGES
        .iter()
        .map(|(code, page)| format!("{code:widest$}  {}\n", title(page)))
        .collect()
}

/// The first sentence of a page, below its heading.
fn title(page: &str) -> &str {
    let line = page
        .lines()
        .find(|line| !line.starts_with('#') && !line.trim().is_empty())
        .unwrap_or("");
    line.split_once(". ")
        .map_or(line, |(first, _)| first)
        .trim_end_matches('.')
}
