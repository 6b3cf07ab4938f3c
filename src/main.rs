//! The program `casus`.
fn main() {}
