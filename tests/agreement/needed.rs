//! A world of which only what a question needs was evaluated says of that what the whole world says, and why.

use super::seeds;
use crate::support::generate::{Chance, core};
use crate::support::read_core;
use casus::engine::{Standpoint, Watch, World, evaluate, evaluate_needed};
use casus::explain::why;
use casus::model::{Body, Id as _, Pattern, Sentence, Sign, Signed, Term, Value, VarId};
use casus::session::{LoadError, Loader, Session};
use std::collections::BTreeMap;
use std::sync::Arc;

#[test]
fn what_a_question_needs_is_as_in_the_whole_world() {
    let mut tried = Tried::default();
    for seed in seeds(200) {
        let core = Arc::new(read_core::read(&core(seed)));
        let Ok(whole) = evaluate(core, &Standpoint::default()) else {
            continue;
        };
        let mut chance = Chance::of(seed.wrapping_mul(17).wrapping_add(3));
        tried.ask(4, &whole, &mut chance, seed);
    }
    tried.are_mostly_parts();
}

/// Rows of tables and rules that hand names on from one condition to the next, in circles too.
const TRADE: &str = r#"use no standard model
kind crew is an actor
relation [text] is a raid by [actor] against [actor] that took [number]
relation [actor] serves [actor]
relation [actor] sides with [actor]
relation [actor] spares [actor]
relation [actor] preys on [actor]
relation [actor] is strong
relation [actor] is feared by [actor]
rule raider
    ?a preys on ?v
    if ?r is a raid by ?a against ?v that took ?n
    unless ?a spares ?v
rule servant
    ?a preys on ?v
    if ?a serves ?m
    and ?m preys on ?v
    and ?a != ?v
rule strong
    ?a is strong
    if ?r is a raid by ?a against ?v that took ?n
    and ?n >= 50
rule strong with friends
    ?a is strong
    if ?a sides with ?b
    and ?b is strong
rule feared
    ?a is feared by ?v
    if ?a preys on ?v
    and ?a is strong
    and at least 1 ?c where (?c serves ?a or ?a sides with ?c)
from "raids.csv"
    ?raid is a raid by ?who against ?whom that took ?took
from "served.csv"
    ?who serves ?whom
from "friends.csv"
    ?who sides with ?whom, likely
from "spared.csv"
    ?who spares ?whom, since ?year
"#;

struct Rows(BTreeMap<String, String>);

impl Loader for Rows {
    fn read(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        let text = self.0.get(path).ok_or(LoadError::Missing)?;
        Ok(text.clone().into_bytes())
    }

    fn beside(&self, _: &str) -> Vec<String> {
        self.0.keys().cloned().collect()
    }
}

/// Tables of crews, some of whom others serve, side with and spare.
fn rows(chance: &mut Chance) -> Rows {
    let crew = |chance: &mut Chance| format!("Crew{}", chance.below(30));
    let mut tables = BTreeMap::from([
        ("raids.csv".to_owned(), "raid,who,whom,took\n".to_owned()),
        ("served.csv".to_owned(), "who,whom\n".to_owned()),
        ("friends.csv".to_owned(), "who,whom\n".to_owned()),
        ("spared.csv".to_owned(), "who,whom,year\n".to_owned()),
    ]);
    for (name, text) in &mut tables {
        let count = if name == "raids.csv" { 60 } else { 30 };
        for at in 0..count {
            let (who, whom) = (crew(chance), crew(chance));
            let row = match name.as_str() {
                "raids.csv" => format!("r{at},{who},{whom},{}\n", chance.below(100)),
                "spared.csv" => format!("{who},{whom},{}\n", 2000 + chance.below(20)),
                _ => format!("{who},{whom}\n"),
            };
            text.push_str(&row);
        }
    }
    Rows(tables)
}

#[test]
fn what_rows_of_tables_hand_on_is_all_that_a_question_needs() {
    let mut tried = Tried::default();
    for seed in seeds(12) {
        let mut chance = Chance::of(seed.wrapping_mul(31).wrapping_add(7));
        let mut session = Session::with_loader(rows(&mut chance));
        let report = session.add_text("trade", TRADE);
        assert!(report.is_sound(), "{:#?}", session.diagnostics());
        let core = session.core(&[]);
        assert!(core.items.blocks().count() > 3, "rows are told together");
        let whole = evaluate(core, &Standpoint::default()).expect("the rules have an order");
        tried.ask(6, &whole, &mut chance, seed);
    }
    tried.are_mostly_parts();
}

/// How many questions were tried, and of how many of them the world was only a part.
#[derive(Default)]
struct Tried {
    asked: usize,
    parts: usize,
}

impl Tried {
    fn ask(&mut self, times: usize, whole: &World, chance: &mut Chance, seed: u64) {
        for _ in 0..times {
            let Some(pattern) = pattern(whole, chance) else {
                break;
            };
            self.asked += 1;
            self.parts += usize::from(says_the_same(whole, &pattern, seed));
        }
    }

    fn are_mostly_parts(&self) {
        assert!(
            self.parts * 2 > self.asked,
            "{} of {} worlds were only a part",
            self.parts,
            self.asked
        );
    }
}

/// Holds the world as far as the pattern needs it to the whole; whether it is only a part.
fn says_the_same(whole: &World, pattern: &Pattern, seed: u64) -> bool {
    let looked_at = std::slice::from_ref(pattern);
    let core = Arc::clone(whole.core());
    let needed = evaluate_needed(core, &Standpoint::default(), looked_at, &Watch::default());
    let needed = needed.unwrap_or_else(|error| panic!("seed {seed}: {error:?}"));
    for body in [
        Body::Sentence(pattern.clone()),
        Body::Denied(pattern.clone()),
    ] {
        let variables = pattern.args.len();
        let (part, all) = (
            needed.select(&body, variables, &[]),
            whole.select(&body, variables, &[]),
        );
        assert_eq!(part, all, "seed {seed}, {body:?}");
        for found in &all {
            explained(&needed, whole, &sentence(pattern, &found.values), seed);
        }
    }
    assert!(
        !needed.has_made_whole(),
        "seed {seed}: more was looked at than {pattern:?} needs"
    );
    let part = !needed.is_whole();
    same_facts(&needed, whole, seed);
    part
}

/// Some sentences with the value that one of them has in one slot.
fn pattern(whole: &World, chance: &mut Chance) -> Option<Pattern> {
    let relations: Vec<_> = whole.core().situation.relations.ids().collect();
    let facts: Vec<_> = relations
        .iter()
        .flat_map(|relation| whole.facts(*relation).map(|fact| (*relation, fact)))
        .collect();
    let (relation, fact) = facts.get(chance.below(facts.len().max(1)))?;
    let slot = chance.below(fact.args.len().max(1));
    let term = |(at, value): (usize, &Value)| {
        if at == slot {
            Term::Value(value.clone())
        } else {
            Term::Var(VarId::at(at))
        }
    };
    Some(Pattern {
        relation: *relation,
        args: fact.args.iter().enumerate().map(term).collect(),
    })
}

fn sentence(pattern: &Pattern, values: &[Option<Value>]) -> Sentence {
    let arg = |term: &Term| match term {
        Term::Value(value) => Some(value.clone()),
        Term::Var(var) => values.get(var.index()).cloned().flatten(),
    };
    Sentence {
        relation: pattern.relation,
        args: pattern.args.iter().filter_map(arg).collect(),
    }
}

/// Both give the same reasons, whenever the value changes.
fn explained(needed: &World, whole: &World, sentence: &Sentence, seed: u64) {
    for sign in [Sign::For, Sign::Against] {
        let claim = Signed {
            sign,
            sentence: sentence.clone(),
        };
        let worth = whole.worth(sentence, sign).clone();
        for step in worth.steps().iter().take(2) {
            let at = step.span.to.pred();
            assert_eq!(
                why(needed, &claim, at),
                why(whole, &claim, at),
                "seed {seed}, {claim:?}"
            );
        }
    }
}

/// What else is asked is answered as well.
fn same_facts(needed: &World, whole: &World, seed: u64) {
    for relation in whole.core().situation.relations.ids() {
        let (part, all): (Vec<_>, Vec<_>) = (
            needed.facts(relation).collect(),
            whole.facts(relation).collect(),
        );
        assert_eq!(part, all, "seed {seed}");
    }
}
