//! The command line: one command, one file; each says what it does and gives the exit code.

mod arrange;
mod build;
mod burden;
mod calibrate;
mod check;
mod compare;
mod completions;
mod explain;
mod filing;
mod fix;
mod fmt;
mod fonts;
mod init;
mod man;
mod merge;
mod new;
mod roster;
mod rules;
mod schema;
mod tally;
mod trace;
mod verify;
mod world;

use clap::{Parser, Subcommand};

use crate::build::SECRECY;
use crate::calendar::{self, Date};
use crate::diag::{Fault, Finding, Lang, Level};
pub use world::World;

/// 红头：公文编译器。把 YAML 写的公文检查清楚，排成 GB/T 9704 版式。
/// A compiler for Chinese official documents.
#[derive(Debug, Parser)]
#[command(name = "hongtou", version, max_term_width = 100)]
pub struct Arguments {
    /// 用中文还是英文说话 / the language of messages
    #[arg(long, global = true, value_enum)]
    lang: Option<LangArgument>,
    /// 当作今天的日期，如 2026-03-01；不写就看时钟 / the day to judge excuses by, instead of today
    #[arg(long, global = true, value_parser = day)]
    today: Option<Date>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum LangArgument {
    Zh,
    En,
}

impl LangArgument {
    fn lang(self) -> Lang {
        match self {
            Self::Zh => Lang::Zh,
            Self::En => Lang::En,
        }
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 在空文件夹里建立工作区 / set up a workspace in an empty folder
    Init(init::Arguments),
    /// 写出一份范例文件 / write an example paper of a kind
    New(new::Arguments),
    /// 检查全部文件 / check the papers against schemas, rules and each other
    Check(check::Arguments),
    /// 检查并排版成 PDF / check, then typeset into PDF
    Build(build::Arguments),
    /// 核对输出文件是否与清单、源文件相符 / hold outputs against their manifest and their sources
    Verify(verify::Arguments),
    /// 按检查结果修改文件 / make the changes that findings propose
    Fix(fix::Arguments),
    /// 对照上级文件，列出各项要求由谁承接 / hold plans against the superior papers they implement
    Trace(trace::Arguments),
    /// 估量给基层增加的负担 / what papers cost those who must read and answer them
    Burden(burden::Arguments),
    /// 列出全部规则 / list all rules
    Rules(rules::Arguments),
    /// 写出预印红头纸的校准页 / write a calibration sheet for preprinted red heads
    Calibrate(calibrate::Arguments),
    /// 排出交叉检查的分组 / arrange who inspects whom
    Arrange(arrange::Arguments),
    /// 字段名改用中文或英文 / write keys in Chinese or in English
    Fmt(fmt::Arguments),
    /// 解释规则、文种和本单位设置 / explain a rule, a kind, the house
    Explain(explain::Arguments),
    /// 导出 JSON Schema，供编辑器使用 / export JSON Schemas for editors
    Schema(schema::Arguments),
    /// 汇总各单位填好的统计表 / add filled forms up into one
    Tally(tally::Arguments),
    /// 按名册逐家套打，合订成册 / make a letter for every institution of a roster
    Merge(merge::Arguments),
    /// 写出空白的或样例的名册，逐家发放的文件按它套打 / write the roster of a letter, empty or as a sample
    Roster(roster::Arguments),
    /// 清点签后交回的承诺书，写出备案台账和催办名单 / who has handed in, the ledger and the reminders
    Filing(filing::Arguments),
    /// 列出字体、覆盖字数和替代关系 / list fonts, coverage and substitutions
    Fonts(fonts::Arguments),
    /// 写出命令行补全脚本 / print the completions of a shell
    Completions(completions::Arguments),
    /// 写出手册页 / print pages for `man`
    Man(man::Arguments),
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Nothing stands in the way.
    Clean = 0,
    /// There are findings at error level.
    Findings = 1,
    /// The tool could not work.
    Fault = 2,
    /// A batch ended, and not everything is in it.
    Incomplete = 3,
    /// A secrecy mark (密级) was met where none may be.
    Secrecy = 4,
}

/// Runs one command and says how it ended.
pub fn run(arguments: &Arguments, world: &mut World<'_>) -> Exit {
    if let Some(lang) = arguments.lang {
        world.lang = lang.lang();
    }
    if let Some(today) = arguments.today {
        world.today = today;
    }
    let ended = match &arguments.command {
        Command::Init(arguments) => init::run(arguments, world),
        Command::New(arguments) => new::run(arguments, world),
        Command::Check(arguments) => check::run(arguments, world),
        Command::Build(arguments) => build::run(arguments, world),
        Command::Verify(arguments) => verify::run(arguments, world),
        Command::Fix(arguments) => fix::run(arguments, world),
        Command::Trace(arguments) => trace::run(arguments, world),
        Command::Burden(arguments) => burden::run(arguments, world),
        Command::Rules(arguments) => Ok(rules::run(arguments, world)),
        Command::Calibrate(arguments) => calibrate::run(arguments, world),
        Command::Arrange(arguments) => arrange::run(arguments, world),
        Command::Fmt(arguments) => fmt::run(arguments, world),
        Command::Explain(arguments) => explain::run(arguments, world),
        Command::Schema(own) => schema::run(own, arguments.lang.map(LangArgument::lang), world),
        Command::Tally(arguments) => tally::run(arguments, world),
        Command::Merge(arguments) => merge::run(arguments, world),
        Command::Roster(arguments) => roster::run(arguments, world),
        Command::Filing(arguments) => filing::run(arguments, world),
        Command::Fonts(arguments) => fonts::run(arguments, world),
        Command::Completions(arguments) => Ok(completions::run(arguments, world)),
        Command::Man(arguments) => man::run(arguments, world),
    };
    ended.unwrap_or_else(|fault| world.fault(&fault))
}

fn day(text: &str) -> Result<Date, String> {
    let parsed = calendar::parse_date(text, calendar::Context { year: None });
    parsed.map(|day| day.value).map_err(|_| "2026-03-01".to_owned())
}

/// What findings mean for the exit code.
fn exit_of(findings: &[Finding]) -> Exit {
    let counts = |finding: &&Finding| finding.level == Level::Error && !finding.known;
    let errors = || findings.iter().filter(counts);
    if errors().any(|finding| finding.rule == SECRECY) {
        Exit::Secrecy
    } else if errors().next().is_some() {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

/// What a command comes to.
type Ended = Result<Exit, Fault>;
