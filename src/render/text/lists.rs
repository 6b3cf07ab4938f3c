//! Claims, gaps, profiles, timelines, chains, and what lies behind a conclusion.

use super::{Page, asserted, doubt, indent, likelihood, line, optional};
use crate::answer::{
    Behind, Claim, Compared, Comparison, Connection, Fact, Gaps, Happening, Links, Markup, Profile,
    Stance, Tie, Timeline, WhoSays,
};
use crate::render::style::{Line, Style};

impl Page {
    pub(super) fn who_says(&mut self, who_says: &WhoSays) {
        if who_says.claims.is_empty() {
            self.say(
                &Line::of(Style::Plain, "Nobody says so, and nobody denies it."),
                2,
            );
        }
        for claim in &who_says.claims {
            self.hang(&claim_line(claim), 2, 4);
            for words in &claim.words {
                self.say(&line(words), 6);
            }
        }
        if !who_says.attitudes.is_empty() {
            self.blank();
            self.facts(&who_says.attitudes, 2);
        }
    }

    pub(super) fn gaps(&mut self, gaps: &Gaps) {
        if gaps.gaps.is_empty() {
            self.say(&Line::of(Style::Plain, "None."), 2);
        }
        for (at, gap) in gaps.gaps.iter().enumerate() {
            if at > 0 {
                self.blank();
            }
            self.heading(Line::of(Style::Title, gap.what.clone()));
            let rows: Vec<Vec<Line>> = gap
                .entries
                .iter()
                .map(|entry| vec![line(&entry.what), line(&entry.place)])
                .collect();
            self.rows(&rows, 4);
        }
    }

    pub(super) fn profile(&mut self, profile: &Profile) {
        let mut kinds = Line::of(Style::Plain, profile.kinds.join(", "));
        if !profile.also.is_empty() {
            kinds = kinds.then(&format!("; also {}", profile.also.join(", ")));
        }
        if !profile.place.is_empty() {
            kinds.push(Style::Faint, "; ");
            kinds.add(line(&profile.place));
        }
        self.hang(&kinds, 2, 2);
        for group in &profile.groups {
            self.blank();
            self.heading(line(&group.heading));
            self.facts(&group.facts, 4);
        }
    }

    pub(super) fn timeline(&mut self, timeline: &Timeline) {
        if timeline.entries.is_empty() && timeline.undated.is_empty() {
            self.say(&Line::of(Style::Plain, "Nothing is told of it."), 2);
        }
        let mut rows: Vec<Vec<Line>> = Vec::new();
        for entry in &timeline.entries {
            let Happening { fact, changes, .. } = entry;
            let mut told = asserted(&fact.sentence, &fact.likelihood, None);
            if !fact.ground.is_empty() {
                told = told.with(indent(3)).with(line(&fact.ground));
            }
            rows.push(vec![optional(fact.when.as_ref()), told]);
            rows.extend(changes.iter().map(|change| {
                let change = asserted(&change.sentence, &change.likelihood, change.when.as_ref());
                vec![Line::new(), indent(2).with(change)]
            }));
        }
        self.rows(&rows, 2);
        if !timeline.undated.is_empty() {
            self.blank();
            self.heading(Line::of(Style::Title, "Without a date"));
            self.facts(&timeline.undated, 4);
        }
    }

    /// Who is bound to whom: a heading for each that is bound, and a line for each tie.
    pub(super) fn links(&mut self, links: &Links) {
        if links.ties.is_empty() {
            self.say(&Line::of(Style::Plain, "Nobody is bound to anybody."), 2);
        }
        for (at, ties) in links
            .ties
            .chunk_by(|one, other| one.from == other.from)
            .enumerate()
        {
            if at > 0 {
                self.blank();
            }
            let Some(first) = ties.first() else { continue };
            self.heading(line(&first.from));
            let rows: Vec<Vec<Line>> = ties
                .iter()
                .map(|tie| {
                    let words = Line::of(Style::Plain, format!("{} ", tie.relation));
                    vec![
                        words.with(line(&tie.to)),
                        doubt(&tie.fact.likelihood),
                        optional(tie.fact.when.as_ref()),
                        line(&tie.fact.ground),
                    ]
                })
                .collect();
            self.rows(&rows, 4);
        }
    }

    pub(super) fn connection(&mut self, connection: &Connection) {
        if connection.chains.is_empty() {
            self.say(
                &Line::of(Style::Plain, "Nothing that is known ties them."),
                2,
            );
        }
        for (at, chain) in connection.chains.iter().enumerate() {
            if at > 0 {
                self.blank();
            }
            self.chain(chain);
        }
        if connection.more {
            self.blank();
            let more = match connection.further {
                1 => "One more chain of this length.".to_owned(),
                further => format!("{further} more chains of this length."),
            };
            self.say(&Line::of(Style::Faint, more), 2);
        }
        if !connection.stated.is_empty() {
            self.blank();
            self.heading(Line::of(Style::Title, "By what is stated alone"));
        }
        for (at, chain) in connection.stated.iter().enumerate() {
            if at > 0 {
                self.blank();
            }
            self.chain(chain);
        }
    }

    /// Through whom, then its ties in order.
    fn chain(&mut self, chain: &[Tie]) {
        let mut through = Line::of(Style::Faint, "through ");
        for (at, tie) in chain.iter().rev().skip(1).rev().enumerate() {
            if at > 0 {
                through.push(Style::Faint, ", ");
            }
            through.add(line(&tie.to));
            through.push(Style::Faint, format!(" ({} ties)", tie.to_tied));
        }
        if chain.len() > 1 {
            self.hang(&through, 2, 4);
        }
        let rows: Vec<Vec<Line>> = chain
            .iter()
            .map(|tie| {
                let mut sentence = line(&tie.fact.sentence);
                if !tie.also.is_empty() {
                    sentence.push(Style::Faint, format!(" (and {} more)", tie.also.len()));
                }
                vec![
                    sentence,
                    doubt(&tie.fact.likelihood),
                    optional(tie.fact.when.as_ref()),
                    line(&tie.fact.ground),
                ]
            })
            .collect();
        self.rows(&rows, if chain.len() > 1 { 4 } else { 2 });
    }

    pub(super) fn comparison(&mut self, comparison: &Comparison) {
        let (both, only, against) = match comparison.by {
            Compared::Held => ("Both", "", "One says it, the other denies it"),
            Compared::Said => ("Both say", " says", "One says it, the other denies it"),
        };
        let counted = |heading: Line, count: usize| {
            if count > 0 {
                heading.with(Line::of(Style::Faint, format!(" ({count})")))
            } else {
                heading
            }
        };
        self.heading(counted(Line::of(Style::Title, both), comparison.both.len()));
        if comparison.both.is_empty() {
            self.say(&Line::of(Style::Plain, "nothing"), 4);
        }
        for text in &comparison.both {
            self.hang(&line(text), 4, 4);
        }
        for (heading, facts) in [
            ("Between them", &comparison.between),
            (against, &comparison.against),
        ] {
            if !facts.is_empty() {
                self.blank();
                self.heading(counted(Line::of(Style::Title, heading), facts.len()));
                self.facts(facts, 4);
            }
        }
        for (name, facts) in [
            (&comparison.one, &comparison.only_one),
            (&comparison.other, &comparison.only_other),
        ] {
            self.blank();
            let heading = Line::of(Style::Plain, "Only ").with(line(name)).then(only);
            self.heading(counted(heading, facts.len()));
            if facts.is_empty() {
                self.say(&Line::of(Style::Plain, "nothing"), 4);
            }
            self.facts(facts, 4);
        }
    }

    pub(super) fn behind(&mut self, behind: &Behind) {
        if behind.entries.is_empty() {
            self.say(&Line::of(Style::Plain, "None."), 2);
        }
        for entry in &behind.entries {
            let mut text = line(&entry.what);
            if let Some(dated) = &entry.dated {
                text = text.then(", ").with(line(dated));
            }
            text.push(Style::Faint, "   ");
            text.add(line(&entry.place));
            self.hang(&text, 2, 4);
            for given in &entry.gives {
                self.hang(&line(given), 6, 4);
            }
        }
    }

    pub(super) fn heading(&mut self, heading: Line) {
        self.hang(&heading, 2, 2);
    }

    /// Facts in columns: the sentence, how likely, when, on what ground.
    pub(super) fn facts(&mut self, facts: &[Fact], blanks: usize) {
        let rows: Vec<Vec<Line>> = facts
            .iter()
            .map(|fact| {
                vec![
                    line(&fact.sentence),
                    doubt(&fact.likelihood),
                    optional(fact.when.as_ref()),
                    line(&fact.ground),
                ]
            })
            .collect();
        self.rows(&rows, blanks);
    }
}

/// `Nicholson claims it, on 2 December 2016: likely; khorasan.casus:41, on the evidence of Nicholson briefing (B)`
fn claim_line(claim: &Claim) -> Line {
    let (verb, own) = match claim.stance {
        Stance::Claims => (" claims it", "held here"),
        Stance::Denies => (" denies it", "denied here"),
    };
    let mut text = match &claim.party {
        Some(party) if claim.speaks_for.is_empty() => line(party).then(verb),
        Some(party) => line(party)
            .then(", for ")
            .with(line(&Markup::list(
                claim.speaks_for.iter().cloned(),
                ", ",
                " and ",
            )))
            .then(",")
            .then(verb),
        None => Line::of(Style::Plain, own),
    };
    for by in &claim.through {
        text = text.then(", as ").with(line(by)).then(" has it,");
    }
    if let Some(said) = &claim.said {
        text = text.then(" ").with(line(said));
    }
    if !claim.likelihood.is_certain() {
        text = text.then(": ").with(likelihood(&claim.likelihood));
    }
    if let Some(when) = &claim.when {
        text = text.then(", ").with(line(when));
    }
    if !claim.ground.is_empty() {
        text.add(indent(3));
        text.add(line(&claim.ground));
    }
    text
}
