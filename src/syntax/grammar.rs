//! The grammar as a reader: takes the text of one statement, gives pest's pairs. Nothing of pest leaves `syntax`.

use pest::Parser;
use pest::iterators::{Pair, Pairs};
use pest_derive::Parser;

#[derive(Parser)]
#[grammar = "grammar/casus.pest"]
struct Grammar;

/// What was matched, and where in the text that was given.
pub(super) type Match<'text> = Pair<'text, Rule>;

/// Reads one statement: its lines, or, where it holds statements of its own, its head.
///
/// The grammar reads every text that is not blank, so that none is given only for a blank one.
pub(super) fn statement(text: &str) -> Option<Match<'_>> {
    first(Grammar::parse(Rule::statement, text).ok()?)?
        .into_inner()
        .next()
}

/// Reads words alone: a question, or a cell of a table.
pub(super) fn words(text: &str) -> Option<Match<'_>> {
    first(Grammar::parse(Rule::words, text).ok()?)
}

/// Whether the text opens with a statement's keyword.
pub(super) fn opens_with_keyword(text: &str) -> bool {
    Grammar::parse(Rule::opening, text).is_ok()
}

fn first(mut pairs: Pairs<'_, Rule>) -> Option<Match<'_>> {
    pairs.next()
}
