//! A strict reader of calendars (RFC 5545) that shares nothing with what writes them.

use std::collections::BTreeMap;

/// A component with its properties and what lies in it.
#[derive(Debug, Default)]
pub(super) struct Component {
    /// `VEVENT` ….
    pub(super) name: String,
    /// Its properties: name with parameters, and value; text is no longer escaped.
    pub(super) properties: BTreeMap<String, String>,
    /// The components in it.
    pub(super) inner: Vec<Component>,
}

impl Component {
    /// The value of a property.
    #[track_caller]
    pub(super) fn get(&self, name: &str) -> &str {
        self.properties.get(name).unwrap_or_else(|| panic!("no {name} in {self:?}"))
    }
}

/// Reads a file that must be one calendar.
pub(super) fn read(bytes: &[u8]) -> Component {
    let text = std::str::from_utf8(bytes).expect("no character is cut");
    assert!(text.ends_with("\r\n"), "the last line is ended");
    let mut logical: Vec<String> = Vec::new();
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "a bare line end: {line:?}");
        match line.strip_prefix(' ') {
            Some(more) => logical.last_mut().expect("no fold comes first").push_str(more),
            None => logical.push(line.to_owned()),
        }
    }
    let mut open: Vec<Component> = vec![Component::default()];
    for line in logical {
        let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("no property: {line}"));
        match name {
            "BEGIN" => open.push(Component { name: value.to_owned(), ..Component::default() }),
            "END" => {
                let done = open.pop().expect("something is open");
                assert_eq!(done.name, value);
                open.last_mut().expect("a file").inner.push(done);
            }
            _ => {
                let all = &mut open.last_mut().expect("a file").properties;
                assert!(all.insert(name.to_owned(), plain(value)).is_none(), "{name} twice");
            }
        }
    }
    let mut file = open.pop().expect("a file");
    assert!(open.is_empty() && file.properties.is_empty(), "something is left open");
    assert_eq!(file.inner.len(), 1, "one calendar");
    let calendar = file.inner.remove(0);
    assert_eq!((&*calendar.name, calendar.get("VERSION")), ("VCALENDAR", "2.0"));
    calendar
}

/// Text without its escapes.
fn plain(value: &str) -> String {
    let mut plain = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => plain.push('\n'),
                Some(c @ ('\\' | ';' | ',')) => plain.push(c),
                other => panic!("no escape: {other:?} in {value}"),
            },
            c => plain.push(c),
        }
    }
    plain
}
