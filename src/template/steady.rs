//! Bodies that no record can upset: they only test, repeat and print what is always there.
//!
//! Values have every field that the schema knows, written or not, and the right types where the
//! record is valid. What is left that can fail is told by the few words that the tags of a body
//! are made of; a body with any others may be sound too, and is tried with each record.

use super::hole::{self, Token};
use crate::schema::{Form, FormField, Forms};

/// Whether a body, rewritten for Tera, renders for every record that is valid by its schema.
pub(super) fn is_steady(body: &str, forms: &Forms) -> bool {
    let mut reader = Reader { forms, loops: Vec::new() };
    let mut rest = body;
    while let Some(open) = rest.find('{') {
        let close = match rest.as_bytes().get(open + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => return false,
            _ => {
                rest = &rest[open + 1..];
                continue;
            }
        };
        let Some((tag, after)) = rest[open + 2..].split_once(close) else { return false };
        if reader.tag(tag, close == "%}").is_none() {
            return false;
        }
        rest = after;
    }
    true
}

/// Knows what the names stand for at a place of a body.
struct Reader<'a> {
    forms: &'a Forms,
    /// The variables of the loops around it with the forms of their values, the innermost last.
    loops: Vec<(String, Option<usize>)>,
}

impl<'a> Reader<'a> {
    /// Takes a tag in; nothing when it may fail.
    fn tag(&mut self, tag: &str, statement: bool) -> Option<()> {
        let blank = |token: &Token<'_>| matches!(token, Token::Other(s) if s.trim().is_empty());
        let tokens: Vec<Token<'_>> =
            hole::tokens(tag).into_iter().filter(|token| !blank(token)).collect();
        match (statement, tokens.as_slice()) {
            (false, value) => self.value(value),
            (true, [Token::Name("else" | "endif")]) => Some(()),
            (true, [Token::Name("endfor")]) => self.loops.pop().map(drop),
            (true, [Token::Name("if" | "elif"), test @ ..]) => self.test(test),
            (true, [Token::Name("for"), Token::Name(each), Token::Name("in"), list @ ..]) => {
                let list = self.form(list).filter(|form| form.is_list)?;
                self.loops.push((hole::decode(each), list.items));
                Some(())
            }
            (true, _) => None,
        }
    }

    /// What is printed: a field, a list of words side by side, or how often a loop has gone round.
    fn value(&self, value: &[Token<'_>]) -> Option<()> {
        let (value, filter) = match value.iter().position(|token| *token == Token::Sign('|')) {
            Some(at) => (&value[..at], &value[at + 1..]),
            None => (value, &[][..]),
        };
        if let [Token::Name("loop"), Token::Sign('.'), Token::Name("index")] = value {
            let hanzi = |name: &str| ["hanzi", "汉字"].contains(&&*hole::decode(name));
            let printed = matches!(filter, []) || matches!(filter, [Token::Name(n)] if hanzi(n));
            return (printed && !self.loops.is_empty()).then_some(());
        }
        let form = self.form(value)?;
        match filter {
            [] => Some(()),
            [
                Token::Name("join"),
                Token::Sign('('),
                Token::Name("sep"),
                Token::Other("="),
                Token::Text(_),
                Token::Sign(')'),
            ] => {
                let items = form.items.map(|at| self.forms.get(at))?;
                (form.is_list && !items.is_object).then_some(())
            }
            _ => None,
        }
    }

    /// Fields that are there or not, or are a certain word.
    fn test(&self, test: &[Token<'_>]) -> Option<()> {
        let joint = |token: &Token<'_>| matches!(token, Token::Name("and" | "or"));
        test.split(joint).all(|part| self.part(part).is_some()).then_some(())
    }

    fn part(&self, part: &[Token<'_>]) -> Option<()> {
        let ([Token::Name("not"), path @ ..]
        | [path @ .., Token::Other("="), Token::Other("="), Token::Text(_)]
        | path) = part;
        self.form(path).map(drop)
    }

    /// The form of a field of the record, of the variable of a loop, or of a field of that.
    fn form(&self, path: &[Token<'_>]) -> Option<&'a Form> {
        match path {
            [Token::Name(name)] => {
                let name = hole::decode(name);
                match self.variable(&name) {
                    Some((_, each)) => Some(self.forms.get((*each)?)),
                    None => self.inside(self.forms.get(self.forms.root()?), &name),
                }
            }
            [Token::Name(each), Token::Sign('.'), Token::Name(name)] => {
                let (_, each) = self.variable(&hole::decode(each))?;
                let each = self.forms.get((*each)?);
                self.inside(each, &hole::decode(name)).filter(|_| each.is_object)
            }
            _ => None,
        }
    }

    fn variable(&self, name: &str) -> Option<&(String, Option<usize>)> {
        self.loops.iter().rev().find(|(own, _)| own == name)
    }

    fn inside(&self, form: &'a Form, name: &str) -> Option<&'a Form> {
        let named =
            |field: &&FormField| field.key == name || field.chinese.as_deref() == Some(name);
        form.fields.iter().find(named).map(|field| self.forms.get(field.form))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Schema, Schemas};
    use crate::template::load::rewritten;
    use crate::text::Memory;

    fn steady(body: &str) -> bool {
        let schema = r#"{
            "$id": "https://hongtou.dev/schemas/minutes.schema.json",
            "type": "object",
            "properties": {
                "title": {"type": "string", "x-zh": "标题"},
                "place": {"type": "object", "properties": {"name": {"type": "string"}}},
                "loose": {"type": ["array", "object"], "items": {"type": "string"}},
                "units": {"type": ["array", "string"], "items": {"type": "string"}},
                "steps": {"type": "array", "x-zh": "步骤", "items": {
                    "type": "object",
                    "properties": {"text": {"type": "string"}, "units": {"type": "array", "items": {"type": "string"}}}
                }}
            }
        }"#;
        let files = [("schemas/minutes.schema.json".to_owned(), schema.as_bytes().to_vec())];
        let schemas = Schemas::load(&files.into_iter().collect::<Memory>()).unwrap();
        is_steady(&rewritten(body), schemas.get("minutes").map(Schema::forms).unwrap())
    }

    #[test]
    fn tests_loops_and_fields_that_are_always_there_are_steady() {
        for body in [
            "",
            "# {文字}",
            "{{ title }}{{ 标题 }}",
            "{% if title and not units or title == \"甲\" %}{{ title }}{% else %}无{% endif %}",
            "{{ units | join(sep=\"、\") }}",
            "{% for step in 步骤 %}第{{ loop.index | 汉字 }}步 {{ loop.index }} {{ step.text }}{% endfor %}",
            "{% for s in steps %}{% for unit in s.units %}{{ unit }}{{ s.text }}{% endfor %}{% endfor %}",
        ] {
            assert!(steady(body), "{body}");
        }
    }

    #[test]
    fn whatever_may_fail_with_some_record_is_not() {
        for body in [
            "{{ nothing }}",
            "{{ place.name }}",
            "{{ title | 日期 }}",
            "{{ steps | join(sep=\"、\") }}",
            "{{ title | join(sep=\"、\") }}",
            "{{ loop.index }}",
            "{{ ref(\"letter\") }}",
            "{{ title",
            "{# 说明 #}",
            "{%- if title %}{% endif %}",
            "{% for unit in loose %}{% endfor %}",
            "{% for c in title %}{% endfor %}",
            "{% for unit in units %}{{ unit.text }}{% endfor %}",
            "{% for key, value in steps %}{% endfor %}",
            "{% for step in steps %}{% endfor %}{{ step.text }}",
            "{% if title > 3 %}{% endif %}",
            "{% if units | length %}{% endif %}",
            "{% set a = title %}",
        ] {
            assert!(!steady(body), "{body}");
        }
    }
}
