//! Exported schemas and Chinese values say the same in either language.

use super::*;

/// The exported schema of the plan in a language.
fn exported(lang: Lang) -> jsonschema::Validator {
    let all = schemas().export(lang);
    let mut registry = jsonschema::Registry::new();
    for (name, json) in &all {
        let mut json = json.clone();
        json.as_object_mut().unwrap().shift_remove("$id");
        registry = registry.add(format!("test:///{name}"), json).unwrap();
    }
    let plan = &all.iter().find(|(name, _)| name == "plan.schema.json").unwrap().1;
    jsonschema::options()
        .with_registry(&registry.prepare().unwrap())
        .with_base_uri("test:///plan.schema.json")
        .build(plan)
        .unwrap()
}

#[test]
fn an_exported_schema_says_the_same_in_either_language() {
    let (english, chinese) = (exported(Lang::En), exported(Lang::Zh));
    let schemas = schemas();
    let plan = schemas.get("plan").unwrap();
    for (text, is_good) in [
        ("kind: plan\ntitle: 甲\n", true),
        ("kind: plan\n", false),
        // Required of a condition, and of another field.
        ("kind: plan\ntitle: 甲\nnumber: 甲〔2022〕1号\n", false),
        ("kind: plan\ntitle: 甲\nnumber: 甲〔2022〕1号\nstatus: draft\n", true),
        ("kind: plan\ntitle: 甲\nphone: '13800000000'\n", false),
        ("kind: plan\ntitle: 甲\nphone: '13800000000'\nlead: 甲\n", true),
        // Behind a reference into a field.
        ("kind: plan\ntitle: 甲\nphases: [{name: 甲, phases: [{name: 乙, count: 1}]}]\n", true),
        ("kind: plan\ntitle: 甲\nphases: [{name: 甲, phases: [{count: 1}]}]\n", false),
        ("kind: plan\ntitle: 甲\nphases: [{name: 甲, nam: 乙}]\n", false),
        // Names of one's own.
        ("kind: plan\ntitle: 甲\nlabels: {教育: {name: 甲}}\n", true),
        ("kind: plan\ntitle: 甲\nlabels: {a: {name: 甲}}\n", false),
        ("kind: plan\ntitle: 甲\nextra: 1\n", false),
    ] {
        let edits = plan.rename(&node(text), text, Lang::Zh).unwrap();
        let renamed = apply(text, &edits);
        assert_eq!(english.is_valid(&node(text).to_json()), is_good, "{text}");
        assert_eq!(chinese.is_valid(&node(&renamed).to_json()), is_good, "{renamed}");
    }
}

#[test]
fn names_of_fields_are_translated_wherever_a_schema_speaks_of_them() {
    let plan = r##"{
      "properties": { "a": { "type": "string", "x-zh": "甲", "x-zh-values": { "x": "子" }, "enum": ["x", "y"] },
                      "b": { "x-zh": "乙", "properties": { "properties": { "x-zh": "丙" } } } },
      "propertyNames": { "pattern": "^[a-z]$" },
      "dependentSchemas": { "a": { "required": ["b"] } },
      "oneOf": [{ "properties": { "a": { "const": "x" } }, "required": ["a"] },
                { "propertyNames": { "enum": ["a", "b"] }, "not": { "required": ["b"] } },
                { "$ref": "#/properties/b/properties/properties" }],
      "default": { "a": "x" }
    }"##;
    let set = Set::new(vec![File::written("plan", serde_json::from_str(plan).unwrap())], ENDING);
    let made = export::export(&set, 0, Lang::Zh).to_string();
    for part in [
        r#""enum":["x","y","子"]"#,
        r#""propertyNames":{"anyOf":[{"enum":["甲","乙"]},{"pattern":"^[a-z]$"}]}"#,
        r#""dependentSchemas":{"甲":{"required":["乙"]}}"#,
        r#"{"properties":{"甲":{"enum":["x","子"]}},"required":["甲"]}"#,
        r#"{"propertyNames":{"enum":["甲","乙"]},"not":{"required":["乙"]}}"#,
        r##""$ref":"#/properties/%E4%B9%99/properties/%E4%B8%99""##,
        r#""default":{"a":"x"}"#,
    ] {
        assert!(made.contains(part), "{part} in {made}");
    }
}

#[test]
fn a_value_may_be_written_by_its_chinese_name() {
    let plan = PLAN.replace(
        r#""x-zh": "状态" }"#,
        r#""x-zh": "状态", "x-zh-values": { "draft": "草稿", "issued": "已印发" } }"#,
    );
    let schemas = Schemas::load(&files(&plan)).unwrap();
    let plan = schemas.get("plan").unwrap();
    let good = node("kind: plan\ntitle: 甲\n状态: 草稿\n");
    assert_eq!(plan.validate(&good), []);
    assert_eq!(plan.english(&good)["status"], "draft");
    let found = plan.validate(&node("kind: plan\ntitle: 甲\n状态: 草搞\n"));
    assert_eq!(found[0].help.as_ref().unwrap().zh, "是不是“草稿”？");
}
