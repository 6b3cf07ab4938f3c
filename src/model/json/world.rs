//! What follows from a core, as `casus world` prints it: every sentence with its steps over time.

use super::{Argument, Printed};
use crate::model::Sentence;
use crate::time::{Instant, Likelihood, Span};
use serde::{Deserialize, Serialize};

/// A stretch of constant value: `[from, to, value]`, in minutes and ten-thousandths; `null` where it is unbounded.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StepJson(pub Option<i64>, pub Option<i64>, pub u16);

/// A sentence of a world and how strongly it is held when. Steps are in order, merged where equal, without zeros.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentenceJson {
    /// The relation's id.
    pub relation: u32,
    /// One for each slot.
    pub args: Vec<Argument>,
    /// What supports it.
    #[serde(rename = "for")]
    pub support: Vec<StepJson>,
    /// What denies it.
    pub against: Vec<StepJson>,
    /// What is left of the support where nothing disputed counts; `null` where that is the same.
    pub lo: Option<Vec<StepJson>>,
    /// What the support would be if nothing disputed stood in its way; `null` where that is the same.
    pub hi: Option<Vec<StepJson>>,
}

/// Every sentence of a world, sorted by relation and arguments.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorldJson {
    /// The version of this form: 1.
    pub casus_world: u32,
    /// The instant that questions are asked for; `null` where the files name none.
    pub as_of: Option<i64>,
    /// Those with support, denial or an upper bound above 0 at some instant.
    pub sentences: Vec<SentenceJson>,
}

/// A sentence of a world as the engine has it, each value as its stretches in any form that [`merged`] takes.
#[derive(Clone, PartialEq, Debug)]
pub struct WorldSentence {
    /// The sentence.
    pub sentence: Sentence,
    /// For.
    pub support: Vec<StepJson>,
    /// Ag.
    pub against: Vec<StepJson>,
    /// lo.
    pub lo: Vec<StepJson>,
    /// hi.
    pub hi: Vec<StepJson>,
}

impl WorldJson {
    /// The version that this program writes.
    pub const VERSION: u32 = 1;

    /// The printed form of a world; what is 0 everywhere is left out, bounds that differ from nothing too.
    #[must_use]
    pub fn new(
        as_of: Option<Instant>,
        sentences: impl IntoIterator<Item = WorldSentence>,
    ) -> WorldJson {
        let mut sentences: Vec<SentenceJson> = sentences
            .into_iter()
            .filter(|row| !(row.support.is_empty() && row.against.is_empty() && row.hi.is_empty()))
            .map(|row| SentenceJson {
                relation: row.sentence.relation.0,
                args: row.sentence.args.iter().map(Argument::from).collect(),
                lo: (row.lo != row.support).then_some(row.lo),
                hi: (row.hi != row.support).then_some(row.hi),
                support: row.support,
                against: row.against,
            })
            .collect();
        sentences.sort_by(|a, b| (a.relation, &a.args).cmp(&(b.relation, &b.args)));
        WorldJson {
            casus_world: Self::VERSION,
            as_of: as_of.map(|instant| instant.0),
            sentences,
        }
    }

    /// The JSON text, a sentence a line.
    ///
    /// # Errors
    /// Never for a world that [`WorldJson::new`] gave.
    pub fn printed(&self) -> serde_json::Result<String> {
        Ok(Printed::default()
            .field("casus_world", &self.casus_world)?
            .field("as_of", &self.as_of)?
            .rows("sentences", &self.sentences)?
            .end())
    }
}

/// The steps of stretches in order that do not overlap: neighbours of one value made one, zeros left out.
#[must_use]
pub fn merged(stretches: impl IntoIterator<Item = (Span, Likelihood)>) -> Vec<StepJson> {
    let mut steps: Vec<StepJson> = Vec::new();
    for (span, value) in stretches {
        let value = value.ten_thousandths();
        if value == 0 || span.from >= span.to {
            continue;
        }
        let (from, to) = (
            (span.from > Instant::BEGINNING).then_some(span.from.0),
            (span.to < Instant::END).then_some(span.to.0),
        );
        match steps.last_mut() {
            // An end that is a number is the same instant as the next start; an unbounded end has no next.
            Some(last) if last.2 == value && last.1.is_some() && last.1 == from => last.1 = to,
            _ => steps.push(StepJson(from, to, value)),
        }
    }
    steps
}
