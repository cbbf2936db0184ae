//! # 计量单位的名称和符号 · names and symbols of units
//!
//! ## 为什么
//! 法定计量单位有规定的名称和大小写：千米是km，千克是kg，平方米是m²。写成KM、KG、M2、公分的，换成规定的。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   5 km、3kg、60 cm、15 m²；KM3车型；A4纸；型号KG5；国道G15KM。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+4「KM」“KM”应为“km”
//! # warning+3「公分」“公分”应为“厘米”
//! # warning+2「m2」“m2”应为“m²”
//! text: |
//!   距离5KM，高170公分，面积15 m2。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   距离5km，高170厘米，面积15 m²。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: "GB 3100～3102—1993（量和单位）",
    since: "0.1.0",
    ids: &["K30"],
    check: Check::Listed(|| UNITS.iter().map(|(wrong, _)| (*wrong).to_owned()).collect(), check),
};

/// Wrong names and symbols behind a number, and the right ones.
const UNITS: [(&str, &str); 25] = [
    ("KM", "km"),
    ("Km", "km"),
    ("KG", "kg"),
    ("Kg", "kg"),
    ("CM", "cm"),
    ("Cm", "cm"),
    ("MM", "mm"),
    ("Mm", "mm"),
    ("M2", "m²"),
    ("M3", "m³"),
    ("m2", "m²"),
    ("m3", "m³"),
    ("KW", "kW"),
    ("Kw", "kW"),
    ("kw", "kW"),
    ("KWH", "kW·h"),
    ("kwh", "kW·h"),
    ("KWh", "kW·h"),
    ("HZ", "Hz"),
    ("hz", "Hz"),
    ("KPa", "kPa"),
    ("Kpa", "kPa"),
    ("公分", "厘米"),
    ("公升", "升"),
    ("平米", "平方米"),
];

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for (wrong, right) in UNITS {
            for bytes in wording.find(wrong).filter(|bytes| measures(wording.text, bytes)) {
                report
                    .at(
                        wording.place(bytes),
                        words!("“{wrong}”应为“{right}”", "`{wrong}` should be `{right}`"),
                    )
                    .help(words!("用法定的名称和符号", "use the legal name or symbol"))
                    .fix(Trust::Safe, right);
            }
        }
    }
}

/// Whether a number stands before it and no letter or digit behind.
fn measures(text: &str, bytes: &std::ops::Range<usize>) -> bool {
    let before = text[..bytes.start].trim_end_matches(' ');
    let after = text[bytes.end..].chars().next();
    let start = around::number_to(text, before.len());
    start.is_some() && !after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '-')
}
