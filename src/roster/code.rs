//! The unified social credit code (统一社会信用代码, GB 32100): 17 characters and one that checks
//! them.

/// The characters of a code in the order of their values: no I, O, S, V and Z, which are easily
/// read as others.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// How many characters a code has.
const LENGTH: usize = 18;
/// What each place weighs as much more than the one before it.
const STEP: usize = 3;
/// How many characters codes are made of.
pub(super) const BASE: u64 = ALPHABET.len() as u64;

/// What is wrong with a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// It has another number of characters than 18.
    Length(usize),
    /// A character that no code has, and its place from 0.
    Character(char, usize),
    /// Its last character should be this one.
    Check(char),
}

/// Judges a code.
///
/// # Errors
/// When it cannot be one.
pub fn judge(code: &str) -> Result<(), Flaw> {
    let count = code.chars().count();
    if count != LENGTH {
        return Err(Flaw::Length(count));
    }
    let strange = code.chars().enumerate().find(|(_, c)| value(*c).is_none());
    if let Some((at, c)) = strange {
        return Err(Flaw::Character(c, at));
    }
    match check(&code[..LENGTH - 1]) {
        Some(right) if !code.ends_with(right) => Err(Flaw::Check(right)),
        Some(_) | None => Ok(()),
    }
}

/// The character that checks 17 others; none where one of these belongs to no code.
pub fn check(body: &str) -> Option<char> {
    let (mut sum, mut weight) = (0, 1);
    for c in body.chars() {
        sum += value(c)? * weight;
        weight = weight * STEP % ALPHABET.len();
    }
    let at = (ALPHABET.len() - sum % ALPHABET.len()) % ALPHABET.len();
    ALPHABET.chars().nth(at)
}

/// The value of a character; none of one that no code has.
fn value(c: char) -> Option<usize> {
    let value = c.to_digit(36)? as usize;
    // Letters that are left out move those behind them down.
    let gaps = ['I', 'O', 'S', 'V', 'Z'].iter().filter(|gap| **gap < c).count();
    let taken = c.is_ascii_digit() || c.is_ascii_uppercase();
    (taken && !matches!(c, 'I' | 'O' | 'S' | 'V' | 'Z')).then_some(value - gaps)
}

/// The character of a value; of a greater one, that of its rest.
pub(super) fn character(value: u64) -> char {
    let at = usize::try_from(value % BASE).unwrap_or(0);
    char::from(ALPHABET.as_bytes()[at])
}

/// The character that checks the eight of an organisation's code (组织机构代码, GB 11714), which is
/// the 9th to 17th of its credit code. Not every code that is in use has the right one.
pub(super) fn organisation_check(body: &str) -> Option<char> {
    const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    const MODULUS: u32 = 11;
    const DIGITS: u32 = 36;
    let values = body.chars().zip(WEIGHTS).map(|(c, weight)| Some(c.to_digit(DIGITS)? * weight));
    let sum: u32 = values.sum::<Option<u32>>()?;
    match (MODULUS - sum % MODULUS) % MODULUS {
        10 => Some('X'),
        value => char::from_digit(value, 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_held_to_its_length_its_characters_and_its_check() {
        let body = "12440700MB2C00001";
        let right = check(body).unwrap();
        let code = format!("{body}{right}");
        assert_eq!(judge(&code), Ok(()));
        assert_eq!(judge(body), Err(Flaw::Length(17)));
        assert_eq!(judge(&code.replace('M', "O")), Err(Flaw::Character('O', 8)));
        // Any one character that is another one is noticed.
        for at in 0..17 {
            let mut other: Vec<char> = code.chars().collect();
            other[at] = if other[at] == '7' { '8' } else { '7' };
            let other: String = other.into_iter().collect();
            assert!(matches!(judge(&other), Err(Flaw::Check(_))), "{other}");
        }
    }

    #[test]
    fn weights_are_powers_of_three() {
        // One at the fourth place weighs 27, which 4 brings to 31.
        assert_eq!(check("00010000000000000"), Some('4'));
        assert_eq!(check("00000000000000000"), Some('0'));
        let values: Vec<Option<usize>> = ALPHABET.chars().map(value).collect();
        assert_eq!(values, (0..31).map(Some).collect::<Vec<_>>());
        assert!("IOSVZa０-".chars().all(|c| value(c).is_none()));
        assert_eq!(check("0000000000000000I"), None);
    }

    #[test]
    fn the_code_of_the_organisation_inside_has_a_check_of_its_own() {
        // The example of GB 32100 holds M000100Y4.
        assert_eq!(organisation_check("M000100Y"), Some('4'));
        assert_eq!(check("91350100M000100Y4"), Some('3'));
        assert_eq!((character(0), character(30), character(31)), ('0', 'Y', '0'));
    }
}
