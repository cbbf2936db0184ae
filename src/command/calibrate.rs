//! `hongtou calibrate`: a sheet to align preprinted red heads (预印红头) by.

use std::path::PathBuf;

use super::{Ended, Exit, World};
use crate::backend::{self, Job, Options, Trouble};
use crate::build::{self, Folder, Request};
use crate::diag::{Fault, words};
use crate::doc::{Block, Doc, Meta, RedHead, Run};
use crate::font::Fonts;
use crate::text::Files;

/// The body in the head where none is given.
const EXAMPLE: &str = "示范市人民政府";

/// Arguments of `calibrate`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 红头上的机关，联合行文时逐个写出 / the bodies in the head
    #[arg(default_value = EXAMPLE)]
    issuers: Vec<String>,
    /// 机关之后的字样；不写就按格式 / what follows them in the mark
    #[arg(long)]
    suffix: Option<String>,
    /// 哪种格式的红头 / which format's head
    #[arg(long, value_enum, default_value = "general")]
    format: Head,
    /// 输出文件夹 / the output folder
    #[arg(long, default_value = "output")]
    out: PathBuf,
}

/// The formats that have a red head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Head {
    /// 公文通用格式
    General,
    /// 信函格式
    Letter,
    /// 命令（令）格式
    Order,
    /// 纪要格式
    Minutes,
}

impl Head {
    /// Its name, and what follows the bodies in its mark unless something else is asked for.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::General => ("general", "文件"),
            Self::Letter => ("letter", ""),
            Self::Order => ("order", "令"),
            Self::Minutes => ("minutes", "纪要"),
        }
    }
}

/// The name of the sheet.
const SHEET: &str = "calibration.pdf";

/// Writes the sheet for a head: where its rule lies depends on how high its mark is.
pub(super) fn run(arguments: &Arguments, world: &mut World<'_>) -> Ended {
    let workspace = world.workspace()?;
    let files = workspace.files();
    let (fonts, _) = Fonts::load(&files)?;
    unregistered(arguments, &files, world)?;
    let doc = sheet(arguments);
    let options = Options::default();
    let job =
        Job { doc: &doc, look: "calibration", fonts: &fonts, files: &files, options: &options };
    let backend = backend::find("pdf").expect("there is a PDF back-end");
    let emitted = backend.emit(&job).map_err(fault)?;
    let folder = Folder::new(&workspace.disk.root().join(&arguments.out))?;
    folder.write_one(SHEET, &emitted.bytes)?;
    let path = arguments.out.join(SHEET);
    let path = path.display();
    world.say(&words!("{path}（校准页）", "{path} (calibration sheet)"));
    Ok(Exit::Clean)
}

/// Tells of bodies that nobody has registered: sheets aligned by a misspelt name fit no paper.
fn unregistered(
    arguments: &Arguments,
    files: &dyn Files,
    world: &mut World<'_>,
) -> Result<(), Fault> {
    let named: Vec<&String> = arguments.issuers.iter().filter(|name| *name != EXAMPLE).collect();
    if named.is_empty() {
        return Ok(());
    }
    let set = build::check(files, &Request::default())?.set;
    let registry = &set.registry;
    for name in named.into_iter().filter(|name| !registry.is_known(name)) {
        if registry.units.is_empty() {
            continue;
        }
        world.tell(&match registry.nearest_body(name) {
            Some(near) => words!(
                "“{name}”没有登记，是不是“{near}”？",
                "`{name}` is not registered, did you mean `{near}`?"
            ),
            None => words!("“{name}”没有登记", "`{name}` is not registered"),
        });
    }
    Ok(())
}

/// A paper that is nothing but its head.
fn sheet(arguments: &Arguments) -> Doc {
    let (kind, suffix) = arguments.format.words();
    // Minutes have a line more above their rule.
    let date = (arguments.format == Head::Minutes).then(|| Run::new("日期"));
    let head = RedHead {
        issuers: arguments.issuers.iter().map(|name| Run::new(name.as_str())).collect(),
        suffix: arguments.suffix.clone().unwrap_or_else(|| suffix.to_owned()),
        date,
        ..RedHead::default()
    };
    let title = "预印红头纸校准页".to_owned();
    let meta = Meta { kind: kind.to_owned(), title, ..Meta::default() };
    Doc { meta, blocks: vec![Block::RedHead(head)] }
}

fn fault(trouble: Trouble) -> Fault {
    match trouble {
        Trouble::Look(errors) => {
            let said = errors.first().map(|error| format!("{}: {}", error.path, error.message));
            let said = said.unwrap_or_default();
            Fault::new(words!("校准页的版式出错：{said}", "the look of the sheet fails: {said}"))
        }
        Trouble::Font { file, message } => Fault::new(words!(
            "字体文件 {file} 不能用：{message}",
            "the font {file} cannot be used: {message}"
        )),
        Trouble::Internal(message) => panic!("{message}"),
    }
}
