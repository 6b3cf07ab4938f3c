//! What was meant, where a sentence cannot be read. Takes the run of words and what the search found, gives the one mistake that
//! explains it best: a name that is not declared, words that are no phrase, words that are left over.
//!
//! Slow and thorough: it runs only when something is wrong.

use super::error::{Misfit, ResolveError, ResolveWarning};
use super::names::entities_at;
use super::segment::{Context, Findings, Reader};
use super::vocabulary::{Spelling, Wordings};
use super::words::{Letters, Run, fold};
use crate::model::{KindId, Kinds, Part};
use crate::syntax::{KEYWORDS, TokenKind};
use crate::time::{DateError, parse_date};

/// How near a word must be to be offered.
const NEAR: f64 = 0.72;
/// How near a name is that holds the other, word for word.
const WITHIN: f64 = 0.75;
/// How many are offered.
const OFFERED: usize = 3;

/// Words that begin a clause or join sentences: no name that is guessed goes on over them.
pub(super) const STOPS: [&str; 16] = [
    "per",
    "according",
    "because",
    "since",
    "during",
    "until",
    "if",
    "unless",
    "or",
    "where",
    "note",
    "quote",
    "on",
    "from",
    "says",
    "denies",
];

/// Words that may stand inside a guessed name.
const JOINTS: [&str; 14] = [
    "of", "the", "and", "al", "bin", "ibn", "de", "von", "el", "la", "du", "da", "van", "di",
];

fn looks_like_a_name(word: &str) -> bool {
    word.chars().any(|c| c.is_uppercase())
        || word
            .chars()
            .any(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())
        || word.starts_with(|c: char| c.is_ascii_digit())
}

/// The stretch of words from a position on that is taken for an undeclared name.
pub(crate) fn guessed(run: &Run<'_>, from: usize) -> usize {
    let mut end = from;
    let mut at = from;
    while let Some(word) = run.word(at) {
        if STOPS.contains(&word) {
            break;
        }
        if looks_like_a_name(word) {
            end = at + 1;
        } else if !JOINTS.contains(&word) {
            break;
        }
        at += 1;
    }
    if end == from {
        end = (from + 1).min(run.len().max(from));
    }
    end
}

/// The stretch of words from a position on up to a clause, `and` or the end.
fn in_list(reader: &Reader<'_>, run: &Run<'_>, from: usize) -> usize {
    let stops = |at: usize| {
        run.word(at)
            .is_none_or(|word| STOPS.contains(&word) || word == "and" || word == "credibility")
            || reader.vocabulary.likelihood.at(run, at).is_some()
    };
    (from + 1..run.len())
        .find(|at| stops(*at))
        .unwrap_or(run.len())
}

/// The error for a name that stands at a position and is not declared, or is of another kind.
pub(crate) fn unknown_name(
    reader: &Reader<'_>,
    run: &Run<'_>,
    from: usize,
    kind: Option<KindId>,
) -> ResolveError {
    unknown_name_up_to(reader, run, (from, None), kind)
}

/// The same, where the next words of a phrase tell how far the name goes if its letters do not.
pub(super) fn unknown_name_up_to(
    reader: &Reader<'_>,
    run: &Run<'_>,
    (mut from, end): (usize, Option<usize>),
    kind: Option<KindId>,
) -> ResolveError {
    if from >= run.len() {
        return ResolveError::Expected {
            place: run.place(run.len().saturating_sub(1), run.len()),
            what: "a name is missing after this",
            form: None,
        };
    }
    let to = match run.token(from).map(|token| &token.kind) {
        Some(TokenKind::Text(_) | TokenKind::Cell(_)) => from + 1,
        // A source may be called anything: its name goes on to the next clause.
        _ if kind == Some(Kinds::SOURCE) => in_list(reader, run, from),
        Some(TokenKind::Word(word)) if !looks_like_a_name(word) && end.is_some() => {
            let to = end.unwrap_or(from + 1);
            if word == "the" && from + 1 < to {
                from += 1;
            }
            to
        }
        _ => guessed(run, from),
    };
    let text = match run.token(from).map(|token| &token.kind) {
        Some(TokenKind::Text(text) | TokenKind::Cell(text)) => text.clone(),
        _ => run.text(from, to),
    };
    ResolveError::UnknownName {
        place: run.place(from, to),
        instead: None,
        text,
        kind,
    }
}

/// Those of some texts that are near a text, the nearest first.
pub(crate) fn nearest<'n>(text: &str, all: impl Iterator<Item = &'n str>) -> Vec<String> {
    let wanted = fold(text);
    let spaced = format!(" {wanted} ");
    let mut ranked: Vec<(u64, &str)> = all
        .filter_map(|candidate| {
            let plain = fold(candidate);
            let other = format!(" {plain} ");
            let within = spaced.contains(&other) || other.contains(&spaced);
            let near = strsim::normalized_damerau_levenshtein(&wanted, &plain)
                .max(strsim::jaro_winkler(&wanted, &plain) - 0.12)
                .max(if within { WITHIN } else { 0.0 });
            (near >= NEAR).then_some(((near * 1e9) as u64, candidate))
        })
        .collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    ranked.dedup_by(|a, b| a.1 == b.1);
    ranked
        .into_iter()
        .take(OFFERED)
        .map(|(_, text)| text.to_string())
        .collect()
}

impl Reader<'_> {
    /// Declared names that are near a text, those of a kind if one is wanted.
    #[must_use]
    pub fn nearest_names(&self, text: &str, kind: Option<KindId>) -> Vec<String> {
        let wanted = Letters::of(text);
        nearest(
            text,
            self.vocabulary
                .names
                .all()
                .filter(|(text, _)| Letters::of(text).may_be_near(wanted))
                .filter(|(_, name)| {
                    kind.is_none_or(|kind| {
                        super::names::is_of(self.vocabulary, self.situation, name.entity, kind)
                    })
                })
                .map(|(text, _)| text),
        )
    }

    /// Declared kinds that are near a text.
    #[must_use]
    pub fn nearest_kinds(&self, text: &str) -> Vec<String> {
        nearest(
            text,
            self.situation
                .kinds
                .table
                .rows()
                .iter()
                .map(|kind| kind.name.as_str()),
        )
    }

    /// Wordings whose words are near a text.
    fn nearest_phrases(&self, text: &str) -> Vec<String> {
        let mut phrases: Vec<(String, String)> = Vec::new();
        for relation in self.situation.relations.rows() {
            for wording in relation.wordings.iter().chain(&relation.negations) {
                let words: Vec<&str> = wording
                    .parts
                    .iter()
                    .filter_map(|part| match part {
                        Part::Word(word) => Some(word.as_str()),
                        Part::Slot(_) => None,
                    })
                    .collect();
                let shown: Vec<String> = wording
                    .parts
                    .iter()
                    .map(|part| match part {
                        Part::Word(word) => word.clone(),
                        Part::Slot(slot) => format!(
                            "[{}]",
                            relation
                                .slots
                                .get(*slot)
                                .and_then(|kind| self.situation.kinds.table.get(*kind))
                                .map_or("", |kind| kind.name.as_str())
                        ),
                    })
                    .collect();
                phrases.push((words.join(" "), shown.join(" ")));
            }
        }
        let near = nearest(text, phrases.iter().map(|(words, _)| words.as_str()));
        near.iter()
            .filter_map(|words| {
                phrases
                    .iter()
                    .find(|(of, _)| of == words)
                    .map(|(_, shown)| format!("\"{words}\" ({shown})"))
            })
            .collect()
    }

    /// The names in a run that are written in other letters than they are declared.
    pub(crate) fn other_letters(&self, run: &Run<'_>) -> Vec<ResolveWarning> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < run.len() {
            let folded = self.vocabulary.names.at(run, at, Spelling::Folded);
            let Some((end, names)) = folded.first() else {
                at += 1;
                continue;
            };
            let exact = self.vocabulary.names.at(run, at, Spelling::Exact);
            if exact.iter().all(|(to, _)| to < end)
                && let Some(name) = names.first()
            {
                out.push(ResolveWarning::OtherLetters {
                    place: run.place(at, *end),
                    text: run.text(at, *end),
                    declared: self.vocabulary.names.text(*name).to_owned(),
                });
            }
            at = *end;
        }
        out
    }

    /// Why the tokens from a position on are no sentence.
    pub(crate) fn no_sentence(
        &self,
        run: &Run<'_>,
        from: usize,
        to: usize,
        context: &Context<'_>,
        found: Findings,
    ) -> ResolveError {
        self.no_sentence_by(&self.vocabulary.wordings, run, (from, to), context, found)
    }

    /// The same for the wordings of a statement shape.
    pub(crate) fn no_sentence_by(
        &self,
        wordings: &Wordings,
        run: &Run<'_>,
        (from, to): (usize, usize),
        context: &Context<'_>,
        found: Findings,
    ) -> ResolveError {
        if let Some(trouble) = found.trouble {
            return trouble;
        }
        if let Some(error) = variable(run, from, to, context) {
            return error;
        }
        let misfit = found
            .misfits
            .iter()
            .max_by_key(|(end, misfit)| (*end, misfit.phrase_words));
        // A reading of the beginning, with words left over.
        if let Some(best) = found.readings.iter().max_by_key(|reading| reading.end) {
            let unknown = guessed(run, best.end);
            let reaches = misfit.is_none_or(|(end, _)| *end <= best.end);
            if reaches {
                if let Some(error) = self.no_date(run, best.end, to) {
                    return error;
                }
                if let Some(error) = self.further_sentence(run, best.end, to, context) {
                    return error;
                }
                let after_name = run
                    .word(best.end)
                    .is_some_and(|word| looks_like_a_name(word) || JOINTS.contains(&word));
                if after_name && let Some(error) = self.loosely(wordings, run, from, context) {
                    return error;
                }
                return ResolveError::LeftOver {
                    place: run.place(best.end, unknown.max(best.end + 1).min(to)),
                    text: run.text(best.end, to),
                    read: run.text(from, best.end),
                };
            }
        }
        if let Some((_, misfit)) = misfit {
            return self.misfit(run, misfit);
        }
        if let Some(error) = self.loosely(wordings, run, from, context) {
            return error;
        }
        self.no_phrase(run, from, to, context)
    }

    /// A clause of time that no date follows.
    fn no_date(&self, run: &Run<'_>, at: usize, to: usize) -> Option<ResolveError> {
        const TIMES: [&str; 4] = ["since", "until", "from", "on"];
        if !TIMES.iter().any(|word| run.is(at, word)) {
            return None;
        }
        let from = at + 1;
        let ends = |at: &usize| {
            run.word(*at)
                .is_none_or(|word| STOPS.contains(&word) || word == "to")
        };
        let end = (from..to).find(ends).unwrap_or(to);
        if from >= end {
            return Some(ResolveError::Expected {
                place: run.place(at, at + 1),
                what: "a date is missing after this",
                form: Some("since 2014-10"),
            });
        }
        let text = run.text(from, end);
        let error = parse_date(&text).err()?;
        let events = self.nearest_names(&text, Some(Kinds::EVENT));
        if matches!(error, DateError::NotADate { .. }) && !events.is_empty() {
            return Some(unknown_name(self, run, from, Some(Kinds::EVENT)));
        }
        Some(ResolveError::BadDate {
            place: run.place(from, end),
            error,
        })
    }

    /// A whole sentence, its own subject before it, where one is over.
    fn further_sentence(
        &self,
        run: &Run<'_>,
        at: usize,
        to: usize,
        context: &Context<'_>,
    ) -> Option<ResolveError> {
        let alone = Context {
            subject: None,
            ..*context
        };
        let end = self
            .prefixes(run, at, &alone)
            .readings
            .iter()
            .map(|reading| reading.end)
            .max()?;
        Some(ResolveError::Expected {
            place: run.place(at, end.min(to)),
            what: match context.variables {
                super::segment::Variables::None => {
                    "another sentence begins here, and each has a line of its own"
                }
                _ => "a condition is led in by `if`, `and`, `or` or `unless`",
            },
            form: None,
        })
    }

    /// The error for a filler of the wrong kind. What stands in quotes and is nobody's name is an unknown name.
    pub(crate) fn misfit(&self, run: &Run<'_>, misfit: &Misfit) -> ResolveError {
        let quoted = (0..run.len()).find(|at| {
            run.token(*at).is_some_and(|token| {
                matches!(token.kind, TokenKind::Text(_) | TokenKind::Cell(_))
                    && token.place == misfit.place
            })
        });
        match quoted {
            Some(at) if misfit.entities.is_empty() && !super::kinds::is_literal(misfit.kind) => {
                unknown_name(self, run, at, Some(misfit.kind))
            }
            _ => ResolveError::WrongKind(misfit.clone()),
        }
    }

    /// No wording fits at all: the words behind the subject are no phrase, or the subject itself is unknown.
    fn no_phrase(
        &self,
        run: &Run<'_>,
        from: usize,
        to: usize,
        context: &Context<'_>,
    ) -> ResolveError {
        let known = |at: usize| {
            entities_at(
                self.vocabulary,
                self.situation,
                run,
                at,
                Kinds::ENTITY,
                Spelling::Exact,
            )
            .first()
            .map(|(end, _)| *end)
        };
        let start = if context.subject.is_some() {
            from
        } else {
            match run.token(from).map(|token| &token.kind) {
                Some(TokenKind::Variable(_)) => from + 1,
                _ => match known(from) {
                    Some(end) => end,
                    None => return self.no_subject(run, (from, to), context),
                },
            }
        };
        if start >= to {
            return ResolveError::Expected {
                place: run.place(from, to),
                what: "a sentence was expected: something must be said of this",
                form: Some("NAME phrase NAME"),
            };
        }
        let mut end = start;
        while end < to {
            let stops = run.word(end).is_none_or(|word| STOPS.contains(&word));
            if end > start && (stops || known(end).is_some()) {
                break;
            }
            end += 1;
        }
        let text = run.text(start, end);
        let shown = |at: usize, upto: usize| run.text(at, upto);
        let mut understood = shown(from, start);
        if let Some(upto) = known(end) {
            understood = format!("{understood} … {}", shown(end, upto));
        }
        if let Some(inner) = self.before_a_sentence(run, start) {
            let alone = Context {
                subject: None,
                ..*context
            };
            let found = self.prefixes(run, inner, &alone);
            return self.no_sentence(run, inner, to, &alone, found);
        }
        if let Some(error) = self.no_that(run, start, context) {
            return error;
        }
        let nearest = self.nearest_phrases(&text);
        if let Some(error) = self.no_kind(run, (start, end), &nearest) {
            return error;
        }
        if nearest.is_empty() {
            let scale = &self.situation.scales.likelihood;
            let words = self::nearest(&text, scale.iter().map(|row| row.word.as_str()));
            if !words.is_empty() {
                return ResolveError::NoLikelihood {
                    place: run.place(start, end),
                    text,
                    nearest: words,
                };
            }
        }
        ResolveError::UnknownPhrase {
            place: run.place(start, end),
            nearest,
            text,
            understood: understood.trim().to_string(),
        }
    }
}

impl Reader<'_> {
    /// Words that begin with no name: a keyword was meant, or the name is unknown.
    fn no_subject(
        &self,
        run: &Run<'_>,
        (from, to): (usize, usize),
        context: &Context<'_>,
    ) -> ResolveError {
        let mut error = unknown_name(self, run, from, None);
        // No question opens with a statement's keyword.
        if context.variables == super::segment::Variables::None
            && let ResolveError::UnknownName { instead, .. } = &mut error
            && let Some(word) = run.word(from).filter(|word| !looks_like_a_name(word))
            && let Some(keyword) = self::nearest(word, KEYWORDS.into_iter()).first()
            && from + 1 < to
        {
            *instead = Some(format!("{keyword} {}", run.text(from + 1, to)));
        }
        error
    }

    /// Where the inner sentence begins, if the words of a phrase with a `[sentence]` slot stand at a position: `fears that`.
    fn before_a_sentence(&self, run: &Run<'_>, start: usize) -> Option<usize> {
        let wordings = self.situation.relations.rows().iter().filter(|relation| {
            relation.slots.len() == 2 && relation.slots.last() == Some(&Kinds::SENTENCE)
        });
        wordings
            .flat_map(|relation| relation.wordings.iter().chain(&relation.negations))
            .filter_map(|wording| {
                let words = wording
                    .parts
                    .get(1..wording.parts.len().saturating_sub(1))?;
                let here = words.iter().enumerate().all(|(at, part)| match part {
                    Part::Word(word) => run.is(start + at, word),
                    Part::Slot(_) => false,
                });
                let inner = start + words.len();
                (here && !words.is_empty() && inner < run.len()).then_some(inner)
            })
            .max()
    }

    /// `Tarin says Belmar shelters Front`: `that` is missing before a sentence that can be read.
    fn no_that(&self, run: &Run<'_>, start: usize, context: &Context<'_>) -> Option<ResolveError> {
        let verb = run
            .word(start)
            .filter(|word| matches!(*word, "says" | "denies"))?;
        let alone = Context {
            subject: None,
            ..*context
        };
        let said = !run.is(start + 1, "that")
            && !self.prefixes(run, start + 1, &alone).readings.is_empty();
        said.then(|| ResolveError::Expected {
            place: run.place(start, start + 1),
            what: "`that` is missing after this",
            form: Some(match verb {
                "says" => "NAME says that NAME phrase NAME",
                _ => "NAME denies that NAME phrase NAME",
            }),
        })
    }

    /// `is a militnat group`: what follows the article is no kind, and no phrase is nearer.
    fn no_kind(
        &self,
        run: &Run<'_>,
        (start, end): (usize, usize),
        phrases: &[String],
    ) -> Option<ResolveError> {
        const ROLES: [&str; 4] = ["by", "against", "in", "with"];
        let from = start + 2;
        if !run.is(start, "is") || !(run.is(start + 1, "a") || run.is(start + 1, "an")) {
            return None;
        }
        let end = (from..end)
            .find(|at| run.word(*at).is_none_or(|word| ROLES.contains(&word)))
            .unwrap_or(end);
        let text = run.text(from, end);
        let nearest = self.nearest_kinds(&text);
        (from < end && (!nearest.is_empty() || phrases.is_empty())).then(|| {
            ResolveError::UnknownKind {
                place: run.place(from, end),
                text,
                nearest,
            }
        })
    }
}

/// A variable where none may stand.
fn variable(run: &Run<'_>, from: usize, to: usize, context: &Context<'_>) -> Option<ResolveError> {
    if context.variables != super::segment::Variables::None {
        return None;
    }
    (from..to).find_map(|at| match &run.token(at)?.kind {
        TokenKind::Variable(name) => Some(ResolveError::VariableInStatement {
            place: run.place(at, at + 1),
            name: name.clone(),
        }),
        _ => None,
    })
}
