//! `hypotheses`: each piece of evidence against each competing explanation (Richards J. Heuer, Psychology of Intelligence
//! Analysis, 1999, chapter 8).

use super::scene::{Scene, changes};
use super::{AskError, Drawn, Found};
use crate::answer::{self, Body, Markup, TellApart};
use crate::explain::{self, Mark, Matrix};
use crate::model::{Question, Sign, Signed};

/// The answer to `hypotheses`.
pub(super) fn hypotheses(scene: &Scene, question: &Question) -> Result<Drawn, AskError> {
    let changes = changes(&scene.situation, question);
    let matrix = explain::hypotheses(&scene.situation, &changes, &scene.world, scene.at)?;
    let telling = scene.telling();
    let title = |id| {
        let hypothesis = scene.situation.hypotheses.get(id);
        hypothesis
            .map(|hypothesis| hypothesis.title.clone())
            .unwrap_or_default()
    };
    let ranked: Vec<answer::Hypothesis> = matrix
        .hypotheses
        .iter()
        .map(|(id, against)| answer::Hypothesis {
            title: title(*id),
            inconsistent: *against,
            rank: 1 + matrix
                .hypotheses
                .iter()
                .filter(|(_, other)| other < against)
                .count(),
        })
        .collect();
    let sensitive = matrix.sensitive.iter().map(|one| answer::Sensitive {
        sentence: telling.signed(&one.claim),
        order: one
            .order
            .iter()
            .map(|level| level.iter().map(|id| title(*id)).collect())
            .collect(),
    });
    let mut drawn = Drawn::of(Body::Hypotheses(answer::Hypotheses {
        hypotheses: ranked.clone(),
        evidence: evidence(scene, &matrix),
        tell_apart: matrix
            .tell_apart
            .as_ref()
            .map(|(sentence, diagnosticity)| TellApart {
                sentence: telling.signed(&Signed {
                    sign: Sign::For,
                    sentence: sentence.clone(),
                }),
                diagnosticity: *diagnosticity,
            }),
        sensitive: sensitive.collect(),
    }));
    if !matrix.complete && !scene.world.watch().is_stopped() {
        drawn.notes.push(Markup::words(
            "There is more evidence than could be weighed.",
        ));
    }
    // Every mark is a world evaluated: what is told anywhere may be behind it.
    drawn.marks.everything(scene.world.core());
    for (_, hypothesis) in scene.situation.hypotheses.iter() {
        drawn.marks.change(&scene.situation, &hypothesis.change);
    }
    drawn.found = Found {
        titles: ranked
            .into_iter()
            .map(|hypothesis| hypothesis.title)
            .collect(),
        sentences: matrix
            .rows
            .iter()
            .map(|row| vec![row.claim.clone()])
            .collect(),
        ..Found::default()
    };
    Ok(drawn)
}

/// The rows, their marks in the order in which the hypotheses are ranked.
fn evidence(scene: &Scene, matrix: &Matrix) -> Vec<answer::Evidence> {
    let order: Vec<usize> = matrix
        .hypotheses
        .iter()
        .map(|(id, _)| id.0 as usize)
        .collect();
    matrix
        .rows
        .iter()
        .map(|row| {
            let stated: Vec<Option<answer::Mark>> = order
                .iter()
                .map(|at| row.stated.get(*at).copied().flatten().map(mark))
                .collect();
            answer::Evidence {
                sentence: scene.phrase().signed(&row.claim),
                likelihood: scene.telling().held(row.likelihood),
                marks: order
                    .iter()
                    .map(|at| {
                        row.marks
                            .get(*at)
                            .copied()
                            .map_or(answer::Mark::Neither, mark)
                    })
                    .collect(),
                stated: if stated.iter().any(Option::is_some) {
                    stated
                } else {
                    Vec::new()
                },
                diagnosticity: row.diagnosticity,
            }
        })
        .collect()
}

fn mark(mark: Mark) -> answer::Mark {
    match mark {
        Mark::Consistent => answer::Mark::Consistent,
        Mark::Anyway => answer::Mark::Anyway,
        Mark::Neither => answer::Mark::Neither,
        Mark::Inconsistent => answer::Mark::Inconsistent,
    }
}
