//! `draw`: the picture of an answer, as a text that is to be written to a file. The prompt itself writes nothing.

use super::intent::Draw;
use super::prompt::Prompt;
use super::reply::{Came, Then};
use crate::render::{self, Theme};
use std::path::Path;

/// So many letters of a question stand in the name of a file.
const LETTERS: usize = 60;

impl Prompt {
    pub(super) fn draw(&mut self, wanted: &Draw) -> Came {
        let answer = if wanted.question.is_empty() {
            match &self.last {
                Some(answer) => answer.clone(),
                None => {
                    return Came::Mendable(
                        "Draw what? As in  draw timeline of Arvand, or ask first, and then  draw\n"
                            .to_owned(),
                    );
                }
            }
        } else {
            match self.answered(&wanted.question) {
                Ok(answer) => answer,
                Err(came) => return came,
            }
        };
        let path = match &wanted.path {
            Some(path) => path.clone(),
            None => self.free(&named_for(&answer.head.question)),
        };
        if !self.is_ours(&path) && Path::new(&path).exists() {
            return Came::Mendable(format!(
                "{path} is there already: give another name, as in  draw to picture.svg\n"
            ));
        }
        let ending = Path::new(&path)
            .extension()
            .and_then(|ending| ending.to_str());
        let drawn = match ending {
            Some("dot" | "gv") => render::dot(&answer),
            Some("mmd") => render::mermaid(&answer),
            _ => render::svg(&answer, self.theme),
        };
        match drawn {
            Ok(text) => {
                self.last = Some(answer);
                self.saved.push(path.clone());
                Came::Ending(Then::Save { path, text })
            }
            Err(none) => Came::Well(format!("{none}\n")),
        }
    }

    pub(super) fn set_theme(&mut self, name: &str) -> Came {
        self.theme = match name {
            "" | "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => return Came::Mendable("A theme is light or dark: :theme dark\n".to_owned()),
        };
        Came::Well(match self.theme {
            Theme::Light => "Pictures are drawn dark on white.\n".to_owned(),
            Theme::Dark => "Pictures are drawn light on dark.\n".to_owned(),
        })
    }

    fn is_ours(&self, path: &str) -> bool {
        self.saved.iter().any(|own| own == path)
    }

    /// The name, with a number where a file of that name is there.
    fn free(&self, name: &str) -> String {
        let numbered = |number: u32| match number {
            1 => format!("{name}.svg"),
            _ => format!("{name}-{number}.svg"),
        };
        let is_free = |path: &String| !self.is_ours(path) && !Path::new(path).exists();
        let free = (1..1_000).map(numbered).find(is_free);
        free.unwrap_or_else(|| numbered(1))
    }
}

/// A question as the name of a file: letters and digits, with strokes for all between them.
fn named_for(question: &str) -> String {
    let words: Vec<String> = question
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let name: String = words.join("-").chars().take(LETTERS).collect();
    let name = name.trim_end_matches('-');
    if name.is_empty() {
        "picture".to_owned()
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::named_for;

    #[test]
    fn a_file_is_named_for_its_question() {
        assert_eq!(
            named_for("why ISK threatens Pakistan?"),
            "why-isk-threatens-pakistan"
        );
        assert_eq!(named_for("profile داعش"), "profile-داعش");
        assert_eq!(named_for("../.."), "picture");
    }
}
