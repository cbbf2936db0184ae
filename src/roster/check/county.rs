//! The counties that a letter's institutions can lie in, as far as the registry knows them.

use crate::model::Registry;
use crate::model::registry::Unit;

/// How many are named in a message.
const SHOWN: usize = 12;

/// The regions (县、市、区) under the bodies that issue a letter, in their registered order. None
/// where the registry knows of none: then every name must be believed. The regions under a nation
/// or a province are too many to be registered, so that a list of some would accuse the others.
pub fn counties<'a>(registry: &'a Registry, issuers: &[&str]) -> Vec<&'a str> {
    let names = registry.names(issuers.iter().copied());
    let mut found: Vec<(Option<i64>, &str)> = Vec::new();
    for issuer in issuers.iter().filter_map(|issuer| names.unit(issuer)) {
        found.extend(registry.units.iter().filter_map(|unit| {
            let region = region(unit)?;
            under(unit, issuer).then_some((unit.order, region))
        }));
        if level(issuer) == "county" && !found.is_empty() {
            found.extend(region(issuer).map(|region| (issuer.order, region)));
        }
    }
    found.sort_by_key(|(order, _)| (order.is_none(), *order));
    let mut counties: Vec<&str> = Vec::new();
    for (_, region) in found {
        if !counties.contains(&region) {
            counties.push(region);
        }
    }
    counties
}

/// Whether a body serves a part of what an issuer serves: it belongs to the issuer, or to the
/// government that the issuer belongs to, and stands one level lower.
fn under(unit: &Unit, issuer: &Unit) -> bool {
    let lower = match level(issuer) {
        "city" => "county",
        "county" => "township",
        _ => return false,
    };
    let is = |body: &Unit, name: &str| body.id.value == name || body.name.value == name;
    let parent = unit.parent.as_ref().map(|parent| parent.value.as_str());
    let above = issuer.parent.as_ref().map(|parent| parent.value.as_str());
    let related =
        parent.is_some_and(|parent| is(issuer, parent)) || above.is_some() && parent == above;
    level(unit) == lower && related && region(unit) != region(issuer)
}

fn level(unit: &Unit) -> &str {
    unit.level.as_ref().map_or("", |level| level.value.as_str())
}

fn region(unit: &Unit) -> Option<&str> {
    unit.region.as_ref().map(|region| region.value.trim()).filter(|region| !region.is_empty())
}

/// The known counties as a message lists them.
pub(super) fn listed(counties: &[String]) -> String {
    let shown = counties.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join("、");
    if counties.len() > SHOWN { format!("{shown}……") } else { shown }
}

/// The county that was probably meant: one that another name of its city stands before, or one a
/// slip away.
pub(super) fn meant<'a>(written: &str, counties: &'a [String]) -> Option<&'a str> {
    let all = || counties.iter().map(String::as_str);
    all().find(|county| written.ends_with(county)).or_else(|| crate::diag::nearest(written, all()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_county_is_meant_by_its_short_its_long_and_its_misspelt_name() {
        let counties = ["蓬江区", "台山市"].map(str::to_owned);
        assert_eq!(meant("江门市蓬江区", &counties), Some("蓬江区"));
        assert_eq!(meant("蓬江", &counties), Some("蓬江区"));
        assert_eq!(meant("逢江区", &counties), Some("蓬江区"));
        assert_eq!(meant("火星", &counties), None);
        assert_eq!(listed(&counties), "蓬江区、台山市");
    }
}
