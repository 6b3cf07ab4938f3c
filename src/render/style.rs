//! Styled lines: what a terminal shows, before it is decided whether it can show colours.

use crate::answer::Role;

/// What a run of text is, for the eye. The command line maps each to a colour, or to nothing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)]
pub enum Style {
    Plain,
    /// The heading of an answer.
    Title,
    /// What is said beside the point: lines of a tree, numbers of rows.
    Faint,
    /// What should not be missed: the weakest link, a dispute.
    Alarm,
    Name,
    Number,
    Date,
    Quote,
    Variable,
    Source,
    Place,
    Rule,
    Likelihood,
    Confidence,
    Question,
}

impl From<Role> for Style {
    fn from(role: Role) -> Style {
        match role {
            Role::Words => Style::Plain,
            Role::Name => Style::Name,
            Role::Number => Style::Number,
            Role::Date => Style::Date,
            Role::Quote => Style::Quote,
            Role::Variable => Style::Variable,
            Role::Source => Style::Source,
            Role::Place => Style::Place,
            Role::Rule => Style::Rule,
            Role::Likelihood => Style::Likelihood,
            Role::Confidence => Style::Confidence,
            Role::Question => Style::Question,
        }
    }
}

/// Text of one style.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run {
    /// The style.
    pub style: Style,
    /// The text.
    pub text: String,
}

/// One line.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Line {
    /// Its runs, in order.
    pub runs: Vec<Run>,
}

/// All lines of a rendering.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Text {
    /// The lines, without their ends.
    pub lines: Vec<Line>,
}

impl Text {
    /// The text without styles; every line ends, none ends in blanks.
    #[must_use]
    pub fn plain(&self) -> String {
        self.painted(|_, text| text.to_owned())
    }

    /// The text with each run as `paint` gives it.
    pub fn painted(&self, paint: impl Fn(Style, &str) -> String) -> String {
        let mut out = String::new();
        for line in &self.lines {
            let end = line
                .runs
                .iter()
                .rposition(|run| !run.text.trim_end().is_empty());
            let runs = end.map_or(0, |last| last + 1);
            for (at, run) in line.runs.iter().take(runs).enumerate() {
                let text = if at + 1 == runs {
                    run.text.trim_end()
                } else {
                    &run.text
                };
                // What was kept on one line is written with plain blanks.
                out.push_str(&paint(run.style, &text.replace('\u{a0}', " ")));
            }
            out.push('\n');
        }
        out
    }
}
