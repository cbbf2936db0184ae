//! Running text: runs that remember where they were written, and what else stands in a line.

use serde::Serialize;

use crate::text::Span;

/// Text with its place in the user's files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Where it was written, when it was.
    #[serde(skip)]
    pub span: Option<Span>,
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Inline {
    /// Plain text.
    Text {
        /// The text.
        text: String,
        /// Where it was written, when it was.
        #[serde(skip)]
        span: Option<Span>,
    },
    /// Emphasised text (着重).
    Strong {
        /// What is emphasised.
        inlines: Vec<Inline>,
    },
    /// A blank to fill in by hand.
    Blank {
        /// Its width, in characters.
        width: u32,
    },
    /// A mention of another part of the set: 附件4, 第二阶段.
    Reference {
        /// What is printed.
        text: String,
        /// The id it leads to.
        target: String,
        /// Where it was written.
        #[serde(skip)]
        span: Option<Span>,
    },
    /// A law or paper that is cited: 《医疗保障基金使用监督管理条例》.
    Citation {
        /// What is printed.
        text: String,
        /// Its id in the registry.
        target: String,
        /// Where it was written.
        #[serde(skip)]
        span: Option<Span>,
    },
    /// A line break the author asked for.
    Break,
}

impl Run {
    /// Text without a place: the tool's own words.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), span: None }
    }

    /// Text from the user's files.
    pub fn at(text: impl Into<String>, span: Span) -> Self {
        Self { text: text.into(), span: Some(span) }
    }
}

impl From<Run> for Inline {
    fn from(run: Run) -> Self {
        Self::Text { text: run.text, span: run.span }
    }
}

impl Inline {
    /// Plain text without a place.
    pub fn text(text: impl Into<String>) -> Self {
        Run::new(text).into()
    }
}
