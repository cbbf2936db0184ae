//! A merge that is killed at moments nobody chose, and resumed: the folder must come out as if
//! nothing had happened.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How many institutions the roster has.
const ROWS: &str = "3000";
/// How often the merge is killed.
const KILLS: u32 = 5;

/// Merges undisturbed and disturbed, and compares.
pub(crate) fn run() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let roster = folder.path().join("roster.csv");
    let sample = hongtou(&["roster", super::LETTER, "--sample", ROWS, "--seed", "7"])
        .stdout(Stdio::piped())
        .output()
        .expect("the program starts");
    assert!(sample.status.success(), "the sample is made");
    std::fs::write(&roster, sample.stdout).expect("it can be written");
    let merge = |out: &Path| {
        let mut command =
            hongtou(&["merge", super::LETTER, "--letters-only", "--look", "pledge-a4"]);
        command.arg("--roster").arg(&roster).arg("--out").arg(out);
        command
    };
    let whole = folder.path().join("whole");
    let start = Instant::now();
    assert!(merge(&whole).status().expect("the program starts").success());
    let (took, expected) = (start.elapsed(), tree(&whole));
    println!("{} files undisturbed in {:.1} s", expected.len(), took.as_secs_f64());
    let cut = folder.path().join("cut");
    for nth in 1..=KILLS {
        let mut child = merge(&cut).spawn().expect("the program starts");
        // Somewhere in the middle, other each time; what was made before shortens the rest.
        let spread = Duration::from_nanos(u64::from(start.elapsed().subsec_nanos()) % 100_000_000);
        std::thread::sleep(took / (KILLS + 1) + spread);
        let ended = child.try_wait().expect("it can be asked").is_some();
        let _ = child.kill();
        let _ = child.wait();
        println!(
            "killed {nth}: {} files{}",
            count(&cut),
            if ended { ", already done" } else { "" }
        );
    }
    assert!(merge(&cut).status().expect("the program starts").success());
    assert!(tree(&cut) == expected, "the folder is as if nothing had happened");
    println!("resumed: the same {} files, byte for byte", expected.len());
}

fn hongtou(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hongtou"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).stdout(Stdio::null());
    command
}

/// Every file below a folder, with its bytes.
fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(root).into_iter().flatten();
    let files = files.filter(|entry| entry.file_type().is_file());
    let read = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(root).unwrap_or(entry.path()).display().to_string();
        (path, std::fs::read(entry.path()).expect("it can be read"))
    };
    files.map(read).collect()
}

fn count(root: &Path) -> usize {
    let files = walkdir::WalkDir::new(root).into_iter().flatten();
    files.filter(|entry| entry.file_type().is_file()).count()
}
