//! Kinds, entities, events, sources and scales.

use super::{EntityId, Id as _, KindId, Origin, RelationId, SourceId, Table};
use crate::time::{Date, Likelihood, Span};
use indexmap::IndexMap;
use serde::Serialize;

/// A kind of entity, below others.
#[derive(Clone, PartialEq, Debug)]
pub struct Kind {
    /// As it is printed: `militant group`.
    pub name: String,
    /// `a` or `an`, as in the kind's declaration.
    pub article: &'static str,
    /// The kinds right above it; none for a root.
    pub parents: Vec<KindId>,
    /// The relation `[entity] is a KIND`, where a sentence names the kind.
    pub relation: Option<RelationId>,
    /// Whether it is shipped, not the user's own.
    pub shipped: bool,
    /// Where it is declared.
    pub origin: Origin,
}

/// All kinds. The roots come first, in a fixed order, so that they have names in code.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Kinds {
    /// The kinds.
    pub table: Table<KindId, Kind>,
}

impl Kinds {
    /// Above actor, place, event, thing, source.
    pub const ENTITY: KindId = KindId(0);
    /// Who acts.
    pub const ACTOR: KindId = KindId(1);
    /// Where.
    pub const PLACE: KindId = KindId(2);
    /// What happens.
    pub const EVENT: KindId = KindId(3);
    /// A treaty, a weapon, malware, money.
    pub const THING: KindId = KindId(4);
    /// What says so.
    pub const SOURCE: KindId = KindId(5);
    /// Literals.
    pub const TEXT: KindId = KindId(6);
    /// Literals.
    pub const NUMBER: KindId = KindId(7);
    /// Literals.
    pub const DATE: KindId = KindId(8);
    /// A sentence in a sentence.
    pub const SENTENCE: KindId = KindId(9);
    /// The names of the roots, in the order of their ids.
    pub const ROOTS: [&'static str; 10] = [
        "entity", "actor", "place", "event", "thing", "source", "text", "number", "date",
        "sentence",
    ];

    /// Whether `kind` is `above` or stands below it.
    #[must_use]
    pub fn is_below(&self, kind: KindId, above: KindId) -> bool {
        let mut seen = vec![false; self.table.len()];
        let mut open = vec![kind];
        while let Some(next) = open.pop() {
            if next == above {
                return true;
            }
            if let Some(row) = self.table.get(next)
                && !std::mem::replace(&mut seen[next.index()], true)
            {
                open.extend(&row.parents);
            }
        }
        false
    }
}

/// A kind's name where there are several: `entities`, `attacks`.
#[must_use]
pub fn plural(name: &str) -> String {
    match name.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{name}s"),
    }
}

/// Somebody or something that is named, or an unnamed individual (`a militant group`).
#[derive(Clone, PartialEq, Debug)]
pub struct Entity {
    /// As it was declared; of an unnamed one what is printed: `a militant group (line 31)`.
    pub name: String,
    /// Its other names.
    pub also: Vec<String>,
    /// The kinds that its declarations give it, in order; never empty.
    pub kinds: Vec<KindId>,
    /// Whether it is shipped, not the user's own.
    pub shipped: bool,
    /// Where it was first declared.
    pub origin: Origin,
}

/// What is known of when an event was.
#[derive(Clone, PartialEq, Debug)]
pub struct Event {
    /// When it began; none if it is undated.
    pub starts: Option<Date>,
    /// When it ended; of `on D` the same date; none if nobody said.
    pub ends: Option<Date>,
    /// Where it was declared.
    pub origin: Origin,
}

/// An Admiralty grade: reliability A to F of a source, or credibility 1 to 6 of what it says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Grade {
    /// `C`, `2`.
    pub letter: String,
    /// The likelihood it stands for.
    pub likelihood: Likelihood,
    /// How good it is.
    pub confidence: Confidence,
}

/// How good the sources and assumptions under an answer are (ICD 203). In order: low is the least.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Confidence {
    Low,
    Moderate,
    High,
}

/// Where evidence comes from.
#[derive(Clone, PartialEq, Debug)]
pub struct Source {
    /// The source as an entity.
    pub entity: EntityId,
    /// What the whole of it is taken from: makes sources tied. `derived in part from` does not stand here.
    pub derived_from: Vec<SourceId>,
    /// What it takes up in part.
    pub derived_in_part_from: Vec<SourceId>,
    /// Its date, all minutes that it covers; none if undated.
    pub dated: Option<Span>,
    /// The date as written.
    pub date: Option<Date>,
    /// Who made it.
    pub by: Vec<EntityId>,
    /// Its reliability; none where no grade is given.
    pub reliability: Option<Grade>,
    /// The credibility of all that it says, where one is given.
    pub credibility: Option<Grade>,
    /// False only for grade F.
    pub rated: bool,
    /// Where it was declared.
    pub origin: Origin,
}

/// A word of the likelihood scale, with the range that it covers (the upper end is not in it, save 100%).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScaleWord {
    /// `very likely`
    pub word: String,
    /// What stands for it.
    pub likelihood: Likelihood,
    /// The range's lower end.
    pub from: Likelihood,
    /// The range's upper end.
    pub to: Likelihood,
}

/// One graded scale: reliability or credibility, by letter.
pub type Scale = IndexMap<String, Grade>;

/// All scales in force.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Scales {
    /// The likelihood words, later ones before earlier ones where both fit a number. In the order of declaration.
    pub likelihood: Vec<ScaleWord>,
    /// Grades of sources.
    pub reliability: Scale,
    /// Grades of what is said.
    pub credibility: Scale,
    /// Markings, the least restrictive first.
    pub markings: Vec<String>,
}
