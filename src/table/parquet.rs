//! Parquet → one object a line. Takes the bytes of a file, gives its rows as objects, so that what is nested is named by a
//! path as in JSON, and a row's line is its number.
//!
//! The file is in memory packed as it lies; its rows are unpacked as they are asked for.

#[cfg(feature = "parquet")]
pub use read::lines;

/// The rows as objects, one a line.
///
/// # Errors
/// Always: this program reads no Parquet.
#[cfg(not(feature = "parquet"))]
pub fn lines(_: Vec<u8>) -> Result<Box<dyn std::io::Read>, String> {
    Err("this program was built without the reader of Parquet (feature parquet)".to_owned())
}

#[cfg(feature = "parquet")]
mod read {
    use parquet::file::reader::SerializedFileReader;
    use parquet::record::reader::RowIter;
    use parquet::record::{Field, Row};
    use serde_json::{Map, Value};
    use std::io::{self, Read};

    /// The rows as objects, one a line.
    ///
    /// # Errors
    /// Why the bytes are no Parquet.
    pub fn lines(bytes: Vec<u8>) -> Result<Box<dyn Read>, String> {
        let file = SerializedFileReader::new(bytes::Bytes::from(bytes))
            .map_err(|error| error.to_string())?;
        Ok(Box::new(Lines {
            rows: RowIter::from_file_into(Box::new(file)),
            line: Vec::new(),
            read: 0,
        }))
    }

    struct Lines {
        rows: RowIter<'static>,
        /// The line at hand, and how much of it has been read.
        line: Vec<u8>,
        read: usize,
    }

    impl Read for Lines {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            if self.read >= self.line.len() {
                let Some(row) = self.rows.next() else {
                    return Ok(0);
                };
                let row = row.map_err(io::Error::other)?;
                self.line = object(&row).to_string().into_bytes();
                self.line.push(b'\n');
                self.read = 0;
            }
            let left = self.line.get(self.read..).unwrap_or(&[]);
            let count = left.len().min(out.len());
            for (place, byte) in out.iter_mut().zip(left) {
                *place = *byte;
            }
            self.read += count;
            Ok(count)
        }
    }

    fn object(row: &Row) -> Value {
        let members = row.get_column_iter();
        Value::Object(
            members
                .map(|(name, field)| (name.clone(), value(field)))
                .collect(),
        )
    }

    fn value(field: &Field) -> Value {
        match field {
            Field::Null => Value::Null,
            Field::Bool(is) => Value::Bool(*is),
            Field::Str(text) => Value::String(text.clone()),
            Field::Bytes(bytes) => match bytes.as_utf8() {
                Ok(text) => Value::String(text.to_owned()),
                Err(_) => Value::Null,
            },
            Field::Group(row) => object(row),
            Field::ListInternal(list) => list.elements().iter().map(value).collect(),
            Field::MapInternal(map) => {
                let entries = map.entries().iter();
                let named = entries.map(|(name, field)| (plain(name), value(field)));
                Value::Object(named.collect::<Map<String, Value>>())
            }
            Field::TimestampMillis(_) | Field::TimestampMicros(_) => {
                Value::String(instant(&field.to_string()))
            }
            other => Value::String(plain(other)),
        }
    }

    fn plain(field: &Field) -> String {
        match field {
            Field::Str(text) => text.clone(),
            other => other.to_string(),
        }
    }

    /// `2014-03-05 18:30:00 +00:00` as the standard writes it; of a day's first minute the day alone.
    fn instant(text: &str) -> String {
        let mut parts = text.split(' ');
        let day = parts.next().unwrap_or_default();
        match parts.next().and_then(|time| time.get(..5)) {
            None | Some("00:00") => day.to_owned(),
            Some(minute) => format!("{day}T{minute}"),
        }
    }
}
