//! Derivations as trees: the words on the left, what gives them on the right, the figures and the confidence below.

use super::{Page, asserted, hung, indent, likelihood, line, number_word, percent, wrapped};
use crate::answer::{Attempt, Node, NodeKind, Reasoned, Repair, Why, WhyNot, capitalised};
use crate::render::style::{Line, Style};

/// Below so many cells the right margin is of no use, and grounds stand under their words.
const LEAST_MARGIN: usize = 26;

impl Page {
    /// The strongest derivation, or every one; then what speaks against it.
    pub(super) fn why(&mut self, why: &Why) {
        if why.derivations.is_empty() {
            self.say(
                &Line::of(Style::Plain, "Nothing supports it: ").with(line(&why.sentence)),
                0,
            );
        }
        let shown = why.derivations.len();
        for (at, reasoned) in why.derivations.iter().enumerate() {
            if at > 0 {
                self.blank();
            }
            if shown > 1 {
                self.put(Line::of(
                    Style::Title,
                    format!("Derivation {} of {}", at + 1, why.count),
                ));
            }
            self.reasoned(reasoned);
        }
        if let Some(against) = &why.against {
            self.blank();
            self.put(Line::of(Style::Alarm, "It is also denied:"));
            self.reasoned(against);
        }
    }

    /// Each rule that could have given it, with what held, what is missing, what blocked it.
    pub(super) fn why_not(&mut self, why_not: &WhyNot) {
        let held = if why_not.holds {
            Line::of(Style::Plain, "It does hold: ")
                .with(likelihood(&why_not.likelihood))
                .then("; ask why.")
        } else if why_not.likelihood.value == 0 {
            Line::of(Style::Plain, "Nothing shows it.")
        } else {
            Line::of(Style::Plain, "It is only ")
                .with(likelihood(&why_not.likelihood))
                .then(".")
        };
        self.say(&held, 2);
        if why_not.attempts.is_empty() && why_not.stated.is_none() {
            self.say(
                &Line::of(Style::Plain, "No rule could give it, and nobody states it."),
                2,
            );
        }
        if let Some(stated) = &why_not.stated {
            let stated =
                Line::of(Style::Plain, "It is stated, but not enough: ").with(line(stated));
            self.say(&stated, 0);
        }
        for attempt in &why_not.attempts {
            self.blank();
            self.attempt(attempt);
        }
        if let Some(repair) = &why_not.repair {
            self.blank();
            let lead = if repair.adds.is_empty() {
                "It would hold "
            } else {
                "It would hold if "
            };
            self.repair(&Line::new(), lead, repair);
        }
        if let Some(against) = &why_not.against {
            self.blank();
            self.put(Line::of(Style::Alarm, "It is denied:"));
            self.reasoned(against);
        }
    }

    fn attempt(&mut self, attempt: &Attempt) {
        let mut title = Line::of(Style::Plain, "By ").with(line(&attempt.rule));
        if !attempt.place.is_empty() {
            title.push(Style::Faint, "  ");
            title.add(line(&attempt.place));
        }
        self.say(&title, 0);
        if attempt.too_weak {
            self.say(
                &Line::of(
                    Style::Faint,
                    "The rule is below the bar by itself, and never suffices alone.",
                ),
                3,
            );
        }
        let mut rows = Vec::new();
        flatten_under(&attempt.conditions, &Line::new(), &mut rows);
        self.tree_rows(&rows);
    }

    fn reasoned(&mut self, reasoned: &Reasoned) {
        let mut rows = Vec::new();
        flatten(&reasoned.tree, Line::new(), Line::new(), &mut rows);
        if !reasoned.apart.is_empty() {
            rows.push(TreeRow::of(Line::of(Style::Faint, "where")));
        }
        for lemma in &reasoned.apart {
            flatten(lemma, Line::new(), Line::new(), &mut rows);
        }
        self.tree_rows(&rows);
        if let Some(figures) = figures(reasoned) {
            self.say(&figures, 0);
        }
        self.confidence(&reasoned.confidence, 0);
    }

    fn tree_rows(&mut self, rows: &[TreeRow]) {
        let widest = rows
            .iter()
            .map(|row| row.prefix.width() + row.label.width())
            .max();
        let column = (widest.unwrap_or(0) + 2).min(self.width * 3 / 5);
        let margin = self.width.saturating_sub(column);
        for row in rows {
            if margin < LEAST_MARGIN {
                self.lines
                    .extend(hung(&row.label, self.width, &row.prefix, &row.rest));
                if row.ground.width() > 0 {
                    let further = row.rest.clone().then("    ");
                    self.lines
                        .extend(hung(&row.ground, self.width, &further, &further));
                }
            } else {
                self.side_by_side(row, column, margin);
            }
            for words in &row.words {
                let further = row.rest.clone().then("    ");
                self.lines
                    .extend(hung(words, self.width, &further, &further));
            }
        }
    }

    /// The label up to the column, the ground from there on; whichever is longer goes on below.
    fn side_by_side(&mut self, row: &TreeRow, column: usize, margin: usize) {
        let labels = hung(&row.label, column.saturating_sub(2), &row.prefix, &row.rest);
        let grounds = if row.ground.width() == 0 {
            Vec::new()
        } else {
            wrapped(&row.ground, margin)
        };
        let count = labels.len().max(grounds.len());
        let mut labels = labels.into_iter();
        let mut grounds = grounds.into_iter();
        for _ in 0..count {
            let label = labels.next().unwrap_or_else(|| row.rest.clone());
            self.put(match grounds.next() {
                Some(ground) => label.padded(column).with(ground),
                None => label,
            });
        }
    }
}

/// A node laid out: what stands before it on its first line and on the others, its words, its ground.
struct TreeRow {
    prefix: Line,
    rest: Line,
    label: Line,
    ground: Line,
    words: Vec<Line>,
}

impl TreeRow {
    /// A line of its own between trees.
    fn of(label: Line) -> TreeRow {
        TreeRow {
            prefix: Line::new(),
            rest: Line::new(),
            label,
            ground: Line::new(),
            words: Vec::new(),
        }
    }
}

fn flatten(node: &Node, prefix: Line, beyond: Line, rows: &mut Vec<TreeRow>) {
    let mut rest = beyond.clone();
    if node.under.iter().any(|node| !node.understood) {
        rest.push(Style::Faint, "│  ");
    }
    rows.push(TreeRow {
        prefix,
        rest,
        label: label(node),
        ground: ground(node),
        words: node.words.iter().map(line).collect(),
    });
    flatten_under(&node.under, &beyond, rows);
}

fn flatten_under(under: &[Node], beyond: &Line, rows: &mut Vec<TreeRow>) {
    let under: Vec<&Node> = under.iter().filter(|node| !node.understood).collect();
    for (at, child) in under.iter().enumerate() {
        let (branch, further) = if at + 1 == under.len() {
            ("└─ ", "   ")
        } else {
            ("├─ ", "│  ")
        };
        let mut prefix = beyond.clone();
        prefix.push(Style::Faint, branch);
        let mut rest = beyond.clone();
        rest.push(Style::Faint, further);
        flatten(child, prefix, rest, rows);
    }
}

fn label(node: &Node) -> Line {
    match node.node {
        NodeKind::Conclusion | NodeKind::Evidence | NodeKind::Window => {
            asserted(&node.text, &node.likelihood, node.when.as_ref())
        }
        // A default says its likelihood in its words; a group, a comparison and a gap have none of their own.
        NodeKind::Default | NodeKind::Group | NodeKind::Comparison => line(&node.text),
        NodeKind::Again => asserted(&node.text, &node.likelihood, None).then(" (as above)"),
        NodeKind::Missing if node.likelihood.value > 0 => Line::of(Style::Alarm, "too weak: ")
            .with(line(&node.text))
            .then(", ")
            .with(likelihood(&node.likelihood)),
        NodeKind::Missing => Line::of(Style::Alarm, "missing: ").with(line(&node.text)),
        NodeKind::Blocking => Line::of(Style::Alarm, "blocked: ").with(asserted(
            &node.text,
            &node.likelihood,
            node.when.as_ref(),
        )),
    }
}

fn ground(node: &Node) -> Line {
    let mut ground = line(&node.ground);
    if node.weakest {
        if ground.width() > 0 {
            ground.push(Style::Plain, "  ");
        }
        ground.push(Style::Alarm, "←\u{a0}weakest\u{a0}link");
    }
    ground
}

/// `Weakest link: inherited hostility (likely). Four uncertain links; were they independent: 31%.`
pub(in crate::render) fn figures(reasoned: &Reasoned) -> Option<Line> {
    let weakest = reasoned.weakest.as_ref()?;
    let held = &weakest.likelihood;
    // A likelihood that holds brackets already takes no more of them.
    let (before, after) = if held.text.contains('(') {
        (", ", ". ")
    } else {
        (" (", "). ")
    };
    let figures = Line::of(Style::Plain, "Weakest link: ")
        .with(line(&weakest.what))
        .then(before)
        .with(likelihood(held))
        .then(after);
    let count = capitalised(&number_word(reasoned.uncertain));
    let figure = Line::of(Style::Likelihood, percent(u32::from(reasoned.independent)));
    Some(match reasoned.uncertain {
        0 | 1 => figures.then("It is the only uncertain link."),
        _ => figures
            .then(&format!("{count} uncertain links; were they independent: "))
            .with(figure)
            .then("."),
    })
}

impl Page {
    /// `It would hold if …; …; without …`: as it could be typed after `what if`.
    pub(super) fn repair(&mut self, first: &Line, lead: &str, repair: &Repair) {
        let mut text = Line::of(Style::Plain, lead).with(changed(repair));
        if !repair.gives.is_certain() {
            text.push(Style::Faint, " → ");
            text.add(likelihood(&repair.gives));
        }
        if repair.indicator {
            text.push(Style::Faint, " — something to watch for");
        }
        let rest = indent(first.width() + 4);
        self.lines.extend(hung(&text, self.width, first, &rest));
    }
}

/// What is added and what is taken away, with `;` between them.
pub(super) fn changed(repair: &Repair) -> Line {
    let adds = repair.adds.iter().map(line);
    let removes = repair
        .removes
        .iter()
        .map(|gone| Line::of(Style::Plain, "without ").with(line(gone)));
    let mut text = Line::new();
    for (at, part) in adds.chain(removes).enumerate() {
        if at > 0 {
            text.push(Style::Plain, "; ");
        }
        text.add(part);
    }
    text
}
