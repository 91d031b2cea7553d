//! What a wasm module says of itself.

use anyhow::{Context, Result};
use wasmparser::{Parser, Payload};

/// A module's outside.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Module {
    /// The names of its imports, in order.
    pub(crate) imports: Vec<String>,
    /// The names of its exports, in order.
    pub(crate) exports: Vec<String>,
    /// The pages (64 KiB) of memory it starts with.
    pub(crate) memory_pages: u64,
}

impl Module {
    /// Reads a module's outside.
    ///
    /// # Errors
    /// If `wasm` is not a module.
    pub(crate) fn read(wasm: &[u8]) -> Result<Self> {
        let mut module = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.context("reading the wasm module")? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        module.imports.push(import?.name.to_owned());
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        module.exports.push(export?.name.to_owned());
                    }
                }
                Payload::MemorySection(memories) => {
                    for memory in memories {
                        module.memory_pages += memory?.initial;
                    }
                }
                _ => {}
            }
        }
        Ok(module)
    }
}

#[cfg(test)]
mod tests {
    use super::Module;

    #[test]
    fn reads_the_memory_and_the_exports() {
        // (module (memory (export "m") 3))
        let wasm = b"\0asm\x01\0\0\0\x05\x03\x01\0\x03\x07\x05\x01\x01m\x02\0";
        let expected = Module { imports: vec![], exports: vec!["m".to_owned()], memory_pages: 3 };
        assert_eq!(Module::read(wasm).unwrap(), expected);
    }

    #[test]
    fn refuses_what_is_no_module() {
        assert!(Module::read(b"<!doctype html>").is_err());
    }
}
