//! Random statements: sources, facts, claims, events, branches, each a line or a few.

use super::Chance;
use super::body::Atom;
use super::vocabulary::{Vocabulary, date};

const SOURCES: [&str; 4] = ["Wire", "Gazette", "Envoy", "Patrol log"];

/// What is said in a world.
pub struct Facts {
    /// Statements, in the order in which they were made.
    pub statements: Vec<String>,
    /// Titles of the branches.
    pub branches: Vec<String>,
}

/// A teller of facts.
struct Teller<'a> {
    words: &'a Vocabulary,
    chance: &'a mut Chance,
    sources: Vec<&'static str>,
    /// Sentences that were stated: what events end, branches take, claims are about.
    told: Vec<String>,
}

/// The statements of a world, given how its rules are called.
pub fn facts(chance: &mut Chance, words: &Vocabulary, rules: &[String]) -> Facts {
    let count = chance.below(SOURCES.len() + 1);
    let mut teller = Teller {
        words,
        chance,
        sources: SOURCES[..count].to_vec(),
        told: Vec::new(),
    };
    let mut statements: Vec<String> = (0..count).map(|at| teller.source(at)).collect();
    for _ in 0..teller.chance.between(10, 22) {
        statements.push(teller.fact());
    }
    for _ in 0..teller.chance.below(5) {
        statements.push(teller.claim());
    }
    for _ in 0..teller.chance.below(3) {
        statements.push(teller.spokesman());
    }
    for event in words.events.clone() {
        statements.push(teller.event(&event));
    }
    let branches: Vec<String> = (0..teller.chance.below(3))
        .map(|at| format!("branch {at}"))
        .collect();
    for title in &branches {
        statements.push(teller.branch(title, rules));
    }
    Facts {
        statements,
        branches,
    }
}

impl Teller<'_> {
    fn date(&mut self) -> String {
        self.chance.one(&self.words.dates).clone()
    }

    fn source(&mut self, at: usize) -> String {
        let mut text = format!("source {}", self.sources[at]);
        if self.chance.happens(60) {
            let grade = self.chance.word(&["A", "B", "C", "D", "E", "F"]);
            text.push_str(&format!("\n    reliability {grade}"));
        }
        if self.chance.happens(15) {
            let grade = self.chance.between(1, 6);
            text.push_str(&format!("\n    credibility {grade}"));
        }
        if self.chance.happens(50) {
            let date = date(self.chance);
            text.push_str(&format!("\n    on {date}"));
        }
        if at > 0 {
            let other = self.sources[self.chance.below(at)];
            match self.chance.below(8) {
                0 | 1 => text.push_str(&format!("\n    derived from {other}")),
                2 => text.push_str(&format!("\n    derived in part from {other}")),
                3 => text.push_str(&format!("\n    replaces {other}")),
                _ => {}
            }
        }
        text
    }

    /// A sentence of values.
    fn sentence(&mut self) -> String {
        if !self.told.is_empty() && self.chance.happens(45) {
            return self.chance.one(&self.told).clone();
        }
        let relation = self.words.concluded(self.chance);
        let slots = &self.words.relations[relation].slots;
        let args = slots
            .iter()
            .map(|kind| self.words.value(self.chance, *kind))
            .collect();
        let atom = Atom { relation, args };
        let sentence = atom.casus(&self.words.relations);
        self.told.push(sentence.clone());
        sentence
    }

    fn when(&mut self) -> String {
        let (a, b) = (self.date(), self.date());
        match self.chance.below(12) {
            0..4 => format!(" since {a}"),
            4 => format!(" until {a}"),
            // Put the earlier year first; the rest may still be the wrong way round, and is then refused.
            5 if year(&a) < year(&b) => format!(" from {a} to {b}"),
            5 if year(&b) < year(&a) => format!(" from {b} to {a}"),
            6 => format!(" on {a}"),
            _ => String::new(),
        }
    }

    fn likelihood(&mut self) -> &'static str {
        self.chance.word(&[
            "",
            "",
            "",
            "",
            ", 90%",
            ", 80%",
            ", 70%",
            ", 60%",
            ", 55%",
            ", 54%",
            ", 50%",
            ", 30%",
            ", likely",
            ", very unlikely",
            ", 99.5%",
        ])
    }

    fn per(&mut self) -> String {
        if self.sources.is_empty() || self.chance.happens(45) {
            return String::new();
        }
        let first = *self.chance.one(&self.sources);
        let second = *self.chance.one(&self.sources);
        let list = if first != second && self.chance.happens(25) {
            format!("{first} and {second}")
        } else {
            first.to_owned()
        };
        let credibility = if self.chance.happens(12) {
            format!(" credibility {}", self.chance.between(1, 6))
        } else {
            String::new()
        };
        format!(" per {list}{credibility}")
    }

    fn fact(&mut self) -> String {
        let sentence = self.sentence();
        let mark = self
            .chance
            .word(&["", "", "", "", "", "", "deny ", "deny ", "assume "]);
        let (when, per, likelihood) = (self.when(), self.per(), self.likelihood());
        format!("{mark}{sentence}{when}{per}{likelihood}")
    }

    fn claim(&mut self) -> String {
        let sentence = self.sentence();
        let party = self.chance.one(&self.words.actors).clone();
        let said = if self.chance.happens(60) {
            format!(" on {}", date(self.chance))
        } else {
            String::new()
        };
        let (when, likelihood) = (self.when(), self.likelihood());
        let per = if self.chance.happens(30) {
            self.per().replace(" per", ", per")
        } else {
            String::new()
        };
        match self.chance.below(5) {
            0 => format!("{sentence}{when} according to {party}{said}{likelihood}"),
            1 | 2 => format!("{party} denies{said} that {sentence}{when}{likelihood}{per}"),
            _ => format!("{party} says{said} that {sentence}{when}{likelihood}{per}"),
        }
    }

    fn spokesman(&mut self) -> String {
        let (a, b) = (
            self.chance.one(&self.words.actors).clone(),
            self.chance.one(&self.words.actors).clone(),
        );
        let (when, likelihood) = (self.when(), self.likelihood());
        format!("{a} speaks for {b}{when}{likelihood}")
    }

    fn event(&mut self, name: &str) -> String {
        let words = self.words;
        let mut text = format!("event {name}");
        let (a, b) = (self.date(), self.date());
        text.push_str(&match self.chance.below(6) {
            0 => String::new(),
            1 | 2 => format!(", on {a}"),
            3 if year(&a) < year(&b) => format!(", from {a} to {b}"),
            _ => format!(", since {a}"),
        });
        text.push_str(&format!(", by {}", self.chance.one(&words.actors)));
        if self.chance.happens(60) {
            text.push_str(&format!(", against {}", self.chance.one(&words.actors)));
        }
        if self.chance.happens(60) {
            text.push_str(&format!(", in {}", self.chance.one(&words.places)));
        }
        if self.chance.happens(30) {
            text.push_str(", killed 30");
        }
        text.push_str(self.chance.word(&["", "", "", ", 80%", ", 20%"]));
        if self.chance.happens(60) {
            let sentence = self.sentence();
            text.push_str(&format!("\n    begins {sentence}"));
        }
        if self.chance.happens(60) && !self.told.is_empty() {
            let sentence = self.chance.one(&self.told).clone();
            let at = match self.chance.below(4) {
                0 => format!(" on {}", self.date()),
                1 => " at its end".to_owned(),
                _ => String::new(),
            };
            let likelihood = self.chance.word(&["", "", " 60%", " 30%"]);
            text.push_str(&format!("\n    ends {sentence}{at}{likelihood}"));
        }
        if let [first, second] = words.events.as_slice()
            && first == name
            && self.chance.happens(40)
        {
            text.push_str(&format!("\n    led to {second}"));
        }
        text
    }

    fn branch(&mut self, title: &str, rules: &[String]) -> String {
        let words = self.words;
        let mut text = format!("suppose \"{title}\"");
        for _ in 0..self.chance.between(1, 3) {
            let line = match self.chance.below(6) {
                0 | 1 => self.fact(),
                2 if !self.told.is_empty() => format!("without {}", self.chance.one(&self.told)),
                3 if !self.sources.is_empty() => {
                    format!("without {}", self.chance.one(&self.sources))
                }
                4 if !words.events.is_empty() => {
                    let event = self.chance.one(&words.events).clone();
                    let more = self.chance.word(&["", " and what it led to"]);
                    format!("without {event}{more}")
                }
                5 => format!("without rule {}", self.chance.one(rules)),
                _ => self.fact(),
            };
            text.push_str(&format!("\n    {line}"));
        }
        text
    }
}

fn year(date: &str) -> &str {
    let at = date.find("201").unwrap_or(0);
    date.get(at..at + 4).unwrap_or(date)
}
