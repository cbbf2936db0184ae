//! Reads a rule's handbook page, and the examples on it, from the rule's own `//!` header.
//!
//! A page opens with `# 中文名 · English name`, says why under `## 为什么`, and shows files in
//! fences under `## Good`, `## Bad` and `## Fixed`. In a bad example a comment says what is found
//! on its line: `# error「2月30日」2022年2月只有28天`, with the marked characters in 「」; `# error+2「…」`
//! speaks of the second line below, where a comment would be part of the text.

use super::Rule;
use crate::diag::Level;

/// The part of a page an example stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The rule finds nothing here.
    Good,
    /// The rule finds exactly what the comments say.
    Bad,
    /// What the fixes make of the `Bad` above it.
    Fixed,
}

/// The files under one heading, which together are one set.
#[derive(Debug, Clone)]
pub struct Example {
    /// The heading.
    pub part: Part,
    /// `(file, text)`, in the order of the page.
    pub files: Vec<(String, String)>,
}

/// What a comment in a bad example promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The level.
    pub level: Level,
    /// The marked characters.
    pub marked: String,
    /// The message, in Chinese.
    pub message: String,
}

impl Rule {
    /// The header without its `//!`, as Markdown.
    pub fn page(&self) -> String {
        let header = self.text.lines().map_while(|line| line.strip_prefix("//!"));
        header.map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned() + "\n").collect()
    }

    /// The Chinese and the English name of the rule, from the page's first line.
    pub fn title(&self) -> (String, String) {
        let page = self.page();
        let line = page.lines().next().unwrap_or_default().trim_start_matches("# ").to_owned();
        let split = line.split_once(" · ").map(|(zh, en)| (zh.to_owned(), en.to_owned()));
        split.unwrap_or_else(|| (line.clone(), line))
    }

    /// The fenced files under `## Good`, `## Bad` and `## Fixed`.
    pub fn examples(&self) -> Vec<Example> {
        let mut examples: Vec<Example> = Vec::new();
        let mut fenced = false;
        for line in self.page().lines() {
            let files = examples.last_mut().map(|example| &mut example.files);
            match (fenced, line) {
                (false, "## Good") => examples.push(Example { part: Part::Good, files: vec![] }),
                (false, "## Bad") => examples.push(Example { part: Part::Bad, files: vec![] }),
                (false, "## Fixed") => examples.push(Example { part: Part::Fixed, files: vec![] }),
                (false, _) if line.starts_with("```") => {
                    let name = line.split_once(' ').map_or("example.yaml", |(_, name)| name);
                    if let Some(files) = files {
                        files.push((name.to_owned(), String::new()));
                    }
                    fenced = true;
                }
                (true, "```") => fenced = false,
                (true, _) => {
                    if let Some((_, text)) = files.and_then(|files| files.last_mut()) {
                        text.push_str(line);
                        text.push('\n');
                    }
                }
                (false, _) => {}
            }
        }
        examples
    }
}

impl Example {
    /// What the comments of a bad example promise, in order.
    pub fn expected(&self) -> Vec<Expected> {
        let lines = self.files.iter().flat_map(|(file, text)| {
            text.lines().enumerate().map(move |(at, line)| (file, at, line))
        });
        lines.filter_map(|(file, at, line)| expected(file, at + 1, line)).collect()
    }
}

fn expected(file: &str, line: usize, text: &str) -> Option<Expected> {
    let levels =
        [("# error", Level::Error), ("# warning", Level::Warning), ("# hint", Level::Hint)];
    levels.into_iter().find_map(|(word, level)| {
        let (_, rest) = text.split_once(word)?;
        let (below, rest) = rest.split_once('「')?;
        let (marked, message) = rest.split_once('」')?;
        let below: usize =
            if below.is_empty() { 0 } else { below.strip_prefix('+')?.parse().ok()? };
        Some(Expected {
            file: file.to_owned(),
            line: line + below,
            level,
            marked: marked.to_owned(),
            message: message.to_owned(),
        })
    })
}
