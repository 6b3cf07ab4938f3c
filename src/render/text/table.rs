//! Lists, and answers to yes-or-no questions.

use super::{Page, aligned, column_widths, doubt, indent, likelihood, line, optional, unaligned};
use crate::answer::{Confidence, Row, Shadow, Standing, Table, YesNo, capitalised};
use crate::render::style::{Line, Style};

impl Page {
    /// Numbered rows with likelihood and since, the reason below each.
    pub(super) fn table(&mut self, table: &Table) {
        if table.rows.is_empty() {
            self.put(Line::of(Style::Plain, "  None."));
            return;
        }
        let digits = table.rows.len().to_string().len();
        let left = digits + 4;
        let cells: Vec<Vec<Line>> = table.rows.iter().map(row_cells).collect();
        let mut widths = column_widths(&cells);
        if table.columns.len() > 1 {
            let names: Vec<Line> = table
                .columns
                .iter()
                .map(|name| Line::of(Style::Faint, name.clone()))
                .collect();
            widths = widths
                .iter()
                .enumerate()
                .map(|(at, width)| {
                    names
                        .get(at)
                        .map_or(*width, |name| name.width().max(*width))
                })
                .collect();
            self.put(indent(left).with(aligned(&names, &widths)));
        }
        for (at, (row, cells)) in table.rows.iter().zip(&cells).enumerate() {
            let number = Line::of(Style::Faint, format!("  {:>digits$}  ", at + 1));
            let whole = aligned(cells, &widths);
            if left + whole.width() <= self.width + 3 {
                self.put(number.with(whole));
            } else {
                let lines = super::hung(&unaligned(cells), self.width, &number, &indent(left));
                self.lines.extend(lines);
            }
            if let Some(reason) = &row.reason {
                self.say_with_tail(&line(reason), left, derivations(row.derivations));
            }
        }
    }

    /// The verdict, what speaks for it and against it; confidence on a line of its own.
    pub(super) fn yes_no(&mut self, answer: &YesNo) {
        self.say(&verdict(answer), 2);
        match answer.shadow {
            Some(Shadow::Contested) => self.say(
                &Line::of(
                    Style::Alarm,
                    "Contested: it would not hold without something that is disputed.",
                ),
                2,
            ),
            Some(Shadow::HeldBack) => self.say(
                &Line::of(
                    Style::Alarm,
                    "Held back: it would hold but for something that is disputed.",
                ),
                2,
            ),
            None => {}
        }
        let both = answer.reason.is_some() && answer.against.is_some();
        if let Some(reason) = &answer.reason {
            let label = if both { "For: " } else { "" };
            let text = Line::of(Style::Faint, label).with(line(reason));
            self.say_with_tail(&text, 2, derivations(answer.derivations));
        }
        if let Some(against) = &answer.against {
            self.say(&Line::of(Style::Faint, "Against: ").with(line(against)), 2);
        }
        if answer.within_margin {
            self.say(
                &Line::of(
                    Style::Alarm,
                    "Within the margin of a loose date: it may not hold yet, or no longer.",
                ),
                2,
            );
        }
        if let Some(confidence) = &answer.confidence {
            self.confidence(confidence, 2);
        }
    }

    /// `Confidence: moderate. Everything rests on one source, Brief (C).`
    pub(super) fn confidence(&mut self, confidence: &Confidence, blanks: usize) {
        self.say(&confidence_line(confidence), blanks);
    }
}

/// `Confidence: moderate. Everything rests on one source, Brief (C).`
pub(in crate::render) fn confidence_line(confidence: &Confidence) -> Line {
    Line::of(Style::Plain, "Confidence: ")
        .with(Line::of(Style::Confidence, confidence.level.word()))
        .then(". ")
        .with(line(&confidence.reason))
}

fn row_cells(row: &Row) -> Vec<Line> {
    let mut cells: Vec<Line> = row.cells.iter().map(line).collect();
    let mut held = doubt(&row.likelihood);
    if let Some(word) = remark(row) {
        if held.width() > 0 {
            held.push(Style::Plain, ", ");
        }
        held.push(Style::Alarm, word);
    }
    cells.push(held);
    cells.push(optional(row.when.as_ref()));
    cells
}

fn remark(row: &Row) -> Option<&'static str> {
    match (row.standing, row.shadow) {
        (Standing::Disputed, _) => Some("disputed"),
        (_, Some(Shadow::Contested)) => Some("contested"),
        (_, Some(Shadow::HeldBack)) => Some("held back"),
        (_, None) => None,
    }
}

/// `(3 derivations)`; of one nothing is said.
pub(super) fn derivations(count: Option<usize>) -> Option<Line> {
    count
        .filter(|count| *count > 1)
        .map(|count| Line::of(Style::Faint, format!("({count} derivations)")))
}

/// `Yes: likely, since October 2014`, `Unknown; some support: 30%`.
fn verdict(answer: &YesNo) -> Line {
    let word = Line::of(
        match answer.standing {
            Standing::Supported | Standing::Unknown => Style::Title,
            Standing::Denied | Standing::Disputed => Style::Alarm,
        },
        capitalised(answer.standing.word()),
    );
    let mut whole = word;
    match answer.standing {
        Standing::Supported => {
            if !answer.supported.is_certain() {
                whole = whole.then(": ").with(likelihood(&answer.supported));
            }
            if answer.denied.value > 0 {
                whole = whole
                    .then("; some denial: ")
                    .with(bare(answer.denied.value));
            }
        }
        Standing::Denied => {
            if !answer.denied.is_certain() {
                whole = whole
                    .then(": ")
                    .with(likelihood(&answer.denied))
                    .then(" that it is not so");
            }
            if answer.supported.value > 0 {
                whole = whole
                    .then("; some support: ")
                    .with(bare(answer.supported.value));
            }
        }
        Standing::Disputed => {
            whole = whole
                .then(": supported (")
                .with(likelihood(&answer.supported))
                .then(") and denied (")
                .with(likelihood(&answer.denied))
                .then(")");
        }
        Standing::Unknown => {
            if answer.supported.value > 0 {
                whole = whole
                    .then("; some support: ")
                    .with(bare(answer.supported.value));
            }
            if answer.denied.value > 0 {
                whole = whole
                    .then("; some denial: ")
                    .with(bare(answer.denied.value));
            }
        }
    }
    if let Some(when) = &answer.when {
        whole = whole.then(", ").with(line(when));
    }
    whole
}

fn bare(value: u16) -> Line {
    Line::of(Style::Likelihood, super::percent(u32::from(value)))
}
