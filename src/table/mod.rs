//! Tables as they lie. Takes the bytes of a file, gives its rows as columns of numbered cells; knows no language.

mod cut;
mod drawing;
pub mod json;
mod texts;

pub use cut::{Cutting, Drawn, Form, Header, Quotes, Rows, Split};
pub use texts::{Gathering, Texts};
