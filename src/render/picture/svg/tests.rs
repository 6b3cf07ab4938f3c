//! What holds of every picture, whatever the answer says: it is XML, no two texts lie on one another, none leaves its box
//! or the page, and nothing that an analyst wrote is read as a mark of the language that it is printed in.

use super::letters::{Size, width};
use crate::answer::{
    Along, Answer, AsOfBy, Basis, Body, Bond, Bonded, Confidence, Connection, Evidence, Fact, Head,
    Held, Hypotheses, Hypothesis, Level, Links, Mark, Markup, Moment, Node, NodeKind, Reasoned,
    Spell, SpellKind, TellApart, Tie, Timeline, Why,
};
use crate::render::style::{Line, Style};
use crate::render::{Theme, dot, mermaid, svg};
use proptest::prelude::*;

/// Names and words as analysts have them, and what a language could stumble over.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Z][a-z]{1,14}( [A-Z][a-z]{1,14}){0,3}",
        Just("داعش".to_owned()),
        Just("ул. Ленина".to_owned()),
        Just("伊斯兰国呼罗珊省".to_owned()),
        Just("a \"quoted\" name; end [x] {y} (z) <b>&amp;</b> #1 | `c` \\ 50% --> %%".to_owned()),
        "[a-z]{60,90}",
        "\\PC{1,30}",
    ]
}

fn held() -> impl Strategy<Value = Held> {
    (1_u16..=10_000).prop_map(|value| Held {
        value,
        word: None,
        text: if value == 10_000 {
            "certain".to_owned()
        } else {
            format!("very likely ({}%)", value / 100)
        },
    })
}

fn sentence(names: [(String, u32); 2], words: &str) -> Markup {
    let [(from, one), (to, other)] = names;
    Markup::name(from, one)
        .then(&format!(" {words} "))
        .with(Markup::name(to, other))
}

fn node() -> impl Strategy<Value = Node> {
    let kinds = prop::sample::select(vec![
        NodeKind::Conclusion,
        NodeKind::Evidence,
        NodeKind::Default,
        NodeKind::Group,
        NodeKind::Window,
        NodeKind::Again,
        NodeKind::Comparison,
        NodeKind::Missing,
        NodeKind::Blocking,
    ]);
    let leaf = (kinds, words(), words(), held(), any::<bool>()).prop_map(
        |(node, text, ground, likelihood, weakest)| Node {
            node,
            text: sentence([(text.clone(), 1), (ground.clone(), 2)], "stands near"),
            likelihood,
            when: Some(Markup::words("since October 2014")),
            ground: Markup::words(ground),
            weakest,
            understood: false,
            words: vec![Markup::words(text)],
            under: vec![],
        },
    );
    leaf.prop_recursive(5, 24, 4, |inner| {
        (inner.clone(), prop::collection::vec(inner, 0..4))
            .prop_map(|(node, under)| Node { under, ..node })
    })
}

fn fact() -> impl Strategy<Value = (u32, u32, Fact)> {
    (0_u32..7, 0_u32..7, words(), held()).prop_map(|(from, to, verb, likelihood)| {
        let named = |id: u32| (format!("Group {id} of the north"), id);
        let fact = Fact {
            sentence: sentence([named(from), named(to)], &verb),
            likelihood,
            when: Some(Markup::words("since 2014")),
            ground: Markup::words("page.casus:3, on the evidence of Brief (C)"),
        };
        (from, to, fact)
    })
}

fn links() -> impl Strategy<Value = Links> {
    let tie = (fact(), any::<bool>(), any::<bool>(), 0..3).prop_map(
        |((from, to, fact), stated, mutual, bond)| Bonded {
            from: Markup::name(format!("Group {from} of the north"), from),
            to: Markup::name(format!("Group {to} of the north"), to),
            relation: format!("stands by {}", from % 3),
            basis: if stated {
                Basis::Stated
            } else {
                Basis::Concluded
            },
            mutual,
            bond: match bond {
                0 => None,
                1 => Some(Bond::With),
                _ => Some(Bond::Against),
            },
            fact,
        },
    );
    prop::collection::vec(tie, 0..14).prop_map(|ties| Links {
        of: None,
        steps: None,
        ties: ties.into_iter().filter(|tie| tie.from != tie.to).collect(),
    })
}

fn timeline() -> impl Strategy<Value = Timeline> {
    const DAY: i64 = 1_440;
    let bound = || prop::option::weighted(0.7, 10_000 * DAY..20_000 * DAY);
    let spell = (words(), held(), bound(), bound(), any::<bool>()).prop_map(
        |(text, likelihood, from, length, event)| {
            let from = from.map(|from| from / 7 * 7);
            let to = match (from, length) {
                (Some(from), Some(length)) => Some(from + length / 50),
                (_, to) => to,
            };
            Spell {
                of: if event {
                    SpellKind::Event
                } else {
                    SpellKind::Sentence
                },
                step: !event && from.is_none(),
                text: Markup::words(text),
                likelihood,
                when: Some(Markup::words("since October 2014")),
                from,
                to,
                core: event.then_some([from, to]),
            }
        },
    );
    prop::collection::vec(spell, 0..9).prop_map(|spells| Timeline {
        name: Markup::words("X"),
        entries: vec![],
        undated: vec![],
        spells,
    })
}

fn hypotheses() -> impl Strategy<Value = Hypotheses> {
    let marks = prop::sample::select(vec![
        Mark::Consistent,
        Mark::Anyway,
        Mark::Inconsistent,
        Mark::Neither,
    ]);
    (1_usize..5).prop_flat_map(move |count| {
        let evidence = (
            words(),
            held(),
            prop::collection::vec(marks.clone(), count),
            prop::collection::vec(prop::option::of(marks.clone()), count),
        )
            .prop_map(|(sentence, likelihood, marks, stated)| Evidence {
                sentence: Markup::words(sentence),
                likelihood,
                marks,
                stated,
                diagnosticity: 4_200,
            });
        (
            prop::collection::vec(words(), count),
            prop::collection::vec(evidence, 0..6),
        )
            .prop_map(|(titles, evidence)| Hypotheses {
                hypotheses: titles
                    .into_iter()
                    .map(|title| Hypothesis {
                        title,
                        inconsistent: 12_345,
                        rank: 1,
                    })
                    .collect(),
                evidence,
                tell_apart: Some(TellApart {
                    sentence: Markup::words("it rains"),
                    diagnosticity: 1,
                }),
                sensitive: vec![],
            })
    })
}

fn body() -> impl Strategy<Value = Body> {
    let why = prop::collection::vec(node(), 0..3).prop_map(|trees| {
        Body::Why(Why {
            sentence: Markup::words("it is so"),
            count: trees.len(),
            derivations: trees
                .into_iter()
                .map(|tree| Reasoned {
                    tree,
                    apart: vec![],
                    weakest: None,
                    uncertain: 0,
                    independent: 10_000,
                    confidence: Confidence {
                        level: Level::Low,
                        reason: Markup::words("It rests on hearsay."),
                    },
                })
                .collect(),
            against: None,
        })
    });
    let ways = prop::sample::select(vec![Along::Forward, Along::Backward, Along::Either]);
    let chains = prop::collection::vec((fact(), ways), 1..4).prop_map(|chain| {
        let named = |id: u32| Markup::name(format!("Group {id} of the north"), id);
        let mut here = 0;
        let mut ties = Vec::new();
        for ((_, step, fact), direction) in chain {
            // A chain goes on to another name.
            let to = (here + 1 + step % 6) % 7;
            ties.push(Tie {
                fact,
                from: named(here),
                to: named(to),
                to_tied: 2,
                direction,
                basis: if to % 2 == 0 {
                    Basis::Stated
                } else {
                    Basis::Concluded
                },
                also: vec![],
            });
            here = to;
        }
        Body::Connection(Connection {
            from: named(0),
            to: named(here),
            chains: vec![ties],
            more: true,
            further: 3,
            stated: vec![],
        })
    });
    prop_oneof![
        why,
        chains,
        links().prop_map(Body::Links),
        timeline().prop_map(Body::Timeline),
        hypotheses().prop_map(Body::Hypotheses),
    ]
}

fn answer() -> impl Strategy<Value = Answer> {
    (words(), body()).prop_map(|(title, body)| {
        let head = Head {
            question: title.clone(),
            title: Markup::words(title),
            as_of: Some(Moment {
                minutes: 24_719_039,
                text: "31 December 2016".to_owned(),
            }),
            as_of_by: AsOfBy::Scenario,
            during: None,
            view: None,
            known: None,
            under: vec![],
            supposing: vec![],
            bar: Held {
                value: 5_500,
                word: None,
                text: "55%".to_owned(),
            },
            bar_asked: false,
            marking: Some("TLP:AMBER".to_owned()),
            withheld: None,
            stopped: false,
            notes: vec![Markup::words("2 below likely")],
        };
        Answer::new(head, body)
    })
}

/// A stretch of a picture: left, top, right, bottom.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Stretch {
    fn overlaps(self, other: Stretch) -> bool {
        let apart = self.right <= other.left
            || other.right <= self.left
            || self.bottom <= other.top
            || other.bottom <= self.top;
        !apart
    }

    fn holds(self, inner: Stretch) -> bool {
        self.left <= inner.left
            && self.top <= inner.top
            && inner.right <= self.right
            && inner.bottom <= self.bottom
    }
}

fn of(element: roxmltree::Node<'_, '_>, name: &str) -> f64 {
    let value = element.attribute(name).expect("it has the attribute");
    value.parse().expect("a number")
}

/// Where the letters of a text stand, by the measure that they were set with.
fn letters(text: roxmltree::Node<'_, '_>) -> Stretch {
    let pixels = of(text, "font-size");
    let size = [Size::Title, Size::Name, Size::Body, Size::Small]
        .into_iter()
        .find(|size| (size.pixels() - pixels).abs() < 0.01)
        .expect("a size of the house");
    let mut line = Line::new();
    for piece in text.children() {
        let style = match piece.attribute("font-weight") {
            Some(_) => Style::Title,
            None => Style::Plain,
        };
        let said: String = piece
            .descendants()
            .filter(roxmltree::Node::is_text)
            .filter_map(|node| node.text())
            .collect();
        line.push(style, said);
    }
    let wide = width(&line, size);
    let x = of(text, "x");
    let left = match text.attribute("text-anchor") {
        Some("middle") => x - wide / 2.0,
        Some("end") => x - wide,
        _ => x,
    };
    let foot = of(text, "y");
    Stretch {
        left,
        right: left + wide,
        top: foot - pixels * 0.74,
        bottom: foot + pixels * 0.2,
    }
}

/// What a path of ours reaches: the ends of its lines and arcs.
fn reach(path: &str) -> Stretch {
    let mut all = Stretch {
        left: f64::MAX,
        top: f64::MAX,
        right: f64::MIN,
        bottom: f64::MIN,
    };
    let mut rest = path;
    while let Some(letter) = rest.chars().next() {
        let end = rest[1..]
            .find(|c: char| c.is_ascii_alphabetic())
            .map_or(rest.len(), |at| at + 1);
        let numbers: Vec<f64> = rest[1..end]
            .split(' ')
            .filter(|number| !number.is_empty())
            .map(|number| number.parse().expect("a number"))
            .collect();
        let (xs, ys): (Vec<f64>, Vec<f64>) = match (letter, numbers.as_slice()) {
            ('H', [x]) => (vec![*x], vec![]),
            ('V', [y]) => (vec![], vec![*y]),
            (_, [.., x, y]) => (vec![*x], vec![*y]),
            _ => (vec![], vec![]),
        };
        for x in xs {
            all.left = all.left.min(x);
            all.right = all.right.max(x);
        }
        for y in ys {
            all.top = all.top.min(y);
            all.bottom = all.bottom.max(y);
        }
        rest = &rest[end..];
    }
    all
}

fn is_legible(document: &str) -> Result<(), TestCaseError> {
    let read = roxmltree::Document::parse(document);
    prop_assert!(read.is_ok(), "{read:?}\n{document}");
    let Ok(read) = read else { return Ok(()) };
    let root = read.root_element();
    prop_assert_eq!(root.attribute("role"), Some("img"));
    let first = root.first_element_child().map(|one| one.tag_name().name());
    prop_assert_eq!(first, Some("title"));
    let page = Stretch {
        left: 0.0,
        top: 0.0,
        right: of(root, "width"),
        bottom: of(root, "height"),
    };
    let named = |name: &'static str| {
        read.descendants()
            .filter(move |node| node.tag_name().name() == name)
    };
    let texts: Vec<Stretch> = named("text").map(letters).collect();
    for (at, one) in texts.iter().enumerate() {
        prop_assert!(page.holds(*one), "{one:?} leaves the page\n{document}");
        for other in &texts[at + 1..] {
            prop_assert!(!one.overlaps(*other), "{one:?} on {other:?}\n{document}");
        }
    }
    for group in named("g") {
        let frame = group
            .children()
            .find_map(|child| child.attribute("d"))
            .map(reach)
            .expect("a box has an outline");
        // A bracket stands on the left alone, and lets its words go on.
        let frame = if frame.right - frame.left < 12.0 {
            Stretch {
                right: page.right,
                ..frame
            }
        } else {
            frame
        };
        for text in group
            .children()
            .filter(|child| child.tag_name().name() == "text")
        {
            let text = letters(text);
            prop_assert!(frame.holds(text), "{text:?} leaves {frame:?}\n{document}");
        }
    }
    Ok(())
}

/// What stands between quotes, by the rule that a backslash keeps the next letter.
fn without_quoted(text: &str, escape: Option<char>) -> Option<String> {
    let mut out = String::new();
    let mut inside = false;
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if inside && Some(letter) == escape {
            letters.next()?;
        } else if letter == '"' {
            inside = !inside;
        } else if !inside {
            out.push(letter);
        } else if letter == '\n' {
            return None;
        }
    }
    (!inside).then_some(out)
}

/// Outside quotes both languages have letters of ours alone.
fn is_ours(rest: &str, marks: &str) -> bool {
    rest.chars().all(|letter| {
        letter.is_ascii_alphanumeric() || letter.is_ascii_whitespace() || marks.contains(letter)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn a_picture_is_xml_and_no_text_lies_on_another_or_leaves_its_box(answer in answer()) {
        for theme in [Theme::Light, Theme::Dark] {
            if let Ok(document) = svg(&answer, theme) {
                is_legible(&document)?;
            }
        }
    }

    #[test]
    fn what_is_written_is_never_read_as_dot_or_as_mermaid(answer in answer()) {
        if let Ok(document) = dot(&answer) {
            let rest = without_quoted(&document, Some('\\'));
            prop_assert!(rest.is_some_and(|rest| is_ours(&rest, "{}[];=->,_")), "{document}");
        }
        if let Ok(document) = mermaid(&answer) {
            let body = document.splitn(3, "---\n").nth(2).unwrap_or_default().to_owned();
            let rest = without_quoted(&body, None);
            prop_assert!(rest.is_some_and(|rest| is_ours(&rest, "{}[]()-.<>|:,_")), "{document}");
            for (at, _) in body.match_indices('#') {
                let code = body[at + 1..].split(';').next().unwrap_or_default();
                prop_assert!(!code.is_empty() && code.chars().all(|c| c.is_ascii_digit()), "{document}");
            }
        }
    }
}
