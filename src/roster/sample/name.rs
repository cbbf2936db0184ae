//! Names, addresses and people nobody has.

use super::Sort;
use super::chance::Chance;

/// What names are made of: 64 characters, three of which and a word behind them hold a number
/// below 2^20.
const STEMS: &str = "安和康宁仁济德惠同益民泰永福瑞祥恒信诚正广源长春华明新阳东南兴盛\
                     百草杏林橘井延年颐养慈爱博润佳美启元景云松柏岭溪清澜汇聚朗悦舒怡";
/// What may stand behind the three.
const FOURTH: [&str; 4] = ["", "堂", "轩", "苑"];
/// Characters that few fonts have (生僻字).
const RARE: [&str; 10] = ["堃", "喆", "昇", "頔", "翀", "垚", "犇", "淼", "䶮", "㙟"];
/// Of how many names one has such a character.
const RARELY: u64 = 23;

/// The ends of names. None begins with what may stand before it.
const HOSPITALS: [&str; 20] = [
    "医院",
    "诊所",
    "门诊部",
    "卫生站",
    "中医院",
    "口腔门诊部",
    "综合门诊部",
    "康复医院",
    "护理院",
    "妇产医院",
    "中西医结合医院",
    "社区卫生服务中心",
    "镇中心卫生院",
    "第2门诊部",
    "医院（北院区）",
    "24小时急诊门诊部",
    "医学影像（MRI）诊断中心",
    "眼科医院有限责任公司",
    "中医（骨伤、针灸、推拿）诊所",
    "中西医结合医院有限责任公司康复与老年护理分院（东院区）综合门诊部",
];
const PHARMACIES: [&str; 16] = [
    "药店",
    "药房",
    "大药房",
    "中药店",
    "平价药店",
    "参茸药行",
    "大药房第12分店",
    "大药房（北店）",
    "医药有限公司",
    "大药房连锁有限公司",
    "24小时便民药房",
    "DTP专业药房",
    "大药房·便民店",
    "医药零售连锁有限公司城北店",
    "大药房（A座1层）",
    "医药零售连锁有限公司新城广场商业中心综合服务大楼一层东侧便民分店",
];
const OTHERS: [&str; 8] = [
    "公司",
    "服务部",
    "服务中心",
    "有限公司",
    "商贸有限公司",
    "合作社（筹）",
    "信息技术（IT）服务有限公司",
    "综合服务有限责任公司新城广场商业中心综合服务大楼第3营业部",
];

/// A name that holds its number, so that no other has it in the same county.
pub(super) fn institution(county: &str, sort: Sort, number: u64, chance: &mut Chance) -> String {
    let mut name = format!("{county}示例");
    let mut rest = number;
    let count = STEMS.chars().count() as u64;
    for _ in 0..3 {
        let at = usize::try_from(rest % count).unwrap_or(0);
        name.extend(STEMS.chars().nth(at));
        rest /= count;
    }
    name.push_str(FOURTH[usize::try_from(rest).unwrap_or(0) % FOURTH.len()]);
    if chance.below(RARELY) == 0 {
        name.push_str(chance.pick(&RARE));
    }
    name.push_str(match sort {
        Sort::Hospital => chance.pick(&HOSPITALS),
        Sort::Pharmacy => chance.pick(&PHARMACIES),
        Sort::Other => chance.pick(&OTHERS),
    });
    name
}

/// An address in a county.
pub(super) fn address(county: &str, chance: &mut Chance) -> String {
    const ROADS: [&str; 6] = ["示例路", "示例大道", "样例街", "样例一横路", "虚构巷", "示例新村"];
    const DETAILS: [&str; 6] = ["", "", "首层", "之二", "A座101室", "综合楼（原示例大厦）3楼东侧"];
    let (road, number) = (chance.pick(&ROADS), chance.below(300) + 1);
    format!("{county}{road}{number}号{}", chance.pick(&DETAILS))
}

/// A person.
pub(super) fn person(chance: &mut Chance) -> String {
    const SURNAMES: [&str; 16] = [
        "岑", "程", "戴", "邓", "方", "冯", "关", "何", "黎", "林", "欧阳", "司徒", "温", "伍",
        "叶", "钟",
    ];
    const GIVEN: [&str; 16] = [
        "望舒", "知行", "若谷", "怀远", "清和", "一鸣", "思齐", "景行", "安", "宁", "朗", "悦",
        "向晚", "书白", "时雨", "嘉树",
    ];
    format!("{}{}（虚构）", chance.pick(&SURNAMES), chance.pick(&GIVEN))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_number_can_be_read_out_of_a_name() {
        let stems: BTreeSet<char> = STEMS.chars().collect();
        assert_eq!(stems.len(), 64);
        let ends = HOSPITALS.iter().chain(&PHARMACIES).chain(&OTHERS);
        for end in ends {
            let first = end.chars().next().unwrap().to_string();
            assert!(!FOURTH.contains(&&*first) && !RARE.contains(&&*first), "{end}");
        }
        assert!(RARE.iter().all(|rare| !FOURTH.contains(rare)));
    }
}
