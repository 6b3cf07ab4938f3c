//! Styles → colours. Takes the styled lines of an answer, gives text with the escapes of a terminal, or with none.
//!
//! Only the sixteen colours that every terminal lets its owner choose are used, and nothing is said by colour alone.

use crate::render::{Style, Text};
use std::io::IsTerminal;

/// Whether colours may be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Colours {
    /// They may.
    On,
    /// Piped, or `NO_COLOR` is set, or the terminal says that it has none.
    Off,
}

impl Colours {
    /// What goes for a stream: colours at a terminal, unless the environment forbids them.
    #[must_use]
    pub fn of(stream: &impl IsTerminal) -> Colours {
        let forbidden = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
        if stream.is_terminal() && !forbidden && !dumb {
            Colours::On
        } else {
            Colours::Off
        }
    }
}

/// An answer's lines as the terminal is to show them.
#[must_use]
pub fn painted(text: &Text, colours: Colours) -> String {
    match colours {
        Colours::Off => text.plain(),
        Colours::On => text.painted(|style, text| paint(style, text, Colours::On)),
    }
}

/// A text in the colour of its style.
#[must_use]
pub fn paint(style: Style, text: &str, colours: Colours) -> String {
    match (colours, escape(style)) {
        (Colours::On, Some(escape)) if !text.trim().is_empty() => {
            format!("\x1b[{escape}m{text}\x1b[0m")
        }
        _ => text.to_owned(),
    }
}

fn escape(style: Style) -> Option<&'static str> {
    match style {
        Style::Plain => None,
        Style::Title => Some("1"),
        Style::Faint | Style::Place => Some("2"),
        Style::Alarm => Some("1;31"),
        Style::Name => Some("36"),
        Style::Number | Style::Date => Some("35"),
        Style::Quote => Some("3"),
        Style::Variable | Style::Question => Some("34"),
        Style::Source => Some("33"),
        Style::Rule => Some("32"),
        Style::Likelihood => Some("1;33"),
        Style::Confidence => Some("1"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colours_a_text_is_as_it_is() {
        assert_eq!(paint(Style::Name, "ISK", Colours::Off), "ISK");
    }

    #[test]
    fn with_colours_a_text_is_put_back_at_its_end() {
        assert_eq!(paint(Style::Name, "ISK", Colours::On), "\x1b[36mISK\x1b[0m");
        assert_eq!(paint(Style::Plain, "is", Colours::On), "is");
    }

    #[test]
    fn blanks_are_not_painted() {
        assert_eq!(paint(Style::Name, "  ", Colours::On), "  ");
    }
}
