//! `hongtou init`: a workspace in an empty folder, with registries and an example that builds.

use std::path::PathBuf;

use super::{Ended, Exit, World};
use crate::build::Folder;
use crate::diag::{Fault, words};
use crate::text::Files;
use crate::text::builtin::Builtin;

/// Arguments of `init`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 哪个文件夹；不写就是当前文件夹 / the folder; the current one when not given
    folder: Option<PathBuf>,
    /// 写出持续集成的配置；已有的工作区也可以加 / write the files of a CI service, also into a
    /// workspace that is there already
    #[arg(long, value_enum)]
    ci: Option<Service>,
    /// 写出分片套打（hongtou merge render）的作业文件 / write the job files that divide `merge`
    /// among machines
    #[arg(long, value_enum)]
    deploy: Option<Engine>,
}

/// A CI service.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Service {
    Github,
    Gitlab,
}

impl Service {
    /// The files it takes: in `templates/ci`, and in a workspace.
    fn files(self) -> [(&'static str, &'static str); 2] {
        let hook = ("pre-commit.yaml", ".pre-commit-config.yaml");
        match self {
            Self::Github => [("github.yml", ".github/workflows/hongtou.yml"), hook],
            Self::Gitlab => [("gitlab.yml", ".gitlab-ci.yml"), hook],
        }
    }
}

/// What starts the shards of a merge on many machines.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Engine {
    Kubernetes,
    Gitlab,
    Slurm,
    Parallel,
}

impl Engine {
    /// The file it takes: in `templates/deploy`, and in the folder `deploy` of a workspace.
    fn file(self) -> &'static str {
        match self {
            Self::Kubernetes => "kubernetes.yaml",
            Self::Gitlab => "gitlab.yml",
            Self::Slurm => "slurm.sh",
            Self::Parallel => "parallel.sh",
        }
    }
}

const FROM: &str = "templates/init/";

/// Writes the workspace. What is there already is never overwritten.
pub(super) fn run(arguments: &Arguments, world: &mut World<'_>) -> Ended {
    let root =
        arguments.folder.as_ref().map_or(world.folder.clone(), |folder| world.folder.join(folder));
    let folder = Folder::new(&root)?;
    let mut written = Vec::new();
    // The files of a service are for a workspace that is there as well as for a new one.
    let only_files = arguments.ci.is_some() || arguments.deploy.is_some();
    if !only_files || !folder.has("policies") {
        written.extend(workspace()?);
    }
    for (from, name) in arguments.ci.map(Service::files).into_iter().flatten() {
        written.push((name.to_owned(), Builtin.read(&format!("templates/ci/{from}"))?));
    }
    if let Some(file) = arguments.deploy.map(Engine::file) {
        let bytes = Builtin.read(&format!("templates/deploy/{file}"))?;
        written.push((format!("deploy/{file}"), bytes));
    }
    if let Some((name, _)) = written.iter().find(|(name, _)| folder.has(name)) {
        return Err(Fault::new(words!("{name} 已经存在", "{name} is already there")).help(words!(
            "在空文件夹里运行 hongtou init，或先把它移开",
            "run `hongtou init` in an empty folder, or move it away"
        )));
    }
    for (name, bytes) in &written {
        folder.write_new(name, bytes)?;
    }
    let shown = root.display();
    world.say(&words!("工作区建好了：{shown}", "the workspace is ready: {shown}"));
    world.say(&words!(
        "下一步：hongtou check，再 hongtou build",
        "next: `hongtou check`, then `hongtou build`"
    ));
    Ok(Exit::Clean)
}

/// The files of a new workspace: path and bytes.
fn workspace() -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let mut files = Vec::new();
    for path in Builtin.list("templates/init")? {
        let name = path.trim_start_matches(FROM);
        // A dotfile would not travel inside the program.
        let name = if name == "gitignore" { ".gitignore" } else { name };
        files.push((name.to_owned(), Builtin.read(&path)?));
    }
    Ok(files)
}
