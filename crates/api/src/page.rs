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

/// Reads one value and remembers the first mistake, so that readers need no error path for every field: generated code
/// with a `Result` for each field is three times as large.
#[derive(Default)]
pub struct Reader {
    path: Vec<String>,
    error: Option<ReadError>,
    /// An enum has a name that this version does not know.
    unknown: bool,
}

impl Reader {
    /// Notes that something else was expected here. The value read from here on is thrown away.
    #[inline(never)]
    pub fn expected(&mut self, expected: &'static str) {
        if self.error.is_none() {
            self.error = Some(ReadError { path: self.path.join("."), expected });
        }
    }

    /// Notes that an enum has a name that this version does not know.
    #[inline(never)]
    pub fn unknown(&mut self) {
        self.unknown = self.error.is_none();
        self.expected("a known name");
    }

    /// Reads the own property of this name.
    #[inline(never)]
    pub fn field<T: FromJs>(&mut self, object: &JsValue, name: &str) -> T {
        let value = self.enter(object, name);
        let read = T::read(self, &value);
        self.leave();
        read
    }

    #[inline(never)]
    fn leave(&mut self) {
        self.path.pop();
    }

    #[inline(never)]
    fn enter(&mut self, object: &JsValue, name: &str) -> JsValue {
        self.path.push(name.into());
        own(object, name)
    }

    /// Hands each item of a list to `read`, with its place in the path.
    #[inline(never)]
    fn each(&mut self, value: &JsValue, read: &mut dyn FnMut(&mut Self, &JsValue)) {
        let Some(list) = value.dyn_ref::<Array>() else {
            if !value.is_undefined() {
                self.expected("a list");
            }
            return;
        };
        for (index, item) in list.iter().enumerate() {
            self.path.push(index.to_string());
            read(self, &item);
            self.leave();
        }
    }

    /// Whether an item of a list can be kept. One of a kind that a newer server knows can't, and the others are of use
    /// without it.
    #[inline(never)]
    fn keeps(&mut self) -> bool {
        let keeps = !self.unknown;
        if !keeps {
            self.unknown = false;
            self.error = None;
        }
        keeps
    }

    /// Notes a mistake where a value is no object.
    #[inline(never)]
    pub fn object(&mut self, value: &JsValue) {
        if !value.is_object() {
            self.expected("an object");
        }
    }
}

/// A type that can be read from a parsed JSON value.
pub trait FromJs: Sized {
    /// Reads it; after a mistake, which `reader` remembers, any value.
    fn read(reader: &mut Reader, value: &JsValue) -> Self;

    /// Reads it, or says where and why that failed.
    fn from_js(value: &JsValue) -> Result<Self, ReadError> {
        let mut reader = Reader::default();
        let read = Self::read(&mut reader, value);
        reader.error.map_or(Ok(read), Err)
    }
}

/// A type that can be written as a value `JSON.stringify` takes.
pub trait ToJs {
    /// The value.
    fn to_js(&self) -> JsValue;
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
    fn read(reader: &mut Reader, value: &JsValue) -> Self {
        match value.as_f64() {
            Some(number) if number % 1.0 == 0.0 && (-LARGEST..=LARGEST).contains(&number) => number as i64,
            _ => {
                reader.expected("a whole number");
                0
            }
        }
    }
}

impl FromJs for bool {
    fn read(reader: &mut Reader, value: &JsValue) -> Self {
        value.as_bool().unwrap_or_else(|| {
            reader.expected("true or false");
            false
        })
    }
}

impl FromJs for String {
    fn read(reader: &mut Reader, value: &JsValue) -> Self {
        value.as_string().unwrap_or_else(|| {
            reader.expected("a string");
            Self::new()
        })
    }
}

impl<T: FromJs> FromJs for Option<T> {
    fn read(reader: &mut Reader, value: &JsValue) -> Self {
        if value.is_undefined() || value.is_null() { None } else { Some(T::read(reader, value)) }
    }
}

impl<T: FromJs> FromJs for Vec<T> {
    fn read(reader: &mut Reader, value: &JsValue) -> Self {
        let mut items = Self::new();
        reader.each(value, &mut |reader, item| {
            let read = T::read(reader, item);
            if reader.keeps() {
                items.push(read);
            }
        });
        items
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
