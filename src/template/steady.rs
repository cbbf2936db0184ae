//! Bodies that no record can upset: they only test, repeat and print what is always there.
//!
//! Values have every field that the schema knows, written or not, and the right types where the
//! record is valid. What is left that can fail is told by the few words that the tags of a body
//! are made of; a body with any others may be sound too, and is tried with each record.

use super::hole::{self, Token};
use crate::model::Field;
use crate::schema::{Form, FormField, Forms};

/// How a body that is steady goes through a record: how many fields it prints, and its loops.
#[derive(Debug, Default)]
pub(super) struct Steady {
    prints: usize,
    loops: Vec<Loop>,
}

/// A loop of a steady body.
#[derive(Debug)]
struct Loop {
    /// Whose list it goes through: that of the record, or of the variable of the loop that stands
    /// so deep around it.
    home: usize,
    /// The English key of the list.
    list: String,
    inside: Steady,
}

impl Steady {
    /// Whether it prints at most so many fields of a record, whatever its tests say.
    pub(super) fn prints_at_most(&self, most: usize, record: &Field) -> bool {
        let mut left = most;
        self.count(&mut vec![record], &mut left).is_some()
    }

    /// Takes what it prints from what is left; nothing when that is too little. Going round costs
    /// as much as printing, so that a loop around nothing ends as well.
    fn count(&self, around: &mut Vec<&Field>, left: &mut usize) -> Option<()> {
        *left = left.checked_sub(self.prints.max(1))?;
        for each in &self.loops {
            for item in around[each.home].items_of(&each.list) {
                around.push(item);
                each.inside.count(around, left)?;
                around.pop();
            }
        }
        Some(())
    }
}

/// How a body, rewritten for Tera, goes through records, when it renders for every record that is
/// valid by its schema.
pub(super) fn steady(body: &str, forms: &Forms) -> Option<Steady> {
    let mut reader = Reader { forms, loops: Vec::new(), done: Steady::default() };
    let mut rest = body;
    while let Some(open) = rest.find('{') {
        let close = match rest.as_bytes().get(open + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => return None,
            _ => {
                rest = &rest[open + 1..];
                continue;
            }
        };
        let (tag, after) = rest[open + 2..].split_once(close)?;
        reader.tag(tag, close == "%}")?;
        rest = after;
    }
    Some(reader.done)
}

/// Knows what the names stand for at a place of a body.
struct Reader<'a> {
    forms: &'a Forms,
    /// The loops around it, the innermost last.
    loops: Vec<Open>,
    /// What stands in no loop.
    done: Steady,
}

/// A loop that is being read.
struct Open {
    variable: String,
    /// The form of its values.
    form: Option<usize>,
    read: Loop,
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
            (true, [Token::Name("endfor")]) => {
                let done = self.loops.pop()?.read;
                self.inside().loops.push(done);
                Some(())
            }
            (true, [Token::Name("if" | "elif"), test @ ..]) => self.test(test),
            (true, [Token::Name("for"), Token::Name(each), Token::Name("in"), list @ ..]) => {
                let (home, key, form) = self.field(list)?;
                let read = Loop { home, list: key.to_owned(), inside: Steady::default() };
                let form = form.is_list.then_some(form.items)?;
                self.loops.push(Open { variable: hole::decode(each), form, read });
                Some(())
            }
            (true, _) => None,
        }
    }

    /// What is being read: the innermost loop, or the body.
    fn inside(&mut self) -> &mut Steady {
        self.loops.last_mut().map_or(&mut self.done, |open| &mut open.read.inside)
    }

    /// What is printed: a field, a list of words side by side, or how often a loop has gone round.
    fn value(&mut self, value: &[Token<'_>]) -> Option<()> {
        let (value, filter) = match value.iter().position(|token| *token == Token::Sign('|')) {
            Some(at) => (&value[..at], &value[at + 1..]),
            None => (value, &[][..]),
        };
        if let [Token::Name("loop"), Token::Sign('.'), Token::Name("index")] = value {
            let hanzi = |name: &str| ["hanzi", "汉字"].contains(&&*hole::decode(name));
            let printed = matches!(filter, []) || matches!(filter, [Token::Name(n)] if hanzi(n));
            return (printed && !self.loops.is_empty()).then_some(());
        }
        self.inside().prints += 1;
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

    /// The form of the variable of a loop, or of a field.
    fn form(&self, path: &[Token<'_>]) -> Option<&'a Form> {
        if let [Token::Name(name)] = path
            && let Some((_, open)) = self.variable(name)
        {
            return Some(self.forms.get(open.form?));
        }
        self.field(path).map(|(.., form)| form)
    }

    /// A field of the record or of the variable of a loop: whose it is, its key and its form.
    fn field(&self, path: &[Token<'_>]) -> Option<(usize, &'a str, &'a Form)> {
        let (home, form, name) = match path {
            [Token::Name(name)] if self.variable(name).is_none() => (0, self.forms.root()?, name),
            [Token::Name(each), Token::Sign('.'), Token::Name(name)] => {
                let (home, open) = self.variable(each)?;
                (home, open.form.filter(|form| self.forms.get(*form).is_object)?, name)
            }
            _ => return None,
        };
        let name = hole::decode(name);
        let named = |field: &&FormField| field.key == name || field.chinese.as_ref() == Some(&name);
        let field = self.forms.get(form).fields.iter().find(named)?;
        Some((home, &field.key, self.forms.get(field.form)))
    }

    /// The innermost loop whose variable has this name, and how deep it stands.
    fn variable(&self, name: &str) -> Option<(usize, &Open)> {
        let name = hole::decode(name);
        let mut loops = self.loops.iter().enumerate().rev();
        loops.find(|(_, open)| open.variable == name).map(|(at, open)| (at + 1, open))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Schema, Schemas};
    use crate::template::load::rewritten;
    use crate::text::Memory;

    fn is_steady(body: &str) -> bool {
        let schema = r#"{
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
        steady(&rewritten(body), schemas.get("minutes").map(Schema::forms).unwrap()).is_some()
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
            assert!(is_steady(body), "{body}");
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
            assert!(!is_steady(body), "{body}");
        }
    }
}
