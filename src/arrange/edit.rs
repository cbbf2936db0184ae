//! Writes an arrangement into its paper: the pairs and the seed, and not one byte besides.

use std::fmt::Write as _;
use std::ops::Range;

use crate::yaml::{Entry, Node, Value};

/// The keys of the pairs, in English and in Chinese.
const PAIRS: [&str; 2] = ["pairs", "分组"];
const INSPECTOR: [&str; 2] = ["inspector", "检查单位"];
const INSPECTED: [&str; 2] = ["inspected", "受检单位"];
const SEED: [&str; 2] = ["seed", "随机种子"];

/// The text of a paper with these pairs, and the seed they come from.
pub fn changed(text: &str, root: &Node, pairs: &[(String, String)], seed: u64) -> String {
    let old = entry(root, PAIRS);
    let zh = usize::from(chinese(root, old));
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (rows, stated) = (rows(pairs, zh, end), entry(root, SEED));
    // Where no seed is stated it goes before the pairs.
    let line = if stated.is_some() { String::new() } else { format!("{}: {seed}{end}", SEED[zh]) };
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    edits.extend(stated.map(|entry| (entry.value.place().bytes(), seed.to_string())));
    if let Some(entry) = old {
        let key = entry.key.span.bytes().start;
        edits.extend([(key..key, line), block(text, entry, &rows)]);
    } else {
        let gap = if text.is_empty() || text.ends_with('\n') { "" } else { end };
        edits.push((text.len()..text.len(), format!("{gap}{line}{}:{rows}{end}", PAIRS[zh])));
    }
    edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut changed = text.to_owned();
    for (range, new) in edits {
        changed.replace_range(range, &new);
    }
    changed
}

/// Whether a paper is kept in Chinese: it then stays so.
fn chinese(root: &Node, pairs: Option<&Entry>) -> bool {
    match pairs {
        Some(entry) => !entry.key.value.is_ascii(),
        None => root.entries().iter().any(|entry| !entry.key.value.is_ascii()),
    }
}

/// The entry under one of two keys.
fn entry<'n>(root: &'n Node, keys: [&str; 2]) -> Option<&'n Entry> {
    root.entries().iter().find(|entry| keys.contains(&entry.key.value.as_str()))
}

/// The rows, each on a line of its own, without the last end of line.
fn rows(pairs: &[(String, String)], zh: usize, end: &str) -> String {
    let (inspector, inspected) = (INSPECTOR[zh], INSPECTED[zh]);
    pairs.iter().fold(String::new(), |mut rows, (from, to)| {
        let (from, to) = (scalar(from), scalar(to));
        let _ = write!(rows, "{end}  - {{{inspector}: {from}, {inspected}: {to}}}");
        rows
    })
}

/// What is replaced: from behind the key, and behind a remark beside it, to the last old pair.
fn block(text: &str, entry: &Entry, rows: &str) -> (Range<usize>, String) {
    let (key, value) = (entry.key.span.bytes(), entry.value.place().bytes());
    let line = text[key.end..].find('\n').map_or(text.len(), |at| key.end + at);
    let line = if text[..line].ends_with('\r') { line - 1 } else { line };
    let nothing = matches!(entry.value.value, Value::Null) || value.end <= key.end;
    if nothing || value.start >= line {
        // Below the key, or nowhere: what stands beside the key stays, a remark beside the last
        // pair goes with it.
        let last = text[value.end.max(line)..].find(['\r', '\n']);
        let stop = last.map_or(text.len(), |at| value.end.max(line) + at);
        return (line..if nothing { line } else { stop }, rows.to_owned());
    }
    // Beside the key, in brackets: a remark behind the brackets goes with the key.
    let rest = text[value.end.min(line)..line].trim_end();
    let remark = if value.end <= line { rest } else { "" };
    let colon = text[key.end..value.start].find(':').map_or(key.end, |at| key.end + at + 1);
    let stop = if value.end <= line { line } else { value.end };
    let tail = if remark.is_empty() { String::new() } else { format!(" {}", remark.trim_start()) };
    (colon..stop, format!("{tail}{rows}"))
}

/// A name as YAML takes it inside braces.
fn scalar(name: &str) -> String {
    let plain =
        |c: char| !c.is_ascii() && !c.is_control() && c != '\u{feff}' || c.is_ascii_alphanumeric();
    let safe = name.chars().all(plain) && !name.is_ascii();
    if safe { name.to_owned() } else { serde_json::Value::from(name).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Builtin, Files, Source, Sources};
    use crate::yaml;

    fn arranged(text: &str) -> String {
        let source = Sources::default().add(Source::new("a.yaml", text));
        let root = yaml::parse(source, text).root.unwrap();
        let pairs =
            [("甲局".to_owned(), "乙局".to_owned()), ("乙局".to_owned(), "A: b".to_owned())];
        changed(text, &root, &pairs, 7)
    }

    const ROWS: &str = "  - {inspector: 甲局, inspected: 乙局}
  - {inspector: 乙局, inspected: \"A: b\"}
";

    #[test]
    fn only_the_pairs_and_the_seed_change() {
        let before = "# 头\nkind: cross-inspection  # 种类\nseed: 1 # 种子\npairs: # 分组\n  # 旧\n  \
                      - inspector: 丙局\n    inspected: 丁局 # 旧\n# 尾\ncaption: 表\n";
        let after = format!(
            "# 头\nkind: cross-inspection  # 种类\nseed: 7 # 种子\npairs: # 分组\n{ROWS}# 尾\ncaption: 表\n"
        );
        assert_eq!(arranged(before), after);
    }

    #[test]
    fn pairs_in_brackets_missing_pairs_and_a_missing_seed_are_written() {
        assert_eq!(
            arranged("kind: x\npairs: [] # 待排\n"),
            format!("kind: x\nseed: 7\npairs: # 待排\n{ROWS}")
        );
        assert_eq!(
            arranged("kind: x\npairs:\ncaption: 表"),
            format!("kind: x\nseed: 7\npairs:\n{ROWS}caption: 表")
        );
        assert_eq!(arranged("kind: x"), format!("kind: x\nseed: 7\npairs:\n{ROWS}"));
    }

    #[test]
    fn a_paper_in_chinese_and_its_ends_of_lines_stay_as_they_are() {
        let after = arranged("文种: x\r\n随机种子: 3\r\n分组: []\r\n");
        assert_eq!(
            after,
            "文种: x\r\n随机种子: 7\r\n分组:\r\n  - {检查单位: 甲局, 受检单位: 乙局}\r\n  \
             - {检查单位: 乙局, 受检单位: \"A: b\"}\r\n"
        );
    }

    #[test]
    fn the_keys_are_those_of_the_schema() {
        let schema = Builtin.read("schemas/cross-inspection.schema.json").unwrap();
        let schema: serde_json::Value = serde_json::from_slice(&schema).unwrap();
        let fields = &schema["properties"];
        let pair = &fields["pairs"]["items"]["properties"];
        for (fields, [key, zh]) in
            [(fields, PAIRS), (fields, SEED), (pair, INSPECTOR), (pair, INSPECTED)]
        {
            assert_eq!(fields[key]["x-zh"], zh);
        }
    }
}
