//! Pictures of pages: their size, and the ones that the READMEs show.

use crate::support::{Folder, root};

/// Width and height of a PNG, from its header.
fn size(bytes: &[u8]) -> (u32, u32) {
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn a_picture_shows_a_page_or_all_of_them_below_each_other() {
    let folder = Folder::init();
    let build = ["build", "policies/example/notice.yaml", "--format", "png", "--width", "420"];
    folder.run(&[&build[..], &["--page", "1"]].concat()).expect_code(0);
    let one = std::fs::read(folder.path("output/example/notice.png")).unwrap();
    assert_eq!(size(&one), (420, 594));
    folder.run(&build).expect_code(0);
    let all = std::fs::read(folder.path("output/example/notice.png")).unwrap();
    let (width, height) = size(&all);
    assert!(width == 420 && height > 2 * 594, "{width} x {height}");
}

#[test]
fn a_page_there_is_not_is_no_picture() {
    let folder = Folder::init();
    let build = ["build", "--format", "png", "--page", "99"];
    folder.run(&build).expect_code(1).says(&["这份文件只有"]);
    assert!(!folder.path("output/example/notice.png").exists());
}

#[test]
fn outputs_never_go_among_the_sources() {
    let folder = Folder::init();
    folder.run(&["build", "--out", "policies/out"]).expect_code(2).says(&["policies 里是源文件"]);
    assert!(!folder.path("policies/out").exists());
}

#[test]
fn several_formats_are_made_at_once_and_an_unknown_one_is_a_fault() {
    let folder = Folder::init();
    folder.run(&["build", "--format", "pdf,png"]).expect_code(0);
    for file in ["notice.pdf", "notice.png"] {
        assert!(folder.path("output/example").join(file).is_file(), "{file}");
    }
    folder.run(&["build", "--format", "doc"]).expect_code(2).says(&["没有 doc 这种格式", "pdf"]);
}

#[test]
fn the_readmes_show_pictures_that_are_there_and_small() {
    for readme in ["README.md", "README.zh-CN.md"] {
        let text = std::fs::read_to_string(root().join(readme)).unwrap();
        let shown: Vec<&str> = text
            .split("src=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .filter(|path| path.rsplit('.').next() == Some("png"))
            .collect();
        assert_eq!(shown.len(), 4, "{readme}");
        for path in shown {
            let bytes = std::fs::read(root().join(path)).unwrap();
            assert!(size(&bytes).0 <= 600 && bytes.len() < 300_000, "{path}");
        }
    }
}
