//! Every integration test, in one binary.

#![expect(clippy::disallowed_methods, reason = "tests read and write files")]

mod bad_input;
mod bad_output;
mod drafter;
mod example;
mod formats;
mod hostile;
mod judges;
mod kinds;
mod layers;
mod layout;
mod rules;
mod shown;
mod support;
mod tables;
mod template;
mod traps;
mod working;
