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

#[cfg(all(test, feature = "parquet"))]
mod tests {
    use super::lines;
    use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
    use parquet::errors::ParquetError;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;
    use std::io::Read as _;
    use std::sync::Arc;

    fn written() -> Result<Vec<u8>, ParquetError> {
        let schema = parse_message_type(
            "message rows { REQUIRED BYTE_ARRAY who (UTF8); OPTIONAL INT32 day (DATE);
             REQUIRED INT64 seen (TIMESTAMP_MILLIS); }",
        )?;
        let mut out = Vec::new();
        let mut writer = SerializedFileWriter::new(&mut out, Arc::new(schema), Arc::default())?;
        let mut group = writer.next_row_group()?;
        let ended = || ParquetError::General("a column is missing".to_owned());
        let mut column = group.next_column()?.ok_or_else(ended)?;
        let names = [ByteArray::from("Arvand"), ByteArray::from("Belmar")];
        column
            .typed::<ByteArrayType>()
            .write_batch(&names, None, None)?;
        column.close()?;
        let mut column = group.next_column()?.ok_or_else(ended)?;
        column
            .typed::<Int32Type>()
            .write_batch(&[16_134], Some(&[1, 0]), None)?;
        column.close()?;
        let mut column = group.next_column()?.ok_or_else(ended)?;
        let seen = [1_394_044_200_000, 1_393_977_600_000];
        column.typed::<Int64Type>().write_batch(&seen, None, None)?;
        column.close()?;
        group.close()?;
        writer.close()?;
        Ok(out)
    }

    #[test]
    fn a_row_is_an_object_and_its_dates_are_dates() {
        let bytes = written().expect("a file");
        let mut text = String::new();
        let mut read = lines(bytes).expect("Parquet");
        read.read_to_string(&mut text).expect("rows");
        let first = r#"{"day":"2014-03-05","seen":"2014-03-05T18:30","who":"Arvand"}"#;
        let second = r#"{"day":null,"seen":"2014-03-05","who":"Belmar"}"#;
        assert_eq!(text, format!("{first}\n{second}\n"));
    }
}
