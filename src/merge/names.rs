//! The names of letters and of the folders of counties: safe on every disk, and each made of its own
//! row alone, so that no letter is renamed because another came.

use sha2::{Digest, Sha256};

use crate::diag::{Fault, nearest, words};
use crate::roster::{Column, identity, serial};
use crate::text::hex;

/// How letters are named when nothing is said.
pub const USUAL: &str = "{编号}-{机构名称}";
/// The folder of institutions whose county nobody knows.
pub const NOWHERE: &str = "未注明县区";

/// How many bytes a name has at most: some disks that keep names encrypted allow 143.
const LONGEST: usize = 120;
/// How many of them are left to what follows: `-poster-archive-a1b.pdf`. This many whatever looks
/// are asked for, or a letter would change its name with them.
const FOLLOWS: usize = 24;
/// How many digits of a hash tell names that are cut apart.
const TELLING: usize = 8;

/// A pattern of names: `{编号}-{机构名称}`.
#[derive(Debug, Clone)]
pub struct Names {
    pattern: String,
    parts: Vec<Part>,
    columns: Vec<Column>,
    county: Option<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    /// The value of a column.
    Column(usize),
    /// The number of the letter, which is the code where the roster has none.
    Serial,
}

impl Names {
    /// Reads a pattern; fields have their Chinese names or their keys.
    ///
    /// # Errors
    /// When it names no field, or one that the roster does not have.
    pub fn parse(pattern: &str, columns: &[Column]) -> Result<Self, Fault> {
        let mut parts = Vec::new();
        let mut rest = pattern;
        while let Some((text, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').ok_or_else(|| unclosed(pattern))?;
            parts.push(Part::Text(text.to_owned()));
            parts.push(field(name.trim(), columns)?);
            rest = after;
        }
        parts.push(Part::Text(rest.to_owned()));
        parts.retain(|part| *part != Part::Text(String::new()));
        if parts.iter().all(|part| matches!(part, Part::Text(_))) {
            return Err(Fault::new(words!(
                "文件名“{pattern}”里没有字段，各家会重名",
                "the pattern `{pattern}` has no field: all letters would have one name"
            ))
            .help(words!("写成 {USUAL} 的样子", "write it like {USUAL}")));
        }
        let county = columns.iter().position(|column| column.key == "county");
        let pattern = pattern.to_owned();
        Ok(Self { pattern, parts, columns: columns.to_vec(), county })
    }

    /// The pattern as it was written.
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    /// The name of a letter, without what look and format add.
    pub fn stem(&self, values: &[String]) -> String {
        let mut name = String::new();
        for part in &self.parts {
            name.push_str(match part {
                Part::Text(text) => text,
                Part::Column(at) => values.get(*at).map_or("", String::as_str),
                Part::Serial => serial(&self.columns, values),
            });
        }
        fitted(component(&name), LONGEST - FOLLOWS, identity(&self.columns, values))
    }

    /// The folder of a row, by its county.
    pub fn folder(&self, values: &[String]) -> String {
        let county = self.county.and_then(|at| values.get(at));
        county_folder(county.map_or("", String::as_str))
    }

    /// The path of a letter in a look with this suffix.
    pub fn path(&self, values: &[String], suffix: &str) -> String {
        let (folder, stem) = (self.folder(values), self.stem(values));
        format!("letters/{folder}/{stem}{suffix}.pdf")
    }
}

/// The folder of a county, which is a part of the names of its print runs too.
pub fn county_folder(county: &str) -> String {
    if county.trim().is_empty() {
        return NOWHERE.to_owned();
    }
    fitted(component(county), LONGEST - FOLLOWS, county)
}

fn field(name: &str, columns: &[Column]) -> Result<Part, Fault> {
    let named = |column: &Column| column.key == name || column.name == name;
    match columns.iter().position(named) {
        Some(at) if columns[at].key == "serial" => Ok(Part::Serial),
        Some(at) => Ok(Part::Column(at)),
        None => {
            let all = || columns.iter().map(|column| &*column.name);
            let listed = all().collect::<Vec<_>>().join(", ");
            let fault =
                Fault::new(words!("名册没有“{name}”这一列", "the roster has no column `{name}`"));
            Err(fault.help(match nearest(name, all()) {
                Some(near) => words!("是不是“{near}”？", "did you mean `{near}`?"),
                None => words!("可选：{listed}", "one of {listed}"),
            }))
        }
    }
}

fn unclosed(pattern: &str) -> Fault {
    Fault::new(words!(
        "文件名“{pattern}”缺少右花括号",
        "the pattern `{pattern}` lacks a closing brace"
    ))
    .help(words!("写成 {USUAL} 的样子", "write it like {USUAL}"))
}

/// One part of a path that every disk takes: no signs of paths, nothing unseen, no name that
/// Windows keeps for devices, nothing that programs take for an option or hide.
pub(super) fn component(text: &str) -> String {
    let name: String = text.chars().map(replaced).collect();
    let name = name.trim().trim_end_matches(['.', ' ', '\u{3000}']);
    if name.is_empty() || name.starts_with(['-', '.']) || reserved(name) {
        return format!("_{name}");
    }
    name.to_owned()
}

/// What stands in a name for a character: signs that disks keep for themselves have doubles that
/// people read as the same.
fn replaced(c: char) -> char {
    match c {
        '/' => '／',
        '\\' => '＼',
        ':' => '：',
        '*' => '＊',
        '?' => '？',
        '"' => '＂',
        '<' => '＜',
        '>' => '＞',
        '|' => '｜',
        c if c.is_control() || unseen(c) => '_',
        c => c,
    }
}

/// Characters without a width, and those that turn the direction of what follows.
fn unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{fff0}'..='\u{fffd}')
        || matches!(c, '\u{e0000}'..='\u{e0fff}')
}

/// Whether Windows keeps a name for a device, whatever follows its first dot.
fn reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_uppercase();
    let numbered = |device: &str| {
        stem.strip_prefix(device).is_some_and(|number| {
            let mut chars = number.chars();
            let digit = |c: char| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³');
            chars.next().is_some_and(digit) && chars.next().is_none()
        })
    };
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&stem.as_str())
        || numbered("COM")
        || numbered("LPT")
}

/// A name of so many bytes at most. One that is cut ends with a hash of what tells its bearer from
/// others, so that two long names which begin alike stay two.
fn fitted(name: String, most: usize, bearer: &str) -> String {
    if name.len() <= most {
        return name;
    }
    let told = if bearer.is_empty() { &name } else { bearer };
    let hash = hex(&Sha256::digest(told.as_bytes())[..TELLING / 2]);
    let cut = name.floor_char_boundary(most - TELLING - 1);
    format!("{}~{hash}", name[..cut].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<Column> {
        let named = [
            ("institution", "机构名称"),
            ("code", "机构编码"),
            ("county", "所在县区"),
            ("serial", "编号"),
        ];
        Column::named(&named)
    }

    fn path(pattern: &str, values: [&str; 4], suffix: &str) -> String {
        Names::parse(pattern, &columns()).unwrap().path(&values.map(str::to_owned), suffix)
    }

    #[test]
    fn a_letter_is_named_by_its_number_and_its_institution() {
        let row = ["江门市中心医院", "H01", "蓬江区", ""];
        assert_eq!(path(USUAL, row, ""), "letters/蓬江区/H01-江门市中心医院.pdf");
        let row = ["江门市中心医院", "H01", "", "7号"];
        assert_eq!(
            path("{serial} {institution}", row, "-poster"),
            "letters/未注明县区/7号 江门市中心医院-poster.pdf"
        );
    }

    #[test]
    fn a_pattern_must_name_a_field_there_is() {
        let said = |pattern: &str| {
            let fault = Names::parse(pattern, &columns()).unwrap_err();
            (fault.words.en, fault.help.unwrap().en)
        };
        assert!(said("letter").0.contains("has no field"));
        assert!(said("{编号").0.contains("closing brace"));
        assert_eq!(said("{机构名}").1, "did you mean `机构名称`?");
    }

    #[test]
    fn no_name_is_a_path_a_device_an_option_or_hidden() {
        for (text, expected) in [
            ("../../etc/passwd", "_..／..／etc／passwd"),
            ("C:\\Windows", "C：＼Windows"),
            ("甲\u{202e}fdp.exe", "甲_fdp.exe"),
            ("甲\n乙\0", "甲_乙_"),
            ("con", "_con"),
            ("LPT9.x", "_LPT9.x"),
            ("COM10", "COM10"),
            ("-rf", "_-rf"),
            (".hongtou", "_.hongtou"),
            ("甲. . ", "甲"),
            ("  ", "_"),
            ("...", "_"),
            ("大药房（24小时）", "大药房（24小时）"),
        ] {
            assert_eq!(component(text), expected, "{text:?}");
            assert_eq!(component(expected), expected, "a safe name stays");
        }
    }

    #[test]
    fn long_names_are_cut_between_characters_and_stay_apart() {
        let long = "江门市".repeat(60);
        let one = path(USUAL, [&long, "", "", "1"], "");
        let name = one.rsplit('/').next().unwrap();
        assert!(name.len() <= LONGEST && name.contains('~'), "{name}");
        let same = [
            path("{机构名称}", [&long, "H1", "", ""], ""),
            path("{机构名称}", [&long, "H2", "", ""], ""),
        ];
        assert_ne!(same[0], same[1]);
        assert!(county_folder(&long).len() <= LONGEST);
    }
}
