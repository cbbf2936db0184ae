//! What is said while a merge runs: a bar to people who watch, lines to programs, and nothing but
//! the outcome where nobody looks.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use rayon::ThreadPool;
use serde_json::{Value, json};

use super::asked::MergeFormat;
use crate::command::World;
use crate::diag::{Words, words};
use crate::merge::{Event, Manifest, Strays, Tell};

/// How often programs are told of progress at most.
const PAUSE: Duration = Duration::from_secs(1);
/// How many letters that failed are named to a person.
const NAMED: usize = 50;

/// An event, on its way from the threads that work to the one that speaks.
enum Said {
    Start { expected: usize, kept: usize },
    Letters(usize),
    Failed { row: u64, who: String, words: Words },
    Wrote { path: String, letters: usize },
}

impl From<Event<'_>> for Said {
    fn from(event: Event<'_>) -> Self {
        match event {
            Event::Start { expected, kept } => Self::Start { expected, kept },
            Event::Letters(count) => Self::Letters(count),
            Event::Failed { row, who, words } => {
                Self::Failed { row, who: who.to_owned(), words: words.clone() }
            }
            Event::Wrote { path, letters } => Self::Wrote { path: path.to_owned(), letters },
        }
    }
}

/// Says what happens.
pub(super) struct Speaker<'a, 'w> {
    world: &'a mut World<'w>,
    format: MergeFormat,
    bar: ProgressBar,
    expected: usize,
    kept: usize,
    done: usize,
    failed: usize,
    runs: usize,
    last: Option<Instant>,
}

impl<'a, 'w> Speaker<'a, 'w> {
    /// Speaks to the world.
    pub(super) fn new(format: MergeFormat, world: &'a mut World<'w>) -> Self {
        let bar = if world.interactive && format == MergeFormat::Human {
            let style = "{bar:40} {pos}/{len} {per_sec} {eta}";
            let style = ProgressStyle::with_template(style);
            ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        } else {
            ProgressBar::hidden()
        };
        let [expected, kept, done, failed, runs] = [0; 5];
        Self { world, format, bar, expected, kept, done, failed, runs, last: None }
    }

    /// Lets something work on other threads and says what it tells.
    pub(super) fn listen<T: Send>(
        &mut self,
        pool: &ThreadPool,
        work: &(dyn Fn(Tell<'_>) -> T + Sync),
    ) -> T {
        let (sender, receiver) = channel::<Said>();
        let ended = std::thread::scope(|scope| {
            let sender: Sender<Said> = sender;
            let working = scope.spawn(move || {
                // Nobody listening is no reason to stop.
                pool.install(|| work(&|event| drop(sender.send(event.into()))))
            });
            loop {
                match receiver.recv_timeout(PAUSE) {
                    Ok(said) => self.say(said),
                    Err(RecvTimeoutError::Timeout) => self.progress(),
                    Err(RecvTimeoutError::Disconnected) => break,
                }
            }
            working.join()
        });
        self.bar.finish_and_clear();
        ended.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    }

    fn say(&mut self, said: Said) {
        match said {
            Said::Start { expected, kept } => {
                (self.expected, self.kept, self.done) = (expected, kept, kept);
                self.bar.set_length(expected as u64);
                self.bar.set_position(kept as u64);
                self.bar.reset_eta();
                self.event(&json!({"event": "start", "expected": expected, "kept": kept}));
            }
            Said::Letters(count) => {
                self.done += count;
                self.bar.set_position(self.done as u64);
                self.progress();
            }
            Said::Failed { row, who, words } => self.failed(row, &who, &words),
            Said::Wrote { path, letters } => {
                self.runs += usize::from(path.starts_with("runs/"));
                self.event(&json!({"event": "wrote", "path": path, "letters": letters}));
            }
        }
    }

    fn failed(&mut self, row: u64, who: &str, words: &Words) {
        self.failed += 1;
        let why = words.get(self.world.lang).to_owned();
        self.event(&json!({"event": "failed", "row": row, "institution": who, "why": why}));
        if self.format == MergeFormat::Human && self.failed <= NAMED {
            let Words { zh, en } = words;
            let said = words!(
                "第 {row} 行（{who}）没有做成：{zh}",
                "row {row} ({who}) was not made: {en}"
            );
            let world = &mut *self.world;
            self.bar.suspend(|| world.tell(&said));
        }
    }

    /// Tells programs how far it is, now and then.
    #[expect(clippy::disallowed_methods, reason = "how often is said what decides over no output")]
    fn progress(&mut self) {
        let now = Instant::now();
        if self.last.is_none_or(|last| now.duration_since(last) >= PAUSE) {
            self.last = Some(now);
            let (done, expected) = (self.done, self.expected);
            self.event(&json!({"event": "progress", "done": done, "expected": expected}));
        }
    }

    fn event(&mut self, event: &Value) {
        if self.format == MergeFormat::Json {
            self.world.print(&format!("{event}\n"));
        }
    }

    /// Says what everything came to.
    pub(super) fn end(&mut self, manifest: &Manifest, strays: &Strays) {
        let counts = manifest.counts;
        self.event(&json!({
            "event": "end",
            "expected": counts.expected,
            "done": counts.done,
            "failed": counts.failed,
            "skipped": counts.skipped,
            "complete": counts.complete(),
            "kept": self.kept,
            "runs": manifest.runs.len(),
            "strays": strays.count,
            "pruned": strays.pruned,
        }));
        if self.format == MergeFormat::Human {
            self.summary(manifest);
            self.strays(strays);
        }
    }

    fn summary(&mut self, manifest: &Manifest) {
        let crate::merge::Counts { expected, done, failed, skipped } = manifest.counts;
        let kept = self.kept;
        if self.failed > NAMED {
            let more = self.failed - NAMED;
            self.world.tell(&words!("还有 {more} 行没有做成", "{more} more rows were not made"));
        }
        self.world.say(&words!(
            "应有 {expected} 份：完成 {done}（其中原有 {kept}），失败 {failed}，跳过 {skipped}",
            "{expected} letters: {done} done ({kept} of them kept), {failed} failed, {skipped} skipped"
        ));
        let (runs, made) = (manifest.runs.len(), self.runs);
        if manifest.options.runs {
            self.world.say(&words!(
                "合订本 {runs} 册（新做 {made} 册），目录见 index.xlsx",
                "{runs} print runs ({made} of them new), listed in index.xlsx"
            ));
        }
    }

    fn strays(&mut self, strays: &Strays) {
        let Strays { count, first, ours, pruned } = strays;
        if *pruned > 0 {
            self.world.say(&words!("删去 {pruned} 个不再需要的文件", "{pruned} files were pruned"));
        }
        if *count == 0 {
            return;
        }
        let (zh, en) = (first.join("、"), first.join(", "));
        let dots = if *count > first.len() { " …" } else { "" };
        self.world.tell(&words!(
            "有 {count} 个文件不属于这次套打：{zh}{dots}",
            "{count} files belong to nobody: {en}{dots}"
        ));
        if *ours > 0 {
            self.world.tell(&words!(
                "其中 {ours} 个是以前套打的，--prune 可以删去",
                "runs before have made {ours} of them, which `--prune` removes"
            ));
        }
    }
}
