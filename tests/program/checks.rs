//! Testing expectations and checking files.

use super::{casus, casus_reading, folder, path};
use serde_json::Value;

const PAGE: &str = "use no standard model\nrelation [actor] arms [actor]\nactor Arvand\nactor Belmar\nArvand arms Belmar\n";

#[test]
fn expectations_that_hold_end_well() {
    let ran = casus_reading(
        &format!("{PAGE}expect Arvand arms Belmar\n"),
        &["test", "-"],
    );
    assert_eq!(
        (ran.exit, ran.out.as_str()),
        (0, "1 passed, 0 failed\n"),
        "{}",
        ran.err
    );
}

#[test]
fn an_expectation_that_fails_is_shown_with_what_was_found() {
    let ran = casus_reading(
        &format!("{PAGE}expect Belmar arms Arvand\nexpect Arvand arms Belmar\n"),
        &["test", "-"],
    );
    assert_eq!(ran.exit, 1);
    assert!(ran.out.contains("expect Belmar arms Arvand"), "{}", ran.out);
    assert!(ran.out.contains("unknown"), "{}", ran.out);
    assert!(
        ran.out.lines().any(|line| line == "1 passed, 1 failed"),
        "{}",
        ran.out
    );
}

#[test]
fn of_a_folder_each_file_is_a_world_and_parts_are_passed_over() {
    let one = "use \"parts/words.casus\"\nArvand arms Belmar\nexpect Arvand arms Belmar\n";
    let other = "use \"parts/words.casus\"\nexpect Arvand arms Belmar unknown\n";
    let words =
        "use no standard model\nrelation [actor] arms [actor]\nactor Arvand\nactor Belmar\n";
    let folder = folder(
        "worlds",
        &[
            ("one.casus", one),
            ("other.casus", other),
            ("parts/words.casus", words),
            ("notes.txt", "expect\n"),
        ],
    );
    let ran = casus(&["test", &folder.to_string_lossy()]);
    assert_eq!(
        (ran.exit, ran.out.as_str()),
        (0, "2 passed, 0 failed\n"),
        "{}",
        ran.err
    );
}

#[test]
fn a_folder_counts_no_expectation_twice_and_a_file_all_that_it_reaches() {
    let part = "use no standard model\nrelation [actor] arms [actor]\nactor Arvand\nexpect not Arvand arms Arvand\n";
    let whole = "use \"part.casus\"\nexpect Arvand arms Arvand unknown\n";
    let folder = folder("twice", &[("part.casus", part), ("whole.casus", whole)]);
    assert_eq!(
        casus(&["test", &folder.to_string_lossy()]).out,
        "2 passed, 0 failed\n"
    );
    assert_eq!(
        casus(&["test", &path(&folder, "whole.casus")]).out,
        "2 passed, 0 failed\n"
    );
    assert_eq!(
        casus(&["test", &path(&folder, "part.casus")]).out,
        "1 passed, 0 failed\n"
    );
}

#[test]
fn a_test_of_a_file_with_an_error_is_wrong_input() {
    let ran = casus_reading(
        &format!("{PAGE}Arvand arms Belmr\nexpect Arvand arms Belmar\n"),
        &["test", "-"],
    );
    assert_eq!(ran.exit, 2);
    assert!(ran.out.starts_with("1 passed, 0 failed\n"), "{}", ran.out);
    assert!(ran.err.contains("unknown-name"), "{}", ran.err);
}

#[test]
fn a_test_is_one_document() {
    let text = format!("{PAGE}expect Belmar arms Arvand\nexpect Arvand arms Belmar\n");
    let ran = casus_reading(&text, &["test", "--format", "json", "-"]);
    let document: Value = serde_json::from_str(&ran.out).expect("a document");
    assert_eq!(
        (&document["passed"], &document["failed"]),
        (&1.into(), &1.into())
    );
    assert_eq!(document["files"][0]["expectations"][0]["passed"], false);
    assert_eq!(document["files"][0]["expectations"][0]["place"], "-:6");
}

#[test]
fn a_check_tells_what_is_wrong_and_what_an_editor_would_question() {
    let wrong = casus_reading(&format!("{PAGE}Arvand arms Belmr\n"), &["check", "-"]);
    assert_eq!(wrong.exit, 2);
    assert!(wrong.out.contains("unknown-name"), "{}", wrong.out);
    let doubtful = format!(
        "{PAGE}source Gazette\nevent Raid\nArvand arms Arvand per Gazette\nrule idle\n    ?a arms ?b if ?b arms ?a and ?a != ?a\n"
    );
    let ran = casus_reading(&doubtful, &["check", "-"]);
    assert_eq!(ran.exit, 0, "{}{}", ran.out, ran.err);
    for code in ["ungraded-source", "undated-event", "rule-never-fires"] {
        assert!(ran.out.contains(code), "{code}: {}", ran.out);
    }
    assert!(ran.out.ends_with("3 warnings\n"), "{}", ran.out);
}

#[test]
fn a_check_tells_what_leans_on_one_source_or_on_an_assumption() {
    let page = "scenario \"x\"\n    as of 2016\nuse no standard model\nrelation [actor] arms [actor]\nrelation [actor] feeds [actor]\n\
        actor Arvand\nactor Belmar\nsource Gazette, reliability B\nArvand arms Belmar per Gazette\nassume Belmar arms Arvand\n\
        rule bread\n    ?a feeds ?b if ?a arms ?b\n";
    let ran = casus_reading(page, &["check", "-"]);
    assert!(
        ran.out.contains("one-source") && ran.out.contains("Arvand feeds Belmar"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("assumption-in-use") && ran.out.contains("Belmar feeds Arvand"),
        "{}",
        ran.out
    );
}

#[test]
fn a_check_finds_reports_that_are_one() {
    let page = format!(
        "{PAGE}source Brief, reliability B\nsource Digest, reliability B\n    derived from Brief\nBelmar arms Arvand per Brief\nBelmar arms Arvand per Digest\n"
    );
    let ran = casus_reading(&page, &["check", "-"]);
    assert!(ran.out.contains("circular-reporting"), "{}", ran.out);
}

#[test]
fn a_check_writes_the_lines_that_would_declare_what_is_not() {
    let ran = casus_reading(
        &format!("{PAGE}Arvand arms Corvia\nCorvia arms Dara\n"),
        &["check", "--declare", "-"],
    );
    assert_eq!(
        (ran.exit, ran.out.as_str()),
        (0, "actor Corvia\nactor Dara\n"),
        "{}",
        ran.err
    );
}

#[test]
fn every_code_can_be_explained() {
    let ran = casus(&["explain", "unknown-name"]);
    assert_eq!(ran.exit, 0);
    assert!(ran.out.starts_with("# unknown-name"), "{}", ran.out);
    let near = casus(&["explain", "unkown-name"]);
    assert_eq!(near.exit, 2);
    assert!(
        near.err.contains("did you mean unknown-name?"),
        "{}",
        near.err
    );
    assert!(casus(&["explain"]).out.lines().count() > 40);
}

#[test]
fn rows_that_give_nothing_are_told_and_written() {
    let page = "use no standard model\nrelation [actor] holds [place]\nfrom \"posts.csv\", tolerate 50%\n    ?group holds ?place\n\
        ask ?who holds Dara\n";
    let folder = folder(
        "rejects",
        &[
            ("page.casus", page),
            (
                "posts.csv",
                "group,place\nHarkat Front,Dara\nDawn Brigade,\n",
            ),
        ],
    );
    let rejects = path(&folder, "rejects.csv");
    let ran = casus(&["run", &path(&folder, "page.casus"), "--rejects", &rejects]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(
        ran.err.contains("1 of 2 rows rejected: line 3"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("1 actor, 1 place declared"), "{}", ran.err);
    let written = std::fs::read_to_string(&rejects).expect("the rejects are written");
    assert!(
        written
            .lines()
            .nth(1)
            .is_some_and(|row| row.starts_with("posts.csv,3,")),
        "{written}"
    );
    let strict = page.replace(", tolerate 50%", "");
    std::fs::write(folder.join("strict.casus"), strict).expect("it is written");
    let ran = casus(&["run", &path(&folder, "strict.casus"), "--rejects", &rejects]);
    assert_eq!(ran.exit, 2);
    assert_eq!(
        std::fs::read_to_string(&rejects).expect("the rejects are written"),
        written
    );
}
