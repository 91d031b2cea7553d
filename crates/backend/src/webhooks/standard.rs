//! Standard Webhooks: <https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// How old, or how far ahead, a message's timestamp may be, in seconds.
const TOLERANCE: i64 = 5 * 60;

/// A message as it came.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    /// `webhook-id`.
    pub id: &'a str,
    /// `webhook-timestamp`.
    pub timestamp: &'a str,
    /// `webhook-signature`: signatures separated by spaces, for while a secret is replaced.
    pub signature: &'a str,
    /// The body, byte for byte.
    pub body: &'a [u8],
}

/// Why a message is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forged {
    /// No secret of the shop made any of its signatures.
    Signature,
    /// It is too old, or from the future.
    Timestamp,
}

/// Verifies a message against any of the secrets at `now` (milliseconds since 1970).
pub fn verify(message: Message<'_>, secrets: &[String], now: i64) -> Result<(), Forged> {
    let time: i64 = message.timestamp.parse().map_err(|_| Forged::Timestamp)?;
    if now.div_euclid(1000).abs_diff(time) > TOLERANCE.unsigned_abs() {
        return Err(Forged::Timestamp);
    }
    let given: Vec<Vec<u8>> =
        message.signature.split(' ').filter_map(|signature| STANDARD.decode(signature.strip_prefix("v1,")?).ok()).collect();
    let keys = secrets.iter().filter_map(|secret| secret_bytes(secret));
    for key in keys {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&key) else { continue };
        mac.update(message.id.as_bytes());
        mac.update(b".");
        mac.update(message.timestamp.as_bytes());
        mac.update(b".");
        mac.update(message.body);
        if given.iter().any(|signature| mac.clone().verify_slice(signature).is_ok()) {
            return Ok(());
        }
    }
    Err(Forged::Signature)
}

/// A signature over a message that is sent with this secret; nothing where the secret is none.
pub fn sign(secret: &str, id: &str, timestamp: &str, body: &[u8]) -> Option<String> {
    let mac = Hmac::<Sha256>::new_from_slice(&secret_bytes(secret)?).ok()?;
    let mac = mac.chain_update(id).chain_update(".").chain_update(timestamp).chain_update(".").chain_update(body);
    Some(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
}

/// The bytes of a secret written `whsec_` and base64.
pub fn secret_bytes(secret: &str) -> Option<Vec<u8>> {
    STANDARD.decode(secret.strip_prefix("whsec_")?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    // The example of the specification's reference libraries.
    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const MESSAGE: Message<'_> = Message {
        id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
        timestamp: "1614265330",
        signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        body: br#"{"test": 2432232314}"#,
    };

    #[test]
    fn a_message_is_believed_by_its_signature_and_age() {
        let now = 1_614_265_330_000;
        let secrets = [SECRET.to_owned()];
        let other = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSx".to_owned()];
        assert_eq!(verify(MESSAGE, &secrets, now), Ok(()));
        assert_eq!(verify(MESSAGE, &[other[0].clone(), SECRET.into()], now), Ok(()), "any of several secrets");
        let several = Message { signature: "v1,AAAA v2,xyz v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", ..MESSAGE };
        assert_eq!(verify(several, &secrets, now), Ok(()), "any of several signatures");
        assert_eq!(verify(MESSAGE, &other, now), Err(Forged::Signature));
        assert_eq!(verify(MESSAGE, &[], now), Err(Forged::Signature));
        assert_eq!(verify(Message { body: b"{}", ..MESSAGE }, &secrets, now), Err(Forged::Signature));
        assert_eq!(verify(Message { id: "msg_other", ..MESSAGE }, &secrets, now), Err(Forged::Signature));
        assert_eq!(verify(MESSAGE, &secrets, now + 300_000), Ok(()), "five minutes late");
        assert_eq!(verify(MESSAGE, &secrets, now + 301_000), Err(Forged::Timestamp));
        assert_eq!(verify(MESSAGE, &secrets, now - 301_000), Err(Forged::Timestamp));
        assert_eq!(verify(Message { timestamp: "soon", ..MESSAGE }, &secrets, now), Err(Forged::Timestamp));
    }

    #[test]
    fn what_we_sign_is_what_others_verify() {
        let signature = sign(SECRET, MESSAGE.id, MESSAGE.timestamp, MESSAGE.body);
        assert_eq!(signature.as_deref(), Some(MESSAGE.signature));
        assert_eq!(sign("no secret", MESSAGE.id, MESSAGE.timestamp, MESSAGE.body), None);
    }
}
