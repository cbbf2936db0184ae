//! Content lines of a calendar: escaped, folded, ended as the standard asks (RFC 5545, 3.1, 3.3.11).

/// The most octets of a line, short of its end.
const WIDTH: usize = 75;

/// The lines written so far.
#[derive(Default)]
pub(super) struct Lines(String);

impl Lines {
    /// Writes a property whose value is no text: a date, a rule, a name of the standard's.
    pub(super) fn raw(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{value}"));
    }

    /// Writes a property whose value is text.
    pub(super) fn text(&mut self, name: &str, value: &str) {
        let mut line = format!("{name}:");
        for c in value.chars() {
            match c {
                '\\' | ';' | ',' => line.extend(['\\', c]),
                '\n' => line.push_str("\\n"),
                // No control character has a meaning or a way to be written.
                c if c.is_control() => line.push(' '),
                c => line.push(c),
            }
        }
        self.fold(&line);
    }

    /// Adds a line, broken between characters where it is too long.
    fn fold(&mut self, mut rest: &str) {
        let mut room = WIDTH;
        loop {
            let cut = rest.floor_char_boundary(room);
            let (line, more) = rest.split_at(cut);
            self.0.push_str(line);
            self.0.push_str("\r\n");
            if more.is_empty() {
                return;
            }
            self.0.push(' ');
            rest = more;
            room = WIDTH - 1;
        }
    }

    /// The whole file.
    pub(super) fn bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: &str) -> String {
        let mut lines = Lines::default();
        lines.text("SUMMARY", value);
        String::from_utf8(lines.bytes()).unwrap()
    }

    #[test]
    fn marks_of_the_format_are_escaped() {
        assert_eq!(written("甲;乙,丙\\丁\n戊\u{7}"), "SUMMARY:甲\\;乙\\,丙\\\\丁\\n戊 \r\n");
    }

    #[test]
    fn no_line_is_longer_than_75_octets_and_no_character_is_cut() {
        for length in [0, 21, 22, 23, 24, 25, 100, 1000] {
            let text = "限".repeat(length);
            let file = written(&text);
            for line in file.split_terminator("\r\n") {
                assert!(line.len() <= 75, "{}", line.len());
            }
            assert_eq!(file.replace("\r\n ", ""), format!("SUMMARY:{text}\r\n"));
        }
    }
}
