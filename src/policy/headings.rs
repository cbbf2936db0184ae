//! The headings that a drafter writes in running text with `#`.

use std::ops::Range;

use crate::model::Said;

/// One heading.
pub struct Heading<'p> {
    /// Its level, from 1.
    pub level: usize,
    /// Its words.
    pub title: &'p str,
    /// All of its line, without the blanks around it.
    pub range: Range<usize>,
}

/// The headings of a text, from the first to the last.
pub fn of(said: &Said) -> Vec<Heading<'_>> {
    if said.may_have('#') { within(said.text()) } else { Vec::new() }
}

fn within(text: &str) -> Vec<Heading<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let written = line.trim_end();
        let title = written.trim_start_matches('#');
        let level = written.len() - title.len();
        if (1..=4).contains(&level) && title.starts_with(' ') {
            found.push(Heading { level, title: title.trim(), range: at..at + written.len() });
        }
        at += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_have_a_blank_behind_their_marks() {
        let found = within("# 目标\n#不是\n## 要求  \n").into_iter();
        let found: Vec<(usize, &str)> = found.map(|one| (one.level, one.title)).collect();
        assert_eq!(found, [(1, "目标"), (2, "要求")]);
    }
}
