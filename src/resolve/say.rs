//! The words of mistakes. Takes an error as data, gives what the analyst reads: what is wrong, where, and what would mend it.

use super::error::{Misfit, ResolveError, ResolveWarning};
use super::front::Front;
use super::names::Content;
use super::say_rules;
use super::segment::{Inner, Reading, Relating};
use crate::diagnostic::Diagnostic;
use crate::model::{EntityId, KindId, Kinds, Part, Relation, Sentence, Value, Wording};

/// An error in words.
pub(crate) fn error(front: &Front<'_>, error: &ResolveError) -> Diagnostic {
    match error {
        ResolveError::Condition(error) => say_rules::condition(error),
        ResolveError::Rule(error) => say_rules::rule(error),
        ResolveError::Rows(error) => say_rules::rows(error),
        ResolveError::BadDate { place, error } => {
            let mut out = Diagnostic::error("bad-date", error.to_string(), *place);
            for better in error.suggestions() {
                out = out.help(format!("did you mean {better}?"));
            }
            out
        }
        ResolveError::TwoReadings { place, readings } => {
            let [one, other] = readings.as_ref();
            Diagnostic::error(
                "ambiguous-reading",
                "this can be read in two ways",
                *place,
            )
            .help(format!("it may say: {}", described(front, one)))
            .help(format!("or: {}", described(front, other)))
            .help("write one of the names or phrases so that only one reading is left; a name in quotes is one name")
        }
        ResolveError::SeveralOfOneName {
            place,
            reading,
            entities,
        } => several(front, *place, reading, entities),
        ResolveError::WrongKind(misfit) => wrong_kind(front, misfit),
        ResolveError::UnknownName {
            place,
            text,
            kind,
            nearest,
        } => {
            let kind_name = kind.map(|kind| kind_text(front, kind));
            let message = match kind {
                Some(kind) if Some(*kind) != Some(Kinds::ENTITY) => format!(
                    "there is no {} called \"{text}\"",
                    kind_name.as_deref().unwrap_or("thing")
                ),
                _ => format!("nothing is called \"{text}\""),
            };
            let mut out =
                Diagnostic::error("unknown-name", message, *place).saying("no such name");
            if !nearest.is_empty() {
                out = out.help(format!("did you mean {}?", nearest.join(", or ")));
            }
            out.help(format!("to declare it: {}", declaring(front, text, *kind)))
        }
        ResolveError::UnknownPhrase {
            place,
            text,
            nearest,
            understood,
        } => {
            let mut out = Diagnostic::error(
                "unknown-phrase",
                format!("\"{text}\" is no phrase that is declared"),
                *place,
            )
            .saying("no such phrase");
            for phrase in nearest {
                out = out.help(format!("did you mean {phrase}?"));
            }
            if !understood.is_empty() {
                out = out.help(format!("understood so far: {understood}"));
            }
            // A word that begins a clause or joins sentences stands in no phrase.
            let joins = text
                .split(' ')
                .any(|word| matches!(word, "and" | "or" | "not" | "if" | "unless" | "where"));
            if joins {
                return out;
            }
            let object = if understood.contains('…') || understood.is_empty() {
                " [entity]"
            } else {
                ""
            };
            out.help(format!("to declare it: relation [entity] {text}{object}"))
        }
        ResolveError::LeftOver { place, text, read } => Diagnostic::error(
            "words-left-over",
            format!("\"{text}\" is left over"),
            *place,
        )
        .saying("not understood")
        .help(format!("understood so far: {read}"))
        .help("a clause begins with since, until, from, on, per, according to, because, quote, note, or a likelihood"),
        ResolveError::UnknownKind {
            place,
            text,
            nearest,
        } => {
            let mut out = Diagnostic::error(
                "unknown-kind",
                format!("\"{text}\" is no kind that is declared"),
                *place,
            );
            if !nearest.is_empty() {
                out = out.help(format!("did you mean {}?", nearest.join(", or ")));
            }
            out.help(format!("to declare it: kind {text} is an actor"))
        }
        ResolveError::TooLikely { place, text } => {
            let words: Vec<String> = front
                .situation
                .scales
                .likelihood
                .iter()
                .map(|word| format!("{} ({})", word.word, word.likelihood))
                .collect();
            let mut out = Diagnostic::error(
                "too-likely",
                format!("{text} is more than certain: a likelihood is at most 100%"),
                *place,
            );
            if !words.is_empty() {
                out = out.help(format!("the words of the scale: {}", words.join(", ")));
            }
            out
        }
        ResolveError::ReservedWord {
            place,
            word,
            instead,
        } => Diagnostic::error(
            "reserved-word",
            format!("\"{word}\" is reserved: it begins a clause, and cannot stand in a phrase"),
            *place,
        )
        .help(format!("another word will do: relation {instead}")),
        ResolveError::TouchingSlots { place, instead } => Diagnostic::error(
            "touching-slots",
            "two slots touch: a word must part them",
            *place,
        )
        .help(format!("for instance: relation {instead}")),
        ResolveError::NoSubjectSlot { place } => Diagnostic::error(
            "no-subject-slot",
            "a phrase begins with a slot, so that the subject can be left out",
            *place,
        )
        .help("for instance: relation [actor] holds [place]"),
        ResolveError::OtherSlots { place, relation } => Diagnostic::error(
            "other-slots",
            format!("this wording has other slots than {relation}"),
            *place,
        )
        .help("another wording has the same slots in the same order; an inverse has them turned round"),
        ResolveError::UnknownProperty { place, text } => offering(
            Diagnostic::error(
                "unknown-property",
                format!("\"{text}\" is no property of a relation"),
                *place,
            ),
            text,
            &PROPERTIES,
        )
        .help("symmetric, transitive, single, succeeding, indicator, inverse […], negated […], also […], written \"…\""),
        ResolveError::NoShape { place, keyword } => Diagnostic::error(
            "shape-without-meaning",
            format!("no relation says what \"{keyword}\" means"),
            *place,
        )
        .help(format!(
            "a relation gives it its meaning: relation …, written \"{keyword} [] to []\""
        ))
        .help("the standard model does; this file leaves it out"),
        ResolveError::NoAlternative {
            place,
            text,
            what,
            nearest,
        } => {
            let out = Diagnostic::error(
                "no-such-alternative",
                format!("there is no {what} called \"{text}\""),
                *place,
            );
            match nearest.first() {
                Some(near) => out.help(format!("did you mean \"{near}\"?")),
                None => out,
            }
        }
        ResolveError::NoLikelihood {
            place,
            text,
            nearest,
        } => Diagnostic::error(
            "unknown-phrase",
            format!("\"{text}\" is neither a phrase that is declared nor a word of the scale"),
            *place,
        )
        .help(format!("did you mean {}?", nearest.join(", or "))),
        ResolveError::NoVerdict {
            place,
            text,
            nearest,
        } => {
            let out = Diagnostic::error(
                "left-over",
                format!("\"{text}\" is no verdict, nor says when or in whose view"),
                *place,
            );
            let out = match nearest.first() {
                Some(near) => out.help(format!("did you mean {near}?")),
                None => out,
            };
            out.help("the verdicts: denied, disputed, unknown, contested, held back, a likelihood, at least …, confidence …, since D, consistent with \"…\"")
                .help("before it: as of D, as known on D, during D/D, according to X, under \"…\"")
        }
        ResolveError::UnknownGrade { place, text, known } => Diagnostic::error(
            "unknown-grade",
            format!("\"{text}\" is no grade"),
            *place,
        )
        .help(format!("the grades are {}", known.join(", "))),
        ResolveError::VariableInStatement { place, name } => Diagnostic::error(
            "variable-in-statement",
            format!("?{name} is a variable, and a plain statement has none"),
            *place,
        )
        .help("write a name, or `a KIND` for somebody unnamed; variables stand in rules and questions"),
        ResolveError::DateLoop { place, events } => Diagnostic::error(
            "date-loop",
            format!(
                "these events are dated by one another: {}",
                names(front, events)
            ),
            *place,
        )
        .help("give one of them a date of its own"),
        ResolveError::UndatedEvent { place, event } => {
            let name = entity(front, *event);
            Diagnostic::error(
                "undated-event",
                format!("{name} has no date, so nothing can be dated by it"),
                *place,
            )
            .help(format!("give it one: event {name}, on 2014-03"))
        }
        ResolveError::EndsDerived {
            place,
            sentence,
            rule,
            line,
            rests_on,
        } => {
            let said = sentence_text(front, sentence);
            let mut out = Diagnostic::error(
                "ends-derived",
                format!(
                    "\"{said}\" is given only by rule {rule} (line {line}), so no event can end it"
                ),
                *place,
            );
            for ground in rests_on {
                out = out.help(format!("end what it rests on: ends {ground}"));
            }
            out
        }
        ResolveError::Expected { place, what, form } => {
            let out = Diagnostic::error("expected", *what, *place);
            match form {
                Some(form) => out.help(format!("for instance: {form}")),
                None => out,
            }
        }
    }
}

/// The properties of a relation, by their first word.
const PROPERTIES: [&str; 9] = [
    "symmetric",
    "transitive",
    "single",
    "succeeding",
    "indicator",
    "inverse",
    "negated",
    "also",
    "written",
];

/// Offers those of some words that are near the first word of a text.
pub(super) fn offering(out: Diagnostic, text: &str, words: &[&str]) -> Diagnostic {
    let first = text.split_whitespace().next().unwrap_or_default();
    match super::guess::nearest(first, words.iter().copied()).first() {
        Some(near) => out.help(format!("did you mean {near}?")),
        None => out,
    }
}

/// A warning in words.
pub(crate) fn warning(warning: &ResolveWarning) -> Diagnostic {
    match warning {
        ResolveWarning::OtherLetters {
            place,
            text,
            declared,
        } => Diagnostic::warning(
            "other-letters",
            format!("\"{text}\" is declared as {declared}"),
            *place,
        )
        .help(format!("write {declared}")),
        ResolveWarning::RuleBelowBar { place } => Diagnostic::warning(
            "rule-below-bar",
            "a rule below the bar never gives a yes by itself",
            *place,
        ),
    }
}

fn several(
    front: &Front<'_>,
    place: crate::source::Place,
    reading: &Reading,
    entities: &[EntityId],
) -> Diagnostic {
    let lines: Vec<String> = entities
        .iter()
        .filter_map(|id| front.situation.entities.get(*id))
        .map(|entity| format!("{} (line {})", entity.name, entity.origin.line))
        .collect();
    let spelled = front.files.text(place);
    let alias = entities
        .iter()
        .filter_map(|id| front.situation.entities.get(*id))
        .flat_map(|entity| &entity.also)
        .find(|alias| spelled.contains(alias.as_str()));
    let kind = entities
        .first()
        .and_then(|id| front.situation.entities.get(*id))
        .map_or("thing", |entity| root_text(front, &entity.kinds));
    let message = match alias {
        Some(alias) => format!(
            "{alias} is an alias of {} {kind}s: {}",
            count(lines.len()),
            lines.join(" and ")
        ),
        None => format!(
            "one name stands for {} {kind}s: {}",
            count(lines.len()),
            lines.join(" and ")
        ),
    };
    let mut out = Diagnostic::error("ambiguous-name", message, place);
    for id in entities {
        let mut chosen = reading.clone();
        for content in chosen.slots.iter_mut().flatten() {
            if matches!(content, Content::Several(all, _) if all.as_slice() == entities) {
                *content = Content::Value(Value::Entity(*id));
            }
        }
        out = out.help(format!(
            "write the full name: {}",
            described(front, &chosen)
        ));
    }
    out
}

fn count(n: usize) -> String {
    match n {
        2 => "two".into(),
        3 => "three".into(),
        4 => "four".into(),
        n => n.to_string(),
    }
}

fn wrong_kind(front: &Front<'_>, misfit: &Misfit) -> Diagnostic {
    let relation = front.situation.relations.get(misfit.relation);
    let is = misfit
        .entities
        .first()
        .and_then(|id| front.situation.entities.get(*id));
    let (name, of) = match is {
        Some(entity) => (
            entity.name.clone(),
            entity
                .kinds
                .first()
                .map(|kind| with_article(front, *kind))
                .unwrap_or_default(),
        ),
        None => (misfit.text.clone(), "not a name".to_string()),
    };
    let wanted = kind_text(front, misfit.kind);
    let can = relation.map_or_else(String::new, |relation| ability(relation, misfit.slot));
    let message = if is.is_some() {
        format!(
            "{name} is {of}, and only {} can {can}",
            with_article(front, misfit.kind)
        )
    } else {
        format!("{wanted} is wanted here, and \"{name}\" is none")
    };
    let mut out = Diagnostic::error("wrong-kind", message, misfit.place);
    if let Some(relation) = relation {
        out = out.saying(format!("in {}", relation.name));
    }
    if is.is_some() && misfit.kind.0 <= Kinds::SOURCE.0 || !super::kinds::is_root(misfit.kind) {
        out = out.help(format!(
            "if another {wanted} of that name is meant, declare it: {}",
            declaring(front, &name, Some(misfit.kind))
        ));
    }
    out
}

/// `hold` of `[actor] holds [place]`, `be hostile` of `is hostile to`; of another slot than the first, `stand there`.
fn ability(relation: &Relation, slot: usize) -> String {
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

fn entity(front: &Front<'_>, id: EntityId) -> String {
    front
        .situation
        .entities
        .get(id)
        .map_or_else(|| "…".to_string(), |entity| entity.name.clone())
}

fn names(front: &Front<'_>, all: &[EntityId]) -> String {
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

fn with_article(front: &Front<'_>, kind: KindId) -> String {
    front.situation.kinds.table.get(kind).map_or_else(
        || "a thing".to_string(),
        |kind| format!("{} {}", kind.article, kind.name),
    )
}

/// The root that kinds are below.
fn root_text(front: &Front<'_>, kinds: &[KindId]) -> &'static str {
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
fn declaring(front: &Front<'_>, name: &str, kind: Option<KindId>) -> String {
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
fn described(front: &Front<'_>, reading: &Reading) -> String {
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

fn content_text(front: &Front<'_>, content: &Content) -> String {
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
