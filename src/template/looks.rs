//! Which looks of its kind a paper is printed in.

use super::kind::{Kind, Look};
use crate::model::Field;

impl Kind {
    /// The looks that a paper of this kind is printed in. Of those with one suffix a look whose
    /// condition fits takes the place of those that have none.
    pub fn looks_for(&self, root: &Field) -> Vec<&Look> {
        let fits = |look: &&Look| {
            let has = |(path, words): (&String, &String)| {
                root.get(path).and_then(Field::text) == Some(words.as_str())
            };
            !look.when.is_empty() && look.when.iter().all(has)
        };
        let chosen = |look: &&Look| {
            let mut rivals = self.looks.iter().filter(|other| other.suffix == look.suffix);
            match rivals.find(fits) {
                Some(first) => std::ptr::eq(first, *look),
                None => look.when.is_empty(),
            }
        };
        self.looks.iter().filter(chosen).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Leaf, Value};
    use crate::text::{Source, Sources, Span};

    fn kind(looks: &str) -> Kind {
        let text = format!("kind: kind\nname: {{zh: 甲, en: a}}\nlooks: {looks}\n");
        serde_yaml::from_str(&text).unwrap()
    }

    fn paper(format: Option<&str>) -> Field {
        let source = Sources::default().add(Source::new("a.yaml", ""));
        let field = |name: &str, value| Field {
            name: name.into(),
            key: None,
            span: Span::new(source, 0..0),
            leaf: Leaf::Text,
            role: None,
            sensitivity: crate::model::field::Sensitivity::default(),
            required: false,
            value,
        };
        let words = |format: &str| field("format", Value::Text(format.into(), None));
        field("", Value::Map(format.map(words).into_iter().collect()))
    }

    fn chosen(kind: &Kind, format: Option<&str>) -> String {
        let root = paper(format);
        let looks = kind.looks_for(&root).into_iter();
        looks.map(|look| look.look.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_look_whose_condition_fits_takes_the_place_of_the_plain_one() {
        let kind = kind(
            "[{look: general}, {look: letter, when: {format: letter}}, \
             {look: poster, suffix: poster}]",
        );
        assert_eq!(chosen(&kind, None), "general poster");
        assert_eq!(chosen(&kind, Some("general")), "general poster");
        assert_eq!(chosen(&kind, Some("letter")), "letter poster");
    }

    #[test]
    fn of_two_conditions_that_fit_the_first_wins_and_one_alone_may_fit_nothing() {
        let twice = kind("[{look: a, when: {format: x}}, {look: b, when: {format: x}}]");
        assert_eq!(chosen(&twice, Some("x")), "a");
        assert_eq!(chosen(&twice, Some("y")), "");
    }
}
