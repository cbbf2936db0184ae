//! What names stand for in a paper: 市医疗保障局 is another body in each city.
//!
//! Every city has its 市医疗保障局, so a name is read where it stands. The bodies around the issuer
//! come first: those below it, then those that share the nearest body above it or its region. A
//! joint paper is read from its leading issuer, then from the others. A name that nobody around
//! bears may still belong to one body elsewhere; where several bear it, nobody can know.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::{Body, Group, Registry, Spelling, Unit};

/// How far up a body's superiors are followed: a ring of parents must end.
const HEIGHT: usize = 16;

/// The names of the registry, as one paper reads them.
#[derive(Debug, Clone)]
pub struct Names<'a> {
    registry: &'a Registry,
    homes: Vec<Home<'a>>,
    /// What has been read already: a name that thousands bear is sorted out once.
    known: RefCell<BTreeMap<String, Reading<'a>>>,
}

/// What a name was found to stand for.
#[derive(Debug, Clone)]
pub enum Reading<'a> {
    /// Nobody goes by it.
    Unknown,
    /// One body or group.
    One(Body<'a>),
    /// Several, and nothing in the paper says which; the first of them.
    Several(Vec<Body<'a>>),
}

/// The surroundings of one issuer: how far each body above it is, and each region it lies in.
#[derive(Debug, Clone, Default)]
struct Home<'a> {
    above: BTreeMap<usize, usize>,
    regions: BTreeMap<&'a str, usize>,
}

/// How near a body is: how high the body above both stands, and how deep this one lies under it.
type Rank = (usize, usize);

/// Which issuer something is near to, and how near: the less the nearer.
type Nearness = (usize, Rank);

impl<'a> Names<'a> {
    /// Names as a paper of these issuers reads them, the leading one first.
    pub(super) fn new<'i>(
        registry: &'a Registry,
        issuers: impl IntoIterator<Item = &'i str>,
    ) -> Self {
        let mut names = Self { registry, homes: Vec::new(), known: RefCell::default() };
        for issuer in issuers {
            // A later issuer may be written as the leading one calls it.
            if let [(at, _)] = names.units(issuer.trim())[..] {
                names.homes.push(Home::of(registry, at));
            }
        }
        names
    }

    /// What a name stands for.
    pub fn read(&self, name: &str) -> Reading<'a> {
        // Hardly any name has blanks around it.
        let known = |name: &str| self.known.borrow().get(name).cloned();
        if let Some(known) = known(name).or_else(|| known(name.trim())) {
            return known;
        }
        let name = name.trim();
        let read = self.read_anew(name);
        self.known.borrow_mut().insert(name.to_owned(), read.clone());
        read
    }

    fn read_anew(&self, name: &str) -> Reading<'a> {
        let registry = self.registry;
        let units = self.units(name);
        if !units.is_empty() {
            return reading(units.iter().map(|(at, how)| Body::Unit(&registry.units[*at], *how)));
        }
        let groups = registry.group_names.get(name).map_or(&[][..], Vec::as_slice);
        let near = nearest(groups, |at| self.near_group(*at));
        reading(near.into_iter().map(|at| Body::Group(&registry.groups[*at])))
    }

    /// The body or group of this name, when it can be known.
    pub fn body(&self, name: &str) -> Option<Body<'a>> {
        if let Reading::One(body) = self.read(name) { Some(body) } else { None }
    }

    /// The body of this name, when it can be known.
    pub fn unit(&self, name: &str) -> Option<&'a Unit> {
        match self.body(name)? {
            Body::Unit(unit, _) => Some(unit),
            Body::Group(_) => None,
        }
    }

    /// What tells a body from others, however its name is spelt; one that is not registered, or
    /// cannot be told from others, has only its name.
    pub fn identity<'n>(&self, name: &'n str) -> &'n str
    where
        'a: 'n,
    {
        match self.body(name) {
            Some(Body::Unit(unit, _)) => &unit.id.value,
            Some(Body::Group(group)) => &group.id.value,
            None => name.trim(),
        }
    }

    /// The bodies a name stands for: one, or the members of a group.
    pub fn members(&self, name: &str) -> Vec<&'a Unit> {
        match self.body(name) {
            Some(Body::Unit(unit, _)) => vec![unit],
            Some(Body::Group(group)) => self.of_group(group),
            None => Vec::new(),
        }
    }

    /// The members of a group, named as the body names them whose group it is.
    fn of_group(&self, group: &'a Group) -> Vec<&'a Unit> {
        let own = self.registry.names(group.parent.as_ref().map(|parent| parent.value.as_str()));
        group.members.iter().filter_map(|member| own.unit(&member.value)).collect()
    }

    /// The units that go by a name and can be meant here, with how it spells each of them.
    fn units(&self, name: &str) -> Vec<(usize, Spelling)> {
        let all = self.registry.unit_names.get(name).map_or(&[][..], Vec::as_slice);
        // A full name is nobody's short name.
        let full = all.iter().filter(|(_, how)| *how == Spelling::Full).count();
        let all = if full > 0 { &all[..full] } else { all };
        let near = nearest(all, |(at, _)| self.near(*at));
        let around = near.first().is_some_and(|(at, _)| self.near(*at).is_some());
        let best = near.iter().map(|(_, how)| *how).min();
        let proper = |how: Spelling| !around || Some(how) == best;
        near.into_iter().filter(|(_, how)| proper(*how)).copied().collect()
    }

    fn near(&self, unit: usize) -> Option<Nearness> {
        let mut homes = self.homes.iter().enumerate();
        homes.find_map(|(which, home)| Some((which, home.rank(self.registry, unit)?)))
    }

    /// A group is at home where the body is whose group it is, else where its members are.
    fn near_group(&self, group: usize) -> Option<Nearness> {
        self.registry.group_homes[group].and_then(|unit| self.near(unit))
    }
}

impl<'a> Home<'a> {
    fn of(registry: &'a Registry, unit: usize) -> Self {
        let mut home = Self::default();
        for (rank, at) in registry.upwards(unit).enumerate() {
            home.above.entry(at).or_insert(rank);
            if let Some(region) = &registry.units[at].region {
                // The region is as near as the outermost body that serves it: the government.
                home.regions.insert(&region.value, rank);
            }
        }
        home
    }

    fn rank(&self, registry: &Registry, unit: usize) -> Option<Rank> {
        let mut upwards = registry.upwards(unit).enumerate();
        let above = upwards.find_map(|(depth, at)| Some((*self.above.get(&at)?, depth)));
        let region = registry.units[unit].region.as_ref();
        let region = region.and_then(|region| self.regions.get(region.value.as_str()));
        // Who only shares the region stands beside those under its government.
        above.into_iter().chain(region.map(|rank| (*rank, 1))).min()
    }
}

impl Registry {
    /// Names as a paper of these issuers reads them, the leading one first.
    pub fn names<'a, 'i>(&'a self, issuers: impl IntoIterator<Item = &'i str>) -> Names<'a> {
        Names::new(self, issuers)
    }

    /// A body and those above it, from the nearest on.
    fn upwards(&self, unit: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(unit), |at| self.parents[*at]).take(HEIGHT)
    }
}

/// Those of the candidates that are nearest; all of them where none is near.
fn nearest<T>(all: &[T], near: impl Fn(&T) -> Option<Nearness>) -> Vec<&T> {
    let ranked: Vec<(&T, Option<Nearness>)> = all.iter().map(|one| (one, near(one))).collect();
    let best = ranked.iter().filter_map(|(_, near)| *near).min();
    ranked.into_iter().filter(|(_, near)| *near == best).map(|(one, _)| one).collect()
}

/// How many of the bodies that share a name are kept: enough to name some.
const KEPT: usize = 8;

fn reading<'a>(bodies: impl Iterator<Item = Body<'a>>) -> Reading<'a> {
    let mut bodies: Vec<Body<'a>> = bodies.take(KEPT).collect();
    match (bodies.pop(), bodies.is_empty()) {
        (None, _) => Reading::Unknown,
        (Some(body), true) => Reading::One(body),
        (Some(body), false) => {
            bodies.push(body);
            Reading::Several(bodies)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{registry, unit};
    use super::*;

    /// Two cities with the same short names, a district of one, a county-level city of another.
    fn cities() -> Registry {
        registry(vec![
            unit("a-zf", "甲市人民政府", &["市人民政府"], None),
            unit("a-ybj", "甲市医疗保障局", &["市医疗保障局"], Some("a-zf")),
            unit("a-gaj", "甲市公安局", &["市公安局"], Some("a-zf")),
            unit("a-east", "甲市医疗保障局东区分局", &["区医疗保障局"], Some("a-ybj")),
            unit("a-west", "甲市医疗保障局西区分局", &["区医疗保障局"], Some("a-ybj")),
            unit("b-zf", "乙市人民政府", &["市人民政府"], None),
            unit("b-ybj", "乙市医疗保障局", &["市医疗保障局"], Some("b-zf")),
            unit("c-zf", "丙市人民政府", &["市人民政府"], Some("b-zf")),
            unit("c-ybj", "丙市医疗保障局", &["市医疗保障局"], Some("c-zf")),
            unit("c-sjj", "丙市审计局", &["市审计局"], Some("c-zf")),
        ])
    }

    fn id(registry: &Registry, issuers: &[&str], name: &str) -> String {
        registry.names(issuers.iter().copied()).identity(name).to_owned()
    }

    #[test]
    fn a_short_name_is_the_body_of_the_issuers_own_city() {
        let all = cities();
        assert_eq!(id(&all, &["甲市公安局"], "市医疗保障局"), "a-ybj");
        assert_eq!(id(&all, &["乙市人民政府"], "市医疗保障局"), "b-ybj");
        assert_eq!(id(&all, &["a-east"], "市医疗保障局"), "a-ybj");
        // A county-level city comes before the city above it.
        assert_eq!(id(&all, &["丙市人民政府"], "市医疗保障局"), "c-ybj");
    }

    #[test]
    fn a_name_nobody_around_bears_may_be_one_body_elsewhere() {
        assert_eq!(id(&cities(), &["甲市公安局"], "市审计局"), "c-sjj");
        assert_eq!(id(&cities(), &[], "市公安局"), "a-gaj");
    }

    #[test]
    fn a_name_that_several_bear_is_nobody_for_sure() {
        let all = cities();
        let several = |issuers: &[&str], name: &str| match all.names(issuers.to_vec()).read(name) {
            Reading::Several(bodies) => bodies.len(),
            Reading::Unknown | Reading::One(_) => 0,
        };
        assert_eq!(several(&[], "市医疗保障局"), 3);
        assert_eq!(several(&["甲市医疗保障局"], "区医疗保障局"), 2);
        assert_eq!(several(&["a-east"], "区医疗保障局"), 0);
        assert_eq!(id(&all, &[], "市医疗保障局"), "市医疗保障局");
    }

    #[test]
    fn a_joint_paper_is_read_from_its_leading_issuer_first() {
        let all = cities();
        assert_eq!(id(&all, &["乙市医疗保障局", "甲市公安局"], "市医疗保障局"), "b-ybj");
        assert_eq!(id(&all, &["乙市医疗保障局", "甲市公安局"], "市公安局"), "a-gaj");
        assert_eq!(id(&all, &["甲市公安局", "市医疗保障局"], "市人民政府"), "a-zf");
    }

    #[test]
    fn parents_in_a_ring_come_to_an_end() {
        let all = registry(vec![
            unit("a", "甲", &["同"], Some("b")),
            unit("b", "乙", &["同"], Some("a")),
        ]);
        assert_eq!(id(&all, &["甲"], "同"), "a");
    }
}
