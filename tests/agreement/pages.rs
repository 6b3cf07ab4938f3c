//! Random pages, from their text to their worlds: in the analyst's world, in views, as known on a day, in branches.

use super::{differs, seeds};
use crate::support::generate::{Chance, Page, page};
use crate::support::minimise;
use crate::support::naive::Standpoint;
use crate::support::reading::{Reading, read};
use casus::model::json::core_json;
use casus::model::{Alteration, Situation};
use casus::source::Files;
use casus::syntax::parse;
use std::collections::BTreeMap;
use std::sync::Arc;

#[test]
fn every_random_page_can_be_read() {
    for seed in seeds(300) {
        let text = page(seed).text();
        let mut files = Files::default();
        let file = files.add("page.casus", text.clone());
        let parsed = parse(&files, file);
        assert!(
            parsed.errors.is_empty(),
            "seed {seed}: {:?}\n{text}",
            parsed.errors
        );
    }
}

/// What the words of a random page may still get wrong, by the codes of the errors: an event may end what only rules
/// give, as no statement is looked at again.
const EXPECTED: [&str; 1] = ["ends-derived"];

#[test]
fn every_random_page_means_something() {
    let mut wrong: BTreeMap<&str, (u32, u64, String)> = BTreeMap::new();
    for seed in seeds(300) {
        for error in read(&[&page(seed).text()]).errors {
            let first = (0, seed, error.1);
            wrong.entry(error.0).or_insert(first).0 += 1;
        }
    }
    wrong.retain(|code, _| !EXPECTED.contains(code));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A world of a page: who looks, when it was known, under which branches.
#[derive(Clone, Debug)]
struct Look {
    party: Option<String>,
    strictly: bool,
    is_known_on: bool,
    branches: Vec<String>,
}

/// From where a page is looked at: the analyst's world, and three others.
fn looks(page: &Page) -> Vec<Look> {
    let mut chance = Chance::of(page.seed.wrapping_add(0x100c));
    let ours = Look {
        party: None,
        strictly: false,
        is_known_on: false,
        branches: Vec::new(),
    };
    let mut looks = vec![ours.clone()];
    looks.extend(page.branches.iter().map(|title| Look {
        branches: vec![title.clone()],
        ..ours.clone()
    }));
    for _ in 0..2 {
        looks.push(Look {
            party: (chance.happens(75)).then(|| chance.one(&page.actors).clone()),
            strictly: chance.happens(30),
            is_known_on: chance.happens(35),
            branches: if chance.happens(25) {
                page.branches.clone()
            } else {
                Vec::new()
            },
        });
    }
    looks
}

/// Where the engine and the definition differ on a page.
fn disagreement(text: &str, look: &Look, known_on: Option<i64>) -> Option<String> {
    let Reading { situation, .. } = read(&[text]);
    differs_from(&situation, look, known_on)
}

/// The same, of a page that was read. One that has lost the branch or the party is no page to look at.
fn differs_from(situation: &Arc<Situation>, look: &Look, known_on: Option<i64>) -> Option<String> {
    let changes = changes(situation, &look.branches)?;
    let core = casus::settle::settle(situation, &changes);
    let party = match &look.party {
        None => None,
        Some(name) => {
            let found = situation
                .entities
                .iter()
                .find(|(_, entity)| entity.name == *name);
            Some(found?.0.0)
        }
    };
    let standpoint = Standpoint {
        known_on: known_on.filter(|_| look.is_known_on),
        according_to: party,
        strictly: look.strictly,
    };
    differs(&core_json(&core), core, &standpoint)
}

fn changes<'a>(situation: &'a Situation, titles: &[String]) -> Option<Vec<&'a Alteration>> {
    let branch = |title: &String| {
        let found = situation
            .branches
            .rows()
            .iter()
            .find(|branch| branch.title == *title);
        found.map(|branch| &branch.change)
    };
    titles.iter().map(branch).collect()
}

fn end_of(date: &str) -> Option<i64> {
    match casus::time::parse_date(date) {
        Ok(casus::time::DateOrInterval::Date(date)) => Some(date.covers.to.0),
        _ => None,
    }
}

#[test]
fn the_engine_gives_the_world_that_the_definition_gives() {
    let mut failing = Vec::new();
    for seed in seeds(250) {
        let page = page(seed);
        let known_on = end_of(&page.known_on);
        let Reading { situation, .. } = read(&[&page.text()]);
        let fails = |look: &Look| differs_from(&situation, look, known_on).is_some();
        if let Some(look) = looks(&page).into_iter().find(fails) {
            failing.push((page, look));
        }
    }
    let Some((first, look)) = failing.first() else {
        return;
    };
    let known_on = end_of(&first.known_on);
    let fails = |text: &str| disagreement(text, look, known_on).is_some();
    let small = minimise::page(&first.statements, &fails);
    let difference = disagreement(&small, look, known_on).unwrap_or_default();
    let seeds: Vec<u64> = failing.iter().map(|(page, _)| page.seed).collect();
    panic!(
        "{} pages differ: {seeds:?}\nseed {}, {look:?}, known on {}\n{small}\n{difference}",
        seeds.len(),
        first.seed,
        first.known_on
    );
}
