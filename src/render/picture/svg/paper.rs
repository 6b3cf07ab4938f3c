//! What is drawn on: shapes and texts in, an SVG document out. Text is text, so that it can be searched, copied and read
//! aloud; the document has a title and a description, and holds nothing that runs or is fetched.

use super::letters::{Size, is_bold, width};
use crate::render::picture::theme::{Ink, Palette};
use crate::render::style::{Line, Style};

/// A stretch of the paper, in pixels from its upper left corner.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Area {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Area {
    pub(super) fn right(self) -> f64 {
        self.x + self.width
    }

    pub(super) fn bottom(self) -> f64 {
        self.y + self.height
    }
}

/// How a line is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stroke {
    /// Whole.
    Solid,
    /// In dashes.
    Dashed,
    /// In dots.
    Dotted,
}

/// How a shape looks.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Look {
    pub fill: Ink,
    pub line: Ink,
    pub thick: f64,
    pub stroke: Stroke,
}

impl Look {
    /// A surface without an edge.
    pub(super) fn filled(fill: Ink) -> Look {
        Look {
            fill,
            line: Ink::None,
            thick: 0.0,
            stroke: Stroke::Solid,
        }
    }

    /// A line without a surface.
    pub(super) fn lined(line: Ink, thick: f64) -> Look {
        Look {
            fill: Ink::None,
            line,
            thick,
            stroke: Stroke::Solid,
        }
    }

    pub(super) fn stroked(self, stroke: Stroke) -> Look {
        Look { stroke, ..self }
    }
}

/// Which of its ends a text is set by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// What is drawn on.
pub(super) struct Paper {
    palette: Palette,
    body: String,
    right: f64,
    bottom: f64,
}

/// What is left free around all that is drawn.
pub(super) const MARGIN: f64 = 24.0;

impl Paper {
    pub(super) fn new(palette: Palette) -> Paper {
        Paper {
            palette,
            body: String::new(),
            right: 0.0,
            bottom: 0.0,
        }
    }

    /// A path in SVG's own letters.
    pub(super) fn path(&mut self, path: &str, look: Look) {
        let fill = look.fill.of(self.palette);
        self.body
            .push_str(&format!("<path d=\"{path}\" fill=\"{fill}\""));
        if look.line != Ink::None {
            let line = look.line.of(self.palette);
            let thick = number(look.thick);
            self.body
                .push_str(&format!(" stroke=\"{line}\" stroke-width=\"{thick}\""));
            match look.stroke {
                Stroke::Solid => {}
                Stroke::Dashed => self.body.push_str(" stroke-dasharray=\"6 4\""),
                Stroke::Dotted => self.body.push_str(" stroke-dasharray=\"2 3\""),
            }
        }
        self.body.push_str("/>\n");
    }

    /// A rectangle with round corners.
    pub(super) fn rect(&mut self, area: Area, round: f64, look: Look) {
        self.reaches(area.right(), area.bottom());
        let Area { x, y, .. } = area;
        let (right, bottom) = (area.right(), area.bottom());
        let round = round.min(area.width / 2.0).min(area.height / 2.0);
        let path = if round > 0.0 {
            format!(
                "M{near} {top}H{far}A{r} {r} 0 0 1 {end} {high}V{low}A{r} {r} 0 0 1 {far} {foot}H{near}A{r} {r} 0 0 1 {start} {low}V{high}A{r} {r} 0 0 1 {near} {top}Z",
                near = number(x + round),
                far = number(right - round),
                high = number(y + round),
                low = number(bottom - round),
                start = number(x),
                end = number(right),
                top = number(y),
                foot = number(bottom),
                r = number(round)
            )
        } else {
            format!(
                "M{} {}H{}V{}H{}Z",
                number(x),
                number(y),
                number(right),
                number(bottom),
                number(x)
            )
        };
        self.path(&path, look);
    }

    /// A line through points.
    pub(super) fn line(&mut self, points: &[(f64, f64)], look: Look) {
        let mut path = String::new();
        for (at, (x, y)) in points.iter().enumerate() {
            let letter = if at == 0 { 'M' } else { 'L' };
            path.push_str(&format!("{letter}{} {}", number(*x), number(*y)));
            self.reaches(*x, *y);
        }
        self.path(&path, look);
    }

    /// A line of text; `y` is the upper edge of its line.
    pub(super) fn text(&mut self, (x, y): (f64, f64), line: &Line, size: Size, anchor: Anchor) {
        if line.is_empty() {
            return;
        }
        let wide = width(line, size);
        let (word, right) = match anchor {
            Anchor::Start => ("", x + wide),
            Anchor::Middle => (" text-anchor=\"middle\"", x + wide / 2.0),
            Anchor::End => (" text-anchor=\"end\"", x),
        };
        self.reaches(right, y + size.leading());
        // The foot of the letters: what hangs below it has about a quarter of the line.
        let foot = y + size.leading() * 0.76;
        self.body.push_str(&format!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{word}>",
            number(x),
            number(foot),
            number(size.pixels())
        ));
        for run in &line.runs {
            let mut said = String::new();
            if is_bold(run.style) {
                said.push_str(" font-weight=\"bold\"");
            }
            let ink = match run.style {
                Style::Faint | Style::Place => Ink::Faint,
                _ => Ink::Text,
            };
            if ink != Ink::Text {
                said.push_str(&format!(" fill=\"{}\"", ink.of(self.palette)));
            }
            if matches!(run.style, Style::Rule | Style::Quote) {
                said.push_str(" font-style=\"italic\"");
            }
            let text = escaped(&run.text);
            if said.is_empty() {
                self.body.push_str(&text);
            } else {
                self.body.push_str(&format!("<tspan{said}>{text}</tspan>"));
            }
        }
        self.body.push_str("</text>\n");
    }

    /// Lines of text below one another; gives where they end.
    pub(super) fn lines(&mut self, (x, y): (f64, f64), lines: &[Line], size: Size) -> f64 {
        let mut y = y;
        for line in lines {
            self.text((x, y), line, size, Anchor::Start);
            y += size.leading();
        }
        y
    }

    /// The document. `title` and `says` are what is read aloud for it.
    pub(super) fn document(self, title: &str, says: &str) -> String {
        let (wide, high) = ((self.right + MARGIN).ceil(), (self.bottom + MARGIN).ceil());
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" xml:space=\"preserve\" \
             width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\" \
             font-family=\"Arial, Helvetica, 'Liberation Sans', 'Noto Sans', sans-serif\" fill=\"{text}\">\n\
             <title>{title}</title>\n<desc>{says}</desc>\n\
             <path d=\"M0 0H{wide}V{high}H0Z\" fill=\"{ground}\"/>\n{body}</svg>\n",
            text = Ink::Text.of(self.palette),
            ground = Ink::Ground.of(self.palette),
            title = escaped(title),
            says = escaped(says),
            body = self.body,
        )
    }

    /// Opens a group: a box with its words, which are moved together.
    pub(super) fn open(&mut self, area: Area) {
        self.reaches(area.right(), area.bottom());
        self.body.push_str("<g>\n");
    }

    /// Closes the group.
    pub(super) fn close(&mut self) {
        self.body.push_str("</g>\n");
    }

    fn reaches(&mut self, right: f64, bottom: f64) {
        self.right = self.right.max(right);
        self.bottom = self.bottom.max(bottom);
    }
}

/// With what XML would read as its own written otherwise, and without what it forbids.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {
                out.push(' ');
            }
            letter => out.push(letter),
        }
    }
    out
}

/// A number to a tenth, without what need not be written.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
