//! The prompt: what was typed → what is shown. [`Prompt`] is the conversation and knows no terminal, so that transcripts
//! can hold it to its word; [`talk`] is the loop that gives it a line editor, a history and a screen.

mod completion;
mod draw;
mod editor;
mod help;
mod history;
mod intent;
mod loaded;
mod prompt;
mod reply;
mod save;
mod standing;
mod talk;
mod telling;
mod whole;
mod words;

pub use completion::Completions;
pub use prompt::Prompt;
pub use reply::{Reply, Then};
pub use save::beside as way;
pub use standing::named;
pub use talk::talk;
