//! Ids and dates → plain words, as typed markup. One place makes the words, so that tables, trees and errors
//! name a thing alike.
//!
//! Takes the ids of [`crate::model`] and the situation that they belong to; gives [`Markup`]. An id that the
//! situation does not have is printed as `?`, never a panic.

mod brief;
mod condition;
mod likelihood;
#[cfg(test)]
pub(crate) mod sample;
mod sentence;
mod value;
mod when;

#[cfg(test)]
mod tests;

pub use brief::{answered, judged, lasting, remarked, trusted, whole};
pub use condition::{compared, variable};
pub use likelihood::likelihood;
pub use sentence::Subject;
pub use when::{Dates, covered, date, instant, moment, span, when};

use crate::answer::{Markup, Role};
use crate::model::{EntityId, Id, Origin, Situation, SourceId, Table, Withheld};

/// Makes words of the ids of one situation.
#[derive(Clone, Copy, Debug)]
pub struct Phrase<'s> {
    situation: &'s Situation,
}

impl<'s> Phrase<'s> {
    /// Words for the ids of this situation.
    #[must_use]
    pub fn new(situation: &'s Situation) -> Phrase<'s> {
        Phrase { situation }
    }

    /// The situation that the words are made from.
    #[must_use]
    pub fn situation(&self) -> &'s Situation {
        self.situation
    }

    /// An entity by its name; of an unnamed one `a militant group (line 31)`.
    #[must_use]
    pub fn entity(&self, id: EntityId) -> Markup {
        match row(&self.situation.entities, id) {
            Some(entity) => Markup::name(entity.name.clone(), id.0),
            None => Markup::of(Role::Name, "?"),
        }
    }

    /// A source by its name and its reliability: `Brief (C)`.
    #[must_use]
    pub fn source(&self, id: SourceId) -> Markup {
        let Some(source) = row(&self.situation.sources, id) else {
            return Markup::of(Role::Source, "?");
        };
        let mut text = self.entity(source.entity).plain();
        if let Some(grade) = &source.reliability {
            text.push_str(&format!(" ({})", grade.letter));
        }
        Markup::of(Role::Source, text)
    }

    /// Several sources: `Brief (C) and Digest (D)`.
    #[must_use]
    pub fn sources(&self, ids: &[SourceId]) -> Markup {
        Markup::list(ids.iter().map(|id| self.source(*id)), ", ", " and ")
    }

    /// The kinds of an entity with their articles: `a militant group and a place`.
    #[must_use]
    pub fn kinds(&self, id: EntityId) -> Vec<String> {
        let kinds = row(&self.situation.entities, id).map_or(&[][..], |entity| &entity.kinds);
        kinds
            .iter()
            .filter_map(|kind| row(&self.situation.kinds.table, *kind))
            .map(|kind| format!("{} {}", kind.article, kind.name))
            .collect()
    }
}

/// Where something stands: `khorasan.casus:41`.
#[must_use]
pub fn place(origin: &Origin) -> Markup {
    Markup::of(Role::Place, origin.to_string())
}

/// `3 statements marked above TLP:GREEN are left out`
#[must_use]
pub fn withheld(of: &Withheld) -> String {
    let (statements, are) = if of.left_out == 1 {
        ("statement", "is")
    } else {
        ("statements", "are")
    };
    format!(
        "{} {statements} marked above {} {are} left out",
        of.left_out, of.above
    )
}

/// The row of an id, if the table has it.
fn row<I: Id, T>(table: &Table<I, T>, id: I) -> Option<&T> {
    table.get(id)
}
