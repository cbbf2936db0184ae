//! # 照抄上级文件 · copied from the superior paper
//!
//! ## 为什么
//! 落实上级文件要结合实际，把上级的话换个机关名称再发一遍，基层看不出自己该做什么。与所落实的上级文件
//! 连续十六字以上相同的，算作照抄；照抄的超过六成才报告，三百字以下的文件不看。
//!
//! ## Good
//! ```yaml superior.yaml
//! kind: campaign
//! id: superior
//! preamble: 全面核查全市定点医疗机构重症医学科的收费和结算情况，纠正违法违规行为，健全长效监管机制。
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! implements: superior
//! preamble: 全面核查全市定点医疗机构重症医学科的收费和结算情况，纠正违法违规行为，健全长效监管机制。
//! ```
//!
//! ## Bad
//! ```yaml superior.yaml
//! kind: campaign
//! id: superior
//! preamble: |
//!   甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光果珍李柰菜重芥姜海咸河淡鳞潜羽翔龙师火帝鸟官人皇始制文字乃服衣裳推位让国有虞陶唐吊民伐罪周发殷汤坐朝问道垂拱平章爱育黎首臣伏戎羌遐迩一体率宾归王鸣凤在竹白驹食场化被草木赖及万方盖此身发四大五常恭惟鞠养岂敢毁伤女慕贞洁男效才良知过必改得能莫忘罔谈彼短靡恃己长信使可复器欲难量墨悲丝染诗赞羔羊景行维贤克念作圣德建名立形端表正空谷传声虚堂习听祸因恶积福缘善庆尺璧非宝寸阴是竞资父事君曰严与敬孝当竭力忠则尽命临深履薄夙兴温凊似兰斯馨如松之盛川流不息渊澄取映容止若思言辞安定笃初诚美慎终宜令
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! implements: superior # warning「superior」正文99%与上级文件相同
//! preamble: |
//!   甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光果珍李柰菜重芥姜海咸河淡鳞潜羽翔龙师火帝鸟官人皇始制文字乃服衣裳推位让国有虞陶唐吊民伐罪周发殷汤坐朝问道垂拱平章爱育黎首臣伏戎羌遐迩一体率宾归王鸣凤在竹白驹食场化被草木赖及万方盖此身发四大五常恭惟鞠养岂敢毁伤女慕贞洁男效才良知过必改得能莫忘罔谈彼短靡恃己长信使可复器欲难量墨悲丝染诗赞羔羊景行维贤克念作圣德建名立形端表正空谷传声虚堂习听祸因恶积福缘善庆尺璧非宝寸阴是竞资父事君曰严与敬孝当竭力忠则尽命临深履薄夙兴温凊似兰斯馨如松之盛川流不息渊澄取映容止若思言辞安定笃初诚美慎终宜令
//! sections:
//!   - heading: 要求
//! ```

use std::collections::BTreeMap;

use crate::diag::{Level, words};
use crate::model::Field;
use crate::policy::burden::{self, Shelf};
use crate::policy::{Check, Report, Rule, Strength, Whole, this_file};
use crate::text::{SourceId, Span};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::General,
    authority: burden::AUTHORITY,
    since: "0.1.0",
    ids: &["D15"],
    check: Check::Set(check),
};

/// From which share on, in percent, a paper is a copy.
const SHARE: usize = 60;
/// Shorter papers are not judged.
const SHORTEST: usize = 300;

fn check(set: &Whole<'_>, report: &mut Report) {
    // Many papers implement one superior, which is read once.
    let mut shelves: BTreeMap<SourceId, Shelf<'_>> = BTreeMap::new();
    for paper in &set.papers {
        for link in paper.root.items_of("implements") {
            let superior = link.text().and_then(|id| set.paper(id));
            let superior = superior.filter(|other| other.source != paper.source);
            let (Some(superior), true) = (superior, burden::length(paper) >= SHORTEST) else {
                continue;
            };
            let shelf = shelves.entry(superior.source).or_insert_with(|| Shelf::of([superior]));
            for copied in shelf.copied(paper, |_| true) {
                if copied.percent() >= SHARE {
                    say(link, copied.percent(), copied.longest, report);
                }
            }
        }
    }
}

fn say(link: &Field, share: usize, longest: (Span, Span), report: &mut Report) {
    report
        .at(
            link.inside(),
            words!("正文{share}%与上级文件相同", "{share}% of the text is the superior's"),
        )
        .also(longest.0, words!("相同的文字最长的一段", "the longest run that is the same"))
        .also(longest.1, words!("上级文件的原文", "where the superior has it"))
        .help(words!(
            "只写本级怎么做；上级的要求用 {{{{ paper(…) }}}} 引用",
            "say what this body does; refer to the superior's words instead of repeating them"
        ));
}
