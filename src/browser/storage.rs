//! The page's `localStorage`, for shoppers who consented. Never throws: storage can be full, blocked or patched.

use web_sys::Storage;

const PREFIX: &str = "loyalty:";

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
