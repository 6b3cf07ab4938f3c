//! All tests that are not of one module: laws, worlds compared with the definition, cases in Casus.

mod agreement;
mod definition;
mod laws;
mod printed;
mod support;
