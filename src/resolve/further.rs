//! Sentences more, where all else has been read. Takes statements that only say something of what is declared; gives the
//! situation with them, the same as reading all of it anew, or nothing where they might change how others read.
//!
//! The one idea: a statement is simple enough where telling it leaves the vocabulary, the names, the relations and the rules
//! as they are, which is looked at when it has been told. So what is cheap is decided by what happened, not by a list of forms.

use super::collect::flatten;
use super::front::Front;
use super::lent::Lent;
use super::pass::ParsedFile;
use super::scope::Clauses;
use super::vocabulary::Vocabulary;
use crate::diagnostic::Diagnostic;
use crate::model::{Markings, Situation, Stated};
use crate::source::Files;
use std::sync::Arc;

/// What has been read until now, without a mistake.
#[derive(Clone, Copy)]
pub struct ReadBefore<'r> {
    /// All that it says.
    pub situation: &'r Situation,
    /// What it was read by.
    pub vocabulary: &'r Vocabulary,
    /// How many of its statements stand in texts; those of tables come after them.
    pub of_texts: usize,
}

/// The situation with sentences more.
#[derive(Clone, Debug)]
pub struct Further {
    /// All that is said now.
    pub situation: Situation,
    /// How many of its statements stand in texts now.
    pub of_texts: usize,
    /// What may be a mistake in the new ones.
    pub warnings: Vec<Diagnostic>,
}

/// Reads the statements of a text that comes after all others. None where they are not all plain sentences, where anything is
/// wrong with one, and where one declares or names what changes how others read: then all is to be read anew.
#[must_use]
pub fn further(files: &Files, text: ParsedFile<'_>, before: ReadBefore<'_>) -> Option<Further> {
    let old = before.situation;
    if old.markings != Markings::default()
        || !text.statements.iter().all(|one| one.shape.is_sentence())
    {
        return None;
    }
    let mut front = Front::new(files, Lent::from(before.vocabulary), Lent::from(old));
    if !old.as_of_stated {
        front.last_named = old.as_of;
    }
    let none = Clauses::default();
    for placed in flatten(&[text]) {
        front.read_statement(&placed, &none).ok()?;
    }
    let named_kinds = !front.named_kinds.is_empty() || !front.properties.is_empty();
    if named_kinds || front.vocabulary.is_own() {
        return None;
    }
    let (last_named, warnings) = (front.last_named, std::mem::take(&mut front.diagnostics));
    let mut situation = front.situation.into_own();
    if !says_only(&situation, old) {
        return None;
    }
    if !old.as_of_stated {
        situation.as_of = last_named;
    }
    let stated = &mut situation.told.stated;
    let new = stated.len() - old.told.stated.len();
    stated.get_mut(before.of_texts..)?.rotate_right(new);
    Some(Further {
        situation,
        of_texts: before.of_texts + new,
        warnings,
    })
}

/// Whether nothing but statements has come, and none that is marked or ends anything.
fn says_only(new: &Situation, old: &Situation) -> bool {
    let (told, was) = (&new.told, &old.told);
    let stated = told.stated.get(was.stated.len()..).unwrap_or_default();
    let same = |one: &Stated| new.is_sameness(one.sentence.relation);
    new.relations.shares(&old.relations)
        && new.kinds.table.shares(&old.kinds.table)
        && new.entities.shares(&old.entities)
        && new.sources.shares(&old.sources)
        && Arc::ptr_eq(&new.events, &old.events)
        && told.blocks.len() == was.blocks.len()
        && told.endings.len() == was.endings.len()
        && told.rules.len() == was.rules.len()
        && told.same.len() == was.same.len()
        && stated
            .iter()
            .all(|one| one.words.marking.is_none() && !same(one))
}
