//! # 部门向下级政府提指令性要求 · a department gives orders to governments below
//!
//! ## 为什么
//! 部门不得向下级党委、政府发布指令性公文、提出指令性要求；需要政府办的，经同级政府同意后行文，并在文中写明已经
//! 同意。只看主送各级人民政府、又写了“务必”“责成”一类话的。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: zjj, name: 江门市住房和城乡建设局}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! title: 关于开展燃气安全检查的通知
//! issuer: 江门市住房和城乡建设局
//! to: 各县（市、区）人民政府
//! body: 经市政府同意，现就有关事项通知如下。各地务必在月底前完成检查。
//! ```
//! ```yaml letter.yaml
//! kind: notice
//! title: 关于商请提供数据的函
//! issuer: 江门市住房和城乡建设局
//! to: 台山市人民政府
//! body: 请贵市务必支持。
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: zjj, name: 江门市住房和城乡建设局}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! title: 关于开展燃气安全检查的通知
//! issuer: 江门市住房和城乡建设局
//! to: 各县（市、区）人民政府 # warning「各县（市、区）人民政府」部门向下级人民政府提出了指令性要求
//! body: 各地务必在月底前完成检查。
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};
use crate::policy::{offices, wording};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: "《党政机关公文处理工作条例》第十六条第（二）项",
    since: "0.1.0",
    ids: &["C13"],
    check: Check::Among(check),
};

/// Words that give orders.
const ORDERS: [&str; 5] = ["务必", "责成", "必须于", "必须在", "限期"];
/// What the names of departments end in; an office of a government may write on its behalf.
const DEPARTMENTS: [&str; 6] = ["局", "委员会", "厅", "中心", "指挥部", "领导小组"];

fn check(among: &Among<'_>, report: &mut Report) {
    let paper = among.paper;
    let genre = paper.title().and_then(|title| offices::genre(&title.value));
    let issuers = among.issuers();
    let department = |name: &str| DEPARTMENTS.iter().any(|end| name.ends_with(end));
    if !matches!(genre, Some("通知" | "意见" | "决定"))
        || issuers.is_empty()
        || !issuers.iter().all(|(_, unit)| department(&unit.name.value))
    {
        return;
    }
    let Some(order) = order(paper) else { return };
    let below = |name: &str| {
        let higher = ["省人民政府", "国务院"].iter().any(|end| name.ends_with(end));
        name.ends_with("人民政府") && !higher
    };
    for (field, _) in offices::recipients(paper).filter(|(_, name)| below(name)) {
        report
            .at(
                field.span,
                words!(
                    "部门向下级人民政府提出了指令性要求",
                    "a department gives orders to a people's government"
                ),
            )
            .also(order, words!("要求在这里", "the order"))
            .help(words!(
                "报请同级政府同意并在文中写明，或者由政府发文",
                "get the consent of the own government and say so, or let it issue the paper"
            ));
    }
}

/// Where the paper gives an order, unless it says that somebody above consented.
fn order(paper: &Paper) -> Option<Span> {
    let bodies: Vec<_> = wording::of(paper).filter(|words| words.field.name == "body").collect();
    let consent = |text: &str| {
        let agreed = ["同意", "批准", "授权"].iter().any(|word| text.contains(word));
        agreed && text.contains('经')
    };
    if bodies.iter().any(|words| words.sentences().any(|at| consent(&words.text[at]))) {
        return None;
    }
    bodies.iter().find_map(|words| {
        let found = ORDERS.iter().find_map(|word| words.find(word).next())?;
        Some(words.place(found))
    })
}
