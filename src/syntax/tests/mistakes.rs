//! Every mistake: one error a statement, at the word, with what would mend it; and what is kept of the statement.

use super::show;
use crate::diagnostic::Diagnostic;

/// Holds that a text has these mistakes, and that the rest is read: each error as
/// `code LINE:COLUMN-COLUMN message; help`, then the statements.
fn check(text: &str, expected: &str) {
    let (files, parsed) = show::parsed(text);
    let mut out = String::new();
    for error in &parsed.errors {
        let report = Diagnostic::from(error);
        let (start, end) = (
            files.line(error.place().start).unwrap(),
            files.line(error.place().end).unwrap(),
        );
        out.push_str(&format!(
            "{} {}:{}-{} {}; {}\n",
            report.code,
            start.line,
            start.column,
            end.column,
            report.message,
            report.help.join("; ")
        ));
    }
    show::statements(&parsed.statements, 0, &mut out);
    assert_eq!(out.trim(), expected.trim());
}

#[test]
fn an_unclosed_quote_costs_its_own_statement_alone() {
    check(
        "place Dara\nHarkat Front holds Dara\n    quote \"overtly lent legitimacy  \nPakistan holds Dara\n",
        r#"
unclosed-quote 3:11-35 the text opened here is never closed; put the closing quote at the end of the line: "overtly lent legitimacy"
place
  0| Dara
broken
  0| Harkat Front holds Dara
  4| quote "overtly lent legitimacy"
sentence
  0| Pakistan holds Dara
"#,
    );
}

#[test]
fn an_unclosed_bracket_is_pointed_at() {
    check(
        "rule ready\n    ?a is ready\n    if (?a has men or (?a has arms)\nArvand has men\n",
        r#"
unclosed-bracket 3:8-9 this bracket is opened and not closed; put ) at the end of the line, or where the bracket ends: (?a has men or (?a has arms))
broken
  0| ready
  4| ?a is ready
  4| if (?a has men or (?a has arms))
sentence
  0| Arvand has men
"#,
    );
}

#[test]
fn an_unclosed_slot_keeps_the_wording() {
    check(
        "relation [actor] holds [place, single\n",
        r#"
unclosed-slot 1:24-30 the slot opened here is not closed; close it: [place]
relation
  0| [actor] holds [place] , single
"#,
    );
}

#[test]
fn a_bracket_that_closes_nothing() {
    check(
        "?a holds ?b)\nA holds B]\n",
        r#"
stray-bracket 1:12-13 ) closes nothing: no ( is open before it; take it away, or put ( where the bracket begins
stray-bracket 2:10-11 ] closes nothing: no [ is open before it; take it away, or put [ where the bracket begins
broken
  0| ?a holds ?b
broken
  0| A holds B
"#,
    );
}

#[test]
fn a_first_line_that_is_set_in() {
    check(
        "    Harkat Front holds Dara\n    relation [actor] holds [place]\nplace Dara\n",
        r#"
indented-first-line 1:5-11 this line is set in, and nothing stands above that it could go on; take away the blanks before it
broken
  0| Harkat Front holds Dara
  4| relation [actor] holds [place]
place
  0| Dara
"#,
    );
}

#[test]
fn a_keyword_and_nothing_more() {
    check(
        "actor\nplace # none\n    Dara\nthreat\ndeny.\nkind\nuse\nexpect\n",
        r#"
nothing-after-keyword 1:1-6 actor needs a name after it; for example: actor IS Khorasan is a militant group, also ISK
nothing-after-keyword 2:1-6 place needs a name after it; for example: place Parachinar is in Pakistan
nothing-after-keyword 4:1-7 threat needs two names after it; for example: threat ETIM to China, likely
nothing-after-keyword 5:1-5 deny needs a sentence after it; for example: deny ISK is based in Pakistan
nothing-after-keyword 6:1-5 kind needs a name after it; for example: kind militant group is a group
missing-title 7:1-4 use needs the name of a file or of a library in quotes, or no standard model; for example: use "states"
nothing-after-keyword 8:1-7 expect needs a sentence or a question after it; for example: expect ISK threatens Pakistan
broken actor
broken place
  4| Dara
broken
broken
broken
broken
broken
"#,
    );
}

#[test]
fn a_title_stands_in_quotes() {
    check(
        "scenario IS Khorasan, per Brief\nuse states\nsuppose 'peace'\n    without War\nfrom 2014 on\nhypothesis\n",
        r#"
missing-title 1:10-21 scenario needs a title in quotes; scenario "IS Khorasan"
missing-title 2:5-11 use needs the name of a file or of a library in quotes, or no standard model; use "states"
missing-title 3:9-16 suppose needs a name in quotes; suppose "peace"
missing-title 5:6-13 from needs the name of a table's file in quotes; from "2014 on"
missing-title 6:1-11 hypothesis needs a name in quotes; for example: hypothesis "an inside job"
broken
  0| IS Khorasan , per Brief
broken
  0| states
suppose "peace"
  0| 'peace'
    without
      0| War
broken
  0| #2014=2014 on
broken
"#,
    );
}

#[test]
fn use_brings_in_one_thing() {
    check(
        "use \"a\", \"b\"\nuse no standard model please\n",
        r#"
words-after-use 1:10-13 use brings in one thing, and this is more; write another use on a line of its own
words-after-use 2:23-29 use brings in one thing, and this is more; write another use on a line of its own
broken
  0| "b"
broken
  0| please
"#,
    );
}

#[test]
fn a_rule_has_a_name_and_says_something() {
    check(
        "rule\n    ?a is b if ?a is c\nrule ?a is b if ?a is c\nrule trust\nrule fear, 80%\n",
        r#"
rule-without-name 1:1-5 a rule needs a name on its first line, before what it concludes; write the name after rule and set the rest in under it:
    rule inherited hostility
        ?group is hostile to ?victim if …
rule-without-name 3:6-8 a rule needs a name on its first line, before what it concludes; write the name after rule and set the rest in under it:
    rule inherited hostility
        ?group is hostile to ?victim if …
rule-without-body 4:6-11 the rule trust concludes nothing; set in under it what it concludes, and from what:
        ?a threatens ?b
        if ?a is hostile to ?b
rule-without-body 5:6-10 the rule fear concludes nothing; set in under it what it concludes, and from what:
        ?a threatens ?b
        if ?a is hostile to ?b
broken
  4| ?a is b if ?a is c
broken
  0| ?a is b if ?a is c
broken
  0| trust
broken
  0| fear , #80%=80%
"#,
    );
}

#[test]
fn a_condition_in_the_first_column_is_one_mistake() {
    check(
        "rule trust\n?a trusts ?b\nrule fear\nif ?a knows ?b\n",
        r#"
rule-without-body 1:6-11 the lines of the rule trust are not set in under it; set them in by four blanks
rule-without-body 3:6-10 the lines of the rule fear are not set in under it; set them in by four blanks
broken
  0| trust
broken
  0| fear
"#,
    );
}

#[test]
fn a_table_says_something_for_each_row() {
    check(
        "from \"a.csv\"\n    missing \"-9\"\n    tolerate 5%\n    no header\n",
        r#"
nothing-for-each-row 1:6-13 nothing is said of the rows of this table; set in under it what each row says, with ?column for a cell:
        ?group is based in ?place since ?year
broken
  0| missing "-9"
  0| tolerate #5%=5%
  0| no header
"#,
    );
}

#[test]
fn keywords_are_in_small_letters_without_a_colon() {
    check(
        "Scenario \"A page\"\nRELATION [actor] holds [place]\nactor: Pakistan is a state\n",
        r#"
keyword-in-capitals 1:1-9 Scenario is read as a name here: a statement opens with a word in small letters; write scenario
keyword-in-capitals 2:1-9 RELATION is read as a name here: a statement opens with a word in small letters; write relation
keyword-with-colon 3:1-7 no colon stands after actor; write actor alone, as in: actor IS Khorasan is a militant group, also ISK
broken
  0| Scenario "A page"
broken
  0| RELATION [actor] holds [place]
broken actor
  0| Pakistan is a state
"#,
    );
}

#[test]
fn what_belongs_under_an_alternative_stands_under_one() {
    check(
        "without Dawn Shield\nexpects A holds B\nrules out A holds B\nfrom \"a.csv\"\n    without ?a holds ?b\n",
        r#"
only-in-alternative 1:1-8 without says something of an alternative, and stands under none; set it in under a named alternative:
    suppose "no ground offensive"
        without …
only-in-alternative 2:1-8 expects says something of an alternative, and stands under none; set it in under a hypothesis:
    hypothesis "an inside job"
        expects …
only-in-alternative 3:1-10 rules out says something of an alternative, and stands under none; set it in under a hypothesis:
    hypothesis "an inside job"
        expects …
only-in-alternative 5:5-12 without says something of an alternative, and stands under none; set it in under a named alternative:
    suppose "no ground offensive"
        without …
broken
  0| Dawn Shield
broken
  0| A holds B
broken
  0| A holds B
from "a.csv"
    broken
      0| ?a holds ?b
"#,
    );
}

#[test]
fn characters_that_no_word_has() {
    check(
        "A {holds B\nA holds B!\nA \u{202e}holds B\nA\0B\nC# holds B\nA holds $5m\n",
        r#"
unknown-character 1:3-4 { stands in no word, number or sign; brackets are ( )
unknown-character 2:10-11 ! stands in no word, number or sign; write not for a condition, != for a comparison, deny for a denial
unknown-character 3:3-4 a character that shows nothing (U+202E) stands here; delete it: it may have come with text that was copied from elsewhere
unknown-character 4:2-3 a character that shows nothing (U+0000) stands here; delete it: it may have come with text that was copied from elsewhere
unknown-character 5:2-3 # stands in the middle of a word; put a blank before it if a comment begins here; put the whole name in quotes if it belongs to a name: "C#"
unknown-character 6:9-10 $ stands in no word, number or sign; if it belongs to a name, put the whole name in quotes
broken
  0| A holds B
broken
  0| A holds B
broken
  0| A holds B
broken
  0| A B
broken
  0| C holds B
broken
  0| A holds 5m
"#,
    );
}

#[test]
fn comparisons_and_numbers_that_are_none() {
    check(
        "?a == ?b\n?a <> ?b\nA has ~70% men\nA has 3000+x men\nA has 5000..3000 men\nA has 0.1234567 men\nA has 99999999999999999999999999999999999999999 men\n",
        r#"
unknown-comparison 1:4-6 == is no comparison: there are = != < <= > >=; write =
unknown-comparison 2:4-6 <> is no comparison: there are = != < <= > >=; write !=
unreadable-number 3:7-11 ~70% can be read neither as a number nor as a date; numbers are 3000, 3,000, 2.5, 70%, ~3000, 3000+ or 3000..5000; dates 2016, 2016-12, 2016-12-27 or 2014~; if it is a name, put it in quotes
unreadable-number 4:7-13 3000+x can be read neither as a number nor as a date; numbers are 3000, 3,000, 2.5, 70%, ~3000, 3000+ or 3000..5000; dates 2016, 2016-12, 2016-12-27 or 2014~; if it is a name, put it in quotes
unreadable-number 5:7-17 5000..3000 ends below where it starts; write 3000..5000
unreadable-number 6:7-16 0.1234567 has more than six decimals; round it
unreadable-number 7:7-48 99999999999999999999999999999999999999999 has more digits than can be counted with; if it is a name, put it in quotes
broken
  0| ?a <==> ?b
broken
  0| ?a <<>> ?b
broken
  0| A has ~70% men
broken
  0| A has 3000+x men
broken
  0| A has 5000..3000 men
broken
  0| A has 0.1234567 men
broken
  0| A has 99999999999999999999999999999999999999999 men
"#,
    );
}

#[test]
fn statements_under_another_start_in_one_column() {
    check(
        "suppose \"a\"\n        A holds B\n    C holds D\nsuppose \"b\"\n    A holds B\n\tC holds D\n  \tE holds F\n",
        r#"
uneven-indentation 3:5-6 this line is set in less than the statements that it stands with; start it in the same column, or in the first if it stands by itself
mixed-indentation 6:2-3 tabs and blanks are mixed here, so it cannot be told which line is set in deeper; set all of these lines in with blanks
suppose "a"
    sentence
      0| A holds B
    sentence
      0| C holds D
suppose "b"
    sentence
      0| A holds B
    sentence
      0| C holds D
    sentence
      0| E holds F
"#,
    );
}

#[test]
fn a_broken_title_keeps_the_alternative() {
    check(
        "suppose \"peace\n    without War\nactor Arvand is a \"state\n",
        r#"
unclosed-quote 1:9-15 the text opened here is never closed; put the closing quote at the end of the line: "peace"
unclosed-quote 3:19-25 the text opened here is never closed; put the closing quote at the end of the line: "state"
suppose "peace"
    without
      0| War
broken actor
  0| Arvand is a "state"
"#,
    );
}
