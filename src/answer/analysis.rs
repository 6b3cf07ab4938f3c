//! Answers that try other worlds: what changes, what it hangs on, what would bring it about, which explanation fits.

use super::{Held, Markup};
use serde::Serialize;

/// One side of a conflict.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Side {
    /// Who holds it; none is ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<Markup>,
    /// What is held.
    pub sentence: Markup,
    /// How strongly.
    pub likelihood: Held,
    /// On what ground, or since when.
    pub ground: Markup,
}

/// Why two sides do not go together.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clash {
    /// One sentence is supported and denied.
    Disputed,
    /// One party claims what another denies.
    BetweenParties,
    /// Two values where there can be one at a time.
    Single,
    /// An event ended it before the end that is stated.
    EndedBefore,
    /// The party of the view denies what our rules give.
    DeniedInView,
}

/// A dispute, or a conflict of two sentences.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Conflict {
    /// Why.
    pub clash: Clash,
    /// What it is about: the sentence, or the two of them.
    pub about: Markup,
    /// When it lasts, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Markup>,
    /// The sides.
    pub sides: Vec<Side>,
}

/// The answer to `conflicts`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Conflicts {
    /// Ours first, then those between parties.
    pub conflicts: Vec<Conflict>,
}

/// Which way something moved.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Below the bar before, at or over it now.
    Gained,
    /// At or over the bar before, below it now.
    Lost,
    /// Over the bar before and after, and higher now.
    Surer,
    /// Over the bar before and after, and lower now.
    LessSure,
}

/// A sentence that changed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Changed {
    /// Which way.
    pub direction: Direction,
    /// The sentence.
    pub sentence: Markup,
    /// What it was worth.
    pub before: Held,
    /// What it is worth.
    pub after: Held,
    /// What it rests on now, or rested on, in a line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Markup>,
}

/// Sentences of one direction that only say again what those told say.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Following {
    /// Which way they moved.
    pub direction: Direction,
    /// How many there are.
    pub count: usize,
}

/// The answer to `what if …` and `what changed between …`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Change {
    /// What was supposed, or the two dates.
    pub of: Markup,
    /// What changed: gained, lost, surer, less sure; within each by likelihood.
    pub changed: Vec<Changed>,
    /// How many more follow, each from one of those told alone; none of a what-if, which tells them all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub following: Vec<Following>,
    /// Sentences that rules still give, and that are set aside, not disproved.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub set_aside: Vec<Markup>,
}

/// Units without which a sentence falls.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Cut {
    /// Stated items or sources; with none of them the sentence is below the bar, with any of them it is not.
    pub units: Vec<super::Entry>,
    /// What the sentence is worth without them.
    pub leaves: Held,
}

/// How far one unit moves a sentence.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Moves {
    /// The unit.
    pub unit: super::Entry,
    /// What the sentence is worth without it.
    pub without: Held,
}

/// The answer to `linchpins of S`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Linchpins {
    /// S.
    pub sentence: Markup,
    /// What it is worth as things stand.
    pub likelihood: Held,
    /// Whether that is at the bar or over it. What is below has nothing that it would fall without.
    pub holds: bool,
    /// Whether sources are the units.
    pub by_source: bool,
    /// By source, the one on which all rests: without it alone it falls, and without all others it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_report: Option<Markup>,
    /// The minimal cuts, smallest first.
    pub cuts: Vec<Cut>,
    /// Each single unit that moves it down.
    pub lowers: Vec<Moves>,
    /// Each single unit without which it is likelier.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub raises: Vec<Moves>,
    /// Whether these are all there are.
    pub complete: bool,
    /// How many cuts there are, where these are not all and it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_all: Option<u64>,
    /// After how many other worlds the search was cut short.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tried: Option<usize>,
}

/// The answer to `how likely is S`: three ways to count.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct HowLikely {
    /// S.
    pub sentence: Markup,
    /// As strong as the weakest link of its strongest derivation.
    pub weakest_link: Held,
    /// The probability if all uncertain facts and rules were independent; none where it could not be counted out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub independent: Option<Held>,
    /// The least and the greatest probability if nothing is known of how they hang together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounds: Option<[Held; 2]>,
    /// How the bounds were found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounds_by: Option<String>,
    /// How many uncertain facts and rules there are.
    pub uncertain: usize,
}

/// A smallest change that would make a sentence hold.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Repair {
    /// What would have to be so.
    pub adds: Vec<Markup>,
    /// What would have to go.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub removes: Vec<Markup>,
    /// What the sentence would then be worth.
    pub gives: Held,
    /// Whether it is made of relations that are marked as something to watch for.
    pub indicator: bool,
    /// What to type after `what if` to see it; none where it speaks twice of an individual without a name, and of a view.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub typed: Option<String>,
}

/// What would do in place of a change: sentences of the same relations, with other names.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Instead {
    /// The one name in which it differs; none where it differs in more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with: Option<Markup>,
    /// What that name stands in place of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_place_of: Option<Markup>,
    /// The change.
    #[serde(flatten)]
    pub repair: Repair,
}

/// Changes that differ in names alone.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Way {
    /// The first of them.
    #[serde(flatten)]
    pub repair: Repair,
    /// Some of the others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Instead>,
    /// Whether there may be more of them that were not tried.
    pub more: bool,
}

/// What a search came to the end of before everything was looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Budget {
    /// As many as are shown were found.
    Shown,
    /// The worlds that are evaluated at most.
    Worlds,
    /// The plans that are taken up at most.
    Plans,
    /// The ways that are tried at most to meet one condition.
    Matches,
}

/// Where a search stopped.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Stopped {
    /// What it came to the end of.
    pub by: Budget,
    /// How many of them that is.
    pub limit: usize,
}

/// The answer to `what would make S` and `indicators of S`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Repairs {
    /// S.
    pub sentence: Markup,
    /// What it is worth as things stand.
    pub likelihood: Held,
    /// Whether it holds already, so that nothing is missing.
    pub holds: bool,
    /// Whether only indicators were asked for.
    pub indicators_only: bool,
    /// The changes, smallest first; of equals those that can be watched for, then the nearest.
    pub repairs: Vec<Way>,
    /// Whether these are all there are, but for names.
    pub complete: bool,
    /// Where the search stopped, if they are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub budget: Option<Stopped>,
}

/// A competing explanation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Hypothesis {
    /// Its title.
    pub title: String,
    /// The likelihoods of the evidence inconsistent with it, added up, in ten-thousandths: the less, the better it stands.
    pub inconsistent: u32,
    /// Its place, from 1; those that stand level share one.
    pub rank: usize,
}

/// What a piece of evidence says of a hypothesis.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// It would be so if the hypothesis were true.
    Consistent,
    /// It would be so in any case.
    Anyway,
    /// It would not be so.
    Inconsistent,
    /// Neither.
    Neither,
}

/// A piece of evidence against every hypothesis.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Evidence {
    /// The sentence.
    pub sentence: Markup,
    /// How strongly it is held.
    pub likelihood: Held,
    /// One for each hypothesis, in their order.
    pub marks: Vec<Mark>,
    /// One for each hypothesis: what `expects` or `rules out` says, where it says anything.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stated: Vec<Option<Mark>>,
    /// How much it tells them apart, in ten-thousandths.
    pub diagnosticity: u32,
}

/// An unknown sentence that would tell the hypotheses apart if it were known.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct TellApart {
    /// The sentence.
    pub sentence: Markup,
    /// How much, in ten-thousandths.
    pub diagnosticity: u32,
}

/// What becomes of the order if one piece of evidence is wrong.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Sensitive {
    /// The piece of evidence.
    pub sentence: Markup,
    /// The titles in the order that they would have without it; those in one list would stand level.
    pub order: Vec<Vec<String>>,
}

/// The answer to `hypotheses`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Hypotheses {
    /// Those with least against them first.
    pub hypotheses: Vec<Hypothesis>,
    /// What tells them apart most first.
    pub evidence: Vec<Evidence>,
    /// What would tell them apart best; none where nothing that is not known would.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tell_apart: Option<TellApart>,
    /// Each piece of evidence that, if it were wrong, would change the order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sensitive: Vec<Sensitive>,
}
