//! `hongtou fonts`: which font plays which role, what it covers, and what it replaces.

use super::{Ended, Exit, World};
use crate::build::{self, Request};
use crate::diag::{Fault, Lang, Words, words};
use crate::font::{Face, Fonts, Note, Origin};
use crate::text::Files;

/// Arguments of `fonts`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 附上每个文件的 SHA-256 / with the SHA-256 of each file
    #[arg(long)]
    hashes: bool,
}

/// Lists the fonts of the workspace, or the built-in ones outside of any.
pub(super) fn run(arguments: &Arguments, world: &mut World<'_>) -> Ended {
    let (fonts, notes) = match world.workspace() {
        Ok(workspace) => of_house(&workspace.files())?,
        Err(_) => (Fonts::builtin(), Vec::new()),
    };
    for face in fonts.faces() {
        let text = line(face, face.role.chinese(), &fonts, arguments.hashes, world.lang);
        world.print(&text);
    }
    if let Some(face) = fonts.latin() {
        let text = line(face, "西文", &fonts, arguments.hashes, world.lang);
        world.print(&text);
    }
    for note in notes {
        let (file, message, help) = (note.file, note.message, note.help);
        let (zh, en) = (format!("{file}：{}", message.zh), format!("{file}: {}", message.en));
        world.say(&Words::new(zh, en));
        if let Some(help) = help {
            world.say(&help);
        }
    }
    world.say(&words!(
        "把自己的字体放进 templates/fonts/，同名角色即由它承担",
        "put your own fonts into templates/fonts/ and they take their roles"
    ));
    Ok(Exit::Clean)
}

/// The fonts of a workspace, with those that its house has chosen.
fn of_house(files: &dyn Files) -> Result<(Fonts, Vec<Note>), Fault> {
    let request = Request { paths: vec!["policies/registry".to_owned()], ..Request::default() };
    // A workspace without a paper has fonts all the same.
    build::check(files, &request)
        .map(|checked| (checked.fonts, checked.notes))
        .or_else(|_| Fonts::load(files))
}

fn line(face: &Face, role: &str, fonts: &Fonts, hashes: bool, lang: Lang) -> String {
    let (family, file) = (&face.family, &face.file);
    let (all, gb2312) = (face.characters(), face.gb2312());
    let first = fonts.faces().iter().find(|other| other.role == face.role);
    let leads = first.is_some_and(|first| first.file == face.file);
    let origin = match (face.origin, lang, leads) {
        (Origin::User, Lang::Zh, _) => "用户字体",
        (Origin::Builtin, Lang::Zh, true) => "内置",
        (Origin::Builtin, Lang::Zh, false) => "内置，备用",
        (Origin::User, Lang::En, _) => "the user's",
        (Origin::Builtin, Lang::En, true) => "built in",
        (Origin::Builtin, Lang::En, false) => "built in, second choice",
    };
    let hash = if hashes { format!("\n    sha256 {}", face.sha256()) } else { String::new() };
    match lang {
        Lang::Zh => format!(
            "{role}　{family}（{origin}）\n    {file}：共 {all} 字，GB 2312 {gb2312}/6763{hash}\n"
        ),
        Lang::En => format!(
            "{role}  {family} ({origin})\n    {file}: {all} characters, GB 2312 {gb2312}/6763{hash}\n"
        ),
    }
}
