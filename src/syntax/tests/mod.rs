//! What can be written, and what is said of what cannot.

mod between;
mod corpus;
mod laws;
mod mistakes;
mod shapes;
mod show;
mod speed;
mod words;
