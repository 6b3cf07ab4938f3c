//! Answers that try other worlds, through the language: what they show, typed at a session, does what they say.

mod heuer;
mod repairs;
