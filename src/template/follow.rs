//! Follows a script through a record as it lies.
//!
//! Tera wants a value of whatever a body names before it begins, for every paper. A script asks the
//! record itself, and gives up where Tera would answer in any way that is not plain: a number, a
//! name that nobody knows, a list that is none. What it does say is, letter for letter, what Tera says.

use std::borrow::Cow;

use super::functions::Env;
use super::markdown::push_escaped;
use super::reach::{Place, Reach};
use super::script::{Path, Script, Step, Test};
use super::values::{Token, plain};
use crate::calendar::numerals;
use crate::model::{Leaf, Value};

/// How many bytes a body comes to, about.
const ABOUT: usize = 4096;

impl Script {
    /// The text that it makes of a paper; none where Tera has to be asked.
    pub(super) fn follow(&self, env: &Env) -> Option<String> {
        let reach = Reach::new(env, env.paper)?;
        let mut walk = Walk { env, reach, rounds: Vec::new(), out: String::with_capacity(ABOUT) };
        walk.steps(&self.0)?;
        Some(walk.out)
    }
}

struct Walk<'a, 's> {
    env: &'a Env,
    reach: Reach<'a>,
    /// The loops that are open, the innermost last: the name, its value, and the number of the round.
    rounds: Vec<(&'s str, Place<'a>, u32)>,
    out: String,
}

impl<'a, 's> Walk<'a, 's> {
    fn steps(&mut self, steps: &'s [Step]) -> Option<()> {
        steps.iter().try_for_each(|step| self.step(step))
    }

    fn step(&mut self, step: &'s Step) -> Option<()> {
        match step {
            Step::Text(text) => self.out.push_str(text),
            Step::Print(path) => return self.print(self.at(path)?),
            Step::Join(path, between) => return self.join(self.at(path)?, between),
            Step::Round { hanzi } => {
                let (.., round) = self.rounds.last()?;
                self.out += &if *hanzi { numerals::to_hanzi(*round) } else { round.to_string() };
            }
            Step::If(tests, then, otherwise) => {
                let chosen = if self.all(tests)? { then } else { otherwise };
                return self.steps(chosen);
            }
            Step::For(name, list, inner) => {
                for (at, item) in self.items(self.at(list)?)?.into_iter().enumerate() {
                    self.rounds.push((name, item, u32::try_from(at + 1).ok()?));
                    self.steps(inner)?;
                    self.rounds.pop();
                }
            }
        }
        Some(())
    }

    /// What a path leads to.
    fn at(&self, path: &Path) -> Option<Place<'a>> {
        let (first, rest) = path.split_first()?;
        let mut open = self.rounds.iter().rev();
        let start = match open.find(|(name, ..)| name == first) {
            Some((_, place, _)) => *place,
            None => self.reach.child(self.reach.root(), first)?,
        };
        rest.iter().try_fold(start, |place, name| self.reach.child(place, name))
    }

    fn may_be_list(&self, form: Option<usize>) -> bool {
        self.reach.form(form).is_some_and(|form| form.may_be_list)
    }

    /// Whether all tests hold; the first that does not ends them.
    fn all(&self, tests: &[Test]) -> Option<bool> {
        for test in tests {
            let place = self.at(&test.path)?;
            let holds = match &test.equals {
                Some(words) => self.equals(place, words)?,
                None => self.is_there(place)?,
            };
            if !holds {
                return Some(false);
            }
        }
        Some(true)
    }

    fn equals(&self, place: Place<'_>, words: &str) -> Option<bool> {
        if is_nothing(place) || matches!(place, Place::Empty { .. }) {
            return Some(false);
        }
        self.words(place).map(|own| own == words)
    }

    fn is_there(&self, place: Place<'_>) -> Option<bool> {
        let (field, form) = match place {
            Place::Field(field, form, _) => (field, form),
            Place::Empty { .. } => return Some(false),
            Place::Day(_) => return None,
        };
        match &field.value {
            Value::Null => Some(false),
            Value::Bool(is) => Some(*is),
            Value::Text(text, _) => {
                Some(field.leaf == Leaf::Prose || self.may_be_list(form) || !text.is_empty())
            }
            Value::List(items) => Some(!items.is_empty()),
            Value::Number(_) | Value::Map(_) => None,
        }
    }

    /// The words of a field that holds plain words and can hold no more than one.
    fn words<'f>(&self, place: Place<'f>) -> Option<Cow<'f, str>> {
        let Place::Field(field, form, _) = place else { return None };
        let free = field.leaf != Leaf::Prose && !self.may_be_list(form);
        field.text().filter(|_| free).map(plain)
    }

    fn print(&mut self, place: Place<'a>) -> Option<()> {
        match place {
            place if is_nothing(place) => {}
            Place::Field(field, _, way) if field.leaf == Leaf::Prose && field.text().is_some() => {
                let token = Token::Prose(self.env.paper, way.path());
                self.out += &self.env.tokens.keep(token);
            }
            place => {
                let words = self.words(place)?;
                push_escaped(&mut self.out, &words);
            }
        }
        Some(())
    }

    fn join(&mut self, list: Place<'a>, between: &str) -> Option<()> {
        for (at, item) in self.items(list)?.into_iter().enumerate() {
            if at > 0 {
                push_escaped(&mut self.out, between);
            }
            let words = self.words(item)?;
            push_escaped(&mut self.out, &words);
        }
        Some(())
    }

    /// The items of a list, or of what is one where a list may be.
    fn items(&self, list: Place<'a>) -> Option<Vec<Place<'a>>> {
        let (field, form, way) = match list {
            Place::Empty { list } => return list.then(Vec::new),
            Place::Field(field, form, way) => (field, form, way),
            Place::Day(_) => return None,
        };
        match &field.value {
            Value::List(items) => (0..items.len()).map(|at| self.reach.step(list, at)).collect(),
            Value::Text(..) if field.leaf != Leaf::Prose && self.may_be_list(form) => {
                Some(vec![Place::Field(field, None, way)])
            }
            _ => None,
        }
    }
}

/// Whether nothing stands at a place, and nothing is printed.
fn is_nothing(place: Place<'_>) -> bool {
    match place {
        Place::Field(field, ..) => matches!(field.value, Value::Null),
        Place::Empty { list } => !list,
        Place::Day(day) => day.is_none(),
    }
}
