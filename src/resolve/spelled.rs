//! Names, kinds, values and readings as messages spell them.
//!
//! Takes what is meant, gives the words for it by the situation that is being read.

use super::front::Front;
use super::names::Content;
use super::segment::{Inner, Reading, Relating};
use crate::model::{EntityId, KindId, Kinds, Part, Relation, Sentence, Value, Wording};

pub(super) fn count(n: usize) -> String {
    match n {
        2 => "two".into(),
        3 => "three".into(),
        4 => "four".into(),
        n => n.to_string(),
    }
}

/// `hold` of `[actor] holds [place]`, `be based` of `is based in`; of another slot than the first, `stand there`.
pub(super) fn ability(relation: &Relation, slot: usize) -> String {
    let first = relation
        .wordings
        .iter()
        .find(|wording| wording.parts.first() == Some(&Part::Slot(slot)));
    let Some(wording) = first else {
        return format!("stand there ({})", relation.name);
    };
    let mut words: Vec<String> = wording
        .parts
        .iter()
        .skip(1)
        .map_while(|part| match part {
            Part::Word(word) => Some(word.clone()),
            Part::Slot(_) => None,
        })
        .collect();
    const LOOSE: [&str; 10] = [
        "to", "with", "for", "of", "in", "on", "from", "against", "by", "at",
    ];
    if words.len() > 1
        && words
            .last()
            .is_some_and(|word| LOOSE.contains(&word.as_str()))
    {
        words.pop();
    }
    if let Some(first) = words.first_mut() {
        *first = match first.as_str() {
            "is" | "are" | "was" => "be".into(),
            "has" => "have".into(),
            "does" => "do".into(),
            word if word.ends_with("ches") || word.ends_with("shes") || word.ends_with("sses") => {
                word.trim_end_matches("es").into()
            }
            word if word.ends_with("ies") => format!("{}y", word.trim_end_matches("ies")),
            word if word.ends_with('s') && !word.ends_with("ss") => {
                word.trim_end_matches('s').into()
            }
            word => word.into(),
        };
    }
    words.join(" ")
}

pub(super) fn entity(front: &Front<'_>, id: EntityId) -> String {
    front
        .situation
        .entities
        .get(id)
        .map_or_else(|| "…".to_string(), |entity| entity.name.clone())
}

pub(super) fn names(front: &Front<'_>, all: &[EntityId]) -> String {
    let all: Vec<String> = all.iter().map(|id| entity(front, *id)).collect();
    all.join(", ")
}

pub(crate) fn kind_text(front: &Front<'_>, kind: KindId) -> String {
    front
        .situation
        .kinds
        .table
        .get(kind)
        .map_or_else(|| "thing".to_string(), |kind| kind.name.clone())
}

pub(super) fn with_article(front: &Front<'_>, kind: KindId) -> String {
    front.situation.kinds.table.get(kind).map_or_else(
        || "a thing".to_string(),
        |kind| format!("{} {}", kind.article, kind.name),
    )
}

/// The root that kinds are below.
pub(super) fn root_text(front: &Front<'_>, kinds: &[KindId]) -> &'static str {
    (1..=5)
        .find(|root| {
            kinds
                .iter()
                .any(|kind| front.vocabulary.is_below(*kind, KindId(*root)))
        })
        .and_then(|root| Kinds::ROOTS.get(root as usize).copied())
        .unwrap_or("thing")
}

/// The line that declares a name.
pub(super) fn declaring(front: &Front<'_>, name: &str, kind: Option<KindId>) -> String {
    let Some(kind) = kind.filter(|kind| *kind != Kinds::ENTITY) else {
        return format!("actor {name}");
    };
    let root = root_text(front, &[kind]);
    if super::kinds::is_root(kind) {
        format!("{root} {name}")
    } else {
        format!("{root} {name} is {}", with_article(front, kind))
    }
}

/// A sentence in its first wording.
pub(crate) fn sentence_text(front: &Front<'_>, sentence: &Sentence) -> String {
    let args: Vec<String> = sentence
        .args
        .iter()
        .map(|value| value_text(front, value))
        .collect();
    filled(front.situation.relations.get(sentence.relation), &args)
}

pub(crate) fn filled(relation: Option<&Relation>, args: &[String]) -> String {
    let Some(wording) = relation.and_then(|relation| relation.wordings.first()) else {
        return args.join(" ");
    };
    filled_wording(wording, args)
}

fn filled_wording(wording: &Wording, args: &[String]) -> String {
    let parts: Vec<&str> = wording
        .parts
        .iter()
        .map(|part| match part {
            Part::Word(word) => word.as_str(),
            Part::Slot(slot) => args.get(*slot).map_or("…", String::as_str),
        })
        .collect();
    parts.join(" ")
}

pub(crate) fn value_text(front: &Front<'_>, value: &Value) -> String {
    match value {
        Value::Entity(id) => entity(front, *id),
        Value::Text(text) => format!("\"{text}\""),
        Value::Number(range) => match (range.low, range.high) {
            (Some(low), Some(high)) if low == high => low.to_string(),
            (Some(low), Some(high)) => format!("{low}..{high}"),
            (Some(low), None) => format!("{low}+"),
            _ => "any number".into(),
        },
        Value::Date(span) => crate::time::describe_span(*span),
    }
}

/// A reading with its relation, so that two of the same words can be told apart.
pub(super) fn described(front: &Front<'_>, reading: &Reading) -> String {
    let args: Vec<String> = reading
        .slots
        .iter()
        .map(|list| {
            let all: Vec<String> = list.iter().map(|c| content_text(front, c)).collect();
            all.join(" and ")
        })
        .collect();
    let relations = &front.situation.relations;
    let (said, of) = match reading.of {
        Relating::Relation(id) | Relating::Change(id) => (
            filled(relations.get(id), &args),
            relations.get(id).map(|r| r.name.clone()),
        ),
        Relating::Kind(kind) => (
            format!("{} is {}", args.join(" "), with_article(front, kind)),
            None,
        ),
        Relating::Compound { outer, inner, .. } => {
            let before = relations
                .get(outer)
                .map_or(0, |r| r.slots.len().saturating_sub(1));
            let (mut out, inn) = (
                args.get(..before).unwrap_or(&[]).to_vec(),
                args.get(before..).unwrap_or(&[]),
            );
            out.push(match inner {
                Inner::Relation(id) => filled(relations.get(id), inn),
                Inner::Kind(kind) => format!("{} is {}", inn.join(" "), with_article(front, kind)),
            });
            (
                filled(relations.get(outer), &out),
                relations.get(outer).map(|r| r.name.clone()),
            )
        }
    };
    match of {
        Some(of) => format!("{said} — by {of}"),
        None => said,
    }
}

pub(super) fn content_text(front: &Front<'_>, content: &Content) -> String {
    match content {
        Content::Variable(name) => format!("?{name}"),
        Content::Value(value) => value_text(front, value),
        Content::Date(super::dates::Dating::Written(date)) => date.text.clone(),
        Content::Date(super::dates::Dating::After { text, .. }) => text.clone(),
        Content::Date(super::dates::Dating::Interval(from, to)) => {
            let end = |date: &Option<crate::time::Date>| {
                date.as_ref()
                    .map_or_else(|| "..".to_string(), |date| date.text.clone())
            };
            format!("{}/{}", end(from), end(to))
        }
        Content::Unnamed(kind, _) => with_article(front, *kind),
        Content::Several(all, _) => all
            .first()
            .map_or_else(|| "…".to_string(), |id| entity(front, *id)),
    }
}
