//! Running, asking, and what is printed of the core and the world.

use super::{casus, casus_reading, folder, path};
use serde_json::Value;

const PAGE: &str = "use no standard model\nrelation [actor] arms [actor]\nactor Arvand\nactor Belmar\nArvand arms Belmar since 2015\n";

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn every_ask_of_a_file_is_answered_in_order() {
    let ran = casus(&["run", "examples/first-page.casus"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    let first = ran
        .out
        .find("ask threats to Arvand")
        .expect("the first question");
    let second = ran
        .out
        .find("ask why Harkat Front threatens Arvand")
        .expect("the second question");
    assert!(first < second);
}

#[test]
fn files_alone_are_run_where_there_is_no_terminal() {
    let ran = casus(&["examples/first-page.casus"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert_eq!(ran.out, casus(&["run", "examples/first-page.casus"]).out);
}

#[test]
fn a_dash_reads_standard_input() {
    let ran = casus_reading(PAGE, &["ask", "-", "Arvand arms Belmar?"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(ran.out.contains("Yes"), "{}", ran.out);
}

#[test]
fn with_no_argument_and_a_pipe_standard_input_is_run() {
    let ran = casus_reading(&format!("{PAGE}ask Arvand arms Belmar?\n"), &[]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(ran.out.contains("Arvand arms Belmar"), "{}", ran.out);
}

#[test]
fn a_question_may_stand_without_quotes() {
    let quoted = casus_reading(PAGE, &["ask", "-", "Arvand arms Belmar?"]);
    let bare = casus_reading(PAGE, &["ask", "-", "Arvand", "arms", "Belmar?"]);
    assert_eq!(quoted.out, bare.out);
}

#[test]
fn an_answer_is_written_in_the_format_that_is_asked_for() {
    for (format, begins) in [("markdown", "### "), ("csv", "who,")] {
        let ran = casus_reading(PAGE, &["ask", "--format", format, "-", "?who arms Belmar"]);
        assert_eq!(ran.exit, 0, "{}", ran.err);
        assert!(ran.out.starts_with(begins), "{}", ran.out);
    }
    for (format, begins) in [
        ("dot", "digraph "),
        ("mermaid", "---\ntitle: "),
        ("svg", "<svg "),
    ] {
        let ran = casus_reading(
            PAGE,
            &["ask", "--format", format, "-", "why Arvand arms Belmar"],
        );
        assert_eq!(ran.exit, 0, "{}", ran.err);
        assert!(ran.out.starts_with(begins), "{}", ran.out);
    }
}

#[test]
fn an_answer_without_such_a_form_says_so() {
    for format in ["dot", "mermaid", "svg"] {
        let ran = casus_reading(PAGE, &["ask", "--format", format, "-", "conflicts"]);
        assert_eq!(ran.exit, 2);
        assert_eq!(ran.out, "");
        assert!(ran.err.contains("this answer"), "{}", ran.err);
    }
}

#[test]
fn a_format_that_holds_one_answer_is_given_one() {
    let one = format!("{PAGE}ask why Arvand arms Belmar\nask conflicts\n");
    let ran = casus_reading(&one, &["run", "--format", "svg", "-"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(ran.out.starts_with("<svg "), "{}", ran.out);
    let two = format!("{one}ask timeline of Arvand\n");
    let ran = casus_reading(&two, &["run", "--format", "svg", "-"]);
    assert_eq!((ran.exit, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("timeline of Arvand"), "{}", ran.err);
}

#[test]
fn a_theme_changes_the_colours_and_nothing_else() {
    let drawn = |theme: &str| {
        let question = "why Arvand arms Belmar";
        let asked = ["ask", "--format", "svg", "--theme", theme, "-", question];
        casus_reading(PAGE, &asked).out
    };
    let without_colours = |text: &str| -> String {
        text.split('#')
            .map(|part| part.get(6..).unwrap_or(part))
            .collect()
    };
    let (light, dark) = (drawn("light"), drawn("dark"));
    assert_ne!(light, dark);
    let after = |text: &str| without_colours(text.split_once('#').map_or("", |(_, rest)| rest));
    assert_eq!(after(&light), after(&dark));
}

#[test]
fn an_answer_is_one_document() {
    let ran = casus_reading(PAGE, &["ask", "--format", "json", "-", "?who arms Belmar"]);
    let answer = json(&ran.out);
    assert_eq!(answer["casus_answer"], 1);
    assert_eq!(answer["kind"], "table");
    assert_eq!(answer["rows"][0]["cells"][0]["text"], "Arvand");
}

#[test]
fn all_answers_of_a_run_are_one_document() {
    let ran = casus_reading(
        &format!("{PAGE}ask ?who arms Belmar\nask Arvand arms Belmar?\n"),
        &["run", "--format", "json", "-"],
    );
    let answers = json(&ran.out);
    assert_eq!(answers["answers"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_date_and_a_party_may_be_set_from_outside() {
    let before = casus_reading(
        PAGE,
        &["ask", "--as-of", "2014", "-", "Arvand arms Belmar?"],
    );
    assert_eq!(before.exit, 0, "{}", before.err);
    assert!(before.out.contains("Unknown"), "{}", before.out);
    let nobody = casus_reading(
        PAGE,
        &[
            "ask",
            "--according-to",
            "Corvia",
            "-",
            "Arvand arms Belmar?",
        ],
    );
    assert_eq!(nobody.exit, 2);
    assert!(nobody.err.contains("Corvia"), "{}", nobody.err);
    let no_date = casus_reading(
        PAGE,
        &["ask", "--as-of", "2014-02-30", "-", "Arvand arms Belmar?"],
    );
    assert_eq!(no_date.exit, 2);
    assert!(
        no_date.err.contains("2014-02-28") || no_date.err.contains("28 days"),
        "{}",
        no_date.err
    );
}

#[test]
fn what_cannot_be_read_is_wrong_input() {
    let missing = casus(&["run", "examples/first-pge.casus"]);
    assert_eq!(missing.exit, 2);
    assert!(
        missing
            .err
            .contains("did you mean examples/first-page.casus?"),
        "{}",
        missing.err
    );
    assert_eq!(casus_reading("Arvand arms\n", &["run", "-"]).exit, 2);
    assert_eq!(
        casus_reading(PAGE, &["ask", "-", "Arvand feeds Belmar?"]).exit,
        2
    );
    assert_eq!(casus_reading(PAGE, &["ask", "-"]).exit, 2);
    assert_eq!(casus(&["run"]).exit, 2);
}

#[test]
fn with_an_error_in_a_file_nothing_is_answered() {
    let ran = casus_reading(
        &format!("{PAGE}Arvand arms Belmr\nask Arvand arms Belmar?\n"),
        &["run", "-"],
    );
    assert_eq!(ran.exit, 2);
    assert_eq!(ran.out, "");
    assert!(ran.err.contains("did you mean Belmar?"), "{}", ran.err);
    assert!(ran.err.ends_with("1 error\n"), "{}", ran.err);
}

#[test]
fn errors_are_a_document_where_json_is_asked_for() {
    let ran = casus_reading(
        &format!("{PAGE}Arvand arms Belmr\n"),
        &["run", "--format", "json", "-"],
    );
    let errors = json(&ran.err);
    assert_eq!(errors["diagnostics"][0]["code"], "unknown-name");
    assert_eq!(errors["diagnostics"][0]["labels"][0]["line"], 6);
}

#[test]
fn the_core_and_the_world_are_printed() {
    let core = casus_reading(PAGE, &["core", "-"]);
    assert_eq!(json(&core.out)["casus_core"], 1, "{}", core.err);
    let world = casus_reading(PAGE, &["world", "-"]);
    let world = json(&world.out);
    assert_eq!(world["casus_world"], 1);
    assert_eq!(world["sentences"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_world_may_be_seen_from_elsewhere() {
    let page = format!("{PAGE}suppose \"peace\"\n    without Arvand arms Belmar\n");
    let under = casus_reading(&page, &["world", "--under", "peace", "-"]);
    assert_eq!(
        json(&under.out)["sentences"].as_array().map(Vec::len),
        Some(0),
        "{}",
        under.err
    );
    let other = casus_reading(&page, &["world", "--under", "war", "-"]);
    assert_eq!(other.exit, 2);
    assert!(other.err.contains("\"peace\""), "{}", other.err);
}

#[test]
fn the_standard_model_may_be_left_out_from_outside() {
    let text = "actor Arvand\n";
    let with = json(&casus_reading(text, &["core", "-"]).out);
    let without = json(&casus_reading(text, &["core", "--no-standard-model", "-"]).out);
    let relations = |core: &Value| core["relations"].as_array().map_or(0, Vec::len);
    assert!(relations(&without) < relations(&with));
}

#[test]
fn the_standard_model_is_printed_as_it_is_read() {
    let printed = casus(&["standard-model"]).out;
    assert!(printed.contains("rule "), "{printed}");
    let folder = folder("standard-model", &[("copy.casus", "")]);
    std::fs::write(
        folder.join("copy.casus"),
        format!("use no standard model\n{printed}"),
    )
    .expect("it is written");
    drop(path(&folder, "copy.casus"));
}
