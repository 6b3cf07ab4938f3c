//! `expect`: each answered, and compared with what was expected of it.

use super::Session;
use crate::answer::{Answer, Level};
use crate::ask::{AskError, Found};
use crate::model::{
    Confidence, Expect, Expected, HypothesisId, Origin, Question, QuestionKind, RowTest, RowWanted,
    Signed, Value, Verdict as Wanted,
};
use crate::phrase::Phrase;
use crate::source::Place;
use crate::time::Likelihood;

/// What came of one `expect`.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// As it was written, without the keyword.
    pub text: String,
    /// Where it stands.
    pub origin: Origin,
    /// What is pointed at.
    pub place: Place,
    /// Whether it is so.
    pub result: Verdict,
}

/// Whether what was expected is so.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// It is.
    Passed,
    /// It is not.
    Failed {
        /// What was found instead, in a line.
        found: String,
        /// Why, where something can be said.
        why: Option<Box<Answer>>,
    },
}

/// Checks one `expect`.
pub(super) fn check(session: &mut Session, expect: &Expect) -> Outcome {
    let result = match &expect.expected {
        Expected::Sentence { question, verdict } => sentence(session, question, verdict),
        Expected::Rows {
            question,
            test,
            rows,
        } => listed(session, question, *test, rows),
    };
    // What was found before the end proves nothing.
    let result = if session.is_stopped() {
        let exceeded = session.exceeded().map(|exceeded| exceeded.to_string());
        Ok(Verdict::Failed {
            found: exceeded.unwrap_or_else(|| "it was stopped before the end".to_owned()),
            why: None,
        })
    } else {
        result
    };
    Outcome {
        text: expect.text.clone(),
        origin: expect.origin.clone(),
        place: expect.place,
        result: result.unwrap_or_else(|error| Verdict::Failed {
            found: error.to_string(),
            why: None,
        }),
    }
}

fn sentence(
    session: &mut Session,
    question: &Question,
    wanted: &Wanted,
) -> Result<Verdict, AskError> {
    let against = match wanted {
        Wanted::Consistent(h) => Some((*h, Mark::Consistent)),
        Wanted::Inconsistent(h) => Some((*h, Mark::Inconsistent)),
        Wanted::Neither(h) => Some((*h, Mark::Neither)),
        _ => None,
    };
    if let Some((hypothesis, mark)) = against {
        return consistency(session, question, hypothesis, mark);
    }
    let answered = session.answer(question)?;
    let Some(figures) = answered.found.verdict else {
        return Ok(Verdict::Failed {
            found: "no figures for this question".to_owned(),
            why: None,
        });
    };
    let bar = figures.bar;
    // The figures are the claim's own: of a negated wording, how strongly it is denied.
    let (own, other) = (figures.support, figures.denial);
    let (supported, denied) = (figures.support >= bar, figures.denial >= bar);
    let passes = match wanted {
        Wanted::Holds => own >= bar,
        Wanted::DoesNotHold => own < bar,
        Wanted::Denied => denied && !supported,
        Wanted::Disputed => denied && supported,
        Wanted::Unknown => !denied && !supported,
        Wanted::Contested => figures.is_contested(),
        Wanted::HeldBack => figures.is_held_back(),
        Wanted::Word(word) => in_range(session, word, own),
        Wanted::Exactly(likelihood) => own == *likelihood,
        Wanted::AtLeast(likelihood) => own >= *likelihood,
        Wanted::Confidence(level) => figures.confidence.map(of_level) == Some(*level),
        Wanted::Since(date) => {
            own >= bar
                && figures
                    .holds
                    .is_some_and(|span| span.from == date.covers.from)
        }
        Wanted::Consistent(_) | Wanted::Inconsistent(_) | Wanted::Neither(_) => false,
    };
    if passes {
        return Ok(Verdict::Passed);
    }
    let mut found = match (supported, denied) {
        (true, true) => format!("disputed: for {own}, against {other}"),
        (true, false) => format!("it holds: {own}"),
        (false, true) => format!(
            "denied: against {}, for {}",
            figures.denial, figures.support
        ),
        (false, false)
            if figures.support > Likelihood::NEVER || figures.denial > Likelihood::NEVER =>
        {
            format!(
                "unknown: for {}, against {}, and the bar is {bar}",
                figures.support, figures.denial
            )
        }
        (false, false) => "unknown: nothing supports or denies it".to_owned(),
    };
    if figures.is_contested() {
        found.push_str("; contested");
    }
    if figures.is_held_back() {
        found.push_str("; held back");
    }
    match wanted {
        Wanted::Confidence(_) => match figures.confidence {
            Some(level) => found = format!("confidence {}", level.word()),
            None => found.push_str("; no derivation, so no confidence"),
        },
        Wanted::Since(_) => match figures.holds {
            Some(span) => found = crate::time::describe_span(span),
            None => found.push_str("; so since no date"),
        },
        _ => {}
    }
    Ok(Verdict::Failed {
        found,
        why: explanation(session, question, supported || denied),
    })
}

/// Why it holds, or why it does not.
fn explanation(session: &mut Session, question: &Question, holds: bool) -> Option<Box<Answer>> {
    let QuestionKind::Holds(of) = &question.kind else {
        return None;
    };
    let kind = if holds {
        QuestionKind::Why {
            of: of.clone(),
            all: false,
        }
    } else {
        QuestionKind::WhyNot(of.clone())
    };
    let asked = Question {
        text: question.text.clone(),
        kind,
        modifiers: question.modifiers.clone(),
    };
    session
        .answer(&asked)
        .ok()
        .map(|answered| Box::new(answered.answer))
}

fn in_range(session: &Session, word: &str, likelihood: Likelihood) -> bool {
    let scales = &session.situation().scales;
    scales
        .likelihood
        .iter()
        .rev()
        .find(|row| row.word == word)
        .is_some_and(|row| {
            row.from <= likelihood
                && (likelihood < row.to || (row.to == Likelihood::CERTAIN && likelihood == row.to))
        })
}

fn of_level(level: Level) -> Confidence {
    match level {
        Level::Low => Confidence::Low,
        Level::Moderate => Confidence::Moderate,
        Level::High => Confidence::High,
    }
}

/// What a piece of evidence says of a hypothesis.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Consistent,
    Inconsistent,
    Neither,
}

/// What the matrix of the hypotheses says of one piece of evidence.
fn consistency(
    session: &mut Session,
    question: &Question,
    hypothesis: HypothesisId,
    wanted: Mark,
) -> Result<Verdict, AskError> {
    use crate::answer::{Body, Mark as Shown};
    let failed = |found: &str| {
        Ok(Verdict::Failed {
            found: found.to_owned(),
            why: None,
        })
    };
    let QuestionKind::Holds(of) = &question.kind else {
        return failed("only one sentence can be tried against a hypothesis");
    };
    let matrix = Question {
        kind: QuestionKind::Hypotheses,
        ..question.clone()
    };
    let answered = session.answer(&matrix)?;
    let title = session
        .situation()
        .hypotheses
        .get(hypothesis)
        .map(|one| one.title.clone())
        .unwrap_or_default();
    let column = answered.found.titles.iter().position(|one| *one == title);
    let row = answered
        .found
        .sentences
        .iter()
        .position(|row| row.iter().any(|one| one.sentence == of.sentence));
    let Body::Hypotheses(shown) = &answered.answer.body else {
        return failed("no hypothesis is told");
    };
    let mark = row.and_then(|row| shown.evidence.get(row)).zip(column);
    let Some(mark) = mark.and_then(|(row, column)| row.marks.get(column)) else {
        return failed("it is not among the evidence that is weighed");
    };
    let (mark, word) = match mark {
        Shown::Consistent => (Mark::Consistent, "consistent"),
        Shown::Anyway => (
            Mark::Consistent,
            "consistent, and so it would be without the hypothesis",
        ),
        Shown::Inconsistent => (Mark::Inconsistent, "inconsistent"),
        Shown::Neither => (Mark::Neither, "neither consistent nor inconsistent"),
    };
    if mark == wanted {
        Ok(Verdict::Passed)
    } else {
        failed(word)
    }
}

fn listed(
    session: &mut Session,
    question: &Question,
    test: RowTest,
    wanted: &[RowWanted],
) -> Result<Verdict, AskError> {
    let answered = session.answer(question)?;
    let rows = Rows::of(&answered.found, wanted);
    let passes = match test {
        RowTest::Are => rows.count() == wanted.len() && rows.all(wanted),
        RowTest::Include => rows.all(wanted),
        RowTest::AreInOrder => rows.count() == wanted.len() && rows.in_order(wanted),
    };
    if passes {
        return Ok(Verdict::Passed);
    }
    let phrase = Phrase::new(session.situation());
    let shown = rows.shown(&phrase);
    let found = if shown.is_empty() {
        "none".to_owned()
    } else {
        shown.join(", ")
    };
    Ok(Verdict::Failed {
        found: format!("the answers are {found}"),
        why: None,
    })
}

/// What a question found, in the form in which it is compared.
enum Rows<'f> {
    Cells(&'f [Vec<Value>]),
    Sentences(&'f [Vec<Signed>]),
    Titles(&'f [String]),
}

impl Rows<'_> {
    fn of<'f>(found: &'f Found, wanted: &[RowWanted]) -> Rows<'f> {
        match wanted.first() {
            Some(RowWanted::Sentences(_)) => Rows::Sentences(&found.sentences),
            Some(RowWanted::Title(_)) => Rows::Titles(&found.titles),
            Some(RowWanted::Cells(_)) => Rows::Cells(&found.cells),
            None if !found.cells.is_empty() => Rows::Cells(&found.cells),
            None if !found.titles.is_empty() => Rows::Titles(&found.titles),
            None => Rows::Sentences(&found.sentences),
        }
    }

    fn count(&self) -> usize {
        match self {
            Rows::Cells(rows) => rows.len(),
            Rows::Sentences(rows) => rows.len(),
            Rows::Titles(rows) => rows.len(),
        }
    }

    fn fits(&self, at: usize, wanted: &RowWanted) -> bool {
        match (self, wanted) {
            (Rows::Cells(rows), RowWanted::Cells(cells)) => rows.get(at).is_some_and(|row| {
                // Columns from the first on; of sets (sources) in any order.
                row.len() >= cells.len()
                    && (row.iter().zip(cells).all(|(a, b)| a == b)
                        || (row.len() == cells.len()
                            && is_set(row)
                            && cells.iter().all(|cell| row.contains(cell))))
            }),
            (Rows::Sentences(rows), RowWanted::Sentences(set)) => rows.get(at).is_some_and(|row| {
                row.len() == set.len() && set.iter().all(|one| row.contains(one))
            }),
            (Rows::Titles(rows), RowWanted::Title(title)) => rows.get(at) == Some(title),
            _ => false,
        }
    }

    /// Whether every row that is wanted is there, each found once.
    fn all(&self, wanted: &[RowWanted]) -> bool {
        let mut taken = vec![false; self.count()];
        wanted.iter().all(|one| {
            let at = (0..taken.len()).find(|at| !taken[*at] && self.fits(*at, one));
            at.is_some_and(|at| {
                taken[at] = true;
                true
            })
        })
    }

    fn in_order(&self, wanted: &[RowWanted]) -> bool {
        wanted
            .iter()
            .enumerate()
            .all(|(at, one)| self.fits(at, one))
    }

    fn shown(&self, phrase: &Phrase<'_>) -> Vec<String> {
        match self {
            Rows::Cells(rows) => rows
                .iter()
                .map(|row| {
                    let cells: Vec<String> = row
                        .iter()
                        .map(|value| phrase.value(value).plain())
                        .collect();
                    if cells.len() == 1 {
                        cells.concat()
                    } else {
                        format!("({})", cells.join(", "))
                    }
                })
                .collect(),
            Rows::Sentences(rows) => rows
                .iter()
                .map(|row| {
                    let sentences: Vec<String> =
                        row.iter().map(|one| phrase.signed(one).plain()).collect();
                    format!("({})", sentences.join("; "))
                })
                .collect(),
            Rows::Titles(rows) => rows.iter().map(|title| format!("\"{title}\"")).collect(),
        }
    }
}

/// Whether all cells are alike: then they are a set, not columns.
fn is_set(row: &[Value]) -> bool {
    row.iter().all(|value| matches!(value, Value::Entity(_)))
}
