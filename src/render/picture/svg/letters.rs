//! How wide a text is, so that it is broken and boxed by its letters and not by their number. The widths are those of
//! Liberation Sans, which Arial and Helvetica share by design; of other scripts they are ample means.

use crate::render::layout::broken;
use crate::render::style::{Line, Run, Style};
use unicode_normalization::UnicodeNormalization as _;
use unicode_width::UnicodeWidthChar as _;

/// Of the upright face, from the blank to `~`.
const REGULAR: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// Of the bold face.
const BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

/// A face that stands in for these may be a little wider.
const ROOM: f64 = 1.04;

/// How large a text is set, in pixels.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::render::picture) enum Size {
    /// A picture's title.
    Title,
    /// Names in a net.
    Name,
    /// What is read.
    Body,
    /// What is looked up.
    Small,
}

impl Size {
    pub(super) fn pixels(self) -> f64 {
        match self {
            Size::Title => 18.0,
            Size::Name => 14.0,
            Size::Body => 13.0,
            Size::Small => 11.5,
        }
    }

    /// From one line's foot to the next one's.
    pub(super) fn leading(self) -> f64 {
        (self.pixels() * 1.32).round()
    }
}

/// Whether a style is set bold.
pub(super) fn is_bold(style: Style) -> bool {
    matches!(style, Style::Title | Style::Name | Style::Alarm)
}

/// How wide a line is, in pixels.
pub(super) fn width(line: &Line, size: Size) -> f64 {
    line.runs.iter().map(|run| run_width(run, size)).sum()
}

fn run_width(run: &Run, size: Size) -> f64 {
    let bold = is_bold(run.style);
    let thousandths: f64 = run.text.chars().map(|letter| advance(letter, bold)).sum();
    thousandths * size.pixels() * ROOM / 1000.0
}

/// A line cut at blanks so that no piece is wider than so many pixels; a word that is wider itself is cut too.
pub(super) fn set(line: &Line, pixels: f64, size: Size) -> Vec<Line> {
    // Tenths of a pixel, so that whole numbers are fine enough.
    let measure = |run: &Run| (run_width(run, size) * 10.0).ceil() as usize;
    let room = (pixels.max(1.0) * 10.0) as usize;
    let mut cut = Line::new();
    for run in &line.runs {
        let mut text = String::new();
        for (at, word) in run.text.split(' ').enumerate() {
            if at > 0 {
                text.push(' ');
            }
            let whole = Run::new(run.style, word);
            if measure(&whole) <= room {
                text.push_str(word);
            } else {
                text.push_str(&cut_up(&whole, room, &measure));
            }
        }
        cut.push(run.style, text);
    }
    broken(&cut, room, &measure)
}

/// A word with blanks where it must be cut.
fn cut_up(word: &Run, room: usize, measure: &dyn Fn(&Run) -> usize) -> String {
    let mut out = String::new();
    let mut piece = Run::new(word.style, "");
    for letter in word.text.chars() {
        piece.text.push(letter);
        if measure(&piece) > room && piece.text.chars().count() > 1 {
            piece.text.pop();
            out.push_str(&piece.text);
            out.push(' ');
            piece.text = letter.to_string();
        }
    }
    out + &piece.text
}

/// How far a letter moves on, in thousandths of its size.
fn advance(letter: char, bold: bool) -> f64 {
    let table = if bold { &BOLD } else { &REGULAR };
    let plain = |letter: char| {
        let at = (letter as usize).checked_sub(32)?;
        table.get(at).map(|width| f64::from(*width))
    };
    if let Some(width) = plain(letter) {
        return width;
    }
    let cells = letter.width().unwrap_or(0);
    let more = if bold { 60.0 } else { 0.0 };
    match letter {
        '\u{a0}' => 278.0,
        '·' | '‘' | '’' => 300.0,
        '“' | '”' | '•' => 500.0,
        '–' | '−' | '×' => 600.0,
        '—' | '…' | '→' | '←' | 'æ' | 'Æ' | 'œ' | 'Œ' => 1000.0,
        _ if cells == 0 => 0.0,
        _ if cells > 1 => 1000.0,
        // A letter with a mark is as wide as the letter.
        _ => match letter.nfd().next().and_then(plain) {
            Some(width) => width,
            None if letter.is_uppercase() => 800.0 + more,
            None => 660.0 + more,
        },
    }
}
