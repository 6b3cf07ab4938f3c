//! Likelihoods in the words of the situation's scale.

use super::Phrase;
use crate::answer::{Held, Markup, Role};
use crate::model::ScaleWord;
use crate::time::Likelihood;

impl Phrase<'_> {
    /// A likelihood: the word whose range holds it, with the percentage where that is not the word's own;
    /// `certain` where there is no doubt, and a bare percentage where no range holds it.
    #[must_use]
    pub fn held(&self, likelihood: Likelihood) -> Held {
        let value = likelihood.ten_thousandths();
        if likelihood == Likelihood::CERTAIN {
            return Held {
                value,
                word: None,
                text: "certain".to_owned(),
            };
        }
        match self.scale_word(likelihood) {
            Some(word) if word.likelihood == likelihood => Held {
                value,
                word: Some(word.word.clone()),
                text: word.word.clone(),
            },
            Some(word) => Held {
                value,
                word: Some(word.word.clone()),
                text: format!("{} ({likelihood})", word.word),
            },
            None => Held {
                value,
                word: None,
                text: likelihood.to_string(),
            },
        }
    }

    /// The word whose range holds it: the lower end is in a range, the upper is not, save 100%. Of two words that
    /// differ the one declared later; of words that mean the same (`likely`, `probable`) the first.
    fn scale_word(&self, likelihood: Likelihood) -> Option<&ScaleWord> {
        let words = &self.situation().scales.likelihood;
        let holds = |word: &&ScaleWord| {
            word.from <= likelihood
                && (likelihood < word.to || likelihood == word.to && word.to == Likelihood::CERTAIN)
        };
        let last = words.iter().rev().find(holds)?;
        let alike = |word: &&ScaleWord| {
            (word.likelihood, word.from, word.to) == (last.likelihood, last.from, last.to)
        };
        words.iter().find(alike)
    }
}

/// A likelihood as text.
#[must_use]
pub fn likelihood(held: &Held) -> Markup {
    Markup::of(Role::Likelihood, held.text.clone())
}
