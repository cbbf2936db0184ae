//! The unified social credit code (统一社会信用代码, GB 32100): 17 characters and one that checks
//! them.

/// The characters of a code in the order of their values: no I, O, S, V and Z, which are easily
/// read as others.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// How many characters a code has.
const LENGTH: usize = 18;
/// What each place weighs as much more than the one before it.
const BASE: usize = 3;

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
    let strange = code.chars().enumerate().find(|(_, c)| !ALPHABET.contains(*c));
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
        sum += ALPHABET.find(c)? * weight;
        weight = weight * BASE % ALPHABET.len();
    }
    let at = (ALPHABET.len() - sum % ALPHABET.len()) % ALPHABET.len();
    ALPHABET.chars().nth(at)
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
        assert_eq!(check("0000000000000000I"), None);
    }
}
