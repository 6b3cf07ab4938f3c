//! Conflicts, changes, linchpins, likelihoods, repairs, and the matrix of hypotheses.

use super::tree::changed;
use super::{Page, indent, likelihood, line, percent};
use crate::answer::{
    Budget, Change, Clash, Conflicts, Direction, HowLikely, Hypotheses, Linchpins, Mark, Markup,
    Repairs, Way, capitalised,
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
                if let Some(before) = before {
                    self.following(change, before);
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
        if let Some(before) = before {
            self.following(change, before);
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

    /// How many more follow from those of the direction that were told.
    fn following(&mut self, change: &Change, direction: Direction) {
        let mut following = change.following.iter();
        if let Some(following) = following.find(|one| one.direction == direction) {
            let text = match following.count {
                1 => "and one that follows from these".to_owned(),
                count => format!("and {count} that follow from these"),
            };
            self.say(&Line::of(Style::Faint, text), 4);
        }
    }

    pub(super) fn linchpins(&mut self, linchpins: &Linchpins) {
        let what = line(&linchpins.sentence).then(": ");
        self.say(&what.with(shown(&linchpins.likelihood)), 2);
        if let Some(said) = nothing_to_take(linchpins) {
            self.blank();
            self.say(&Line::of(Style::Plain, said), 2);
        }
        if let Some(only) = &linchpins.one_report {
            self.blank();
            let said = Line::of(Style::Plain, "It rests on one report: ");
            self.say(&said.with(line(only)).then("."), 2);
        }
        if !linchpins.cuts.is_empty() {
            self.blank();
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
        if let Some(said) = more_to_find(linchpins) {
            self.blank();
            self.say(&Line::of(Style::Faint, said), 2);
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
        for (at, way) in repairs.repairs.iter().enumerate() {
            let first = Line::of(Style::Faint, format!("  {:>digits$}  ", at + 1));
            self.repair(&first, "", &way.repair);
            self.others(way, first.width());
        }
        if let Some(stopped) = &repairs.budget {
            let limit = grouped(stopped.limit);
            let words = match stopped.by {
                Budget::Shown => format!("These are the first {limit}: there may be more."),
                Budget::Worlds => {
                    format!("The search stopped after {limit} trials: there may be more.")
                }
                Budget::Plans => {
                    format!("The search stopped after {limit} plans: there may be more.")
                }
                Budget::Matches => format!(
                    "Of the ways to meet one condition {limit} were tried: there may be more."
                ),
            };
            self.blank();
            self.say(&Line::of(Style::Faint, words), 2);
        }
    }

    /// `or the same with Tajik fighters or Uzbek fighters in place of Uighur militants`
    fn others(&mut self, way: &Way, depth: usize) {
        let mut told: Vec<(&Markup, Vec<&Markup>)> = Vec::new();
        for other in &way.others {
            let (Some(with), Some(instead)) = (&other.with, &other.in_place_of) else {
                self.hang(
                    &Line::of(Style::Plain, "or: ").with(changed(&other.repair)),
                    depth,
                    depth + 4,
                );
                continue;
            };
            match told.iter_mut().find(|(of, _)| *of == instead) {
                Some((_, names)) => names.push(with),
                None => told.push((instead, vec![with])),
            }
        }
        let last = told.len();
        for (at, (instead, names)) in told.into_iter().enumerate() {
            let names = names.into_iter().cloned();
            let text = Line::of(Style::Plain, "or the same with ")
                .with(line(&Markup::list(names, ", ", " or ")))
                .then(" in place of ")
                .with(line(instead))
                .then(if way.more && at + 1 == last {
                    ", and with others"
                } else {
                    ""
                });
            self.hang(&text, depth, depth + 4);
        }
    }

    /// Heuer's matrix: a row for each piece of evidence, a column for each hypothesis.
    pub(super) fn hypotheses(&mut self, hypotheses: &Hypotheses) {
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
        self.blank();
        for told in verdict(hypotheses) {
            self.hang(&told, 2, 4);
        }
    }
}

/// What the evidence makes of the order, on which single piece of it that hangs, and what would tell best. Nothing where
/// there is nothing to compare.
pub(in crate::render) fn verdict(hypotheses: &Hypotheses) -> Vec<Line> {
    let of = &hypotheses.hypotheses;
    let mut told = Vec::new();
    if of.len() < 2 {
        return told;
    }
    let nothing = hypotheses.evidence.iter().all(|row| row.diagnosticity == 0);
    let none_against = of.iter().all(|one| one.inconsistent == 0);
    let levels: Vec<Vec<String>> = of
        .chunk_by(|a, b| a.rank == b.rank)
        .map(|level| level.iter().map(|one| one.title.clone()).collect())
        .collect();
    if nothing {
        let words = "No piece of evidence tells them apart.";
        told.push(Line::of(Style::Plain, words));
    } else if none_against {
        let words =
            "No evidence speaks against any of them: they stand level, whatever fits some better.";
        told.push(Line::of(Style::Plain, words));
    } else if levels.len() < of.len() {
        let words = format!("In order: {}.", in_order(hypotheses, &levels));
        told.push(Line::of(Style::Plain, words));
    }
    for one in &hypotheses.sensitive {
        let text = Line::of(Style::Plain, "If it were wrong that ")
            .with(line(&one.sentence))
            .then(", the order would be ")
            .then(&in_order(hypotheses, &one.order))
            .then(".");
        told.push(text);
    }
    if hypotheses.sensitive.is_empty() && levels.len() > 1 {
        let words = "The order stands whichever single piece of evidence is wrong.";
        told.push(Line::of(Style::Plain, words));
    }
    told.push(match &hypotheses.tell_apart {
        Some(tell) => Line::of(
            Style::Plain,
            "What would tell them apart best, if it were known: ",
        )
        .with(line(&tell.sentence))
        .then("."),
        None => Line::of(
            Style::Plain,
            "Nothing that the rules speak of, and that is not known, would tell them apart.",
        ),
    });
    told
}

/// `B, then A and C level`, by the letters of the columns.
fn in_order(hypotheses: &Hypotheses, levels: &[Vec<String>]) -> String {
    let letter = |title: &String| {
        let at = hypotheses
            .hypotheses
            .iter()
            .position(|one| one.title == *title);
        at.map_or_else(|| title.clone(), letters)
    };
    let level = |titles: &Vec<String>| {
        let mut letters: Vec<String> = titles.iter().map(letter).collect();
        letters.sort();
        match letters.as_slice() {
            [one] => one.clone(),
            [before @ .., last] => format!("{} and {last} level", before.join(", ")),
            [] => String::new(),
        }
    };
    levels.iter().map(level).collect::<Vec<_>>().join(", then ")
}

/// `A` for the first, `B` for the next.
fn letters(at: usize) -> String {
    char::from_u32(65 + at as u32).unwrap_or('?').to_string()
}

/// `20,000`
fn grouped(number: usize) -> String {
    match number {
        0..10_000 => number.to_string(),
        _ => format!("{},{:03}", number / 1000, number % 1000),
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
    Line::of(Style::Plain, ": then ").with(shown(held))
}

/// `nothing shows it`, `unlikely (33%)`
fn shown(held: &crate::answer::Held) -> Line {
    if held.value == 0 {
        Line::of(Style::Plain, "nothing shows it")
    } else {
        likelihood(held)
    }
}

/// How far the search came, where that is not all.
pub(in crate::render) fn more_to_find(linchpins: &Linchpins) -> Option<String> {
    let shown = linchpins.cuts.len();
    (!linchpins.complete).then(|| match (linchpins.in_all, linchpins.tried) {
        (Some(in_all), _) => format!("These are {shown} of {in_all} such sets."),
        (None, Some(tried)) => {
            format!("The search was cut short after {tried} other worlds: there may be more.")
        }
        (None, None) => "The search was cut short: there may be more.".to_owned(),
    })
}

/// Why there is nothing that it falls without; none where there is something, and of what nothing shows.
pub(in crate::render) fn nothing_to_take(linchpins: &Linchpins) -> Option<&'static str> {
    if !linchpins.cuts.is_empty() || linchpins.likelihood.value == 0 {
        None
    } else if !linchpins.holds {
        Some("That is below the bar: there is nothing that it would fall without.")
    } else if linchpins.complete {
        Some("Nothing that is stated can be taken away so that it falls.")
    } else {
        Some("Nothing was found that can be taken away so that it falls.")
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
