//! What people get who build nothing themselves: completions, manual pages, archives, images.

use std::fs;
use std::process::Command;

use hongtou::text::Sources;
use hongtou::yaml::{self, Node};

use crate::support::{Folder, fails, root, skipped};

const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "elvish"];

#[test]
fn every_shell_gets_completions_of_every_command() {
    let folder = Folder::empty();
    for shell in SHELLS {
        let script = folder.run(&["completions", shell]).expect_code(0).out;
        for word in ["build", "verify", "--edition", "--outputs-only"] {
            assert!(script.contains(word.trim_start_matches("--")), "{shell}: no {word}");
        }
    }
    folder.run(&["completions", "cmd"]).expect_code(2).says(&["powershell"]);
}

#[test]
fn bash_completes_commands_and_options() {
    let folder = Folder::empty();
    folder.write("hongtou.bash", folder.run(&["completions", "bash"]).out);
    let completed = |words: &str| {
        let script = format!(
            "source hongtou.bash; COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
             _hongtou hongtou \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD - 1]}}\"; printf '%s\\n' \"${{COMPREPLY[@]}}\""
        );
        let ran = Command::new("bash").current_dir(folder.path("")).args(["-c", &script]).output();
        ran.map(|ran| String::from_utf8(ran.stdout).unwrap())
    };
    match completed("hongtou ver") {
        Ok(reply) => assert_eq!(reply, "verify\n"),
        Err(error) => return skipped(&format!("bash is missing ({error})")),
    }
    assert!(completed("hongtou build --che").unwrap().starts_with("--check\n"));
    assert_eq!(completed("hongtou build --edition p").unwrap(), "public\n");
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = Folder::empty();
    folder.run(&["man", "--out", "man"]).expect_code(0).says(&["个手册页到 man"]);
    let pages = folder.files("man");
    let main = pages.iter().find(|(path, _)| path == "hongtou.1").unwrap();
    let main = String::from_utf8(main.1.clone()).unwrap();
    assert!(main.starts_with(".ie \\n(.g .ds") && main.contains("EXIT STATUS"), "{main}");
    let help = folder.run(&["--help"]).out;
    let commands = help.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1);
    let commands = commands.map_while(|line| line.strip_prefix("  "));
    let commands =
        commands.filter(|line| !line.starts_with(' ')).filter_map(|line| line.split(' ').next());
    let mut count = 0;
    for command in commands.filter(|command| *command != "help") {
        count += 1;
        let name = format!("hongtou-{command}.1");
        assert!(pages.iter().any(|(path, _)| *path == name), "no {name}");
        let page = folder.run(&["man", command]).expect_code(0).out;
        assert!(page.contains(".SH SYNOPSIS"), "{command}");
    }
    assert!(count >= 15, "{help}");
    assert!(pages.iter().any(|(path, _)| path == "hongtou-schema-export.1"));
    fails(&folder, &["man", "biuld"], 2, &["是不是 build？"], &["did you mean `build`?"]);
}

#[test]
fn man_can_show_the_pages() {
    let folder = Folder::empty();
    folder.run(&["man", "--out", "man"]).expect_code(0);
    let shown = Command::new("man")
        .current_dir(folder.path("man"))
        .args(["--warnings", "-E", "UTF-8", "-l", "hongtou-build.1"])
        .env("LC_ALL", "C.UTF-8")
        .env("MANWIDTH", "100")
        .output();
    match shown {
        Ok(shown) if shown.status.success() && !shown.stdout.is_empty() => {
            let text = String::from_utf8(shown.stdout).unwrap();
            assert!(text.contains("输出文件夹") && text.contains("--edition"), "{text}");
            assert_eq!(String::from_utf8(shown.stderr).unwrap(), "");
        }
        other => skipped(&format!("man does not work here: {other:?}")),
    }
}

/// A YAML file of the tree, read as papers are.
fn read(path: &str) -> Node {
    let text = fs::read_to_string(root().join(path)).unwrap();
    let id = Sources::default().add(hongtou::text::Source::new(path, text.clone()));
    let parsed = yaml::parse(id, &text);
    assert!(parsed.findings.is_empty(), "{path}: {:?}", parsed.findings);
    parsed.root.unwrap()
}

/// Called with every key and value of a tree.
fn walk(node: &Node, visit: &mut dyn FnMut(&str, &Node)) {
    for entry in node.entries() {
        visit(&entry.key.value, &entry.value);
        walk(&entry.value, visit);
    }
    for item in node.items() {
        walk(item, visit);
    }
}

#[test]
fn the_release_workflow_is_sound_and_pins_what_it_uses() {
    let workflow = read(".github/workflows/release.yml");
    let (mut used, mut ran) = (Vec::new(), String::new());
    walk(&workflow, &mut |key, value| match key {
        "uses" => used.push(value.as_text().unwrap().to_owned()),
        "run" => ran.extend(value.as_text()),
        _ => {}
    });
    assert!(used.len() >= 3, "{used:?}");
    for action in &used {
        let version = action.split_once("@v").unwrap_or_else(|| panic!("{action}")).1;
        let numbers = version.split('.').filter(|part| part.parse::<u32>().is_ok()).count();
        assert_eq!(numbers, 3, "{action} is not pinned");
    }
    for word in [".ci/package", "gh release create", "sha256sum", "verify"] {
        assert!(ran.contains(word), "no {word}");
    }
    let jobs = workflow.get("jobs").unwrap();
    let matrix =
        jobs.get("build").and_then(|job| job.get("strategy")?.get("matrix")?.get("include"));
    let targets: Vec<&str> =
        matrix.unwrap().items().iter().filter_map(|one| one.get("target")?.as_text()).collect();
    assert_eq!(
        targets,
        [
            "x86_64-unknown-linux-gnu",
            "aarch64-unknown-linux-gnu",
            "x86_64-pc-windows-msvc",
            "aarch64-apple-darwin",
            "x86_64-apple-darwin",
        ]
    );
}

#[test]
fn the_workflow_builds_with_the_compiler_that_the_crate_asks_for() {
    let workflow = read(".github/workflows/release.yml");
    let rust = workflow.get("env").and_then(|env| env.get("RUST")?.as_text()).unwrap().to_owned();
    let image = fs::read_to_string(root().join(".docker/Dockerfile")).unwrap();
    assert!(image.contains(&format!("ARG RUST=rust:{rust}-")), "{image}");
    assert!(rust.starts_with(env!("CARGO_PKG_RUST_VERSION")), "{rust}");
}

#[test]
fn the_image_runs_as_nobody_and_holds_nothing_but_the_program() {
    let image = fs::read_to_string(root().join(".docker/Dockerfile")).unwrap();
    let last = image.rsplit("\nFROM ").next().unwrap();
    let user = last.lines().find_map(|line| line.strip_prefix("USER ")).unwrap();
    assert!(user.split(':').all(|id| id.parse::<u32>().is_ok_and(|id| id > 1000)), "{user}");
    assert!(last.contains("WORKDIR /workspace") && !last.contains("RUN "), "{last}");
    assert!(!image.contains(":latest"));
    let sent = fs::read_to_string(root().join(".docker/Dockerfile.dockerignore")).unwrap();
    for line in sent.lines().filter_map(|line| line.strip_prefix('!')) {
        let there = line.ends_with('*') || root().join(line).exists();
        assert!(there, "{line} is not in the tree");
    }
}

#[cfg(unix)]
#[test]
fn the_archive_holds_what_a_clerk_needs() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::empty();
    // Half a gigabyte of debug program would prove nothing more.
    let stand_in = format!("#!/bin/sh\nexec '{}' \"$@\"\n", env!("CARGO_BIN_EXE_hongtou"));
    folder.write("program", stand_in);
    fs::set_permissions(folder.path("program"), fs::Permissions::from_mode(0o755)).unwrap();
    let pack = |out: &str| {
        Command::new("bash")
            .current_dir(root())
            .args([".ci/package", "--binary"])
            .arg(folder.path("program"))
            .arg("--out")
            .arg(folder.path(out))
            .arg("x86_64-unknown-linux-gnu")
            .env("SOURCE_DATE_EPOCH", "1767225600")
            .output()
    };
    let packed = match pack("a") {
        Ok(packed) => packed,
        Err(error) => return skipped(&format!("bash is missing ({error})")),
    };
    let said = String::from_utf8_lossy(&packed.stderr).into_owned();
    assert!(packed.status.success(), "{said}");
    let name = concat!("hongtou-", env!("CARGO_PKG_VERSION"), "-x86_64-unknown-linux-gnu");
    let inside = |path: &str| folder.path(&format!("a/{name}/{path}"));
    for path in [
        "hongtou",
        "LICENSE",
        "README.md",
        "README.zh-CN.md",
        "CHANGELOG.md",
        "completions/hongtou.bash",
        "completions/_hongtou",
        "completions/_hongtou.ps1",
        "man/hongtou.1",
        "man/hongtou-verify.1",
        "licences/fonts/OFL-LXGW.txt",
        "licences/fonts/SOURCES.md",
    ] {
        assert!(inside(path).is_file(), "no {path}");
    }
    let crates = fs::read_to_string(inside("licences/CRATES.txt")).unwrap();
    for own in [
        "typst-0.15.1 (Apache-2.0)",
        "clap-4.",
        "The text that came with",
        "Permission is hereby granted",
    ] {
        assert!(crates.contains(own), "the notices lack {own}");
    }
    let checksum = Command::new("sha256sum")
        .current_dir(folder.path("a"))
        .args(["--check", "--quiet", &format!("{name}.tar.gz.sha256")])
        .status();
    assert!(checksum.unwrap().success());
    // The same files give the same archive.
    pack("b").unwrap();
    let archive = |out: &str| fs::read(folder.path(&format!("{out}/{name}.tar.gz"))).unwrap();
    assert!(archive("a") == archive("b"));
}
