//! # 缺字 · no font has the character
//!
//! ## 为什么
//! 人名地名里的生僻字，字体里没有就会印成方框。这样的字一个也不许印出去。看不见的字符由
//! `invisible-char` 报告。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! title: 关于朱镕堃同志任职的通知
//! body: "面积为36㎡，温度为25℃，①②③项按规定办理，联系人：王\u200B喆。"
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! title: 关于王𰻝同志任职的通知 # error「𰻝」没有字体能印“𰻝”（U+30EDD）
//! note: 此件公开😀 # error「😀」没有字体能印“😀”（U+1F600）
//! ```

use std::collections::BTreeSet;

use crate::diag::{Level, words};
use crate::doc::{self, Block};
use crate::font::{Fonts, Role};
use crate::policy::{Check, DocView, May, Report, Rule, Strength, around, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：印出的每个字都要有字体",
    since: "0.1.0",
    ids: &["M22"],
    check: Check::Doc(May::Have(|cell, fonts| !fonts.draws(cell)), check),
};

fn check(view: &DocView<'_>, report: &mut Report) {
    let mut judge = Judge { view, report, said: BTreeSet::new() };
    view.doc.blocks.iter().for_each(|block| judge.block(block));
}

struct Judge<'a, 'v> {
    view: &'a DocView<'v>,
    report: &'a mut Report,
    /// A character is reported once for each place it stands in, however often it stands there.
    said: BTreeSet<(Span, char)>,
}

impl Judge<'_, '_> {
    fn block(&mut self, block: &Block) {
        let role = match block {
            Block::Attachment(attachment) => {
                return attachment.blocks.iter().for_each(|block| self.block(block));
            }
            Block::RedHead(_) | Block::Title(_) => Role::Xiaobiaosong,
            Block::Heading(heading) if heading.level == 1 => Role::Heiti,
            Block::Heading(heading) if heading.level == 2 => Role::Kaiti,
            Block::Heading(_)
            | Block::Recipients { .. }
            | Block::Paragraph { .. }
            | Block::List { .. }
            | Block::Table(_)
            | Block::Timeline(_)
            | Block::Pledges { .. }
            | Block::Blanks { .. }
            | Block::Fields { .. }
            | Block::AttachmentList { .. }
            | Block::Attendance(_)
            | Block::Signature(_)
            | Block::Note { .. }
            | Block::Imprint(_) => Role::Fangsong,
        };
        block.texts(&mut |text, span| self.missing(text, span, role));
    }

    fn missing(&mut self, text: &str, span: Option<Span>, role: Role) {
        // What nobody sees is `invisible-char`'s, wherever it stands.
        let missing = self.view.fonts.missing(text, role).into_iter();
        for (at, c) in missing.filter(|(_, c)| !around::is_unseen(*c)) {
            let Some(place) = self.place(text, span, at, c) else { continue };
            let code = u32::from(c);
            let tried = tried(self.view.fonts, role);
            self.report
                .at(
                    place,
                    words!(
                        "没有字体能印“{c}”（U+{code:04X}）",
                        "no font can print `{c}` (U+{code:04X})"
                    ),
                )
                .help(words!(
                    "试过{tried}；换字，或把有这个字的字体放进 templates/fonts",
                    "tried {tried}; change it, or put a font that has it into templates/fonts"
                ));
        }
    }

    /// Where a character stands, the first time it is met there.
    fn place(&mut self, text: &str, span: Option<Span>, at: usize, c: char) -> Option<Span> {
        let whole = span.unwrap_or_else(|| self.view.paper.head());
        let place = span.map_or(whole, |span| doc::part(text, span, at..at + c.len_utf8()));
        self.said.insert((place, c)).then_some(place)
    }
}

/// The fonts that a role is printed in, in the order they are tried.
fn tried(fonts: &Fonts, role: Role) -> String {
    let of = |wanted: Role| fonts.faces().iter().filter(move |face| face.role == wanted);
    let last = of(Role::Songti).filter(|_| role != Role::Songti);
    of(role).chain(last).map(|face| face.family.as_str()).collect::<Vec<_>>().join("、")
}
