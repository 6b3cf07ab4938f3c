//! The core as it is printed: the fields of core.md, in their order.

use super::{Argument, BodyJson, CoreSpan, PatternJson, Printed, SpanJson};
use crate::model::Sign;
use serde::{Deserialize, Serialize};

/// What is left when all words have been resolved: entities, relations, sources, evidence and rules.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoreJson {
    /// The version of this form: 1.
    pub casus_core: u32,
    /// The instant that questions are asked for; `null` where the files name none.
    pub as_of: Option<i64>,
    /// The bar, in ten-thousandths.
    pub bar: u16,
    /// Sorted by id.
    pub entities: Vec<EntityJson>,
    /// Sorted by id.
    pub relations: Vec<RelationJson>,
    /// Sorted by id.
    pub sources: Vec<SourceJson>,
    /// In the order in which they are told.
    pub items: Vec<ItemJson>,
    /// In the order in which they are told, properties included.
    pub rules: Vec<RuleJson>,
    /// Sentences set aside by `without S`: they have no support whatever gives them. Only in an alternative world,
    /// left out where there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub masked: Vec<PatternJson>,
}

impl CoreJson {
    /// The version that this program writes.
    pub const VERSION: u32 = 1;

    /// The JSON text, an entity, item or rule a line. The same core gives the same bytes.
    ///
    /// # Errors
    /// Never for a core that [`super::core_json`] gave.
    pub fn printed(&self) -> serde_json::Result<String> {
        let printed = Printed::default()
            .field("casus_core", &self.casus_core)?
            .field("as_of", &self.as_of)?
            .field("bar", &self.bar)?
            .rows("entities", &self.entities)?
            .rows("relations", &self.relations)?
            .rows("sources", &self.sources)?
            .rows("items", &self.items)?
            .rows("rules", &self.rules)?;
        let printed = if self.masked.is_empty() {
            printed
        } else {
            printed.rows("masked", &self.masked)?
        };
        Ok(printed.end())
    }
}

/// Somebody or something that is named.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntityJson {
    /// Its id.
    pub id: u32,
    /// As it was declared.
    pub name: String,
    /// Its other names.
    pub also: Vec<String>,
    /// The kinds that its declarations give it.
    pub kinds: Vec<String>,
}

/// A sentence form.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RelationJson {
    /// Its id.
    pub id: u32,
    /// As it is printed: `[actor] holds [place]`.
    pub wording: String,
    /// The kind that each slot asks.
    pub slots: Vec<String>,
    /// The slot that has one value at a time, from 0.
    pub single: Option<usize>,
    /// Whether the next start ends the one before.
    pub succeeding: bool,
    /// Whether it is something to watch for.
    pub indicator: bool,
}

/// Where evidence comes from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceJson {
    /// Its id.
    pub id: u32,
    /// The entity that it is.
    pub entity: u32,
    /// The sources that the whole of it is taken from, sorted.
    pub derived_from: Vec<u32>,
    /// What it replaces.
    pub replaces: Option<ReplacesJson>,
    /// All minutes of its date.
    pub dated: Option<SpanJson>,
    /// False only for grade F.
    pub rated: bool,
}

/// The older source that a newer one stands for; a list where there are several, each for itself.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ReplacesJson {
    /// One.
    One(u32),
    /// Several, sorted.
    Several(Vec<u32>),
}

/// A piece of evidence.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemJson {
    /// The relation's id.
    pub relation: u32,
    /// One for each slot.
    pub args: Vec<Argument>,
    /// For or against.
    pub sign: Sign,
    /// Where it may hold.
    pub extent: SpanJson,
    /// Where it surely does.
    pub core: CoreSpan,
    /// In ten-thousandths; never 0.
    pub likelihood: u16,
    /// The source's id.
    pub source: Option<u32>,
    /// When it was said.
    pub said: Option<SpanJson>,
    /// The entity in whose view it is; `null` is the analyst.
    pub view: Option<u32>,
    /// Whether it is an assumption.
    pub assumption: bool,
    /// Whether its grade says that it cannot be judged. Left out where it does not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unrated: bool,
    /// The date from which it is out, because a newer source replaces its own. Left out where none does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_known: Option<i64>,
    /// Where it stands: `khorasan.casus:41`.
    pub origin: String,
}

/// The head of a rule: a sentence, or its denial.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadJson {
    /// A sentence or its denial.
    pub sign: Sign,
    /// The relation's id.
    pub relation: u32,
    /// One for each slot.
    pub args: Vec<Argument>,
}

/// H if B, with a likelihood.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleJson {
    /// Its name; of a property's rule the property: `symmetric`.
    pub name: String,
    /// In ten-thousandths.
    pub likelihood: u16,
    /// The entity in whose view alone it runs; `null` is the analyst's, and everybody's.
    pub view: Option<u32>,
    /// Where it stands.
    pub origin: String,
    /// The head.
    pub head: HeadJson,
    /// The condition.
    pub body: BodyJson,
}
