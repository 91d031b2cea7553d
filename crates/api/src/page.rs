//! Reading and writing wire types in the page, over values the browser's own `JSON` has parsed.

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    // Own properties only: a page that has put something on `Object.prototype` must not reach our data.
    #[wasm_bindgen(js_namespace = Object, js_name = hasOwn)]
    fn has_own(object: &JsValue, name: &JsValue) -> bool;
}

/// A value could not be read: where, and what was expected there.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadError {
    /// The path from the outermost value, such as `rewards.3.points`.
    pub path: String,
    /// What was expected: `"a string"`, `"a whole number"` …
    pub expected: &'static str,
}

const UNKNOWN_NAME: &str = "a known name";

impl ReadError {
    fn expected(expected: &'static str) -> Self {
        Self { path: String::new(), expected }
    }

    /// An enum has a name that this version does not know.
    pub fn unknown_name() -> Self {
        Self::expected(UNKNOWN_NAME)
    }

    fn inside(mut self, name: &str) -> Self {
        if !self.path.is_empty() {
            self.path.insert(0, '.');
        }
        self.path.insert_str(0, name);
        self
    }
}

/// A type that can be read from a parsed JSON value.
pub trait FromJs: Sized {
    /// Reads it, or says where and why that failed.
    fn from_js(value: &JsValue) -> Result<Self, ReadError>;
}

/// A type that can be written as a value `JSON.stringify` takes.
pub trait ToJs {
    /// The value.
    fn to_js(&self) -> JsValue;
}

pub(crate) fn object(value: &JsValue) -> Result<(), ReadError> {
    if value.is_object() { Ok(()) } else { Err(ReadError::expected("an object")) }
}

/// The own property of this name, `undefined` where there is none.
pub fn own(object: &JsValue, name: &str) -> JsValue {
    let name = JsValue::from_str(name);
    if object.is_object() && has_own(object, &name) {
        Reflect::get(object, &name).unwrap_or(JsValue::UNDEFINED)
    } else {
        JsValue::UNDEFINED
    }
}

/// Reads the own property of this name.
pub fn field<T: FromJs>(object: &JsValue, name: &str) -> Result<T, ReadError> {
    T::from_js(&own(object, name)).map_err(|error| error.inside(name))
}

/// An empty object.
pub fn new_object() -> JsValue {
    js_sys::Object::new().into()
}

/// Sets a property, unless it is `undefined`.
pub fn set(object: &JsValue, name: &str, value: &JsValue) {
    if !value.is_undefined() {
        // `Reflect.set` throws for a target that is no object alone, and ours is.
        let _ = Reflect::set(object, &JsValue::from_str(name), value);
    }
}

/// The largest whole number that JSON readers agree on (RFC 8259, section 6): 2^53 - 1.
const LARGEST: f64 = 9_007_199_254_740_991.0;

impl FromJs for i64 {
    fn from_js(value: &JsValue) -> Result<Self, ReadError> {
        match value.as_f64() {
            Some(number) if number % 1.0 == 0.0 && (-LARGEST..=LARGEST).contains(&number) => Ok(number as i64),
            _ => Err(ReadError::expected("a whole number")),
        }
    }
}

impl FromJs for bool {
    fn from_js(value: &JsValue) -> Result<Self, ReadError> {
        value.as_bool().ok_or(ReadError::expected("true or false"))
    }
}

impl FromJs for String {
    fn from_js(value: &JsValue) -> Result<Self, ReadError> {
        value.as_string().ok_or(ReadError::expected("a string"))
    }
}

impl<T: FromJs> FromJs for Option<T> {
    fn from_js(value: &JsValue) -> Result<Self, ReadError> {
        if value.is_undefined() || value.is_null() { Ok(None) } else { T::from_js(value).map(Some) }
    }
}

impl<T: FromJs> FromJs for Vec<T> {
    fn from_js(value: &JsValue) -> Result<Self, ReadError> {
        if value.is_undefined() {
            return Ok(Vec::new());
        }
        let Some(list) = value.dyn_ref::<Array>() else {
            return Err(ReadError::expected("a list"));
        };
        let mut items = Vec::new();
        for (index, item) in list.iter().enumerate() {
            match T::from_js(&item) {
                Ok(item) => items.push(item),
                Err(error) if error.expected == UNKNOWN_NAME => {}
                Err(error) => return Err(error.inside(&index.to_string())),
            }
        }
        Ok(items)
    }
}

impl ToJs for i64 {
    fn to_js(&self) -> JsValue {
        JsValue::from_f64(*self as f64)
    }
}

impl ToJs for bool {
    fn to_js(&self) -> JsValue {
        JsValue::from_bool(*self)
    }
}

impl ToJs for String {
    fn to_js(&self) -> JsValue {
        JsValue::from_str(self)
    }
}

impl<T: ToJs> ToJs for Option<T> {
    fn to_js(&self) -> JsValue {
        self.as_ref().map_or(JsValue::UNDEFINED, T::to_js)
    }
}

impl<T: ToJs> ToJs for Vec<T> {
    fn to_js(&self) -> JsValue {
        self.iter().map(T::to_js).collect::<Array>().into()
    }
}
