//! Which part of the widget says which message, so that a page loads the sentences of what it shows.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Code;

/// A catalogue taken apart: messages by their names.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Catalogue {
    /// What the main module says.
    pub(crate) main: Map<String, Value>,
    /// What only parts say, for each of them.
    pub(crate) parts: BTreeMap<String, Map<String, Value>>,
}

/// Messages of fewer bytes stay with the main module: a file's name and hash in the loader would weigh as much.
const FEW: usize = 250;

/// In which parts' files each message is, by its name: in none of them where every page gets it.
pub(crate) type Homes = BTreeMap<String, Vec<String>>;

/// Finds where the messages of these names belong, for all languages. A message goes where its name is in the compiled code, be
/// it in several parts; what is in the main module is known to all. Of a name that is put together when it is needed, what
/// stands before the last dot tells. What is found nowhere stays with the main module. `homes` says which of some parts get
/// what they all need.
pub(crate) fn find<'a>(
    names: impl Iterator<Item = &'a String>,
    code: &Code,
    homes: for<'b> fn(Vec<&'b str>) -> Vec<&'b str>,
) -> Homes {
    let home = |name: &String| {
        let stem = name.rfind('.').map_or(name.as_str(), |dot| &name[..=dot]);
        let users = users(name, code).or_else(|| users(stem, code)).unwrap_or_default();
        (name.clone(), homes(users.iter().map(String::as_str).collect()).into_iter().map(str::to_owned).collect())
    };
    names.map(home).collect()
}

/// Takes a catalogue apart.
pub(crate) fn split(catalogue: Map<String, Value>, homes: &Homes) -> Catalogue {
    let mut out = Catalogue::default();
    for (name, message) in catalogue {
        let parts = homes.get(&name).map(Vec::as_slice).unwrap_or_default();
        for part in parts {
            out.parts.entry(part.clone()).or_default().insert(name.clone(), message.clone());
        }
        if parts.is_empty() {
            out.main.insert(name, message);
        }
    }
    let few = |said: &Map<String, Value>| {
        said.iter().map(|(name, message)| name.len() + message.to_string().len()).sum::<usize>() < FEW
    };
    for (_, said) in out.parts.extract_if(.., |_, said| few(said)) {
        out.main.extend(said);
    }
    out
}

/// The parts that have this text among their data: none of them where the main module has it, and nothing where nobody does.
fn users(text: &str, code: &Code) -> Option<Vec<String>> {
    let has = |module: &[u8]| module.windows(text.len()).any(|bytes| bytes == text.as_bytes());
    if has(&code.wasm) {
        return Some(Vec::new());
    }
    let parts = code.parts.iter();
    let users = parts.filter(|(_, modules)| modules.iter().filter_map(|name| code.modules.get(name)).any(|module| has(module)));
    let users: Vec<_> = users.map(|(part, _)| part.clone()).collect();
    (!users.is_empty()).then_some(users)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::{Map, Value, json};

    use super::{Code, find, split};

    #[test]
    fn a_message_goes_where_its_name_is() {
        let bytes = |text: &str| text.as_bytes().to_vec();
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let code = Code {
            glue: String::new(),
            wasm: bytes("…status.retryerror.tab…"),
            modules: BTreeMap::from([
                ("both".into(), bytes("claims.copied")),
                ("later".into(), bytes("vip.whatvip.what.error.title")),
                ("quiz".into(), bytes("quiz.start")),
                ("rows".into(), bytes("rows.few")),
            ]),
            parts: BTreeMap::from([
                ("later".into(), owned(&["both", "later"])),
                ("panel".into(), owned(&["both"])),
                ("quiz".into(), owned(&["both", "quiz"])),
                ("rows".into(), owned(&["rows"])),
            ]),
        };
        let names = [
            "status.retry",
            "claims.copied",
            "vip.what.points",
            "vip.what",
            "quiz.start",
            "error.slow",
            "error.title",
            "nobody.s",
        ];
        let catalogue: Map<String, Value> = names.iter().map(|name| ((*name).to_owned(), json!("…".repeat(100)))).collect();
        let catalogue: Map<String, Value> = catalogue.into_iter().chain([("rows.few".to_owned(), json!("Little"))]).collect();
        // As where `later` comes with `panel`.
        fn homes(users: Vec<&str>) -> Vec<&str> {
            users.iter().copied().filter(|part| *part != "later" || !users.contains(&"panel")).collect()
        }
        let found = find(catalogue.keys(), &code, homes);
        let split = split(catalogue, &found);
        let keys = |part: &Map<String, Value>| part.keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&split.main), ["error.slow", "nobody.s", "rows.few", "status.retry"]);
        assert_eq!(keys(&split.parts["later"]), ["error.title", "vip.what", "vip.what.points"]);
        assert_eq!(keys(&split.parts["panel"]), ["claims.copied"]);
        assert_eq!(keys(&split.parts["quiz"]), ["claims.copied", "quiz.start"]);
    }
}
