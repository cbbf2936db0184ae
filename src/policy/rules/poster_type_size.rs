//! # 张贴件字号过小 · type too small for a poster
//!
//! ## 为什么
//! 60 cm×80 cm 的张贴件挂在大厅里，人站着隔一两米看。字号由程序尽量放大；内容太多，字号低于24磅就
//! 看着吃力，低于18磅等于没有张贴。量的是排好的版面，压扁的字按字宽算，水印不算。
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
//! ```yaml warning.yaml
//! kind: commitment-letter
//! # warning+1「信用承诺书」张贴件最小的字只有20磅
//! title: 信用承诺书
//! opening: 本单位郑重承诺：
//! pledges: [&p 检查中如实提供全部病历、处方、票据和进销存记录，不隐瞒、不拖延、不推诿，对查实的问题按期整改并报告结果；,
//!   *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p,
//!   *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p,
//!   *p, *p, *p, *p, *p, *p, *p, *p, *p]
//! blanks: [{label: 承诺单位}]
//! ```
//! ```yaml error.yaml
//! kind: commitment-letter
//! # error+1「信用承诺书」张贴件最小的字只有16磅
//! title: 信用承诺书
//! opening: 本单位郑重承诺：
//! pledges: [&p 检查中如实提供全部病历、处方、票据和进销存记录，不隐瞒、不拖延、不推诿，对查实的问题按期整改并报告结果；,
//!   *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p,
//!   *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p,
//!   *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p,
//!   *p, *p]
//! blanks: [{label: 承诺单位}]
//! ```

use crate::diag::{Level, words};
use crate::doc::pages::TextRun;
use crate::policy::{Check, PagesView, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：张贴件要看得清，字号低于18磅不予印制",
    since: "0.1.0",
    ids: &["L17"],
    check: Check::Pages(check),
};

/// The look of the 60 cm×80 cm poster.
const LOOK: &str = "poster-60x80";

/// Type smaller than this is hard to read standing.
const COMFORTABLE: f64 = 24.0;

/// Type smaller than this is not read at all.
const READABLE: f64 = 18.0;

fn check(view: &PagesView<'_>, report: &mut Report) {
    if view.look != LOOK {
        return;
    }
    let letters = |run: &&TextRun| !run.across && run.text.chars().any(char::is_alphabetic);
    let runs = view.pages.pages.iter().flat_map(|page| &page.runs).filter(letters);
    let Some(size) = runs.map(seen).min_by(f64::total_cmp) else { return };
    let size = (size * 10.0).round() / 10.0;
    if size >= COMFORTABLE {
        return;
    }
    let level = if size < READABLE { Level::Error } else { Level::Warning };
    report
        .at(
            view.paper.head(),
            words!("张贴件最小的字只有{size}磅", "the smallest type of the poster is {size} pt"),
        )
        .help(words!("精简文字，或分成两张", "shorten the text, or make two posters of it"))
        .level(level);
}

/// The size a run of text looks: condensed Chinese characters are as small as they are narrow.
fn seen(run: &TextRun) -> f64 {
    const POINTS_PER_MM: f64 = 72.0 / 25.4;
    let starts = run.glyphs.windows(2).filter(|pair| is_han(pair[0].1) && is_han(pair[1].1));
    let widths = starts.map(|pair| (pair[1].0 - pair[0].0) * POINTS_PER_MM);
    // A fifth narrower is how a long title is set; the eye still takes it for its full size.
    widths.map(|width| width / 0.8).fold(run.size, f64::min)
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn condensed_characters_are_as_small_as_they_are_narrow() {
        let run = |width_mm: f64| TextRun {
            text: "承诺".to_owned(),
            x: 0.0,
            baseline: 0.0,
            width: 2.0 * width_mm,
            top: 0.0,
            bottom: 0.0,
            size: 150.0,
            font: String::new(),
            coloured: false,
            glyphs: vec![(0.0, '承'), (width_mm, '诺')],
            missing: String::new(),
            across: false,
        };
        assert!((seen(&run(52.9)) - 150.0).abs() < 0.1, "as wide as high");
        assert!((seen(&run(42.4)) - 150.0).abs() < 0.5, "a fifth narrower");
        assert!(seen(&run(5.0)) < READABLE, "squeezed to a tenth");
    }
}
