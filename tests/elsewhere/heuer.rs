//! Richards J. Heuer's example, where it is present: would Iraq retaliate? (Psychology of Intelligence Analysis, 1999,
//! chapter 8.) Its matrix, said with `expects` and `rules out`, gives his order.

use crate::support::files::shared;
use casus::session::Session;
use serde_json::Value as Json;

/// The matrix as lines of cells; none, with a message, where it is not present.
fn matrix() -> Option<Vec<Vec<String>>> {
    let text = std::fs::read_to_string(shared("data/ach/heuer_iraq.tsv")?).expect("it can be read");
    let cells = |line: &str| line.split('\t').map(str::to_owned).collect();
    Some(text.lines().map(cells).collect())
}

/// A scenario in which each piece of evidence is so, and each hypothesis expects it, rules it out or neither.
fn scenario(matrix: &[Vec<String>]) -> String {
    let mut text =
        "use no standard model\nscenario \"Iraq\" as of 1993\nrelation [thing] is so\n".to_owned();
    let number = |row: &Vec<String>| row[0].split(' ').next().unwrap_or_default().to_owned();
    for row in &matrix[1..] {
        text.push_str(&format!("thing {0}\nevidence {0} is so\n", number(row)));
    }
    for (at, title) in matrix[0].iter().enumerate().skip(1) {
        text.push_str(&format!(
            "thing {title} world\nhypothesis \"{title}\"\n    {title} world is so\n"
        ));
        for row in &matrix[1..] {
            match row[at].trim() {
                "+" => text.push_str(&format!("    expects {} is so\n", number(row))),
                "-" => text.push_str(&format!("    rules out {} is so\n", number(row))),
                _ => {}
            }
        }
    }
    text
}

fn asked(matrix: &[Vec<String>]) -> Json {
    let mut session = Session::new();
    let report = session.add_text("iraq.casus", &scenario(matrix));
    assert!(report.is_sound(), "{:?}", report.diagnostics);
    let answer = session.ask("hypotheses").expect("an answer");
    serde_json::to_value(&answer).expect("an answer is JSON")
}

#[test]
fn heuers_matrix_gives_heuers_order() {
    let Some(matrix) = matrix() else { return };
    let answer = asked(&matrix);
    let ranked: Vec<(&str, u64, u64)> = answer["hypotheses"]
        .as_array()
        .expect("they are ranked")
        .iter()
        .map(|one| {
            let title = one["title"].as_str().expect("a title");
            let number = |field: &str| one[field].as_u64().expect("a number");
            (&title[..2], number("inconsistent"), number("rank"))
        })
        .collect();
    assert_eq!(ranked, [("H2", 0, 1), ("H3", 20_000, 2), ("H1", 30_000, 3)]);
    let rows = answer["evidence"].as_array().expect("a matrix");
    let last = rows.last().expect("a row");
    assert_eq!(last["sentence"]["text"], "E1 is so");
    assert_eq!(last["diagnosticity"], 0);
    assert!(
        rows[..rows.len() - 1]
            .iter()
            .all(|row| row["diagnosticity"] == 10_000)
    );
    // Three things speak against the first and two against the third: without one of the three they stand level.
    let sensitive: Vec<&str> = answer["sensitive"]
        .as_array()
        .expect("some evidence decides")
        .iter()
        .map(|one| one["sentence"]["text"].as_str().expect("a sentence"))
        .collect();
    assert_eq!(sensitive, ["E4 is so", "E5 is so", "E6 is so"]);
    let order = &answer["sensitive"][0]["order"];
    assert_eq!(order.as_array().map(Vec::len), Some(2), "{order}");
    assert_eq!(order[1].as_array().map(Vec::len), Some(2), "{order}");
}

#[test]
fn evidence_that_fits_every_hypothesis_ranks_none() {
    let Some(mut matrix) = matrix() else { return };
    matrix.truncate(2);
    let answer = asked(&matrix);
    for one in answer["hypotheses"].as_array().expect("they are ranked") {
        assert_eq!(one["rank"], 1);
    }
    assert!(answer.get("sensitive").is_none(), "{answer}");
}
