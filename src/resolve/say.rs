//! The words of mistakes. Takes an error as data, gives what the analyst reads: what is wrong, where, and what would mend it.

use super::error::{Misfit, ResolveError, ResolveWarning};
use super::front::Front;
use super::names::Content;
use super::say_rules;
use super::segment::Reading;
use super::spelled::{
    ability, count, declaring, described, entity, kind_text, names, root_text, sentence_text,
    with_article,
};
use crate::diagnostic::Diagnostic;
use crate::model::{EntityId, Kinds, Value};

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
            .help(if one.has_variables() {
                "a variable that stands for a number says so: ?n > 0"
            } else {
                "write one of the names or phrases so that only one reading is left; a name in quotes is one name"
            })
        }
        ResolveError::SeveralOfOneName {
            place,
            reading,
            entities,
        } => several(front, *place, reading, entities),
        ResolveError::SeveralNamed {
            place,
            text,
            entities,
        } => {
            let names = entities
                .iter()
                .filter_map(|id| front.situation.entities.get(*id))
                .map(|entity| entity.name.clone());
            let names: Vec<String> = names.collect();
            Diagnostic::error(
                "ambiguous-name",
                format!("{text} is a name of several: {}", names.join(", ")),
                *place,
            )
            .help(format!("write the full name: {}", names.join(", or ")))
        }
        ResolveError::WrongKind(misfit) => wrong_kind(front, misfit),
        ResolveError::UnknownName {
            place,
            text,
            kind,
            instead,
        } => {
            let mut nearest: Vec<String> = instead.iter().cloned().collect();
            nearest.extend(front.reader().nearest_names(text, *kind));
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
        ResolveError::LeftOver { place, text, read } => offered(
            text,
            Diagnostic::error(
                "words-left-over",
                format!("\"{text}\" is left over"),
                *place,
            )
            .saying("not understood"),
        )
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
        ResolveError::NoQuestion {
            place,
            text,
            nearest,
        } => Diagnostic::error(
            "unknown-phrase",
            format!("no question opens with \"{text}\""),
            *place,
        )
        .help(format!("did you mean: {nearest}?")),
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
        ResolveError::UnknownMarking { place, text, known } => Diagnostic::error(
            "unknown-marking",
            format!("\"{text}\" is no marking"),
            *place,
        )
        .help(format!("the markings are {}", known.join(", "))),
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
        ResolveWarning::RolesInName {
            place,
            name,
            offered,
        } => Diagnostic::warning(
            "roles-in-a-name",
            format!("the event is called \"{name}\", roles and all"),
            *place,
        )
        .help(format!("a comma ends the name: {offered}"))
        .help("if that is its name, write it between quotes"),
        ResolveWarning::RuleBelowBar { place } => Diagnostic::warning(
            "rule-below-bar",
            "a rule below the bar never gives a yes by itself",
            *place,
        ),
    }
}

/// What is asked `during` a time is said to hold `on` it, or from its beginning to its end.
fn offered(text: &str, told: Diagnostic) -> Diagnostic {
    match text.strip_prefix("during ") {
        Some(date) if !date.is_empty() => {
            let whole = match date.split_once('/') {
                Some((from, to)) => format!("from {from} to {to}"),
                None => format!("from {date} to {date}, or on {date}"),
            };
            told.help(format!("`during` is asked; a statement says {whole}"))
        }
        _ => told,
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
