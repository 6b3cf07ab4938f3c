//! What holds of the rows of any table: told together they say what each says by itself.

use super::super::{Input, ParsedFile, Resolved, Rowwise, TableMissing, Tables, resolve};
use super::SCALES;
use crate::model::{EntityId, Origin, Stated};
use crate::source::{FileId, Files, Place};
use crate::syntax::parse;
use proptest::prelude::*;
use std::collections::HashSet;

const PAGE: &str = "\
kind group is an actor
kind town is a place
kind realm is an actor and a place
relation [actor] holds [place], single, negated [actor] does not hold [place]
relation [actor] pays [actor] the sum of [number]
relation [actor] wrote [text]
relation [actor] met [actor] on [date]
relation [entity] is near [place]
relation [actor] fears that [sentence]
actor Arvand is a group, also Arv, Sons of Dara
place Dara is a town
actor Dara
actor Belmar is a realm
source Wire, reliability C
source Gazette, reliability B, credibility 2, on 2015
source Rumour, reliability F
kind raid is an event
kind leaflet is a source
event Old raid is a raid on 2011
event so it was is a raid on 2012, by Dara
";

const STATEMENTS: [&str; 16] = [
    "?who holds ?where since ?year-?month",
    "?who holds ?where from ?from to ?to, per ?source",
    "?who holds ?where on ?from, ?how",
    "?who holds ?where, ?how, per ?source credibility ?grade \"p. 3\"",
    "deny ?who holds ?where until ?to, per Gazette on ?from",
    "?who pays Arvand the sum of ?sum, likely, quote ?words",
    "?who holds ?where according to ?whose on ?from, ?how",
    "?who met ?whose on ?from",
    "?who wrote ?words, note ?sum",
    "?who is near ?where since ?from",
    "?who fears that ?whose holds ?where",
    "?who is a group since ?from",
    "assume ?who and ?whose hold ?where, unlikely",
    "evidence ?whose says that ?who holds ?where, per ?source",
    "?who holds ?where, marking AMBER",
    "?who pays a group the sum of ?sum",
];

const DECLARING: [&str; 16] = [
    "event ?words at ?where is a raid, by ?who, against ?whose, killed ?sum, on ?from",
    "event Raid ?sum on ?from is a raid from ?from to ?to, by ?who, ?how, per ?source",
    "event ?words ?sum since ?year-?month, against ?where, with ?whose, led to Old raid",
    "event ?words, in ?where, likely, quote ?words",
    "event R ?year-?month is a raid on ?year-?month, by ?who according to ?whose, begins ?who holds ?where",
    "event Quarrel of ?who ?grade on ?from, ends ?who holds ?where on ?to, per Gazette",
    "event ?grade ?year ?who, 4 months after Old raid, by ?who",
    "event ?year ?how, from ?from to ?from, against ?whose, against ?where",
    "event ?words is a ?how, on ?from",
    "place ?words is a town, is near ?where since ?from, per ?source",
    "actor ?sum of ?whose is a group, pays ?who the sum of ?sum, ?how",
    "actor ?who is a group, holds ?where",
    "thing ?words ?sum, is near ?where",
    "thing ?words is a leaflet, is near ?where",
    "actor Front ?sum, also Band ?sum, holds ?where",
    "event ?sum in ?where until ?from, by ?who, marking AMBER",
];

const WHO: [&str; 8] = [
    "Arvand",
    "Arv",
    "Belmar",
    "Zaran Front",
    "Dara",
    "Sons of Dara",
    "-",
    "",
];
const WHERE: [&str; 6] = ["Dara", "Belmar", "Sel", "Old Fort", "", "2014"];
const DATES: [&str; 8] = [
    "2014",
    "2014-03-05",
    "2013/2015",
    "..",
    "2016~",
    "mid 2014",
    "",
    "soon",
];
const SOURCES: [&str; 5] = ["Wire", "Gazette", "Rumour", "Digest", ""];
const HOW: [&str; 7] = ["likely", "unlikely", "70%", "12.5%", "0%", "", "120%"];
const SUMS: [&str; 6] = ["3", "3,000", "2.5", "many", "", "2014"];
const WORDS: [&str; 5] = ["so it was", "Arvand", "2014", "", "70%"];

/// A table of one file.
struct One(FileId);

impl Tables for One {
    fn table(&self, _: FileId, _: &str) -> Result<FileId, TableMissing> {
        Ok(self.0)
    }
}

fn read(page: &str, table: &str, rowwise: Rowwise) -> Resolved {
    let mut files = Files::default();
    let scales = files.add("scales", SCALES);
    let page = files.add("page.casus", page);
    let table = files.add("t.csv", table);
    let parsed = [parse(&files, scales), parse(&files, page)];
    for one in &parsed {
        assert!(one.errors.is_empty(), "{:?}", one.errors);
    }
    let parsed = [(scales, true), (page, false)]
        .into_iter()
        .zip(&parsed)
        .map(|((file, shipped), parsed)| ParsedFile {
            file,
            statements: &parsed.statements,
            shipped,
        });
    resolve(&Input {
        files: &files,
        tables: &One(table),
        rowwise,
        parsed: parsed.collect(),
    })
}

/// All that is stated, each with its line, in an order of its own.
fn stated(resolved: &Resolved) -> Vec<String> {
    let told = &resolved.situation.told;
    let of_rows = told.blocks.iter().flat_map(|block| {
        let rows = block.rows.iter();
        rows.map(|row| block.stated(row).expect("a row of the block"))
    });
    let mut all: Vec<String> = told
        .stated
        .iter()
        .cloned()
        .chain(of_rows)
        .map(|one| {
            let origin = Origin {
                place: Place::default(),
                ..one.origin
            };
            named(resolved, &format!("{:?}", Stated { origin, ..one }))
        })
        .collect();
    all.sort();
    all
}

/// The same with the names of entities in the place of their numbers, which follow the order of declaration.
fn named(resolved: &Resolved, words: &str) -> String {
    let mut parts = words.split("EntityId(");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (number, rest) = part.split_once(')').expect("a number");
        let id = EntityId(number.parse().expect("a number"));
        let entity = resolved.situation.entities.get(id).expect("somebody");
        out.push_str(&format!("{} {:?}{rest}", entity.name, entity.kinds));
    }
    out
}

fn dated(resolved: &Resolved) -> Vec<String> {
    let events = resolved.situation.events.iter();
    let dated = events.map(|(id, event)| {
        let origin = (&event.origin.file, event.origin.line);
        named(
            resolved,
            &format!("{id:?} {:?} {:?} {origin:?}", event.starts, event.ends),
        )
    });
    let mut all: Vec<String> = dated.collect();
    all.sort();
    all
}

fn same(page: &str, table: &str) -> Result<usize, TestCaseError> {
    let together = read(page, table, Rowwise::Together);
    let alone = read(page, table, Rowwise::EachByItself);
    let (one, other) = (stated(&together), stated(&alone));
    let only = |these: &[String], those: &[String]| -> Vec<String> {
        let those: HashSet<&String> = those.iter().collect();
        these
            .iter()
            .filter(|one| !those.contains(one))
            .take(2)
            .cloned()
            .collect()
    };
    prop_assert_eq!(only(&one, &other), only(&other, &one));
    prop_assert_eq!(one.len(), other.len());
    prop_assert_eq!(dated(&together), dated(&alone));
    prop_assert_eq!(&together.diagnostics, &alone.diagnostics);
    prop_assert_eq!(&together.tables, &alone.tables);
    prop_assert_eq!(together.situation.as_of, alone.situation.as_of);
    let names = |resolved: &Resolved| -> Vec<String> {
        let mut names: Vec<String> = (resolved.situation.entities.rows().iter())
            .map(|one| format!("{} {:?} {:?}", one.name, one.also, one.kinds))
            .collect();
        names.sort();
        names
    };
    prop_assert_eq!(names(&together), names(&alone));
    Ok(together
        .situation
        .told
        .blocks
        .iter()
        .map(|one| one.rows.len())
        .sum())
}

fn one_of(cells: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    proptest::sample::select(cells)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn rows_told_together_say_what_each_says_by_itself(
        declaring in proptest::sample::subsequence(DECLARING.to_vec(), 0..3),
        statements in proptest::sample::subsequence(STATEMENTS.to_vec(), 1..4),
        options in proptest::sample::select(vec![
            "", ", split ?who at \"|\"", ", where ?how != \"120%\"", ", missing \"-\"",
        ]),
        rows in proptest::collection::vec(
            (
                (one_of(&WHO), one_of(&WHO), one_of(&WHERE), one_of(&DATES), one_of(&DATES)),
                (one_of(&SOURCES), one_of(&HOW), one_of(&SUMS), one_of(&WORDS), 1_u32..7),
            ),
            40..160,
        ),
    ) {
        let mut table = "who,whose,where,from,to,year,month,source,how,sum,words,grade\n".to_owned();
        for ((who, whose, place, from, to), (source, how, sum, words, grade)) in rows {
            let month = if grade > 4 { String::new() } else { grade.to_string() };
            table.push_str(&format!(
                "{who}|{whose},{whose},{place},{from},{to},201{grade},{month},{source},{how},\"{sum}\",{words},{grade}\n",
            ));
        }
        let table = if options.contains("split") { table } else { table.replace('|', " ") };
        let page = format!(
            "{PAGE}from \"t.csv\", tolerate 100%{options}\n    {}\n",
            [declaring, statements].concat().join("\n    "),
        );
        same(&page, &table)?;
    }
}

#[test]
fn rows_of_one_sort_are_told_together() {
    let mut table = "who,whose,where,from,to,year,month,source,how,sum,words,grade\n".to_owned();
    for at in 0..100 {
        table.push_str(&format!(
            "Front {},Arvand,Dara,20{:02},,201{},,Wire,7{}%,{at},w{at},2\n",
            at % 7,
            at % 20,
            at % 10,
            at % 10,
        ));
    }
    for statement in [
        "?who holds ?where since ?from, ?how, per ?source",
        "?who pays ?whose the sum of ?sum, quote ?words",
        "?who met ?whose on ?from",
        "?who wrote ?words according to ?whose",
        "?who holds ?where since ?year-?month, per ?source credibility ?grade",
    ] {
        let page = format!("{PAGE}from \"t.csv\"\n    {statement}\n");
        let together = same(&page, &table).expect("the same");
        assert_eq!(together, 100, "{statement}");
    }
}

#[test]
fn what_rows_declare_is_told_together() {
    let mut table = "who,whose,where,from,to,year,month,source,how,sum,words,grade\n".to_owned();
    for at in 0..100 {
        table.push_str(&format!(
            "Front {},Arvand,Dara,20{:02}-03,20{:02}-04,201{},5,Wire,7{}%,{at},w{at},2\n",
            at % 7,
            at % 20,
            at % 20,
            at % 10,
            at % 10,
        ));
    }
    for (statement, each) in [
        // Happened, under way, begun, ended; by, against, killed.
        (
            "event Raid ?words is a raid on ?from, by ?who, against ?whose, killed ?sum",
            7,
        ),
        (
            "event ?words is a raid from ?from to ?to, by ?who, ?how, per ?source",
            5,
        ),
        (
            "event ?words by ?who on ?year-?month, on ?year-?month, in ?where",
            5,
        ),
        (
            "actor ?who of ?words is a group, pays ?whose the sum of ?sum since ?from",
            1,
        ),
    ] {
        let page = format!("{PAGE}from \"t.csv\"\n    {statement}\n");
        let together = same(&page, &table).expect("the same");
        assert_eq!(together, 100 * each, "{statement}");
    }
}
