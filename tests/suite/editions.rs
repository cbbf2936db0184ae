//! The public edition: what is internal or personal reaches neither its pages nor its metadata.

use hongtou::build::{self, Request};
use hongtou::model::Edition;
use hongtou::template;

use crate::judges::judge;
use crate::shown::Shown;
use crate::support::Folder;

/// A kind whose visits print a patient's telephone, a note for colleagues, and their labels.
const SCHEMA: &str = r#"{
  "$id": "visit.schema.json", "title": "走访安排", "description": "走访的安排。", "x-zh": "走访安排",
  "type": "object",
  "properties": {
    "kind": {"const": "visit", "x-type": "text", "x-zh": "种类", "description": "种类。"},
    "id": {"type": "string", "x-type": "text", "x-zh": "标识", "description": "标识。"},
    "status": {"type": "string", "x-type": "text", "x-zh": "状态", "description": "状态。"},
    "title": {"type": "string", "x-type": "text", "x-zh": "标题", "description": "标题。"},
    "text": {"type": "string", "x-type": "prose", "x-zh": "正文", "description": "正文。"},
    "note": {"type": "string", "x-type": "text", "x-sensitivity": "internal", "x-zh": "内部说明", "description": "给同事看的话。"},
    "visits": {
      "type": "array", "x-zh": "走访", "description": "走访的各户。",
      "items": {
        "type": "object", "description": "一户。", "required": ["phone"],
        "properties": {
          "village": {"type": "string", "x-type": "text", "x-zh": "村", "description": "村。"},
          "phone": {"type": "string", "x-type": "phone", "x-sensitivity": "personal", "x-zh": "电话", "description": "电话。"}
        }
      }
    }
  },
  "required": ["kind", "title"]
}"#;

const KIND: &str = "kind: kind\nname: {zh: 走访安排, en: visits}\nlooks:\n  - {look: plain}\n\
                    parts:\n  - {part: title, text: title}\n  - {part: body}\n";

const BODY: &str = "{{ text }}\n\n{% if note %}\n内部说明：{{ note }}\n{% endif %}\n\n\
                    {% for visit in visits %}\n住户电话：{{ visit.phone }}，{{ visit.village }}。\n\n{% endfor %}\n";

const PAPER: &str = "kind: visit\nid: visit\nstatus: draft\ntitle: 走访安排\n\
                     text: 各组抓紧走访到户。\nnote: 避开逢集日\n\
                     visits:\n  - {village: 沙田村, phone: 0750-5550177}\n";

const SECRETS: [&str; 5] = ["避开逢集日", "内部说明", "5550177", "住户电话", "沙田村"];

fn workspace() -> Folder {
    let folder = Folder::init();
    folder.write("schemas/visit.schema.json", SCHEMA);
    folder.write("templates/visit/kind.yaml", KIND);
    folder.write("templates/visit/body.md", BODY);
    folder.write("templates/visit/sample.yaml", PAPER);
    folder.write("policies/visit.yaml", PAPER);
    folder
}

#[test]
fn what_is_internal_or_personal_never_reaches_the_public_tree() {
    let files = Shown::of([
        ("schemas/visit.schema.json", SCHEMA),
        ("templates/visit/kind.yaml", KIND),
        ("templates/visit/body.md", BODY),
        ("visit.yaml", PAPER),
    ]);
    for (edition, shows) in [(Edition::Internal, true), (Edition::Public, false)] {
        let request = Request { edition, ..Request::default() };
        let checked = build::check(&files, &request).unwrap();
        let (doc, _) = template::fill(&checked.set, &checked.schemas, &checked.templates, 0);
        let tree = format!("{doc:?}");
        assert!(tree.contains("各组抓紧走访到户"), "{tree}");
        for secret in SECRETS {
            assert_eq!(tree.contains(secret), shows, "{secret} {edition:?}: {tree}");
        }
    }
}

#[test]
fn the_public_pdf_says_so_in_its_name_and_holds_no_secret_in_text_or_metadata() {
    let folder = workspace();
    folder.run(&["build", "--edition", "public", "policies/visit.yaml"]).expect_code(0);
    let path = folder.path("output/visit-public.pdf");
    assert!(path.exists() && !folder.path("output/visit.pdf").exists());
    let path = path.to_str().unwrap();
    let Some(text) = judge("pdftotext", &["-raw", path, "-"]) else { return };
    let Some(info) = judge("pdfinfo", &[path]) else { return };
    let Some(meta) = judge("pdfinfo", &["-meta", path]) else { return };
    let all: String = [text, info, meta].iter().map(|part| String::from_utf8_lossy(part)).collect();
    let all: String = all.split_whitespace().collect();
    assert!(all.contains("各组抓紧走访到户"), "{all}");
    for secret in SECRETS {
        assert!(!all.contains(secret), "{secret}: {all}");
    }
}

#[test]
fn the_internal_edition_is_what_it_was() {
    let folder = workspace();
    folder.run(&["build", "policies/visit.yaml"]).expect_code(0);
    let path = folder.path("output/visit.pdf");
    let Some(text) = judge("pdftotext", &["-raw", path.to_str().unwrap(), "-"]) else { return };
    assert!(String::from_utf8_lossy(&text).contains("0750-5550177"));
}

#[test]
fn a_paper_that_cannot_do_without_what_is_personal_has_no_public_edition() {
    let folder = workspace();
    let schema = SCHEMA.replace(r#""required": ["kind", "title"]"#, r#""required": ["note"]"#);
    folder.write("schemas/visit.schema.json", schema);
    let ran = folder.run(&["build", "--edition", "public", "policies/visit.yaml"]);
    ran.says(&["公开版做不出这份文件"]);
    assert!(!folder.path("output/visit-public.pdf").exists());
    folder.run(&["build", "policies/visit.yaml"]).expect_code(0);
    assert!(folder.path("output/visit.pdf").exists());
}
