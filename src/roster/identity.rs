//! What tells an institution from all others, and the number its letter bears. Both come from its
//! own row alone: other rows may be added, taken away or moved.

use super::Column;

/// The keys of the fields that tell institutions apart, the surest first.
const IDENTITY: [&str; 2] = ["credit_code", "code"];
/// The keys of the fields that number letters (编号), the first that is filled in counts.
const SERIAL: [&str; 3] = ["serial", "code", "credit_code"];

/// What tells the institution of a row from others: its 统一社会信用代码, else its code. Empty where
/// it has neither.
pub fn identity<'a>(columns: &[Column], values: &'a [String]) -> &'a str {
    first(&IDENTITY, columns, values)
}

/// The number of the letter (编号) of a row: its own, else the code of the institution.
pub fn serial<'a>(columns: &[Column], values: &'a [String]) -> &'a str {
    first(&SERIAL, columns, values)
}

/// The first of some fields that has a value.
fn first<'a>(keys: &[&str], columns: &[Column], values: &'a [String]) -> &'a str {
    let value = |key: &&str| {
        let at = columns.iter().position(|column| column.key == **key)?;
        values.get(at).map(String::as_str).filter(|value| !value.is_empty())
    };
    keys.iter().find_map(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_numbered_by_its_own_row() {
        let column = |key: &str| Column { key: key.into(), ..Column::default() };
        let columns = ["institution", "code", "credit_code", "serial"].map(column);
        let both = |values: [&str; 4]| {
            let values = values.map(str::to_owned);
            (identity(&columns, &values).to_owned(), serial(&columns, &values).to_owned())
        };
        assert_eq!(both(["甲", "H1", "9X", "7号"]), ("9X".into(), "7号".into()));
        assert_eq!(both(["甲", "H1", "9X", ""]), ("9X".into(), "H1".into()));
        assert_eq!(both(["甲", "H1", "", ""]), ("H1".into(), "H1".into()));
        assert_eq!(both(["甲", "", "9X", ""]), ("9X".into(), "9X".into()));
        assert_eq!(both(["甲", "", "", ""]), (String::new(), String::new()));
        assert_eq!(identity(&columns[..1], &["甲".to_owned()]), "");
    }
}
