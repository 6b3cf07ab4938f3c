//! Who may see what. Markings (TLP 2.0) as data: their order, what names and wordings are marked with, and what was left
//! out because it may not be seen.
//!
//! What a statement says may be seen by those who may see the statement, every name in it and its source: so a statement's
//! own marking already holds those of its names when it stands in a situation.

use super::{Body, EntityId, Pattern, RelationId, Scales, Term, Value};
use std::collections::BTreeMap;

/// How restrictive a marking is: its place on the scale. One that no scale has is above all.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Restriction(usize);

/// The markings of what is declared, and what was left out.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Markings {
    /// Of names of which every declaration is marked, the least restrictive of those markings.
    pub entities: BTreeMap<EntityId, String>,
    /// Of wordings that are declared under a marking.
    pub relations: BTreeMap<RelationId, String>,
    /// What was left out; none where all was read.
    pub withheld: Option<Withheld>,
}

/// What was left out because it is marked above a level.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Withheld {
    /// The level, as the scale has it: `TLP:GREEN`.
    pub above: String,
    /// How many statements, or lines of one, are marked above it or cannot be read without what is.
    pub left_out: usize,
}

impl Scales {
    /// Where a marking stands on the scale.
    #[must_use]
    pub fn restriction(&self, marking: &str) -> Restriction {
        let at = self.markings.iter().position(|known| known == marking);
        Restriction(at.unwrap_or(self.markings.len()))
    }

    /// The level of the scale that is meant: `amber` is `TLP:AMBER`.
    #[must_use]
    pub fn marking(&self, level: &str) -> Option<&str> {
        let bare = |known: &str| known.strip_prefix("TLP:").unwrap_or(known).to_owned();
        let exact = self.markings.iter().find(|known| *known == level);
        exact
            .or_else(|| {
                self.markings.iter().find(|known| {
                    known.eq_ignore_ascii_case(level) || bare(known).eq_ignore_ascii_case(level)
                })
            })
            .map(String::as_str)
    }

    /// The most restrictive of some markings; none where there is none.
    #[must_use]
    pub fn strictest<'m>(&self, markings: impl IntoIterator<Item = &'m str>) -> Option<&'m str> {
        markings
            .into_iter()
            .max_by_key(|marking| self.restriction(marking))
    }
}

impl Markings {
    /// The markings of a wording and of what stands in its slots.
    pub fn of<'m>(
        &'m self,
        relation: RelationId,
        args: impl IntoIterator<Item = &'m Value>,
    ) -> impl Iterator<Item = &'m str> {
        let named = args.into_iter().filter_map(|value| match value {
            Value::Entity(entity) => self.entities.get(entity),
            Value::Text(_) | Value::Number(_) | Value::Date(_) => None,
        });
        self.relations
            .get(&relation)
            .into_iter()
            .chain(named)
            .map(String::as_str)
    }

    /// The markings of what a condition names.
    pub fn of_body<'m>(&'m self, body: &Body, found: &mut Vec<&'m str>) {
        body.each_pattern(&mut |pattern: &Pattern, _| {
            found.extend(self.relations.get(&pattern.relation).map(String::as_str));
            for term in &pattern.args {
                if let Term::Value(Value::Entity(entity)) = term {
                    found.extend(self.entities.get(entity).map(String::as_str));
                }
            }
        });
    }

    /// Whether nothing that is declared is marked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty() && self.relations.is_empty()
    }
}
