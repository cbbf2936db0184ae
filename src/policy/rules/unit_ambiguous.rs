//! # 单位指代不明 · a name that several bodies bear
//!
//! ## 为什么
//! 每个市都有“市医疗保障局”。简称先在发文机关本地的机构里认，再看别处是否只有一家；都认不出的，
//! 不知道说的是谁，写全称。统称也是这样认；统称登记可以用 `parent` 写明是哪个机关的统称。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: jm-zf, name: 江门市人民政府, region: 江门市}
//!   - {id: jm-ybj, name: 江门市医疗保障局, short: 市医疗保障局, parent: jm-zf, region: 江门市}
//!   - {id: jm-gaj, name: 江门市公安局, short: 市公安局, parent: jm-zf, region: 江门市}
//!   - {id: lc-zf, name: 临沧市人民政府, region: 临沧市}
//!   - {id: lc-ybj, name: 临沧市医疗保障局, short: 市医疗保障局, parent: lc-zf, region: 临沧市}
//!   - {id: lc-gaj, name: 临沧市公安局, short: 市公安局, region: 临沧市}
//! ```
//!
//! ```yaml registry/groups.yaml
//! kind: groups
//! groups:
//!   - {id: jm, name: 各县区, members: [jm-gaj]}
//!   - {id: lc, name: 各县区, parent: lc-zf}
//! ```
//!
//! ```yaml notice.yaml
//! kind: notice
//! issuer: 临沧市人民政府
//! to: [市医疗保障局, 市公安局, 各县区]
//! attachments: [plan]
//! ```
//!
//! ```yaml plan.yaml
//! kind: requirements
//! id: plan
//! issuer: [江门市医疗保障局, 市公安局]
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: gd-ybj, name: 广东省医疗保障局, region: 广东省}
//!   - {id: jm-ybj, name: 江门市医疗保障局, short: 市医疗保障局, region: 江门市}
//!   - {id: pj-ybj, name: 江门市医疗保障局蓬江分局, aliases: [区医保局], parent: jm-ybj}
//!   - {id: jh-ybj, name: 江门市医疗保障局江海分局, aliases: [区医保局], parent: jm-ybj}
//!   - {id: lc-ybj, name: 临沧市医疗保障局, short: 市医疗保障局, region: 临沧市}
//! ```
//!
//! ```yaml notice.yaml
//! kind: notice
//! issuer: 广东省医疗保障局
//! to:
//!   - 市医疗保障局 # error「市医疗保障局」“市医疗保障局”可能是江门市医疗保障局、临沧市医疗保障局
//!   - "江门市医疗保障局"
//! ```
//!
//! ```yaml second.yaml
//! kind: notice
//! issuer: 江门市医疗保障局
//! to: 区医保局 # error「区医保局」“区医保局”可能是江门市医疗保障局蓬江分局、江门市医疗保障局江海分局
//! ```

use crate::diag::{Level, words};
use crate::model::{Body, Field, Reading};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：写到的机关、单位应当认得出是哪一个",
    since: "0.1.0",
    ids: &[],
    check: Check::Records(check),
};

/// How many of the bodies a message names.
const NAMED: usize = 3;

fn check(among: &Among<'_>, report: &mut Report) {
    for (field, read) in among.bodies() {
        if let Reading::Several(bodies) = read {
            // Every other name would be said to be in doubt, and only the issuer is.
            if among.set.homeless(among.paper) {
                return;
            }
            tell(field, bodies, report);
        }
    }
}

fn tell(field: &Field, bodies: &[Body<'_>], report: &mut Report) {
    let (written, span) = (field.text().unwrap_or_default().trim(), field.inside());
    let mut all: Vec<&str> = bodies.iter().map(Body::full_name).collect();
    let more = all.len() > NAMED;
    all.truncate(NAMED);
    let (zh, en) = (all.join("、"), all.join("`, `"));
    let (zh_more, en_more) = if more { ("等", " …") } else { ("", "") };
    let mut draft = report
        .at(span, words!("“{written}”可能是{zh}{zh_more}", "`{written}` may be `{en}`{en_more}"));
    for body in bodies.iter().take(NAMED) {
        draft = draft.also(body.place(), words!("登记在这里", "registered here"));
    }
    draft.help(words!(
        "写全称；是本地机构的，在登记中写明 parent 或者 region",
        "write the full name, or register the body's `parent` or `region`"
    ));
}
