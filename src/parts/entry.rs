//! How a part's table is had.

/// `entry!(LATER: Later, "…import…", "…export…")` makes `fn entry() -> &'static Later`, to be called once the part is there.
///
/// The tool that splits knows a part by the names of a function that is imported and one that is exported: it puts the second
/// in the first one's place, and moves it out of the main module with all that it alone needs. The names are
/// `__wasm_split_00NAME00_import_DIGITS` and the same with `export`; the 32 digits only have to differ from part to part.
macro_rules! entry {
    ($table:ident: $type:ty, $import:literal, $export:literal) => {
        #[cfg(not(loyalty_split))]
        fn entry() -> &'static $type {
            &$table
        }

        #[cfg(loyalty_split)]
        #[expect(unsafe_code, reason = "a function of another module is foreign to this one")]
        fn entry() -> &'static $type {
            #[link(wasm_import_module = "__wasm_split_placeholder__")]
            unsafe extern "C" {
                #[link_name = $import]
                fn import() -> *const $type;
            }

            #[unsafe(export_name = $export)]
            extern "C" fn export() -> *const $type {
                &$table
            }

            // SAFETY: it is `export` that is called, which gives a static; and who calls has seen that the part is there.
            unsafe { &*import() }
        }
    };
}
