//! A random page of Casus.

use super::Chance;
use super::body::Rule;
use super::facts::facts;
use super::rules::rules;
use super::vocabulary::{Vocabulary, date};

/// A page, statement by statement, and from where it is worth looking at.
#[derive(Clone, Debug)]
pub struct Page {
    /// What it was made of.
    pub seed: u64,
    /// The statements; order never matters.
    pub statements: Vec<String>,
    /// All names of actors.
    pub actors: Vec<String>,
    /// Titles of the branches.
    pub branches: Vec<String>,
    /// A date for `as known on`.
    pub known_on: String,
}

impl Page {
    /// The whole text.
    pub fn text(&self) -> String {
        let mut text = self.statements.join("\n");
        text.push('\n');
        text
    }
}

/// The page of a seed.
pub fn page(seed: u64) -> Page {
    let chance = &mut Chance::of(seed);
    let words = Vocabulary::of(chance);
    let rules = rules(chance, &words);
    let names: Vec<String> = rules.iter().map(|rule: &Rule| rule.name.clone()).collect();
    let mut statements = vec![
        format!("scenario \"Seed {seed}\"\n    as of 2016-12-31"),
        "use no standard model".to_owned(),
        "kind band is an actor".to_owned(),
    ];
    if chance.happens(35) {
        statements.push(format!(
            "scale likelihood, bar {}%",
            chance.one(&[10, 30, 50])
        ));
    }
    for (at, name) in words.actors.iter().enumerate() {
        let kind = if at < words.bands { " is a band" } else { "" };
        statements.push(format!("actor {name}{kind}"));
    }
    statements.extend(words.places.iter().map(|name| format!("place {name}")));
    let declared = &words.relations[..words.declared];
    statements.extend(declared.iter().map(|relation| relation.declared()));
    let facts = facts(chance, &words, &names);
    statements.extend(facts.statements);
    statements.extend(rules.iter().map(|rule| rule.casus(&words.relations)));
    Page {
        seed,
        statements,
        branches: facts.branches,
        known_on: date(chance),
        actors: words.actors,
    }
}

#[test]
fn a_seed_gives_the_same_page_always() {
    for seed in 0..50 {
        assert_eq!(page(seed).text(), page(seed).text());
    }
    if let Ok(seed) = std::env::var("CASUS_PAGE") {
        println!("{}", page(seed.parse().expect("a number")).text());
    }
}
