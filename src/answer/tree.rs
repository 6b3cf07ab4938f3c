//! Derivations as they are shown: a tree of plain words, and what is said below it.

use super::{Confidence, Held, Markup};
use serde::Serialize;

/// What a node of the tree is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NodeKind {
    /// A sentence that a rule gives: its conditions are below it.
    Conclusion,
    /// A sentence that is stated.
    Evidence,
    /// `nothing shows …`: what is true because there is nothing against it.
    Default,
    /// `all of these`, `at least 2 of these`, `three attacks`: what holds the nodes below it together.
    Group,
    /// What was so at another time; the node below says what.
    Window,
    /// A sentence whose derivation is complete earlier in the tree, or among what is shown apart.
    Again,
    /// A comparison of two values.
    Comparison,
    /// What is missing, where an answer says why not.
    Missing,
    /// What stands against it, where an answer says why not.
    Blocking,
}

/// A line of a derivation, with what it rests on below it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Node {
    /// What the node is.
    pub node: NodeKind,
    /// What it says: `IS Khorasan draws members from TTP`.
    pub text: Markup,
    /// How strongly it holds.
    pub likelihood: Held,
    /// When, where it is bounded: `since October 2014`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Markup>,
    /// What gives it, for the right margin: a rule's name, or a place with its evidence.
    #[serde(skip_serializing_if = "Markup::is_empty")]
    pub ground: Markup,
    /// Whether the weakest link is here.
    #[serde(skip_serializing_if = "is_false")]
    pub weakest: bool,
    /// Whether it goes without saying: that two names are two, that an actor is an actor. A rendering may leave it out.
    #[serde(skip_serializing_if = "is_false")]
    pub understood: bool,
    /// Quotes and notes that go with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Markup>,
    /// What it rests on, in the order of the rule.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub under: Vec<Node>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
fn is_false(value: &bool) -> bool {
    !value
}

/// The least leaf of a derivation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Link {
    /// The rule or the sentence.
    pub what: Markup,
    /// What it is worth.
    pub likelihood: Held,
}

/// One derivation with what is said below it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Reasoned {
    /// The tree.
    pub tree: Node,
    /// Parts of a very deep tree that are shown apart.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<Node>,
    /// The least leaf; none where nothing in the tree is uncertain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weakest: Option<Link>,
    /// How many distinct leaves are uncertain.
    pub uncertain: usize,
    /// The product over them: what they were worth together if they were independent, in ten-thousandths.
    pub independent: u16,
    /// How good its ground is.
    pub confidence: Confidence,
}

/// The answer to `why S`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Why {
    /// The sentence asked about.
    pub sentence: Markup,
    /// The derivations, strongest first; none where nothing supports it.
    pub derivations: Vec<Reasoned>,
    /// How many there are in all; more than are shown where only the strongest was asked for.
    pub count: usize,
    /// What is said for the opposite, where anything is: the strongest derivation of the denial.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<Reasoned>,
}

/// How near one rule came to giving the sentence.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Attempt {
    /// The rule.
    pub rule: Markup,
    /// Where it stands.
    pub place: Markup,
    /// Its conditions, each as far as it held.
    pub conditions: Vec<Node>,
    /// The likelihood it reached; 0 where a condition has nothing for it.
    pub reached: Held,
    /// Whether the rule is below the bar by itself, so that it never suffices.
    pub too_weak: bool,
}

/// The answer to `why not S`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct WhyNot {
    /// The sentence asked about.
    pub sentence: Markup,
    /// What it is worth.
    pub likelihood: Held,
    /// Whether it holds after all, so that there is nothing to explain.
    pub holds: bool,
    /// Where it is stated, though too weakly.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stated: Option<Markup>,
    /// Each rule that could have given it, the nearest first.
    pub attempts: Vec<Attempt>,
    /// The smallest change that would make it hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repair: Option<super::Repair>,
    /// What denies it, where anything does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<Reasoned>,
}
