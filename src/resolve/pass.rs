//! The passes in order. Takes the parsed files, gives the situation, the vocabulary for questions, and every mistake.

use super::alternatives::standing;
use super::bad_rows::BadRows;
use super::collect::{Hand, Placed, flatten};
use super::declare::{declaration, said};
use super::error::ResolveError;
use super::event::{EventDates, Facts};
use super::flow::Marked;
use super::front::Front;
use super::later::from_tables;
use super::lent::Lent;
use super::lines::{Draft, Lines, Manner};
use super::names::Content;
use super::rows::{DeclaredRows, Of, RowAlone, TableRead, Tables};
use super::scenario::Rank;
use super::scope::Clauses;
use super::tell::{Declares, Telling};
use super::vocabulary::Vocabulary;
use crate::diagnostic::Diagnostic;
use crate::model::{
    Additions, Branch, EntityId, Hypothesis, Id as _, Sign, Situation, Standing, Value,
};
use crate::source::{FileId, Files, Place};
use crate::syntax::{Keyword, Line, Shape, Statement, Token, TokenKind};
use indexmap::IndexMap;
use std::collections::HashMap;

/// A file's statements.
#[derive(Clone, Copy, Debug)]
pub struct ParsedFile<'s> {
    /// Which file.
    pub file: FileId,
    /// Its statements, in order.
    pub statements: &'s [Statement],
    /// Whether it is shipped, not the user's own.
    pub shipped: bool,
}

impl ParsedFile<'_> {
    /// Who wrote it.
    pub(crate) fn hand(&self) -> Hand {
        if self.shipped {
            Hand::Shipped
        } else {
            Hand::User
        }
    }
}

/// What is resolved: all files that were read, in the order in which they were; the entry file is the first of the user's own.
#[derive(Clone)]
pub struct Input<'s> {
    /// The files, for lines and names.
    pub files: &'s Files,
    /// Their statements.
    pub parsed: Vec<ParsedFile<'s>>,
    /// Where their tables are.
    pub tables: &'s dyn Tables,
    /// How the rows of tables are told.
    pub rowwise: Rowwise,
}

/// How the rows of a table are told. The outcome is the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Rowwise {
    /// Rows that are alike together.
    #[default]
    Together,
    /// Each by itself: the definition.
    EachByItself,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// All that the files say.
    pub situation: Situation,
    /// What questions are read by.
    pub vocabulary: Vocabulary,
    /// The mistakes, in order of place, at most one a statement.
    pub diagnostics: Vec<Diagnostic>,
    /// What each table brought.
    pub tables: Vec<TableRead>,
    /// How many of the statements told stand in texts; those of rows come after them.
    pub of_texts: usize,
}

/// Resolves all files. Never panics; a statement with a mistake is left out, and the rest stands.
#[must_use]
pub fn resolve(input: &Input<'_>) -> Resolved {
    let mut front = Front::new(
        input.files,
        Lent::own(Vocabulary::default()),
        Lent::own(Situation::empty()),
    );
    front.shipped_files = input
        .parsed
        .iter()
        .filter(|file| file.shipped)
        .map(|file| file.file)
        .collect();
    let mut tables = from_tables(input);
    let mut all = flatten(&input.parsed);
    tables.part(input.files, &all);
    front.rows = BadRows::of(&tables);
    for (from, rows) in tables.parsed().enumerate() {
        let rows = flatten(&[rows]);
        all.extend(rows.into_iter().map(|row| Placed {
            from: Some(from),
            ..row
        }));
    }
    let declared = front.collect(&all);
    let mut by_rows = front.declare_rows(&tables);
    for error in &tables.errors {
        front.report(error);
    }
    let mut read: Vec<TableRead> = Vec::new();
    for (_, _, given) in &tables.files {
        read.extend(front.names_from_tables(given));
    }
    front.alternatives(&all);
    let defaults = front.scenarios(&input.parsed);
    let none = Clauses::default();
    let rows = Of::all(&tables, &defaults, &none);
    let of_texts = front.read_all(&all, &declared, &defaults, (&rows, &mut by_rows));
    front.tell_tables(&rows, input.rowwise);
    front.reject_rows(&tables, &mut read);
    read.extend(tables.rejected.iter().cloned());
    front.asks(&all);
    let marked = Marked::of(input.files, &all, &defaults, &front.situation);
    let mut resolved = front.finish(&all);
    if let Some(marked) = marked {
        let at =
            |(number, entity): (usize, EntityId)| Some((all.get(number)?.statement.place, entity));
        let mut in_order: Vec<(Place, EntityId)> = declared.into_iter().filter_map(at).collect();
        in_order.sort_unstable();
        marked.flow(&in_order, &mut resolved.situation);
    }
    resolved.tables = read;
    resolved.of_texts = of_texts;
    resolved
}

/// What is there before any file is read.
#[must_use]
pub fn nothing() -> Resolved {
    Resolved {
        situation: Situation::empty(),
        vocabulary: Vocabulary::default(),
        diagnostics: Vec::new(),
        tables: Vec::new(),
        of_texts: 0,
    }
}

/// The defaults of each file.
pub(crate) type Defaults = HashMap<FileId, Clauses>;

/// A declaring statement that has been read, before any is told: grades and dates of all are needed first.
pub(super) struct Declared<'s> {
    placed: Placed<'s>,
    entity: EntityId,
    pub(super) keyword: Keyword,
    pub(super) draft: Draft,
}

impl Front<'_> {
    /// Names the alternatives and the rules, so that statements and questions can point at them.
    fn alternatives(&mut self, all: &[Placed<'_>]) {
        for placed in all {
            match &placed.statement.shape {
                Shape::Suppose { title, .. } => {
                    let origin = self.origin(placed.statement.place);
                    self.situation.branches.push(Branch {
                        title: text_of(&title.kind),
                        change: crate::model::Alteration::default(),
                        origin,
                    });
                }
                Shape::Hypothesis { title, .. } => {
                    let origin = self.origin(placed.statement.place);
                    self.situation.hypotheses.push(Hypothesis {
                        title: text_of(&title.kind),
                        change: crate::model::Alteration::default(),
                        origin,
                    });
                }
                Shape::Rule { name, .. } => {
                    let name = self.text_of(name);
                    let first = self.rule_names.entry(name).or_default();
                    // A name that the standard model has too is no mistake.
                    if placed.hand != Hand::Shipped {
                        first.get_or_insert(placed.statement.place);
                    }
                }
                _ => {}
            }
        }
    }

    fn scenarios(&mut self, parsed: &[ParsedFile<'_>]) -> Defaults {
        let mut defaults = Defaults::new();
        let mut rank = Rank::Entry;
        for file in parsed {
            for statement in file.statements {
                let Shape::Scenario { title, lines } = &statement.shape else {
                    continue;
                };
                let of_this = if file.shipped { Rank::Other } else { rank };
                match self.scenario(title, lines, statement.place, of_this) {
                    Ok(clauses) => {
                        defaults.insert(file.file, clauses);
                    }
                    Err(error) => self.report(&error),
                }
                if !file.shipped {
                    rank = Rank::Other;
                }
            }
        }
        defaults
    }

    /// The second pass: declarations first, for the grades and dates that all others need; then the rest, in order. Gives how
    /// many statements were told before the first that stands in a row.
    fn read_all(
        &mut self,
        all: &[Placed<'_>],
        entities: &HashMap<usize, EntityId>,
        defaults: &Defaults,
        (tables, by_rows): (&[Of<'_>], &mut [DeclaredRows]),
    ) -> usize {
        let none = Clauses::default();
        let alone = self.read_rows(tables, by_rows);
        let mut declared: Vec<Declared<'_>> = Vec::new();
        for (number, placed) in all.iter().enumerate() {
            (self.hand, self.rows.at) = (placed.hand, placed.from);
            let Some(entity) = entities.get(&number) else {
                continue;
            };
            match self.read_declaration(placed, *entity) {
                Some(Ok(one)) => declared.push(one),
                Some(Err(error)) => self.report(&error),
                None => {}
            }
        }
        for (of, rows) in &alone {
            for row in rows {
                let placed = of.placed(&row.statement);
                (self.hand, self.rows.at) = (placed.hand, placed.from);
                match self.read_declaration(&placed, row.entity) {
                    Some(Ok(one)) => declared.push(one),
                    Some(Err(error)) => self.report(&error),
                    None => {}
                }
            }
        }
        let mut dates: IndexMap<EntityId, EventDates> = IndexMap::new();
        for one in &declared {
            if one.keyword == Keyword::Event {
                dates
                    .entry(one.entity)
                    .or_default()
                    .add(&one.draft.whole, one.placed.statement.place);
            }
        }
        self.rows.at = None;
        self.date_events(&dates);
        for one in &declared {
            self.rows.at = one.placed.from;
            if self.source_of.contains_key(&one.entity)
                && let Err(error) =
                    self.describe_source(one.entity, &one.draft, one.placed.statement.place)
            {
                self.report(&error);
            }
        }
        let mut told_events: Vec<bool> = vec![false; self.situation.entities.len()];
        for one in &declared {
            self.rows.at = one.placed.from;
            let file = defaults.get(&one.placed.file).unwrap_or(&none);
            let first = told_events
                .get_mut(one.entity.index())
                .is_none_or(|told| !std::mem::replace(told, true));
            if let Err(error) = self.tell_declaration(one, file, first.then_some(Facts::All)) {
                self.report(&error);
            }
        }
        self.tell_declared(tables, by_rows);
        let mut of_texts = None;
        for placed in all {
            if placed.from.is_some() {
                of_texts.get_or_insert(self.situation.told.stated.len());
            }
            (self.hand, self.rows.at) = (placed.hand, placed.from);
            let file = defaults.get(&placed.file).unwrap_or(&none);
            if let Err(error) = self.read_statement(placed, file) {
                self.report(&error);
            }
        }
        self.rows.at = None;
        of_texts.unwrap_or(self.situation.told.stated.len())
    }

    /// Reads what rows of tables declare; gives those that are to be read one by one.
    fn read_rows<'t>(
        &mut self,
        tables: &[Of<'t>],
        by_rows: &mut [DeclaredRows],
    ) -> Vec<(Of<'t>, Vec<RowAlone>)> {
        let mut alone: Vec<(Of<'t>, Vec<RowAlone>)> = Vec::new();
        for of in tables {
            (self.hand, self.rows.at) = (of.hand, Some(of.from));
            let mut rows: Vec<RowAlone> = Vec::new();
            for declared in by_rows.iter_mut().filter(|one| one.is_of(of)) {
                rows.extend(self.read_declared(*of, declared));
            }
            rows.sort_by_key(|one| (one.row, one.at));
            alone.push((*of, rows));
        }
        self.rows.at = None;
        alone
    }

    pub(super) fn read_declaration<'s>(
        &mut self,
        placed: &Placed<'s>,
        entity: EntityId,
    ) -> Option<Result<Declared<'s>, ResolveError>> {
        let Shape::Declaration { keyword, lines } = &placed.statement.shape else {
            return None;
        };
        let declaration = declaration(*keyword, lines)?;
        if let Some(error) = column_outside_a_table(declaration.named) {
            return Some(Err(error));
        }
        if *keyword == Keyword::Event
            && placed.from.is_none()
            && let Some(warning) = self.roles_in(declaration.named)
        {
            self.warn(&warning);
        }
        let manner = match keyword {
            Keyword::Event => Manner::Event,
            Keyword::Source => Manner::Source,
            Keyword::Thing if self.source_of.contains_key(&entity) => Manner::Source,
            Keyword::Actor | Keyword::Place | Keyword::Thing => Manner::Declaration,
        };
        let subject = vec![Content::Value(Value::Entity(entity))];
        let read = Lines::new(self.reader(), manner, subject).read(&declaration.rest);
        Some(read.map(|draft| {
            for warning in &draft.respelled {
                self.warn(warning);
            }
            Declared {
                placed: *placed,
                entity,
                keyword: *keyword,
                draft,
            }
        }))
    }

    pub(super) fn tell_declaration(
        &mut self,
        one: &Declared<'_>,
        file: &Clauses,
        facts: Option<Facts>,
    ) -> Result<(), ResolveError> {
        let declares = match one.keyword {
            Keyword::Event => Declares::Event(one.entity),
            Keyword::Source => Declares::Source,
            Keyword::Thing if self.source_of.contains_key(&one.entity) => Declares::Source,
            Keyword::Actor | Keyword::Place | Keyword::Thing => Declares::Other,
        };
        let telling = Telling {
            standing: Standing::Fact,
            file,
            declares,
        };
        let mut out = Additions::default();
        if one.keyword == Keyword::Event {
            let facts = facts.unwrap_or(Facts::OnlyWhatItLedTo);
            let place = one.placed.statement.place;
            self.tell_event(one.entity, &one.draft, (telling, facts), place, &mut out)?;
        }
        self.tell(&one.draft, telling, &mut out)?;
        self.add(one.placed.home, out);
        Ok(())
    }

    pub(super) fn read_statement(
        &mut self,
        placed: &Placed<'_>,
        file: &Clauses,
    ) -> Result<(), ResolveError> {
        match &placed.statement.shape {
            Shape::Sentence { lines } => self.sentence(
                Manner::Sentence,
                lines,
                (Standing::Fact, Sign::For),
                placed,
                file,
            ),
            Shape::Marked { mark, lines } => {
                self.sentence(Manner::Sentence, lines, standing(*mark), placed, file)
            }
            Shape::Allegiance { lines } => self.sentence(
                Manner::Shape("allegiance"),
                lines,
                (Standing::Fact, Sign::For),
                placed,
                file,
            ),
            Shape::Threat { lines } => self.sentence(
                Manner::Shape("threat"),
                lines,
                (Standing::Fact, Sign::For),
                placed,
                file,
            ),
            Shape::Inner { inner, lines } => self.inner(*inner, lines, placed.home),
            Shape::Scenario { .. }
            | Shape::Use { .. }
            | Shape::UseNoStandardModel
            | Shape::Kind { .. }
            | Shape::Scale { .. }
            | Shape::Relation { .. }
            | Shape::Declaration { .. }
            | Shape::Suppose { .. }
            | Shape::Hypothesis { .. }
            | Shape::Broken { .. } => Ok(()),
            Shape::Rule { name, lines } => self.rule(name, lines, placed),
            Shape::Question { lines } => self.form(lines, placed),
            // Asked when all forms are known; rows stand among the statements already.
            Shape::Ask { .. } | Shape::Expect { .. } | Shape::From { .. } => Ok(()),
        }
    }

    fn sentence(
        &mut self,
        manner: Manner<'_>,
        lines: &[Line],
        (standing, sign): (Standing, Sign),
        placed: &Placed<'_>,
        file: &Clauses,
    ) -> Result<(), ResolveError> {
        let mut draft = Lines::new(self.reader(), manner, Vec::new()).read(&said(lines))?;
        for warning in &draft.respelled {
            self.warn(warning);
        }
        // `deny` before a first sentence reaches that sentence only.
        if sign == Sign::Against
            && let Some(told) = draft.told.first_mut()
        {
            told.sign = told.sign.turned();
        }
        let mut out = Additions::default();
        let telling = Telling {
            standing,
            file,
            declares: Declares::Nothing,
        };
        self.tell(&draft, telling, &mut out)?;
        self.add(placed.home, out);
        Ok(())
    }

    /// What can only be done when all is read.
    fn finish(mut self, all: &[Placed<'_>]) -> Resolved {
        self.property_rules();
        self.kinds_as_sentences();
        self.check_endings();
        self.keep_what_is_surely_the_same();
        if self.situation.as_of.is_none() {
            self.situation.as_of = self.last_named;
        }
        let diagnostics = one_a_statement(std::mem::take(&mut self.diagnostics), all);
        Resolved {
            situation: self.situation.into_own(),
            vocabulary: self.vocabulary.into_own(),
            diagnostics,
            tables: Vec::new(),
            of_texts: 0,
        }
    }

    /// In the analyst's world two names are one only where nobody denies it.
    fn keep_what_is_surely_the_same(&mut self) {
        let Some(relation) = self.situation.sameness() else {
            return;
        };
        let told = &mut self.situation.told;
        let denied: Vec<Vec<Value>> = told
            .stated
            .iter()
            .filter(|one| one.sentence.relation == relation && one.sign == Sign::Against)
            .map(|one| one.sentence.args.clone())
            .collect();
        told.same.retain(|(a, b)| {
            let (a, b) = (Value::Entity(*a), Value::Entity(*b));
            !denied
                .iter()
                .any(|args| *args == [a.clone(), b.clone()] || *args == [b.clone(), a.clone()])
        });
    }
}

/// A variable stands in a name only under `from`, where it is a column.
fn column_outside_a_table(named: &[Token]) -> Option<ResolveError> {
    named.iter().find_map(|token| match &token.kind {
        TokenKind::Variable(name) => Some(ResolveError::VariableInStatement {
            place: token.place,
            name: name.clone(),
        }),
        _ => None,
    })
}

fn text_of(kind: &TokenKind) -> String {
    match kind {
        TokenKind::Text(text) => text.clone(),
        _ => String::new(),
    }
}

/// In order of place; of several errors in one statement the first that was found.
fn one_a_statement(found: Vec<Diagnostic>, all: &[Placed<'_>]) -> Vec<Diagnostic> {
    let start = |one: &Diagnostic| one.labels.first().map_or(0, |label| label.place.start);
    let mut starts: Vec<u32> = all
        .iter()
        .map(|placed| placed.statement.place.start)
        .collect();
    starts.sort_unstable();
    starts.dedup();
    let mut seen = std::collections::HashSet::new();
    let mut out: Vec<Diagnostic> = found
        .into_iter()
        .filter(|one| {
            let statement = starts.partition_point(|at| *at <= start(one));
            one.severity == crate::diagnostic::Severity::Warning || seen.insert(statement)
        })
        .collect();
    out.sort_by_key(start);
    out
}
