//! Pictures as SVG. A page has a title above, the picture, what is said below it, and a legend of the marks that stand in
//! it; each kind of picture has a file of its own. Where things stand is computed here, from how wide their words are.

mod axis;
mod bar;
mod boxes;
mod letters;
mod matrix;
mod net;
mod outline;
mod paper;
mod placing;
mod routes;
mod timeline;

#[cfg(test)]
mod tests;

use super::graph::{Graph, Layout};
use super::theme::{Ink, Palette};
use crate::answer::Answer;
use crate::render::style::Line;
use crate::render::text::title_of;
use letters::{Size, set, width};
use paper::{Look, MARGIN, Paper};

/// A page of a picture, as far as it is drawn.
pub(super) struct Page {
    paper: Paper,
    title: Line,
    notes: Vec<Line>,
    /// How wide it is without its margins, where what is drawn needs no more.
    wide: f64,
    /// Whether it says what it is itself.
    heading: Heading,
    /// Where the next thing stands.
    y: f64,
}

/// Whether a picture has its title above it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Heading {
    /// It stands by itself.
    Said,
    /// The page around it says what it is; it is read aloud all the same.
    LeftOut,
}

/// How wide a picture is that stands by itself.
const WIDE: f64 = 900.0;
/// How wide a figure in a column of text is.
const COLUMN: f64 = 664.0;
/// A page is no narrower, so that a title and what is said below have room.
const LEAST: f64 = 640.0;

/// What draws a mark at a place.
type Draws<'d, Mark> = &'d dyn Fn(&mut Paper, Mark, (f64, f64));

impl Page {
    /// An empty page for an answer.
    pub(super) fn new(answer: &Answer, palette: Palette) -> Page {
        Page {
            paper: Paper::new(palette),
            title: title_of(&answer.head),
            notes: super::notes(answer),
            wide: WIDE,
            heading: Heading::Said,
            y: MARGIN,
        }
    }

    /// An empty figure of a page of HTML.
    pub(super) fn figure(answer: &Answer) -> Page {
        Page {
            wide: COLUMN,
            heading: Heading::LeftOut,
            ..Page::new(answer, Palette::Page)
        }
    }

    /// A derivation, or a net of names.
    pub(super) fn graph(mut self, graph: &Graph) -> String {
        match graph.layout {
            Layout::Tree => self.outline(graph),
            Layout::Net => self.net(graph),
        }
        let says = format!(
            "{} boxes and {} lines between them.",
            graph.nodes.len(),
            graph.edges.len()
        );
        self.finished(&says)
    }

    /// The title, broken to the width that the picture will have.
    fn titled(&mut self, wide: f64) {
        if self.heading == Heading::LeftOut {
            return;
        }
        let lines = set(&self.title, wide.max(LEAST), Size::Title);
        self.y = self.paper.lines((MARGIN, self.y), &lines, Size::Title) + 10.0;
    }

    /// A text broken to a width.
    fn say(&mut self, text: &Line, wide: f64, size: Size) {
        let lines = set(text, wide.max(LEAST), size);
        self.y = self.paper.lines((MARGIN, self.y), &lines, size);
    }

    /// Marks with what they mean, as many on a line as there is room for. `draw` draws a mark at a place 30 by 16 large.
    fn legend<Mark: Copy>(&mut self, marks: &[(Mark, &str)], wide: f64, draw: Draws<'_, Mark>) {
        let (mut x, mut y) = (MARGIN, self.y + 14.0);
        for (mark, meaning) in marks {
            let text = Line::of(crate::render::Style::Faint, *meaning);
            let room = 38.0 + width(&text, Size::Small) + 18.0;
            if x > MARGIN && x + room > MARGIN + wide.max(LEAST) {
                x = MARGIN;
                y += 24.0;
            }
            draw(&mut self.paper, *mark, (x, y));
            let at = (x + 38.0, y);
            self.paper
                .text(at, &text, Size::Small, paper::Anchor::Start);
            x += room;
        }
        if !marks.is_empty() {
            self.y = y + 24.0;
        }
    }

    /// The document, with what is to be borne in mind at its foot.
    fn finished(mut self, says: &str) -> String {
        let notes = std::mem::take(&mut self.notes);
        if !notes.is_empty() {
            self.y += 8.0;
        }
        for note in &notes {
            self.say(note, LEAST, Size::Body);
        }
        let title = self.title.plain();
        self.paper.document(&title, says)
    }

    /// A line across the page.
    fn rule(&mut self, wide: f64) {
        let y = self.y + 4.0;
        self.paper.line(
            &[(MARGIN, y), (MARGIN + wide, y)],
            Look::lined(Ink::Line, 1.0),
        );
        self.y += 10.0;
    }
}
