//! What is wrong, where, and what to do: findings in the user's files and faults of a run.
//!
//! A finding names its rule by text, so that this module knows no rule. Everything said to a
//! person is said in Chinese and in English at once; the report chooses.

use crate::text::git::GitError;
use crate::text::{FileError, Span};

/// One sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Words {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Words {
    /// The same sentence in both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The sentence in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// Writes one sentence in both languages: `words!("日期 {d} 不存在", "the date {d} does not exist")`.
#[macro_export]
macro_rules! words {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::diag::Words::new(format!($zh), format!($en))
    };
}
pub use crate::words;

/// The language a person is spoken to in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing is written.
    Error,
    /// Something is written, and the reader is told.
    Warning,
    /// Worth a look; nothing need be wrong.
    Hint,
}

impl Level {
    /// The word that `--format short` and `json` use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }
}

/// How far a fix may be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// The meaning stays as it is.
    Safe,
    /// The meaning may change: a person confirms it.
    Suggested,
}

/// New text for one place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fix {
    /// The place.
    pub span: Span,
    /// What to write there.
    pub text: String,
    /// How far to trust it.
    pub trust: Trust,
}

/// One thing that is wrong in the user's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The name of the rule that found it.
    pub rule: String,
    /// How bad it is.
    pub level: Level,
    /// Its place.
    pub span: Span,
    /// What is wrong, understandable alone.
    pub message: Words,
    /// Other places that explain it, each with a few words.
    pub also: Vec<(Span, Words)>,
    /// What to do.
    pub help: Option<Words>,
    /// A change that does it.
    pub fix: Option<Fix>,
    /// Whether the baseline (基线) lists it: an old finding that neither is shown nor counts.
    pub known: bool,
}

impl Finding {
    /// A finding with its place and message; the rest is optional.
    pub fn new(rule: impl Into<String>, level: Level, span: Span, message: Words) -> Self {
        let (also, rule) = (Vec::new(), rule.into());
        Self { rule, level, span, message, also, help: None, fix: None, known: false }
    }

    /// Points at another place that explains it.
    pub fn also(mut self, span: Span, words: Words) -> Self {
        self.also.push((span, words));
        self
    }

    /// Says what to do.
    pub fn help(mut self, words: Words) -> Self {
        self.help = Some(words);
        self
    }
}

/// Sorts findings by place, then by severity, rule and words, and drops exact repetitions.
pub fn sort(findings: &mut Vec<Finding>) {
    findings.sort_by(|a, b| {
        (a.span, a.level, &a.rule, &a.message).cmp(&(b.span, b.level, &b.rule, &b.message))
    });
    findings.dedup();
}

/// The tool could not work: a missing folder, a bad argument. Never the fault of a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .words.en)]
pub struct Fault {
    /// What happened.
    pub words: Words,
    /// What to do.
    pub help: Option<Words>,
}

impl Fault {
    /// A fault without advice.
    pub fn new(words: Words) -> Self {
        Self { words, help: None }
    }

    /// Says what to do.
    pub fn help(mut self, words: Words) -> Self {
        self.help = Some(words);
        self
    }
}

impl From<FileError> for Fault {
    fn from(error: FileError) -> Self {
        match error {
            FileError::Missing(path) => {
                Self::new(words!("没有文件 {path}", "there is no file {path}"))
                    .help(words!("检查路径是否写对", "check the path"))
            }
            FileError::Denied(path) => {
                Self::new(words!("没有权限读取 {path}", "no permission to read {path}"))
                    .help(words!("检查文件的权限", "check the file's permissions"))
            }
            FileError::Outside(path) => Self::new(words!(
                "{path} 在工作区之外",
                "{path} lies outside the workspace"
            ))
            .help(words!(
                "把文件放进工作区；指向外面的链接和 .. 一律不读",
                "put the file inside the workspace; links and `..` that lead out are refused"
            )),
            FileError::Name(path) => {
                Self::new(words!("文件名 {path} 不是 UTF-8", "the file name {path} is not UTF-8"))
                    .help(words!("给它改名", "rename it"))
            }
            FileError::NoWorkspace(path) => Self::new(words!(
                "{path} 及其上级文件夹中都没有 policies 文件夹",
                "neither {path} nor a folder above it has a `policies` folder"
            ))
            .help(words!("在空文件夹里运行 hongtou init", "run `hongtou init` in an empty folder")),
            FileError::Other(path, cause) => {
                Self::new(words!("读取 {path} 失败：{cause}", "cannot read {path}: {cause}"))
                    .help(words!("排除原因后再试", "remove the cause and try again"))
            }
        }
    }
}

impl From<GitError> for Fault {
    fn from(error: GitError) -> Self {
        match error {
            GitError::Absent => {
                Self::new(words!("这台机器上没有 git", "there is no git on this machine"))
                    .help(words!("装上 git，或不用 --since", "install git, or leave out `--since`"))
            }
            GitError::Refused(cause) => Self::new(words!(
                "git 说不出改了哪些文件：{cause}",
                "git cannot say what changed: {cause}"
            ))
            .help(words!(
                "检查版本名；浅克隆要先取回历史（fetch-depth: 0）",
                "check the revision; a shallow clone needs its history (fetch-depth: 0)"
            )),
        }
    }
}

/// The candidate nearest to what was written, when it is near enough to be a slip.
///
/// Two Chinese characters differ by as much as two whole words, so the limit is counted in
/// characters: one slip for names of two or three, then a third of the length. A name of one
/// character is near to every other and so to none.
pub fn nearest<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let length = written.chars().count();
    let limit = if length < 2 { 0 } else { (length / 3).max(1) };
    // Names differ by at least as much as their lengths do: most are ruled out by counting.
    let near = |candidate: &&str| candidate.chars().count().abs_diff(length) <= limit;
    candidates
        .into_iter()
        .filter(near)
        .map(|candidate| (strsim::osa_distance(written, candidate), candidate))
        .filter(|(distance, _)| (1..=limit).contains(distance))
        // Of two that are equally near the one that begins alike is meant.
        .min_by_key(|(distance, candidate)| {
            let alike = written.chars().zip(candidate.chars()).take_while(|(a, b)| a == b).count();
            (*distance, std::cmp::Reverse(alike), *candidate)
        })
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_finds_its_word_and_a_stranger_finds_none() {
        let keys = ["phases", "title", "issuer"];
        assert_eq!(nearest("phase", keys), Some("phases"));
        assert_eq!(nearest("issur", keys), Some("issuer"));
        assert_eq!(nearest("colour", keys), None);
        assert_eq!(nearest("tongxi-2018", ["qingxi-2018", "tongxi-2018-x"]), Some("tongxi-2018-x"));
        assert_eq!(nearest("市城管局", ["市城市管理局", "市教育局"]), None);
        assert_eq!(nearest("市卫生健康", ["市卫生健康委", "市教育局"]), Some("市卫生健康委"));
    }
}
