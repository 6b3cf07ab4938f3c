//! Casus: a language for situations.
