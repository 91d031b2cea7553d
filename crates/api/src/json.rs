//! Any JSON value: for conditions and attributes, whose shape is the merchant's.

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A number. Whole ones are written without a fraction.
    Number(f64),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object, its members in the order they were written. No name comes twice.
    Map(Vec<(String, Json)>),
}

#[cfg(feature = "page")]
mod page {
    use super::Json;
    use crate::page::{FromJs, Reader, ToJs, new_object, own, set};
    use js_sys::{Array, Object};
    use wasm_bindgen::{JsCast, JsValue};

    impl FromJs for Json {
        fn read(reader: &mut Reader, value: &JsValue) -> Self {
            if value.is_null() || value.is_undefined() {
                Self::Null
            } else if let Some(truth) = value.as_bool() {
                Self::Bool(truth)
            } else if let Some(number) = value.as_f64() {
                Self::Number(number)
            } else if let Some(text) = value.as_string() {
                Self::Text(text)
            } else if Array::is_array(value) {
                Self::List(FromJs::read(reader, value))
            } else if let Some(object) = value.dyn_ref::<Object>() {
                let mut members = Vec::new();
                for name in Object::keys(object).iter() {
                    if let Some(name) = name.as_string() {
                        let member = Self::read(reader, &own(value, &name));
                        members.push((name, member));
                    }
                }
                Self::Map(members)
            } else {
                reader.expected("a JSON value");
                Self::Null
            }
        }
    }

    impl ToJs for Json {
        fn to_js(&self) -> JsValue {
            match self {
                Self::Null => JsValue::NULL,
                Self::Bool(truth) => JsValue::from_bool(*truth),
                Self::Number(number) => JsValue::from_f64(*number),
                Self::Text(text) => JsValue::from_str(text),
                Self::List(items) => items.to_js(),
                Self::Map(members) => {
                    let object = new_object();
                    for (name, member) in members {
                        set(&object, name, &member.to_js());
                    }
                    object
                }
            }
        }
    }
}

#[cfg(feature = "server")]
mod server {
    use super::Json;
    use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
    use serde::ser::{Serialize, Serializer};
    use std::fmt;
    use utoipa::openapi::RefOr;
    use utoipa::openapi::schema::{ObjectBuilder, Schema, SchemaType, Type};

    /// 2^53: whole numbers below it are exact as floats.
    const LARGEST: f64 = 9_007_199_254_740_992.0;

    impl Serialize for Json {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            match self {
                Self::Null => serializer.serialize_unit(),
                Self::Bool(truth) => serializer.serialize_bool(*truth),
                Self::Number(number) if number.fract() == 0.0 && number.abs() < LARGEST => {
                    serializer.serialize_i64(*number as i64)
                }
                Self::Number(number) => serializer.serialize_f64(*number),
                Self::Text(text) => serializer.serialize_str(text),
                Self::List(items) => serializer.collect_seq(items),
                Self::Map(members) => serializer.collect_map(members.iter().map(|(name, member)| (name, member))),
            }
        }
    }

    impl<'de> Deserialize<'de> for Json {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_any(Any)
        }
    }

    impl utoipa::PartialSchema for Json {
        fn schema() -> RefOr<Schema> {
            // Not null: where nothing may stand, the field says so itself.
            let kinds = [Type::Boolean, Type::Number, Type::String, Type::Array, Type::Object];
            ObjectBuilder::new().schema_type(SchemaType::from_iter(kinds)).description(Some("Any JSON value")).into()
        }
    }

    impl utoipa::ToSchema for Json {}

    struct Any;

    impl<'de> Visitor<'de> for Any {
        type Value = Json;

        fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
            formatter.write_str("a JSON value")
        }

        fn visit_unit<E>(self) -> Result<Json, E> {
            Ok(Json::Null)
        }

        fn visit_bool<E>(self, truth: bool) -> Result<Json, E> {
            Ok(Json::Bool(truth))
        }

        fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
            Ok(Json::Number(number as f64))
        }

        fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
            Ok(Json::Number(number as f64))
        }

        fn visit_f64<E>(self, number: f64) -> Result<Json, E> {
            Ok(Json::Number(number))
        }

        fn visit_str<E>(self, text: &str) -> Result<Json, E> {
            Ok(Json::Text(text.to_owned()))
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json, A::Error> {
            let mut items = Vec::new();
            while let Some(item) = list.next_element()? {
                items.push(item);
            }
            Ok(Json::List(items))
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
            let mut members: Vec<(String, Json)> = Vec::new();
            while let Some((name, member)) = map.next_entry::<String, Json>()? {
                // As in browsers, the last of a name counts.
                match members.iter_mut().find(|(known, _)| *known == name) {
                    Some(known) => known.1 = member,
                    None => members.push((name, member)),
                }
            }
            Ok(Json::Map(members))
        }
    }
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_the_same() {
        for text in ["null", "true", "-7", "0.25", r#""żółw""#, "[]", r#"{"b":[1,{"a":null}],"a":"x","":{}}"#] {
            let read: Json = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap(), text);
        }
    }

    #[test]
    fn the_last_of_a_name_counts_and_a_number_is_a_number() {
        let read: Json = serde_json::from_str(r#"{"a":1,"b":2,"a":1.0}"#).unwrap();
        assert_eq!(read, Json::Map(vec![("a".into(), Json::Number(1.0)), ("b".into(), Json::Number(2.0))]));
    }
}
