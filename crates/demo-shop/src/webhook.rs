//! Signing webhooks, and knowing genuine ones, as the Standard Webhooks specification asks (<https://www.standardwebhooks.com>).

use anyhow::{Context, Result, anyhow};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// The value of `webhook-signature` for a message: `v1,…`, over its id, the time it is sent (seconds since 1970) and its body.
pub fn signature(secret: &str, id: &str, timestamp: i64, body: &str) -> Result<String> {
    let key = secret.strip_prefix("whsec_").context("the webhook secret does not begin with whsec_")?;
    let key = STANDARD.decode(key).context("the webhook secret is not base64")?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).map_err(|error| anyhow!("{error}"))?;
    mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
    Ok(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
}

/// How old, or how far ahead, a message may be, seconds.
const TOLERANCE_S: u64 = 300;

/// Whether a message that came at `now` (seconds since 1970) is one that the holder of the secret sent just now.
pub fn is_genuine(secret: &str, id: &str, timestamp: &str, given: &str, body: &str, now: i64) -> bool {
    let Ok(sent) = timestamp.parse::<i64>() else { return false };
    let Ok(expected) = signature(secret, id, sent, body) else { return false };
    let matches = given.split(' ').any(|given| bool::from(given.as_bytes().ct_eq(expected.as_bytes())));
    matches && sent.abs_diff(now) <= TOLERANCE_S
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_signs_the_specifications_example() {
        // From the specification's reference libraries.
        let got = signature(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            r#"{"test": 2432232314}"#,
        );
        assert_eq!(got.unwrap(), "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn a_message_is_genuine_by_its_signature_and_age() {
        let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        let good = signature(secret, "msg_1", 1_000, "{}").unwrap();
        let is = |given: &str, timestamp: &str, body: &str, now| is_genuine(secret, "msg_1", timestamp, given, body, now);
        assert!(is(&good, "1000", "{}", 1_300));
        assert!(is(&format!("v1,AAAA {good}"), "1000", "{}", 700), "any of several");
        assert!(!is(&good, "1000", "{}", 1_301), "too old");
        assert!(!is(&good, "1001", "{}", 1_001), "another time");
        assert!(!is(&good, "1000", "{ }", 1_000), "another body");
        assert!(!is("", "1000", "{}", 1_000) && !is(&good, "soon", "{}", 1_000));
    }
}
