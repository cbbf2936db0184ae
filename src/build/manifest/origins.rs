//! Which papers, schemas and kinds an output depends on.
//!
//! Never fewer than there are: where it is not worth telling exactly, more are named.

use std::collections::{BTreeMap, BTreeSet};

use super::super::scope::mentioned;
use super::super::source::Checked;
use super::record::{Input, Role};
use crate::diag::Fault;
use crate::model::{Field, IssuedText, Leaf, Paper};
use crate::text::Files;

/// The most papers that an output names one by one. One of more depends on the whole set, as it
/// says: a chain of thousands would fill the manifest with its own square.
const MOST: usize = 200;

/// What is asked of another paper of the same folder, in holes and by its fact.
const MARKS: [&str; 6] = ["phase", "task", "quota", "阶段", "任务", "数量"];

/// What each paper of a set takes from where.
pub(super) struct Origins<'c> {
    checked: &'c Checked,
    /// For each paper those whose words or numbers it shows.
    uses: Vec<Vec<usize>>,
    /// The inputs that are schemas or belong to kinds, and for each schema those it names.
    inputs: BTreeSet<String>,
    references: BTreeMap<String, Vec<String>>,
}

impl<'c> Origins<'c> {
    pub(super) fn new(
        checked: &'c Checked,
        inputs: &[Input],
        files: &dyn Files,
    ) -> Result<Self, Fault> {
        let papers = &checked.set.papers;
        let mut marked: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, paper) in papers.iter().enumerate().filter(|(_, paper)| has_marks(paper)) {
            marked.entry(paper.folder()).or_default().push(at);
        }
        let near = |paper: &Paper| {
            let near = marked.get(paper.folder()).filter(|_| asks_for_marks(paper, checked));
            near.cloned().unwrap_or_default()
        };
        let uses = |paper: &Paper| {
            let mut uses = mentioned(&checked.set, paper);
            uses.extend(near(paper));
            uses
        };
        let uses = papers.iter().map(uses).collect();
        let own = inputs.iter().filter(|input| matches!(input.role, Role::Schema | Role::Kind));
        let own = own.map(|input| input.path.clone()).collect();
        Ok(Self { checked, uses, inputs: own, references: references(inputs, files)? })
    }

    /// The inputs that an output of a paper depends on, besides those that all depend on.
    pub(super) fn of(&self, source: &str) -> Vec<String> {
        let papers = &self.checked.set.papers;
        let at = papers.binary_search_by(|paper| paper.path.as_str().cmp(source)).ok();
        // What shows the whole set depends on all of it.
        let Some(all) = at.and_then(|at| self.papers(at)) else {
            return ["policies/", "schemas/", "templates/"].map(str::to_owned).into();
        };
        let mut paths = BTreeSet::new();
        for paper in all.into_iter().map(|at| &papers[at]) {
            let kind = &paper.kind.value;
            paths.insert(paper.path.clone());
            for file in ["kind.yaml", "body.md"] {
                paths.insert(format!("templates/{kind}/{file}"));
            }
            self.schema(format!("schemas/{kind}.schema.json"), &mut paths);
        }
        paths.retain(|path| path.starts_with("policies/") || self.inputs.contains(path));
        paths.into_iter().collect()
    }

    /// The papers that one depends on, itself among them; none when there are too many to name.
    fn papers(&self, at: usize) -> Option<BTreeSet<usize>> {
        let mut all = BTreeSet::from([at]);
        let mut open = vec![at];
        while let Some(at) = open.pop() {
            open.extend(self.uses[at].iter().copied().filter(|other| all.insert(*other)));
            if all.len() > MOST {
                return None;
            }
        }
        let set = &self.checked.set;
        let holders = all.iter().filter_map(|at| set.parent(&set.papers[*at].id.value));
        let holders: Vec<usize> =
            holders.filter_map(|(holder, _)| set.place(&holder.id.value)).collect();
        for holder in holders {
            all.insert(holder);
            // Whether an attachment is the text that is issued shows in the titles of all of them.
            if set.registry.layout.issued_text == IssuedText::Main {
                all.extend(&self.uses[holder]);
            }
        }
        (all.len() <= MOST).then_some(all)
    }

    /// Adds a schema and all that it names, however far.
    fn schema(&self, path: String, paths: &mut BTreeSet<String>) {
        let mut open = vec![path];
        while let Some(path) = open.pop() {
            let named = self.references.get(&path);
            if paths.insert(path) {
                open.extend(named.into_iter().flatten().cloned());
            }
        }
    }
}

fn has_marks(paper: &Paper) -> bool {
    let mut found = false;
    paper.root.walk(&mut |field| {
        found |= field.fact().is_some_and(|fact| MARKS.contains(&fact));
    });
    found
}

/// Whether a paper may ask for a phase, a task or a quota of its neighbours: in its own prose, or
/// in the running text of its kind.
fn asks_for_marks(paper: &Paper, checked: &Checked) -> bool {
    let asks = |text: &str| text.contains("{{") && MARKS.iter().any(|mark| text.contains(mark));
    let body = format!("templates/{}/body.md", paper.kind.value);
    let body = checked.sources.find(&body).map(|id| checked.sources.get(id));
    paper.leaves(Leaf::Prose).filter_map(Field::text).any(asks)
        || body.is_some_and(|source| asks(&source.text))
}

/// For each schema the others whose file names stand in it.
fn references(inputs: &[Input], files: &dyn Files) -> Result<BTreeMap<String, Vec<String>>, Fault> {
    let schemas = || inputs.iter().filter(|input| input.role == Role::Schema);
    let mut all = BTreeMap::new();
    for schema in schemas() {
        let text = files.read(&schema.path)?;
        let text = String::from_utf8_lossy(&text);
        let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
        let named = schemas().filter(|other| text.contains(&name(&other.path)));
        all.insert(schema.path.clone(), named.map(|other| other.path.clone()).collect());
    }
    Ok(all)
}
