//! # 繁体字误入 · a traditional character
//!
//! ## 为什么
//! 公文用规范汉字。从别处粘贴来的繁体字夹在简化字里，检索不到，也不合规范。人名、书名照原样写。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   医疗保障基金；乾隆年间；按《臺灣地區……辦法》。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+3「醫療」“醫療”是繁体字，应为“医疗”
//! # warning+2「關」“關”是繁体字，应为“关”
//! text: |
//!   加强醫療保障基金监管，把好關口。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   加强医疗保障基金监管，把好关口。
//! ```

use std::collections::BTreeMap;

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
    ids: &[],
    check: Check::Listed(|| FORMS.chars().step_by(2).map(String::from).collect(), check),
};

/// Traditional characters that have one simplified form and no use of their own today.
const FORMS: &str = "國国會会業业務务學学實实與与醫医療疗險险藥药關关處处發发開开長长門门風风時时書书東东車车\
    馬马黨党縣县區区鄉乡鎮镇廣广廳厅臺台灣湾為为爲为這这個个們们對对進进還还過过來来兩两點点電电話话號号\
    報报檢检檔档權权條条總总統统經经濟济級级給给結结組组織织編编標标準准規规則则計计劃划訂订設设議议證证\
    訊讯認认請请讓让許许調调質质責责貫贯費费資资負负賬账輔辅轉转辦办運运達达違违適适選选銀银錢钱鐵铁隊队\
    際际隱隐雙双難难頁页項项順顺預预領领頭头題题類类顯显飛飞養养驗验體体僅仅傳传價价優优億亿內内劑剂動动\
    勞劳勝胜勵励協协單单嚴严園园圍围圖图團团場场塊块壓压壞坏夠够婦妇審审寫写寬宽專专將将導导屆届層层屬属\
    幣币庫库應应廢废強强從从復复態态慶庆憲宪懷怀戰战戶户損损換换據据擁拥擇择擔担舉举數数斷断暫暂極极構构\
    樓楼樣样機机歲岁歷历歸归殘残氣气決决況况減减測测滿满漢汉潔洁熱热營营爭争狀状獎奖獨独獲获環环現现產产\
    畫画異异當当盡尽監监盤盘確确碼码禮礼種种稱称積积穩稳競竞筆笔節节簡简簽签糧粮約约紀纪納纳純纯紙纸細细\
    終终維维網网緊紧線线緩缓練练縮缩繼继續续罰罚聯联聲声職职聽听肅肃臨临興兴舊旧後后裡里麼么";

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        let mut end = 0;
        for (at, first) in wording.text.char_indices() {
            if at < end || first.is_ascii() || simple(first).is_none() {
                continue;
            }
            let rest = &wording.text[at..];
            let run = &rest[..rest.find(|c| simple(c).is_none()).unwrap_or(rest.len())];
            let bytes = at..at + run.len();
            end = bytes.end;
            if !wording.own(&bytes) {
                continue;
            }
            let plain: String = run.chars().filter_map(simple).collect();
            report
                .at(
                    wording.place(bytes),
                    words!(
                        "“{run}”是繁体字，应为“{plain}”",
                        "`{run}` is traditional for `{plain}`"
                    ),
                )
                .help(words!("改用规范汉字", "use the simplified form"))
                .fix(Trust::Suggested, plain);
        }
    }
}

/// The simplified form of a traditional character.
fn simple(c: char) -> Option<char> {
    static TABLE: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
        let forms: Vec<char> = FORMS.chars().collect();
        forms.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
    });
    TABLE.get(&c).copied()
}
use std::sync::LazyLock;
