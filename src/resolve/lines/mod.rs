//! The lines of a statement. Takes its written lines and who they are about, gives its sentences and clauses, each clause with
//! the reach that its place gives it.
//!
//! A line is cut at its commas. After a comma comes a phrase about the same subject, a clause, or a further name of a list:
//! the first of these that can be read with all its words is meant.

mod taking;

use super::cover::{Part, Stuck};
use super::dates::Dating;
use super::declare::{Said, is_alias};
use super::error::{ResolveError, ResolveWarning};
use super::names::Content;
use super::scope::Clauses;
use super::segment::{Context, Lists, Reader, Reading, Unnamed, Variables};
use super::source::SourceClause;
use super::vocabulary::Spelling;
use super::words::Run;
use crate::model::{EntityId, Kinds, Sign};
use crate::source::Place;
use crate::syntax::{Token, TokenKind};
use std::ops::Range;

/// What a statement is, as far as its lines differ for it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Manner<'m> {
    /// A sentence, marked or not: its first words say whom it is about.
    Sentence,
    /// `actor`, `place`, `thing`.
    Declaration,
    /// `event`: its roles may follow one another without a comma, and its dates are its own.
    Event,
    /// `source`: grades, author, descent.
    Source,
    /// `allegiance`, `threat`: the first words are read by the shape.
    Shape(&'m str),
    /// `scenario`: clauses alone.
    Clauses,
}

/// What a sentence of a statement is.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Role {
    /// A sentence of its own.
    Plain,
    /// `X says that S`, `X denies that S`.
    Claim {
        /// Who.
        who: Vec<Content>,
        /// When.
        said: Option<Dating>,
    },
    /// `begins S`, of an event.
    Begins,
    /// `ends S`, of an event.
    Ends,
}

/// One sentence (of lists several) and the clauses straight after it.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Told {
    pub(crate) reading: Reading,
    /// The wording's sign, `deny` and the claim's denial taken together.
    pub(crate) sign: Sign,
    pub(crate) role: Role,
    pub(crate) own: Clauses,
    /// The number of its line in the statement.
    pub(crate) line: usize,
    pub(crate) place: Place,
}

/// A statement, read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    pub(crate) told: Vec<Told>,
    /// By line, the clauses that reach all its sentences.
    pub(crate) lines: Vec<Clauses>,
    /// Those that reach the whole statement.
    pub(crate) whole: Clauses,
    /// `led to EVENT`
    pub(crate) led_to: Vec<(Vec<EntityId>, Place)>,
    /// Grades and descent of a source.
    pub(crate) source: Vec<(SourceClause, Place)>,
    /// The names written in other letters than they are declared.
    pub(crate) respelled: Vec<ResolveWarning>,
}

/// Where a list may go on after a comma.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Open {
    Nothing,
    LastArgument,
    Per(Reach),
    According(Reach),
    Because(Reach),
    Source,
    LedTo,
}

/// Whose clauses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Reach {
    Sentence,
    Line,
    Whole,
}

/// Reads a statement's lines.
pub(crate) struct Lines<'r, 'v> {
    pub(crate) reader: Reader<'v>,
    pub(crate) manner: Manner<'r>,
    pub(crate) variables: Variables,
    pub(crate) subject: Vec<Content>,
    draft: Draft,
    /// Of the line at hand: its number, and the clauses after its commas.
    line: usize,
    clauses: Clauses,
    open: Open,
    /// Whether the line is within a list of aliases.
    in_aliases: bool,
}

impl<'r, 'v> Lines<'r, 'v> {
    /// A reader of lines about a subject; of none, where the first words say who it is.
    pub(crate) fn new(
        reader: Reader<'v>,
        manner: Manner<'r>,
        subject: Vec<Content>,
    ) -> Lines<'r, 'v> {
        Lines {
            reader,
            manner,
            variables: Variables::None,
            subject,
            draft: Draft::default(),
            line: 0,
            clauses: Clauses::default(),
            open: Open::Nothing,
            in_aliases: false,
        }
    }

    /// Reads all lines. At the first mistake the statement is given up.
    pub(crate) fn read(mut self, lines: &[Said<'_>]) -> Result<Draft, ResolveError> {
        for (number, line) in lines.iter().enumerate() {
            // A first line that holds nothing but the keyword and the name is left out.
            self.line = if line.first { 0 } else { number + 1 };
            self.in_aliases = false;
            let told = self.draft.told.len();
            let others = self.draft.led_to.len() + self.draft.source.len();
            self.open = Open::Nothing;
            self.read_line(line.tokens)?;
            let clauses = std::mem::take(&mut self.clauses);
            let bare = self.draft.told.len() == told
                && self.draft.led_to.len() + self.draft.source.len() == others;
            if self.line == 0 || bare {
                self.draft.whole.add(clauses);
            } else {
                let room = self.line + 1;
                if self.draft.lines.len() < room {
                    self.draft.lines.resize(room, Clauses::default());
                }
                if let Some(row) = self.draft.lines.get_mut(self.line) {
                    row.add(clauses);
                }
            }
        }
        Ok(self.draft)
    }

    fn read_line(&mut self, tokens: &[Token]) -> Result<(), ResolveError> {
        let segments = segments(tokens);
        let mut from = 0;
        while let Some(segment) = segments
            .get(from)
            .and_then(|range| tokens.get(range.clone()))
        {
            // A subject that is a list holds commas: as many segments as it takes are one.
            if self.subject.is_empty() && self.manner == Manner::Sentence && from == 0 {
                from += self.first(tokens, &segments)?;
                continue;
            }
            let parts = match self.manner {
                Manner::Shape(keyword) if self.subject.is_empty() => {
                    self.shape(keyword, segment)?
                }
                _ => self.segment(segment)?,
            };
            self.take(parts);
            from += 1;
        }
        Ok(())
    }

    /// The first sentence, with its subject: of the first segment, or of the first few where they list the subject. Gives how
    /// many segments it took.
    fn first(
        &mut self,
        tokens: &[Token],
        segments: &[Range<usize>],
    ) -> Result<usize, ResolveError> {
        let names = segments
            .iter()
            .take_while(|range| {
                tokens
                    .get((*range).clone())
                    .is_some_and(|segment| self.is_names(segment))
            })
            .count();
        let upto = |segment: usize| {
            segments
                .get(segment)
                .and_then(|range| tokens.get(..range.end))
                .unwrap_or(tokens)
        };
        let last = names.min(segments.len().saturating_sub(1));
        match self.segment(upto(last)) {
            Ok(parts) => {
                self.take(parts);
                Ok(last + 1)
            }
            Err(error) if last == 0 => Err(error),
            // What looks like a list of names may be a sentence after all.
            Err(error) => match self.segment(upto(0)) {
                Ok(parts) => {
                    self.take(parts);
                    Ok(1)
                }
                Err(_) => Err(error),
            },
        }
    }

    /// Whether a segment is a name, or names joined by `and`, and nothing else.
    fn is_names(&self, segment: &[Token]) -> bool {
        let run = self.reader.run(segment);
        let start = usize::from(run.is(0, "and"));
        [Spelling::Exact, Spelling::Folded].iter().any(|spelling| {
            self.reader
                .name_lists(&run, start, Kinds::ENTITY, *spelling)
                .first()
                .is_some_and(|(_, end)| *end == run.len())
        })
    }

    fn context<'c>(&self, subject: &'c [Content], spelling: Spelling) -> Context<'c> {
        Context {
            subject: (!subject.is_empty()).then_some(subject),
            variables: self.variables,
            unnamed: Unnamed::Allowed,
            lists: Lists::Allowed,
            spelling,
        }
    }

    /// One segment in every way, as declared or, failing that, in other letters.
    fn segment(&mut self, tokens: &[Token]) -> Result<Vec<Part>, ResolveError> {
        let run = self.reader.run(tokens);
        let subject = self.subject.clone();
        match self.segment_in(&run, &self.context(&subject, Spelling::Exact)) {
            Ok(parts) => Ok(parts),
            Err(error) => match self.segment_in(&run, &self.context(&subject, Spelling::Folded)) {
                Ok(parts) => {
                    let found = self.reader.other_letters(&run);
                    self.draft.respelled.extend(found);
                    Ok(parts)
                }
                Err(_) => Err(error),
            },
        }
    }

    fn segment_in(&self, run: &Run<'_>, context: &Context<'_>) -> Result<Vec<Part>, ResolveError> {
        let mut stuck = Stuck::at(0);
        if self.in_aliases && is_alias(self.reader.vocabulary, run) {
            return Ok(vec![Part::Alias]);
        }
        if self.manner != Manner::Clauses {
            match self.reader.sentence_led(run, self.manner, context) {
                Ok(parts) => return Ok(parts),
                Err(led) => stuck.further(led),
            }
        }
        if context.subject.is_some() || self.manner == Manner::Clauses || self.line > 0 {
            match self.reader.cover(run, 0, self.manner, context) {
                Ok(parts) => return Ok(parts),
                Err(covered) => stuck.further(covered),
            }
            match self.goes_on(run, context) {
                Ok(Some(parts)) => return Ok(parts),
                Ok(None) => {}
                Err(covered) => stuck.further(covered),
            }
        }
        Err(stuck.error.unwrap_or_else(|| {
            // An event's roles follow one another: the one that cannot be read is the mistake.
            let from = if self.manner == Manner::Event {
                stuck.at
            } else {
                0
            };
            let found = self.reader.prefixes(run, from, context);
            self.reader
                .no_sentence(run, from, run.len(), context, found)
        }))
    }

    /// Further names of the list that is open, and the clauses after them.
    fn goes_on(&self, run: &Run<'_>, context: &Context<'_>) -> Result<Option<Vec<Part>>, Stuck> {
        let kind = match self.open {
            Open::Nothing => return Ok(None),
            Open::Because(_) => return self.further_ground(run, context),
            Open::LastArgument => match self.draft.told.last() {
                Some(told) if told.reading.last_slot.is_some() => told.reading.last_kind,
                _ => return Ok(None),
            },
            Open::Per(_) => Kinds::SOURCE,
            Open::According(_) => Kinds::ACTOR,
            Open::LedTo => Kinds::EVENT,
            Open::Source => match self.draft.source.last() {
                Some((clause, _)) => clause.kind(),
                None => return Ok(None),
            },
        };
        let start = usize::from(run.is(0, "and"));
        let mut stuck = Stuck::at(0);
        for (names, end) in self.reader.name_lists(run, start, kind, context.spelling) {
            let (more, end) = if matches!(self.open, Open::Per(_)) {
                match self.reader.cited(run, names, end, context) {
                    Ok((cited, end)) => (Part::MoreCited(cited), end),
                    Err(error) => return Err(Stuck::on(end, error)),
                }
            } else if matches!(self.open, Open::According(_)) {
                match self.reader.said(run, end, context) {
                    Ok((said, end)) => (Part::MoreParties(names, said), end),
                    Err(error) => return Err(Stuck::on(end, error)),
                }
            } else {
                (Part::MoreNames(names), end)
            };
            match self.reader.cover(run, end, self.manner, context) {
                Ok(mut parts) => {
                    parts.insert(0, more);
                    return Ok(Some(parts));
                }
                Err(covered) => stuck.further(covered),
            }
        }
        if stuck.at > 0 { Err(stuck) } else { Ok(None) }
    }

    /// A further ground of a `because`: a sentence with a subject of its own.
    fn further_ground(
        &self,
        run: &Run<'_>,
        context: &Context<'_>,
    ) -> Result<Option<Vec<Part>>, Stuck> {
        let context = Context {
            subject: None,
            ..*context
        };
        let found = self.reader.prefixes(run, 0, &context);
        let whole = found.readings.into_iter().find(|one| one.end == run.len());
        Ok(whole.map(|reading| vec![Part::MoreGrounds(reading)]))
    }

    fn shape(&mut self, keyword: &str, tokens: &[Token]) -> Result<Vec<Part>, ResolveError> {
        let run = self.reader.run(tokens);
        let exact = self.context(&[], Spelling::Exact);
        match self.reader.shape_led(keyword, &run, self.manner, &exact) {
            Ok(parts) => Ok(parts),
            Err(error) => {
                let folded = self.context(&[], Spelling::Folded);
                match self.reader.shape_led(keyword, &run, self.manner, &folded) {
                    Ok(parts) => {
                        let found = self.reader.other_letters(&run);
                        self.draft.respelled.extend(found);
                        Ok(parts)
                    }
                    Err(_) => Err(error),
                }
            }
        }
    }
}

/// The stretches between commas.
fn segments(tokens: &[Token]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = 0;
    let commas = tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| token.kind == TokenKind::Comma)
        .map(|(at, _)| at);
    for at in commas.chain(std::iter::once(tokens.len())) {
        if from < at {
            out.push(from..at);
        }
        from = at + 1;
    }
    out
}
