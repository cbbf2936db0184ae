//! Every integration test, in one binary.

#![expect(clippy::disallowed_methods, reason = "tests read and write files")]

mod kinds;
mod layers;
mod rules;
mod shown;
mod template;
