//! What a merge is asked for on the command line, whoever does it: one machine or many.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::backend::{Archive, Options};
use crate::command::build::printing::{ArchiveArgument, USUAL_BLEED, millimetres};
use crate::diag::{Fault, words};
use crate::merge::{Choice, names};

/// Arguments that say what is to be made. A plan has those that show in what is made, by their names.
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
#[derive(Debug, Clone, clap::Args, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// 承诺书等逐家发放的文件 / the letter that each institution gets
    #[serde(skip)]
    pub(super) letter: PathBuf,
    /// 名册，CSV 或者 XLSX / the roster, CSV or XLSX
    #[arg(long, value_name = "FILE")]
    #[serde(skip)]
    pub(super) roster: PathBuf,
    /// 名册有错的行跳过，其余照印 / leave bad rows out and print the others
    #[arg(long)]
    pub(super) keep_going: bool,
    /// 同时用几个核 / how many cores; all when not given
    #[arg(long, value_name = "N")]
    #[serde(skip)]
    pub(super) jobs: Option<usize>,
    /// 只印这些版式 / only these looks
    #[arg(long, value_name = "NAME")]
    pub(super) look: Vec<String>,
    /// 文件名的样式，花括号里写名册的列名 / how letters are named, with columns in braces
    #[arg(long, value_name = "PATTERN", default_value = names::USUAL)]
    pub(super) name: String,
    /// 只出单份 / single letters only, no print runs
    #[arg(long, conflicts_with = "runs_only")]
    letters_only: bool,
    /// 只出合订本 / print runs only, no single letters
    #[arg(long)]
    runs_only: bool,
    /// 合订本双面印，每份从新的一张纸开始 / print runs for both sides of the sheet
    #[arg(long, conflicts_with = "letters_only")]
    duplex: bool,
    /// 归档版；a-2b 照样快，a-2a 逐份排 / for archives
    #[arg(long, value_enum, value_name = "STANDARD", ignore_case = true)]
    archive: Option<ArchiveArgument>,
    /// 送印版：油墨颜色、3 毫米出血和裁切线 / for a print shop: inks, 3 mm of bleed, crop marks
    #[arg(long, conflicts_with = "archive")]
    print_shop: bool,
    /// 出血毫米数，并画裁切线 / millimetres of bleed, with crop marks
    #[arg(long, value_name = "MM", conflicts_with = "archive", value_parser = millimetres)]
    bleed: Option<f64>,
    /// 输出格式；json 每行一个事件 / the format of what is said; `json` is an event a line
    #[arg(long, value_enum, default_value = "human")]
    #[serde(skip)]
    pub(super) format: MergeFormat,
}

/// How a merge speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum MergeFormat {
    /// To people.
    #[default]
    Human,
    /// To programs, an object a line.
    Json,
}

impl Asked {
    /// How letters are printed.
    pub(super) fn options(&self) -> Options {
        let usual = if self.print_shop { USUAL_BLEED } else { 0.0 };
        Options {
            bleed_mm: self.bleed.unwrap_or(usual),
            print_shop: self.print_shop,
            archive: self.archive.map(Archive::from),
            ..Options::default()
        }
    }

    /// Whether print runs are wanted.
    pub(super) fn wants_runs(&self) -> bool {
        !self.letters_only
    }

    /// What is to be made, where print runs can be bound or not.
    ///
    /// # Errors
    /// When nothing would be left.
    pub(super) fn choice(&self, binds: bool) -> Result<Choice, Fault> {
        if self.runs_only && !binds {
            return Err(Fault::new(words!(
                "这种印法的文件带标签，不能合订",
                "files of this printing are tagged and cannot be bound"
            ))
            .help(words!(
                "归档用 a-2b，或者去掉 --runs-only",
                "take a-2b, or leave `--runs-only` out"
            )));
        }
        let runs = self.wants_runs() && binds;
        Ok(Choice { letters: !self.runs_only, runs, duplex: self.duplex && runs })
    }
}
