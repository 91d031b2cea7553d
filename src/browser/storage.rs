//! The page's `localStorage` and `sessionStorage`, for shoppers who consented. Never throws: storage can be full, blocked or patched.

use web_sys::Storage;

const PREFIX: &str = "loyalty:";

/// What is kept under this key until the tab closes.
pub fn visit(key: &str) -> Option<String> {
    session()?.get_item(&[PREFIX, key].concat()).ok().flatten()
}

/// Keeps a value until the tab closes. Where the browser refuses, nothing is kept.
pub fn keep_visit(key: &str, value: &str) {
    if let Some(storage) = session() {
        let _ = storage.set_item(&[PREFIX, key].concat(), value);
    }
}

/// Forgets what was kept for this visit.
pub fn forget_visit(key: &str) {
    if let Some(storage) = session() {
        let _ = storage.remove_item(&[PREFIX, key].concat());
    }
}

fn session() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

fn local() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// What is kept under this key.
pub fn read(key: &str) -> Option<String> {
    local()?.get_item(&[PREFIX, key].concat()).ok().flatten()
}

/// Keeps a value. Where the browser refuses, nothing is kept.
pub fn write(key: &str, value: &str) {
    if let Some(storage) = local() {
        let _ = storage.set_item(&[PREFIX, key].concat(), value);
    }
}

/// Forgets a value.
pub fn remove(key: &str) {
    if let Some(storage) = local() {
        let _ = storage.remove_item(&[PREFIX, key].concat());
    }
}
