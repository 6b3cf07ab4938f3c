//! Shows parsed statements in a line-based notation for the tests.

use crate::source::Files;
use crate::syntax::{Inner, Line, NumeralValue, Parsed, Shape, Statement, Token, TokenKind, parse};

/// Parses a text as the only file.
pub(super) fn parsed(text: &str) -> (Files, Parsed) {
    let mut files = Files::default();
    let file = files.add("test.casus", text);
    let parsed = parse(&files, file);
    (files, parsed)
}

/// A statement a paragraph, a line of tokens a line.
pub(super) fn statements(statements: &[Statement], depth: usize, out: &mut String) {
    for statement in statements {
        let set_in = "    ".repeat(depth);
        let (name, title, lines, under) = parts(&statement.shape);
        out.push_str(&format!("{set_in}{name}"));
        if let Some(title) = title {
            out.push_str(&format!(" {}", tokens(title)));
        }
        for line in lines {
            out.push_str(&format!(
                "\n{set_in}  {}| {}",
                line.indent,
                tokens(&line.tokens)
            ));
        }
        out.push('\n');
        self::statements(under, depth + 1, out);
    }
}

type Parts<'shape> = (
    String,
    Option<&'shape [Token]>,
    &'shape [Line],
    &'shape [Statement],
);

fn parts(shape: &Shape) -> Parts<'_> {
    use std::slice::from_ref;
    match shape {
        Shape::Scenario { title, lines } => ("scenario".into(), Some(from_ref(title)), lines, &[]),
        Shape::Use { what, .. } => ("use".into(), Some(from_ref(what)), &[], &[]),
        Shape::UseNoStandardModel => ("use no standard model".into(), None, &[], &[]),
        Shape::Kind { lines } => ("kind".into(), None, lines, &[]),
        Shape::Scale { lines } => ("scale".into(), None, lines, &[]),
        Shape::Relation { lines } => ("relation".into(), None, lines, &[]),
        Shape::Declaration { keyword, lines } => {
            (format!("{keyword:?}").to_lowercase(), None, lines, &[])
        }
        Shape::Allegiance { lines } => ("allegiance".into(), None, lines, &[]),
        Shape::Threat { lines } => ("threat".into(), None, lines, &[]),
        Shape::Marked { mark, lines } => (format!("{mark:?}").to_lowercase(), None, lines, &[]),
        Shape::Rule { name, lines } => ("rule".into(), Some(name), lines, &[]),
        Shape::Question { lines } => ("question".into(), None, lines, &[]),
        Shape::Suppose {
            title,
            lines,
            statements,
        } => ("suppose".into(), Some(from_ref(title)), lines, statements),
        Shape::Hypothesis {
            title,
            lines,
            statements,
        } => (
            "hypothesis".into(),
            Some(from_ref(title)),
            lines,
            statements,
        ),
        Shape::Ask { lines } => ("ask".into(), None, lines, &[]),
        Shape::Expect { lines } => ("expect".into(), None, lines, &[]),
        Shape::From {
            file,
            options,
            statements,
        } => ("from".into(), Some(from_ref(file)), options, statements),
        Shape::Inner { inner, lines } => {
            let name = match inner {
                Inner::Without => "without",
                Inner::Expects => "expects",
                Inner::RulesOut => "rules out",
            };
            (name.into(), None, lines, &[])
        }
        Shape::Sentence { lines } => ("sentence".into(), None, lines, &[]),
        Shape::Broken { keyword, lines } => {
            let name = match keyword {
                Some(keyword) => format!("broken {keyword:?}").to_lowercase(),
                None => "broken".to_owned(),
            };
            (name, None, lines, &[])
        }
    }
}

/// Tokens with a mark for what they are: words bare, texts in quotes, numerals with `#`, dates with `@`.
pub(super) fn tokens(tokens: &[Token]) -> String {
    let shown: Vec<String> = tokens.iter().map(token).collect();
    shown.join(" ")
}

fn token(token: &Token) -> String {
    match &token.kind {
        TokenKind::Word(word) => word.clone(),
        TokenKind::Cell(text) => format!("cell {text:?}"),
        TokenKind::Text(text) => format!("{text:?}"),
        TokenKind::Variable(name) => format!("?{name}"),
        TokenKind::Columns(names) => format!("columns{names:?}"),
        TokenKind::Slot(slot) => format!("[{slot}]"),
        TokenKind::Numeral(numeral) => format!("#{}={}", numeral.text, value(numeral.value)),
        TokenKind::Date(date) => format!("@{date}"),
        TokenKind::Group(inner) => format!("({})", self::tokens(inner)),
        TokenKind::Comma => ",".into(),
        TokenKind::Semicolon => ";".into(),
        TokenKind::Comparison(sign) => format!("<{sign}>"),
        TokenKind::QuestionMark => "<?>".into(),
    }
}

fn value(value: NumeralValue) -> String {
    let one = |millionths: i128| {
        let (whole, rest) = (millionths / 1_000_000, (millionths % 1_000_000).abs());
        if rest == 0 {
            format!("{whole}")
        } else {
            format!("{whole}.{rest:06}")
        }
    };
    match value {
        NumeralValue::Exactly(number) => one(number),
        NumeralValue::Percent(number) => format!("{}%", one(number)),
        NumeralValue::About(number) => format!("about {}", one(number)),
        NumeralValue::AtLeast(number) => format!("at least {}", one(number)),
        NumeralValue::Between(from, to) => format!("{} to {}", one(from), one(to)),
    }
}
