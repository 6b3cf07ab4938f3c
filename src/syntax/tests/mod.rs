//! What can be written, and what is said of what cannot.

mod corpus;
mod show;
