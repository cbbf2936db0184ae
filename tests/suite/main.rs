//! Every integration test, in one binary.

#![expect(clippy::disallowed_methods, reason = "tests read and write files")]

mod drafter;
mod example;
mod judges;
mod layers;
mod layout;
mod rules;
mod support;
