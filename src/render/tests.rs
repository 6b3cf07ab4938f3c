//! One answer of every kind, as text and as JSON that its schema holds.

use super::{csv, json, markdown, text};
use crate::answer::{
    Along, Answer, AsOfBy, Attempt, Basis, Behind, Body, Budget, Change, Changed, Claim, Clash,
    Compared, Comparison, Confidence, Conflict, Conflicts, Connection, Cut, Direction, Entry,
    Evidence, Fact, Following, Gap, Gaps, Group, Happening, Head, Held, HowLikely, Hypotheses,
    Hypothesis, Instead, Known, Level, Linchpins, Link, Mark, Markup, Moment, Moves, Node,
    NodeKind, Profile, Reasoned, Repair, Repairs, Rested, Role, Row, Sensitive, Shadow, Side,
    Stance, Standing, Stopped, Table, TellApart, Tie, Timeline, Turn, View, Way, WhoSays, Why,
    WhyNot, YesNo,
};

fn words(text: &str) -> Markup {
    Markup::words(text)
}

fn place(line: u32) -> Markup {
    Markup::of(Role::Place, format!("case.casus:{line}"))
}

fn since(date: &str) -> Option<Markup> {
    Some(words("since ").with(Markup::of(Role::Date, date)))
}

fn held(value: u16) -> Held {
    let word = match value {
        5500..8000 => Some("likely"),
        8000..9500 => Some("very likely"),
        2000..4500 => Some("unlikely"),
        _ => None,
    };
    let text = match (value, word) {
        (10_000, _) => "certain".to_owned(),
        (7000 | 8700, Some(word)) => word.to_owned(),
        (_, Some(word)) => format!("{word} ({}%)", value / 100),
        (_, None) => format!("{}%", value / 100),
    };
    Held {
        value,
        word: word.map(str::to_owned),
        text,
    }
}

fn sentence(subject: &str, rest: &str) -> Markup {
    Markup::name(subject, 3).then(" ").with(words(rest))
}

fn moderate() -> Confidence {
    Confidence {
        level: Level::Moderate,
        reason: words("Everything rests on one source, ")
            .with(Markup::of(Role::Source, "Brief (C)"))
            .then("."),
    }
}

fn head(title: &str) -> Head {
    Head {
        question: title.to_lowercase(),
        title: words(title),
        as_of: Some(Moment {
            minutes: 24_720_479,
            text: "31 December 2016".into(),
        }),
        as_of_by: AsOfBy::Scenario,
        during: None,
        view: None,
        known: None,
        under: Vec::new(),
        supposing: Vec::new(),
        bar: held(5500),
        bar_asked: false,
        marking: None,
        stopped: false,
        withheld: None,
        notes: Vec::new(),
    }
}

fn node(kind: NodeKind, text: Markup, value: u16, ground: Markup, under: Vec<Node>) -> Node {
    Node {
        node: kind,
        text,
        likelihood: held(value),
        when: None,
        ground,
        weakest: false,
        understood: false,
        words: Vec::new(),
        under,
    }
}

fn reasoned() -> Reasoned {
    let mut leaf = node(
        NodeKind::Evidence,
        sentence("IS Khorasan", "draws members from TTP"),
        7000,
        place(23).then(", on the evidence of Brief (C)"),
        vec![],
    );
    leaf.when = since("October 2014");
    leaf.weakest = true;
    leaf.words = vec![Markup::of(Role::Quote, "\"They came over in a body\"")];
    let default = node(
        NodeKind::Default,
        words("nothing shows above 30% that IS Khorasan has made up with any actor"),
        7000,
        Markup::new(),
        vec![],
    );
    Reasoned {
        tree: node(
            NodeKind::Conclusion,
            sentence("IS Khorasan", "is at odds with Pakistan"),
            7000,
            Markup::of(Role::Rule, "inherited quarrel"),
            vec![leaf, default],
        ),
        apart: Vec::new(),
        weakest: Some(Link {
            what: sentence("IS Khorasan", "draws members from TTP"),
            likelihood: held(7000),
        }),
        uncertain: 4,
        independent: 3100,
        confidence: moderate(),
    }
}

fn fact(rest: &str, value: u16) -> Fact {
    Fact {
        sentence: sentence("IS Khorasan", rest),
        likelihood: held(value),
        when: since("2015"),
        ground: place(7),
    }
}

fn entry(text: &str) -> Entry {
    Entry {
        what: words(text),
        place: place(12),
    }
}

fn repair() -> Repair {
    Repair {
        adds: vec![
            sentence("JA", "is based in Parachinar"),
            sentence("JA", "has mortars"),
        ],
        removes: vec![sentence("JA", "has made up with Pakistan")],
        gives: held(7000),
        indicator: true,
        typed: Some("JA is based in Parachinar; JA has mortars".to_owned()),
    }
}

fn row(name: &str, value: u16) -> Row {
    Row {
        cells: vec![Markup::name(name, 3)],
        likelihood: held(value),
        when: since("October 2014"),
        standing: Standing::Supported,
        shadow: None,
        reason: Some(words(
            "draws members from TTP, which is at odds with Pakistan; is based in South Nangarhar, which borders \
             Parachinar in Pakistan; sides with JA, which carries out the Wagah border bombing",
        )),
        derivations: Some(3),
        explains: Some(sentence(name, "endangers Pakistan")),
    }
}

fn answers() -> Vec<Answer> {
    let claim = sentence("IS Khorasan", "endangers Pakistan");
    let mut of_a_list = head("Dangers to Pakistan");
    of_a_list
        .notes
        .push(words("2 below likely: ask  ").with(Markup::of(
            Role::Question,
            "dangers to Pakistan at least unlikely",
        )));
    let mut second = row("TTP", 8700);
    (second.standing, second.derivations) = (Standing::Disputed, Some(1));
    let table = Table {
        columns: vec!["danger".into()],
        rows: vec![second, row("IS Khorasan", 7000)],
        below: 2,
    };
    let totals = Table {
        columns: vec!["group".into(), "count attack".into()],
        rows: vec![Row {
            cells: vec![Markup::name("JA", 5), Markup::of(Role::Number, "12")],
            when: None,
            reason: None,
            derivations: None,
            explains: None,
            ..row("JA", 10_000)
        }],
        below: 0,
    };
    let mut elsewhere = head("IS Khorasan endangers Pakistan");
    elsewhere.view = Some(View {
        party: Markup::name("Russia", 9),
        strictly: true,
    });
    elsewhere.known = Some(Known {
        on: "December 2015".into(),
        left_out: 4,
        undated_kept: 11,
    });
    elsewhere.under = vec!["no offensive".into()];
    elsewhere.marking = Some("AMBER".into());
    elsewhere.as_of_by = AsOfBy::Files;
    let yes_no = YesNo {
        sentence: claim.clone(),
        standing: Standing::Supported,
        supported: held(7000),
        denied: held(4000),
        shadow: Some(Shadow::Contested),
        when: since("October 2014"),
        reason: Some(words(
            "draws members from TTP, which is at odds with Pakistan",
        )),
        against: Some(words("stated: case.casus:9")),
        derivations: Some(3),
        confidence: Some(moderate()),
        within_margin: true,
    };
    let unknown = YesNo {
        standing: Standing::Unknown,
        supported: held(3000),
        denied: held(0),
        shadow: Some(Shadow::HeldBack),
        when: None,
        against: None,
        confidence: Some(moderate()),
        within_margin: false,
        ..yes_no.clone()
    };
    let denied = YesNo {
        standing: Standing::Denied,
        supported: held(5000),
        denied: held(8700),
        shadow: None,
        ..unknown.clone()
    };
    let disputed = YesNo {
        standing: Standing::Disputed,
        supported: held(7000),
        ..denied.clone()
    };
    let why = Why {
        sentence: claim.clone(),
        derivations: vec![reasoned()],
        count: 3,
        against: Some(reasoned()),
    };
    let why_not = WhyNot {
        sentence: claim.clone(),
        likelihood: held(3000),
        holds: false,
        stated: Some(place(9)),
        attempts: vec![Attempt {
            rule: Markup::of(Role::Rule, "danger"),
            place: place(40),
            conditions: vec![
                node(
                    NodeKind::Evidence,
                    sentence("JA", "is at odds with Pakistan"),
                    10_000,
                    place(4),
                    vec![],
                ),
                node(
                    NodeKind::Missing,
                    sentence("JA", "is within reach of Pakistan"),
                    0,
                    Markup::new(),
                    vec![],
                ),
                node(
                    NodeKind::Blocking,
                    sentence("JA", "has made up with Pakistan"),
                    10_000,
                    place(5),
                    vec![],
                ),
            ],
            reached: held(0),
            too_weak: true,
        }],
        repair: Some(repair()),
        against: None,
    };
    let who_says = WhoSays {
        sentence: claim.clone(),
        claims: vec![
            Claim {
                party: None,
                through: vec![],
                speaks_for: vec![],
                stance: Stance::Claims,
                likelihood: held(7000),
                said: None,
                when: since("2015"),
                ground: place(3),
                words: vec![],
            },
            Claim {
                party: Some(Markup::name("Moscow", 8)),
                through: vec![Markup::name("Interfax", 11)],
                speaks_for: vec![Markup::name("Russia", 12)],
                stance: Stance::Denies,
                likelihood: held(10_000),
                said: Some(words("on 7 December 2016")),
                when: None,
                ground: place(41).then(", on the evidence of Russian reply (B)"),
                words: vec![Markup::of(Role::Quote, "\"Nothing of the kind\"")],
            },
        ],
        attitudes: vec![fact("fears that it is so", 10_000)],
    };
    let side = |party: Option<&str>, rest: &str| Side {
        party: party.map(|name| Markup::name(name, 2)),
        sentence: sentence("Russia", rest),
        likelihood: held(8700),
        ground: place(40),
    };
    let conflicts = Conflicts {
        conflicts: vec![
            Conflict {
                clash: Clash::BetweenParties,
                about: sentence("Russia", "arms the Taliban"),
                when: since("December 2016"),
                sides: vec![
                    side(Some("Nicholson"), "arms the Taliban"),
                    side(Some("Moscow"), "does not arm the Taliban"),
                ],
            },
            Conflict {
                clash: Clash::Single,
                about: words("Khan leads TTP and Fazlullah leads TTP"),
                when: None,
                sides: vec![side(None, "leads TTP"), side(None, "leads TTP too")],
            },
        ],
    };
    let change = Change {
        of: words("JA is based in Parachinar"),
        changed: vec![
            Changed {
                direction: Direction::Gained,
                sentence: sentence("JA", "endangers Pakistan"),
                before: held(0),
                after: held(7000),
                reason: Some(words("is based in Parachinar")),
            },
            Changed {
                direction: Direction::LessSure,
                sentence: sentence("TTP", "endangers Pakistan"),
                before: held(8700),
                after: held(7000),
                reason: None,
            },
        ],
        following: vec![Following {
            direction: Direction::Gained,
            count: 2,
        }],
        set_aside: vec![sentence("TTP", "is at odds with Pakistan")],
    };
    let linchpins = Linchpins {
        sentence: claim.clone(),
        likelihood: held(7000),
        holds: true,
        by_source: false,
        one_report: None,
        cuts: vec![
            Cut {
                units: vec![entry("ISK draws members from TTP")],
                leaves: held(0),
            },
            Cut {
                units: vec![entry("ISK has rockets"), entry("ISK has mortars")],
                leaves: held(3000),
            },
        ],
        lowers: vec![Moves {
            unit: entry("ISK draws members from TTP"),
            without: held(0),
        }],
        raises: vec![Moves {
            unit: entry("ISK has made up with TTP"),
            without: held(8700),
        }],
        complete: false,
        in_all: None,
        tried: Some(600),
    };
    let hypotheses = Hypotheses {
        hypotheses: vec![
            Hypothesis {
                title: "insider".into(),
                inconsistent: 6000,
                rank: 1,
            },
            Hypothesis {
                title: "foreign service".into(),
                inconsistent: 17_000,
                rank: 2,
            },
        ],
        evidence: vec![Evidence {
            sentence: sentence("Badge log", "shows Night entry"),
            likelihood: held(9000),
            marks: vec![Mark::Consistent, Mark::Inconsistent],
            stated: vec![Some(Mark::Consistent), Some(Mark::Neither)],
            diagnosticity: 18_000,
        }],
        tell_apart: Some(TellApart {
            sentence: sentence("Phone log", "shows Call"),
            diagnosticity: 20_000,
        }),
        sensitive: vec![Sensitive {
            sentence: sentence("Badge log", "shows Night entry"),
            order: vec![vec!["insider".into(), "foreign service".into()]],
        }],
    };
    let behind = Behind {
        sentence: claim.clone(),
        entries: vec![Rested {
            what: Markup::of(Role::Source, "Brief (C)"),
            dated: Some(Markup::of(Role::Date, "December 2016")),
            level: Some(Level::Moderate),
            place: place(2),
            gives: vec![sentence("IS Khorasan", "draws members from TTP")],
        }],
    };
    let named = |title: &str, body: Body| Answer::new(head(title), body);
    vec![
        Answer::new(of_a_list, Body::Table(table)),
        named("Toll", Body::Table(totals)),
        Answer::new(elsewhere.clone(), Body::YesNo(yes_no)),
        named("Unknown", Body::YesNo(unknown)),
        named("Denied", Body::YesNo(denied)),
        named("Disputed", Body::YesNo(disputed)),
        Answer::new(elsewhere, Body::Why(why)),
        named("Why not", Body::WhyNot(why_not)),
        named(
            "Who says that IS Khorasan endangers Pakistan",
            Body::WhoSays(who_says),
        ),
        named("Conflicts", Body::Conflicts(conflicts)),
        named(
            "Gaps",
            Body::Gaps(Gaps {
                gaps: vec![Gap {
                    what: "Events without a date".into(),
                    entries: vec![entry("Old feud")],
                }],
            }),
        ),
        named(
            "IS Khorasan",
            Body::Profile(Profile {
                name: Markup::name("IS Khorasan", 3),
                also: vec!["ISK".into()],
                kinds: vec!["a militant group".into()],
                place: place(7),
                groups: vec![Group {
                    heading: words("draws members from …"),
                    facts: vec![
                        fact("draws members from TTP", 10_000),
                        fact("draws members from IMU", 7000),
                    ],
                }],
            }),
        ),
        named(
            "Timeline of IS Khorasan",
            Body::Timeline(Timeline {
                name: Markup::name("IS Khorasan", 3),
                entries: vec![Happening {
                    fact: fact("is based in Zaran", 10_000),
                    turn: Turn::Begins,
                    changes: Vec::new(),
                }],
                undated: vec![fact("fought a feud", 10_000)],
                spells: vec![],
            }),
        ),
        named(
            "Connection between IS Khorasan and Pakistan",
            Body::Connection(Connection {
                from: words("IS Khorasan"),
                to: words("Pakistan"),
                chains: vec![vec![Tie {
                    fact: fact("draws members from TTP", 10_000),
                    from: words("IS Khorasan"),
                    to: words("Pakistan"),
                    to_tied: 3,
                    direction: Along::Forward,
                    basis: Basis::Stated,
                    also: Vec::new(),
                }]],
                further: 1,
                stated: Vec::new(),
                more: true,
            }),
        ),
        named(
            "IS Khorasan and TTP",
            Body::Comparison(Comparison {
                one: Markup::name("IS Khorasan", 3),
                other: Markup::name("TTP", 4),
                both: vec![words("endangers Pakistan")],
                by: Compared::Held,
                between: vec![fact("draws members from TTP", 10_000)],
                against: Vec::new(),
                only_one: vec![fact("has rockets", 7000)],
                only_other: vec![],
            }),
        ),
        named("What if JA is based in Parachinar", Body::Change(change)),
        named("Linchpins", Body::Linchpins(linchpins)),
        named(
            "How likely",
            Body::HowLikely(HowLikely {
                sentence: claim.clone(),
                weakest_link: held(7000),
                independent: Some(held(3100)),
                bounds: Some([held(0), held(7000)]),
                bounds_by: Some("interval rules".into()),
                uncertain: 4,
            }),
        ),
        named(
            "What would make it so",
            Body::Repairs(Repairs {
                sentence: claim,
                likelihood: held(3000),
                holds: false,
                indicators_only: false,
                repairs: vec![
                    Way {
                        repair: repair(),
                        others: vec![],
                        more: false,
                    },
                    Way {
                        repair: Repair {
                            removes: vec![],
                            indicator: false,
                            ..repair()
                        },
                        others: vec![
                            Instead {
                                with: Some(Markup::name("ETIM", 9)),
                                in_place_of: Some(Markup::name("JA", 4)),
                                repair: repair(),
                            },
                            Instead {
                                with: None,
                                in_place_of: None,
                                repair: repair(),
                            },
                        ],
                        more: true,
                    },
                ],
                complete: false,
                budget: Some(Stopped {
                    by: Budget::Plans,
                    limit: 20_000,
                }),
            }),
        ),
        named("Sources behind", Body::Sources(behind.clone())),
        named("Assumptions behind", Body::Assumptions(behind)),
        named("Hypotheses", Body::Hypotheses(hypotheses)),
    ]
}

#[test]
fn every_kind_of_answer_has_a_text() {
    let mut all = String::new();
    for answer in answers() {
        all.push_str(&text(&answer, 110).plain());
        all.push_str("\n────────\n\n");
    }
    insta::assert_snapshot!(all);
}

#[test]
fn no_line_says_both_how_likely_and_with_what_confidence() {
    for answer in answers() {
        for line in text(&answer, 110).lines {
            let styles: Vec<_> = line.runs.iter().map(|run| run.style).collect();
            let both = styles.contains(&super::Style::Likelihood)
                && styles.contains(&super::Style::Confidence);
            assert!(!both, "{line:?}");
        }
    }
}

#[test]
fn no_line_is_wider_than_the_window() {
    for answer in answers() {
        for width in [60, 72, 100] {
            for line in text(&answer, width).plain().lines() {
                assert!(
                    unicode_width::UnicodeWidthStr::width(line) <= width,
                    "{width}: {line}"
                );
            }
        }
    }
}

fn schema() -> serde_json::Value {
    let text = include_str!("../../docs/schema/answer.schema.json");
    serde_json::from_str(text).expect("the schema is JSON")
}

#[test]
fn the_schema_describes_every_answer() {
    let schema = schema();
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    for answer in answers() {
        let value = serde_json::to_value(&answer).expect("an answer is JSON");
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", value["kind"]);
    }
}

#[test]
fn the_json_of_a_list_is_a_promise() {
    let list = answers().into_iter().next().expect("there is a list");
    insta::assert_snapshot!(json(&list).expect("an answer is JSON"));
}

#[test]
fn a_list_has_a_table_in_markdown_and_rows_in_csv() {
    let list = answers().into_iter().next().expect("there is a list");
    insta::assert_snapshot!(format!("{}\n{}", markdown(&list), csv(&list)));
}

#[test]
fn what_a_spreadsheet_would_run_is_shown_as_text() {
    let mut list = answers().into_iter().next().expect("there is a list");
    if let Body::Table(table) = &mut list.body {
        table.rows[0].cells[0] = Markup::words("=HYPERLINK(\"x\"), \"y\"");
    }
    let text = csv(&list);
    let mut rows = ::csv::Reader::from_reader(text.as_bytes());
    let first = rows.records().next().expect("a row").expect("a record");
    assert_eq!(first.get(0), Some("'=HYPERLINK(\"x\"), \"y\""));
}
