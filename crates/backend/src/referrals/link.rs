//! A member's code, and the links and the QR code that carry it.

use crate::error::{Error, Result};
use crate::random;
use crate::store::{Connection, referrals};
use loyalty_api::referral::{Channel, QrCode};
use qrcodegen::QrCodeEcc;
use std::fmt::Write;
use url::Url;

/// The parameter of a page's address that carries a code.
const PARAMETER: &str = "lref";
/// Attempts at a code that nobody has. One in four thousand million is taken for each member there is.
const ATTEMPTS: usize = 16;

/// A member's code, made where they have none yet.
pub async fn code(connection: &mut Connection, shop: &str, customer: &str) -> Result<String> {
    for _ in 0..ATTEMPTS {
        if let Some(code) = referrals::code_of(connection, customer).await? {
            return Ok(code);
        }
        referrals::insert_code(connection, shop, &random::referral_code(), customer).await?;
    }
    Err(Error::OutOfRange)
}

/// The link of a code on the landing page. All channels but the plain link are named in it.
pub fn url(landing: &str, code: &str, channel: Channel) -> String {
    let value = match channel {
        Channel::Link => code.to_owned(),
        channel => format!("{code}.{}", channel.name()),
    };
    match Url::parse(landing) {
        Ok(mut url) => {
            url.query_pairs_mut().append_pair(PARAMETER, &value);
            url.into()
        }
        Err(_) => landing.to_owned(),
    }
}

/// The code and the channel of a parameter's value, however it was typed. A channel that is none is the plain link.
pub fn read(value: &str) -> (String, Channel) {
    let (code, channel) = value.split_once('.').unwrap_or((value, ""));
    let code = code.chars().filter(char::is_ascii_alphanumeric).take(32).map(|letter| letter.to_ascii_uppercase()).collect();
    (code, Channel::from_name(channel).unwrap_or(Channel::Link))
}

/// A text as a QR code, with a correction level that survives a scratch or a logo's corner.
pub fn qr(text: &str) -> Result<QrCode> {
    let drawn = qrcodegen::QrCode::encode_text(text, QrCodeEcc::Medium).map_err(|_| Error::OutOfRange)?;
    let mut path = String::new();
    for y in 0..drawn.size() {
        let mut x = 0;
        while x < drawn.size() {
            let end = (x..drawn.size()).find(|x| !drawn.get_module(*x, y)).unwrap_or(drawn.size());
            if end > x {
                let length = end - x;
                let _ = write!(path, "M{x} {y}h{length}v1h-{length}z");
            }
            x = end + 1;
        }
    }
    Ok(QrCode { size: drawn.size().into(), path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_carries_the_code_and_where_it_was_shared() {
        for (landing, channel, expected) in [
            ("https://shop.example/", Channel::Link, "https://shop.example/?lref=BCDFGHJK"),
            ("https://shop.example/a?b=c#d", Channel::WhatsApp, "https://shop.example/a?b=c&lref=BCDFGHJK.whatsapp#d"),
        ] {
            assert_eq!(url(landing, "BCDFGHJK", channel), expected);
        }
        for (value, code, channel) in [
            ("BCDFGHJK", "BCDFGHJK", Channel::Link),
            ("bcdf-ghjk", "BCDFGHJK", Channel::Link),
            ("BCDFGHJK.email", "BCDFGHJK", Channel::Email),
            ("BCDFGHJK.pigeon", "BCDFGHJK", Channel::Link),
            ("BCDFGHJK.x.y", "BCDFGHJK", Channel::Link),
            ("", "", Channel::Link),
            ("كود", "", Channel::Link),
        ] {
            assert_eq!(read(value), (code.to_owned(), channel), "{value:?}");
        }
    }

    #[test]
    fn a_qr_code_is_read_back() {
        let link = "https://shop.example/?lref=BCDFGHJK.whatsapp";
        let drawn = qr(link).unwrap();
        let size = usize::try_from(drawn.size).unwrap();
        // Each stroke is one row's run of dark modules.
        let mut dark = vec![false; size * size];
        for stroke in drawn.path.split('M').skip(1) {
            let (x, rest) = stroke.split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let (length, _) = rest.split_once('v').unwrap();
            let [x, y, length] = [x, y, length].map(|number| number.parse::<usize>().unwrap());
            dark[y * size + x..y * size + x + length].fill(true);
        }
        // A quiet zone of four modules around it, and four pixels a module.
        let side = (size + 8) * 4;
        let shade = |x: usize, y: usize| {
            let (x, y) = ((x / 4).wrapping_sub(4), (y / 4).wrapping_sub(4));
            if x < size && y < size && dark[y * size + x] { 0 } else { 255 }
        };
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side, side, shade);
        let (_, text) = picture.detect_grids()[0].decode().unwrap();
        assert_eq!(text, link);
    }
}
