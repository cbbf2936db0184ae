//! Facts: what a paper says, as plain structs that rules ask for without knowing its kind.
//!
//! A schema marks an object with `x-fact`; the file of that fact lifts it from the record. A new
//! kind that marks its schema gets every rule that fits.

mod attachment;
mod avoid;
pub mod filling;
pub mod form;
mod implements;
mod inspection;
mod member;
mod phase;
mod quota;
mod task;
mod time;

pub use attachment::Attachment;
pub use avoid::{Avoid, Avoided};
pub use filling::Filling;
pub use form::Form;
pub use implements::Implements;
pub use inspection::Inspection;
pub use member::Member;
pub use phase::Phase;
pub use quota::Quota;
pub use task::Task;
use time::Times;
pub use time::{Almanac, TimeTrouble, TimeUse};

use super::field::{Field, Leaf};
use super::said::{Chars, Said};
use crate::calendar::{Context, Date};
use crate::text::Span;

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
    /// What an arrangement must avoid (回避).
    pub avoids: Vec<Avoid>,
    /// The members (成员) and contacts (联系人) it names.
    pub members: Vec<Member>,
    /// The quotas (数量要求) it sets.
    pub quotas: Vec<Quota>,
    /// The superior's papers it carries out (落实).
    pub implements: Vec<Implements>,
    /// The form (统计表) it is, when it is one.
    pub form: Option<Form>,
    /// The filled form (已填统计表) it is, when it is one.
    pub filling: Option<Filling>,
    /// Every time in it: dates, periods and deadlines of fields and of running text.
    pub times: Vec<TimeUse>,
}

impl Facts {
    /// The attachments that are numbered and labelled: not the text that the paper issues.
    pub fn numbered(&self) -> Vec<&Attachment> {
        self.attachments.iter().filter(|entry| !entry.is_issued()).collect()
    }

    /// The time that a field holds, which is a date, a period or a deadline.
    pub fn time_of(&self, field: &Field) -> Option<&TimeUse> {
        let span = field.at(0..field.text()?.len());
        let next = self.times.partition_point(|time| time.span.start < span.start);
        let meant = |time: &&TimeUse| time.span == span;
        // What an alias stands for is out of order.
        self.times.get(next).filter(meant).or_else(|| self.times.iter().find(meant))
    }

    /// Lifts the facts of a record and gathers its texts, in one walk. `context` says which year a
    /// bare 5月 belongs to, `texts` how many texts there are, or a few more, and `read` which
    /// characters stand in one.
    pub(super) fn lift(
        root: &Field,
        context: Context,
        texts: usize,
        almanac: &mut Almanac,
        mut read: impl FnMut(&str) -> Chars,
    ) -> (Self, Vec<Said>) {
        let (mut facts, mut said) = (Self::default(), Vec::with_capacity(texts));
        let mut times = Times::new(almanac);
        root.walk(&mut |field| {
            let known = facts.times.len();
            facts.lift_one(field, context, &mut times);
            // Times are looked for in running text alone.
            let may_tell = field.leaf != Leaf::Prose || facts.times.len() > known;
            said.extend(Said::of(field, may_tell, &mut read));
        });
        (facts, said)
    }

    /// The phase that a field lies in, among those lifted so far; they stand in source order.
    fn phase_around(&self, span: Span) -> Option<usize> {
        let next = self.phases.partition_point(|phase| phase.whole.start <= span.start);
        let last = next.checked_sub(1)?;
        self.phases[last].holds(span).then_some(last)
    }

    /// The year a bare month of a field belongs to: inside a phase, the phase's (承前省略).
    pub fn context_of(&self, field: &Field, context: Context) -> Context {
        let phase = self.phase_around(field.span).map(|at| &self.phases[at]);
        let period = phase.and_then(Phase::interval);
        let first = period.and_then(|period| period.start.or(period.end));
        Context { year: first.map(Date::year).or(context.year) }
    }

    fn lift_one<'a>(&mut self, field: &'a Field, context: Context, times: &mut Times<'a>) {
        if let Some(fact) = field.fact() {
            self.lift_fact(fact, field, context, times);
        }
        match field.leaf {
            Leaf::Date | Leaf::Period | Leaf::Deadline => {
                self.times.extend(times.of_itself(field, self.context_of(field, context)));
            }
            Leaf::Prose => {
                self.times.extend(TimeUse::in_prose(field, self.context_of(field, context)));
            }
            _ => {}
        }
    }

    fn lift_fact<'a>(
        &mut self,
        fact: &str,
        field: &'a Field,
        context: Context,
        times: &mut Times<'a>,
    ) {
        let context = self.context_of(field, context);
        match fact {
            "phase" => self.phases.push(Phase::lift(field, context, times)),
            "task" => {
                let phase = self.phase_around(field.span);
                self.tasks.push(Task { phase, ..Task::lift(field, context, times) });
            }
            "attachment" => self.attachments.extend(Attachment::lift(field)),
            "inspection" => self.inspections.extend(Inspection::lift(field, context, times)),
            "avoid" => self.avoids.extend(Avoid::lift(field)),
            "member" | "contact" => self.members.extend(Member::lift(field)),
            "quota" => self.quotas.push(Quota::lift(field)),
            "implements" => self.implements.extend(Implements::lift(field)),
            "form" => self.form = Some(Form::lift(field)),
            "filling" => self.filling = Filling::lift(field),
            _ => {}
        }
    }
}
