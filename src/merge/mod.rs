//! Merges a letter with a roster (合并套打): one file for each institution, print runs by county and
//! an index, so that nothing is lost and nobody waits for what is there already.
//!
//! What a file says depends on its own row alone, so a folder can be left half made, on purpose or
//! not, and finished later to the same bytes.

mod alike;
mod bind;
pub mod book;
pub mod cover;
mod denied;
mod disk;
mod event;
mod folder;
pub mod index;
mod journal;
mod ledger;
mod lock;
pub mod manifest;
pub mod names;
mod paths;
mod press;
mod record;
mod sink;
mod stock;
mod stray;
mod task;
mod work;

pub use bind::runs;
pub use event::{Event, Tell};
pub use folder::Folder;
pub use ledger::Ledger;
pub use manifest::Manifest;
pub use names::Names;
pub use paths::Clash;
pub use press::{Press, Refusal};
pub use record::{Counts, Made, Other, Record, State};
pub use sink::{Discard, Sink};
pub use stray::Strays;
pub use task::{Choice, Part, Printed, Task, Typeset};
pub use work::letters;

use std::path::Path;

use crate::diag::Fault;
use paths::Paths;

/// How a merge treats what lies in its folder.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct How {
    /// Whether letters that are there are read and hashed again before they are kept.
    pub verify: bool,
    /// Whether files that runs before have made and nobody needs any more are removed.
    pub prune: bool,
}

/// What a merge came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// Nothing was written: several letters would have shared a file.
    Clashes(Vec<Clash>),
    /// Everything that can be made lies in the folder.
    Merged(Box<Manifest>, Strays),
}

/// Makes everything that a task asks for, in a folder.
///
/// # Errors
/// When the folder cannot be used or written to. What was made by then stays, and the same call
/// goes on from there.
pub fn merge<P: Press>(
    task: &Task<'_, P>,
    root: &Path,
    how: How,
    tell: Tell<'_>,
) -> Result<Ended, Fault> {
    let paths = Paths::new(task)?;
    if !paths.clashes.is_empty() {
        return Ok(Ended::Clashes(paths.clashes));
    }
    let mut ledger = Ledger::new(task)?;
    let folder = Folder::take(root, task, paths, &mut ledger, how.verify)?;
    tell(Event::Start { expected: ledger.expected(), kept: ledger.made() });
    if task.choice.letters {
        letters(task, &mut ledger, &folder, tell)?;
    }
    if task.choice.runs {
        runs(task, &mut ledger, &folder, tell)?;
    }
    let (manifest, strays) = folder.finish(task, &ledger, Manifest::new(task), how.prune)?;
    Ok(Ended::Merged(Box::new(manifest), strays))
}

#[cfg(test)]
mod tests;
