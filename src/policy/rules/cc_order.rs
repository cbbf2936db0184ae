//! # 抄送机关的次序 · the order of copied bodies
//!
//! ## 为什么
//! 抄送机关一般上级在前，同级的按党委、人大、政府、政协、监委、法院、检察院排列。只比较看得出种类或者登记了
//! 层级的机关。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: sj, name: 省医疗保障局, level: provincial}
//!   - {id: gaj, name: 市公安局, level: city}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! cc: [省医疗保障局, 市委办公室, 市人大常委会办公室, 市政府办公室, 市公安局, 市中级人民法院, 市人民检察院]
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: sj, name: 省医疗保障局, level: provincial}
//!   - {id: gaj, name: 市公安局, level: city}
//! ```
//! ```yaml a.yaml
//! kind: notice
//! cc: [市政府办公室, 市委办公室] # hint「市委办公室」“市委办公室”一般排在“市政府办公室”之前
//! ```
//! ```yaml b.yaml
//! kind: notice
//! cc: [市公安局, 省医疗保障局] # hint「省医疗保障局」“省医疗保障局”一般排在“市公安局”之前
//! ```

use crate::diag::{Level, words};
use crate::model::Field;
use crate::policy::offices;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::Practice,
    authority: "实务：抄送机关按级别和党、人大、政府、政协、监委、法院、检察院的次序排列",
    since: "0.1.0",
    ids: &["C10"],
    check: Check::Among(check),
};

/// What names contain of the bodies that have a customary order, in that order.
const ORDER: [(&str, usize); 10] = [
    ("市委办公", 0),
    ("县委办公", 0),
    ("区委办公", 0),
    ("省委办公", 0),
    ("人大常委会", 1),
    ("政府办公", 2),
    ("政协", 3),
    ("监察委", 4),
    ("人民法院", 5),
    ("检察院", 6),
];

fn check(among: &Among<'_>, report: &mut Report) {
    let paper = among.paper;
    let names = among.names();
    let bodies: Vec<(&Field, &str)> = offices::named(paper, "cc").collect();
    for pair in bodies.windows(2) {
        let [(first, one), (second, other)] = pair else { continue };
        let rank = |name| offices::ranks(name, names)?.into_iter().min();
        let higher = rank(other).zip(rank(one)).is_some_and(|(other, one)| other < one);
        let class = |name: &str| ORDER.iter().find(|(part, _)| name.contains(part));
        let earlier = class(other).zip(class(one)).is_some_and(|(other, one)| other.1 < one.1);
        if higher || earlier {
            report
                .at(
                    second.span,
                    words!(
                        "“{other}”一般排在“{one}”之前",
                        "`{other}` usually stands before `{one}`"
                    ),
                )
                .also(first.span, words!("排在前面的", "what stands before it"))
                .help(words!("按惯例调整次序", "put them into the customary order"));
        }
    }
}
