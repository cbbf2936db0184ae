//! # 部首和兼容汉字 · a radical or a compatibility character for a Chinese one
//!
//! ## 为什么
//! 从PDF复制来的字有时是部首“⽤”，不是汉字“用”。两个字看着一样，检索、排序和字体却认不到一起。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   使用医保基金，参见《部首⽤字表》。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+2「⽤」“⽤”是兼容字符，应为“用”
//! text: |
//!   使⽤医保基金。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   使用医保基金。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: "《党政机关公文处理工作条例》第十一条",
    since: "0.1.0",
    ids: &["K33"],
    check: Check::Listed(|| (FIRST..=LAST).map(String::from).collect(), check),
};

/// The Chinese characters of the radicals from U+2F00 on.
const RADICALS: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// The first and the last of those radicals.
const FIRST: char = '\u{2F00}';
const LAST: char = '\u{2FD5}';

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for (at, c) in wording.text.char_indices().filter(|(_, c)| (FIRST..=LAST).contains(c)) {
            let Some(plain) = plain(c).filter(|_| wording.own(&(at..at + c.len_utf8()))) else {
                continue;
            };
            report
                .at(
                    wording.place(at..at + c.len_utf8()),
                    words!("“{c}”是兼容字符，应为“{plain}”", "`{c}` only looks like `{plain}`"),
                )
                .help(words!("改用通用的汉字", "use the common character"))
                .fix(Trust::Safe, plain.to_string());
        }
    }
}

fn plain(c: char) -> Option<char> {
    let offset = u32::from(c).checked_sub(u32::from(FIRST))?;
    usize::try_from(offset).ok().and_then(|at| RADICALS.chars().nth(at))
}
