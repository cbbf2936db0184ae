//! Who writes to whom: issuers and recipients as the registry knows them, levels and genres (文种).

use crate::model::registry::Unit;
use crate::model::{Body, Field, Names, Paper, Registry};

/// The fifteen genres (文种) of official papers, a longer name before one it ends in.
pub const GENRES: [&str; 16] = [
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复",
    "议案", "纪要", "令", "函",
];

/// The bodies under a key that are written for readers: `issuer`, `to`, `cc`.
pub fn named<'p>(paper: &'p Paper, key: &str) -> impl Iterator<Item = (&'p Field, &'p str)> {
    let items = paper.root.items_of(key).iter();
    items.filter_map(|field| Some((field, field.text()?.trim())))
}

/// The main recipients (主送机关); a kind whose `to` is something else has none.
pub fn recipients(paper: &Paper) -> impl Iterator<Item = (&Field, &str)> {
    let to = paper.root.get("to").filter(|to| to.fact() == Some("recipient"));
    let items = to.map_or(&[][..], Field::items).iter();
    items
        .filter_map(|field| Some((field, field.text()?.trim())))
        .filter(|(_, name)| !name.is_empty())
}

/// How many registered bodies a name nobody bears is made of: 市公安局，市教育局.
pub fn joined(written: &str, registry: &Registry) -> Option<usize> {
    const MARKS: [char; 8] = ['、', '，', ',', '；', ';', '和', ' ', '\u{3000}'];
    if registry.is_known(written) {
        return None;
    }
    let parts = || written.split(MARKS).map(str::trim).filter(|part| !part.is_empty());
    let count = parts().count();
    (count > 1 && parts().all(|part| registry.is_known(part))).then_some(count)
}

/// The issuers (发文机关), when the registry knows every one of them.
pub fn issuers<'a>(paper: &'a Paper, names: &Names<'a>) -> Vec<(&'a Field, &'a Unit)> {
    let known = |(field, name)| Some((field, names.unit(name)?));
    named(paper, "issuer").map(known).collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// How high a body stands: 0 is the nation's, a greater number is lower.
pub fn rank(unit: &Unit) -> Option<usize> {
    let levels = ["national", "provincial", "city", "county", "township"];
    let own = unit.level.as_ref()?;
    levels.iter().position(|level| *level == own.value)
}

/// The ranks of the bodies a name stands for; none when one of them has no known rank.
pub fn ranks(name: &str, names: &Names<'_>) -> Option<Vec<usize>> {
    let ranks: Option<Vec<usize>> = names.members(name).into_iter().map(rank).collect();
    ranks.filter(|ranks| !ranks.is_empty())
}

/// The genre (文种) that a title ends in, whatever stands in brackets after it.
pub fn genre(title: &str) -> Option<&'static str> {
    let bare = bare(title);
    GENRES.into_iter().find(|genre| bare.ends_with(genre))
}

/// A title without the brackets after it: （试行）.
pub fn bare(title: &str) -> &str {
    let title = title.trim_end();
    let cut = title.strip_suffix('）').and_then(|rest| rest.rfind('（'));
    cut.map_or(title, |at| title[..at].trim_end())
}

/// Whether a paper goes to a superior: it asks, as only a subordinate does (请示), or it reports to a
/// body that stands above the issuer, such as the government whose department it is.
pub fn upward<'a>(paper: &'a Paper, names: &Names<'a>) -> bool {
    let title = paper.root.get("title").and_then(Field::text);
    match title.and_then(genre) {
        Some("请示") => return true,
        Some("报告") => {}
        _ => return false,
    }
    let issuer = issuers(paper, names).first().map(|(_, unit)| *unit);
    let own = issuer.and_then(rank);
    let parent = issuer.and_then(|unit| names.unit(&unit.parent.as_ref()?.value));
    let above = |name: &str| {
        if parent.is_some_and(|parent| names.unit(name).is_some_and(|unit| unit.id == parent.id)) {
            return true;
        }
        ranks(name, names).zip(own).is_some_and(|(ranks, own)| ranks.iter().all(|rank| *rank < own))
    };
    recipients(paper).any(|(_, name)| above(name))
}

/// Whether a name may stand for bodies nobody has listed: 各有关单位, 市直有关部门.
pub fn is_open(name: &str, names: &Names<'_>) -> bool {
    let listed = match names.body(name) {
        Some(Body::Unit(..)) => return false,
        Some(Body::Group(group)) => !group.members.is_empty(),
        None => false,
    };
    let words = ["有关", "相关", "部门", "单位", "机关", "各局", "各处", "处室", "成员"];
    !listed && words.iter().any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_genre_is_read_through_brackets() {
        assert_eq!(genre("江门市医疗保障局关于开展检查的通知（试行）"), Some("通知"));
        assert_eq!(genre("江门市人民政府令"), Some("令"));
        assert_eq!(genre("2022年工作方案"), None);
    }
}
