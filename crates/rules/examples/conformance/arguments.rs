//! Reading the arguments of a case, one after the other.

use loyalty_api::json::Json;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The arguments that are left.
pub(crate) struct Arguments(std::vec::IntoIter<Value>);

impl Arguments {
    pub(crate) fn new(arguments: Vec<Value>) -> Self {
        Self(arguments.into_iter())
    }

    /// The next argument.
    pub(crate) fn next<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, String> {
        let value = self.0.next().ok_or_else(|| format!("{name} is missing"))?;
        serde_json::from_value(value).map_err(|error| format!("{name}: {error}"))
    }

    /// The next argument, if there is one and it is not null.
    pub(crate) fn next_or_none<T: DeserializeOwned>(&mut self, name: &str) -> Result<Option<T>, String> {
        match self.0.next() {
            None | Some(Value::Null) => Ok(None),
            Some(value) => serde_json::from_value(value).map(Some).map_err(|error| format!("{name}: {error}")),
        }
    }

    /// The next argument as it is, null where there is none.
    pub(crate) fn next_json(&mut self, name: &str) -> Result<Json, String> {
        Ok(self.next_or_none(name)?.unwrap_or(Json::Null))
    }
}
