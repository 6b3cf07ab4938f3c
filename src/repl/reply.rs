//! What comes of what was typed.

/// What is shown for what was typed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reply {
    /// What is shown; ends in a line's end, or is empty.
    pub text: String,
    /// What is kept at hand for mending: what had an error, and all that was typed after it.
    pub again: Option<String>,
    /// What is to be done next.
    pub then: Then,
}

/// What is to be done after a reply is shown.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Then {
    /// The next line is read.
    #[default]
    Stay,
    /// The conversation ends.
    Leave,
    /// This text is written to this file.
    Save {
        /// The file.
        path: String,
        /// The text.
        text: String,
    },
}

/// What one thing that was meant came to.
pub(super) enum Came {
    /// It is done, and this is shown.
    Well(String),
    /// It had an error, shown here, and may be mended by typing it again.
    Mendable(String),
    /// It ends the reply, and something is to be done.
    Ending(Then),
}
