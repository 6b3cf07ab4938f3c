//! Scales. Takes `scale likelihood, bar 55%` and its lines, gives the words, grades and markings in force: a word named again has
//! the new number.

use super::error::ResolveError;
use super::front::Front;
use super::words::{is_word, word_of};
use crate::model::{Confidence, Grade, ScaleWord};
use crate::source::Place;
use crate::syntax::{Line, NumeralValue, Token, TokenKind};
use crate::time::Likelihood;

/// The percentage that a token is.
pub(crate) fn percentage(token: &Token) -> Option<Result<Likelihood, ResolveError>> {
    match &token.kind {
        TokenKind::Numeral(numeral) => match numeral.value {
            NumeralValue::Percent(millionths) => {
                let parts = u16::try_from(millionths.saturating_add(5_000) / 10_000).ok();
                Some(
                    parts
                        .and_then(Likelihood::new)
                        .ok_or_else(|| ResolveError::TooLikely {
                            place: token.place,
                            text: numeral.text.clone(),
                        }),
                )
            }
            _ => None,
        },
        _ => None,
    }
}

fn percentages(tokens: &[Token]) -> Result<Vec<Likelihood>, ResolveError> {
    tokens.iter().filter_map(percentage).collect()
}

impl Front<'_> {
    /// Reads a `scale` statement; what is wrong in one line leaves the others.
    pub(crate) fn scale(&mut self, lines: &[Line], keyword: Place) {
        let Some(first) = lines.first() else { return };
        let which = first.tokens.first().and_then(word_of).unwrap_or("");
        let which = which.trim_end_matches('.').to_string();
        if !["likelihood", "reliability", "credibility", "marking"].contains(&which.as_str()) {
            self.report(&ResolveError::Expected {
                place: first.tokens.first().map_or(keyword, |token| token.place),
                what: "a scale is one of likelihood, reliability, credibility, marking",
                form: Some("scale likelihood, bar 55%"),
            });
            return;
        }
        if let Some(bar) = first
            .tokens
            .iter()
            .position(|token| is_word(Some(token), "bar"))
        {
            match first.tokens.get(bar + 1).and_then(percentage) {
                Some(Ok(likelihood)) => self.situation.bar = likelihood,
                Some(Err(error)) => self.report(&error),
                None => {}
            }
        }
        for line in lines.iter().skip(1) {
            if let Err(error) = self.scale_line(&which, line) {
                self.report(&error);
            }
        }
    }

    fn scale_line(&mut self, which: &str, line: &Line) -> Result<(), ResolveError> {
        let wrong = |form| ResolveError::Expected {
            place: line.place,
            what: "this line of a scale cannot be read",
            form: Some(form),
        };
        if which == "marking" {
            let level = self.files.text(line.place).trim_matches(['"', ' ']).to_string();
            let markings = &mut self.situation.scales.markings;
            if !markings.contains(&level) {
                markings.push(level);
            }
            return Ok(());
        }
        let is = line
            .tokens
            .iter()
            .position(|token| is_word(Some(token), "is"))
            .ok_or_else(|| wrong("likely is 67%, from 55% to 80%"))?;
        let (name, rest) = line.tokens.split_at(is);
        let word: Vec<&str> = name.iter().filter_map(word_of).collect();
        let word = word.join(" ");
        let numbers = percentages(rest)?;
        let Some(likelihood) = numbers.first().copied() else {
            return Err(wrong("likely is 67%, from 55% to 80%"));
        };
        if which == "likelihood" {
            let (from, to) = match numbers.get(1..) {
                Some([from, to, ..]) => (*from, *to),
                _ => (likelihood, likelihood),
            };
            let scale = &mut self.situation.scales.likelihood;
            scale.retain(|old| old.word != word);
            scale.push(ScaleWord {
                word,
                likelihood,
                from,
                to,
            });
            return Ok(());
        }
        let confidence = line
            .tokens
            .iter()
            .position(|token| is_word(Some(token), "confidence"))
            .and_then(|at| line.tokens.get(at + 1))
            .and_then(word_of)
            .map(|word| word.trim_end_matches('.'))
            .and_then(|word| match word {
                "high" => Some(Confidence::High),
                "moderate" => Some(Confidence::Moderate),
                "low" => Some(Confidence::Low),
                _ => None,
            });
        let scale = if which == "reliability" {
            &mut self.situation.scales.reliability
        } else {
            &mut self.situation.scales.credibility
        };
        let confidence = confidence
            .or(scale.get(&word).map(|old| old.confidence))
            .unwrap_or(Confidence::Moderate);
        scale.insert(
            word.clone(),
            Grade {
                letter: word,
                likelihood,
                confidence,
            },
        );
        Ok(())
    }
}
