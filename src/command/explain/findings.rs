//! Pages of what the program finds without a rule: broken files, wrong fields, looks that fail.

use crate::diag::Lang;

/// Blocks of four lines: `## ` and the names, both titles, a page in Chinese, one in English.
const PAGES: &str = include_str!("findings.md");

/// Every name that has a page.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    PAGES.lines().filter_map(|line| line.strip_prefix("## ")).flat_map(str::split_whitespace)
}

/// The names of each page, with its titles in Chinese and English.
pub(super) fn titles() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let pairs = PAGES.lines().zip(PAGES.lines().skip(1));
    pairs.filter_map(|(names, titles)| {
        let (zh, en) = titles.split_once(" · ")?;
        Some((names.strip_prefix("## ")?, zh, en))
    })
}

/// The page of a finding.
pub(super) fn page(name: &str, lang: Lang) -> Option<String> {
    let mut lines = PAGES.lines();
    let has = |line: &str| {
        line.strip_prefix("## ")
            .is_some_and(|names| names.split_whitespace().any(|own| own == name))
    };
    lines.find(|line| has(line))?;
    let (zh, en) = lines.next()?.split_once(" · ")?;
    let (in_chinese, in_english) = (lines.next()?, lines.next()?);
    Some(match lang {
        Lang::Zh => format!("{name}　{zh}\n由程序本身检查，不能调整级别\n\n{in_chinese}\n"),
        Lang::En => format!(
            "{name}: {en}\nfound by the program itself; it has no level to set\n\n{in_english}\n"
        ),
    })
}
