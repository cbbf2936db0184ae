//! Facts: what a paper says, as plain structs that rules ask for without knowing its kind.
//!
//! A schema marks an object with `x-fact`; the file of that fact lifts it from the record. A new
//! kind that marks its schema gets every rule that fits.

mod attachment;
mod inspection;
mod phase;
mod task;
mod time;

pub use attachment::Attachment;
pub use inspection::Inspection;
pub use phase::Phase;
pub use task::Task;
pub use time::{TimeTrouble, TimeUse};

use super::field::{Field, Leaf};
use crate::calendar::Context;

/// Everything lifted from one record.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// The phases (阶段), in the order they were written.
    pub phases: Vec<Phase>,
    /// The tasks (任务), in the order they were written.
    pub tasks: Vec<Task>,
    /// The attachments (附件) it lists.
    pub attachments: Vec<Attachment>,
    /// Who inspects whom (检查安排).
    pub inspections: Vec<Inspection>,
    /// Every time in it: dates, periods and deadlines of fields and of running text.
    pub times: Vec<TimeUse>,
}

impl Facts {
    /// Lifts the facts of a record. `context` says which year a bare 5月 belongs to.
    pub fn lift(root: &Field, context: Context) -> Self {
        let mut facts = Self::default();
        root.walk(&mut |field| facts.lift_one(field, context));
        facts.tie_tasks_to_phases();
        facts
    }

    fn lift_one(&mut self, field: &Field, context: Context) {
        match field.fact.as_deref() {
            Some("phase") => self.phases.push(Phase::lift(field, context)),
            Some("task") => self.tasks.push(Task::lift(field, context)),
            Some("attachment") => self.attachments.extend(Attachment::lift(field)),
            Some("inspection") => self.inspections.extend(Inspection::lift(field)),
            _ => {}
        }
        match field.leaf {
            Leaf::Date | Leaf::Period | Leaf::Deadline => {
                self.times.extend(TimeUse::of_field(field, context));
            }
            Leaf::Prose => self.times.extend(TimeUse::in_prose(field, context)),
            _ => {}
        }
    }

    /// A task lies in the phase whose text holds it.
    fn tie_tasks_to_phases(&mut self) {
        for task in &mut self.tasks {
            let inside = |phase: &Phase| {
                phase.whole.source == task.whole.source
                    && phase.whole.start <= task.whole.start
                    && task.whole.end <= phase.whole.end
            };
            task.phase = self.phases.iter().position(inside);
        }
    }
}
