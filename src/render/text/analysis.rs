//! Conflicts, changes, linchpins, likelihoods, repairs, and the matrix of hypotheses.

use super::{Page, indent, likelihood, line, percent};
use crate::answer::{
    Change, Clash, Conflicts, Direction, HowLikely, Hypotheses, Linchpins, Mark, Repairs,
    capitalised,
};
use crate::render::style::{Line, Style};

impl Page {
    pub(super) fn conflicts(&mut self, conflicts: &Conflicts) {
        if conflicts.conflicts.is_empty() {
            self.say(&Line::of(Style::Plain, "None."), 2);
        }
        let digits = conflicts.conflicts.len().to_string().len();
        for (at, conflict) in conflicts.conflicts.iter().enumerate() {
            let number = Line::of(Style::Faint, format!("  {:>digits$}  ", at + 1));
            let why = match conflict.clash {
                Clash::Disputed => "disputed",
                Clash::BetweenParties => "disputed between parties",
                Clash::Single => "only one of these can be so at a time",
                Clash::EndedBefore => "ended before its stated end",
                Clash::DeniedInView => "denied, though the rules would give it",
            };
            let mut text = line(&conflict.about).then(": ");
            text.push(Style::Alarm, why);
            if let Some(when) = &conflict.when {
                text = text.then(", ").with(line(when));
            }
            let lines = super::hung(&text, self.width, &number, &indent(digits + 8));
            self.lines.extend(lines);
            let rows: Vec<Vec<Line>> = conflict
                .sides
                .iter()
                .map(|side| {
                    let party = side
                        .party
                        .as_ref()
                        .map_or_else(|| Line::of(Style::Plain, "ours"), line);
                    vec![
                        party,
                        line(&side.sentence),
                        super::doubt(&side.likelihood),
                        line(&side.ground),
                    ]
                })
                .collect();
            self.rows(&rows, digits + 6);
        }
    }

    pub(super) fn change(&mut self, change: &Change) {
        if change.changed.is_empty() {
            self.say(&Line::of(Style::Plain, "Nothing changes."), 2);
        }
        let mut before = None;
        for changed in &change.changed {
            if before != Some(changed.direction) {
                if before.is_some() {
                    self.blank();
                }
                let heading = match changed.direction {
                    Direction::Gained => "Gained",
                    Direction::Lost => "Lost",
                    Direction::Surer => "Surer",
                    Direction::LessSure => "Less sure",
                };
                self.put(Line::of(Style::Title, format!("  {heading}")));
                before = Some(changed.direction);
            }
            let text = line(&changed.sentence)
                .then(": ")
                .with(moved(&changed.before))
                .then(" → ")
                .with(moved(&changed.after));
            self.hang(&text, 4, 4);
            if let Some(reason) = &changed.reason {
                self.say(&line(reason), 8);
            }
        }
        for aside in &change.set_aside {
            self.blank();
            self.hang(
                &line(aside).then(": set aside, not disproved; rules still give it."),
                2,
                4,
            );
        }
    }

    pub(super) fn linchpins(&mut self, linchpins: &Linchpins) {
        let what = line(&linchpins.sentence)
            .then(": ")
            .with(likelihood(&linchpins.likelihood));
        self.say(&what, 2);
        self.blank();
        if linchpins.cuts.is_empty() {
            self.say(
                &Line::of(
                    Style::Plain,
                    "Nothing that is stated can be taken away so that it falls.",
                ),
                2,
            );
        } else {
            self.put(Line::of(Style::Title, "  It falls without"));
        }
        for cut in &linchpins.cuts {
            let mut text = Line::new();
            for (at, unit) in cut.units.iter().enumerate() {
                if at > 0 {
                    text.push(Style::Plain, ", together with ");
                }
                text.add(line(&unit.what));
            }
            self.hang(&text.with(leaves(&cut.leaves)), 4, 4);
        }
        for (heading, moves) in [
            ("How far each moves it", &linchpins.lowers),
            ("Likelier without", &linchpins.raises),
        ] {
            if moves.is_empty() {
                continue;
            }
            self.blank();
            self.put(Line::of(Style::Title, format!("  {heading}")));
            let rows: Vec<Vec<Line>> = moves
                .iter()
                .map(|one| {
                    let values = likelihood(&linchpins.likelihood)
                        .then(" → ")
                        .with(moved(&one.without));
                    vec![line(&one.unit.what), values, line(&one.unit.place)]
                })
                .collect();
            self.rows(&rows, 4);
        }
        if !linchpins.complete {
            self.blank();
            self.say(
                &Line::of(Style::Faint, "The search was cut short: there may be more."),
                2,
            );
        }
    }

    pub(super) fn how_likely(&mut self, how_likely: &HowLikely) {
        let mut rows = vec![vec![
            Line::of(Style::Plain, "As strong as its weakest link"),
            likelihood(&how_likely.weakest_link),
        ]];
        if let Some(independent) = &how_likely.independent {
            rows.push(vec![
                Line::of(Style::Plain, "If the uncertain facts were independent"),
                bare(independent.value),
            ]);
        }
        if let Some([least, most]) = &how_likely.bounds {
            let by = how_likely
                .bounds_by
                .as_ref()
                .map_or_else(String::new, |by| format!(" ({by})"));
            rows.push(vec![
                Line::of(
                    Style::Plain,
                    "If nothing is known of how they hang together",
                ),
                bare(least.value)
                    .then(" to ")
                    .with(bare(most.value))
                    .then(&by),
            ]);
        }
        self.rows(&rows, 2);
        let count = how_likely.uncertain;
        let links = if count == 1 {
            "uncertain fact or rule"
        } else {
            "uncertain facts and rules"
        };
        self.say(
            &Line::of(
                Style::Faint,
                format!("{} {links}.", capitalised(&super::number_word(count))),
            ),
            2,
        );
    }

    pub(super) fn repairs(&mut self, repairs: &Repairs) {
        if repairs.holds {
            let holds =
                Line::of(Style::Plain, "It holds already: ").with(likelihood(&repairs.likelihood));
            self.say(&holds.then("."), 2);
            return;
        }
        if repairs.repairs.is_empty() {
            let words = if repairs.indicators_only {
                "No indicator alone would bring it about."
            } else {
                "No small change would bring it about."
            };
            self.say(&Line::of(Style::Plain, words), 2);
        }
        let digits = repairs.repairs.len().to_string().len();
        for (at, repair) in repairs.repairs.iter().enumerate() {
            let first = Line::of(Style::Faint, format!("  {:>digits$}  ", at + 1));
            self.repair(&first, "", repair);
        }
        if !repairs.complete {
            self.say(
                &Line::of(Style::Faint, "The search was cut short: there may be more."),
                2,
            );
        }
    }

    /// Heuer's matrix: a row for each piece of evidence, a column for each hypothesis.
    pub(super) fn hypotheses(&mut self, hypotheses: &Hypotheses) {
        let letters = |at: usize| char::from_u32(65 + at as u32).unwrap_or('?').to_string();
        let ranks: Vec<Vec<Line>> = hypotheses
            .hypotheses
            .iter()
            .enumerate()
            .map(|(at, hypothesis)| {
                vec![
                    Line::of(Style::Title, letters(at)),
                    Line::of(Style::Name, format!("\"{}\"", hypothesis.title)),
                    Line::of(
                        Style::Number,
                        format!("{} against it", hundredths(hypothesis.inconsistent)),
                    ),
                ]
            })
            .collect();
        if ranks.is_empty() {
            self.say(&Line::of(Style::Plain, "No hypothesis is declared."), 2);
        }
        self.rows(&ranks, 2);
        if hypotheses.evidence.is_empty() {
            return;
        }
        self.blank();
        let mut names = vec![Line::new(), Line::new()];
        names
            .extend((0..hypotheses.hypotheses.len()).map(|at| Line::of(Style::Title, letters(at))));
        names.push(Line::of(Style::Faint, "tells apart"));
        let mut rows = vec![names];
        for evidence in &hypotheses.evidence {
            let mut cells = vec![line(&evidence.sentence), super::doubt(&evidence.likelihood)];
            for (at, mark) in evidence.marks.iter().enumerate() {
                let stated = evidence.stated.get(at).copied().flatten();
                let mut cell = mark_cell(*mark);
                if let Some(stated) = stated.filter(|stated| stated != mark) {
                    cell = cell.then(" (stated ").with(mark_cell(stated)).then(")");
                }
                cells.push(cell);
            }
            cells.push(Line::of(Style::Number, hundredths(evidence.diagnosticity)));
            rows.push(cells);
        }
        self.rows(&rows, 2);
        self.say(
            &Line::of(
                Style::Faint,
                "+ consistent, (+) consistent anyway, − inconsistent, · neither",
            ),
            2,
        );
        if let Some(tell) = &hypotheses.tell_apart {
            self.blank();
            self.hang(
                &Line::of(
                    Style::Plain,
                    "What would tell them apart best, if it were known: ",
                )
                .with(line(&tell.sentence))
                .then("."),
                2,
                4,
            );
        }
    }
}

fn moved(held: &crate::answer::Held) -> Line {
    if held.value == 0 {
        Line::of(Style::Plain, "nothing")
    } else {
        likelihood(held)
    }
}

/// `: then nothing shows it`, `: then unlikely (33%)`
fn leaves(held: &crate::answer::Held) -> Line {
    let text = Line::of(Style::Plain, ": then ");
    if held.value == 0 {
        text.then("nothing shows it")
    } else {
        text.with(likelihood(held))
    }
}

fn bare(value: u16) -> Line {
    Line::of(Style::Likelihood, percent(u32::from(value)))
}

fn mark_cell(mark: Mark) -> Line {
    match mark {
        Mark::Consistent => Line::of(Style::Plain, "+"),
        Mark::Anyway => Line::of(Style::Faint, "(+)"),
        Mark::Inconsistent => Line::of(Style::Alarm, "−"),
        Mark::Neither => Line::of(Style::Faint, "·"),
    }
}

/// Ten-thousandths as a number of two decimals: `1.70`.
pub(in crate::render) fn hundredths(value: u32) -> String {
    let rounded = (value + 50) / 100;
    format!("{}.{:02}", rounded / 100, rounded % 100)
}
