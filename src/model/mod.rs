//! The resolved world as data: the one contract between the front, which reads words, and the back, which evaluates.
//!
//! Pure data, no behaviour beyond look-ups. A [`Situation`] is all that the files say; settled by
//! [`crate::settle`] it gives the [`Core`] of what is evaluated.

pub mod block;
mod core;
mod entity;
mod ids;
mod items;
pub mod json;
mod many;
mod marking;
mod number;
mod question;
mod rule;
mod sentence;
mod situation;
mod spans;
mod stored;
mod told;
mod walk;

pub use self::core::{Clash, Closing, Core, Item};
pub use entity::{Confidence, Entity, Event, Grade, Kind, Kinds, Scale, ScaleWord, Scales, Source};
pub use ids::{
    BranchId, EntityId, FormId, HypothesisId, Id, ItemId, KindId, RelationId, RuleId, SourceId,
    Table, VarId,
};
pub use items::{Heard, Items, Lying};
pub use many::{many, said_of_many};
pub use marking::{Markings, Restriction, Withheld};
pub use number::{Number, Range};
pub use question::{
    Ask, Column, Expect, Expected, Form, LinksOf, Modifiers, Question, QuestionKind, RowTest,
    RowWanted, Sought, Total, Verdict,
};
pub use rule::{Body, Comparison, Count, Length, Pattern, Property, Rule, Term};
pub use sentence::{Bond, Compound, Part, Relation, Sentence, Sign, Signed, Value, Wording};
pub use situation::{Branch, Hypothesis, Known, Situation};
pub use told::{
    Additions, Alteration, Ending, Ground, Origin, Replacement, Standing, Stated, Take, When, Words,
};
