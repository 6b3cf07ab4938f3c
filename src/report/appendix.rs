//! What stands at the end of a report: the sources by number, the rules, the measure of its words.

use super::asking::Brief;
use super::grounds::rule;
use crate::answer::{Applied, Cited, Graded, Level, Markup, Yard, Yardstick};
use crate::model::{Confidence, EntityId, Kinds, Scale, SourceId};
use crate::phrase;
use std::collections::BTreeSet;

/// The scenario's title; where it has none, what was read.
pub(super) fn title(brief: &Brief<'_>) -> String {
    let title = brief.situation.title.clone();
    title.unwrap_or_else(|| "Report".to_owned())
}

/// The cited ones first, in the order of their numbers, then the user's others.
pub(super) fn sources(brief: &Brief<'_>) -> Vec<Cited> {
    let cited = brief.cited.iter().map(|(id, used)| (*id, Some(used)));
    let others = brief.situation.sources.iter().filter(|(id, source)| {
        let entity = brief.situation.entities.get(source.entity);
        !brief.cited.contains_key(id) && entity.is_some_and(|entity| !entity.shipped)
    });
    let others = others.map(|(id, _)| (id, None));
    cited
        .chain(others)
        .enumerate()
        .filter_map(|(at, (id, used))| source(brief, at + 1, id, used))
        .collect()
}

fn source(
    brief: &Brief<'_>,
    number: usize,
    id: SourceId,
    used: Option<&BTreeSet<usize>>,
) -> Option<Cited> {
    let source = brief.situation.sources.get(id)?;
    let phrase = brief.phrase();
    Some(Cited {
        number,
        name: phrase.entity(source.entity),
        kinds: kinds(brief, source.entity),
        reliability: source
            .reliability
            .as_ref()
            .map(|grade| grade.letter.clone()),
        credibility: source
            .credibility
            .as_ref()
            .map(|grade| grade.letter.clone()),
        dated: source.date.as_ref().map(phrase::date),
        by: source.by.iter().map(|by| phrase.entity(*by)).collect(),
        from: source
            .derived_from
            .iter()
            .chain(&source.derived_in_part_from)
            .map(|from| phrase.source(*from))
            .collect(),
        place: phrase::place(&source.origin),
        cited: used.is_some(),
        used_for: used.into_iter().flatten().copied().collect(),
    })
}

/// What kinds of source it is of; that it is a source goes without saying.
fn kinds(brief: &Brief<'_>, id: EntityId) -> Vec<String> {
    let kinds = brief.phrase().kinds(id);
    let plain = format!("a {}", Kinds::ROOTS[Kinds::SOURCE.0 as usize]);
    kinds.into_iter().filter(|kind| *kind != plain).collect()
}

/// The rules used, those of properties left out.
pub(super) fn rules(brief: &Brief<'_>) -> Vec<Applied> {
    let used = brief.used.iter().filter_map(|(name, judgements)| {
        let rule = rule(&brief.situation, name)?;
        (rule.property.is_none() && !judgements.is_empty()).then(|| Applied {
            rule: Markup::of(crate::answer::Role::Rule, rule.name.clone()),
            likelihood: brief.phrase().held(rule.likelihood),
            notes: rule.words.notes.clone(),
            place: phrase::place(&rule.origin),
            used_for: judgements.iter().copied().collect(),
        })
    });
    used.collect()
}

/// The scales in force.
pub(super) fn yardstick(brief: &Brief<'_>) -> Yardstick {
    let scales = &brief.situation.scales;
    let mut likelihood: Vec<(u16, Yard)> = Vec::new();
    for word in &scales.likelihood {
        let range = format!("{} to {}", word.from, word.to);
        let same = likelihood.iter_mut().find(|(_, yard)| {
            yard.range == range && yard.stands_for == word.likelihood.to_string()
        });
        match same {
            Some((_, yard)) => yard.words.push(word.word.clone()),
            None => likelihood.push((
                word.likelihood.ten_thousandths(),
                Yard {
                    words: vec![word.word.clone()],
                    stands_for: word.likelihood.to_string(),
                    range,
                },
            )),
        }
    }
    likelihood.sort_by_key(|(value, _)| *value);
    Yardstick {
        likelihood: likelihood.into_iter().map(|(_, yard)| yard).collect(),
        bar: brief.situation.bar.to_string(),
        reliability: graded(&scales.reliability, Allows::Confidence),
        credibility: graded(&scales.credibility, Allows::Nothing),
    }
}

/// Whether a grade bears on confidence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Allows {
    Confidence,
    Nothing,
}

fn graded(scale: &Scale, allows: Allows) -> Vec<Graded> {
    let grades = scale.values().map(|grade| Graded {
        letter: grade.letter.clone(),
        stands_for: grade.likelihood.to_string(),
        level: (allows == Allows::Confidence).then_some(match grade.confidence {
            Confidence::Low => Level::Low,
            Confidence::Moderate => Level::Moderate,
            Confidence::High => Level::High,
        }),
    });
    grades.collect()
}
