//! The preview shop's small server side: what a merchant's own server does.
