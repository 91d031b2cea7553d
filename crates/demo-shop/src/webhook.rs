//! Signing webhooks as the Standard Webhooks specification asks (<https://www.standardwebhooks.com>).

use anyhow::{Context, Result, anyhow};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// The value of `webhook-signature` for a message: `v1,…`, over its id, the time it is sent (seconds since 1970) and its body.
pub fn signature(secret: &str, id: &str, timestamp: i64, body: &str) -> Result<String> {
    let key = secret.strip_prefix("whsec_").context("the webhook secret does not begin with whsec_")?;
    let key = STANDARD.decode(key).context("the webhook secret is not base64")?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).map_err(|error| anyhow!("{error}"))?;
    mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
    Ok(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
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
}
