//! How fast letters are made, as ratios to the plain loop over the same letters in the same run.

#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::time::Instant;

use hongtou::backend::batch::Letter;
use hongtou::backend::{Job, Options};
use hongtou::build::{self, Request};
use hongtou::roster;
use hongtou::template;
use hongtou::text::Disk;
use hongtou::text::{Files, Memory};

fn main() {
    let disk = Disk::new(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let files = disk;
    let path = "policies/fund-supervision-2022/letter-hospital.yaml";
    let t = Instant::now();
    let checked =
        build::check(&files, &Request { paths: vec![path.to_owned()], ..Request::default() })
            .unwrap();
    println!("check {:?}", t.elapsed());
    let at = checked.set.papers.iter().position(|p| p.path == path).unwrap();
    let (doc, _) = template::fill(&checked.set, &checked.schemas, &checked.templates, at);
    let columns = roster::columns(&checked.schemas, "commitment-letter");
    let row = |n: usize| -> Vec<String> {
        let chars: Vec<char> =
            "蓬江新会台山开平恩平鹤山仁爱康宁德济同和善心安泰博华民生广源泽润福瑞祥"
                .chars()
                .collect();
        let pick = |k: usize| chars[(n * 7919 + k * 104729) % chars.len()];
        let name: String = (0..4 + n % 9).map(pick).collect();
        columns
            .iter()
            .map(|c| match &*c.key {
                "institution" => format!("江门市{name}医院"),
                "serial" => format!("H4407{:08}", n),
                _ => String::new(),
            })
            .collect()
    };
    for look in ["pledge-a4", "poster-60x80"] {
        let mut options = Options::default();
        options.layout = checked.set.registry.layout;
        let job = Job { doc: &doc, look, fonts: &checked.fonts, files: &files, options: &options };
        let t = Instant::now();
        let letter = Letter::prepare(&job, &columns).unwrap();
        println!("{look}: prepare {:?} fast {}", t.elapsed(), letter.fast());
        for chunk in [32, 128, 256] {
            let n = 1024.min(std::env::var("N").ok().and_then(|n| n.parse().ok()).unwrap_or(1024));
            let rows: Vec<Vec<String>> = (0..n).map(row).collect();
            let t = Instant::now();
            let mut owns = Vec::new();
            for rows in rows.chunks(chunk) {
                let rows: Vec<&[String]> = rows.iter().map(Vec::as_slice).collect();
                owns.extend(letter.lay_out(&rows).unwrap());
                hongtou::backend::forget(2);
            }
            let laid = t.elapsed();
            let t = Instant::now();
            let mut size = 0;
            for own in &owns {
                size += letter.write(own).unwrap().len();
            }
            let wrote = t.elapsed();
            let t = Instant::now();
            std::fs::create_dir_all("/tmp/m/bench").unwrap();
            for (n, own) in owns.iter().enumerate() {
                std::fs::write(format!("/tmp/m/bench/{n}.pdf"), letter.write(own).unwrap())
                    .unwrap();
            }
            let disk = t.elapsed();
            let t = Instant::now();
            let book = letter.book(None, &owns, false).unwrap();
            println!(
                "{look} chunk {chunk}: lay_out {:.3} ms, write {:.3} ms, write+disk {:.3} ms, book {:.3} ms; size {} book {}",
                laid.as_secs_f64() * 1e3 / n as f64,
                wrote.as_secs_f64() * 1e3 / n as f64,
                disk.as_secs_f64() * 1e3 / n as f64,
                t.elapsed().as_secs_f64() * 1e3 / n as f64,
                size / n,
                book.len()
            );
        }
    }
    let _ = Memory::default().read("x");
}
