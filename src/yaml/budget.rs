//! What a source may not have: too much of anything, a second document, tags.

use super::tree::{Builder, Stop};
use super::{MAX_BYTES, MAX_DEPTH, MAX_NODES};
use crate::diag::{Finding, Level, Words, words};
use crate::text::Span;

impl Builder<'_> {
    /// Makes a finding, to which more can be added.
    pub(super) fn report(&mut self, rule: &str, span: Span, message: Words) -> &mut Finding {
        let index = self.parsed.findings.len();
        self.parsed.findings.push(Finding::new(rule, Level::Error, span, message));
        &mut self.parsed.findings[index]
    }

    /// Counts against the budget.
    pub(super) fn spend(&mut self, nodes: usize, at: Span) -> Result<(), Stop> {
        self.nodes += nodes;
        if self.nodes <= MAX_NODES {
            return Ok(());
        }
        self.report(
            "yaml-too-many-nodes",
            at,
            words!("文件超过 {MAX_NODES} 个节点", "the file has more than {MAX_NODES} nodes"),
        )
        .help = Some(words!(
            "拆成几个文件；*别名 按展开后的大小计算",
            "split the file; an alias counts as much as what it stands for"
        ));
        Err(Stop)
    }

    /// Too many levels.
    pub(super) fn too_deep(&mut self, at: Span) -> Stop {
        self.report(
            "yaml-too-deep",
            at,
            words!("嵌套超过 {MAX_DEPTH} 层", "nested more than {MAX_DEPTH} levels deep"),
        )
        .help = Some(words!("减少层次", "use fewer levels"));
        Stop
    }

    /// Too many bytes.
    pub(super) fn too_large(&mut self) {
        let size = self.text.len();
        self.report(
            "yaml-too-large",
            self.span(0..0),
            words!(
                "文件有 {size} 字节，最多 {MAX_BYTES} 字节",
                "the file has {size} bytes, more than {MAX_BYTES}"
            ),
        )
        .help = Some(words!("拆成几个文件", "split the file"));
    }

    /// Another document begins.
    pub(super) fn document(&mut self, bytes: std::ops::Range<usize>) {
        self.documents += 1;
        if self.documents == 2 {
            let place = self.span(bytes);
            self.report(
                "yaml-many-documents",
                place,
                words!("一个文件只放一份文档", "a file holds one document, here begins another"),
            )
            .help = Some(words!(
                "把“---”之后的内容移到另一个文件",
                "move what follows `---` to a file of its own"
            ));
        }
    }

    /// A tag, none of which has a meaning here.
    pub(super) fn tag(&mut self, bytes: std::ops::Range<usize>) {
        let shown = &self.text[bytes.clone()];
        let message = words!("不支持标签“{shown}”", "the tag `{shown}` is not supported");
        self.report("yaml-tag", self.span(bytes), message).help = Some(words!(
            "删去它；以 ! 开头的文字要加引号",
            "remove it, or quote the text if it begins with `!`"
        ));
    }
}
