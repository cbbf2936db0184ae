//! Registries: the bodies, groups, people, citations, holidays and house rules that papers refer to.

mod citation;
mod group;
mod house;
mod person;
mod unit;

use std::collections::BTreeMap;

pub use citation::CitationEntry;
pub use group::Group;
pub use house::{HouseLevel, HouseRule};
pub use person::Person;
pub use unit::Unit;

use super::field::Field;
use super::number::DocumentNumber;
use crate::calendar::Holidays;
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

    /// Builds the index of names once everything is in. The first unit keeps a name that two claim.
    pub(super) fn index(&mut self) {
        for (at, unit) in self.units.iter().enumerate() {
            for (name, spelling) in unit.names() {
                self.unit_names.entry(name.to_owned()).or_insert((at, spelling));
            }
        }
    }

    /// What a name stands for.
    pub fn body(&self, name: &str) -> Option<Body<'_>> {
        let name = name.trim();
        if let Some((at, spelling)) = self.unit_names.get(name) {
            return Some(Body::Unit(&self.units[*at], *spelling));
        }
        let group = self.groups.iter().find(|group| group.is_called(name));
        group.map(Body::Group)
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

    /// Every name that a body or group may be called by, for "did you mean".
    pub fn body_names(&self) -> impl Iterator<Item = &str> {
        let groups = self.groups.iter().map(|group| group.name.value.as_str());
        let spelt = self.unit_names.iter().filter(|(_, (_, spelling))| *spelling != Spelling::Id);
        spelt.map(|(name, _)| name.as_str()).chain(groups)
    }

    /// The registered paper with this id, number or title.
    pub fn citation(&self, name: &str) -> Option<&CitationEntry> {
        let number = DocumentNumber::whole(name).map(|number| number.canonical());
        let name = name.trim().trim_start_matches('《').trim_end_matches('》');
        self.citations.iter().find(|entry| {
            entry.id.value == name
                || entry.title.value == name
                || (number.is_some() && entry.canonical_number() == number)
        })
    }

    /// The body whose code (机关代字) a document number begins with.
    pub fn prefix_owner(&self, prefix: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.prefixes.iter().any(|own| own.value == prefix))
    }
}

/// The words of each item under a key.
fn list(field: &Field, key: &str) -> Vec<Spanned<String>> {
    field.items_of(key).iter().filter_map(Field::words).collect()
}
