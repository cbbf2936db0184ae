//! A merge divided among machines: whatever the number of shards, the same folder.

mod deploy;
