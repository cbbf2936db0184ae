//! Reads a manifest, which anybody may have written: nothing in it is believed before it is looked at.

use std::collections::BTreeSet;
use std::path::{Component, Path};

use serde_json::Value;

use super::record::{Manifest, VERSION};
use crate::diag::{Fault, Words, words};

/// Reads a manifest; `shown` is what to call it.
///
/// # Errors
/// When it is no manifest, is of another version, or says what no build would have written.
pub fn parse(text: &str, shown: &str) -> Result<Manifest, Fault> {
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| broken(shown, &words!("{error}", "{error}")))?;
    let version = value.get("version").and_then(Value::as_u64);
    match version {
        Some(version) if version > u64::from(VERSION) => return Err(newer(shown, version)),
        Some(version) if version == u64::from(VERSION) => {}
        _ if value.get("outputs").is_some() => return Err(older(shown)),
        _ => return Err(broken(shown, &words!("没有 version", "it has no `version`"))),
    }
    let manifest: Manifest = serde_json::from_value(value)
        .map_err(|error| broken(shown, &words!("{error}", "{error}")))?;
    sound(&manifest, shown)?;
    Ok(manifest)
}

/// Refuses what points out of its folders, or nowhere.
fn sound(manifest: &Manifest, shown: &str) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    for made in &manifest.outputs {
        let path = &made.path;
        if !plain(path) {
            return Err(leads_out(shown, path));
        }
        if !seen.insert(path) {
            return Err(broken(shown, &words!("{path} 出现两次", "it names {path} twice")));
        }
        if made.build >= manifest.builds.len() {
            return Err(broken(shown, &words!("{path} 没有对应的 build", "{path} has no build")));
        }
        if !is_hash(&made.sha256) {
            return Err(broken(shown, &words!("{path} 没有 SHA-256", "{path} has no SHA-256")));
        }
    }
    for input in manifest.builds.iter().flat_map(|run| &run.inputs) {
        let path = &input.path;
        if !plain(path) {
            return Err(leads_out(shown, path));
        }
        if !is_hash(&input.sha256) {
            return Err(broken(shown, &words!("{path} 没有 SHA-256", "{path} has no SHA-256")));
        }
    }
    Ok(())
}

/// Whether a path leads down from where it starts, on every system.
fn plain(path: &str) -> bool {
    let parts = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    parts && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn broken(shown: &str, why: &Words) -> Fault {
    let (zh, en) = (&why.zh, &why.en);
    Fault::new(words!("{shown} 不是可用的清单：{zh}", "{shown} is no manifest: {en}")).help(words!(
        "重新运行 hongtou build，或者另取一份没有改过的清单",
        "run `hongtou build` again, or fetch a copy that nobody has edited"
    ))
}

fn newer(shown: &str, version: u64) -> Fault {
    Fault::new(words!(
        "{shown} 是第 {version} 版清单，本程序只认第 {VERSION} 版",
        "{shown} is a manifest of version {version}; this program knows {VERSION}"
    ))
    .help(words!("换用更新的 hongtou", "use a newer hongtou"))
}

fn older(shown: &str) -> Fault {
    Fault::new(words!(
        "{shown} 是旧版程序写的清单，没有版本号",
        "{shown} is a manifest of an earlier program, without a version"
    ))
    .help(words!("重新运行 hongtou build", "run `hongtou build` again"))
}

fn leads_out(shown: &str, path: &str) -> Fault {
    Fault::new(words!(
        "{shown} 里的路径 {path} 指向文件夹之外",
        "the path {path} in {shown} leads out of the folder"
    ))
    .help(words!(
        "清单被人改过；另取一份，或者重新运行 hongtou build",
        "somebody has edited it; fetch another copy, or run `hongtou build` again"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        parse(text, "m").unwrap_err().words.en
    }

    fn with_output(path: &str, build: usize, hash: &str) -> String {
        format!(
            r#"{{"version": 1, "builds": [{{"tool": {{"name": "hongtou", "version": "1"}},
            "options": {{"edition": "internal", "draft": false, "proof": false,
            "preprinted": null, "bleed_mm": 0.0, "print_shop": false,
            "tile": null, "archive": null, "picture": null}}, "inputs": []}}],
            "outputs": [{{"path": {path:?}, "sha256": {hash:?}, "build": {build},
            "source": "s", "kind": "k", "look": "l", "format": "pdf", "pages": 1,
            "width_mm": 1.0, "height_mm": 1.0, "inputs": []}}]}}"#
        )
    }

    #[test]
    fn what_is_no_manifest_is_refused() {
        assert!(refusal("{").starts_with("m is no manifest: "));
        assert_eq!(refusal("[]"), "m is no manifest: it has no `version`");
        assert!(refusal(r#"{"version": 1}"#).contains("missing field"));
        assert!(refusal(&"[".repeat(100_000)).contains("recursion limit"));
    }

    #[test]
    fn other_versions_are_named() {
        assert_eq!(
            refusal(r#"{"version": 2, "outputs": []}"#),
            "m is a manifest of version 2; this program knows 1"
        );
        assert!(refusal(r#"{"outputs": [], "inputs": []}"#).contains("earlier program"));
    }

    #[test]
    fn paths_that_lead_out_are_refused() {
        let hash = "0".repeat(64);
        assert!(parse(&with_output("a/b.pdf", 0, &hash), "m").is_ok());
        for path in ["../a", "/etc/passwd", "a/../../b", "a//b", "./a", ""] {
            assert!(refusal(&with_output(path, 0, &hash)).contains("leads out"), "{path}");
        }
    }

    #[test]
    fn what_points_nowhere_is_refused() {
        assert!(refusal(&with_output("a", 1, &"0".repeat(64))).ends_with("a has no build"));
        assert!(refusal(&with_output("a", 0, "../x")).ends_with("a has no SHA-256"));
    }
}
