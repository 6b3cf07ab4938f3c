//! Every kind of token.

use super::show;
use crate::syntax::parse_line;

/// Holds that a line of text is read as these tokens, in the notation of `show`.
fn check(text: &str, expected: &str) {
    let tokens = match parse_line(text, 0) {
        Ok(tokens) => show::tokens(&tokens),
        Err(errors) => format!("{errors:?}"),
    };
    assert_eq!(tokens, expected, "{text}");
}

#[test]
fn names_are_words_whatever_they_are_made_of() {
    check(
        "Islamic State of Iraq and Syria",
        "Islamic State of Iraq and Syria",
    );
    check(
        "7th Brigade 9K720 26/11 5G 1.2.3 3.",
        "7th Brigade 9K720 26/11 5G 1.2.3 #3=3",
    );
    check(
        "3. Armee AT&T Marks & Spencer",
        "3. Armee AT&T Marks & Spencer",
    );
    check(
        "St. Petersburg, U.S. Zarb-e-Azb Houthis' o'Neill a_b x:y",
        "St. Petersburg , U.S. Zarb-e-Azb Houthis' o'Neill a_b x:y",
    );
    check("'Asa'ib Ahl al-Haq", "'Asa'ib Ahl al-Haq");
    check("داعش يسيطر على الرقة", "داعش يسيطر على الرقة");
    check("解放军 控制 台北。", "解放军 控制 台北");
    check("ул. Ленина", "ул. Ленина");
    check("می\u{200c}خواهد", "می\u{200c}خواهد");
}

#[test]
fn a_name_is_spelled_one_way_however_it_is_typed() {
    check(
        "Zarb–e—Azb O’Neill Attache\u{301} so\u{ad}viet",
        "Zarb-e-Azb O'Neill Attaché soviet",
    );
    check(
        "e\u{301}tat ?e\u{301}tat [e\u{301}tat]",
        "état ?état [état]",
    );
}

#[test]
fn a_word_keeps_its_last_stop_and_a_figure_does_not() {
    check("Belmar trusts the U.S.", "Belmar trusts the U.S.");
    check("since 2010.", "since #2010=2010");
    check("since 2016-12-27.", "since @2016-12-27");
    check("killed 2.5.", "killed #2.5=2.500000");
    check("of 70%. # comment", "of #70%=70%");
    check("\"text\". ", "\"text\"");
    check("(A holds 3.)", "(A holds #3=3)");
    check("during 2014/.. .", "during @2014/..");
    check("?who.", "?who");
}

#[test]
fn texts_stand_between_quotes_of_any_kind() {
    check("\"a \"\"b\"\" c\" \"\"", "\"a \\\"b\\\" c\" \"\"");
    check("“a b” „c d“ «e f» ”g”", "\"a b\" \"c d\" \"e f\" \"g\"");
    check("“a ””b”” c”", "\"a \\\"b\\\" c\"");
    check("\"# no comment\" # comment", "\"# no comment\"");
    check("\"He said “yes”\"", "\"He said \\\"yes\\\"\"");
}

#[test]
fn variables_and_columns() {
    check(
        "?group ?actor.name ?objects[] ?objects[].name ?a-b ?1 ?имя",
        "?group ?actor.name ?objects[] ?objects[].name ?a-b ?1 ?имя",
    );
    check(
        "since ?year-?month-?day",
        "since columns[\"year\", \"month\", \"day\"]",
    );
    check("?who? ?", "?who <?> <?>");
}

#[test]
fn slots() {
    check(
        "[militant  group] [] [ place ]",
        "[militant group] [] [place]",
    );
}

#[test]
fn numerals() {
    check(
        "3000 3,000 2.5 70% 99.5% ~3000 3000+ 3000..5000 -5",
        "#3000=3000 #3,000=3000 #2.5=2.500000 #70%=70% #99.5%=99.500000% #~3000=about 3000 #3000+=at least 3000 #3000..5000=3000 to 5000 #-5=-5",
    );
    check("killed 60, cost 12", "killed #60=60 , cost #12=12");
    check(
        "1,234,567 1,2 3,0000",
        "#1,234,567=1234567 #1=1 , #2=2 #3=3 , #0000=0",
    );
    check("130% 60? 70%?", "#130%=130% #60=60 <?> #70%=70% <?>");
    check("2016 0.000001", "#2016=2016 #0.000001=0.000001");
}

#[test]
fn dates_are_what_can_be_nothing_else() {
    check(
        "2016-12 2016-12-27 2016-12-27T18:00 2016-12-27T18:00Z 2014-03-10T23:00+05:00",
        "@2016-12 @2016-12-27 @2016-12-27T18:00 @2016-12-27T18:00Z @2014-03-10T23:00+05:00",
    );
    check(
        "2014~ 2014? 2014% 2014-05~",
        "@2014~ @2014? @2014% @2014-05~",
    );
    check(
        "2014/2016 2014/.. ../2014 2014-05/2016-01-02",
        "@2014/2016 @2014/.. @../2014 @2014-05/2016-01-02",
    );
    check("2016–12 2014-02-30", "@2016-12 @2014-02-30");
    check(
        "2016 27 December 2016",
        "#2016=2016 #27=27 December #2016=2016",
    );
    check("26/11 2014/15", "26/11 2014/15");
}

#[test]
fn signs() {
    check("(a; b), c", "(a ; b) , c");
    check(
        "?a = ?b != < <= > >= ≠ ≤ ≥",
        "?a <=> ?b <!=> <<> <<=> <>> <>=> <!=> <<=> <>=>",
    );
    check("a، b؛ c؟", "a , b ; c <?>");
    check("?n>=3000", "?n <>=> #3000=3000");
}

#[test]
fn a_question_keeps_its_mark() {
    check("ISK threatens Pakistan?", "ISK threatens Pakistan <?>");
    check("# only a comment", "");
    check(" a\n b ", "a b");
}
