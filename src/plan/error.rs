//! Why there is no order in which the rules could be run.
//!
//! Takes the components; gives the first loop that holds a strict step, with the words to tell it by.

use super::{Node, Step, rests_on};
use crate::diagnostic::Diagnostic;
use crate::model::{Core, Origin, Part, Pattern, Rule, RuleId, Sign, Term, Value};
use crate::source::Place;
use std::collections::{BTreeMap, VecDeque};

/// A rule of a loop.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LoopRule {
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub origin: Origin,
    /// What it concludes, in words: `?a trusts ?b`.
    pub concludes: String,
    /// What it rests on that the next rule concludes, in words.
    pub rests_on: String,
    /// Whether it does so by a strict step.
    pub strictly: bool,
}

/// Rules of which each rests on what the next concludes, and the last on what the first does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Loop {
    /// The rules; the first one's step is strict.
    pub rules: Vec<LoopRule>,
}

/// Why the rules cannot be run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PlanError {
    /// Rules rest on the want of what they conclude.
    NegativeLoop {
        /// The loop.
        round: Loop,
        /// The sentences whose `stated` would break it, in words.
        offers: Vec<String>,
    },
    /// A window with a length would move on for ever.
    WindowInRecursion {
        /// The loop.
        round: Loop,
        /// The length, as written: `2 years`.
        length: String,
        /// Where the window stands.
        place: Place,
    },
    /// A variable that no positive sentence binds.
    Unbound {
        /// The rule.
        rule: String,
        /// Where it stands.
        origin: Origin,
        /// The variable, without its mark.
        variable: String,
    },
}

/// One way in which a rule reads a node.
struct Edge<'a> {
    rule: &'a Rule,
    to: Node,
    step: Step<'a>,
    pattern: &'a Pattern,
}

/// Whether no component holds a strict step.
pub(super) fn check(
    core: &Core,
    rules: &[(RuleId, &Rule)],
    components: &[Vec<Node>],
) -> Result<(), PlanError> {
    let component: BTreeMap<Node, usize> = components
        .iter()
        .enumerate()
        .flat_map(|(at, nodes)| nodes.iter().map(move |node| (*node, at)))
        .collect();
    let mut edges = Vec::new();
    for (_, rule) in rules {
        let within = component.get(&Node::of_head(rule));
        rests_on(&rule.body, &mut |to, step, pattern| {
            if component.get(&to) == within {
                edges.push(Edge {
                    rule,
                    to,
                    step,
                    pattern,
                });
            }
        });
    }
    let strict = |wanted: fn(&Step) -> bool| edges.iter().find(|edge| wanted(&edge.step));
    let Some(first) = strict(|step| matches!(step, Step::Strict))
        .or_else(|| strict(|step| matches!(step, Step::Window(_))))
    else {
        return Ok(());
    };
    let round = shortest_round(first, &edges);
    let told = Loop {
        rules: round.iter().map(|edge| told(core, edge)).collect(),
    };
    Err(match first.step {
        Step::Window(length) => PlanError::WindowInRecursion {
            round: told,
            length: length.text.clone(),
            place: length.place,
        },
        Step::Strict | Step::Plain => {
            let mut offers = Vec::new();
            for edge in round
                .iter()
                .filter(|edge| matches!(edge.step, Step::Strict))
            {
                let offer = words(core, edge.rule, edge.pattern);
                if !offers.contains(&offer) {
                    offers.push(offer);
                }
            }
            PlanError::NegativeLoop {
                round: told,
                offers,
            }
        }
    })
}

/// The strict edge, and the shortest way back from where it leads to where it starts.
fn shortest_round<'a, 'b>(first: &'b Edge<'a>, edges: &'b [Edge<'a>]) -> Vec<&'b Edge<'a>> {
    let goal = Node::of_head(first.rule);
    let mut came_by: BTreeMap<Node, &Edge> = BTreeMap::new();
    let mut open = VecDeque::from([first.to]);
    while let Some(node) = open.pop_front() {
        if node == goal {
            break;
        }
        for edge in edges.iter().filter(|edge| Node::of_head(edge.rule) == node) {
            if edge.to != first.to && !came_by.contains_key(&edge.to) {
                came_by.insert(edge.to, edge);
                open.push_back(edge.to);
            }
        }
    }
    let mut back = Vec::new();
    let mut node = goal;
    while node != first.to
        && let Some(edge) = came_by.get(&node)
    {
        back.push(*edge);
        node = Node::of_head(edge.rule);
    }
    back.push(first);
    back.reverse();
    back
}

fn told(core: &Core, edge: &Edge) -> LoopRule {
    LoopRule {
        name: edge.rule.name.clone(),
        origin: edge.rule.origin.clone(),
        concludes: signed(core, edge.rule, &edge.rule.head, edge.rule.sign),
        rests_on: signed(core, edge.rule, edge.pattern, edge.to.sign),
        strictly: !matches!(edge.step, Step::Plain),
    }
}

fn signed(core: &Core, rule: &Rule, pattern: &Pattern, sign: Sign) -> String {
    match sign {
        Sign::For => words(core, rule, pattern),
        Sign::Against => format!("it is denied that {}", words(core, rule, pattern)),
    }
}

/// The pattern in its relation's first wording, with the rule's names of variables.
fn words(core: &Core, rule: &Rule, pattern: &Pattern) -> String {
    let Some(relation) = core.situation.relations.get(pattern.relation) else {
        return String::new();
    };
    let slot = |at: usize| match pattern.args.get(at) {
        Some(Term::Var(var)) => format!(
            "?{}",
            rule.variables
                .get(var.0 as usize)
                .map_or("", String::as_str)
        ),
        Some(Term::Value(Value::Entity(entity))) => core
            .situation
            .entities
            .get(*entity)
            .map_or_else(String::new, |entity| entity.name.clone()),
        Some(Term::Value(Value::Text(text))) => format!("\"{text}\""),
        Some(Term::Value(Value::Number(_) | Value::Date(_))) | None => "…".to_owned(),
    };
    let Some(wording) = relation.wordings.first() else {
        return relation.name.clone();
    };
    let parts: Vec<String> = wording
        .parts
        .iter()
        .map(|part| match part {
            Part::Word(word) => word.clone(),
            Part::Slot(at) => slot(*at),
        })
        .collect();
    parts.join(" ")
}

impl Loop {
    /// `"trust" (line 7) rests on "?a fears ?b", which "fear" (line 9) concludes; …`
    fn words(&self, strictly: &str) -> String {
        let name = |rule: &LoopRule| format!("\"{}\" (line {})", rule.name, rule.origin.line);
        let turns: Vec<String> = self
            .rules
            .iter()
            .zip(self.rules.iter().cycle().skip(1))
            .map(|(rule, next)| {
                let how = if rule.strictly { strictly } else { "on" };
                let what = &rule.rests_on;
                if rule == next {
                    format!(
                        "{} rests {how} \"{what}\", which it concludes itself",
                        name(rule)
                    )
                } else {
                    format!(
                        "{} rests {how} \"{what}\", which {} concludes",
                        name(rule),
                        name(next)
                    )
                }
            })
            .collect();
        turns.join("; ")
    }

    fn label(&self, mut diagnostic: Diagnostic) -> Diagnostic {
        let mut labelled: Vec<&Origin> = Vec::new();
        for rule in &self.rules {
            if !labelled.contains(&&rule.origin)
                && diagnostic
                    .labels
                    .iter()
                    .all(|label| label.place != rule.origin.place)
            {
                labelled.push(&rule.origin);
                diagnostic = diagnostic.also(
                    rule.origin.place,
                    format!("\"{}\" concludes {}", rule.name, rule.concludes),
                );
            }
        }
        diagnostic
    }
}

impl From<&PlanError> for Diagnostic {
    fn from(error: &PlanError) -> Diagnostic {
        match error {
            PlanError::NegativeLoop { round, offers } => {
                let message = format!(
                    "these rules rest on the want of what they conclude: {}",
                    round.words("on there being no")
                );
                let place = round
                    .rules
                    .first()
                    .map(|rule| rule.origin.place)
                    .unwrap_or_default();
                let said = round.rules.first().map_or_else(String::new, |rule| {
                    format!("\"{}\" concludes {}", rule.name, rule.concludes)
                });
                let diagnostic =
                    round.label(Diagnostic::error("negative-loop", message, place).saying(said));
                offers.iter().fold(diagnostic, |diagnostic, offer| {
                    diagnostic.help(format!(
                        "stated {offer}: looks only at what is said, and breaks the loop"
                    ))
                })
            }
            PlanError::WindowInRecursion {
                round,
                length,
                place,
            } => {
                let message = format!(
                    "a window of {length} inside a rule that rests on itself would never end: {}",
                    round.words("on")
                );
                let place = if *place == Place::default() {
                    round
                        .rules
                        .first()
                        .map(|rule| rule.origin.place)
                        .unwrap_or_default()
                } else {
                    *place
                };
                let said = format!("adds {length} a round");
                round
                    .label(Diagnostic::error("window-in-recursion", message, place).saying(said))
                    .help("in the past …: without a length it may rest on itself")
            }
            PlanError::Unbound {
                rule,
                origin,
                variable,
            } => Diagnostic::error(
                "unbound-variable",
                format!("nothing in rule \"{rule}\" says who or what ?{variable} could be"),
                origin.place,
            )
            .help(format!(
                "add a condition that says something of ?{variable}"
            )),
        }
    }
}
