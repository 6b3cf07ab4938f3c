//! A derivation: why a sentence has its value at an instant, as a tree of ids. Words are made elsewhere.
//!
//! The least leaf is the value shown, and the tree is well founded (meaning.md 6).

use crate::engine::Footing;
use crate::model::{Body, Comparison, EntityId, ItemId, Length, RuleId, Signed, Value, VarId};
use crate::time::{Instant, Likelihood, Span};

/// Why a sentence (or its denial) has a value at an instant.
#[derive(Clone, PartialEq, Debug)]
pub struct Derivation {
    /// The sentence, or its denial.
    pub claim: Signed,
    /// The instant.
    pub at: Instant,
    /// The value there: the least leaf below.
    pub value: Likelihood,
    /// The longest span around the instant through which the sentence is at least as strong.
    pub holds: Span,
    /// What gives it.
    pub because: Because,
    /// Parts of a very deep tree that are shown apart, each before what rests on it; empty below the root, and for
    /// all but the longest chains. [`Premise::Again`] names them.
    pub lemmas: Vec<Derivation>,
}

/// What gives a sentence its value.
#[derive(Clone, PartialEq, Debug)]
pub enum Because {
    /// A leaf: what is stated.
    Evidence(Evidence),
    /// A rule and what its conditions rest on.
    Rule {
        /// The rule; its likelihood is a leaf too.
        rule: RuleId,
        /// What its variables stand for, in their order; none for one that only a negation or count holds.
        bindings: Vec<(VarId, Value)>,
        /// One for each condition of the body, in its order.
        premises: Vec<Premise>,
    },
}

/// The stated evidence for a sentence at an instant.
#[derive(Clone, PartialEq, Debug)]
pub struct Evidence {
    /// What it is worth together.
    pub value: Likelihood,
    /// The items that give the value: one, or an untied set that corroborate.
    pub items: Vec<ItemId>,
    /// Other items in force for it then, which add nothing (tied, or weaker).
    pub others: Vec<ItemId>,
    /// Whose they are, in a view.
    pub footing: Footing,
    /// Whether there were more sources than all sets are tried for (meaning.md 2).
    pub greedy: bool,
}

/// What a condition of a rule rests on. Its value is that of its least leaf.
#[derive(Clone, PartialEq, Debug)]
pub enum Premise {
    /// A sentence, or its denial.
    Sentence(Derivation),
    /// `stated S`: evidence alone.
    Stated {
        /// The sentence, or its denial.
        claim: Signed,
        /// The evidence.
        evidence: Evidence,
    },
    /// `S according to X`.
    Claimed {
        /// The sentence.
        claim: Signed,
        /// Who claims it.
        by: EntityId,
        /// The claim.
        evidence: Evidence,
    },
    /// All of them.
    All(Vec<Premise>),
    /// The one of several that holds best.
    OneOf(Box<Premise>),
    /// `not A`, `unless A`: nothing shows A above `1 - value`.
    Default {
        /// A, with the rule's variables filled in.
        condition: Body,
        /// 1 less the greatest value of A.
        value: Likelihood,
        /// The best that there is for A, where its value is above 0.
        against: Option<Box<Premise>>,
    },
    /// `in the past A`, `in the past 2 years A`, `at any time A`.
    Window {
        /// The length; none for `in the past` and `at any time`.
        length: Option<Length>,
        /// Whether the future counts too.
        any_time: bool,
        /// When it was seen.
        seen: Instant,
        /// What holds then.
        premise: Box<Premise>,
    },
    /// `throughout the past 2 years A`.
    Throughout {
        /// The length.
        length: Length,
        /// The instants looked at.
        over: Span,
        /// One for each stretch of `over` that one derivation covers, the weakest among them.
        stretches: Vec<(Span, Premise)>,
    },
    /// `at least k ?x where`: the k values that hold best.
    AtLeast {
        /// How many.
        k: u32,
        /// What was counted, and why each holds.
        of: Vec<(Value, Premise)>,
    },
    /// `at most k ?x where`: nothing shows more than k above `1 - value`.
    AtMost {
        /// How many.
        k: u32,
        /// 1 less the (k+1)-th greatest.
        value: Likelihood,
        /// The k+1 best, where there are so many.
        of: Vec<(Value, Premise)>,
    },
    /// `exactly k ?x where`: both of the above.
    Exactly {
        /// At least k.
        at_least: Box<Premise>,
        /// At most k.
        at_most: Box<Premise>,
    },
    /// `at least k of (A; B; C)`: the k that hold best, by their position.
    SoManyOf {
        /// How many.
        k: u32,
        /// Which, and why each holds.
        of: Vec<(usize, Premise)>,
    },
    /// A sentence, or its denial, whose derivation is complete earlier in the tree, or among its lemmas. So a tree is
    /// never larger than what it says, and a chain of thousands of steps never deeper than a reader follows.
    Again {
        /// The sentence, or its denial.
        claim: Signed,
        /// The instant.
        at: Instant,
        /// Its value there.
        value: Likelihood,
    },
    /// A comparison that is true.
    Comparison {
        /// Which.
        op: Comparison,
        /// Its left side.
        left: Value,
        /// Its right side.
        right: Value,
        /// Whether it is enough that some values fit.
        possibly: bool,
    },
}

impl Premise {
    /// What the condition is worth: its least leaf.
    #[must_use]
    pub fn value(&self) -> Likelihood {
        let least = |values: &mut dyn Iterator<Item = Likelihood>| {
            values.min().unwrap_or(Likelihood::CERTAIN)
        };
        match self {
            Premise::Sentence(derivation) => derivation.value,
            Premise::Stated { evidence, .. } | Premise::Claimed { evidence, .. } => evidence.value,
            Premise::All(all) => least(&mut all.iter().map(Premise::value)),
            Premise::OneOf(one) | Premise::Window { premise: one, .. } => one.value(),
            Premise::Default { value, .. }
            | Premise::AtMost { value, .. }
            | Premise::Again { value, .. } => *value,
            Premise::Throughout { stretches, .. } => {
                least(&mut stretches.iter().map(|(_, premise)| premise.value()))
            }
            Premise::AtLeast { of, .. } => {
                least(&mut of.iter().map(|(_, premise)| premise.value()))
            }
            Premise::Exactly { at_least, at_most } => at_least.value().min(at_most.value()),
            Premise::SoManyOf { of, .. } => {
                least(&mut of.iter().map(|(_, premise)| premise.value()))
            }
            Premise::Comparison { .. } => Likelihood::CERTAIN,
        }
    }
}
