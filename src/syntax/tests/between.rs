//! Comments and blank lines, and where statements and tokens stand.

use super::show;
use crate::source::Files;
use crate::syntax::{Stands, parse};

#[test]
fn every_comment_and_blank_line_is_kept_where_it_stands() {
    let text = "# head\n\nactor A   # behind\n  # between\n    holds (B and # inside\n      C)\n\t\nsuppose \"x\" # title\n    # within\n    A holds B # statement\nuse no standard model # out\n";
    let (files, parsed) = show::parsed(text);
    assert_eq!(parsed.errors, []);
    let comments: Vec<(&str, Stands)> = parsed
        .trivia
        .comments
        .iter()
        .map(|comment| (files.text(comment.place), comment.stands))
        .collect();
    assert_eq!(
        comments,
        [
            ("# head", Stands::Alone),
            ("# behind", Stands::BehindWords),
            ("# between", Stands::Alone),
            ("# inside", Stands::BehindWords),
            ("# title", Stands::BehindWords),
            ("# within", Stands::Alone),
            ("# statement", Stands::BehindWords),
            ("# out", Stands::BehindWords),
        ]
    );
    let blanks: Vec<u32> = parsed
        .trivia
        .blank_lines
        .iter()
        .map(|place| files.line(place.start).unwrap().line)
        .collect();
    assert_eq!(blanks, [2, 7]);
}

#[test]
fn places_are_those_of_the_text_as_it_was_typed() {
    let mut files = Files::default();
    files.add("one.casus", "actor Zarb–e—Azb\n");
    let file = files.add("two.casus", "actor Attache\u{301} # c\nrule “a ””b”” c”, 80%\n    ?x is so\u{ad}viet (if y\n     z).\nuse no standard model. # d\n");
    let parsed = parse(&files, file);
    assert_eq!(parsed.errors, []);
    let places: Vec<(&str, &str)> = parsed
        .statements
        .iter()
        .map(|statement| (files.text(statement.keyword), files.text(statement.place)))
        .collect();
    assert_eq!(
        places,
        [
            ("actor", "actor Attache\u{301}"),
            (
                "rule",
                "rule “a ””b”” c”, 80%\n    ?x is so\u{ad}viet (if y\n     z)"
            ),
            ("use", "use no standard model"),
        ]
    );
}
