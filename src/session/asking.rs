//! A session asked. Takes a question, reads it by the vocabulary, gives its answer out of the worlds that are kept.

use super::{Limit, Session, Worlds};
use crate::answer::Answer;
use crate::ask::{self, Answered, AskError};
use crate::diagnostic::Diagnostic;
use crate::engine::{Standpoint, World};
use crate::model::{Alteration, Pattern, Question, QuestionKind, Situation};
use crate::{resolve, syntax};
use std::sync::Arc;

impl Session {
    /// Reads a question by the vocabulary, the defaults filled in.
    ///
    /// # Errors
    /// What is wrong with it, in the analyst's words. Places lead to a file that the session keeps.
    pub fn question(&mut self, text: &str) -> Result<Question, Vec<Diagnostic>> {
        let file = self.library.files.add("question", text);
        if let Some(shown) = &mut self.shown {
            shown.add("question", text);
        }
        let start = self.library.files.file(file).start;
        let tokens = syntax::parse_line(text, start)
            .map_err(|errors| errors.iter().map(Diagnostic::from).collect::<Vec<_>>())?;
        let asked = resolve::question(
            &self.library.files,
            &tokens,
            &self.read.vocabulary,
            &self.read.situation,
        )?;
        if let Some(situation) = asked.situation {
            self.read.situation = Arc::new(situation);
            self.read.of_texts = None;
            self.worlds.onto(self.read.situation.clone());
        }
        let mut question = asked.question;
        self.fill_in(&mut question);
        Ok(question)
    }

    /// Answers a question.
    ///
    /// # Errors
    /// What is wrong with it, in the analyst's words.
    pub fn ask(&mut self, text: &str) -> Result<Answer, Vec<Diagnostic>> {
        let question = self.question(text)?;
        self.answer(&question)
            .map(|answered| answered.answer)
            .map_err(|error| {
                let place =
                    self.library
                        .files
                        .iter()
                        .last()
                        .map_or_else(Default::default, |(_, file)| {
                            crate::source::Place::new(
                                file.start,
                                file.start + file.text.trim_end().len() as u32,
                            )
                        });
                vec![error.report(Some(place))]
            })
    }

    /// Answers a question that was read, with what it found as ids. `why 1` goes on from the list before.
    ///
    /// # Errors
    /// It goes on from an answer that is not there, or asks for a world whose rules cannot be run, or was stopped, or a limit was
    /// met.
    pub fn answer(&mut self, question: &Question) -> Result<Answered, AskError> {
        let _piece = self.watch.piece();
        let mut question = question.clone();
        if let QuestionKind::WhyRow { row, all } = question.kind {
            let above = (row as usize)
                .checked_sub(1)
                .and_then(|at| self.above.get(at))
                .cloned()
                .flatten();
            let of = above.ok_or(AskError::NoAnswerAbove { row })?;
            question.kind = QuestionKind::Why { of, all };
            question.modifiers = self.above_under.clone();
        }
        let mut worlds = Asking {
            situation: self.read.situation.clone(),
            worlds: &mut self.worlds,
        };
        let answered = ask::answer(&mut worlds, &question);
        if let Some(exceeded) = self.watch.exceeded()
            && matches!(exceeded.limit, Limit::Memory(_))
        {
            self.worlds.let_go();
        }
        let answered = answered?;
        if !answered.found.explains.is_empty() {
            self.above.clone_from(&answered.found.explains);
            self.above_under = question.modifiers;
        }
        Ok(answered)
    }
}

/// The session's worlds, lent to one question.
struct Asking<'s> {
    situation: Arc<Situation>,
    worlds: &'s mut Worlds,
}

impl ask::Worlds for Asking<'_> {
    fn situation(&self) -> &Arc<Situation> {
        &self.situation
    }

    fn world(
        &mut self,
        standpoint: &Standpoint,
        changes: &[&Alteration],
    ) -> Result<Arc<World>, AskError> {
        self.worlds.world(standpoint, changes)
    }

    fn world_for(
        &mut self,
        standpoint: &Standpoint,
        changes: &[&Alteration],
        looked_at: &[Pattern],
    ) -> Result<Arc<World>, AskError> {
        self.worlds.world_for(standpoint, changes, looked_at)
    }
}
