//! Every shape of statement, and the layout that parts them.

use super::show;

/// Holds that a text has no mistake, and is read as these statements, in the notation of `show`.
fn check(text: &str, expected: &str) {
    let (_, parsed) = show::parsed(text);
    assert_eq!(parsed.errors, []);
    let mut out = String::new();
    show::statements(&parsed.statements, 0, &mut out);
    assert_eq!(out.trim(), expected.trim());
}

#[test]
fn deeper_lines_go_on_with_a_statement() {
    check(
        "actor IS Khorasan is a militant group, also ISK\n    is based in South Nangarhar since 2014-10\n\n  # a note\n\tdraws members from TTP\nplace Parachinar\n",
        r#"
actor
  0| IS Khorasan is a militant group , also ISK
  4| is based in South Nangarhar since @2014-10
  8| draws members from TTP
place
  0| Parachinar
"#,
    );
}

#[test]
fn the_file_and_what_it_brings_in() {
    check(
        "scenario \"IS Khorasan\", per Brief\n    as of 2016-12-31.\nuse \"states\"   # shipped\nuse no standard model.\nuse \"other.casus\".\n",
        r#"
scenario "IS Khorasan"
  0| per Brief
  4| as of @2016-12-31
use "states"
use no standard model
use "other.casus"
"#,
    );
}

#[test]
fn the_vocabulary() {
    check(
        "kind state is an actor and a place\nscale likelihood, bar 55%\n    likely is 67%, from 55% to 80%\nrelation [actor] holds [place], single [2], inverse [place] is held by [actor]\n    written \"threat [] to []\"\n",
        r#"
kind
  0| state is an actor and a place
scale
  0| likelihood , bar #55%=55%
  4| likely is #67%=67% , from #55%=55% to #80%=80%
relation
  0| [actor] holds [place] , single [2] , inverse [place] is held by [actor]
  4| written "threat [] to []"
"#,
    );
}

#[test]
fn what_is_declared() {
    check(
        "actor U.S. is a state\nplace ул. Ленина\nevent 26/11 attacks, on 2008-11-26, killed 60,000\nthing 9K720\nsource Brief, reliability C\n",
        r#"
actor
  0| U.S. is a state
place
  0| ул. Ленина
event
  0| 26/11 attacks , on @2008-11-26 , killed #60,000=60000
thing
  0| 9K720
source
  0| Brief , reliability C
"#,
    );
}

#[test]
fn the_fixed_forms_and_the_marked_sentences() {
    check(
        "allegiance ISK to ISIS since 2015-01\nthreat ETIM to China, likely\n    because ETIM fights alongside Taliban\nassume Arvand holds Tor\nevidence Ship is afloat per Radar, 95%\ndeny Arvand holds Tor\nAttack is planned\n",
        r#"
allegiance
  0| ISK to ISIS since @2015-01
threat
  0| ETIM to China , likely
  4| because ETIM fights alongside Taliban
assume
  0| Arvand holds Tor
evidence
  0| Ship is afloat per Radar , #95%=95%
deny
  0| Arvand holds Tor
sentence
  0| Attack is planned
"#,
    );
}

#[test]
fn a_rule_is_named_up_to_the_first_comma() {
    check(
        "rule repeated attacks, 80%, per Brief\n    ?group has capability\n    if at least 3 ?attack where (?attack is an attack and\n        ?group carries out ?attack; not (?n > 1,000))\n    and ?a != ?b\nrule trust\n    ?a trusts ?b if ?a knows ?b\nrule \"a, b\"\n    deny ?a has arms\nrule short, ?a trusts ?b if ?a knows ?b\n",
        r#"
rule repeated attacks
  0| #80%=80% , per Brief
  4| ?group has capability
  4| if at least #3=3 ?attack where (?attack is an attack and ?group carries out ?attack ; not (?n <>> #1,000=1000))
  4| and ?a <!=> ?b
rule trust
  4| ?a trusts ?b if ?a knows ?b
rule "a, b"
  4| deny ?a has arms
rule short
  0| ?a trusts ?b if ?a knows ?b
"#,
    );
}

#[test]
fn questions_and_checks() {
    check(
        "question threats to ?target\n    where ?threat threatens ?target\n    show ?threat, count ?target\nask threats to Pakistan?\nask\n    threats to Pakistan\nexpect ?who holds Dara are (Harkat Front, 3, 84, 60), (S1; S2)\n",
        r#"
question
  0| threats to ?target
  4| where ?threat threatens ?target
  4| show ?threat , count ?target
ask
  0| threats to Pakistan <?>
ask
  4| threats to Pakistan
expect
  0| ?who holds Dara are (Harkat Front , #3=3 , #84=84 , #60=60) , (S1 ; S2)
"#,
    );
}

#[test]
fn alternatives_hold_statements_of_their_own() {
    check(
        "suppose \"no offensive\", note \"what if\"\n    quote \"or not\"\n    without Dawn Shield\n    actor Harkat Front\n        holds Dara\n\n    # and\n    Harkat Front holds Zaran\n        since 2014\nhypothesis \"insider\"\n  Clerk leaked Cable\n  expects Badge log shows Night entry\n  rules out Server log shows Foreign login\n",
        r#"
suppose "no offensive"
  0| note "what if"
  0| quote "or not"
    without
      0| Dawn Shield
    actor
      0| Harkat Front
      8| holds Dara
    sentence
      0| Harkat Front holds Zaran
      8| since #2014=2014
hypothesis "insider"
    sentence
      0| Clerk leaked Cable
    expects
      0| Badge log shows Night entry
    rules out
      0| Server log shows Foreign login
"#,
    );
}

#[test]
fn rows_hold_statements_of_their_own() {
    check(
        "from \"44-posts.csv\", missing \"-9\", \"NA\", split ?garrison at \"|\",\n        tolerate 20%\n    where ?kind = \"post\"\n    ?garrison manned ?post since ?year-?month-?day\n    actor ?garrison\n        is in ?objects[].name\nsuppose \"all of it\"\n    from \"more.csv\"\n        without ?a holds ?b\n",
        r#"
from "44-posts.csv"
  0| missing "-9" , "NA" , split ?garrison at "|" , tolerate #20%=20%
  0| where ?kind <=> "post"
    sentence
      0| ?garrison manned ?post since columns["year", "month", "day"]
    actor
      0| ?garrison
      8| is in ?objects[].name
suppose "all of it"
    from "more.csv"
        without
          0| ?a holds ?b
"#,
    );
}

#[test]
fn a_name_may_begin_with_a_keyword_that_has_a_capital() {
    check(
        "Event Horizon holds Dara\nactors-at-large hold Dara\n",
        r#"
sentence
  0| Event Horizon holds Dara
sentence
  0| actors-at-large hold Dara
"#,
    );
}

#[test]
fn a_first_line_may_follow_a_mark_that_shows_nothing() {
    check(
        "\u{feff}actor داعش\r\n\u{200f}place الرقة\u{200f}\r\n",
        r#"
actor
  0| داعش
place
  0| الرقة
"#,
    );
}

#[test]
fn an_empty_file_says_nothing() {
    check("", "");
    check("\n\n  # only this\n", "");
}
