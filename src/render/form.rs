//! The forms that only some answers have, and what is said where an answer has none: which do, and what to ask for instead.

use std::fmt;

/// A form that is not for every answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// Boxes and arrows, for Graphviz.
    Dot,
    /// Boxes and arrows, for Mermaid.
    Mermaid,
    /// A picture.
    Svg,
}

/// The answer has no such form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoForm {
    /// The form that was asked for.
    pub form: Form,
}

impl fmt::Display for NoForm {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self.form {
            Form::Dot => {
                "this answer is no graph, and has no DOT: `why`, `why not`, `links` and `connection between` have; ask for text, Markdown or JSON"
            }
            Form::Mermaid => {
                "this answer is no graph, and has no Mermaid: `why`, `why not`, `links` and `connection between` have; ask for text, Markdown or JSON"
            }
            Form::Svg => {
                "there is no picture of this answer: `why`, `why not`, `links`, `connection between`, `timeline of` and `hypotheses` have one; ask for text, Markdown or JSON"
            }
        })
    }
}

impl std::error::Error for NoForm {}
