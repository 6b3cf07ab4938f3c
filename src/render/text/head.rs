//! What stands above and below an answer: the title with its date and its world, and what to bear in mind.

use super::{Page, line, wrapped};
use crate::answer::{AsOfBy, Head};
use crate::render::style::{Line, Style};

impl Page {
    /// `Threats to Pakistan · 31 December 2016 · according to Russia`, and a blank line.
    pub(super) fn titled(&mut self, head: &Head) -> &mut Page {
        self.say(&title_of(head), 0);
        self.blank();
        self
    }

    /// Where a tree is its own title: a line on the world, if it is not the analyst's at the scenario's date.
    pub(super) fn context(&mut self, head: &Head) -> &mut Page {
        let parts = parts(head, Date::WhereNotTheScenarios);
        if parts.is_empty() {
            return self;
        }
        let mut context = Line::new();
        for (at, part) in parts.into_iter().enumerate() {
            if at > 0 {
                context.push(Style::Faint, " · ");
            }
            context.add(part);
        }
        self.say(&context, 0);
        self
    }

    /// What to bear in mind, and the marking.
    pub(super) fn notes(&mut self, head: &Head) {
        for note in &head.notes {
            for (at, part) in wrapped(&line(note), self.width.saturating_sub(4))
                .into_iter()
                .enumerate()
            {
                self.put(super::indent(if at == 0 { 2 } else { 4 }).with(part));
            }
        }
        if let Some(withheld) = &head.withheld {
            let text = super::indent(2).with(Line::of(Style::Faint, withheld.text.clone()));
            self.put(text);
        }
        if let Some(marking) = &head.marking {
            self.put(Line::of(Style::Alarm, marking.clone()));
        }
    }
}

/// `Threats to Pakistan · 31 December 2016 · according to Russia`
pub(in crate::render) fn title_of(head: &Head) -> Line {
    let mut title = line(&head.title);
    for run in &mut title.runs {
        run.style = Style::Title;
    }
    for part in parts(head, Date::Always) {
        title.push(Style::Faint, " · ");
        title.add(part);
    }
    title
}

/// When the date stands in the line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Date {
    Always,
    WhereNotTheScenarios,
}

fn parts(head: &Head, date: Date) -> Vec<Line> {
    let mut parts = Vec::new();
    if let Some(during) = &head.during {
        parts.push(line(during));
    } else if let Some(as_of) = &head.as_of
        && (date == Date::Always || head.as_of_by != AsOfBy::Scenario)
    {
        let words = match head.as_of_by {
            AsOfBy::Files => " (the last date named)",
            AsOfBy::Question | AsOfBy::Scenario => "",
        };
        parts.push(Line::of(Style::Date, as_of.text.clone()).then(words));
    }
    if let Some(view) = &head.view {
        let words = if view.strictly {
            "strictly according to "
        } else {
            "according to "
        };
        parts.push(Line::of(Style::Plain, words).with(line(&view.party)));
    }
    if let Some(known) = &head.known {
        let counts = match (known.left_out, known.undated_kept) {
            (0, 0) => String::new(),
            (out, 0) => format!(" ({out} left out)"),
            (0, kept) => format!(" ({kept} undated kept)"),
            (out, kept) => format!(" ({out} left out, {kept} undated kept)"),
        };
        parts.push(
            Line::of(Style::Plain, "as known on ")
                .with(Line::of(Style::Date, known.on.clone()))
                .then(&counts),
        );
    }
    if !head.under.is_empty() {
        let titles: Vec<String> = head
            .under
            .iter()
            .map(|title| format!("\"{title}\""))
            .collect();
        parts.push(Line::of(
            Style::Plain,
            format!("under {}", titles.join(", ")),
        ));
    }
    for supposed in &head.supposing {
        parts.push(Line::of(Style::Plain, "what if ").with(line(supposed)));
    }
    if head.bar_asked {
        parts.push(Line::of(Style::Plain, "at least ").with(super::likelihood(&head.bar)));
    }
    parts
}
