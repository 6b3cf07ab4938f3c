//! What can be written, and what is said of what cannot.

mod corpus;
mod shapes;
mod show;
mod words;
