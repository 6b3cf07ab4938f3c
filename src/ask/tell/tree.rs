//! A derivation as a tree of words: one node for each conclusion, piece of evidence, default and window, what gives it
//! in the margin.
//!
//! The least leaf is the value shown (meaning.md 6). The first leaf of that value, in reading order, is marked as the
//! weakest link, and is the one that the figures below the tree name.

use super::{Telling, items_behind};
use crate::answer::{Link, Markup, Node, NodeKind, Role};
use crate::explain::{Because, Derivation, Evidence, Premise};
use crate::model::{Comparison, Property, RuleId, Signed, Value};
use crate::phrase::{Dates, compared, instant};
use crate::time::{Likelihood, Span};

/// A tree and its least leaf.
#[derive(Debug)]
pub struct Told {
    /// The tree.
    pub tree: Node,
    /// Parts of a very deep tree that are shown apart.
    pub lemmas: Vec<Node>,
    /// The least leaf; none where nothing is uncertain.
    pub weakest: Option<Link>,
}

impl Telling<'_> {
    /// The derivation as a tree, with its weakest link marked.
    #[must_use]
    pub fn tree(&self, derivation: &Derivation) -> Told {
        let mut growing = Growing {
            telling: *self,
            names: &[],
            told: Vec::new(),
            least: derivation.value,
            weakest: None,
        };
        let mut tree = growing.conclusion(derivation);
        let lemmas = derivation
            .lemmas
            .iter()
            .map(|lemma| growing.conclusion(lemma))
            .collect();
        if tree.when.is_none() {
            tree.when = self.span(derivation.holds, &self.dates_behind(derivation));
        }
        Told {
            tree,
            lemmas,
            weakest: growing.weakest,
        }
    }

    /// A condition as far as it held, for `why not`: nothing in it is marked. `names` are those of its rule's variables.
    #[must_use]
    pub fn premise(&self, premise: &Premise, names: &[String]) -> Vec<Node> {
        let mut growing = Growing {
            telling: *self,
            names,
            told: Vec::new(),
            least: Likelihood::CERTAIN,
            weakest: None,
        };
        let mut nodes = Vec::new();
        growing.premise(premise, &mut nodes);
        nodes
    }

    /// The dates that all leaves of the derivation were written with.
    #[must_use]
    pub fn dates_behind(&self, derivation: &Derivation) -> Dates {
        self.dates(&items_behind(derivation))
    }

    /// Since when a conclusion holds, in the words of the leaf that it begins with.
    #[must_use]
    pub fn since(&self, derivation: &Derivation) -> Option<Markup> {
        match &derivation.because {
            Because::Evidence(evidence) => self
                .when_of(&evidence.items)
                .or_else(|| self.span(derivation.holds, &self.dates(&evidence.items))),
            Because::Rule { .. } => self.span(derivation.holds, &self.dates_behind(derivation)),
        }
    }
}

/// A tree while it grows.
struct Growing<'w> {
    telling: Telling<'w>,
    /// Names of the variables of the rule that is being told.
    names: &'w [String],
    /// Quotes and notes that were told above.
    told: Vec<Markup>,
    /// What the least leaf is worth.
    least: Likelihood,
    /// It, once it has been met.
    weakest: Option<Link>,
}

impl Growing<'_> {
    fn conclusion(&mut self, derivation: &Derivation) -> Node {
        match &derivation.because {
            Because::Evidence(evidence) => {
                let text = self.telling.signed(&derivation.claim);
                Node {
                    understood: self.telling.is_of_a_root(&derivation.claim.sentence),
                    ..self.evidence(text, evidence, derivation.holds)
                }
            }
            Because::Rule { rule, premises, .. } => self.by_rule(derivation, *rule, premises),
        }
    }

    fn by_rule(&mut self, derivation: &Derivation, rule: RuleId, premises: &[Premise]) -> Node {
        let Some(row) = self.telling.rule(rule) else {
            return node(NodeKind::Conclusion, self.telling.signed(&derivation.claim));
        };
        let name = Markup::of(Role::Rule, row.name.clone());
        let weakest = self.is_weakest(row.likelihood, &name);
        let mut under = Vec::new();
        let names = std::mem::replace(&mut self.names, &row.variables);
        for premise in premises {
            self.premise(premise, &mut under);
        }
        self.names = names;
        // What is declared a militant group is a group: one line says it.
        if row.property == Some(Property::KindAbove)
            && let [below] = &under[..]
            && below.under.is_empty()
        {
            return Node {
                text: self.telling.signed(&derivation.claim),
                understood: self.telling.is_of_a_root(&derivation.claim.sentence),
                ..below.clone()
            };
        }
        Node {
            likelihood: self.telling.held(derivation.value),
            ground: name,
            weakest,
            under,
            ..node(NodeKind::Conclusion, self.telling.signed(&derivation.claim))
        }
    }

    fn evidence(&mut self, text: Markup, evidence: &Evidence, holds: Span) -> Node {
        let telling = self.telling;
        let when = telling
            .when_of(&evidence.items)
            .or_else(|| telling.span(holds, &telling.dates(&evidence.items)));
        Node {
            likelihood: telling.held(evidence.value),
            when,
            ground: telling.ground(evidence),
            weakest: self.is_weakest(evidence.value, &text),
            understood: false,
            words: self.untold(telling.words(&evidence.items)),
            ..node(NodeKind::Evidence, text)
        }
    }

    /// Adds the nodes of a premise; those of a conjunction stand beside one another.
    fn premise(&mut self, premise: &Premise, nodes: &mut Vec<Node>) {
        match premise {
            Premise::Sentence(derivation) => nodes.push(self.conclusion(derivation)),
            Premise::Stated { claim, evidence } => nodes.push(self.stated(claim, evidence)),
            Premise::Claimed {
                claim,
                by,
                evidence,
            } => {
                let text = self
                    .telling
                    .signed(claim)
                    .then(", according to ")
                    .with(self.telling.phrase.entity(*by));
                nodes.push(self.evidence(text, evidence, Span::ALWAYS));
            }
            Premise::All(all) => {
                for premise in all {
                    self.premise(premise, nodes);
                }
            }
            Premise::OneOf(one) => self.premise(one, nodes),
            Premise::Default {
                condition,
                value,
                against,
            } => {
                let what = self.telling.phrase.condition_of_any(condition, self.names);
                let text = nothing_shows(*value).with(what);
                nodes.push(self.default(text, *value, against.as_deref()));
            }
            Premise::Window {
                length,
                any_time,
                seen,
                premise,
            } => {
                let lead = match (length, any_time) {
                    (_, true) => "at some time: on ".to_owned(),
                    (Some(length), false) => format!("in the past {}: on ", length.text),
                    (None, false) => "in the past: on ".to_owned(),
                };
                let text = Markup::words(lead).with(instant(*seen));
                nodes.push(self.group(text, |growing, under| growing.premise(premise, under)));
            }
            Premise::Throughout {
                length,
                over,
                stretches,
            } => {
                let text = Markup::words(format!("throughout the past {}, ", length.text))
                    .with(crate::phrase::span(*over, &Dates::none()));
                nodes.push(self.group(text, |growing, under| {
                    for (span, premise) in stretches {
                        growing.stretch(*span, stretches.len(), premise, under);
                    }
                }));
            }
            Premise::AtLeast { k, of } => {
                let text = self.counted(&format!("at least {k}: "), of);
                nodes.push(self.group(text, |growing, under| growing.each(of, under)));
            }
            Premise::AtMost { k, value, of } => {
                let above = if *value == Likelihood::CERTAIN {
                    String::new()
                } else {
                    format!(" above {}", value.complement())
                };
                let text = self.counted(&format!("nothing shows{above} more than {k}: "), of);
                let weakest = self.is_weakest(*value, &text);
                let mut against = Vec::new();
                self.unmarked(|growing| growing.each(of, &mut against));
                nodes.push(Node {
                    likelihood: self.telling.held(*value),
                    weakest,
                    under: against,
                    ..node(NodeKind::Default, text)
                });
            }
            Premise::Exactly { at_least, at_most } => {
                self.premise(at_least, nodes);
                self.premise(at_most, nodes);
            }
            Premise::SoManyOf { k, of } => {
                let text = Markup::words(format!("at least {k} of the rule's conditions:"));
                nodes.push(self.group(text, |growing, under| {
                    for (_, premise) in of {
                        growing.premise(premise, under);
                    }
                }));
            }
            Premise::Again { claim, value, .. } => nodes.push(Node {
                likelihood: self.telling.held(*value),
                ..node(NodeKind::Again, self.telling.signed(claim))
            }),
            Premise::Comparison {
                op,
                left,
                right,
                possibly,
            } => {
                let phrase = self.telling.phrase;
                let text = Markup::words(if *possibly { "possibly " } else { "" })
                    .with(phrase.value(left))
                    .then(&format!(" {} ", compared(*op, left)))
                    .with(phrase.value(right));
                nodes.push(Node {
                    understood: *op == Comparison::Unequal && matches!(left, Value::Entity(_)),
                    ..node(NodeKind::Comparison, text)
                });
            }
        }
    }

    fn stated(&mut self, claim: &Signed, evidence: &Evidence) -> Node {
        let text = self.telling.signed(claim);
        self.evidence(text, evidence, Span::ALWAYS)
    }

    fn default(&mut self, text: Markup, value: Likelihood, against: Option<&Premise>) -> Node {
        let weakest = self.is_weakest(value, &text);
        let mut under = Vec::new();
        if let Some(against) = against {
            self.unmarked(|growing| growing.premise(against, &mut under));
        }
        Node {
            likelihood: self.telling.held(value),
            weakest,
            under,
            ..node(NodeKind::Default, text)
        }
    }

    fn group(&mut self, text: Markup, grow: impl FnOnce(&mut Self, &mut Vec<Node>)) -> Node {
        let mut under = Vec::new();
        grow(self, &mut under);
        Node {
            under,
            ..node(NodeKind::Group, text)
        }
    }

    fn stretch(&mut self, span: Span, count: usize, premise: &Premise, nodes: &mut Vec<Node>) {
        if count == 1 {
            self.premise(premise, nodes);
            return;
        }
        let text = crate::phrase::span(span, &Dates::none());
        nodes.push(self.group(text, |growing, under| growing.premise(premise, under)));
    }

    fn each(&mut self, of: &[(Value, Premise)], nodes: &mut Vec<Node>) {
        for (_, premise) in of {
            self.premise(premise, nodes);
        }
    }

    fn counted(&self, lead: &str, of: &[(Value, Premise)]) -> Markup {
        let values = of.iter().map(|(value, _)| self.telling.phrase.value(value));
        let values = Markup::list(values, ", ", " and ");
        if values.is_empty() {
            Markup::words(lead.trim_end_matches(": "))
        } else {
            Markup::words(lead).with(values)
        }
    }

    /// The quotes and notes that no node above has: those of a whole statement are told with its first sentence.
    fn untold(&mut self, words: Vec<Markup>) -> Vec<Markup> {
        let new: Vec<Markup> = words
            .into_iter()
            .filter(|words| !self.told.contains(words))
            .collect();
        self.told.extend(new.iter().cloned());
        new
    }

    /// What stands against a default is not what the conclusion rests on: no weakest link is sought in it.
    fn unmarked(&mut self, grow: impl FnOnce(&mut Self)) {
        let least = std::mem::replace(&mut self.least, Likelihood::CERTAIN);
        grow(self);
        self.least = least;
    }

    /// Whether this leaf is the weakest link: the first that is worth as little as the whole.
    fn is_weakest(&mut self, value: Likelihood, what: &Markup) -> bool {
        if self.weakest.is_some() || value != self.least || value == Likelihood::CERTAIN {
            return false;
        }
        self.weakest = Some(Link {
            what: what.clone(),
            likelihood: self.telling.held(value),
        });
        true
    }
}

/// `nothing shows that `, `nothing shows above 30% that `
fn nothing_shows(value: Likelihood) -> Markup {
    if value == Likelihood::CERTAIN {
        return Markup::words("nothing shows that ");
    }
    Markup::words("nothing shows above ")
        .with(Markup::of(Role::Likelihood, value.complement().to_string()))
        .then(" that ")
}

fn node(kind: NodeKind, text: Markup) -> Node {
    Node {
        node: kind,
        text,
        likelihood: crate::answer::Held {
            value: 10_000,
            word: None,
            text: "certain".to_owned(),
        },
        when: None,
        ground: Markup::new(),
        weakest: false,
        understood: false,
        words: Vec::new(),
        under: Vec::new(),
    }
}
