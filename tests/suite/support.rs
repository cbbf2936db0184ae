//! What the tests share: workspaces in temporary folders, and the program run on them.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use hongtou::backend::{self, Emitted, Job, Options};
use hongtou::doc::{Block, Doc, Inline, Meta};
use hongtou::font::Fonts;
use hongtou::text::Builtin;

/// The fonts that the program carries.
pub(crate) static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::builtin);

/// The folder of this repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A paper of these blocks.
pub(crate) fn doc(blocks: Vec<Block>) -> Doc {
    let issuers = vec!["江门市医疗保障局".to_owned()];
    Doc { meta: Meta { title: "通知".into(), issuers, ..Meta::default() }, blocks }
}

/// A paragraph of the body.
pub(crate) fn paragraph(text: &str) -> Block {
    Block::Paragraph { inlines: inlines(text) }
}

/// Plain running text.
pub(crate) fn inlines(text: &str) -> Vec<Inline> {
    vec![Inline::text(text)]
}

/// Lays a paper out in a look of ours, on plain sheets.
pub(crate) fn lay_out(doc: &Doc, look: &str) -> Emitted {
    lay_out_with(doc, look, Options::default())
}

/// Lays a paper out in a look of ours.
pub(crate) fn lay_out_with(doc: &Doc, look: &str, options: Options) -> Emitted {
    let job = Job { doc, look, fonts: &FONTS, files: &Builtin, options: &options };
    let backend = backend::find("pdf").expect("there is a PDF back-end");
    backend.emit(&job).expect("the paper can be laid out")
}

/// A temporary folder that the program is run in.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder made by `hongtou init`.
    pub(crate) fn init() -> Self {
        let folder = Self::empty();
        folder.run(&["init"]).expect_code(0);
        folder
    }

    /// The path of something in it.
    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.0.path().join(inside)
    }

    /// Writes a file, and the folders above it.
    pub(crate) fn write(&self, inside: &str, content: impl AsRef<[u8]>) {
        let path = self.path(inside);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Reads a text.
    pub(crate) fn read(&self, inside: &str) -> String {
        fs::read_to_string(self.path(inside)).unwrap()
    }

    /// Rewrites a part of a text, which must be there.
    pub(crate) fn change(&self, inside: &str, from: &str, to: &str) {
        let text = self.read(inside);
        assert!(text.contains(from), "{inside} does not say {from}");
        self.write(inside, text.replacen(from, to, 1));
    }

    /// Runs the program in it.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        run(self.0.path(), arguments, &[])
    }

    /// Runs the program in it, in English.
    pub(crate) fn run_in_english(&self, arguments: &[&str]) -> Ran {
        run(self.0.path(), arguments, &[("LC_ALL", "en_GB.UTF-8")])
    }

    /// Every file under it that is no source of ours, with its bytes, sorted by path.
    pub(crate) fn files(&self, inside: &str) -> Vec<(String, Vec<u8>)> {
        let start = self.path(inside);
        let walk = walkdir::WalkDir::new(&start).sort_by_file_name().into_iter();
        let files = walk.map(Result::unwrap).filter(|entry| entry.file_type().is_file());
        files
            .map(|entry| {
                let name = entry.path().strip_prefix(&start).unwrap().display().to_string();
                (name, fs::read(entry.path()).unwrap())
            })
            .collect()
    }
}

/// Runs the program in a folder, in Chinese unless told otherwise.
pub(crate) fn run(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hongtou"));
    command.current_dir(folder).args(arguments).env("LC_ALL", "zh_CN.UTF-8");
    command.env("HONGTOU_CACHE", "");
    command.envs(environment.iter().copied()).output().unwrap().into()
}

/// What a run of the program came to.
#[derive(Debug)]
pub(crate) struct Ran {
    /// Its exit code; none when it was killed.
    pub(crate) code: Option<i32>,
    /// What it printed.
    pub(crate) out: String,
    /// What it said on the error stream.
    pub(crate) err: String,
}

impl From<std::process::Output> for Ran {
    fn from(ran: std::process::Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self { code: ran.status.code(), out: text(ran.stdout), err: text(ran.stderr) }
    }
}

impl Ran {
    /// Holds it to an exit code.
    #[track_caller]
    pub(crate) fn expect_code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}{}", self.out, self.err);
        self
    }

    /// Holds its words to these.
    #[track_caller]
    pub(crate) fn says(&self, words: &[&str]) {
        for word in words {
            let said = self.out.contains(word) || self.err.contains(word);
            assert!(said, "nothing about “{word}”:\n{}{}", self.out, self.err);
        }
        assert!(!self.err.contains("internal error"), "{}", self.err);
    }
}

/// Runs a command in both languages and holds both to the exit code and the words.
#[track_caller]
pub(crate) fn fails(folder: &Folder, arguments: &[&str], code: i32, zh: &[&str], en: &[&str]) {
    folder.run(arguments).expect_code(code).says(zh);
    folder.run_in_english(arguments).expect_code(code).says(en);
}

/// A workspace that has been built, and everything in its output folder.
pub(crate) fn built() -> (Folder, Vec<(String, Vec<u8>)>) {
    let folder = Folder::init();
    folder.run(&["build"]).expect_code(0);
    let before = folder.files("output");
    assert_eq!(before.len(), 3);
    (folder, before)
}

/// Like `fails`, as a user who may not read and write everything: root may, and so lends the
/// program the identity of nobody. Says so and gives up where nobody may not run it.
#[cfg(unix)]
#[track_caller]
pub(crate) fn fails_as_nobody(folder: &Folder, arguments: &[&str], zh: &[&str], en: &[&str]) {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    fs::set_permissions(folder.path(""), fs::Permissions::from_mode(0o755)).unwrap();
    for (locale, words) in [("zh_CN.UTF-8", zh), ("en_GB.UTF-8", en)] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hongtou"));
        command.current_dir(folder.path("")).args(arguments).env("LC_ALL", locale);
        command.env("HONGTOU_CACHE", "");
        if is_root() {
            command.uid(65534).gid(65534);
        }
        match command.output() {
            Ok(ran) => Ran::from(ran).expect_code(2).says(words),
            Err(error) => return skipped(&format!("nobody may not run the program: {error}")),
        }
    }
}

/// Whether permissions do not bind this user.
#[cfg(unix)]
fn is_root() -> bool {
    use std::os::unix::fs::PermissionsExt;
    let probe = tempfile::NamedTempFile::new().unwrap();
    fs::set_permissions(probe.path(), fs::Permissions::from_mode(0o000)).unwrap();
    fs::read(probe.path()).is_ok()
}

/// Says past the test harness why a test was not made.
pub(crate) fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED: {why}");
}
