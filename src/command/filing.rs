//! `hongtou filing`: who has handed in the signed letter, and who is late, county by county.

mod letter;
mod say;
mod write;

use std::path::PathBuf;

use super::{Ended, Exit, World};
use crate::diag::{Fault, Level, words};
use crate::filing::{self, Filing, Register, State};
use crate::roster::{self, Demands, Flaw, Opened, Stop, Table};
use letter::Letter;

/// Arguments of `filing`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 逐家发放、签后交回的承诺书 / the letter that each institution signs and hands in
    letter: PathBuf,
    /// 名册：CSV 或 XLSX / the roster
    #[arg(long)]
    roster: PathBuf,
    /// 交回登记：代码或编号、交回日期，可有经办人、备注 / what was handed in: a code or number and the
    /// date, perhaps who took it in and a note
    #[arg(long)]
    returned: PathBuf,
    /// 输出文件夹；不写就是 output/filing/承诺书的标识 / the output folder
    #[arg(long)]
    out: Option<PathBuf>,
    /// 交回期限；不写就按承诺书的 filing.deadline / until when, instead of what the letter says
    #[arg(long)]
    deadline: Option<String>,
    /// 台账 PDF 每个县区一份；超过 2000 家时总是这样 / a ledger in PDF for each county, as always beyond
    /// 2000 institutions
    #[arg(long)]
    by_county: bool,
    /// 剔除有误的行，写出其余的 / leave out the rows that are wrong and go on with the others
    #[arg(long)]
    keep_going: bool,
    /// 有逾期未交的，退出码为 1 / exit with 1 when somebody is overdue
    #[arg(long)]
    fail_on_overdue: bool,
    /// 格式：human 表格、json / the format of the report
    #[arg(long, value_enum, default_value = "human")]
    format: FilingFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum FilingFormat {
    Human,
    Json,
}

/// One of the two tables, by the name the user gave it, with what is wrong in it.
struct Read<'a> {
    file: String,
    flaws: &'a [Flaw],
    errors: usize,
}

/// Reads letter, roster and register, tells who stands how, and writes the lists.
pub(super) fn run(arguments: &Arguments, world: &mut World<'_>) -> Ended {
    let workspace = world.workspace()?;
    let files = workspace.files();
    let path = workspace.inside(&arguments.letter, &world.folder)?;
    let letter = match Letter::read(&files, &path, arguments.deadline.as_deref(), world)? {
        Ok(letter) => letter,
        Err(exit) => return Ok(exit),
    };
    let covered = |text: &str| letter.missing(text);
    let opened = open(arguments, &letter, &covered, world)?;
    let taken = taken(arguments, &letter, &opened, &covered, world)?;
    let (register, stopped) = taken;
    let holidays = &letter.checked.set.registry.holidays;
    let filing =
        filing::judge((&opened.roster, opened.bad()), register, letter.due.clone(), holidays);
    let errors = |flaws: &[Flaw]| flaws.iter().filter(|flaw| flaw.level == Level::Error).count();
    let name = |path: &PathBuf| path.display().to_string();
    let reads = [
        Read {
            file: name(&arguments.roster),
            flaws: &opened.flaws,
            errors: usize::try_from(opened.errors).unwrap_or(usize::MAX),
        },
        Read {
            file: name(&arguments.returned),
            flaws: &filing.flaws,
            errors: errors(&filing.flaws),
        },
    ];
    let wrong = reads.iter().map(|read| read.errors).sum::<usize>() > 0;
    let barred = (wrong && !arguments.keep_going) || stopped || !opened.whole;
    let written = if barred {
        Vec::new()
    } else {
        write::write(arguments, &letter, (&opened, &filing), workspace.disk.root(), &files, world)?
    };
    match arguments.format {
        FilingFormat::Human => say::human(&letter, &filing, &reads, (barred, &written), world),
        FilingFormat::Json => {
            let data = say::data(&letter, &filing, &opened.roster, &reads, &written)?;
            world.print(&(serde_json::to_string_pretty(&data).unwrap_or_default() + "\n"));
        }
    }
    Ok(exit(arguments, &filing, wrong, barred))
}

fn exit(arguments: &Arguments, filing: &Filing, wrong: bool, barred: bool) -> Exit {
    if barred || (arguments.fail_on_overdue && filing.total.count(State::Overdue) > 0) {
        Exit::Findings
    } else if wrong {
        Exit::Incomplete
    } else {
        Exit::Clean
    }
}

fn open(
    arguments: &Arguments,
    letter: &Letter,
    covered: &dyn Fn(&str) -> Option<char>,
    world: &World<'_>,
) -> Result<Opened, Fault> {
    let counties = letter.counties.clone();
    let demands = Demands { counties, covered, ..Demands::default() };
    roster::open(&world.folder.join(&arguments.roster), &letter.columns, &demands)
}

/// The register, and whether reading it ended before its end.
fn taken<'r>(
    arguments: &Arguments,
    letter: &Letter,
    opened: &'r Opened,
    covered: &'r dyn Fn(&str) -> Option<char>,
    world: &World<'_>,
) -> Result<(Register<'r>, bool), Fault> {
    let mut register = Register::new(&opened.roster, letter.issued, world.today, covered)?;
    let path = world.folder.join(&arguments.returned);
    let read = roster::read(&path, &filing::columns(), &mut |record| register.take(record));
    match read {
        Ok(table) => register.end(table),
        Err(Stop::Fault(fault)) => return Err(fault),
        Err(Stop::Flaw(flaw)) => {
            register.end(Table { flaws: vec![*flaw], ..Table::default() });
            return Ok((register, true));
        }
    }
    Ok((register, false))
}

fn unreadable(path: &str) -> Fault {
    Fault::new(words!("{path} 不是逐家交回的文件", "{path} is no letter that institutions hand in"))
        .help(words!("写承诺书的路径", "name a commitment letter"))
}
