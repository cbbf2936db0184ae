//! Tables of a kind: the column tree of `kind.yaml` and the rows of a record.

use super::kind::{Below, ColumnSpec, Landscape, Phrase, Show, TableSpec};
use super::numbers;
use crate::doc::{Align, Cell, Column, Inline, Row, Run, Table, TypeSize, plain};
use crate::model::registry::Body;
use crate::model::{Field, Leaf, Names, Paper, Value};

/// What a table needs besides its paper: the names of bodies, and someone who fills holes.
pub(super) struct Hand<'a> {
    pub(super) names: &'a Names<'a>,
    /// Sets a prose field as running text.
    pub(super) prose: &'a mut dyn FnMut(&Field) -> Vec<Inline>,
}

impl Hand<'_> {
    fn text(&mut self, field: &Field, show: Show) -> Vec<Inline> {
        if field.leaf == Leaf::Prose { (self.prose)(field) } else { text(field, show, self.names) }
    }

    /// The items of a field as running text, those without words left out. Several bodies stand
    /// side by side, several sentences under each other.
    fn paragraphs(&mut self, field: Option<&Field>, show: Show) -> Vec<Vec<Inline>> {
        let items = field.map_or(&[][..], Field::items);
        let lines = items.iter().map(|field| self.text(field, show));
        let lines: Vec<Vec<Inline>> = lines.filter(|line| !line.is_empty()).collect();
        if !items.is_empty() && items.iter().all(|item| item.leaf == Leaf::Unit) {
            return vec![self.side_by_side(lines)];
        }
        lines
    }

    /// Names of bodies in a row: 甲、乙. One that stands for many is set off with a comma from
    /// those before it: 市医疗保障局、市财政局，各县（区）人民政府.
    fn side_by_side(&self, names: Vec<Vec<Inline>>) -> Vec<Inline> {
        let many = |name: &[Inline]| {
            let name = plain(name);
            matches!(self.names.body(&name), Some(Body::Group(_))) || name.starts_with('各')
        };
        let mut joined = Vec::new();
        let mut before = None;
        for name in names {
            let now = many(&name);
            let mark = before.map(|before: bool| if now && !before { "，" } else { "、" });
            joined.extend(mark.map(Inline::text));
            joined.extend(name);
            before = Some(now);
        }
        joined
    }
}

/// Makes a table of a paper.
pub(super) fn table(spec: &TableSpec, paper: &Paper, hand: &mut Hand<'_>) -> Table {
    let spec = &without_empty(spec, paper);
    let leaves: Vec<&ColumnSpec> = spec.columns.iter().flat_map(leaves).collect();
    let caption = spec.caption.as_ref().and_then(|path| paper.root.get(path));
    let notes = spec.notes.as_ref().map_or(&[][..], |path| paper.root.items_of(path));
    Table {
        id: Some(paper.id.value.clone()),
        caption: caption.map(|field| hand.text(field, Show::Name)).unwrap_or_default(),
        landscape: spec.landscape.as_ref().and_then(|says| lies(says, paper)),
        size: spec.size.map(TypeSize::from),
        columns: leaves.iter().map(|leaf| column(leaf)).collect(),
        header: header(&spec.columns),
        rows: rows(spec, &leaves, paper, hand),
        notes: notes.iter().map(|note| hand.text(note, Show::Name)).collect(),
    }
}

/// The table without the optional columns that no row has a value for.
fn without_empty(spec: &TableSpec, paper: &Paper) -> TableSpec {
    let mut spec = spec.clone();
    if spec.columns.iter().any(|column| column.optional) {
        let lists: Vec<&str> = spec.rows.split('.').collect();
        let mut lines = Vec::new();
        gather(&paper.root, &lists, &mut vec![], &mut vec![0; lists.len()], &mut lines);
        let written = |value: &String| {
            lines.iter().flat_map(|line| &line.steps).any(|step| step.item.get(value).is_some())
        };
        spec.columns.retain(|column| !column.optional || column.value.iter().any(written));
    }
    spec
}

/// Whether somebody has said that a table stands on landscape pages.
fn lies(says: &Landscape, paper: &Paper) -> Option<bool> {
    match says {
        Landscape::Always(lies) => Some(*lies),
        Landscape::Field(path) => match paper.root.get(path)?.value {
            Value::Bool(lies) => Some(lies),
            _ => None,
        },
    }
}

/// A row: for each list of the path, the item it lies in and that item's place, within its list
/// and through the whole table.
struct Line<'f> {
    steps: Vec<Step<'f>>,
}

#[derive(Clone, Copy)]
struct Step<'f> {
    item: &'f Field,
    within: u32,
    through: u32,
}

fn rows(spec: &TableSpec, leaves: &[&ColumnSpec], paper: &Paper, hand: &mut Hand<'_>) -> Vec<Row> {
    let lists: Vec<&str> = spec.rows.split('.').collect();
    let mut lines = Vec::new();
    gather(&paper.root, &lists, &mut vec![], &mut vec![0; lists.len()], &mut lines);
    let level = |leaf: &ColumnSpec| {
        let of = leaf.of.as_ref().and_then(|of| lists.iter().position(|list| list == of));
        of.unwrap_or(lists.len() - 1)
    };
    let mut row = |at: usize| {
        let cells = leaves.iter().filter_map(|leaf| {
            let level = level(leaf);
            let rows = if leaf.merge { group(&lines, at, level)? } else { 1 };
            Some(Cell { rows, ..cell(leaf, lines[at].steps[level], hand) })
        });
        Row { cells: cells.collect(), total: false }
    };
    (0..lines.len()).map(&mut row).collect()
}

/// Collects the rows under a path of lists, outermost first.
fn gather<'f>(
    field: &'f Field,
    lists: &[&str],
    steps: &mut Vec<Step<'f>>,
    counts: &mut [u32],
    lines: &mut Vec<Line<'f>>,
) {
    let Some((list, inner)) = lists.split_first() else {
        lines.push(Line { steps: steps.clone() });
        return;
    };
    let level = steps.len();
    for (item, within) in field.items_of(list).iter().zip(1..) {
        counts[level] += 1;
        steps.push(Step { item, within, through: counts[level] });
        gather(item, inner, steps, counts, lines);
        steps.pop();
    }
}

/// How many rows the cell of a merged column covers from here; none where one above covers this.
fn group(lines: &[Line<'_>], at: usize, level: usize) -> Option<u32> {
    let own = lines[at].steps[level].through;
    let same = |line: &Line<'_>| line.steps[level].through == own;
    if at > 0 && same(&lines[at - 1]) {
        return None;
    }
    let rows = lines[at..].iter().take_while(|line| same(line)).count();
    Some(u32::try_from(rows).unwrap_or(u32::MAX))
}

pub(super) fn leaves(column: &ColumnSpec) -> Vec<&ColumnSpec> {
    if column.columns.is_empty() {
        vec![column]
    } else {
        column.columns.iter().flat_map(leaves).collect()
    }
}

pub(super) fn column(leaf: &ColumnSpec) -> Column {
    let align = leaf.align.map_or(Align::Center, Align::from);
    Column { share: leaf.share.unwrap_or(0.0), align }
}

fn depth(column: &ColumnSpec) -> u32 {
    1 + column.columns.iter().map(depth).max().unwrap_or(0)
}

/// The header rows: a column without columns under it reaches down to the last of them.
pub(super) fn header(columns: &[ColumnSpec]) -> Vec<Row> {
    let depth = columns.iter().map(depth).max().unwrap_or(0);
    let mut rows = vec![Row::default(); depth as usize];
    for column in columns {
        head(column, 0, depth, &mut rows);
    }
    rows
}

fn head(column: &ColumnSpec, level: u32, depth: u32, rows: &mut [Row]) {
    let below = !column.columns.is_empty();
    let mut cell = Cell::of(vec![Inline::text(column.head.clone())]);
    cell.columns = u32::try_from(leaves(column).len()).unwrap_or(1);
    cell.rows = if below { 1 } else { depth - level };
    rows[level as usize].cells.push(cell);
    column.columns.iter().for_each(|inner| head(inner, level + 1, depth, rows));
}

fn cell(leaf: &ColumnSpec, step: Step<'_>, hand: &mut Hand<'_>) -> Cell {
    if leaf.serial {
        return Cell::of(vec![Inline::text(step.within.to_string())]);
    }
    let show = leaf.show.unwrap_or(Show::Name);
    let field = leaf.value.as_ref().and_then(|path| step.item.get(path));
    let mut paragraphs = hand.paragraphs(field, show);
    paragraphs.extend(sentence(&leaf.phrases, step.item, show, hand));
    // One measure alone bears no number: there is nothing to tell it from.
    if let Some(style) = leaf.each.filter(|_| paragraphs.len() > 1) {
        for (paragraph, count) in paragraphs.iter_mut().zip(1..) {
            paragraph.insert(0, Inline::text(numbers::styled(style, count)));
        }
    }
    if let (Some(style), Some(first)) = (leaf.number, paragraphs.first_mut()) {
        let count = if leaf.through { step.through } else { step.within };
        first.insert(0, Inline::text(numbers::styled(style, count)));
    }
    for Below { value, brackets } in &leaf.below {
        let mut under = hand.paragraphs(step.item.get(value), show);
        if let (true, Some(last)) = (*brackets, under.len().checked_sub(1)) {
            under[0].insert(0, Inline::text("（"));
            under[last].push(Inline::text("）"));
        }
        paragraphs.extend(under);
    }
    Cell { paragraphs, ..Cell::of(Vec::new()) }
}

/// The fields of a cell as one sentence: 市医疗保障局牵头，市卫生健康委配合.
fn sentence(
    phrases: &[Phrase],
    item: &Field,
    show: Show,
    hand: &mut Hand<'_>,
) -> Option<Vec<Inline>> {
    let mut parts = Vec::new();
    for phrase in phrases {
        let mut part = hand.paragraphs(item.get(&phrase.value), show).join(&Inline::text("、"));
        if part.is_empty() {
            continue;
        }
        let written = phrase.wording.as_ref().and_then(|path| item.get(path));
        match written {
            Some(written) => part.extend(hand.text(written, show)),
            None if phrase.words.is_empty() => {}
            None => part.push(Inline::text(phrase.words.clone())),
        }
        parts.push(part);
    }
    (!parts.is_empty()).then(|| parts.join(&Inline::text("，")))
}

/// A field as running text; a body under the name that is asked for.
pub(super) fn text(field: &Field, show: Show, names: &Names<'_>) -> Vec<Inline> {
    let written = match (&field.value, field.text()) {
        (_, Some(text)) => text.to_owned(),
        (Value::Number(number), _) => number.to_string(),
        _ => return Vec::new(),
    };
    let unit = (field.leaf == Leaf::Unit).then(|| names.unit(&written)).flatten();
    let shown = match (unit, show) {
        (Some(unit), Show::Short) => unit.short_name().to_owned(),
        (Some(unit), Show::Region) => {
            unit.region.as_ref().map_or_else(|| written.clone(), |region| region.value.clone())
        }
        (Some(_), Show::Name) | (None, _) => written,
    };
    if shown.is_empty() { Vec::new() } else { vec![Run::at(shown, field.inside()).into()] }
}
