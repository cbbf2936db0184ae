//! Schemas for other programs: plain JSON Schema whose keys are English, or Chinese by `x-zh`.
//!
//! Either accepts the Chinese names of values (`x-zh-values`) beside the English ones, as we do.

use serde_json::{Map, Value as Json, json};

use super::Shape;
use super::set::{Set, decode, encode};
use crate::diag::Lang;

/// One file of schemas in a language.
pub(super) fn export(set: &Set, file: usize, lang: Lang) -> Json {
    let export = Export { set, file, lang };
    export.schema(set.json(file), Some(Shape::new(set, file)))
}

/// A file that is being translated.
struct Export<'a> {
    set: &'a Set,
    file: usize,
    lang: Lang,
}

impl<'a> Export<'a> {
    /// A schema. `scope` is the whole value it speaks of: a condition names fields that are
    /// described elsewhere.
    fn schema(&self, json: &'a Json, scope: Option<Shape<'a>>) -> Json {
        let Json::Object(fields) = json else { return json.clone() };
        let own = Shape::at(self.set, self.file, json);
        let all = Scope { own, whole: scope.unwrap_or(own) };
        let mut made = Map::new();
        for (keyword, value) in fields {
            let (keyword, value) = self.keyword(keyword, value, all);
            made.insert(keyword.to_owned(), value);
        }
        Json::Object(made)
    }

    fn keyword<'k>(&self, keyword: &'k str, value: &'a Json, scope: Scope<'a>) -> (&'k str, Json) {
        let made = match keyword {
            "properties" | "dependentSchemas" => self.fields(keyword, value, scope),
            "required" => self.names(value, scope),
            "dependentRequired" => self.dependents(value, scope),
            "propertyNames" => self.property_names(value, scope),
            "$ref" => value.as_str().map_or_else(|| value.clone(), |text| self.reference(text)),
            "$defs" | "definitions" | "patternProperties" => {
                each(value, |json| self.schema(json, None))
            }
            "allOf" | "anyOf" | "oneOf" | "not" | "if" | "then" | "else" => {
                self.branches(value, scope.whole)
            }
            "items" | "contains" | "unevaluatedItems" | "prefixItems" => match value {
                Json::Array(all) => all.iter().map(|json| self.schema(json, None)).collect(),
                json => self.schema(json, scope.own.items().or(scope.whole.items())),
            },
            "additionalProperties" | "unevaluatedProperties" => self.schema(value, None),
            "const" | "enum" => return choices(keyword, value, scope),
            _ => value.clone(),
        };
        (keyword, made)
    }

    /// Schemas of the same value.
    fn branches(&self, value: &'a Json, whole: Shape<'a>) -> Json {
        match value {
            Json::Array(all) => all.iter().map(|json| self.schema(json, Some(whole))).collect(),
            json => self.schema(json, Some(whole)),
        }
    }

    fn fields(&self, keyword: &str, value: &'a Json, scope: Scope<'a>) -> Json {
        let fields = value.as_object().into_iter().flatten();
        let one = |(key, json): (&'a String, &'a Json)| {
            let described = scope.property(key);
            // A condition that hangs on a field speaks of the map that holds it.
            let inner = if keyword == "properties" { described } else { Some(scope.whole) };
            (self.name(key, scope).to_owned(), self.schema(json, inner))
        };
        Json::Object(fields.map(one).collect())
    }

    /// The name of a field in the language.
    fn name<'k>(&self, key: &'k str, scope: Scope<'a>) -> &'k str
    where
        'a: 'k,
    {
        let chinese = || scope.property(key).and_then(|shape| shape.text("x-zh"));
        match self.lang {
            Lang::En => key,
            Lang::Zh => chinese().unwrap_or(key),
        }
    }

    fn names(&self, value: &Json, scope: Scope<'a>) -> Json {
        let all = value.as_array().into_iter().flatten();
        all.map(|key| key.as_str().map_or_else(|| key.clone(), |key| self.name(key, scope).into()))
            .collect()
    }

    fn dependents(&self, value: &Json, scope: Scope<'a>) -> Json {
        let fields = value.as_object().into_iter().flatten();
        let one = |(key, names): (&String, &Json)| {
            (self.name(key, scope).to_owned(), self.names(names, scope))
        };
        Json::Object(fields.map(one).collect())
    }

    /// What is said of the names of fields. A pattern was written for the English ones, so the
    /// Chinese names of fields that are described pass it.
    fn property_names(&self, value: &'a Json, scope: Scope<'a>) -> Json {
        let mut made = value.clone();
        if let Some(names) = made.get_mut("enum") {
            *names = self.names(&names.clone(), scope);
        }
        let named: Vec<&str> =
            scope.whole.properties().map(|(key, _)| self.name(key, scope)).collect();
        let free = value.get("pattern").is_some() && self.lang == Lang::Zh && !named.is_empty();
        if free { json!({ "anyOf": [{ "enum": named }, made] }) } else { made }
    }

    /// A reference with the names of fields in it.
    fn reference(&self, reference: &str) -> Json {
        let Some((address, pointer)) = reference.split_once('#') else { return reference.into() };
        let Some((file, _)) = self.set.follow(self.file, reference) else {
            return reference.into();
        };
        let inside = Export { set: self.set, file, lang: self.lang };
        // An address holds only ASCII, whatever its author wrote.
        format!("{}#{}", encode(address), encode(&inside.pointer(pointer))).into()
    }

    fn pointer(&self, written: &str) -> String {
        let Some(pointer) = decode(written) else { return written.to_owned() };
        let mut json = self.set.json(self.file);
        // The schema whose `properties` are being entered.
        let mut holder: Option<&Json> = None;
        let mut made = String::new();
        for part in pointer.split('/').skip(1) {
            let step = part.replace("~1", "/").replace("~0", "~");
            let scope = holder.take().map(|json| Scope::of(Shape::at(self.set, self.file, json)));
            let name = scope.map_or(step.as_str(), |scope| self.name(&step, scope));
            if scope.is_none() && step == "properties" {
                holder = Some(json);
            }
            made.push('/');
            made.push_str(&if name == step { part.to_owned() } else { escaped(name) });
            let inner = match json {
                Json::Array(items) => step.parse().ok().and_then(|at: usize| items.get(at)),
                json => json.get(&step),
            };
            let Some(inner) = inner else { return written.to_owned() };
            json = inner;
        }
        made
    }
}

/// What is known of the value a schema speaks of: there, and where it is described in full.
#[derive(Clone, Copy)]
struct Scope<'a> {
    own: Shape<'a>,
    whole: Shape<'a>,
}

impl<'a> Scope<'a> {
    fn of(shape: Shape<'a>) -> Self {
        Self { own: shape, whole: shape }
    }

    /// The field of an English key, from where it is described.
    fn property(self, key: &str) -> Option<Shape<'a>> {
        let here = |shape: Shape<'a>| {
            shape.properties().find(|(name, _)| *name == key).map(|(_, shape)| shape)
        };
        let described = |shape: &Shape<'a>| shape.text("x-zh").is_some();
        let (own, whole) = (here(self.own), here(self.whole));
        own.filter(described).or(whole.filter(described)).or(own).or(whole)
    }
}

/// Each schema of a map of schemas.
fn each<'a>(value: &'a Json, schema: impl Fn(&'a Json) -> Json) -> Json {
    let fields = value.as_object().into_iter().flatten();
    Json::Object(fields.map(|(key, json)| (key.clone(), schema(json))).collect())
}

/// The values of a field, and behind them their Chinese names.
fn choices<'k>(keyword: &'k str, value: &Json, scope: Scope<'_>) -> (&'k str, Json) {
    let own = match value {
        Json::Array(all) if keyword == "enum" => all.clone(),
        one => vec![one.clone()],
    };
    let chinese = |value: &Json| {
        let value = value.as_str()?;
        scope.own.value_name(value).or_else(|| scope.whole.value_name(value)).map(Json::from)
    };
    let names: Vec<Json> =
        own.iter().filter_map(chinese).filter(|name| !own.contains(name)).collect();
    if names.is_empty() {
        return (keyword, value.clone());
    }
    ("enum", own.into_iter().chain(names).collect())
}

/// A name as a step of a JSON pointer.
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
