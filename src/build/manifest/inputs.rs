//! Which files a build reads, and the hash of each.
//!
//! The same list is made when a build writes its manifest and when `verify` looks at it again, so
//! that a file which has come since is seen as well as one which has changed.

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::record::{Input, Role};
use crate::csv;
use crate::diag::Fault;
use crate::model::REGISTRIES;
use crate::text::{Files, builtin, hex};

/// Every input of a workspace, by path.
pub(super) fn read(files: &dyn Files) -> Result<Vec<Input>, Fault> {
    let mut known = Vec::new();
    for folder in ["policies", "schemas", "templates"] {
        let paths = files.list(folder)?;
        known.extend(paths.into_iter().filter_map(|path| Some((role(&path)?, path))));
    }
    let all: Vec<Option<Input>> = known
        .into_par_iter()
        .map(|(role, path)| one(role, path, files))
        .collect::<Result<_, _>>()?;
    let mut inputs: Vec<Input> = all.into_iter().flatten().collect();
    inputs.sort();
    Ok(inputs)
}

fn one(role: Role, path: String, files: &dyn Files) -> Result<Option<Input>, Fault> {
    let bytes = match files.read(&path) {
        // A font that cannot be read plays no part; `fonts` tells of it.
        Err(_) if role == Role::Font => return Ok(None),
        read => read?,
    };
    if path.starts_with("policies/") && extension(&path) == "csv" && !csv::is_paper(&bytes) {
        return Ok(None);
    }
    let carried = builtin::bytes(&path).is_some_and(|own| own == bytes);
    let shared = shared(role, &path);
    Ok(Some(Input { role, carried, shared, sha256: hash(&bytes), path }))
}

/// What a file is to a build, by its path; none when no build reads it.
fn role(path: &str) -> Option<Role> {
    let (folder, rest) = path.split_once('/')?;
    match folder {
        "schemas" => (extension(path) == "json").then_some(Role::Schema),
        "policies" => {
            let read = matches!(extension(path), "yaml" | "yml" | "csv");
            let registry = rest.starts_with("registry/");
            read.then_some(if registry { Role::Registry } else { Role::Paper })
        }
        "templates" => template(rest),
        _ => None,
    }
}

/// What a file under `templates/` is. A look may read all of them, so whatever is nothing else
/// counts as part of the looks.
fn template(rest: &str) -> Option<Role> {
    let (folder, name) = rest.split_once('/').unwrap_or(("", rest));
    match (folder, name) {
        ("fonts", name) => {
            let font = matches!(extension(name).to_lowercase().as_str(), "ttf" | "otf" | "ttc");
            font.then_some(Role::Font)
        }
        // What `init` and `new` write is read by no build.
        ("ci" | "deploy" | "init", _) | (_, "sample.yaml") => None,
        (_, "kind.yaml" | "body.md") => Some(Role::Kind),
        _ => Some(Role::Look),
    }
}

/// Whether every paper depends on a file of this kind. The schemas of registries say how these are
/// read, and that of kinds how all kinds are.
fn shared(role: Role, path: &str) -> bool {
    let name = path.strip_prefix("schemas/").and_then(|name| name.strip_suffix(".schema.json"));
    match role {
        Role::Registry | Role::Look | Role::Font => true,
        Role::Schema => name.is_some_and(|name| name == "kind" || REGISTRIES.contains(&name)),
        Role::Paper | Role::Kind => false,
    }
}

fn extension(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// The SHA-256 of some bytes, in hexadecimal.
pub(super) fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Builtin, Memory, Overlay};

    #[test]
    fn what_no_build_reads_is_no_input() {
        for path in [
            "policies/notes.md",
            "templates/fonts/OFL.txt",
            "templates/ci/github.yml",
            "templates/deploy/gitlab.yml",
            "templates/init/policies/registry/units.yaml",
            "templates/notice/sample.yaml",
        ] {
            assert_eq!(role(path), None, "{path}");
        }
    }

    #[test]
    fn a_file_that_a_look_may_read_counts_as_a_look() {
        assert_eq!(role("templates/looks/parts/head.typ"), Some(Role::Look));
        assert_eq!(role("templates/pictures/emblem.svg"), Some(Role::Look));
        assert_eq!(role("templates/notice/body.md"), Some(Role::Kind));
    }

    #[test]
    fn a_file_of_ours_is_marked_as_carried_until_the_user_changes_it() {
        let own = Memory::from_iter([("templates/looks/plain.typ", "mine")]);
        let inputs = read(&Overlay { over: &own, under: &Builtin }).unwrap();
        let carried = |path: &str| inputs.iter().find(|input| input.path == path).unwrap().carried;
        assert!(
            carried("templates/looks/base.typ")
                && carried("templates/fonts/NotoSerifSC-Regular.ttf")
        );
        assert!(!carried("templates/looks/plain.typ"));
    }

    #[test]
    fn a_table_that_is_no_paper_is_no_input() {
        let files =
            Memory::from_iter([("policies/a.csv", "姓名,电话\n"), ("policies/b.csv", "kind,x\n")]);
        let paths: Vec<String> =
            read(&files).unwrap().into_iter().map(|input| input.path).collect();
        assert_eq!(paths, ["policies/b.csv"]);
    }
}
