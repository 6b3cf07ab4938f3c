//! Lists next to the one asked for: a form whose name is another's with a word before it (`potential threats to X` beside
//! `threats to X`). What only the sibling lists is told in a line under the answer, with the question that shows it.

use super::list::{Assignment, filled};
use super::marks::Marks;
use super::scene::Scene;
use super::totals;
use crate::answer::{Markup, Role};
use crate::explain::Because;
use crate::model::{Form, FormId, Question, QuestionKind, Signed, Situation, Value, VarId};
use std::collections::BTreeMap;

/// So many are told by name; more are counted.
const NAMED: usize = 3;

/// `1 potential: Jamaat-ul-Ahrar (no opportunity known): ask  potential threats to Pakistan`, for each sibling that
/// lists what is not in `shown`.
pub(super) fn siblings(
    scene: &Scene,
    question: &Question,
    shown: &[Vec<Value>],
    marks: &mut Marks,
) -> Vec<Markup> {
    let QuestionKind::Form { form, values, .. } = &question.kind else {
        return Vec::new();
    };
    before(&scene.situation, *form)
        .into_iter()
        .filter_map(|(word, sibling)| {
            let rows = beside(scene, sibling, values, shown)?;
            for assignment in rows.values() {
                marks.values(&scene.situation, assignment.values.iter().flatten());
                if let Some(about) = about(sibling, assignment) {
                    marks.claim(scene, &about);
                }
            }
            told(scene, question, &word, sibling, &rows)
        })
        .collect()
}

/// Forms that ask the same with words before it, and those words.
pub(super) fn before(situation: &Situation, form: FormId) -> Vec<(String, &Form)> {
    let forms = &situation.forms;
    let Some(own) = forms.get(form) else {
        return Vec::new();
    };
    let name = without_names(&own.name);
    forms
        .iter()
        .filter(|(_, other)| other.given.len() == own.given.len())
        .filter_map(|(_, other)| {
            let other_name = without_names(&other.name);
            let words = other_name.strip_suffix(&name)?.strip_suffix(' ')?;
            (!words.contains('?')).then(|| (words.to_owned(), other))
        })
        .collect()
}

/// `threats to ?`: what the variables are called makes no difference.
fn without_names(form: &str) -> String {
    let word = |word: &str| if word.starts_with('?') { "?" } else { word }.to_owned();
    form.split_whitespace()
        .map(word)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The rows of a sibling.
type Rows = BTreeMap<Vec<Value>, Assignment>;

/// What a sibling lists that is not shown.
fn beside(scene: &Scene, form: &Form, values: &[Value], shown: &[Vec<Value>]) -> Option<Rows> {
    let sought = &form.sought;
    let mut bound: Vec<Option<Value>> = vec![None; sought.variables.len()];
    for (VarId(var), value) in form.given.iter().zip(values) {
        *bound.get_mut(*var as usize)? = Some(value.clone());
    }
    let mut rows = Rows::new();
    for found in scene
        .world
        .select(&sought.body, sought.variables.len(), &bound)
    {
        let assignment = Assignment {
            values: found.values,
            steps: found.support,
        };
        let holds = scene.worth(&assignment.steps) >= scene.bar;
        let cells = totals::plain_cells(sought, &assignment)?;
        if holds && !shown.contains(&cells) {
            rows.entry(cells).or_insert(assignment);
        }
    }
    Some(rows)
}

fn about(form: &Form, assignment: &Assignment) -> Option<Signed> {
    filled(form.sought.about.as_ref()?, assignment)
}

fn told(
    scene: &Scene,
    question: &Question,
    word: &str,
    form: &Form,
    rows: &Rows,
) -> Option<Markup> {
    if rows.is_empty() {
        return None;
    }
    let mut text = Markup::words(format!("{} {word}", rows.len()));
    if rows.len() <= NAMED {
        let named = rows.iter().map(|(cells, assignment)| {
            let cells = cells.iter().map(|value| scene.phrase().value(value));
            let name = Markup::list(cells, ", ", ", ");
            match ground(scene, form, assignment) {
                Some(rule) => name.then(" (").with(rule).then(")"),
                None => name,
            }
        });
        text = text.then(": ").with(Markup::list(named, ", ", " and "));
    }
    let asked = question.text.trim_end_matches('?').trim_end();
    Some(text.then(": ask  ").with(Markup::of(
        Role::Question,
        format!("{word} {}", decapitalised(asked, &form.name)),
    )))
}

/// The rule by which it is in the sibling's list.
fn ground(scene: &Scene, form: &Form, assignment: &Assignment) -> Option<Markup> {
    let about = about(form, assignment)?;
    match scene.derivation(&about)?.because {
        Because::Rule { rule, .. } => Some(scene.telling().rule_name(rule)),
        Because::Evidence(_) => None,
    }
}

/// The question as it stands inside another: `Threats to …` as the form writes it.
fn decapitalised(asked: &str, form: &str) -> String {
    let mut rest = asked.chars();
    match rest.next() {
        Some(first) if form.to_lowercase() == form => first.to_lowercase().chain(rest).collect(),
        _ => asked.to_owned(),
    }
}
