//! Ids, session tokens, secrets, referral codes and reward codes.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Crockford's alphabet: no I, L, O or U, so that a code can be read aloud and typed back.
const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of a referral code: no vowels, and none that look or sound like another.
const LETTERS: &[u8; 16] = b"BCDFGHJKLMPRTWXZ";
/// Characters of a code, of 5 bits each: 80 bits.
const CODE_LENGTH: usize = 16;

/// A new id with this prefix; later ids sort after earlier ones.
pub(crate) fn id(prefix: &str) -> String {
    format!("{prefix}_{}", uuid::Uuid::now_v7().simple())
}

/// 256 random bits for a session.
pub(crate) fn session_token() -> String {
    URL_SAFE_NO_PAD.encode(bytes::<32>())
}

/// 256 random bits for a secret of a shop.
pub(crate) fn secret() -> [u8; 32] {
    bytes()
}

/// A member's referral code: eight letters that are not taken for one another, and among which no word comes up: no vowels.
pub(crate) fn referral_code() -> String {
    bytes::<8>().map(|byte| char::from(LETTERS[usize::from(byte & 15)])).iter().collect()
}

/// A reward code: 80 random bits in groups of four characters.
pub(crate) fn code() -> String {
    let mut code = String::with_capacity(CODE_LENGTH + CODE_LENGTH / 4);
    for (index, byte) in bytes::<CODE_LENGTH>().into_iter().enumerate() {
        if index > 0 && index % 4 == 0 {
            code.push('-');
        }
        code.push(char::from(CROCKFORD[usize::from(byte & 31)]));
    }
    code
}

/// A code as a person may have typed it, in the form it was given out in; nothing where it cannot be one.
pub(crate) fn normalise_code(typed: &str) -> Option<String> {
    let mut code = String::new();
    let mut length = 0;
    for character in typed.chars().filter(|character| !matches!(character, '-' | ' ')) {
        let character = match character.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        if length == CODE_LENGTH || !character.is_ascii() || !CROCKFORD.contains(&(character as u8)) {
            return None;
        }
        if length > 0 && length % 4 == 0 {
            code.push('-');
        }
        code.push(character);
        length += 1;
    }
    (length == CODE_LENGTH).then_some(code)
}

/// A random number below `bound`, each as likely as another. `bound` is more than 0.
pub(crate) fn below(bound: u64) -> u64 {
    // What is left over above the last whole multiple would make small numbers more likely.
    let whole = u64::MAX - u64::MAX % bound;
    loop {
        let number = u64::from_le_bytes(bytes());
        if number < whole {
            return number % bound;
        }
    }
}

fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // Without the system's randomness every secret of ours could be guessed: stopping is the only safe answer.
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_recognised_however_it_is_typed() {
        let given = code();
        assert_eq!(given.len(), 19, "{given}");
        assert_eq!(normalise_code(&given.to_lowercase().replace('-', " ")), Some(given.clone()));
        assert_eq!(normalise_code("oooo-iiii-llll-0011").as_deref(), Some("0000-1111-1111-0011"));
        for wrong in ["", "ABCD", "ABCD-EFGH-JKMN-PQRU", "ABCD-EFGH-JKMN-PQRSX", "ABCD-EFGH-JKMN-PQR\u{0661}"] {
            assert_eq!(normalise_code(wrong), None, "{wrong:?}");
        }
    }
}
