//! `why 2`: the row of the last list that was shown, as the question that it stands for.

use crate::answer::{Answer, Body, Markup};

/// Of the last list that was shown, the sentence that `why` of each row explains; none where a row stands for several.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    explains: Vec<Option<String>>,
}

impl Rows {
    /// Takes the rows of an answer, if it is a list.
    pub(super) fn remember(&mut self, answer: &Answer) {
        if let Body::Table(table) = &answer.body {
            self.explains = table.rows.iter().map(|row| row.explains.as_ref().map(Markup::plain)).collect();
        }
    }

    /// The question with the row's sentence in the place of its number; another question as it is.
    ///
    /// # Errors
    /// What to show where there is no such row.
    pub(super) fn meant(&self, question: &str) -> Result<String, String> {
        let rest = question.trim_end_matches(['?', ' ', '.']).strip_prefix("why ").map(str::trim);
        let Some((row, after)) = rest.map(|rest| rest.split_at(rest.find([',', ' ']).unwrap_or(rest.len()))) else {
            return Ok(question.to_owned());
        };
        let Ok(number) = row.parse::<usize>() else { return Ok(question.to_owned()) };
        match number.checked_sub(1).and_then(|at| self.explains.get(at)) {
            Some(Some(sentence)) => Ok(format!("why {sentence}{after}")),
            Some(None) => Err(format!("Row {number} stands for several sentences: ask why of the one that is meant.\n")),
            None if self.explains.is_empty() => {
                Err(format!("No list has been shown yet: ask for one first, then why {number}.\n"))
            }
            None => Err(format!("The last list has {} rows.\n", self.explains.len())),
        }
    }
}
