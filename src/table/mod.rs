//! Tables as they lie. Takes the bytes of a file, gives its rows as columns of numbered cells; knows no language.

mod cut;
mod drawing;
mod encoding;
pub mod json;
pub mod parquet;
pub mod sheet;
mod texts;
mod unpack;

pub use cut::{Cutting, Drawn, Form, Header, Quotes, Rows, Split, Wanted};
pub use encoding::{Letters, encoding, in_utf8};
pub use texts::{Finder, Gathering, Texts};
pub use unpack::{Made, plain_name, unpacked};
