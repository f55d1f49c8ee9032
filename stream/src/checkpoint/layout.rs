//! How a value is laid out: the names and types of its fields.

use crc32fast::Hasher;
use serde::Serialize;
use serde::ser::{self, Serializer};
use std::fmt;

/// A hash of the names and types of the fields of a value, as far as they follow from its type: not of what is in an
/// option, a sequence, a map or the variant of an enum, which may be another the next time.
pub(crate) fn layout<T: Serialize>(value: &T) -> u64 {
    let mut outline = Outline(String::new());
    // A value that refuses to be serialized is refused when it is saved, and with a better message.
    let _ = value.serialize(&mut outline);
    let hash = |seed: u8| {
        let mut hasher = Hasher::new();
        hasher.update(&[seed]);
        hasher.update(outline.0.as_bytes());
        u64::from(hasher.finalize())
    };
    hash(0) << 32 | hash(1)
}

/// Writes down what a value is made of, and nothing of what it is.
struct Outline(String);

#[derive(Debug)]
struct Refused;

impl Outline {
    #[expect(clippy::unnecessary_wraps, reason = "what a serializer answers")]
    fn note(&mut self, what: &str) -> Result<(), Refused> {
        self.0.push_str(what);
        self.0.push(';');
        Ok(())
    }

    fn compound(&mut self, what: &str) -> &mut Self {
        self.0.push_str(what);
        self.0.push('{');
        self
    }

    fn close(&mut self) -> Result<(), Refused> {
        self.note("}")
    }
}

macro_rules! note {
    ($($method:ident($($argument:ty),*) $what:literal)*) => {$(
        fn $method(self, $(_: $argument),*) -> Result<(), Refused> { self.note($what) }
    )*};
}

impl<'a> Serializer for &'a mut Outline {
    type Ok = ();
    type Error = Refused;
    type SerializeSeq = Contents;
    type SerializeTuple = &'a mut Outline;
    type SerializeTupleStruct = &'a mut Outline;
    type SerializeTupleVariant = Contents;
    type SerializeMap = Contents;
    type SerializeStruct = &'a mut Outline;
    type SerializeStructVariant = Contents;

    note! {
        serialize_bool(bool) "bool"
        serialize_i8(i8) "i8"
        serialize_i16(i16) "i16"
        serialize_i32(i32) "i32"
        serialize_i64(i64) "i64"
        serialize_i128(i128) "i128"
        serialize_u8(u8) "u8"
        serialize_u16(u16) "u16"
        serialize_u32(u32) "u32"
        serialize_u64(u64) "u64"
        serialize_u128(u128) "u128"
        serialize_f32(f32) "f32"
        serialize_f64(f64) "f64"
        serialize_char(char) "char"
        serialize_str(&str) "str"
        serialize_bytes(&[u8]) "bytes"
        serialize_none() "option"
        serialize_unit() "unit"
    }

    fn serialize_some<T: ?Sized>(self, _: &T) -> Result<(), Refused> {
        self.note("option")
    }

    fn serialize_unit_struct(self, name: &'static str) -> Result<(), Refused> {
        self.note(name)
    }

    fn serialize_unit_variant(self, name: &'static str, _: u32, _: &'static str) -> Result<(), Refused> {
        self.note(name)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<(), Refused> {
        self.note(name)?;
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized>(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Refused> {
        self.note(name)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Contents, Refused> {
        self.note("sequence").map(|()| Contents)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Contents, Refused> {
        self.note("map").map(|()| Contents)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Refused> {
        Ok(self.compound("tuple"))
    }

    fn serialize_tuple_struct(self, name: &'static str, _: usize) -> Result<Self, Refused> {
        Ok(self.compound(name))
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Self, Refused> {
        Ok(self.compound(name))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Contents, Refused> {
        self.note(name).map(|()| Contents)
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Contents, Refused> {
        self.note(name).map(|()| Contents)
    }
}

impl ser::SerializeTuple for &mut Outline {
    type Ok = ();
    type Error = Refused;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Refused> {
        self.close()
    }
}

impl ser::SerializeTupleStruct for &mut Outline {
    type Ok = ();
    type Error = Refused;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Refused> {
        self.close()
    }
}

impl ser::SerializeStruct for &mut Outline {
    type Ok = ();
    type Error = Refused;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Refused> {
        self.0.push_str(name);
        self.0.push(':');
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Refused> {
        self.close()
    }
}

/// What is not looked into.
struct Contents;

impl ser::SerializeSeq for Contents {
    type Ok = ();
    type Error = Refused;

    fn serialize_element<T: ?Sized>(&mut self, _: &T) -> Result<(), Refused> {
        Ok(())
    }

    fn end(self) -> Result<(), Refused> {
        Ok(())
    }
}

impl ser::SerializeMap for Contents {
    type Ok = ();
    type Error = Refused;

    fn serialize_key<T: ?Sized>(&mut self, _: &T) -> Result<(), Refused> {
        Ok(())
    }

    fn serialize_value<T: ?Sized>(&mut self, _: &T) -> Result<(), Refused> {
        Ok(())
    }

    fn end(self) -> Result<(), Refused> {
        Ok(())
    }
}

impl ser::SerializeTupleVariant for Contents {
    type Ok = ();
    type Error = Refused;

    fn serialize_field<T: ?Sized>(&mut self, _: &T) -> Result<(), Refused> {
        Ok(())
    }

    fn end(self) -> Result<(), Refused> {
        Ok(())
    }
}

impl ser::SerializeStructVariant for Contents {
    type Ok = ();
    type Error = Refused;

    fn serialize_field<T: ?Sized>(&mut self, _: &'static str, _: &T) -> Result<(), Refused> {
        Ok(())
    }

    fn end(self) -> Result<(), Refused> {
        Ok(())
    }
}

impl ser::Error for Refused {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value refuses to be serialized")
    }
}

impl std::error::Error for Refused {}
