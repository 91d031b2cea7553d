//! `wire!`: one definition of a type, for both sides of the wire.

/// Defines wire types. Three forms:
///
/// - `pub struct Name { pub field: Type, … }`: a JSON object. `Option` and `Vec` fields may be missing.
/// - `pub enum Name { Variant = "name", … }`: a JSON string.
/// - `pub enum Name by "tag" { Variant = "name" { field: Type, … }, … }`: a JSON object told apart by its tag.
///
/// The server refuses fields it does not know. The page ignores them, and a list in the page leaves out an
/// entry whose enum has a name it does not know, so that a newer server can add kinds.
///
/// Names and tags are matched as `tt`: a `literal` reaches the derives inside an invisible group, which serde looks
/// through and utoipa does not, and the OpenAPI document would tell the names of the Rust variants.
macro_rules! wire {
    // Any value of an enum of names, for after a mistake: its first.
    (@first $variant:ident $( $rest:ident )*) => {
        Self::$variant
    };

    // Any value of a tagged enum, for after a mistake: its first variant, of whatever fields there are.
    (@first $name:ident $value:ident $reader:ident $variant:ident { $( $field:ident ),* } $( $rest:tt )*) => {
        Self::$variant { $( $field: $reader.field($value, stringify!($field)) ),* }
    };

    ($(#[$meta:meta])* pub struct $name:ident { $( $(#[$field_meta:meta])* pub $field:ident : $type:ty ),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        #[cfg_attr(feature = "server", derive(serde::Serialize, serde::Deserialize, utoipa::ToSchema))]
        #[cfg_attr(feature = "server", serde(deny_unknown_fields))]
        pub struct $name { $( $(#[$field_meta])* pub $field: $type ),* }

        #[cfg(feature = "page")]
        impl $crate::page::FromJs for $name {
            fn read(reader: &mut $crate::page::Reader, value: &wasm_bindgen::JsValue) -> Self {
                reader.object(value);
                Self { $( $field: reader.field(value, $crate::macros::plain(stringify!($field))) ),* }
            }
        }

        #[cfg(feature = "page")]
        impl $crate::page::ToJs for $name {
            fn to_js(&self) -> wasm_bindgen::JsValue {
                let object = $crate::page::new_object();
                $( $crate::page::set(&object, $crate::macros::plain(stringify!($field)), &self.$field.to_js()); )*
                object
            }
        }
    };

    ($(#[$meta:meta])* pub enum $name:ident { $( $(#[$variant_meta:meta])* $variant:ident = $text:tt ),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[cfg_attr(feature = "server", derive(serde::Serialize, serde::Deserialize, utoipa::ToSchema))]
        pub enum $name {
            $( $(#[$variant_meta])* #[cfg_attr(feature = "server", serde(rename = $text))] $variant ),*
        }

        impl $name {
            /// Every value, in the order of its definition.
            pub const ALL: &'static [Self] = &[ $( Self::$variant ),* ];

            /// The name on the wire.
            pub const fn name(self) -> &'static str {
                match self { $( Self::$variant => $text ),* }
            }

            /// The value of this name on the wire, if there is one.
            pub fn from_name(name: &str) -> Option<Self> {
                $crate::macros::place(&[ $( $text ),* ], name).and_then(|place| Self::ALL.get(place).copied())
            }
        }

        #[cfg(feature = "page")]
        impl $crate::page::FromJs for $name {
            fn read(reader: &mut $crate::page::Reader, value: &wasm_bindgen::JsValue) -> Self {
                let name: String = $crate::page::FromJs::read(reader, value);
                Self::from_name(&name).unwrap_or_else(|| {
                    reader.unknown();
                    wire!(@first $( $variant )*)
                })
            }
        }

        #[cfg(feature = "page")]
        impl $crate::page::ToJs for $name {
            fn to_js(&self) -> wasm_bindgen::JsValue {
                wasm_bindgen::JsValue::from_str(self.name())
            }
        }
    };

    ($(#[$meta:meta])* pub enum $name:ident by $tag:tt {
        $( $(#[$variant_meta:meta])* $variant:ident = $text:tt { $( $(#[$field_meta:meta])* $field:ident : $type:ty ),* $(,)? } ),* $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        #[cfg_attr(feature = "server", derive(serde::Serialize, serde::Deserialize, utoipa::ToSchema))]
        #[cfg_attr(feature = "server", serde(tag = $tag, deny_unknown_fields))]
        pub enum $name {
            $(
                $(#[$variant_meta])*
                #[cfg_attr(feature = "server", serde(rename = $text))]
                $variant { $( $(#[$field_meta])* $field: $type ),* }
            ),*
        }

        impl $name {
            /// The name of this kind on the wire.
            pub const fn kind(&self) -> &'static str {
                match self { $( Self::$variant { .. } => $text ),* }
            }
        }

        #[cfg(feature = "page")]
        impl $crate::page::FromJs for $name {
            fn read(reader: &mut $crate::page::Reader, value: &wasm_bindgen::JsValue) -> Self {
                reader.object(value);
                let kind: String = reader.field(value, $tag);
                $( if kind == $text { return Self::$variant { $( $field: reader.field(value, stringify!($field)) ),* }; } )*
                reader.unknown();
                wire!(@first $name value reader $( $variant { $( $field ),* } )*)
            }
        }

        #[cfg(feature = "page")]
        impl $crate::page::ToJs for $name {
            fn to_js(&self) -> wasm_bindgen::JsValue {
                let object = $crate::page::new_object();
                $crate::page::set(&object, $tag, &wasm_bindgen::JsValue::from_str(self.kind()));
                match self {
                    $( Self::$variant { $( $field ),* } => { $( $crate::page::set(&object, stringify!($field), &$field.to_js()); )* } )*
                }
                object
            }
        }
    };
}

/// A name's place among these. One piece of code for all enums.
#[inline(never)]
pub(crate) fn place(names: &[&str], name: &str) -> Option<usize> {
    names.iter().position(|known| *known == name)
}

/// A field's name on the wire: raw identifiers (`r#type`) without their prefix.
#[cfg(feature = "page")]
pub(crate) fn plain(field: &'static str) -> &'static str {
    field.strip_prefix("r#").unwrap_or(field)
}
