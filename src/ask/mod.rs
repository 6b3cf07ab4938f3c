//! Question + world → answer: joins what follows from the files with the words that say it. One file a family.
//!
//! Takes a resolved question and whoever can make worlds; gives the answer as data, and beside it what was found as
//! ids, which checks compare and `why 1` goes on from. Everything is read off worlds, nothing off another answer.

mod behind;
mod chains;
mod change;
mod compare;
mod conflicts;
mod connection;
mod echoes;
mod effects;
mod error;
mod figures;
mod found;
mod gaps;
mod happening;
mod head;
mod how_likely;
mod hypotheses;
mod linchpins;
mod links;
mod list;
mod marks;
mod profile;
mod repairs;
mod said;
mod scene;
mod sibling;
mod spells;
mod tell;
mod timeline;
mod totals;
mod who_says;
mod why;
mod why_not;
mod yes_no;

#[cfg(test)]
mod tests;

pub use error::AskError;
pub use found::{Answered, Found, Verdict};
pub use tell::{Telling, Told};

use crate::answer::{Answer, Body, Markup};
use crate::engine::{Standpoint, World};
use crate::explain::{Proposed, Units};
use crate::model::{Alteration, Pattern, Question, QuestionKind, Situation};
use marks::Marks;
use scene::Scene;
use std::sync::Arc;

/// Who makes worlds: a session, which keeps those that it has made.
pub trait Worlds {
    /// All that the files say.
    fn situation(&self) -> &Arc<Situation>;

    /// The world seen from there, with these changes made.
    ///
    /// # Errors
    /// The changes make rules that cannot be run.
    fn world(
        &mut self,
        standpoint: &Standpoint,
        changes: &[&Alteration],
    ) -> Result<Arc<World>, AskError>;

    /// The same, as far as these sentences and what they rest on go: whoever can makes no more of it.
    ///
    /// # Errors
    /// The changes make rules that cannot be run.
    fn world_for(
        &mut self,
        standpoint: &Standpoint,
        changes: &[&Alteration],
        _looked_at: &[Pattern],
    ) -> Result<Arc<World>, AskError> {
        self.world(standpoint, changes)
    }
}

/// What a family gives: the answer, what it found as ids, what to bear in mind, who may see what it rests on.
struct Drawn {
    body: Body,
    found: Found,
    notes: Vec<Markup>,
    marks: Marks,
}

impl Drawn {
    fn of(body: Body) -> Drawn {
        Drawn {
            body,
            found: Found::default(),
            notes: Vec::new(),
            marks: Marks::default(),
        }
    }
}

/// The answer to a question.
///
/// # Errors
/// The question goes on from an answer that is not there, or asks for a world whose rules cannot be run.
pub fn answer(worlds: &mut dyn Worlds, question: &Question) -> Result<Answered, AskError> {
    if question.kind == QuestionKind::WhatIf {
        // The world without the change is asked for anyway; with it, the other is made from it.
        change::without(worlds, question)?;
    }
    let scene = Scene::of(worlds, question)?;
    let mut drawn = draw(worlds, &scene, question)?;
    drawn.marks.question(&scene.situation, question);
    let head = head::head(&scene, question, &drawn);
    Ok(Answered {
        answer: Answer::new(head, drawn.body),
        found: drawn.found,
    })
}

fn draw(worlds: &mut dyn Worlds, scene: &Scene, question: &Question) -> Result<Drawn, AskError> {
    match &question.kind {
        QuestionKind::Form { sought, .. } | QuestionKind::Pattern(sought) => {
            Ok(if sought.columns.is_empty() {
                yes_no::of_condition(scene, sought)
            } else {
                list::list(scene, question, sought)
            })
        }
        QuestionKind::Holds(claim) => Ok(yes_no::of_sentence(scene, claim)),
        QuestionKind::Why { of, all } => Ok(why::why(scene, of, why::Wanted::of(*all))),
        QuestionKind::WhyRow { row, .. } => Err(AskError::NoAnswerAbove { row: *row }),
        QuestionKind::WhoSays(claim) => Ok(who_says::who_says(scene, claim)),
        QuestionKind::SourcesBehind(claim) => Ok(behind::sources(scene, claim)),
        QuestionKind::AssumptionsBehind(claim) => Ok(behind::assumptions(scene, claim)),
        QuestionKind::Connection(from, to) => Ok(connection::connection(scene, *from, *to)),
        QuestionKind::Links(of) => Ok(links::links(scene, *of)),
        QuestionKind::Timeline(of) => Ok(timeline::timeline(scene, *of)),
        QuestionKind::Profile(of) => Ok(profile::profile(scene, *of)),
        QuestionKind::Compare { one, other, on } => {
            Ok(compare::compare(scene, *one, *other, on.as_ref()))
        }
        QuestionKind::Conflicts => Ok(conflicts::conflicts(scene)),
        QuestionKind::Gaps => Ok(gaps::gaps(scene)),
        QuestionKind::WhatIf => change::what_if(worlds, scene, question),
        QuestionKind::WhatChanged { from, to, known } => change::what_changed(
            worlds,
            scene,
            question,
            (from, to),
            change::Basis::of(*known),
        ),
        QuestionKind::Linchpins { of, by_source } => {
            let units = if *by_source {
                Units::Sources
            } else {
                Units::Statements
            };
            Ok(linchpins::linchpins(scene, of, units))
        }
        QuestionKind::Hypotheses => hypotheses::hypotheses(scene, question),
        QuestionKind::WhyNot(claim) => Ok(why_not::why_not(scene, claim)),
        QuestionKind::WhatWouldMake(claim) => Ok(repairs::repairs(scene, claim, Proposed::Any)),
        QuestionKind::Indicators(claim) => Ok(repairs::repairs(scene, claim, Proposed::Indicators)),
        QuestionKind::HowLikely(claim) => Ok(how_likely::how_likely(scene, claim)),
    }
}
