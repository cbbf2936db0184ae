//! Hongtou (红头), a compiler for Chinese official documents.
//!
//! The modules stand in the order of the pipeline. Each may use only those above it;
//! `tests/suite/layers.rs` holds them to it.

pub mod text;

pub mod diag;

pub mod yaml;

pub mod csv;

pub mod schema;

pub mod calendar;

pub mod font;

pub mod model;

pub mod doc;

pub mod template;

pub mod roster;

pub mod policy;

pub mod arrange;

pub mod backend;

pub mod report;

pub mod build;

pub mod tally;

pub mod merge;

pub mod filing;

pub mod command;
