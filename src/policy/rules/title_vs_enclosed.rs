//! # 标题与所印发文件的题名对不上 · the title names the enclosed paper wrongly
//!
//! ## 为什么
//! “关于印发某方案的通知”里的方案名是照着附件重打的，少一个“严禁”、错一个字，意思就反了。标题只写了文件名的
//! 一部分、或者印发几个文件的，不算不符；相差很远的，是另一回事，也不报。
//!
//! ## Good
//! ```yaml notice.yaml
//! kind: notice
//! title: 江门市医疗保障局关于印发《基金监管工作方案》的通知
//! attachments: [plan, form]
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! title: 2022年江门市医疗保障基金监管工作方案
//! ```
//! ```yaml form.yaml
//! kind: guide
//! id: form
//! title: 填写指引
//! ```
//!
//! ## Bad
//! ```yaml notice.yaml
//! kind: notice
//! title: 江门市教育局关于印发严禁中小学有偿补课工作方案的通知 # error「严禁中小学有偿补课工作方案」所附文件的题名是《中小学有偿补课工作方案》
//! attachments: [plan]
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! title: 中小学有偿补课工作方案
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::model::quoting::normal;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：标题里的文件名与所印发的文件一致",
    since: "0.1.0",
    ids: &["B09"],
    check: Check::Among(check),
};

/// No title is longer; comparing takes the square of it.
const LONGEST: usize = 200;
/// How alike two titles are that are meant to be one.
const ALIKE: f64 = 0.75;

fn check(among: &Among<'_>, report: &mut Report) {
    let (set, paper) = (among.set, among.paper);
    if paper.facts.attachments.is_empty() {
        return;
    }
    let Some(title) = paper.root.get("title") else { return };
    let text = title.text().unwrap_or_default();
    for enclosed in enclosed(text) {
        let named = bare(enclosed);
        if named.chars().count() > LONGEST {
            continue;
        }
        let attached =
            paper.facts.attachments.iter().filter_map(|entry| set.paper(&entry.paper.value));
        let attached: Vec<(&Paper, String)> =
            attached.filter_map(|paper| Some((paper, bare(&paper.title()?.value)))).collect();
        let within = |(_, own): &(&Paper, String)| is_part(own, &named) || is_part(&named, own);
        let near = |(_, own): &&(&Paper, String)| {
            own.len() <= 4 * LONGEST && strsim::normalized_levenshtein(own, &named) >= ALIKE
        };
        let meant = attached.iter().find(near).filter(|_| !attached.iter().any(within));
        let Some((Some(own), start)) = meant.map(|(own, _)| (own.title(), text.find(enclosed)))
        else {
            continue;
        };
        let (name, start) = (&own.value, start.unwrap_or_default());
        report
            .at(
                title.at(start..start + enclosed.len()),
                words!("所附文件的题名是《{name}》", "the enclosed paper is called `{name}`"),
            )
            .also(own.span, words!("所附文件的题名", "its own title"))
            .help(words!("逐字核对，改成一致", "compare word by word and make them agree"));
    }
}

/// The papers that a title says it issues: in 《》, else everything between 印发 and 的通知.
fn enclosed(title: &str) -> Vec<&str> {
    let Some((_, rest)) = title.split_once("印发") else { return Vec::new() };
    let quoted: Vec<&str> =
        rest.split('《').skip(1).filter_map(|part| Some(part.split_once('》')?.0)).collect();
    if !quoted.is_empty() {
        return quoted;
    }
    rest.rsplit_once("的通知").map(|(named, _)| named).into_iter().collect()
}

/// Whether a title is the other without the place or year before it or what is added behind it.
/// 有偿补课 is no such part of 严禁有偿补课.
fn is_part(whole: &str, part: &str) -> bool {
    const PLACES: [&str; 14] =
        ["年", "年度", "省", "市", "县", "区", "局", "委", "厅", "部", "府", "会", "院", "办公室"];
    let before = whole.strip_suffix(part);
    let after = whole.strip_prefix(part);
    before.is_some_and(|head| head.is_empty() || PLACES.iter().any(|place| head.ends_with(place)))
        || after.is_some_and(|tail| tail.starts_with(['等', '及', '和', '与', '、', '（']))
}

/// A title as it is compared here: without blanks and quotation marks of titles.
fn bare(title: &str) -> String {
    normal(title).replace(['〈', '〉'], "")
}
