//! The printed form of the core and of what follows from it: `casus core` and `casus world`, as JSON.
//!
//! Takes a [`super::Core`], or the sentences of a world with their steps; gives plain serde data whose fields and
//! order are a promise (docs/schema). The idea: the shapes here hold nothing but numbers, names and lists, so that
//! a program which has only this can answer every question, and need share no type with the engine.

mod body;
mod core;
mod shapes;
mod world;
mod write;

pub use self::core::{
    CoreJson, EntityJson, HeadJson, ItemJson, RelationJson, ReplacesJson, RuleJson, SourceJson,
};
pub use body::{BodyJson, ClaimedJson, CompareJson, CountJson, SoManyJson, StatedJson, WindowJson};
pub use shapes::{Argument, CoreSpan, NumberRange, PatternJson, Printed, SpanJson};
pub use world::{SentenceJson, StepJson, WorldJson, WorldSentence};
pub use write::core_json;
