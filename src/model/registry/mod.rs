//! Registries: the bodies, groups, people, citations, holidays and house rules that papers refer to.

mod citation;
mod group;
mod house;
mod person;
mod unit;

use std::collections::{BTreeMap, BTreeSet};

pub use citation::CitationEntry;
pub use group::Group;
pub use house::{HouseLevel, HouseRule};
pub use person::Person;
pub use unit::Unit;

use super::field::Field;
use super::number::DocumentNumber;
use crate::calendar::Holidays;
use crate::diag;
use crate::text::Spanned;

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
    /// Names of units, whatever way they are spelt.
    unit_names: BTreeMap<String, (usize, Spelling)>,
    /// Names that more than one unit goes by.
    shared_names: BTreeSet<String>,
    /// Names of groups.
    group_names: BTreeMap<String, usize>,
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
            "house" => self.house.extend(HouseRule::read_all(root)),
            _ => {}
        }
    }

    /// Builds the index of names once everything is in. A proper name goes before an alias, and
    /// the first unit keeps a name that two claim.
    pub(super) fn index(&mut self) {
        let claims = self.units.iter().enumerate();
        let mut claims: Vec<(Spelling, usize, &str)> = claims
            .flat_map(|(at, unit)| unit.names().map(move |(name, how)| (how, at, name)))
            .collect();
        claims.sort_unstable();
        for (spelling, at, name) in claims {
            let owner = self.unit_names.entry(name.to_owned()).or_insert((at, spelling));
            if owner.0 != at {
                self.shared_names.insert(name.to_owned());
            }
        }
        for (at, group) in self.groups.iter().enumerate() {
            for name in group.names() {
                self.group_names.entry(name.to_owned()).or_insert(at);
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

    /// What a name stands for.
    pub fn body(&self, name: &str) -> Option<Body<'_>> {
        let name = name.trim();
        if let Some((at, spelling)) = self.unit_names.get(name) {
            return Some(Body::Unit(&self.units[*at], *spelling));
        }
        self.group_names.get(name).map(|at| Body::Group(&self.groups[*at]))
    }

    /// What tells a body from others, however its name is spelt; an unregistered one has only
    /// its name.
    pub fn identity<'a>(&'a self, name: &'a str) -> &'a str {
        match self.body(name) {
            Some(Body::Unit(unit, _)) => &unit.id.value,
            Some(Body::Group(group)) => &group.id.value,
            None => name.trim(),
        }
    }

    /// Whether several units go by this name.
    pub fn is_shared(&self, name: &str) -> bool {
        self.shared_names.contains(name.trim())
    }

    /// The proper name that was probably meant: one a slip away, else one that was shortened,
    /// as 市城管局 is short for 市城市管理局.
    pub fn nearest_body(&self, written: &str) -> Option<&str> {
        diag::nearest(written, self.body_names()).or_else(|| {
            let shortened = self.body_names().filter(|name| is_short_for(written, name));
            shortened.min_by_key(|name| name.chars().count())
        })
    }

    /// The body of this name.
    pub fn unit(&self, name: &str) -> Option<&Unit> {
        match self.body(name)? {
            Body::Unit(unit, _) => Some(unit),
            Body::Group(_) => None,
        }
    }

    /// The bodies a name stands for: one, or the members of a group.
    pub fn members<'a>(&'a self, name: &str) -> Vec<&'a Unit> {
        match self.body(name) {
            Some(Body::Unit(unit, _)) => vec![unit],
            Some(Body::Group(group)) => {
                group.members.iter().filter_map(|member| self.unit(&member.value)).collect()
            }
            None => Vec::new(),
        }
    }

    /// Every name that papers may call a body or group by, for "did you mean".
    pub fn body_names(&self) -> impl Iterator<Item = &str> {
        let proper = |how: Spelling| matches!(how, Spelling::Full | Spelling::Short);
        let spelt = self.unit_names.iter().filter(move |(_, (_, how))| proper(*how));
        let groups = self.groups.iter().map(|group| group.name.value.as_str());
        spelt.map(|(name, _)| name.as_str()).chain(groups)
    }

    /// The registered paper with this id, number or title.
    pub fn citation(&self, name: &str) -> Option<&CitationEntry> {
        let number = DocumentNumber::whole(name).map(|number| number.canonical());
        let name = name.trim().trim_start_matches('《').trim_end_matches('》');
        let named = self.cited_names.get(name);
        let numbered = number.and_then(|number| self.cited_numbers.get(&number));
        named.into_iter().chain(numbered).min().map(|at| &self.citations[*at])
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

    fn registry(units: &[(&str, &str, &[&str])]) -> Registry {
        let source = Sources::default().add(Source::new("units.yaml", ""));
        let words = |text: &str| Spanned::new(text.to_owned(), Span::new(source, 0..0));
        let unit = |(id, name, aliases): &(&str, &str, &[&str])| Unit {
            id: words(id),
            name: words(name),
            short: None,
            aliases: aliases.iter().map(|alias| words(alias)).collect(),
            prefixes: Vec::new(),
            level: None,
            parent: None,
            region: None,
            successor: None,
            valid_until: None,
            order: None,
        };
        let mut registry =
            Registry { units: units.iter().map(unit).collect(), ..Registry::default() };
        registry.index();
        registry
    }

    #[test]
    fn a_slip_and_a_shortened_name_find_the_proper_name() {
        let registry = registry(&[
            ("cgj", "市城市管理局", &[]),
            ("ybj", "市医疗保障局", &["市医保局"]),
            ("ybj-pj", "市医疗保障局蓬江分局", &[]),
        ]);
        assert_eq!(registry.nearest_body("市城管局"), Some("市城市管理局"));
        assert_eq!(registry.nearest_body("市医疗保证局"), Some("市医疗保障局"));
        assert_eq!(registry.nearest_body("市医障局"), Some("市医疗保障局"));
        assert_eq!(registry.nearest_body("市教育局"), None);
    }

    #[test]
    fn a_proper_name_goes_before_the_alias_of_another() {
        let registry =
            registry(&[("a", "江门市社会保险基金管理局", &["市社保局"]), ("b", "市社保局", &[])]);
        let Some(Body::Unit(unit, spelling)) = registry.body(" 市社保局 ") else { panic!() };
        assert_eq!((&*unit.id.value, spelling), ("b", Spelling::Full));
        assert!(registry.is_shared("市社保局"));
        assert_eq!(registry.identity("市教育局"), "市教育局");
    }
}
