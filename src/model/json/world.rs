//! What follows from a core, as `casus world` prints it: every sentence with its steps over time.

use super::{Argument, Printed, SpanJson};
use crate::model::{RelationId, Value};
use crate::time::{Instant, Step, Steps};
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

/// A sentence of a world as the engine has it.
#[derive(Clone, PartialEq, Debug)]
pub struct WorldSentence<'a> {
    /// The relation.
    pub relation: RelationId,
    /// One for each slot.
    pub args: &'a [Value],
    /// For.
    pub support: &'a Steps,
    /// Ag.
    pub against: &'a Steps,
    /// lo.
    pub lo: &'a Steps,
    /// hi.
    pub hi: &'a Steps,
}

impl WorldJson {
    /// The version that this program writes.
    pub const VERSION: u32 = 1;

    /// The printed form of a world; what is 0 everywhere is left out, bounds that differ from nothing too.
    #[must_use]
    pub fn new<'a>(
        as_of: Option<Instant>,
        sentences: impl IntoIterator<Item = WorldSentence<'a>>,
    ) -> WorldJson {
        let mut sentences: Vec<SentenceJson> = sentences
            .into_iter()
            .filter(|row| !(row.support.is_never() && row.against.is_never() && row.hi.is_never()))
            .map(|row| SentenceJson {
                relation: row.relation.0,
                args: row.args.iter().map(Argument::from).collect(),
                support: steps(row.support),
                against: steps(row.against),
                lo: (row.lo != row.support).then(|| steps(row.lo)),
                hi: (row.hi != row.support).then(|| steps(row.hi)),
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

/// Steps as they are printed.
fn steps(steps: &Steps) -> Vec<StepJson> {
    let step = |step: &Step| {
        let SpanJson(from, to) = step.span.into();
        StepJson(from, to, step.value.ten_thousandths())
    };
    steps.steps().iter().map(step).collect()
}
