//! How the model is written into a snapshot: every field, every variant by a number that stays its own.

use super::block::{Argument, Block, Cells, RowWords, RowsOf, Spans, Times, Wordplace};
use super::question::Column as Shown;
use super::{
    Additions, Alteration, Ask, Body, Bond, Branch, Clash, Closing, Comparison, Compound,
    Confidence, Core, Count, Ending, Entity, Event, Expect, Expected, Form, Grade, Hypothesis, Id,
    Item, Items, Kind, Kinds, Known, Length, LinksOf, Lying, Markings, Modifiers, Number, Origin,
    Part, Pattern, Property, Question, QuestionKind, Range, Relation, Replacement, RowTest,
    RowWanted, Rule, ScaleWord, Scales, Sentence, Sign, Signed, Situation, Sought, Source,
    Standing, Stated, Table, Take, Term, Total, Value, Verdict, When, Withheld, Wording, Words,
    block,
};
use crate::snapshot::{Reader, Stored, Writer, stored};
use std::sync::Arc;

/// Rows, as they lie.
impl<I: Id, T: Stored> Stored for Table<I, T> {
    fn put(&self, to: &mut Writer) {
        to.length(self.len());
        T::put_all(self.rows(), to);
    }

    fn take(from: &mut Reader<'_>) -> Option<Table<I, T>> {
        Vec::take(from).map(|rows| rows.into_iter().collect())
    }
}

/// What the cells of a column mean.
impl<T: Stored + Send + Sync + 'static> Stored for block::Column<T> {
    fn put(&self, to: &mut Writer) {
        match self {
            block::Column::Same(value) => {
                to.byte(0);
                value.put(to);
            }
            block::Column::Of { cells, means } => {
                to.byte(1);
                cells.put(to);
                means.put(to);
            }
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<block::Column<T>> {
        Some(match from.byte()? {
            0 => block::Column::Same(T::take(from)?),
            1 => block::Column::Of {
                cells: Cells::take(from)?,
                means: Stored::take(from)?,
            },
            _ => return None,
        })
    }
}

/// Found again when they are asked for.
impl Stored for Spans {
    fn put(&self, _: &mut Writer) {}

    fn take(_: &mut Reader<'_>) -> Option<Spans> {
        Some(Spans::default())
    }
}

/// Those that stand for themselves as they are, and the blocks of the others.
impl Stored for Items {
    fn put(&self, to: &mut Writer) {
        // Every explanation asks for it, and it takes all rows to find.
        self.first_edge().put(to);
        to.length(self.lying().count());
        for lying in self.lying() {
            match lying {
                Lying::Single(_, items) => {
                    to.byte(0);
                    to.length(items.len());
                    Item::put_all(items, to);
                }
                Lying::Rows(_, block) => {
                    to.byte(1);
                    block.put(to);
                }
            }
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<Items> {
        let first_edge = Stored::take(from)?;
        let mut items = Items::default();
        for _ in 0..from.length()? {
            match from.byte()? {
                0 => items.extend(Stored::take(from)?),
                1 => {
                    let block: Arc<Block> = Stored::take(from)?;
                    items.push_block(is_whole(&block).then_some(block)?);
                }
                _ => return None,
            }
        }
        items.know_first_edge(first_edge);
        Some(items)
    }
}

/// Whether the rows are the table's.
fn is_whole(block: &Block) -> bool {
    match &block.rows {
        RowsOf::First(count) => *count as usize <= block.lines.len(),
        RowsOf::These(_) => true,
    }
}

/// `a` or `an`.
struct Article(&'static str);

impl Stored for Article {
    fn put(&self, to: &mut Writer) {
        to.byte(u8::from(self.0 == "an"));
    }

    fn take(from: &mut Reader<'_>) -> Option<Article> {
        bool::take(from).map(|an| Article(if an { "an" } else { "a" }))
    }
}

impl Stored for Kind {
    fn put(&self, to: &mut Writer) {
        let Kind {
            name,
            article,
            parents,
            relation,
            shipped,
            origin,
        } = self;
        name.put(to);
        Article(article).put(to);
        parents.put(to);
        relation.put(to);
        shipped.put(to);
        origin.put(to);
    }

    fn take(from: &mut Reader<'_>) -> Option<Kind> {
        Some(Kind {
            name: Stored::take(from)?,
            article: Article::take(from)?.0,
            parents: Stored::take(from)?,
            relation: Stored::take(from)?,
            shipped: Stored::take(from)?,
            origin: Stored::take(from)?,
        })
    }
}

stored! {
    struct Number(millionths)
    struct Range { low, high }
    enum Value { 0 Entity(id), 1 Text(text), 2 Number(range), 3 Date(span) }
    enum Sign { 0 For, 1 Against }
    struct Sentence { relation, args }
    struct Signed { sign, sentence }
    enum Part { 0 Word(word), 1 Slot(slot) }
    struct Wording { parts }
    enum Bond { 0 With, 1 Against }
    struct Compound { outer, inner, sign }
    struct Relation {
        name, slots, wordings, negations, inverses, single, succeeding, indicator, bond, kind, compound, shipped, origin,
    }
}

stored! {
    struct Kinds { table }
    struct Entity { name, also, kinds, shipped, origin }
    struct Event { starts, ends, origin }
    struct Grade { letter, likelihood, confidence }
    enum Confidence { 0 Low, 1 Moderate, 2 High }
    struct Source {
        entity, derived_from, derived_in_part_from, dated, date, by, reliability, credibility, rated, origin,
    }
    struct ScaleWord { word, likelihood, from, to }
    struct Scales { likelihood, reliability, credibility, markings }
    struct Markings { entities, descriptions, relations, withheld }
    struct Withheld { above, left_out }
}

stored! {
    struct Origin { file, line, place }
    enum When { 0 Always, 1 Since(date), 2 Until(date), 3 Between(from, to), 4 On(date) }
    struct Words { quotes, notes, passage, because, marking }
    enum Standing { 0 Fact, 1 Assumption, 2 Evidence }
    struct Stated {
        sentence, sign, extent, core, when, likelihood, source, unrated, said, view, standing, event, likelihood_stated,
        words, origin,
    }
    struct Ending { event, sentence, at, likelihood, event_starts, source, marking, origin }
    struct Replacement { older, newer }
    struct Additions { stated, blocks, endings, rules, same }
    enum Take {
        0 Sentence(sentence), 1 Statements(sentence), 2 Event { event, and_what_it_led_to }, 3 Source(source), 4 Rule(name),
    }
    struct Alteration { takes, adds }
}

stored! {
    enum Argument { 0 Entities(column), 1 Texts { cells, texts }, 2 Values(column) }
    enum Times { 0 Always, 1 Since(date), 2 Until(date), 3 Between(from, to), 4 On(date) }
    enum Wordplace { 0 Quote(at), 1 Note(at), 2 Passage }
    struct RowWords { at, cells, texts }
    enum RowsOf { 0 First(count), 1 These(rows) }
    struct Block {
        relation, sign, args, times, likelihood, source, unrated, said, view, standing, event, likelihood_stated, words,
        row_words, file, lines, rows, spans,
    }
}

stored! {
    enum Term { 0 Var(var), 1 Value(value) }
    struct Pattern { relation, args }
    struct Length { duration, text, place }
    enum Comparison { 0 Equal, 1 Unequal, 2 Less, 3 AtMost, 4 Greater, 5 AtLeast }
    struct Count { k, var, body }
    enum Body {
        0 Sentence(pattern), 1 Denied(pattern), 2 Stated(sign, pattern), 3 Claimed { pattern, by }, 4 And(parts), 5 Or(parts),
        6 Not(part), 7 Past(part), 8 PastWithin(length, part), 9 Throughout(length, part), 10 AnyTime(part), 11 AtLeast(count),
        12 AtMost(count), 13 Exactly(count), 14 AtLeastOf { k, of }, 15 Compare { op, left, right, possibly },
    }
    enum Property { 0 Symmetric, 1 Transitive, 2 Inverse, 3 KindAbove }
    struct Rule {
        name, property, likelihood, view, variables, sign, head, body, per, words, shipped, origin,
    }
}

stored! {
    enum Total { 0 Count, 1 Sum, 2 Min, 3 Max }
    enum Shown { 0 Plain(var), 1 Total(total, var) }
    struct Sought { variables, body, columns, about }
    struct Form { name, given, sought, shipped, origin }
    enum QuestionKind {
        0 Form { form, values, sought }, 1 Pattern(sought), 2 Holds(of), 3 WhoSays(of), 4 Why { of, all },
        5 WhyRow { row, all }, 6 WhyNot(of), 7 WhatWouldMake(of), 8 Indicators(of), 9 WhatIf,
        10 WhatChanged { from, to, known }, 11 Linchpins { of, by_source }, 12 HowLikely(of),
        13 AssumptionsBehind(of), 14 SourcesBehind(of), 15 Links(of), 16 Connection(one, other), 17 Timeline(of),
        18 Profile(of), 19 Compare { one, other, on }, 20 Conflicts, 21 Gaps, 22 Hypotheses,
    }
    struct LinksOf { entity, steps }
    struct Modifiers { as_of, known_on, during, according_to, strictly, under, at_least, supposing }
    struct Question { text, kind, modifiers }
    struct Ask { question, origin }
    struct Expect { text, expected, origin, place }
    enum Expected { 0 Sentence { question, verdict }, 1 Rows { question, test, rows } }
    enum Verdict {
        0 Holds, 1 DoesNotHold, 2 Denied, 3 Disputed, 4 Unknown, 5 Contested, 6 HeldBack, 7 Word(word),
        8 Exactly(likelihood), 9 AtLeast(likelihood), 10 Confidence(confidence), 11 Since(date), 12 Consistent(with),
        13 Inconsistent(with), 14 Neither(with),
    }
    enum RowTest { 0 Are, 1 Include, 2 AreInOrder }
    enum RowWanted { 0 Cells(cells), 1 Sentences(sentences), 2 Title(title) }
}

stored! {
    struct Branch { title, change, origin }
    struct Hypothesis { title, change, origin }
    struct Situation {
        title, as_of, as_of_stated, bar, marking, markings, scales, kinds, entities, events, relations, sources,
        replacements, told, branches, hypotheses, forms, asks, expects, known,
    }
    struct Known {
        carries_out, directed_against, involves, takes_place_in, killed_number, killed_actor, happened, under_way,
        starts_on, ends_on, led_to, speaks_for,
    }
    struct Closing { event, marking, origin }
    struct Item { stated, until_known, closing }
    struct Clash { item, event, over, origin }
    struct Core { situation, items, clashes, rules, masked, merged, changes }
}
