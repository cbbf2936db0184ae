//! Every integration test, in one binary.

#![expect(clippy::disallowed_methods, reason = "tests read and write files")]

mod archive;
mod arrange;
mod bad_input;
mod bad_output;
mod bad_rosters;
mod city;
mod docx;
mod drafter;
mod editions;
mod example;
mod explain;
mod faults;
mod filing;
mod formats;
mod forms;
mod hostile;
mod html;
mod judges;
mod keys;
mod kinds;
mod layers;
mod layout;
mod lost;
mod merge;
mod pictures;
mod print_runs;
mod printing;
mod proof;
mod release;
mod roster_reading;
mod rules;
mod same_bytes;
mod schedule;
mod seeds;
mod shards;
mod shown;
mod stranger;
mod support;
mod tables;
mod template;
mod tracing;
mod traps;
mod working;
mod xlsx;
