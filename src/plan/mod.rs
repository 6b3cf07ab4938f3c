//! Core → plan.
