//! Errors about quotes, brackets and single characters.

use granit_parser::ErrorKind as Kind;

use super::Scene;
use crate::diag::{Finding, words};

impl Scene<'_> {
    /// Quotes that are not closed, and what stands in or after them.
    pub(super) fn quote(&self, kind: &Kind) -> Option<Finding> {
        let quotes = ['"', '\''];
        match kind {
            Kind::UnclosedQuotedScalar
            | Kind::InvalidQuotedScalarIndent
            | Kind::DocumentIndicatorInQuotedScalar => {
                let from = self.builder.last.min(self.at);
                let opened = self.text[from..self.at].find(quotes).map_or(self.at, |at| from + at);
                let finding = self.finding(
                    opened,
                    words!(
                        "引号没有闭合，或者续行没有缩进",
                        "the quote is not closed or its lines not indented"
                    ),
                    words!(
                        "补上另一半引号；多行文字写在 | 之后",
                        "close it; write text of many lines after `|`"
                    ),
                );
                Some(match self.at {
                    at if at == opened => finding,
                    at => finding
                        .also(self.builder.span(at..at), words!("读到这里", "read up to here")),
                })
            }
            Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => {
                Some(self.finding(
                    self.at,
                    words!("引号之后还有文字", "text follows the closing quote"),
                    words!(
                        "整段放进引号；正文里的引号用“”",
                        "quote the whole; inside it use quotes of the other kind"
                    ),
                ))
            }
            Kind::UnknownQuotedScalarEscape
            | Kind::InvalidQuotedScalarHexEscape
            | Kind::InvalidUnicodeEscape => Some(self.finding(
                self.at,
                words!("双引号里的反斜杠没有意义", "a backslash in double quotes means nothing"),
                words!("改用单引号，或者写成 \\\\", "use single quotes, or write `\\\\`"),
            )),
            _ => None,
        }
    }

    /// Brackets that are not closed, or close nothing.
    pub(super) fn bracket(&self, kind: &Kind) -> Option<Finding> {
        let unclosed = || words!("括号没有闭合", "the bracket is not closed");
        let close = || words!("补上另一半括号", "write the closing bracket");
        match kind {
            Kind::UnclosedFlowCollection { .. } => Some(self.finding(self.at, unclosed(), close())),
            Kind::MismatchedFlowCollectionEnd { open, close } => Some(self.finding(
                self.at,
                words!("“{open}”由“{close}”闭合", "`{open}` is closed by `{close}`"),
                words!("[ 对 ]，{{ 对 }}", "`[` goes with `]`, `{{` with `}}`"),
            )),
            Kind::MisplacedFlowCollectionEnd => Some(self.finding(
                self.at,
                words!("多了一个括号", "this bracket closes nothing"),
                words!("删去它，或者给文字加引号", "remove it, or quote the text"),
            )),
            Kind::InvalidColonPlacement
            | Kind::UnexpectedEofFlowSequence
            | Kind::UnexpectedEofFlowMapping
            | Kind::UnexpectedEofImplicitFlowMapping
            | Kind::InvalidFlowScalarIndent => {
                let finding = self.finding(self.builder.open_bracket()?, unclosed(), close());
                let here = self.builder.span(self.at..self.at);
                Some(finding.also(here, words!("读到这里", "read up to here")))
            }
            Kind::ExpectedFlowSequenceSeparator | Kind::ExpectedFlowMappingSeparator => {
                Some(self.finding(
                    self.at,
                    words!("括号里缺少逗号", "a comma is missing inside the bracket"),
                    words!("各项之间用半角逗号", "put a comma between the items"),
                ))
            }
            _ => None,
        }
    }

    /// Characters that cannot stand where they stand.
    pub(super) fn character(&self, kind: &Kind) -> Option<Finding> {
        match kind {
            Kind::UnexpectedCharacter { character } if character.is_control() => {
                let code = u32::from(*character);
                Some(self.finding(
                    self.at,
                    words!(
                        "有看不见的控制字符 U+{code:04X}",
                        "there is a control character U+{code:04X}"
                    ),
                    words!("删去它", "remove it"),
                ))
            }
            Kind::UnexpectedCharacter { character } => Some(self.finding(
                self.at,
                words!("文字不能以“{character}”开头", "text cannot begin with `{character}`"),
                words!("给文字加引号", "put the text into quotes"),
            )),
            Kind::MissingAnchorOrAliasName | Kind::UndeclaredTagHandle | Kind::MissingTagUri => {
                Some(self.finding(
                    self.at,
                    words!("文字不能以 *、& 或 ! 开头", "text cannot begin with `*`, `&` or `!`"),
                    words!("给文字加引号", "put the text into quotes"),
                ))
            }
            Kind::BlockSequenceEntryNotAllowed | Kind::BlockEntryInFlowCollection => {
                Some(self.finding(
                    self.at,
                    words!("列表项不能写在这里", "a list item cannot stand here"),
                    words!("列表从下一行开始，每项一行", "begin the list on the next line"),
                ))
            }
            Kind::BomInsideDocument => Some(self.finding(
                self.at,
                words!("文件中间有字节顺序标记", "a byte order mark stands inside the file"),
                words!("删去这个看不见的字符", "remove this invisible character"),
            )),
            _ => None,
        }
    }
}
