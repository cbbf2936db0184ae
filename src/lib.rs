//! Hongtou (红头), a compiler for Chinese official documents.
//!
//! The modules stand in the order of the pipeline. Each may use only those above it;
//! `tests/suite/layers.rs` holds them to it.

pub mod text;

pub mod diag;

pub mod calendar;

pub mod doc;
