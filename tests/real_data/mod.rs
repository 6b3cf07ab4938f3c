//! Real data, written by nobody here, read as it is: each scenario beside this file reads tables of one folder, and what it
//! answers is compared with answers that were worked out from the same tables without Casus (`oracles`).
//!
//! `data/…` in a scenario is the folder of that data. Where it is not present a test says so and passes.

use crate::support::files::shared;
use casus::answer::{Body, Comparison, Table};
use casus::cli::Disk;
use casus::diagnostic::Severity;
use casus::session::{LoadError, Loader, Session, Verdict};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Where the data is; none, with a message, where it is not present.
fn data() -> Option<PathBuf> {
    let oracles = shared("data/oracles/oracles.json")?;
    Some(oracles.ancestors().nth(2)?.to_owned())
}

/// Reads scenarios from the disk, and `data/…` beside them from the folder of the data.
struct Beside(PathBuf);

impl Beside {
    fn path(&self, path: &str) -> String {
        match path.split_once("real_data/data/") {
            Some((_, table)) => self.0.join(table).to_string_lossy().into_owned(),
            None => path.to_owned(),
        }
    }
}

impl Loader for Beside {
    fn read(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        Disk.read(&self.path(path))
    }

    fn beside(&self, path: &str) -> Vec<String> {
        Disk.beside(&self.path(path))
    }
}

/// The scenario, without a mistake, all that it expects being so; none where the data is not present.
fn opened(name: &str) -> Option<Session> {
    let mut session = Session::with_loader(Beside(data()?));
    let path = format!("tests/real_data/{name}.casus");
    session.add_file(&path).expect("the scenario can be read");
    let errors: Vec<String> = session
        .diagnostics()
        .iter()
        .filter(|one| one.severity == Severity::Error)
        .map(|one| one.message.clone())
        .collect();
    assert!(errors.is_empty(), "{name}: {errors:?}");
    for outcome in session.test() {
        if let Verdict::Failed { found, .. } = outcome.result {
            panic!("{}: {}: {found}", outcome.origin, outcome.text);
        }
    }
    Some(session)
}

fn oracle(name: &str) -> Value {
    let path = data().expect("it is there").join("oracles/oracles.json");
    let text = std::fs::read_to_string(path).expect("it can be read");
    let all: Value = serde_json::from_str(&text).expect("it is JSON");
    all.get(name).expect("it is known").clone()
}

/// The rows of a table of the oracles: of each the first columns.
fn oracle_rows(file: &str, columns: usize) -> BTreeSet<Vec<String>> {
    let path = data().expect("it is there").join("oracles").join(file);
    let text = std::fs::read_to_string(path).expect("it can be read");
    let row = |line: &str| line.split('\t').take(columns).map(str::to_owned).collect();
    text.lines().skip(1).map(row).collect()
}

fn table(session: &mut Session, question: &str) -> Table {
    match session.ask(question) {
        Ok(answer) => match answer.body {
            Body::Table(table) => table,
            other => panic!("{question} gives no table: {other:?}"),
        },
        Err(error) => panic!("{question}: {error:?}"),
    }
}

/// The cells of the answer, in plain words.
fn cells(session: &mut Session, question: &str) -> BTreeSet<Vec<String>> {
    let rows = table(session, question).rows.into_iter();
    rows.map(|row| row.cells.iter().map(casus::answer::Markup::plain).collect())
        .collect()
}

fn comparison(session: &mut Session, question: &str) -> Comparison {
    match session.ask(question) {
        Ok(answer) => match answer.body {
            Body::Comparison(comparison) => comparison,
            other => panic!("{question} gives no comparison: {other:?}"),
        },
        Err(error) => panic!("{question}: {error:?}"),
    }
}

#[test]
fn two_groups_are_connected_by_the_software_that_both_use() {
    let Some(mut session) = opened("attack") else {
        return;
    };
    let campaigns = cells(&mut session, "?campaign is attributed to ?group");
    let known: BTreeSet<Vec<String>> =
        serde_json::from_value(oracle("attack.campaigns_attributed")).expect("pairs of names");
    assert_eq!(campaigns, known);
    let through_campaigns = cells(
        &mut session,
        "?group uses ?software and not (stated ?group uses ?software)",
    );
    let known = oracle("attack.derived_group_uses_via_campaign_only");
    assert_eq!(Some(through_campaigns.len() as u64), known.as_u64());
}

#[test]
fn the_events_against_iran_in_march_are_those_of_march() {
    let Some(mut session) = opened("icews") else {
        return;
    };
    let found = cells(&mut session, "events against Iran during 2014-03");
    let known: BTreeSet<Vec<String>> = oracle_rows("icews14_iran_2014-03.tsv", 3)
        .iter()
        .filter_map(|row| match row.as_slice() {
            [date, actor, action] => Some(vec![format!("{action} by {actor} on {date}")]),
            _ => None,
        })
        .collect();
    assert_eq!(found, known);
    let count = oracle("icews14.against_Iran_2014-03");
    assert_eq!(Some(found.len() as u64), count.as_u64());
}

#[test]
fn alliances_in_force_at_a_day_are_those_that_began_and_did_not_end() {
    let Some(mut session) = opened("cow") else {
        return;
    };
    for day in ["1914-07-28", "1962-10-22", "1991-12-26"] {
        let known: BTreeSet<Vec<String>> = oracle_rows(&format!("cow_alliances_{day}.tsv"), 3)
            .into_iter()
            .map(|mut row| {
                row.rotate_left(1);
                row
            })
            .collect();
        let question = format!("?one is bound to ?other by treaty ?number as of {day}");
        let found = cells(&mut session, &question).into_iter();
        let found: BTreeSet<Vec<String>> = found
            .map(|row| row.iter().map(|cell| cell.replace('"', "")).collect())
            .collect();
        assert_eq!(found, known, "{day}");
        let question =
            format!("compare COW and ATOP on ?one has a defence pact with ?other as of {day}");
        let compared = comparison(&mut session, &question);
        let pairs = oracle(&format!("cow.defense_pairs_in_force_{day}"));
        let by_cow = compared.both.len() + compared.only_one.len();
        assert_eq!(Some(by_cow as u64), pairs.as_u64(), "{day}");
    }
}

#[test]
fn events_that_last_count_in_each_month_that_they_touch() {
    opened("ucdp");
}

#[test]
fn a_shipped_mapping_tells_the_same_events() {
    opened("ged");
}

#[test]
fn states_that_touch_do_so_from_both_sides() {
    let Some(mut session) = opened("contiguity") else {
        return;
    };
    let found = table(&mut session, "?one touches ?other as of 1914-07-28");
    let known = oracle("cow.land_contiguity_directed_1914-07-28");
    assert_eq!(Some(found.rows.len() as u64), known.as_u64());
}

#[test]
fn a_bundle_says_who_uses_what_and_whose_it_is() {
    let Some(mut session) = opened("stix") else {
        return;
    };
    let path = data().expect("it is there").join("stix_examples/apt1.json");
    let text = std::fs::read_to_string(path).expect("it can be read");
    let bundle: Value = serde_json::from_str(&text).expect("it is JSON");
    let objects = bundle["objects"].as_array().expect("objects");
    let name = |id: &Value| {
        let of_id = objects.iter().find(|object| object["id"] == *id);
        of_id.expect("an object")["name"]
            .as_str()
            .expect("a name")
            .to_owned()
    };
    for (kind, phrase) in [("uses", "uses"), ("attributed-to", "is attributed to")] {
        let known: BTreeSet<Vec<String>> = objects
            .iter()
            .filter(|object| object["relationship_type"] == kind)
            .map(|object| vec![name(&object["source_ref"]), name(&object["target_ref"])])
            .collect();
        let found = cells(&mut session, &format!("?one {phrase} ?other"));
        assert_eq!(found, known, "{kind}");
    }
}

#[test]
fn most_triads_of_the_tribes_are_balanced() {
    let Some(mut session) = opened("tribes") else {
        return;
    };
    let mut count = |question: &str| table(&mut session, question).rows.len();
    let friends = count("?a sides with ?b and ?b sides with ?c and ?a sides with ?c");
    let common_enemy = count("?a sides with ?b and ?a is set against ?c and ?b is set against ?c");
    let torn = count("?a sides with ?b and ?a sides with ?c and ?b is set against ?c");
    let enemies = count("?a is set against ?b and ?b is set against ?c and ?a is set against ?c");
    // Each triad stands once for every order of those in it that are alike.
    let balanced = friends / 6 + common_enemy / 2;
    let all = balanced + torn / 2 + enemies / 6;
    assert_eq!((balanced, all), (59, 68));
}

#[test]
fn rivalries_in_force_in_a_year_are_counted() {
    opened("rivalries");
}

#[test]
fn a_border_told_from_one_side_alone_is_found() {
    let Some(session) = opened("countries") else {
        return;
    };
    // What a name of several countries stands for nobody can tell: those rows are rejected, and told.
    let rejected = session.tables().iter().flat_map(|table| &table.rejected);
    assert!(
        rejected
            .into_iter()
            .all(|row| row.why.contains("is an alias of"))
    );
}

#[test]
fn an_alias_of_several_is_told_where_it_is_used() {
    let Some(mut session) = opened("misp") else {
        return;
    };
    assert!(session.ask("profile Circle Typhoon").is_err());
}

#[test]
fn relations_dated_to_a_day_a_month_or_a_year_are_read() {
    opened("militants");
}
