//! Merges a letter with a roster (合并套打): one file for each institution, print runs by county and
//! an index, so that nothing is lost and nobody waits for what is there already.
//!
//! What a file says depends on its own row alone, so a folder can be left half made, on purpose or
//! not, and finished later to the same bytes.

mod alike;
mod denied;
mod disk;
mod event;
pub mod join;
mod journal;
mod ledger;
mod lock;
pub mod manifest;
pub mod names;
mod paths;
pub mod plan;
mod press;
mod record;
pub mod shard;
mod sink;
mod task;

pub use event::{Event, Tell};
pub use ledger::Ledger;
pub use manifest::Manifest;
pub use names::Names;
pub use paths::Clash;
pub use press::{Press, Refusal};
pub use record::{Counts, Made, Other, Record, State};
pub use sink::{Discard, Sink};
pub use task::{Choice, Printed, Task};
