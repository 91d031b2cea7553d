//! The reference loyalty backend: axum over SQLite.
