//! What holds of the rows of any table: told together they say what each says by itself.

use super::super::{Input, ParsedFile, Resolved, Rowwise, TableMissing, Tables, resolve};
use super::SCALES;
use crate::model::{Origin, Stated};
use crate::source::{FileId, Files, Place};
use crate::syntax::parse;
use proptest::prelude::*;

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
            format!("{:?}", Stated { origin, ..one })
        })
        .collect();
    all.sort();
    all
}

fn same(page: &str, table: &str) -> Result<usize, TestCaseError> {
    let together = read(page, table, Rowwise::Together);
    let alone = read(page, table, Rowwise::EachByItself);
    prop_assert_eq!(stated(&together), stated(&alone));
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
            statements.join("\n    "),
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
