//! # 承诺书超出一页 · a letter of more than one page
//!
//! ## 为什么
//! 承诺书的A4原件要当面签署、存档，张贴件要整张张贴，都只能是一页。签署栏落到第二页，等于签在一张
//! 白纸上。程序会缩小字号，缩到不能再缩仍放不下，就报在这里。
//!
//! ## Good
//! ```yaml
//! kind: commitment-letter
//! title: 信用承诺书
//! opening: 本单位郑重承诺：
//! pledges: [如实申报；, 接受监督。]
//! blanks: [{label: 承诺单位, hint: 盖章}]
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: commitment-letter
//! # error+2「信用承诺书」原件放不下，“e3779b13c6”落在纸外
//! # error+1「信用承诺书」张贴件放不下，“e3779b13c6”落在纸外
//! title: 信用承诺书
//! opening: 本单位郑重承诺：
//! pledges:
//!   - 承诺书由本单位自行下载，编号e3779b13c6ef362daa66d1378dde6c417156075b54cda26538453d7f1bbcd888ff347392e2ac0eacc623a9b6a99b44c08d12dfd；
//! blanks: [{label: 承诺单位, hint: 盖章}]
//! ```

use crate::diag::{Level, Words, words};
use crate::doc::pages::{Page, TextRun};
use crate::policy::{Check, PagesView, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：单页版式排成一页",
    since: "0.1.0",
    ids: &["L15"],
    check: Check::Pages(check),
};

/// The looks that are one page, and what they are called.
const LOOKS: [(&str, &str, &str); 2] =
    [("pledge-a4", "原件", "letter"), ("poster-60x80", "张贴件", "poster")];

/// How far ink may lie outside the page and still be a matter of rounding, in millimetres.
const SLACK: f64 = 0.1;

fn check(view: &PagesView<'_>, report: &mut Report) {
    let Some((_, zh, en)) = LOOKS.iter().find(|(look, ..)| *look == view.look) else { return };
    let count = view.pages.pages.len();
    if count != 1 {
        say(view, words!("{zh}排成了{count}页", "the {en} comes out as {count} pages"), report);
    } else if let Some(run) = view.pages.pages.iter().find_map(outside) {
        let text: String = run.text.chars().take(10).collect();
        say(
            view,
            words!(
                "{zh}放不下，“{text}”落在纸外",
                "the {en} is too full: `{text}` lies off the page"
            ),
            report,
        );
    }
}

fn say(view: &PagesView<'_>, message: Words, report: &mut Report) {
    report
        .at(view.paper.head(), message)
        .help(words!("精简标题和承诺事项", "shorten the title or the promises"));
}

/// The first run of text that leaves the page.
fn outside(page: &Page) -> Option<&TextRun> {
    page.runs.iter().filter(|run| !run.across).find(|run| {
        run.x < -SLACK
            || run.x + run.width > page.width + SLACK
            || run.top < -SLACK
            || run.bottom > page.height + SLACK
    })
}
