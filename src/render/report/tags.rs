//! HTML as it is written: elements that are closed, texts that are escaped, sentences that say what they stand on.
//!
//! What is written is well-formed XML too, so that any tool can read it.

use crate::answer::{Markup, Role, Saying};

/// A page as it grows.
#[derive(Default)]
pub(super) struct Tags {
    pub(super) out: String,
}

impl Tags {
    /// Markup that is written as it is.
    pub(super) fn raw(&mut self, html: &str) {
        self.out.push_str(html);
    }

    /// A text.
    pub(super) fn text(&mut self, text: &str) {
        escape(&mut self.out, text);
    }

    /// An element around what `inside` writes. `opening` is the tag with its attributes: `p class="says"`.
    pub(super) fn element(&mut self, opening: &str, inside: impl FnOnce(&mut Tags)) {
        self.out.push('<');
        self.out.push_str(opening);
        self.out.push('>');
        inside(self);
        let name = opening.split(' ').next().unwrap_or(opening);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
        if BLOCKS.contains(&name) {
            self.out.push('\n');
        }
    }

    /// An element that holds a text.
    pub(super) fn leaf(&mut self, opening: &str, text: &str) {
        self.element(opening, |tags| tags.text(text));
    }

    /// A text in pieces: names in another script keep their direction, likelihoods are marked.
    pub(super) fn markup(&mut self, markup: &Markup) {
        for piece in markup.pieces() {
            match piece.role {
                _ if runs_to_the_left(&piece.text) => self.leaf("bdi dir=\"auto\"", &piece.text),
                Role::Likelihood => self.leaf("strong", &piece.text),
                Role::Confidence => self.leaf("strong", &piece.text),
                Role::Quote => self.leaf("q", piece.text.trim_matches('"')),
                Role::Place => self.leaf("code", &piece.text),
                Role::Words
                | Role::Name
                | Role::Number
                | Role::Date
                | Role::Variable
                | Role::Source
                | Role::Rule
                | Role::Question => self.text(&piece.text),
            }
        }
    }

    /// A sentence, with the question that it stands on, its sources by number and its places.
    pub(super) fn saying(&mut self, saying: &Saying, questions: &[String]) {
        let step = &saying.stands_on;
        let question = questions.get(step.question).map_or("", String::as_str);
        let mut opening = "span class=\"s\"".to_owned();
        attribute(&mut opening, "data-question", question);
        attribute(&mut opening, "data-sentence", &step.sentence.plain());
        if !step.ground.is_empty() {
            attribute(&mut opening, "data-ground", &step.ground.plain());
        }
        self.element(&opening, |tags| tags.markup(&saying.text));
        for number in &saying.cites {
            self.raw(" ");
            let opening = format!("a class=\"cite\" href=\"#source-{number}\"");
            self.leaf(&opening, &format!("[{number}]"));
        }
        if !saying.places.is_empty() {
            let places: Vec<String> = saying.places.iter().map(Markup::plain).collect();
            self.raw(" ");
            self.leaf("code", &places.join(", "));
        }
    }

    /// A table that scrolls within itself where the page is narrow. Each row's first cell is its heading.
    pub(super) fn table(
        &mut self,
        caption: &str,
        heading: &[&str],
        rows: impl IntoIterator<Item = Vec<Cell>>,
    ) {
        self.element("div class=\"scroll\" tabindex=\"0\"", |tags| {
            tags.element("table", |tags| {
                if !caption.is_empty() {
                    tags.leaf("caption", caption);
                }
                tags.element("thead", |tags| {
                    tags.element("tr", |tags| {
                        for name in heading {
                            tags.leaf("th scope=\"col\"", name);
                        }
                    });
                });
                tags.element("tbody", |tags| {
                    for row in rows {
                        tags.element("tr", |tags| tags.row(row));
                    }
                });
            });
        });
    }

    fn row(&mut self, cells: Vec<Cell>) {
        for (at, cell) in cells.into_iter().enumerate() {
            let name = if at == 0 { "th scope=\"row\"" } else { "td" };
            let opening = match &cell.anchor {
                Some(anchor) => format!("{name} id=\"{anchor}\""),
                None => name.to_owned(),
            };
            self.element(&opening, |tags| tags.raw(&cell.html));
        }
    }
}

/// What stands in a cell, written already.
pub(super) struct Cell {
    html: String,
    anchor: Option<String>,
}

impl Cell {
    pub(super) fn of(inside: impl FnOnce(&mut Tags)) -> Cell {
        let mut tags = Tags::default();
        inside(&mut tags);
        Cell {
            html: tags.out,
            anchor: None,
        }
    }

    pub(super) fn text(text: &str) -> Cell {
        Cell::of(|tags| tags.text(text))
    }

    pub(super) fn markup(markup: Option<&Markup>) -> Cell {
        Cell::of(|tags| {
            if let Some(markup) = markup {
                tags.markup(markup);
            }
        })
    }

    /// The same, that may be linked to.
    pub(super) fn at(self, anchor: String) -> Cell {
        Cell {
            anchor: Some(anchor),
            ..self
        }
    }
}

/// After these a line ends.
const BLOCKS: [&str; 24] = [
    "p", "div", "section", "article", "header", "footer", "main", "nav", "h1", "h2", "h3", "ul",
    "ol", "li", "table", "thead", "tbody", "tr", "caption", "details", "title", "style", "figure",
    "summary",
];

fn attribute(opening: &mut String, name: &str, value: &str) {
    opening.push_str(&format!(" {name}=\""));
    escape(opening, value);
    opening.push('"');
}

/// With what HTML would read as its own written as text; a character that XML has no place for is left out.
fn escape(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{0}'..='\u{8}'
            | '\u{b}'
            | '\u{c}'
            | '\u{e}'..='\u{1f}'
            | '\u{fffe}'
            | '\u{ffff}' => {}
            letter => out.push(letter),
        }
    }
}

/// Whether there are letters of a script that runs to the left: Hebrew, Arabic, Syriac, Thaana and their forms.
pub(super) fn runs_to_the_left(text: &str) -> bool {
    text.chars().any(|letter| {
        matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
    })
}
