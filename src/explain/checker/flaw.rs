//! What may be wrong with a derivation, as data.

use crate::model::{Body, RuleId, Sentence, Signed, Value};
use crate::time::{Instant, Likelihood, Span};

/// What is wrong with a derivation.
#[derive(Clone, PartialEq, Debug)]
pub enum Flaw {
    /// The value shown is more than the world holds the claim to be worth, or 0; or of the strongest, less.
    NotItsValue {
        /// The claim.
        claim: Signed,
        /// When.
        at: Instant,
        /// What the derivation says.
        shown: Likelihood,
        /// What the world says.
        is: Likelihood,
    },
    /// The value shown is not the least of what it rests on.
    NotTheLeast {
        /// The claim.
        claim: Signed,
        /// What the derivation says.
        shown: Likelihood,
        /// The least leaf.
        least: Likelihood,
    },
    /// The span shown is not that through which the claim is at least as strong.
    WrongSpan(Signed),
    /// A claim stands below itself, at one instant.
    RestsOnItself(Signed),
    /// A claim is named as shown that is not complete before.
    NotShownBefore(Signed),
    /// A lemma has lemmas of its own.
    LemmaInLemma(Signed),
    /// The world has no rule of that number.
    NoSuchRule(RuleId),
    /// The rule runs in another view.
    RuleOfAnotherView(RuleId),
    /// The rule's head, with its variables filled in, is another claim.
    OtherHead(RuleId),
    /// What is shown is not what the rule asks.
    OtherConditions(RuleId),
    /// It is seen, or looked for, outside of the window.
    OutsideWindow {
        /// The rule.
        rule: RuleId,
        /// When it was seen.
        seen: Instant,
    },
    /// The stretches do not cover the window, or the condition is weaker within one.
    NotThroughout {
        /// The rule.
        rule: RuleId,
        /// The window.
        over: Span,
    },
    /// What a default supposes is worth more, or less, than shown.
    WrongDefault {
        /// What is supposed not to hold.
        condition: Box<Body>,
        /// 1 less what it is worth, by the derivation.
        shown: Likelihood,
        /// 1 less what it is worth.
        is: Likelihood,
    },
    /// A value is counted twice.
    CountedTwice(Value),
    /// More or fewer are counted than the rule asks.
    OtherNumber(RuleId),
    /// A comparison does not hold.
    Untrue(RuleId),
    /// The items are not those in force for the claim.
    OtherItems {
        /// The claim.
        claim: Signed,
        /// When.
        at: Instant,
    },
    /// The evidence is worth something else.
    EvidenceWorth {
        /// The claim.
        claim: Signed,
        /// By the derivation.
        shown: Likelihood,
        /// By its items.
        is: Likelihood,
    },
    /// It says that a sentence stands on other ground than it does.
    OtherFooting(Sentence),
}
