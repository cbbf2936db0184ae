//! A set, with what several rules make of all of it made once.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::ties::{self, Family};
use super::{Among, Check, Report};
use crate::model::citing::Shelf;
use crate::model::implementing::{self, Implementing};
use crate::model::{Paper, Set};

/// What a rule does with each paper, once it has read the set.
pub type Judge<'s> = Arc<dyn Fn(&Among<'s>, &mut Report) + Send + Sync + 's>;

/// A set, with what several rules make of all of it made once.
pub struct Whole<'s> {
    set: &'s Set,
    carriers: OnceLock<BTreeMap<&'s str, Vec<usize>>>,
    families: OnceLock<Vec<Family<'s>>>,
    implementing: OnceLock<Vec<Implementing<'s>>>,
    shelf: OnceLock<Shelf>,
}

impl Deref for Whole<'_> {
    type Target = Set;

    fn deref(&self) -> &Set {
        self.set
    }
}

impl<'s> Whole<'s> {
    /// A set that nobody has asked anything of yet.
    pub fn of(set: &'s Set) -> Arc<Self> {
        Arc::new(Self {
            set,
            carriers: OnceLock::new(),
            families: OnceLock::new(),
            implementing: OnceLock::new(),
            shelf: OnceLock::new(),
        })
    }

    /// The set itself.
    pub fn set(&self) -> &'s Set {
        self.set
    }

    /// Every plan that other papers belong to.
    pub fn families(&self) -> &[Family<'s>] {
        self.families.get_or_init(|| ties::families(self.set))
    }

    /// Every pair of an implementing paper and its superior.
    pub fn implementing(&self) -> &[Implementing<'s>] {
        self.implementing.get_or_init(|| implementing::all(self.set))
    }

    /// Everything that its papers can quote.
    pub fn shelf(&self) -> &Shelf {
        self.shelf.get_or_init(|| Shelf::of(self.set))
    }

    /// The papers that list one as an attachment.
    pub(super) fn carriers(&self, id: &str) -> impl Iterator<Item = &'s Paper> {
        let all = self.carriers.get_or_init(|| {
            let mut all: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            for (at, paper) in self.set.papers.iter().enumerate() {
                for entry in &paper.facts.attachments {
                    let own = all.entry(&entry.paper.value).or_default();
                    // A list may name a paper twice.
                    if own.last() != Some(&at) {
                        own.push(at);
                    }
                }
            }
            all
        });
        all.get(id).into_iter().flatten().map(|at| &self.set.papers[*at])
    }

    /// How a rule judges papers one after the other; none when it looks at something else.
    pub(super) fn judge(self: &Arc<Self>, check: &Check) -> Option<Judge<'s>> {
        match *check {
            Check::Among(check) => Some(of_papers(check)),
            Check::Records(check) => Some(Arc::new(check)),
            Check::Prepared(prepare) => Some(prepare(self)),
            _ => None,
        }
    }
}

/// What judges papers and leaves registries alone.
pub(super) fn of_papers<'s>(
    judge: impl Fn(&Among<'s>, &mut Report) + Send + Sync + 's,
) -> Judge<'s> {
    Arc::new(move |among: &Among<'s>, report: &mut Report| {
        if among.is_paper() {
            judge(among, report);
        }
    })
}

/// What judges nothing: in this set nothing can be wrong for the rule.
pub(super) fn idle<'s>() -> Judge<'s> {
    Arc::new(|_: &Among<'s>, _: &mut Report| {})
}
