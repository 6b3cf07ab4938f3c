//! What stands on the reader: rules, forms of question, and when all of those are known, what is asked and expected; and
//! before anything else the rows of tables.

use super::collect::{Hand, Placed, flatten};
use super::declare::declaration;
use super::error::ResolveError;
use super::expect::expected;
use super::front::Front;
use super::modifiers::Verdicts;
use super::names::Content;
use super::pass::{Input, ParsedFile};
use super::question::{self, in_questions};
use super::rows::{self, Expanded, RowsError, TableRead};
use super::segment::{Relating, Variables};
use super::vocabulary::Spelling;
use super::{rule, sought};
use crate::model::{Ask, Expect, KindId, Kinds, Rule};
use crate::source::{FileId, Files, Place};
use crate::syntax::{Line, Shape, Statement, Token};
use crate::table::Texts;
use crate::time::Likelihood;
use foldhash::fast::RandomState;
use std::collections::HashSet;
use std::sync::Arc;

impl Front<'_> {
    /// A rule, one for each party in whose view it runs.
    pub(crate) fn rule(
        &mut self,
        name: &[Token],
        lines: &[Line],
        placed: &Placed<'_>,
    ) -> Result<(), ResolveError> {
        let first = self.rule_names.get(&self.text_of(name)).copied().flatten();
        let named = name.iter().map(|token| token.place).reduce(Place::to);
        let again =
            placed.hand != Hand::Shipped && first.is_some_and(|at| at != placed.statement.place);
        if let (Some(place), true) = (named, again) {
            return Err(ResolveError::Expected {
                place,
                what: "another rule has this name, and the names of rules differ",
                form: None,
            });
        }
        let draft = rule::read(self.reader(), placed.statement.keyword, lines)?;
        let lowered = rule::lower(self, &draft)?;
        let words = self.words(&draft.clauses)?;
        let sources = draft.clauses.per.iter().flat_map(|cited| &cited.sources);
        let per = sources
            .filter_map(|entity| self.source_of.get(entity).copied())
            .collect();
        let parties: Vec<_> = draft
            .clauses
            .according
            .iter()
            .flat_map(|(who, _)| who.iter().copied())
            .collect();
        let made = Rule {
            name: self.text_of(name),
            property: None,
            likelihood: draft.clauses.likelihood.unwrap_or(Likelihood::CERTAIN),
            view: parties.first().copied(),
            variables: lowered.variables,
            sign: lowered.sign,
            head: lowered.head,
            body: lowered.body,
            per,
            words,
            shipped: placed.hand == Hand::Shipped,
            origin: self.origin(placed.statement.place),
        };
        if made.likelihood < self.situation.bar {
            self.warn(&super::error::ResolveWarning::RuleBelowBar {
                place: placed.statement.keyword,
            });
        }
        let mut more = crate::model::Additions::default();
        more.rules.extend(parties.iter().skip(1).map(|party| Rule {
            view: Some(*party),
            ..made.clone()
        }));
        more.rules.insert(0, made);
        self.add(placed.home, more);
        Ok(())
    }

    /// A form of question.
    pub(crate) fn form(&mut self, lines: &[Line], placed: &Placed<'_>) -> Result<(), ResolveError> {
        let origin = self.origin(placed.statement.place);
        let shipped = placed.hand == Hand::Shipped;
        let form = sought::form(self, placed.statement.keyword, lines, shipped, origin)?;
        self.situation.forms.push(form);
        Ok(())
    }

    /// What is asked and expected.
    pub(crate) fn asks(&mut self, all: &[Placed<'_>]) {
        for placed in all {
            self.hand = placed.hand;
            let done = match &placed.statement.shape {
                Shape::Ask { lines } => self.ask(&tokens_of(lines), placed),
                Shape::Expect { lines } => self.expect(&tokens_of(lines), placed),
                _ => Ok(()),
            };
            if let Err(error) = done {
                self.report(&error);
            }
        }
    }

    fn ask(&mut self, tokens: &[Token], placed: &Placed<'_>) -> Result<(), ResolveError> {
        let context = in_questions(Spelling::Exact);
        let (question, _) = question::question(self, tokens, &context, Verdicts::None)?;
        let origin = self.origin(placed.statement.place);
        self.situation.asks.push(Ask { question, origin });
        Ok(())
    }

    fn expect(&mut self, tokens: &[Token], placed: &Placed<'_>) -> Result<(), ResolveError> {
        let context = in_questions(Spelling::Exact);
        let expected = expected(self, tokens, &context)?;
        let origin = self.origin(placed.statement.place);
        let place = whole(tokens).unwrap_or(placed.statement.place);
        let text = self.text_of(tokens);
        self.situation.expects.push(Expect {
            text,
            expected,
            origin,
            place,
        });
        Ok(())
    }

    /// Declares the names that only tables bring, by the kinds of the slots that they fill.
    pub(super) fn names_from_tables(&mut self, tables: &[(Place, Expanded)]) -> Vec<TableRead> {
        let mut read = Vec::new();
        for (place, expanded) in tables {
            let before = self.situation.entities.len();
            let mut kinds: Vec<(String, KindId)> = Vec::new();
            kinds.extend(
                expanded
                    .sources
                    .iter()
                    .map(|column| (column.clone(), Kinds::SOURCE)),
            );
            kinds.extend(
                expanded
                    .parties
                    .iter()
                    .map(|column| (column.clone(), Kinds::ACTOR)),
            );
            for template in &expanded.templates {
                self.kinds_of_columns(template, &mut kinds);
            }
            for (column, kind) in kinds {
                for cell in expanded.cells(&column) {
                    self.declare_cell(cell, kind, *place);
                }
            }
            let mut declared: Vec<(KindId, usize)> = Vec::new();
            let brought = self
                .situation
                .entities
                .rows()
                .get(before..)
                .unwrap_or_default();
            for kind in brought.iter().filter_map(|entity| entity.kinds.first()) {
                match declared.iter_mut().find(|(known, _)| known == kind) {
                    Some((_, count)) => *count += 1,
                    None => declared.push((*kind, 1)),
                }
            }
            read.push(TableRead {
                table: expanded.table.clone(),
                place: *place,
                rows: expanded.rows,
                rejected: expanded.rejected.clone(),
                declared,
            });
        }
        read
    }

    fn declare_cell(&mut self, cell: &str, kind: KindId, place: Place) {
        let known = self.vocabulary.names.whole(cell, Spelling::Exact);
        let fits = known
            .iter()
            .any(|name| super::names::is_of(&self.vocabulary, &self.situation, name.entity, kind));
        if fits {
            return;
        }
        let shipped = self
            .files
            .file_at(place.start)
            .is_some_and(|file| self.shipped_files.contains(&file));
        let origin = self.origin(place);
        let id = self.declare(cell, vec![kind], shipped, origin);
        self.enrol(id);
    }

    /// The kinds that the slots of a template ask of its columns.
    fn kinds_of_columns(&self, template: &Statement, kinds: &mut Vec<(String, KindId)>) {
        let Some(Ok(draft)) = self.read_template(template) else {
            return;
        };
        for told in &draft.told {
            let relation = match told.reading.of {
                Relating::Relation(relation) | Relating::Change(relation) => Some(relation),
                Relating::Kind(_) | Relating::Compound { .. } => None,
            };
            let Some(row) = relation.and_then(|relation| self.situation.relations.get(relation))
            else {
                continue;
            };
            // A change of side asks of its third slot what it asks of the second.
            let slots = row.slots.iter().chain(row.slots.last());
            for (contents, kind) in told.reading.slots.iter().zip(slots) {
                for content in contents {
                    if let Content::Variable(name) = content
                        && self.vocabulary.is_below(*kind, Kinds::ENTITY)
                    {
                        kinds.push((name.clone(), *kind));
                    }
                }
            }
        }
    }

    /// The statement as it stands under `from`, its columns as variables; none where it is no statement of sentences.
    pub(super) fn read_template(
        &self,
        template: &Statement,
    ) -> Option<Result<super::lines::Draft, ResolveError>> {
        use super::declare::said;
        use super::lines::{Lines, Manner};
        let read = |manner, subject, lines: &[super::declare::Said<'_>]| {
            let mut reader = Lines::new(self.reader(), manner, subject);
            reader.variables = Variables::Allowed;
            Some(reader.read(lines))
        };
        match &template.shape {
            Shape::Sentence { lines } | Shape::Marked { lines, .. } => {
                read(Manner::Sentence, Vec::new(), &said(lines))
            }
            Shape::Allegiance { lines } => {
                read(Manner::Shape("allegiance"), Vec::new(), &said(lines))
            }
            Shape::Threat { lines } => read(Manner::Shape("threat"), Vec::new(), &said(lines)),
            Shape::Declaration { keyword, lines } => {
                let declaration = declaration(*keyword, lines)?;
                let manner = match keyword {
                    crate::syntax::Keyword::Event => Manner::Event,
                    crate::syntax::Keyword::Source => Manner::Source,
                    _ => Manner::Declaration,
                };
                read(
                    manner,
                    vec![Content::Variable(String::new())],
                    &declaration.rest,
                )
            }
            _ => None,
        }
    }
}

/// A file, whether it is shipped, and what each `from` of it gives.
type FileRows = (FileId, bool, Vec<(Place, Expanded)>);

/// The rows of every `from` of the files, as statements; and what went wrong with them.
pub(super) struct FromTables {
    /// Of each file, what its tables give.
    pub files: Vec<FileRows>,
    pub errors: Vec<ResolveError>,
    /// Tables of which more rows were rejected than is tolerated.
    pub rejected: Vec<TableRead>,
}

fn declared_name(statement: &Statement) -> Option<String> {
    match &statement.shape {
        Shape::Declaration { keyword, lines }
        | Shape::Broken {
            keyword: Some(keyword),
            lines,
        } => declaration(*keyword, lines).map(|one| one.name),
        _ => None,
    }
}

/// Puts the rows of all tables into statements.
pub(super) fn from_tables(input: &Input<'_>) -> FromTables {
    let mut out = FromTables {
        files: Vec::new(),
        errors: Vec::new(),
        rejected: Vec::new(),
    };
    let phrases = Arc::new(rows::Phrases::of(&flatten(&input.parsed)));
    for file in &input.parsed {
        let mut given = Vec::new();
        for statement in file.statements {
            let Shape::From {
                file: name,
                options,
                statements,
            } = &statement.shape
            else {
                continue;
            };
            match rows::expand(
                input.files,
                input.tables,
                (file.file, file.hand()),
                name,
                (options, statements),
                (input.rowwise, &phrases),
            ) {
                Ok(expanded) => given.push((name.place, expanded)),
                Err(error) => {
                    out.rejected.extend(too_many(&error));
                    out.errors.push(error);
                }
            }
        }
        if !given.is_empty() {
            out.files.push((file.file, file.shipped, given));
        }
    }
    out
}

/// The table of which too many rows were rejected, if that is the error.
fn too_many(error: &ResolveError) -> Option<TableRead> {
    let ResolveError::Rows(RowsError::TooManyRejected { place, of, all, .. }) = error else {
        return None;
    };
    Some(TableRead {
        table: all.first()?.file.clone(),
        place: *place,
        rows: *of,
        rejected: all.clone(),
        declared: Vec::new(),
    })
}

impl FromTables {
    /// Makes statements of the rows that declare a name which another statement declares too: whether the two are one
    /// is found when all statements are there.
    pub fn part(&mut self, files: &Files, written: &[Placed<'_>]) {
        let rows = self.given().flat_map(|(_, one)| &one.statements);
        let statements = written.iter().map(|one| one.statement).chain(rows);
        let mut elsewhere: HashSet<String, RandomState> =
            statements.filter_map(declared_name).collect();
        let together: Vec<&Texts> = self.given().flat_map(|(_, one)| one.named()).collect();
        // The names of one statement are different ones.
        if let [first, others @ ..] = together.as_slice()
            && !others.is_empty()
        {
            let mut met: HashSet<&str, RandomState> = first.iter().collect();
            for name in others.iter().flat_map(|names| names.iter()) {
                if !met.insert(name) {
                    elsewhere.insert(name.to_owned());
                }
            }
        }
        if together.is_empty() || elsewhere.is_empty() {
            return;
        }
        for (_, _, given) in &mut self.files {
            given
                .iter_mut()
                .for_each(|(_, one)| one.part(files, &elsewhere));
        }
    }

    /// What each `from` gives, with the place of its table's name, in order.
    pub fn given(&self) -> impl Iterator<Item = &(Place, Expanded)> {
        self.files.iter().flat_map(|(_, _, given)| given)
    }

    /// The same, each with its number and the file that holds it.
    pub fn numbered(&self) -> impl Iterator<Item = (usize, (FileId, &Expanded))> {
        let all = self
            .files
            .iter()
            .flat_map(|(file, _, given)| given.iter().map(|(_, expanded)| (*file, expanded)));
        all.enumerate()
    }

    /// The statements as files of their own, behind those that have them.
    pub fn parsed(&self) -> impl Iterator<Item = ParsedFile<'_>> {
        self.files.iter().flat_map(|(file, shipped, given)| {
            given.iter().map(|(_, expanded)| ParsedFile {
                file: *file,
                statements: &expanded.statements,
                shipped: *shipped,
            })
        })
    }
}

fn whole(tokens: &[Token]) -> Option<Place> {
    Some(tokens.first()?.place.to(tokens.last()?.place))
}

/// All tokens of a question's lines; a last full stop is no part of it.
fn tokens_of(lines: &[Line]) -> Vec<Token> {
    let tokens = lines.iter().flat_map(|line| line.tokens.iter().cloned());
    tokens.collect()
}
