//! What goes wrong while pages are made, as findings: in looks, in fonts, and on the pages themselves.

use std::collections::BTreeSet;

use super::Request;
use super::source::Checked;
use crate::backend::{Backend, InLook, Trouble};
use crate::diag::{Fault, Finding, Level, Words, words};
use crate::doc::pages::Pages;
use crate::model::Paper;
use crate::text::{Files, Source, Sources, Span};

/// A picture of a page there is not.
pub(super) fn beyond(
    pages: &Pages,
    backend: &Backend,
    request: &Request,
    paper: &Paper,
) -> Option<Finding> {
    let (asked, count) = (request.options.picture.page as usize, pages.pages.len());
    (backend.name() == "png" && asked > count).then(|| {
        let message = words!("这份文件只有 {count} 页", "this paper has {count} pages only");
        let help = words!("--page 写 1 到 {count}", "`--page` is 1 to {count}");
        Finding::new("picture-page", Level::Error, paper.head(), message).help(help)
    })
}

/// The characters that came out as empty boxes.
pub(super) fn missing(pages: &Pages) -> BTreeSet<char> {
    let runs = pages.pages.iter().flat_map(|page| &page.runs);
    runs.flat_map(|run| run.missing.chars()).collect()
}

/// Tells of missing characters that no rule foresaw: a look may print words of its own, and in
/// fonts of its own choice.
pub(super) fn unprintable(
    mut missing: BTreeSet<char>,
    checked: &Checked,
    paper: &Paper,
    look: &str,
) -> Option<Finding> {
    const RULE: &str = "glyph-missing";
    let said =
        |finding: &&Finding| finding.rule == RULE && finding.span.source == paper.head().source;
    for finding in checked.findings.iter().filter(said) {
        missing.retain(|c| !finding.message.zh.contains(&format!("“{c}”")));
    }
    if missing.is_empty() {
        return None;
    }
    let named = |c: &char| format!("{c}（U+{:04X}）", u32::from(*c));
    let zh: String = missing.iter().map(named).collect::<Vec<_>>().join("、");
    let en = zh.replace('（', " (").replace('）', ")").replace('、', ", ");
    let message = words!("版式 {look} 印不出{zh}", "the look `{look}` cannot print {en}");
    let help = words!(
        "换字，或把有这个字的字体放进 templates/fonts；缺字的文件不会写出",
        "change it, or put a font that has it into templates/fonts; nothing with gaps is written"
    );
    Some(Finding::new(RULE, Level::Error, paper.head(), message).help(help))
}

/// What a look did wrong, as findings in the look: it is a source like any other.
pub(super) fn in_look(
    trouble: Trouble,
    files: &dyn Files,
    sources: &mut Sources,
) -> Result<Vec<Finding>, Fault> {
    match trouble {
        Trouble::Look(all) => {
            let error = |one: InLook| {
                let said = &one.message;
                let message = words!("版式出错：{said}", "the look fails: {said}");
                look_finding(&one, Level::Error, message, files, sources)
            };
            Ok(all.into_iter().map(error).collect())
        }
        Trouble::Font { file, message } => Err(Fault::new(words!(
            "字体文件 {file} 不能用：{message}",
            "the font {file} cannot be used: {message}"
        ))
        .help(words!("换一个字体文件，或把它移走", "replace the font file, or take it away"))),
        Trouble::Internal(message) => panic!("{message}"),
    }
}

/// What Typst warns about in a look.
pub(super) fn warning(one: &InLook, files: &dyn Files, sources: &mut Sources) -> Finding {
    let said = &one.message;
    let message = words!("版式警告：{said}", "the look is doubtful: {said}");
    look_finding(one, Level::Warning, message, files, sources)
}

fn look_finding(
    one: &InLook,
    level: Level,
    message: Words,
    files: &dyn Files,
    sources: &mut Sources,
) -> Finding {
    let path = one.path.trim_start_matches('/').to_owned();
    let id = sources.find(&path).unwrap_or_else(|| {
        let text = files.read(&path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        sources.add(Source::new(path, text.unwrap_or_default()))
    });
    let length = sources.get(id).text.len();
    let bytes = one.bytes.clone().filter(|bytes| bytes.end <= length).unwrap_or(0..0);
    let finding = Finding::new("look", level, Span::new(id, bytes), message);
    match one.hints.first() {
        Some(hint) => finding.help(words!("{hint}", "{hint}")),
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Memory;

    #[test]
    #[should_panic(expected = "the compiler is wrong")]
    fn a_bug_ends_the_run_as_a_bug() {
        let trouble = Trouble::Internal("the compiler is wrong".to_owned());
        let _ = in_look(trouble, &Memory::default(), &mut Sources::default());
    }
}
