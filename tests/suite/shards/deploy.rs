//! The job files that `hongtou init --deploy` writes: they are well-formed, and each command in
//! them is one that the program takes.

use clap::Parser;
use hongtou::command::Arguments;
use serde_json::Value;

use crate::support::Folder;

const ENGINES: [(&str, &str); 4] = [
    ("kubernetes", "deploy/kubernetes.yaml"),
    ("gitlab", "deploy/gitlab.yml"),
    ("slurm", "deploy/slurm.sh"),
    ("parallel", "deploy/parallel.sh"),
];

/// The file that an engine takes, as it is written into a workspace.
fn written(engine: &str, file: &str) -> String {
    let folder = Folder::init();
    folder.run(&["init", "--deploy", engine]).expect_code(0);
    folder.read(file)
}

/// Every command of ours in a file, comments among them: up to what is no plain word, such as a
/// connective of the shell or Chinese.
fn commands(text: &str) -> Vec<Vec<String>> {
    let lines = text.lines().flat_map(|line| {
        let starts: Vec<usize> = line.match_indices("hongtou ").map(|(at, _)| at).collect();
        starts.into_iter().map(|at| &line[at..]).collect::<Vec<_>>()
    });
    let end = |word: &&str| !word.is_ascii() || matches!(*word, "||" | ":::" | "for" | "-l");
    let commands = lines.map(|line| {
        let words = line.split_whitespace().take_while(|word| !end(word));
        words.map(value).collect::<Vec<String>>()
    });
    let ours = ["merge", "init"];
    commands.filter(|words| words.get(1).is_some_and(|word| ours.contains(&&**word))).collect()
}

/// A word as the shell gives it.
fn value(word: &str) -> String {
    let word = word.trim_matches(['"', '\'', '。', '，']);
    match word {
        "$LETTER" => "policies/a/letter.yaml".to_owned(),
        "$ROSTER" | "${ROSTER:-roster.csv}" => "roster.csv".to_owned(),
        word => word.replace("{}", "1"),
    }
}

fn documents(text: &str) -> Vec<Value> {
    let parse = |text: &str| serde_yaml::from_str(text).unwrap();
    text.split("\n---\n").map(parse).collect()
}

#[test]
fn every_command_in_a_job_file_is_one_that_the_program_takes() {
    for (engine, file) in ENGINES {
        let found = commands(&written(engine, file));
        for step in ["plan", "render", "join"] {
            let named = |words: &Vec<String>| words[1] == "merge" && words[2] == step;
            assert!(found.iter().any(named), "{file} has no {step}: {found:?}");
        }
        for words in found {
            let parsed = Arguments::try_parse_from(&words);
            assert!(parsed.is_ok(), "{file}: {words:?}\n{}", parsed.unwrap_err());
        }
    }
}

#[test]
fn a_job_of_kubernetes_tries_faults_again_and_nothing_else() {
    let jobs = documents(&written("kubernetes", "deploy/kubernetes.yaml"));
    let names: Vec<&str> =
        jobs.iter().map(|job| job["metadata"]["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["hongtou-plan", "hongtou-render", "hongtou-join"]);
    let render = &jobs[1]["spec"];
    assert_eq!(render["completionMode"], "Indexed");
    // Kubernetes tells a pod its place and not how many there are.
    let environment = render["template"]["spec"]["containers"][0]["env"].as_array().unwrap();
    let shards = environment.iter().find(|one| one["name"] == "HONGTOU_SHARDS").unwrap();
    assert_eq!(shards["value"].as_str().unwrap(), render["completions"].to_string());
    for job in &jobs {
        // Without this no failure has a policy.
        assert_eq!(job["spec"]["template"]["spec"]["restartPolicy"], "Never");
        let rules = job["spec"]["podFailurePolicy"]["rules"].as_array().unwrap();
        let codes: Vec<u64> = rules
            .iter()
            .flat_map(|rule| rule["onExitCodes"]["values"].as_array().into_iter().flatten())
            .filter_map(Value::as_u64)
            .collect();
        assert!([1, 3].iter().all(|code| codes.contains(code)) && !codes.contains(&2), "{codes:?}");
    }
}

#[test]
fn a_job_of_gitlab_tries_faults_again_and_nothing_else() {
    let jobs = &documents(&written("gitlab", "deploy/gitlab.yml"))[0];
    assert!(jobs["merge-render"]["parallel"].as_u64().is_some_and(|count| count <= 200));
    assert_eq!(jobs[".merge"]["retry"]["exit_codes"].to_string(), "[2]");
    assert_eq!(jobs["merge-render"]["allow_failure"]["exit_codes"].to_string(), "[3]");
}

#[test]
fn a_job_file_comes_into_a_workspace_that_is_there_and_over_no_other() {
    let folder = Folder::empty();
    folder.run(&["init", "--deploy", "slurm", "--ci", "gitlab"]).expect_code(0);
    folder.run(&["check"]).expect_code(0);
    folder.run(&["init", "--deploy", "slurm"]).expect_code(2).says(&["已经存在"]);
    folder.run(&["init", "--deploy", "gitlab"]).expect_code(0);
    assert!(folder.read("deploy/slurm.sh").starts_with("#!/bin/sh\n"));
}
