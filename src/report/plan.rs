//! What the report is to judge. Takes the scenario's questions, gives the sentences that they come to, in their order:
//! what is held, what stands next to it, what is not held, what is asked of another date, view or world.
//!
//! An analyst's `ask` says what is to be answered. Where none comes to a sentence, what the files `expect` does.

use super::asking::{Asked, Brief};
use crate::answer::{Answer, Body, Change, Direction, Markup, Role, Standing};
use crate::ask::AskError;
use crate::model::{
    Ask, Column, EntityId, Expected, Modifiers, Pattern, Question, QuestionKind, Sentence, Sign,
    Signed, Term, Value, Verdict,
};

/// So many sentences next to the judgements are looked at.
const POTENTIAL: usize = 12;

/// So many changes of each direction are told.
const CHANGES: usize = 25;

/// A sentence to be judged.
#[derive(Clone, PartialEq)]
pub(super) struct Wanted {
    pub(super) claim: Signed,
    /// Of which world.
    pub(super) under: Modifiers,
    /// What would have to be so for more than a part of it to hold: of `potentially threatens`, `threatens`.
    pub(super) whole: Option<Signed>,
}

/// All that is to be reported.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) held: Vec<Wanted>,
    pub(super) potential: Vec<Wanted>,
    pub(super) not_held: Vec<Wanted>,
    pub(super) elsewhere: Vec<Wanted>,
    /// Whose course was asked for.
    pub(super) courses: Vec<EntityId>,
    /// Of what it was asked who says it.
    pub(super) said: Vec<Signed>,
    /// Answers that are no sentences.
    pub(super) further: Vec<Answer>,
}

impl Plan {
    pub(super) fn of(brief: &mut Brief<'_>, own: &Modifiers) -> Result<Plan, AskError> {
        let mut planning = Planning {
            brief,
            own,
            wanted: Vec::new(),
            next: Vec::new(),
            plan: Plan::default(),
        };
        for ask in planning.brief.session().asks() {
            planning.take(&ask)?;
        }
        let judges_something = planning.wanted.iter().any(|wanted| wanted.under == *own);
        if !judges_something {
            planning.take_expected();
        }
        planning.sorted()
    }
}

struct Planning<'p, 's> {
    brief: &'p mut Brief<'s>,
    own: &'p Modifiers,
    wanted: Vec<Wanted>,
    /// What stands next to what was asked: the sentence, and the one that it is a part of.
    next: Vec<(Signed, Option<Signed>)>,
    plan: Plan,
}

impl Planning<'_, '_> {
    fn want(&mut self, claim: &Signed, under: &Modifiers) {
        // A bar of its own chooses what is listed, and changes nothing of a sentence.
        let under = Modifiers {
            at_least: None,
            ..under.clone()
        };
        let wanted = Wanted {
            claim: claim.clone(),
            under,
            whole: None,
        };
        if !self.wanted.contains(&wanted) {
            self.wanted.push(wanted);
        }
    }

    fn is_own(&self, under: &Modifiers) -> bool {
        Modifiers {
            at_least: None,
            ..under.clone()
        } == *self.own
    }

    fn take(&mut self, ask: &Ask) -> Result<(), AskError> {
        let question = &ask.question;
        let under = &question.modifiers;
        match &question.kind {
            _ if under.supposing.is_some() => self.answer(question),
            QuestionKind::Form { .. } | QuestionKind::Pattern(_) => self.list(question),
            QuestionKind::Holds(claim)
            | QuestionKind::Why { of: claim, .. }
            | QuestionKind::WhyNot(claim)
            | QuestionKind::WhatWouldMake(claim)
            | QuestionKind::Indicators(claim)
            | QuestionKind::Linchpins { of: claim, .. }
            | QuestionKind::HowLikely(claim)
            | QuestionKind::AssumptionsBehind(claim)
            | QuestionKind::SourcesBehind(claim) => {
                self.want(claim, under);
                match &question.kind {
                    QuestionKind::HowLikely(_) => self.answer(question),
                    _ => Ok(()),
                }
            }
            QuestionKind::WhoSays(claim) if self.is_own(under) => {
                if !self.plan.said.contains(claim) {
                    self.plan.said.push(claim.clone());
                }
                Ok(())
            }
            QuestionKind::Timeline(of) if self.is_own(under) => {
                if !self.plan.courses.contains(of) {
                    self.plan.courses.push(*of);
                }
                Ok(())
            }
            // These are asked in any case.
            QuestionKind::Conflicts | QuestionKind::Gaps | QuestionKind::Hypotheses
                if self.is_own(under) =>
            {
                Ok(())
            }
            // It goes on from an answer that a report has none of.
            QuestionKind::WhyRow { .. } => Ok(()),
            QuestionKind::WhoSays(_)
            | QuestionKind::Timeline(_)
            | QuestionKind::Conflicts
            | QuestionKind::Gaps
            | QuestionKind::Hypotheses
            | QuestionKind::WhatIf
            | QuestionKind::WhatChanged { .. }
            | QuestionKind::Connection(..)
            | QuestionKind::Profile(_)
            | QuestionKind::Links(_)
            | QuestionKind::Compare { .. } => self.answer(question),
        }
    }

    fn answer(&mut self, question: &Question) -> Result<(), AskError> {
        let mut asked = self.brief.put(question)?;
        if let Body::Change(change) = &mut asked.answer.body {
            let left_out = shorten(change);
            if left_out > 0 {
                let note = Markup::words(format!("{left_out} more: ask  "))
                    .with(Markup::of(Role::Question, question.text.clone()));
                asked.answer.head.notes.push(note);
            }
        }
        self.plan.further.push(asked.answer);
        Ok(())
    }

    /// A list: its rows are sentences, or it is shown as it is.
    fn list(&mut self, question: &Question) -> Result<(), AskError> {
        let asked = self.brief.put(question)?;
        let Body::Table(table) = &asked.answer.body else {
            self.plan.further.push(asked.answer);
            return Ok(());
        };
        let rows: Option<Vec<Signed>> = asked.found.explains.iter().cloned().collect();
        match rows {
            Some(rows) if !table.rows.is_empty() => {
                for row in &rows {
                    self.want(row, &question.modifiers);
                }
            }
            _ => self.plan.further.push(asked.answer.clone()),
        }
        if self.is_own(&question.modifiers) {
            self.look_beside(question, &asked)?;
        }
        Ok(())
    }

    /// What lists beside this one have, and this one does not: `potential threats to X` beside `threats to X`.
    fn look_beside(&mut self, question: &Question, asked: &Asked) -> Result<(), AskError> {
        let offered: Vec<String> = asked
            .answer
            .head
            .notes
            .iter()
            .flat_map(Markup::pieces)
            .filter(|piece| piece.role == Role::Question)
            .map(|piece| piece.text.clone())
            .collect();
        for text in offered {
            let Some(beside) = self.brief.read(&text) else {
                continue;
            };
            let (QuestionKind::Form { form: own, .. }, QuestionKind::Form { form, .. }) =
                (&question.kind, &beside.kind)
            else {
                continue;
            };
            if own == form {
                continue;
            }
            let found = self.brief.put(&beside)?.found;
            for (cells, row) in found.cells.iter().zip(&found.explains) {
                let Some(claim) = row else { continue };
                let whole = whole(question, cells);
                let is_listed = whole
                    .as_ref()
                    .is_some_and(|whole| asked.found.explains.contains(&Some(whole.clone())));
                if !is_listed && !self.next.iter().any(|(known, _)| known == claim) {
                    self.next.push((claim.clone(), whole));
                }
            }
        }
        Ok(())
    }

    /// The sentences that the files expect to hold.
    fn take_expected(&mut self) {
        let expects = self.brief.situation.expects.clone();
        for expect in &expects {
            let Expected::Sentence { question, verdict } = &expect.expected else {
                continue;
            };
            let holds = matches!(
                verdict,
                Verdict::Holds
                    | Verdict::Word(_)
                    | Verdict::Exactly(_)
                    | Verdict::AtLeast(_)
                    | Verdict::Confidence(_)
                    | Verdict::Since(_)
            );
            if let QuestionKind::Holds(claim) = &question.kind
                && holds
            {
                let own = Modifiers::default();
                let under = if question.modifiers == own {
                    self.own.clone()
                } else {
                    question.modifiers.clone()
                };
                self.want(claim, &under);
            }
        }
    }

    /// Each sentence where it belongs, by the answer that it gets.
    fn sorted(self) -> Result<Plan, AskError> {
        let Planning {
            brief,
            own,
            wanted,
            next,
            mut plan,
        } = self;
        for mut wanted in wanted {
            let beside = next.iter().find(|(claim, _)| *claim == wanted.claim);
            if wanted.under != *own {
                plan.elsewhere.push(wanted);
            } else if let Some((_, whole)) = beside {
                wanted.whole.clone_from(whole);
                plan.potential.push(wanted);
            } else {
                let asked = brief.ask_of("", &wanted.claim, QuestionKind::Holds, own)?;
                let is_held = match &asked.answer.body {
                    Body::YesNo(answer) => {
                        matches!(answer.standing, Standing::Supported | Standing::Disputed)
                    }
                    _ => false,
                };
                if is_held {
                    plan.held.push(wanted);
                } else {
                    plan.not_held.push(wanted);
                }
            }
        }
        for (claim, whole) in next {
            let listed = plan.potential.iter().any(|one| one.claim == claim);
            if !listed && plan.potential.len() < POTENTIAL {
                plan.potential.push(Wanted {
                    claim,
                    under: own.clone(),
                    whole,
                });
            }
        }
        Ok(plan)
    }
}

/// Keeps the first few changes of each direction; gives how many went.
fn shorten(change: &mut Change) -> usize {
    let all = change.changed.len();
    let mut kept: Vec<Direction> = Vec::new();
    change.changed.retain(|one| {
        kept.push(one.direction);
        kept.iter().filter(|way| **way == one.direction).count() <= CHANGES
    });
    all - change.changed.len()
}

/// The sentence that a form is about, with a row's cells in place of what it shows.
fn whole(question: &Question, cells: &[Value]) -> Option<Signed> {
    let QuestionKind::Form { sought, .. } = &question.kind else {
        return None;
    };
    let Pattern { relation, args } = sought.about.as_ref()?;
    let args = args.iter().map(|term| match term {
        Term::Value(value) => Some(value.clone()),
        Term::Var(var) => {
            let column = sought
                .columns
                .iter()
                .position(|column| *column == Column::Plain(*var))?;
            cells.get(column).cloned()
        }
    });
    Some(Signed {
        sign: Sign::For,
        sentence: Sentence {
            relation: *relation,
            args: args.collect::<Option<Vec<Value>>>()?,
        },
    })
}
