//! `body.md` in the few forms that nearly all keep to: fields, `if` with `==` and `and`, `for`,
//! `join`, and the number of a round. Read once; `follow` does what it says.

use super::hole;

/// A body that keeps to these forms.
#[derive(Debug)]
pub(super) struct Script(pub(super) Vec<Step>);

/// The names of a path: `task.lead`.
pub(super) type Path = Vec<String>;

/// What a body does.
#[derive(Debug, PartialEq)]
pub(super) enum Step {
    /// Says what stands in it.
    Text(String),
    /// Prints a value.
    Print(Path),
    /// Prints the values of a list with words between them.
    Join(Path, String),
    /// Prints the number of the round, in Chinese numerals or not.
    Round { hanzi: bool },
    /// Does the one where all tests hold, else the other.
    If(Vec<Test>, Vec<Step>, Vec<Step>),
    /// Does the same for every item of a list, under a name.
    For(String, Path, Vec<Step>),
}

/// Whether a value is there, or is these words.
#[derive(Debug, PartialEq)]
pub(super) struct Test {
    pub(super) path: Path,
    pub(super) equals: Option<String>,
}

/// How deep `if` and `for` may stand in each other.
const DEEPEST: usize = 24;

/// Names that an object with a period has besides its fields: Tera makes their values.
const ENDS: [&str; 4] = ["start", "end", "起", "止"];

/// What ends a run of steps.
#[derive(PartialEq)]
enum End {
    File,
    Else,
    If,
    For,
}

impl Script {
    /// Reads a body; none for one that has anything else in it.
    pub(super) fn read(body: &str) -> Option<Self> {
        let mut reader = Reader { rest: body };
        let (steps, end) = reader.steps(DEEPEST).filter(|_| !body.contains("{#"))?;
        (end == End::File).then_some(Self(steps))
    }
}

struct Reader<'b> {
    rest: &'b str,
}

impl Reader<'_> {
    fn steps(&mut self, deep: usize) -> Option<(Vec<Step>, End)> {
        let deep = deep.checked_sub(1)?;
        let mut steps = Vec::new();
        loop {
            let next = ["{{", "{%"].iter().filter_map(|open| self.rest.find(open)).min();
            let (text, tag) = self.rest.split_at(next.unwrap_or(self.rest.len()));
            if !text.is_empty() {
                steps.push(Step::Text(super::markdown_strong(text)));
            }
            let Some(open) = tag.get(..2) else { return Some((steps, End::File)) };
            let (inside, rest) = tag[2..].split_once(if open == "{{" { "}}" } else { "%}" })?;
            self.rest = rest;
            let words: Vec<&str> = inside.split_ascii_whitespace().collect();
            match (open, words.as_slice()) {
                ("{{", words) => steps.push(print(words)?),
                (_, ["if", tests @ ..]) => steps.push(self.condition(tests, deep)?),
                (_, ["for", name, "in", list]) => {
                    let (inner, end) = self.steps(deep)?;
                    let name = path(name).filter(|path| path.len() == 1 && end == End::For)?;
                    steps.push(Step::For(name.concat(), path(list)?, inner));
                }
                (_, ["else"]) => return Some((steps, End::Else)),
                (_, ["endif"]) => return Some((steps, End::If)),
                (_, ["endfor"]) => return Some((steps, End::For)),
                _ => return None,
            }
        }
    }

    fn condition(&mut self, tests: &[&str], deep: usize) -> Option<Step> {
        let tests: Option<Vec<Test>> = tests.split(|word| *word == "and").map(test).collect();
        let (then, end) = self.steps(deep)?;
        let (otherwise, end) = if end == End::Else { self.steps(deep)? } else { (Vec::new(), end) };
        (end == End::If).then_some(Step::If(tests?, then, otherwise))
    }
}

fn print(words: &[&str]) -> Option<Step> {
    Some(match words {
        ["loop.index"] => Step::Round { hanzi: false },
        ["loop.index", "|", "汉字" | "hanzi"] => Step::Round { hanzi: true },
        [value] => Step::Print(path(value)?),
        [list, "|", filter] => {
            let between = filter.strip_prefix("join(sep=")?.strip_suffix(')')?;
            Step::Join(path(list)?, literal(between)?)
        }
        _ => return None,
    })
}

fn test(words: &[&str]) -> Option<Test> {
    match words {
        [value] => Some(Test { path: path(value)?, equals: None }),
        [value, "==", words] => Some(Test { path: path(value)?, equals: Some(literal(words)?) }),
        _ => None,
    }
}

/// The names of a path, where all are names of fields and nothing else.
fn path(word: &str) -> Option<Path> {
    let name = |name: &str| {
        let free = hole::names_field(name) && !ENDS.contains(&name);
        (free && hole::is_identifier(name)).then(|| name.to_owned())
    };
    word.split('.').map(name).collect()
}

/// Words in quotes, where nothing in them means anything.
fn literal(word: &str) -> Option<String> {
    let words = word.strip_prefix('"')?.strip_suffix('"')?;
    (!words.contains(['"', '\\', '{', '}'])).then(|| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(path: &str) -> Path {
        path.split('.').map(str::to_owned).collect()
    }

    #[test]
    fn a_body_is_read_once() {
        let body = "**甲**{% for a in 清单 %}{{ loop.index | 汉字 }}{{ a.b }}{% endfor %}\
                    {% if c == \"x\" and d %}{{ d | join(sep=\"、\") }}{% else %}乙{% endif %}";
        let script = Script::read(body).unwrap();
        let round = vec![Step::Round { hanzi: true }, Step::Print(names("a.b"))];
        let tests = vec![
            Test { path: names("c"), equals: Some("x".to_owned()) },
            Test { path: names("d"), equals: None },
        ];
        let steps = [
            Step::Text("\u{F0002}甲\u{F0003}".to_owned()),
            Step::For("a".to_owned(), names("清单"), round),
            Step::If(
                tests,
                vec![Step::Join(names("d"), "、".to_owned())],
                vec![Step::Text("乙".to_owned())],
            ),
        ];
        assert_eq!(script.0, steps);
    }

    #[test]
    fn a_body_with_anything_else_is_left_to_tera() {
        let others = [
            "{# a #}",
            "{{ a",
            "{{ a | upper }}",
            "{{ f(x=1) }}",
            "{%- if a %}{% endif %}",
            "{% if a %}",
            "{% endif %}",
            "{% for a, b in c %}{% endfor %}",
            "{% for a in c %}{% else %}{% endfor %}",
            "{% if a %}{% elif b %}{% endif %}",
            "{% if a or b %}{% endif %}",
            "{% if not a %}{% endif %}",
            "{{ loop.first }}",
            "{{ a.start }}",
            "{{ true }}",
            "{{ 1 }}",
            "{{ a[0] }}",
            "{{ a. b }}",
            "{% set a = b %}",
            "{% raw %}{{ a }}{% endraw %}",
            "{{ zh_e7 }}",
            "{% if a == b %}{% endif %}",
            "{{ a | join(sep=\"\\n\") }}",
            "{{ }}",
            "{% if %}{% endif %}",
            "{{ a..b }}",
        ];
        for body in others {
            assert!(Script::read(body).is_none(), "{body}");
        }
        let deep = "{% if a %}".repeat(1000) + &"{% endif %}".repeat(1000);
        assert!(Script::read(&deep).is_none());
    }
}
