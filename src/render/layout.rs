//! Lines of a given width: runs, columns, and where to break. Widths are those of a terminal's cells.

use super::style::{Line, Run, Style};
use crate::answer::Markup;
use unicode_width::UnicodeWidthStr;

impl Run {
    pub(super) fn new(style: Style, text: impl Into<String>) -> Run {
        Run {
            style,
            text: text.into(),
        }
    }
}

impl Line {
    pub(super) fn new() -> Line {
        Line::default()
    }

    pub(super) fn of(style: Style, text: impl Into<String>) -> Line {
        Line {
            runs: vec![Run::new(style, text)],
        }
    }

    pub(super) fn push(&mut self, style: Style, text: impl Into<String>) -> &mut Line {
        self.runs.push(Run::new(style, text));
        self
    }

    pub(super) fn add(&mut self, other: Line) -> &mut Line {
        self.runs.extend(other.runs);
        self
    }

    pub(super) fn with(mut self, other: Line) -> Line {
        self.add(other);
        self
    }

    pub(super) fn then(mut self, text: &str) -> Line {
        self.push(Style::Plain, text);
        self
    }

    /// Its text, without styles.
    pub(super) fn plain(&self) -> String {
        let text: String = self.runs.iter().map(|run| run.text.as_str()).collect();
        text.replace('\u{a0}', " ")
    }

    /// Whether it says nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.runs.iter().all(|run| run.text.is_empty())
    }

    /// How many cells it takes.
    pub(super) fn width(&self) -> usize {
        self.runs.iter().map(|run| run.text.width()).sum()
    }

    /// The same, filled with blanks up to a width.
    pub(super) fn padded(mut self, width: usize) -> Line {
        let have = self.width();
        if have < width {
            self.push(Style::Plain, " ".repeat(width - have));
        }
        self
    }
}

/// A text as one line that is as long as it is.
pub(super) fn line(markup: &Markup) -> Line {
    Line {
        runs: markup
            .pieces()
            .iter()
            .map(|piece| Run::new(piece.role.into(), piece.text.clone()))
            .collect(),
    }
}

/// A line cut at blanks so that none is wider than `width`, unless one word is.
pub(super) fn wrapped(long: &Line, width: usize) -> Vec<Line> {
    broken(long, width, &|run| run.text.width())
}

/// A line cut as [`wrapped`] cuts it, by whatever measure of a run `width` is in.
pub(super) fn broken(long: &Line, width: usize, measure: &dyn Fn(&Run) -> usize) -> Vec<Line> {
    let mut lines = vec![];
    let mut current = Line::new();
    let mut used = 0;
    for word in words(long) {
        let wide: usize = word.runs.iter().map(measure).sum();
        let blank = Run::new(word.blank_style, " ".repeat(word.blanks));
        let blanks = measure(&blank);
        if used > 0 && used + blanks + wide > width {
            lines.push(std::mem::take(&mut current));
            used = 0;
        } else if used > 0 {
            current.runs.push(blank);
            used += blanks;
        }
        used += wide;
        current.runs.extend(word.runs);
    }
    lines.push(current);
    for line in &mut lines {
        join(line);
    }
    lines
}

/// A line cut as [`wrapped`] cuts it, each piece behind `first` or, from the second on, behind `rest`.
pub(super) fn hung(long: &Line, width: usize, first: &Line, rest: &Line) -> Vec<Line> {
    let room = width
        .saturating_sub(first.width().max(rest.width()))
        .max(16);
    wrapped(long, room)
        .into_iter()
        .enumerate()
        .map(|(at, part)| if at == 0 { first.clone() } else { rest.clone() }.with(part))
        .collect()
}

/// Puts `tail` at the right end of the last line, or of one more where it does not fit there.
pub(super) fn tailed(lines: &mut Vec<Line>, tail: Line, width: usize) {
    let cells = tail.width();
    if let Some(last) = lines.last_mut()
        && last.width() + 2 + cells <= width
    {
        let filled = std::mem::take(last).padded(width - cells);
        *last = filled.with(tail);
        return;
    }
    lines.push(Line::new().padded(width.saturating_sub(cells)).with(tail));
}

/// Blanks.
pub(super) fn indent(cells: usize) -> Line {
    Line::of(Style::Plain, " ".repeat(cells))
}

/// What stands between two blanks: it may be of several styles.
struct Word {
    /// How many blanks stand before it.
    blanks: usize,
    blank_style: Style,
    runs: Vec<Run>,
}

fn words(line: &Line) -> Vec<Word> {
    let mut all: Vec<Word> = Vec::new();
    let mut blanks = 0;
    let mut blank_style = Style::Plain;
    for run in &line.runs {
        for (at, text) in run.text.split(' ').enumerate() {
            if at > 0 {
                blanks += 1;
                blank_style = run.style;
            }
            if text.is_empty() {
                continue;
            }
            let piece = Run::new(run.style, text);
            match all.last_mut() {
                Some(last) if blanks == 0 => last.runs.push(piece),
                _ => all.push(Word {
                    blanks,
                    blank_style,
                    runs: vec![piece],
                }),
            }
            blanks = 0;
        }
    }
    all
}

/// Makes one run of neighbours of one style.
fn join(line: &mut Line) {
    let mut runs: Vec<Run> = Vec::new();
    for run in line.runs.drain(..) {
        match runs.last_mut() {
            Some(last) if last.style == run.style => last.text.push_str(&run.text),
            _ => runs.push(run),
        }
    }
    line.runs = runs;
}
