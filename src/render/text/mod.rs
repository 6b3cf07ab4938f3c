//! Answer → lines for a terminal of a given width, as the language reference shows them.

mod analysis;
mod head;
mod lists;
mod table;
mod tree;

pub(super) use analysis::{hundredths, more_to_find, nothing_to_take, verdict};
pub use head::STOPPED;
pub(super) use head::title_of;
pub(super) use table::confidence_line;
pub(super) use tree::figures;

use super::layout::{hung, indent, line, tailed, wrapped};
use super::style::{Line, Style, Text};
use crate::answer::{Answer, Body, Held, Markup};

/// The answer in lines that are no wider than `width` where its words allow it.
#[must_use]
pub fn text(answer: &Answer, width: usize) -> Text {
    let mut page = Page {
        width: width.max(40),
        lines: Vec::new(),
    };
    let head = &answer.head;
    match &answer.body {
        Body::Table(table) => page.titled(head).table(table),
        Body::YesNo(yes_no) => page.titled(head).yes_no(yes_no),
        Body::Why(why) => page.context(head).why(why),
        Body::WhyNot(why_not) => page.titled(head).why_not(why_not),
        Body::WhoSays(who_says) => page.titled(head).who_says(who_says),
        Body::Conflicts(conflicts) => page.titled(head).conflicts(conflicts),
        Body::Gaps(gaps) => page.titled(head).gaps(gaps),
        Body::Profile(profile) => page.titled(head).profile(profile),
        Body::Timeline(timeline) => page.titled(head).timeline(timeline),
        Body::Links(links) => page.titled(head).links(links),
        Body::Connection(connection) => page.titled(head).connection(connection),
        Body::Comparison(comparison) => page.titled(head).comparison(comparison),
        Body::Change(change) => page.titled(head).change(change),
        Body::Linchpins(linchpins) => page.titled(head).linchpins(linchpins),
        Body::HowLikely(how_likely) => page.titled(head).how_likely(how_likely),
        Body::Repairs(repairs) => page.titled(head).repairs(repairs),
        Body::Sources(behind) | Body::Assumptions(behind) => page.titled(head).behind(behind),
        Body::Hypotheses(hypotheses) => page.titled(head).hypotheses(hypotheses),
    };
    page.notes(head);
    Text { lines: page.lines }
}

/// Lines as they are made.
struct Page {
    width: usize,
    lines: Vec<Line>,
}

impl Page {
    fn blank(&mut self) {
        self.lines.push(Line::new());
    }

    fn put(&mut self, line: Line) {
        self.lines.push(line);
    }

    /// A text cut to the width, its lines behind so many blanks.
    fn say(&mut self, text: &Line, blanks: usize) {
        self.lines
            .extend(hung(text, self.width, &indent(blanks), &indent(blanks)));
    }

    /// A text cut to the width, with lines after the first further in.
    fn hang(&mut self, text: &Line, blanks: usize, further: usize) {
        self.lines.extend(hung(
            text,
            self.width,
            &indent(blanks),
            &indent(blanks + further),
        ));
    }

    /// A text on the left and another that is set at the right end below or beside its last line.
    fn say_with_tail(&mut self, text: &Line, blanks: usize, tail: Option<Line>) {
        let mut lines = hung(text, self.width, &indent(blanks), &indent(blanks));
        if let Some(tail) = tail {
            tailed(&mut lines, tail, self.width);
        }
        self.lines.extend(lines);
    }

    /// Cells at a column, each beginning where that of the other rows does. The last column is cut within itself
    /// where there is room for it, else it stands below.
    fn rows(&mut self, rows: &[Vec<Line>], blanks: usize) {
        let widths = column_widths(rows);
        let (last, first) = widths.split_last().unwrap_or((&0, &[]));
        let before: usize = first
            .iter()
            .filter(|width| **width > 0)
            .map(|width| width + 3)
            .sum();
        let room = self.width.saturating_sub(blanks + before);
        for row in rows {
            let cells = row.get(..first.len()).unwrap_or(row);
            let end = row.get(first.len()).cloned().unwrap_or_default();
            if room >= (*last).min(LEAST_LAST) {
                let prefix = indent(blanks).with(aligned(cells, first));
                self.lines
                    .extend(hung(&end, self.width, &prefix, &indent(blanks + before)));
            } else {
                self.hang(&unaligned(cells), blanks, 4);
                if end.width() > 0 {
                    self.say(&end, blanks + 4);
                }
            }
        }
    }
}

/// A last column narrower than this is not cut within itself.
const LEAST_LAST: usize = 28;

/// The widest cell of each column.
fn column_widths(rows: &[Vec<Line>]) -> Vec<usize> {
    let mut widths = Vec::new();
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if at == widths.len() {
                widths.push(0);
            }
            if let Some(width) = widths.get_mut(at) {
                *width = cell.width().max(*width);
            }
        }
    }
    widths
}

/// Cells of a row with three blanks between the columns.
fn aligned(row: &[Line], widths: &[usize]) -> Line {
    let mut whole = Line::new();
    for (cell, width) in row.iter().zip(widths) {
        if *width > 0 {
            whole.add(cell.clone().padded(width + 3));
        }
    }
    whole
}

/// Cells of a row with two blanks between them.
fn unaligned(row: &[Line]) -> Line {
    let mut whole = Line::new();
    for cell in row.iter().filter(|cell| cell.width() > 0) {
        if whole.width() > 0 {
            whole.push(Style::Plain, ", ");
        }
        whole.add(cell.clone());
    }
    whole
}

fn likelihood(held: &Held) -> Line {
    Line::of(Style::Likelihood, held.text.clone())
}

/// A likelihood, unless it is certain: then nothing is said.
fn doubt(held: &Held) -> Line {
    if held.is_certain() {
        Line::new()
    } else {
        likelihood(held)
    }
}

fn optional(markup: Option<&Markup>) -> Line {
    markup.map_or_else(Line::new, line)
}

/// `S: likely, since October 2014`, and what is certain without a likelihood.
fn asserted(text: &Markup, held: &Held, when: Option<&Markup>) -> Line {
    let mut whole = line(text);
    if !held.is_certain() {
        whole = whole.then(": ").with(likelihood(held));
    }
    if let Some(when) = when {
        whole = whole.then(", ").with(line(when));
    }
    whole
}

/// `one`, `two`, … `twelve`, `13`.
fn number_word(number: usize) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    WORDS
        .get(number)
        .map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// So many ten-thousandths as a percentage, rounded to whole percents where there is more than one of them.
fn percent(value: u32) -> String {
    if value > 0 && value < 100 {
        return "below 1%".to_owned();
    }
    format!("{}%", (value + 50) / 100)
}
