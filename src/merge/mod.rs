//! Letters for every institution of a roster.

pub mod shard;
