//! Core → world: what follows, as step functions over time.
