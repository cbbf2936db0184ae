//! What changes between two texts, as a patch that people read and `git apply` takes.

use similar::TextDiff;

/// A unified diff with three lines around each change; empty where nothing changes.
pub fn patch(path: &str, old: &str, new: &str) -> String {
    if old == new {
        return String::new();
    }
    let diff = TextDiff::from_lines(old, new);
    diff.unified_diff().header(&format!("a/{path}"), &format!("b/{path}")).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_shows_what_changes_and_three_lines_around_it() {
        let shown = patch("a", "1\n2\n3\n4\n5\n6\n7\n8\n", "1\n2\n3\n4\nx\n6\n7\n8\n");
        let lines = "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n";
        assert_eq!(shown, format!("--- a/a\n+++ b/a\n{lines}"));
        assert_eq!(patch("a", "1\n", "1\n"), "");
    }
}
