//! A question asked of what was read. Takes its tokens, the vocabulary and the situation; gives the question, and the
//! situation with what it brings.

use super::front::Front;
use super::lent::Lent;
use super::modifiers::Verdicts;
use super::question as questions;
use super::vocabulary::{Spelling, Vocabulary};
use crate::diagnostic::Diagnostic;
use crate::model::{Question, Situation};
use crate::source::Files;
use crate::syntax::Token;

/// A question that was read, and the situation that it is asked of: with relations more, where it speaks of what nobody has
/// said before.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The question.
    pub question: Question,
    /// The same situation, but where the question brought new relations.
    pub situation: Option<Situation>,
}

/// Reads a question that stands at a place of the files by a vocabulary, names without regard to case and accents.
///
/// # Errors
/// What is wrong with it.
pub fn question(
    files: &Files,
    tokens: &[Token],
    vocabulary: &Vocabulary,
    situation: &Situation,
) -> Result<Asked, Vec<Diagnostic>> {
    let mut front = Front::new(files, Lent::from(vocabulary), Lent::from(situation));
    let read = |front: &mut Front<'_>, spelling| {
        questions::question(
            front,
            tokens,
            &questions::in_questions(spelling),
            Verdicts::None,
        )
    };
    let read = match read(&mut front, Spelling::Exact) {
        Ok(asked) => Ok(asked),
        Err(error) => read(&mut front, Spelling::Folded).map_err(|_| error),
    };
    match read {
        Ok((question, _)) => {
            let grown = front.situation.relations.len() > situation.relations.len();
            if grown {
                front.further_kinds();
            }
            Ok(Asked {
                question,
                situation: grown.then(|| front.situation.into_own()),
            })
        }
        Err(error) => {
            front.report(&error);
            Err(front.diagnostics)
        }
    }
}
