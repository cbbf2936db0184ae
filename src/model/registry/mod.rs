//! Registries: the bodies, groups, people, citations, holidays and house rules that papers refer to.

mod citation;
mod group;
mod house;
mod layout;
mod names;
mod person;
mod unit;

use std::collections::{BTreeMap, BTreeSet};

pub use citation::CitationEntry;
pub use group::Group;
pub use house::{HouseLevel, HouseRule};
pub use layout::{IssuedText, LINES, Layout, PageNumber, RED, Trouble};
pub use names::{Names, Reading};
pub use person::Person;
pub use unit::Unit;

use super::field::Field;
use super::number::DocumentNumber;
use crate::calendar::Holidays;
use crate::diag;
use crate::text::{Span, Spanned};

/// All registries of a workspace.
#[derive(Debug, Default)]
pub struct Registry {
    /// Bodies (机关、单位).
    pub units: Vec<Unit>,
    /// Collective names (统称).
    pub groups: Vec<Group>,
    /// People (人员).
    pub people: Vec<Person>,
    /// Laws and papers that are cited (引文).
    pub citations: Vec<CitationEntry>,
    /// Public holidays and make-up workdays (节假日、调休).
    pub holidays: Holidays,
    /// What the house has set for single rules.
    pub house: BTreeMap<String, HouseRule>,
    /// How the house lays its papers out.
    pub layout: Layout,
    /// The families that the house has chosen: the role of each as looks name it, with its place.
    pub fonts: BTreeMap<String, Spanned<String>>,
    /// Who goes by a name and how it spells them, full names first.
    unit_names: BTreeMap<String, Vec<(usize, Spelling)>>,
    /// The body above each unit.
    parents: Vec<Option<usize>>,
    /// The groups that go by a name.
    group_names: BTreeMap<String, Vec<usize>>,
    /// For each group the unit that says where it is at home.
    group_homes: Vec<Option<usize>>,
    /// The names of bodies and regions as papers print them, by their first character.
    printed_names: BTreeMap<char, Vec<String>>,
    /// The people that go by a name or an id.
    people_names: BTreeMap<String, Vec<usize>>,
    /// Ids and titles of citations.
    cited_names: BTreeMap<String, usize>,
    /// Numbers of citations, in their one spelling.
    cited_numbers: BTreeMap<String, usize>,
}

/// Which of its names a body was called by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spelling {
    /// The full name (全称).
    Full,
    /// The standard short name (规范化简称).
    Short,
    /// The id, as machines write it.
    Id,
    /// A name that people use but papers should not.
    Alias,
}

/// What a name stands for.
#[derive(Debug, Clone, Copy)]
pub enum Body<'a> {
    /// One body, and how it was spelt.
    Unit(&'a Unit, Spelling),
    /// A collective name.
    Group(&'a Group),
}

impl<'a> Body<'a> {
    /// Its full name.
    pub fn full_name(&self) -> &'a str {
        match self {
            Self::Unit(unit, _) => &unit.name.value,
            Self::Group(group) => &group.name.value,
        }
    }

    /// Where it is registered.
    pub fn place(&self) -> Span {
        match self {
            Self::Unit(unit, _) => unit.name.span,
            Self::Group(group) => group.name.span,
        }
    }
}

impl Registry {
    /// Takes in what one source registers.
    pub(super) fn add(&mut self, kind: &str, root: &Field) {
        let items = |key: &str| root.items_of(key).iter();
        match kind {
            "units" => self.units.extend(items("units").filter_map(Unit::read)),
            "groups" => self.groups.extend(items("groups").filter_map(Group::read)),
            "people" => self.people.extend(items("people").filter_map(Person::read)),
            "citations" => {
                self.citations.extend(items("citations").filter_map(CitationEntry::read));
            }
            "calendar" => house::read_calendar(root, &mut self.holidays),
            "house" => {
                self.house.extend(HouseRule::read_all(root));
                if let Some(layout) = root.get("layout") {
                    self.layout = Layout::read(layout);
                    self.fonts = layout::fonts(layout);
                }
            }
            _ => {}
        }
    }

    /// Builds the indexes once everything is in.
    pub(super) fn index(&mut self) {
        let claims = self.units.iter().enumerate();
        let mut claims: Vec<(Spelling, usize, &str)> = claims
            .flat_map(|(at, unit)| unit.names().map(move |(name, how)| (how, at, name)))
            .collect();
        claims.sort_unstable();
        let mut seen = BTreeSet::new();
        for (spelling, at, name) in claims {
            // Who is in already is in by a better spelling.
            if seen.insert((name, at)) {
                self.unit_names.entry(name.to_owned()).or_default().push((at, spelling));
            }
        }
        let unit = |name: &Spanned<String>| {
            self.unit_names.get(name.value.trim())?.first().map(|(at, _)| *at)
        };
        self.parents = self.units.iter().map(|own| own.parent.as_ref().and_then(&unit)).collect();
        let home = |group: &Group| group.parent.iter().chain(group.members.first()).find_map(&unit);
        self.group_homes = self.groups.iter().map(home).collect();
        for (at, group) in self.groups.iter().enumerate() {
            for name in group.names() {
                let owners = self.group_names.entry(name.to_owned()).or_default();
                if owners.last() != Some(&at) {
                    owners.push(at);
                }
            }
        }
        let regions = self.units.iter().filter_map(|unit| unit.region.as_ref());
        let regions = regions.map(|region| region.value.as_str());
        let names: BTreeSet<String> = self.body_names().chain(regions).map(str::to_owned).collect();
        for name in names {
            if let Some(first) = name.chars().next() {
                self.printed_names.entry(first).or_default().push(name);
            }
        }
        for (at, person) in self.people.iter().enumerate() {
            for name in std::iter::once(&person.name).chain(&person.id) {
                self.people_names.entry(name.value.clone()).or_default().push(at);
            }
        }
        for (at, entry) in self.citations.iter().enumerate() {
            for name in [&entry.id.value, &entry.title.value] {
                self.cited_names.entry(name.clone()).or_insert(at);
            }
            if let Some(number) = entry.canonical_number() {
                self.cited_numbers.entry(number).or_insert(at);
            }
        }
    }

    /// Whether anybody goes by this name, whoever it is.
    pub fn is_known(&self, name: &str) -> bool {
        let name = name.trim();
        self.unit_names.contains_key(name) || self.group_names.contains_key(name)
    }

    /// The proper name that was probably meant: one a slip away, else one that was shortened,
    /// as 市城管局 is short for 市城市管理局.
    pub fn nearest_body(&self, written: &str) -> Option<&str> {
        diag::nearest(written, self.body_names()).or_else(|| {
            let shortened = self.body_names().filter(|name| is_short_for(written, name));
            shortened.min_by_key(|name| name.chars().count())
        })
    }

    /// Every name that papers may call a body or group by, for "did you mean".
    pub fn body_names(&self) -> impl Iterator<Item = &str> {
        let proper = |how: Spelling| matches!(how, Spelling::Full | Spelling::Short);
        let proper = move |owners: &[(usize, Spelling)]| owners.iter().any(|(_, how)| proper(*how));
        let spelt = self.unit_names.iter().filter(move |(_, owners)| proper(owners));
        let groups = self.groups.iter().map(|group| group.name.value.as_str());
        spelt.map(|(name, _)| name.as_str()).chain(groups)
    }

    /// The registered names of bodies and regions that stand in a text, in order.
    pub fn names_in(&self, text: &str) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        for (at, first) in text.char_indices() {
            let candidates = self.printed_names.get(&first).into_iter().flatten();
            found
                .extend(candidates.map(String::as_str).filter(|name| text[at..].starts_with(name)));
        }
        found
    }

    /// The people of this name, or the one with this id.
    pub fn named<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a Person> {
        let places = self.people_names.get(name.trim()).map_or(&[][..], Vec::as_slice);
        places.iter().map(|at| &self.people[*at])
    }

    /// The registered paper with this id, number or title.
    pub fn citation(&self, name: &str) -> Option<&CitationEntry> {
        self.citation_place(name).map(|at| &self.citations[at])
    }

    /// Its place among the citations.
    pub fn citation_place(&self, name: &str) -> Option<usize> {
        let number = DocumentNumber::whole(name).map(|number| number.canonical());
        let name = name.trim().trim_start_matches('《').trim_end_matches('》');
        let named = self.cited_names.get(name);
        let numbered = number.and_then(|number| self.cited_numbers.get(&number));
        named.into_iter().chain(numbered).min().copied()
    }

    /// The body whose code (机关代字) a document number begins with.
    pub fn prefix_owner(&self, prefix: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.prefixes.iter().any(|own| own.value == prefix))
    }
}

/// Whether a name is made of characters of another in their order, from its first to its last.
fn is_short_for(short: &str, name: &str) -> bool {
    let mut rest = name.chars();
    let ends = short.chars().next() == name.chars().next()
        && short.chars().next_back() == name.chars().next_back();
    ends && short.chars().count() >= 3 && short.chars().all(|c| rest.any(|own| own == c))
}

/// The words of each item under a key.
fn list(field: &Field, key: &str) -> Vec<Spanned<String>> {
    field.items_of(key).iter().filter_map(Field::words).collect()
}

#[cfg(test)]
mod tests {
    use super::{Body, Registry, Spelling, Unit};
    use crate::text::{Source, Sources, Span, Spanned};

    pub(super) fn unit(id: &str, name: &str, shorts: &[&str], parent: Option<&str>) -> Unit {
        let source = Sources::default().add(Source::new("units.yaml", ""));
        let words = |text: &str| Spanned::new(text.to_owned(), Span::new(source, 0..0));
        Unit {
            id: words(id),
            name: words(name),
            shorts: shorts.iter().map(|short| words(short)).collect(),
            aliases: Vec::new(),
            prefixes: Vec::new(),
            level: None,
            parent: parent.map(words),
            region: None,
            successor: None,
            valid_until: None,
            order: None,
        }
    }

    pub(super) fn registry(units: Vec<Unit>) -> Registry {
        let mut registry = Registry { units, ..Registry::default() };
        registry.index();
        registry
    }

    fn alias(mut unit: Unit) -> Unit {
        unit.aliases = std::mem::take(&mut unit.shorts);
        unit
    }

    #[test]
    fn a_slip_and_a_shortened_name_find_the_proper_name() {
        let registry = registry(vec![
            unit("cgj", "市城市管理局", &[], None),
            alias(unit("ybj", "市医疗保障局", &["市医保局"], None)),
            unit("ybj-pj", "市医疗保障局蓬江分局", &[], None),
        ]);
        assert_eq!(registry.nearest_body("市城管局"), Some("市城市管理局"));
        assert_eq!(registry.nearest_body("市医疗保证局"), Some("市医疗保障局"));
        assert_eq!(registry.nearest_body("市医障局"), Some("市医疗保障局"));
        assert_eq!(registry.nearest_body("市教育局"), None);
    }

    #[test]
    fn a_full_name_goes_before_the_alias_of_another() {
        let registry = registry(vec![
            alias(unit("a", "江门市社会保险基金管理局", &["市社保局"], None)),
            unit("b", "市社保局", &[], None),
        ]);
        let names = registry.names(["a"]);
        let Some(Body::Unit(unit, spelling)) = names.body(" 市社保局 ") else { panic!() };
        assert_eq!((&*unit.id.value, spelling), ("b", Spelling::Full));
        assert_eq!(names.identity("市教育局"), "市教育局");
    }
}
