//! Several answers, one after another: what stands before and between them is a matter of the format.
//!
//! Text is printed as it comes, so that the first answer is read while the next is made. A format whose reader reads one
//! document alone takes one answer, and says which others it could have had.

use super::args::Format;
use super::output::{Exit, Output, as_json};
use crate::answer::Answer;
use crate::render::Style;
use crate::terminal::paint;
use serde_json::{Value, json};

/// Answers on their way out.
pub struct Answers<'o> {
    output: &'o Output,
    /// How many have been printed, or kept to be.
    written: usize,
    /// The questions whose answers have no such form.
    without: Vec<String>,
    /// Of JSON: the answers.
    documents: Vec<Value>,
    /// Of a format that holds one: the questions with their answers.
    kept: Vec<(String, String)>,
}

impl<'o> Answers<'o> {
    /// None yet.
    #[must_use]
    pub fn new(output: &'o Output) -> Answers<'o> {
        Answers {
            output,
            written: 0,
            without: Vec::new(),
            documents: Vec::new(),
            kept: Vec::new(),
        }
    }

    /// The next one.
    pub fn add(&mut self, question: &str, answer: &Answer) {
        let output = self.output;
        if output.format == Format::Json {
            self.documents.push(as_json(answer));
            return;
        }
        let text = match output.written(answer) {
            Ok(text) => text,
            Err(none) => {
                self.without.push(format!("ask {question}: {none}\n"));
                return;
            }
        };
        if output.format.holds_one() {
            self.kept.push((question.to_owned(), text));
            return;
        }
        let blank = if self.written == 0 { "" } else { "\n" };
        self.written += 1;
        let asked = match output.format {
            Format::Text => paint(Style::Faint, &format!("ask {question}"), output.colours) + "\n",
            _ => String::new(),
        };
        output.text(&format!("{blank}{asked}{text}"));
    }

    /// All have come: what is kept is printed, and what has no such form is told.
    pub fn end(self) -> Exit {
        let output = self.output;
        if output.format == Format::Json {
            output.json(&json!({ "casus_answers": 1, "answers": self.documents }));
            return Exit::Well;
        }
        let found = self.written + self.kept.len();
        if let [(_, only)] = self.kept.as_slice() {
            output.text(only);
        } else if !self.kept.is_empty() {
            let mut told = String::from(
                "This format holds one answer, and these files ask for several: ask for one with  casus ask FILE \"QUESTION\"\n",
            );
            for (question, _) in &self.kept {
                told.push_str(&format!("  {question}\n"));
            }
            output.error(&told);
            return Exit::WrongInput;
        }
        if found == 0 && !self.without.is_empty() {
            output.error(&self.without.concat());
            return Exit::WrongInput;
        }
        if !self.without.is_empty() {
            let count = self.without.len();
            let (answers, have) = if count == 1 {
                ("answer", "has")
            } else {
                ("answers", "have")
            };
            output.error(&format!(
                "{count} other {answers} {have} no such form, and {} left out\n",
                if count == 1 { "is" } else { "are" }
            ));
        }
        Exit::Well
    }
}
