//! A derivation as an argument. Takes the tree of an answer, gives steps in sentences, each with the rule's warrant and
//! the steps below it; what goes without saying, and the turning round of a sentence, is left to the whole derivation.

use super::asking::Brief;
use crate::answer::{Ground, Markup, Node, NodeKind, Role, Warrant};
use crate::model::{EntityId, Property, Rule, Situation, When};
use crate::phrase::{self, remarked};
use crate::time::Likelihood;

impl Brief<'_> {
    /// The argument of a tree.
    pub(super) fn ground(&mut self, question: usize, node: &Node) -> Option<Ground> {
        if node.understood || node.node == NodeKind::Comparison {
            return None;
        }
        let situation = self.situation.clone();
        let rule = rule_of(node).and_then(|name| rule(&situation, &name));
        let property = rule.and_then(|rule| rule.property);
        // What is only turned round is said as it was told.
        if matches!(property, Some(Property::Symmetric | Property::Inverse))
            && let [told] = &node.under[..]
        {
            return self.ground(question, told);
        }
        let warrant = rule
            .filter(|rule| rule.property.is_none())
            .map(|rule| self.warrant(rule));
        let text = self.worded(node);
        Some(Ground {
            says: self.saying(question, text, &node.text, &node.ground),
            warrant,
            words: node.words.clone(),
            under: self.grounds(question, &node.under),
        })
    }

    /// The arguments of several trees.
    pub(super) fn grounds(&mut self, question: usize, nodes: &[Node]) -> Vec<Ground> {
        nodes
            .iter()
            .filter_map(|node| self.ground(question, node))
            .collect()
    }

    fn worded(&self, node: &Node) -> Markup {
        let when = self.date_of_event(node).or_else(|| node.when.clone());
        match node.node {
            NodeKind::Conclusion | NodeKind::Evidence | NodeKind::Window => {
                let mut text = node.text.clone();
                if let Some(by) = claimed_by(&node.ground) {
                    text = text.then(", ").with(by);
                }
                if is_assumed(node) {
                    text = text.then(", as is assumed");
                }
                remarked(&text, &node.likelihood, when.as_ref())
            }
            NodeKind::Default | NodeKind::Group | NodeKind::Comparison => node.text.clone(),
            NodeKind::Again => remarked(
                &node.text,
                &node.likelihood,
                Some(&Markup::words("see above")),
            ),
            NodeKind::Missing if node.likelihood.value > 0 => {
                let text = Markup::words("too little shows that ").with(node.text.clone());
                remarked(&text, &node.likelihood, None)
            }
            NodeKind::Missing => Markup::words("nothing shows that ").with(node.text.clone()),
            NodeKind::Blocking => {
                let text = Markup::words("against it stands that ").with(node.text.clone());
                remarked(&text, &node.likelihood, when.as_ref())
            }
        }
    }

    /// Of a sentence about an event, the event's own date: a part in it does not go on when it is over.
    fn date_of_event(&self, node: &Node) -> Option<Markup> {
        let named = node.text.pieces().iter().filter_map(|piece| piece.entity);
        let event = named
            .filter_map(|id| self.situation.events.get(&EntityId(id)))
            .find(|event| event.starts.is_some())?;
        node.when.as_ref()?;
        let (from, to) = (event.starts.as_ref()?, event.ends.as_ref()?);
        let when = if from == to {
            When::On(from.clone())
        } else {
            When::Between(from.clone(), to.clone())
        };
        phrase::when(&when)
    }

    /// Why a conclusion of the rule follows.
    pub(super) fn warrant(&self, rule: &Rule) -> Warrant {
        let name = Markup::of(Role::Rule, rule.name.clone());
        let mut says = match rule.words.notes.first() {
            Some(note) => Markup::words(first_sentence(note)),
            None => Markup::words("By the rule ").with(name.clone()),
        };
        says = phrase::whole(says);
        if rule.likelihood != Likelihood::CERTAIN {
            let held = self.phrase().held(rule.likelihood);
            says = says
                .then(" The rule is ")
                .with(phrase::likelihood(&held))
                .then(".");
        }
        Warrant { rule: name, says }
    }
}

/// The rule of that name: one of a property has the property's.
pub(super) fn rule<'s>(situation: &'s Situation, name: &str) -> Option<&'s Rule> {
    let rules = &situation.told.rules;
    rules.iter().find(|rule| rule.name == name)
}

/// The name of the rule that gives a node.
fn rule_of(node: &Node) -> Option<String> {
    let mut pieces = node.ground.pieces().iter();
    let rule = pieces.find(|piece| piece.role == Role::Rule)?;
    Some(rule.text.clone())
}

/// `claimed by Belmar`, of a ground in somebody's view.
fn claimed_by(ground: &Markup) -> Option<Markup> {
    let pieces = ground.pieces();
    let from = pieces
        .iter()
        .position(|piece| piece.role == Role::Words && piece.text.contains("claimed by "))?;
    let mut by = Markup::words("claimed by ");
    for piece in pieces.get(from + 1..)? {
        match piece.role {
            Role::Name => {
                by.add(Markup::of(Role::Name, piece.text.clone()));
            }
            Role::Words if piece.text == " for " => {
                by.say(" for ");
            }
            _ => break,
        }
    }
    Some(by)
}

fn is_assumed(node: &Node) -> bool {
    let mut pieces = node.ground.pieces().iter();
    pieces.any(|piece| piece.role == Role::Words && piece.text.contains("an assumption"))
}

/// A note up to its first stop; a stop after an initial or a title (`St.`) ends nothing.
fn first_sentence(note: &str) -> String {
    let end = note.match_indices(". ").map(|(at, _)| at).find(|at| {
        let word = note.get(..*at).and_then(|text| text.rsplit(' ').next());
        word.is_some_and(|word| {
            let letters = word.chars().count();
            letters > 2 || letters == 2 && word.chars().all(char::is_lowercase)
        })
    });
    end.and_then(|end| note.get(..=end))
        .unwrap_or(note)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::first_sentence;

    #[test]
    fn a_warrant_is_the_first_sentence_of_the_note() {
        let note = "Who has struck can strike. J. Singer, A Paper (1958).";
        assert_eq!(first_sentence(note), "Who has struck can strike.");
        assert_eq!(first_sentence("By J. Singer alone."), "By J. Singer alone.");
        assert_eq!(first_sentence("No stop"), "No stop");
        assert_eq!(first_sentence("Who holds it. Then."), "Who holds it.");
    }
}
