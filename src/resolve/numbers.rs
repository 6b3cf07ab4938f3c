//! Which variables stand for numbers. Takes the tokens of a condition and of what is shown of it, gives the variables that
//! are compared with a number or summed: `?dead` of `?attack killed ?dead and ?dead > 10` is no actor who was killed.

use super::names::Content;
use super::segment::{Reader, Reading, Relating};
use crate::model::Kinds;
use crate::syntax::{Token, TokenKind};

/// The variables that stand for numbers.
pub(crate) fn numeric(tokens: &[Token]) -> Vec<String> {
    let mut found = Vec::new();
    gather(tokens, &mut found);
    found
}

fn gather(tokens: &[Token], found: &mut Vec<String>) {
    for (at, token) in tokens.iter().enumerate() {
        let next = |ahead: usize| tokens.get(at + ahead).map(|token| &token.kind);
        match &token.kind {
            TokenKind::Group(inner) => gather(inner, found),
            TokenKind::Variable(name) => {
                let compared = matches!(
                    (next(1), next(2)),
                    (Some(TokenKind::Comparison(_)), Some(TokenKind::Numeral(_)))
                );
                if compared {
                    found.push(name.clone());
                }
            }
            TokenKind::Numeral(_) => {
                if let (Some(TokenKind::Comparison(_)), Some(TokenKind::Variable(name))) =
                    (next(1), next(2))
                {
                    found.push(name.clone());
                }
            }
            TokenKind::Word(total) if total == "sum" => {
                let shown = match next(1) {
                    Some(TokenKind::Word(of)) if of == "of" => next(2),
                    other => other,
                };
                if let Some(TokenKind::Variable(name)) = shown {
                    found.push(name.clone());
                }
            }
            _ => {}
        }
    }
}

impl Reader<'_> {
    /// Of several readings those in which every variable that stands for a number fills a number's slot; all, if none does.
    pub(crate) fn with_numbers(&self, readings: Vec<Reading>) -> Vec<Reading> {
        if self.numbers.is_empty() || readings.len() < 2 {
            return readings;
        }
        let fits = |reading: &Reading| {
            let Relating::Relation(relation) = reading.of else {
                return true;
            };
            let row = self.situation.relations.get(relation);
            let kinds = row.into_iter().flat_map(|row| &row.slots);
            reading.slots.iter().zip(kinds).all(|(contents, kind)| {
                let number = |content: &Content| match content {
                    Content::Variable(name) => self.numbers.contains(name),
                    _ => false,
                };
                *kind == Kinds::NUMBER || !contents.iter().any(number)
            })
        };
        let fitting: Vec<Reading> = readings.iter().filter(|one| fits(one)).cloned().collect();
        if fitting.is_empty() {
            readings
        } else {
            fitting
        }
    }
}
