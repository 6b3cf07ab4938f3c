//! Lists: what fits a form or a pattern, likeliest first.
//!
//! A row is one way to fill in the columns; it is held as strongly as the best way to fill in the rest. Those at or over
//! the bar are shown, the others counted (meaning.md 8). Of totals the greatest comes first. With `during`, an event
//! counts while it takes place, not for ever after, and the rows stand by date.

use super::marks::{Marks, is_marked};
use super::scene::Scene;
use super::tell::greedy_note;
use super::yes_no::filled_term;
use super::{Drawn, Found, happening, sibling, totals};
use crate::answer::{self, Body, Markup, Role, Row, Standing, Table};
use crate::explain::Derivation;
use crate::model::{
    Column, Pattern, Question, Sentence, Sign, Signed, Sought, Term, Total, Value, VarId,
};
use crate::phrase::{Dates, span, variable};
use crate::time::{Instant, Likelihood, Span, Steps};
use indexmap::IndexMap;
use std::cmp::Reverse;

/// So many rows get their reason; beyond, a list is for counting, and `why` of a row gives it.
const REASONED: usize = 50;

/// One way to fill in all variables, and how strongly it holds.
pub(super) struct Assignment {
    /// By number; none for one that only a negation or a count holds.
    pub(super) values: Vec<Option<Value>>,
    /// How strongly, over time.
    pub(super) steps: Steps,
}

impl Assignment {
    pub(super) fn get(&self, var: VarId) -> Option<&Value> {
        self.values.get(var.0 as usize).and_then(Option::as_ref)
    }
}

/// What a row is made of.
struct Gathered {
    cells: Vec<Value>,
    steps: Steps,
    /// The sentence that it is about: of several, the strongest.
    about: Option<Signed>,
    value: Likelihood,
}

/// The answer to a form or a pattern.
pub(super) fn list(scene: &Scene, question: &Question, sought: &Sought) -> Drawn {
    let (assignments, undated) = happening::within(scene, sought, assignments(scene, sought));
    let totalled = sought
        .columns
        .iter()
        .any(|column| matches!(column, Column::Total(..)));
    let mut rows = if totalled {
        totalled_rows(scene, sought, &assignments)
    } else {
        plain_rows(scene, sought, &assignments)
    };
    let first_total = sought
        .columns
        .iter()
        .position(|column| matches!(column, Column::Total(..)));
    rows.sort_by_cached_key(|row| {
        (
            Reverse(row.value),
            first_total.map(|at| Reverse(row.cells.get(at).cloned())),
            begins(scene, &row.steps),
            row.cells.clone(),
        )
    });
    let weak: Vec<Likelihood> = rows
        .iter()
        .map(|row| row.value)
        .filter(|value| *value < scene.bar && *value > Likelihood::NEVER)
        .collect();
    rows.retain(|row| row.value >= scene.bar);

    let mut drawn = Drawn::of(Body::Table(Table {
        columns: columns(sought),
        rows: Vec::new(),
        below: weak.len(),
    }));
    let mut shown = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let derivation = match &row.about {
            Some(about) if at < REASONED => scene.derivation(about),
            _ => None,
        };
        shown.push(told(scene, row, derivation.as_ref()));
        if let Some(derivation) = &derivation {
            drawn.marks.derivation(scene.world.core(), derivation);
            drawn
                .notes
                .extend(greedy_note(derivation).filter(|note| !drawn.notes.contains(note)));
        }
    }
    drawn.marks.add(marks(scene, sought, &assignments));
    if let Some(least) = weak.iter().min() {
        drawn
            .notes
            .insert(0, below_note(scene, question, weak.len(), *least));
    }
    drawn.notes.extend(happening::undated_note(undated));
    let cells: Vec<Vec<Value>> = rows.iter().map(|row| row.cells.clone()).collect();
    let siblings = sibling::siblings(scene, question, &cells, &mut drawn.marks);
    for (at, note) in siblings.into_iter().enumerate() {
        drawn.notes.insert(at, note);
    }
    drawn.found = Found {
        cells,
        explains: rows.into_iter().map(|row| row.about).collect(),
        ..Found::default()
    };
    if let Body::Table(table) = &mut drawn.body {
        table.rows = shown;
    }
    drawn
}

/// Who may see the rows and what they rest on, those beyond the reasons and those that are only counted among them.
fn marks(scene: &Scene, sought: &Sought, assignments: &[Assignment]) -> Marks {
    let mut marks = Marks::default();
    if !is_marked(scene.world.core()) {
        return marks;
    }
    for one in assignments {
        if scene.worth(&one.steps) > Likelihood::NEVER {
            marks.values(&scene.situation, one.values.iter().flatten());
            marks.condition(scene, &sought.body, &|term| filled_term(term, &one.values));
        }
    }
    marks
}

/// Of `during`, when it is first so within the span; else none: rows that hold alike stand by their names.
fn begins(scene: &Scene, steps: &Steps) -> Option<Instant> {
    let during = scene.during?;
    let spans = steps.spans_at_least(scene.bar);
    let first = spans.into_iter().find(|held| held.meets(during))?;
    Some(first.from)
}

/// All ways to fill in the variables that have something for them, in the order of their values.
pub(super) fn assignments(scene: &Scene, sought: &Sought) -> Vec<Assignment> {
    let mut found: Vec<Assignment> = scene
        .world
        .select(&sought.body, sought.variables.len(), &[])
        .into_iter()
        .map(|found| Assignment {
            values: found.values,
            steps: found.support,
        })
        .collect();
    found.sort_by(|a, b| a.values.cmp(&b.values));
    found
}

fn plain_rows(scene: &Scene, sought: &Sought, assignments: &[Assignment]) -> Vec<Gathered> {
    let mut rows: IndexMap<Vec<Value>, Gathered> = IndexMap::new();
    for assignment in assignments {
        let Some(cells) = totals::plain_cells(sought, assignment) else {
            continue;
        };
        let about = sought
            .about
            .as_ref()
            .and_then(|about| filled(about, assignment));
        let value = scene.worth(&assignment.steps);
        match rows.get_mut(&cells) {
            None => {
                let steps = assignment.steps.clone();
                rows.insert(
                    cells.clone(),
                    Gathered {
                        cells,
                        steps,
                        about,
                        value,
                    },
                );
            }
            Some(row) => {
                row.steps = row.steps.max(&assignment.steps);
                if value > row.value {
                    row.value = value;
                    row.about = about;
                }
            }
        }
    }
    rows.into_values().collect()
}

/// One row for each value of the plain columns; the totals are over what is at or over the bar.
fn totalled_rows(scene: &Scene, sought: &Sought, assignments: &[Assignment]) -> Vec<Gathered> {
    let mut groups: IndexMap<Vec<Value>, Vec<&Assignment>> = IndexMap::new();
    for assignment in assignments {
        if let Some(key) = totals::plain_cells(sought, assignment) {
            groups.entry(key).or_default().push(assignment);
        }
    }
    let mut rows = Vec::new();
    for (key, group) in groups {
        let over: Vec<&Assignment> = group
            .iter()
            .copied()
            .filter(|assignment| scene.worth(&assignment.steps) >= scene.bar)
            .collect();
        // Of a row whose totals hold something, all that they hold is held at least so strongly.
        let counted = if over.is_empty() { &group } else { &over };
        let worths = counted
            .iter()
            .map(|assignment| scene.worth(&assignment.steps));
        let value = if over.is_empty() {
            worths.max()
        } else {
            worths.min()
        };
        rows.push(Gathered {
            cells: totals::cells(sought, &key, counted),
            steps: Steps::never(),
            about: None,
            value: value.unwrap_or(Likelihood::NEVER),
        });
    }
    rows
}

fn told(scene: &Scene, row: &Gathered, derivation: Option<&Derivation>) -> Row {
    let phrase = scene.phrase();
    let telling = scene.telling();
    let dates = derivation.map_or_else(Dates::none, |derivation| telling.dates_behind(derivation));
    let sentence = row.about.as_ref().map(|about| &about.sentence);
    Row {
        cells: row.cells.iter().map(|value| phrase.value(value)).collect(),
        likelihood: telling.held(row.value),
        when: when(scene, &row.steps, &dates),
        standing: sentence.map_or(Standing::Supported, |sentence| scene.standing(sentence)),
        shadow: sentence.and_then(|sentence| scene.shadow(sentence)),
        reason: derivation.map(|derivation| telling.reason(derivation)),
        derivations: row
            .about
            .as_ref()
            .and_then(|about| derivation.map(|_| scene.all_derivations(about).list.len())),
        explains: row.about.as_ref().map(|about| phrase.signed(about)),
    }
}

/// Since when, or of `during` every span in which it holds; none where always.
pub(super) fn when(scene: &Scene, steps: &Steps, dates: &Dates) -> Option<Markup> {
    let Some(during) = scene.during else {
        let holds = scene.holds(steps)?;
        return (holds != Span::ALWAYS).then(|| span(holds, dates));
    };
    let spans: Vec<Markup> = steps
        .spans_at_least(scene.bar)
        .into_iter()
        .filter(|held| held.meets(during))
        .map(|held| span(held, dates))
        .collect();
    (!spans.is_empty()).then(|| Markup::list(spans, "; ", "; "))
}

/// `2 below likely: ask  threats to Pakistan at least unlikely`
fn below_note(scene: &Scene, question: &Question, count: usize, least: Likelihood) -> Markup {
    let phrase = scene.phrase();
    let word = |likelihood| {
        let held: answer::Held = phrase.held(likelihood);
        held.word.unwrap_or_else(|| likelihood.to_string())
    };
    // `at least almost no chance` asks for all that there is, and reads like its opposite.
    let words = &scene.situation.scales.likelihood;
    let lowest = |likelihood: Likelihood| {
        words
            .iter()
            .any(|word| word.from == Likelihood::NEVER && likelihood < word.to)
    };
    let from = if lowest(least) {
        least.to_string()
    } else {
        word(least)
    };
    Markup::words(format!("{count} below "))
        .with(Markup::of(Role::Likelihood, word(scene.bar)))
        .then(": ask  ")
        .with(Markup::of(
            Role::Question,
            format!("{} at least {from}", without_bar(&question.text)),
        ))
}

/// The question without `at least …`, which is to be said anew.
fn without_bar(text: &str) -> &str {
    let text = text.trim_end_matches('?').trim_end();
    text.find(" at least ")
        .and_then(|at| text.get(..at))
        .unwrap_or(text)
}

fn columns(sought: &Sought) -> Vec<String> {
    sought
        .columns
        .iter()
        .map(|column| match column {
            Column::Plain(var) => variable(*var, &sought.variables)
                .plain()
                .trim_start_matches('?')
                .to_owned(),
            Column::Total(total, var) => {
                let word = match total {
                    Total::Count => "count",
                    Total::Sum => "sum",
                    Total::Min => "min",
                    Total::Max => "max",
                };
                format!(
                    "{word} {}",
                    variable(*var, &sought.variables)
                        .plain()
                        .trim_start_matches('?')
                )
            }
        })
        .collect()
}

/// The sentence of a pattern with its variables filled in; none where one is open.
pub(super) fn filled(pattern: &Pattern, assignment: &Assignment) -> Option<Signed> {
    let args: Option<Vec<Value>> = pattern
        .args
        .iter()
        .map(|term| match term {
            Term::Value(value) => Some(value.clone()),
            Term::Var(var) => assignment.get(*var).cloned(),
        })
        .collect();
    Some(Signed {
        sign: Sign::For,
        sentence: Sentence {
            relation: pattern.relation,
            args: args?,
        },
    })
}
