//! The parts of a paper (`kind.yaml`) from the fields of its record.

use std::collections::BTreeSet;

use super::blanks::Filled;
use super::fill::Fill;
use super::kind::{self, Part, Role, Show, TableSpec};
use super::{form, numbers, schedule, table};
use crate::calendar;
use crate::doc::{
    Attachment, AttachmentEntry, Attendance, Block, Imprint, Inline, Item, Present, RedHead, Run,
    Signature, SignatureForm, Title,
};
use crate::model::{Field, Leaf, Paper, Set};
use crate::text::Span;

impl<'t> Fill<'t> {
    /// What a paper fills its blanks in with.
    fn filled<'a>(&'a self, values: Option<&str>, filler: &'a Paper) -> Filled<'a> {
        Filled::new(values, filler, self.env.schemas)
    }

    /// The blocks of one part; none when the fields it is made of are not there.
    pub(super) fn part(&mut self, part: &Part, paper: usize) -> Vec<Block> {
        let set = self.env.set;
        let filler = &set.papers[paper];
        let paper = home(part, filler, set).unwrap_or(paper);
        let own = &set.papers[paper];
        let root = &own.root;
        match &part.role {
            Role::RedHead { .. } => vec![Block::RedHead(self.red_head(&part.role, own))],
            Role::Title { text, subtitle } => title(root, text, subtitle.as_deref()),
            Role::Recipients { from } => {
                let inlines = joined(root.items_of(from), "，");
                if inlines.is_empty() { vec![] } else { vec![Block::Recipients { inlines }] }
            }
            Role::Body => self.body(paper),
            Role::Prose { from } => {
                root.get(from).map(|field| self.prose(field, paper)).unwrap_or_default()
            }
            Role::Pledges { from } => {
                let items = root.items_of(from).iter().enumerate();
                let items: Vec<Item> = items
                    .map(|(at, field)| Item {
                        number: numbers::pledge(u32::try_from(at + 1).unwrap_or(u32::MAX)),
                        inlines: self.prose_inline(field, paper),
                    })
                    .collect();
                vec![Block::Pledges { items }]
            }
            Role::Blanks { from, values } => {
                let items = self.filled(values.as_deref(), own).lines(root.items_of(from));
                vec![Block::Blanks { items }]
            }
            Role::Fields { from, values } => {
                let items = self.filled(values.as_deref(), filler).lines(root.items_of(from));
                if items.is_empty() { vec![] } else { vec![Block::Fields { items }] }
            }
            Role::FormTables { notes } => form::tables(own, filler, notes.as_deref()),
            Role::Table { name } => self.placed_table(paper, Some(name)).into_iter().collect(),
            Role::Schedule { notes } => {
                self.inside.insert(paper);
                let notes = self.notes(filler, notes.as_deref());
                schedule::table(set, self.env.schemas, own, notes).into_iter().collect()
            }
            Role::Timeline { notes } => {
                self.inside.insert(paper);
                let notes = self.notes(filler, notes.as_deref());
                schedule::timeline(set, own, notes).into_iter().collect()
            }
            Role::AttachmentList { from } => self.attachment_list(own, from),
            Role::Signature { bodies, date, form, offices } => {
                let offices = offices.iter().flat_map(|path| runs(root, path)).collect();
                signature(own, bodies, date.as_deref(), form.as_deref(), offices)
            }
            Role::Attendance { lists } => attendance(root, lists).into_iter().collect(),
            Role::Note { from } => {
                let inlines = root.get(from).map(|field| self.prose_inline(field, paper));
                inlines
                    .filter(|all| !all.is_empty())
                    .map(|inlines| Block::Note { inlines })
                    .into_iter()
                    .collect()
            }
            Role::Attachments { from } => self.attachments(own, from),
            Role::Imprint { recipients, copies, printer, date } => {
                let list = |path: &Option<String>| {
                    path.as_ref().map(|path| joined(root.items_of(path), "，")).unwrap_or_default()
                };
                let one = |path: &Option<String>| path.as_ref().and_then(|path| run(root, path));
                let imprint = Imprint {
                    recipients: list(recipients),
                    copies: list(copies),
                    printer: one(printer),
                    date: date.as_ref().and_then(|path| day(own, path)),
                };
                let empty = imprint.copies.is_empty()
                    && imprint.printer.is_none()
                    && imprint.recipients.is_empty();
                if empty { vec![] } else { vec![Block::Imprint(imprint)] }
            }
        }
    }

    fn red_head(&self, role: &Role, paper: &Paper) -> RedHead {
        let Role::RedHead { issuers, number, suffix, signers, urgency, copy_number, body, date } =
            role
        else {
            return RedHead::default();
        };
        let names = self.env.set.names(paper);
        let full = |field: &Field| {
            // The issuer mark shows the full name, whichever name the drafter wrote (7.2.4).
            let text = field.text().unwrap_or_default();
            let name = names.unit(text).map_or(text, |unit| unit.name.value.as_str());
            Run::at(name, field.inside())
        };
        let one = |path: &Option<String>| path.as_ref().and_then(|path| run(&paper.root, path));
        RedHead {
            issuers: paper.root.items_of(issuers).iter().map(full).collect(),
            suffix: suffix.clone(),
            number: one(number),
            signers: signers.iter().flat_map(|path| runs(&paper.root, path)).collect(),
            copy_number: one(copy_number),
            urgency: one(urgency),
            body: one(body),
            date: date.as_ref().and_then(|path| day(paper, path)),
        }
    }

    /// The notes of a list, each running text.
    fn notes(&self, paper: &Paper, from: Option<&str>) -> Vec<Vec<Inline>> {
        let names = self.env.set.names(paper);
        let items = from.map_or(&[][..], |path| paper.root.items_of(path)).iter();
        items.map(|field| words(field, &names)).filter(|note| !note.is_empty()).collect()
    }

    fn attachment_list(&self, own: &Paper, from: &str) -> Vec<Block> {
        let mut ids = attachment_ids(&own.root, from);
        let issued = issued(own);
        ids.retain(|field| !issued.contains(&field.span));
        let several = ids.len() > 1;
        let entry = |(at, field): (usize, &Field)| {
            let paper = self.env.set.paper(field.text()?)?;
            let title = paper.title()?;
            let subtitle = paper.root.words_of("subtitle");
            let mut shown = vec![Inline::from(Run::at(title.value, title.span))];
            shown.extend(
                subtitle.map(|words| Inline::from(Run::at(bracketed(&words.value), words.span))),
            );
            let number = several.then(|| u32::try_from(at + 1).unwrap_or(u32::MAX));
            Some(AttachmentEntry { number, title: shown })
        };
        let entries: Vec<AttachmentEntry> = ids.into_iter().enumerate().filter_map(entry).collect();
        if entries.is_empty() { vec![] } else { vec![Block::AttachmentList { entries }] }
    }

    fn attachments(&mut self, own: &Paper, from: &str) -> Vec<Block> {
        let ids = attachment_ids(&own.root, from);
        let main = issued(own);
        let of = ids.iter().filter(|field| !main.contains(&field.span)).count();
        let mut blocks = Vec::new();
        let mut at = 0;
        for field in ids {
            let issued = main.contains(&field.span);
            at += usize::from(!issued);
            let id = field.text().unwrap_or_default();
            let Some(place) = self.env.set.place(id) else {
                continue;
            };
            let Some(inner) = self.inside(place) else { continue };
            blocks.push(Block::Attachment(Attachment {
                // The text that a paper issues is printed behind it and is no attachment of it.
                label: if issued { String::new() } else { numbers::attachment(at, of) },
                id: id.to_owned(),
                kind: self.env.set.papers[place].kind.value.clone(),
                blocks: inner,
            }));
        }
        blocks
    }

    /// A table of a paper by name, else its first.
    pub(super) fn placed_table(&mut self, paper: usize, name: Option<&str>) -> Option<Block> {
        let set = self.env.set;
        let own = &set.papers[paper];
        let spec = self.table_spec(paper, name)?;
        let mut prose = |field: &Field| self.prose_inline(field, paper);
        let mut hand = table::Hand { names: &set.names(own), prose: &mut prose };
        Some(Block::Table(table::table(spec, own, &mut hand)))
    }

    /// What `kind.yaml` says of that table.
    pub(super) fn table_spec(&self, paper: usize, name: Option<&str>) -> Option<&'t TableSpec> {
        let tables = &self.templates.kind(&self.env.set.papers[paper].kind.value)?.tables;
        match name {
            Some(name) => tables.get(name),
            None => tables.values().next(),
        }
    }
}

/// Where the texts that a paper issues (印发的正件) are named.
fn issued(own: &Paper) -> BTreeSet<Span> {
    let entries = own.facts.attachments.iter();
    entries.filter(|entry| entry.is_issued()).map(|entry| entry.paper.span).collect()
}

/// The paper whose fields a part is made of, where it is not the paper itself.
fn home(part: &Part, paper: &Paper, set: &Set) -> Option<usize> {
    set.place(paper.root.get(part.of.as_ref()?)?.text()?)
}

/// The ids under an attachment list: bare, or in objects with `paper`.
fn attachment_ids<'f>(root: &'f Field, from: &str) -> Vec<&'f Field> {
    let items = root.items_of(from).iter();
    items
        .filter_map(|item| if item.text().is_some() { Some(item) } else { item.get("paper") })
        .collect()
}

fn title(root: &Field, text: &str, subtitle: Option<&str>) -> Vec<Block> {
    let line =
        |path: &str| -> Vec<Inline> { runs(root, path).into_iter().map(Inline::from).collect() };
    let inlines = line(text);
    if inlines.is_empty() {
        return Vec::new();
    }
    let subtitle = subtitle.map(line).unwrap_or_default();
    vec![Block::Title(Title { inlines, subtitle })]
}

/// The words at a path; where it leads through a list, those of every item.
fn runs(root: &Field, path: &str) -> Vec<Run> {
    if let Some((list, rest)) = path.split_once('.') {
        return root.items_of(list).iter().flat_map(|item| runs(item, rest)).collect();
    }
    let items = root.items_of(path).iter();
    items.filter_map(|field| Some(Run::at(field.text()?, field.inside()))).collect()
}

fn run(root: &Field, path: &str) -> Option<Run> {
    runs(root, path).into_iter().next()
}

fn joined(items: &[Field], between: &str) -> Vec<Inline> {
    let runs = items
        .iter()
        .filter_map(|field| Some(vec![Inline::from(Run::at(field.text()?, field.inside()))]));
    runs.collect::<Vec<_>>().join(&Inline::text(between))
}

fn bracketed(text: &str) -> String {
    if text.starts_with('（') { text.to_owned() } else { format!("（{text}）") }
}

/// A date as papers print it (7.3.5.4), whatever spelling the drafter chose.
fn day(paper: &Paper, path: &str) -> Option<Run> {
    let field = paper.root.get(path)?;
    let text = field.text()?;
    let shown = calendar::parse_date(text, paper.context)
        .map_or_else(|_| text.to_owned(), |parsed| calendar::canonical(parsed.value));
    Some(Run::at(shown, field.inside()))
}

fn signature(
    paper: &Paper,
    bodies: &str,
    date: Option<&str>,
    form: Option<&str>,
    offices: Vec<Run>,
) -> Vec<Block> {
    let date = date.and_then(|path| day(paper, path));
    if !offices.is_empty() {
        // The name under the office is the stamp's (7.3.5.3) and nothing that is printed.
        let form = SignatureForm::Stamp;
        return vec![Block::Signature(Signature { bodies: offices, date, form })];
    }
    let bodies = runs(&paper.root, bodies);
    let written = form.and_then(|path| paper.root.get(path)).and_then(Field::text);
    let form = match written {
        Some("unsealed") => SignatureForm::Unsealed,
        Some("stamp") => SignatureForm::Stamp,
        _ => SignatureForm::Sealed,
    };
    if bodies.is_empty() {
        vec![]
    } else {
        vec![Block::Signature(Signature { bodies, date, form })]
    }
}

/// Who was there: each unit with the names of its people. An empty list is left out.
fn attendance(root: &Field, lists: &[kind::Present]) -> Option<Block> {
    let list = |list: &kind::Present| {
        let people = |item: &Field| {
            let unit = item.get("unit").into_iter().flat_map(|unit| joined(unit.items(), ""));
            unit.chain(joined(item.items_of("names"), "、")).collect::<Vec<_>>()
        };
        let items: Vec<_> = root.items_of(&list.from).iter().map(people).collect();
        let inlines = items.join(&Inline::text("，"));
        (!inlines.is_empty()).then(|| Present { label: list.label.clone(), inlines })
    };
    let lists: Vec<Present> = lists.iter().filter_map(list).collect();
    (!lists.is_empty()).then_some(Block::Attendance(Attendance { lists }))
}

/// Whether a field is set as running text with holes.
pub(super) fn is_prose(field: &Field) -> bool {
    field.leaf == Leaf::Prose
}

/// A field that is no prose, as running text.
pub(super) fn words(field: &Field, names: &crate::model::Names<'_>) -> Vec<Inline> {
    table::text(field, Show::Name, names)
}
