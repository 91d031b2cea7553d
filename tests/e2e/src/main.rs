//! Real browsers against the real backend and the preview shop.

fn main() {}
