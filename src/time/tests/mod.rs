//! The laws of time, and examples of them.
