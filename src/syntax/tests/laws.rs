//! Laws: what holds of every text.

use super::show;
use crate::source::{Files, Place};
use crate::syntax::{
    Line, Parsed, Shape, Statement, Token, TokenKind, decode, ends_in_full_stop, is_statement,
    keyword_meant, parse, parse_line,
};
use proptest::prelude::*;

/// Texts of the pieces that mean something, and of anything.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("actor ".to_owned()),
        Just("rule r\n".to_owned()),
        Just("suppose \"x\"\n".to_owned()),
        Just("from \"x\",\n".to_owned()),
        Just("\n    ".to_owned()),
        Just("\n\t".to_owned()),
        Just("\n".to_owned()),
        "[ \\[\\](),;\"“”„«»#?.~%+=<>!'-]{1,4}",
        "[A-Za-z0-9é\u{301}داعش\u{200f}–’]{1,6}",
        "\\PC{0,6}",
        any::<char>().prop_map(String::from),
        "[0-9]{1,5}[-/.,~%+?T:][0-9.]{0,4}",
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Texts that are mostly well written.
fn pages() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[A-Z][a-z–’]{0,5}",
        "[0-9]{1,4}(%|\\+|\\.\\.[0-9]{5})?",
        "[0-9]{4}-[01][0-9](-[0-3][0-9])?[~?]?",
        "\"[a-z #]{0,5}\"",
        "[?][a-z]{1,3}(-[?][a-z]{1,3})?",
        "[(][a-z]{1,3}(; [0-9]{1,3})?[)]",
        "\\[[a-z]{0,4}\\]",
        "[a-z]{1,4}[,.]?",
    ];
    let line = proptest::collection::vec(word, 1..6).prop_map(|words| words.join(" "));
    let opening = prop_oneof![
        Just(String::new()),
        "(actor|rule|kind|relation|deny|expect) [A-Z]{1,3}[,.]? ?",
        "(scenario|suppose|hypothesis|from|use) \"[a-z]{0,4}\"[,.]? ?",
    ];
    let continued = prop_oneof![
        "\n",
        "\n    ",
        "\n\n  # [a-z]{0,3}\n    ",
        " +# [a-z]{0,3}\n",
        "\n        "
    ];
    proptest::collection::vec((opening, line, continued), 0..8).prop_map(|lines| {
        lines
            .into_iter()
            .map(|(opening, line, continued)| format!("{opening}{line}{continued}"))
            .collect()
    })
}

/// Every run of tokens of a statement: its title or name, and its lines; not those of the statements under it.
fn each_part(statement: &Statement, see: &mut impl FnMut(&[Token])) {
    let (title, lines): (&[Token], &[Line]) = match &statement.shape {
        Shape::Suppose { title, lines, .. }
        | Shape::Hypothesis { title, lines, .. }
        | Shape::From {
            file: title,
            options: lines,
            ..
        }
        | Shape::Scenario { title, lines } => (std::slice::from_ref(title), lines),
        Shape::Rule { name, lines } => (name, lines),
        Shape::Use { what, .. } => (std::slice::from_ref(what), &[]),
        Shape::UseNoStandardModel => (&[], &[]),
        Shape::Kind { lines }
        | Shape::Scale { lines }
        | Shape::Relation { lines }
        | Shape::Declaration { lines, .. }
        | Shape::Allegiance { lines }
        | Shape::Threat { lines }
        | Shape::Marked { lines, .. }
        | Shape::Question { lines }
        | Shape::Ask { lines }
        | Shape::Expect { lines }
        | Shape::Inner { lines, .. }
        | Shape::Sentence { lines }
        | Shape::Broken { lines, .. } => (&[], lines),
    };
    see(title);
    for line in lines {
        assert!(!line.tokens.is_empty());
        see(&line.tokens);
    }
}

/// Every place of a statement, brackets and all.
fn places(statements: &[Statement], all: &mut Vec<Place>) {
    for statement in statements {
        all.extend([statement.keyword, statement.place]);
        each_part(statement, &mut |part| tokens(part, all));
        match &statement.shape {
            Shape::Suppose { statements, .. }
            | Shape::Hypothesis { statements, .. }
            | Shape::From { statements, .. } => places(statements, all),
            _ => {}
        }
    }
}

fn tokens(tokens: &[Token], all: &mut Vec<Place>) {
    for token in tokens {
        all.push(token.place);
        if let TokenKind::Group(inner) = &token.kind {
            self::tokens(inner, all);
        }
    }
}

/// Whether every character of a text without mistakes is a token's, a keyword's or a comment's, or says nothing:
/// a blank, a full stop, or the comma after a title or a rule's name.
fn nothing_is_passed_over(text: &str, start: u32, parsed: &Parsed) -> bool {
    let mut covered = vec![false; text.len()];
    let mut cover = |place: Place| {
        let range = (place.start - start) as usize..(place.end - start) as usize;
        covered[range].fill(true);
    };
    leaves(&parsed.statements, &mut cover);
    parsed
        .trivia
        .comments
        .iter()
        .for_each(|comment| cover(comment.place));
    text.char_indices().all(|(at, character)| {
        covered[at]
            || character.is_whitespace()
            || ".。,،，、\u{200e}\u{200f}\u{61c}\u{feff}".contains(character)
    })
}

/// Every keyword and every token that holds no other; of a group, its brackets.
fn leaves(statements: &[Statement], cover: &mut impl FnMut(Place)) {
    let mut all = Vec::new();
    for statement in statements {
        cover(statement.keyword);
        each_part(statement, &mut |tokens| leaf_tokens(tokens, &mut all));
        match &statement.shape {
            Shape::Suppose { statements, .. }
            | Shape::Hypothesis { statements, .. }
            | Shape::From { statements, .. } => leaves(statements, cover),
            _ => {}
        }
    }
    all.into_iter().for_each(cover);
}

fn leaf_tokens(tokens: &[Token], all: &mut Vec<Place>) {
    for token in tokens {
        match &token.kind {
            TokenKind::Group(inner) => {
                let Place { start, end } = token.place;
                let (first, last) = (
                    inner.first().map_or(end, |token| token.place.start),
                    inner.last().map_or(end, |token| token.place.end),
                );
                all.extend([Place::new(start, first), Place::new(last, end)]);
                leaf_tokens(inner, all);
            }
            _ => all.push(token.place),
        }
    }
}

fn stands_in(place: Place, text: &str, start: u32) -> bool {
    place.start <= place.end
        && place.start >= start
        && text.is_char_boundary((place.start - start) as usize)
        && text.is_char_boundary((place.end - start) as usize)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn every_text_is_read_and_every_place_lies_in_it(before in texts(), text in texts()) {
        let mut files = Files::default();
        files.add("before.casus", before);
        let file = files.add("text.casus", text.clone());
        let start = files.file(file).start;
        let parsed = parse(&files, file);
        let mut all = Vec::new();
        places(&parsed.statements, &mut all);
        all.extend(parsed.errors.iter().map(crate::syntax::SyntaxError::place));
        all.extend(parsed.trivia.comments.iter().map(|comment| comment.place));
        all.extend(parsed.trivia.blank_lines.iter().copied());
        for place in all {
            prop_assert!(stands_in(place, &text, start), "{place:?} in {text:?}");
        }
        if parsed.errors.is_empty() {
            prop_assert!(nothing_is_passed_over(&text, start, &parsed), "{text:?}");
        }
        for error in &parsed.errors {
            let report = crate::diagnostic::Diagnostic::from(error);
            prop_assert!(!report.message.contains('\n') && !report.message.ends_with('.'), "{}", report.message);
        }
    }

    #[test]
    fn nothing_of_a_page_is_passed_over(text in pages()) {
        let (_, parsed) = show::parsed(&text);
        if parsed.errors.is_empty() {
            prop_assert!(nothing_is_passed_over(&text, 0, &parsed), "{text:?}");
        }
    }

    #[test]
    fn every_line_is_read_and_every_place_lies_in_it(text in texts(), start in 0u32..1000) {
        let mut all = Vec::new();
        match parse_line(&text, start) {
            Ok(read) => tokens(&read, &mut all),
            Err(errors) => all.extend(errors.iter().map(crate::syntax::SyntaxError::place)),
        }
        for place in all {
            prop_assert!(stands_in(place, &text, start), "{place:?} in {text:?}");
        }
        let _ = (is_statement(&text), ends_in_full_stop(&text));
    }

    #[test]
    fn every_run_of_bytes_is_decoded_or_pointed_at(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
        match decode(&bytes) {
            Ok(text) => prop_assert!(!text.contains('\r')),
            Err(error) => prop_assert!((error.place().start as usize) < bytes.len()),
        }
    }

    #[test]
    fn statements_are_read_alike_wherever_they_stand(texts in proptest::collection::vec("[a-z]{1,8}( [A-Z][a-z]{0,5}| [0-9]{1,4}|,|\n    [a-z]{1,5}){0,6}", 1..6)) {
        let shown = |text: &str| {
            let mut out = String::new();
            show::statements(&show::parsed(text).1.statements, 0, &mut out);
            out
        };
        let apart: String = texts.iter().map(|text| shown(text)).collect();
        prop_assert_eq!(shown(&texts.join("\n")), apart);
    }
}

#[test]
fn every_keyword_opens_a_statement_and_is_meant_by_its_capitals() {
    for keyword in [
        "scenario",
        "use",
        "kind",
        "scale",
        "relation",
        "actor",
        "place",
        "event",
        "thing",
        "source",
        "allegiance",
        "threat",
        "assume",
        "evidence",
        "deny",
        "rule",
        "question",
        "suppose",
        "hypothesis",
        "ask",
        "expect",
        "from",
    ] {
        assert!(is_statement(&format!("{keyword} x")), "{keyword}");
        assert!(is_statement(keyword), "{keyword}");
        assert!(!is_statement(&format!("{keyword}s x")), "{keyword}");
        assert_eq!(keyword_meant(&keyword.to_uppercase()), Some(keyword));
        assert_eq!(keyword_meant(keyword), None);
    }
    assert!(!is_statement("threats to Pakistan"));
    assert!(!is_statement("Event Horizon holds Dara"));
    assert!(!is_statement(""));
}

#[test]
fn a_full_stop_ends_a_sentence_and_an_open_date_does_not() {
    assert!(ends_in_full_stop("ISK holds Dara. "));
    assert!(!ends_in_full_stop("ISK holds Dara"));
    assert!(!ends_in_full_stop("who held Dara during 2014/.."));
}

#[test]
fn decoding_gives_plain_lines() {
    assert_eq!(decode(b"\xef\xbb\xbfa\r\nb\rc\n").unwrap(), "a\nb\nc\n");
    let error = decode("actor Attach\u{e9}\nactor ".as_bytes()).map(|_| ());
    assert_eq!(error, Ok(()));
    let error =
        crate::diagnostic::Diagnostic::from(&decode(b"actor A\nactor Attach\xe9 x\n").unwrap_err());
    assert_eq!(error.code, "bad-bytes");
    assert_eq!(
        error.message,
        "the byte 0xE9 at line 2, column 13 is no text in UTF-8"
    );
}
