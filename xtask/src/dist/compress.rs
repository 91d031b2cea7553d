//! What a file weighs on the wire.

use std::io::Write;

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

/// Brotli at its best: the files are compressed once and served for years.
///
/// # Errors
/// If the encoder fails.
pub(crate) fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let parameters = BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters)?;
    Ok(out)
}

/// gzip at its best, without a time in its header.
///
/// # Errors
/// If the encoder fails.
pub(crate) fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::{brotli, gzip};

    #[test]
    fn both_can_be_undone() {
        let text = b"points, points and points again".repeat(20);
        let (mut from_brotli, mut from_gzip) = (Vec::new(), Vec::new());
        brotli::BrotliDecompress(&mut brotli(&text).unwrap().as_slice(), &mut from_brotli).unwrap();
        std::io::copy(&mut flate2::read::GzDecoder::new(gzip(&text).unwrap().as_slice()), &mut from_gzip).unwrap();
        assert_eq!((from_brotli, from_gzip), (text.clone(), text));
    }
}
