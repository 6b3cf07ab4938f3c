//! The core: what is evaluated. core.md is its printed form.

use super::{
    Alteration, EntityId, ItemId, Items, Origin, Rule, RuleId, Sentence, Situation, Stated, Table,
};
use crate::time::{Instant, Span};
use std::sync::Arc;

/// How an item's open end was closed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Closing {
    /// The event that ended it; none if a successor did.
    pub event: Option<EntityId>,
    /// The ending's or the successor's marking.
    pub marking: Option<String>,
    /// Where the ending, or the successor, stands.
    pub origin: Origin,
}

/// A piece of evidence: a statement once endings, succession and replacement have been applied.
#[derive(Clone, PartialEq, Debug)]
pub struct Item {
    /// The statement, its extent, core and likelihood as they are after closing.
    pub stated: Stated,
    /// The date from which it is out, because a newer source replaces its own.
    pub until_known: Option<Instant>,
    /// What closed it, or what it is the remainder of.
    pub closing: Option<Closing>,
}

/// A statement whose stated end lies after an event that ended it: a conflict, which changes no value (meaning.md 3).
#[derive(Clone, PartialEq, Debug)]
pub struct Clash {
    /// The statement.
    pub item: ItemId,
    /// The event that ended it before.
    pub event: EntityId,
    /// Where both surely hold.
    pub over: Span,
    /// Where the ending stands.
    pub origin: Origin,
}

/// One world to be evaluated: the analyst's, or an alternative one.
#[derive(Clone, Debug)]
pub struct Core {
    /// The situation that it comes from: its names, relations, sources.
    pub situation: Arc<Situation>,
    /// The evidence. An item of a source that an undated one replaces is not here.
    pub items: Items,
    /// Stated ends that an event contradicts.
    pub clashes: Vec<Clash>,
    /// The rules, properties included.
    pub rules: Table<RuleId, Rule>,
    /// Sentences set aside by `without S`: For, lo and hi are 0.
    pub masked: Vec<Sentence>,
    /// In a branch, whom `is the same as` has merged into whom. Items and rules above have it applied.
    pub merged: Vec<(EntityId, EntityId)>,
    /// The changes by which it became an alternative world; none of the analyst's own.
    pub changes: Vec<Alteration>,
}
