//! The scenario as a brief: what stands in it, that every sentence of it stands on a line of an answer, and that what is
//! written of it is well-formed.

use crate::program::{casus, casus_reading, folder, path};
use casus::answer::{Ground, Judgement, Report, Saying, Standing};
use casus::render::report as render;
use casus::report;
use casus::session::{LoadError, Loader, Session};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// Files of the project's own folder.
struct Files;

impl Loader for Files {
    fn read(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        std::fs::read(path).map_err(|_| LoadError::Missing)
    }

    fn beside(&self, _: &str) -> Vec<String> {
        Vec::new()
    }
}

fn of_example(name: &str) -> (Session, Report) {
    let mut session = Session::with_loader(Files);
    let example = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("examples")
        .join(name);
    session
        .add_file(&example.display().to_string())
        .expect("the example is there");
    let report = report::report(&mut session).expect("it can be reported");
    (session, report)
}

fn of_text(text: &str) -> (Session, Report) {
    let mut session = Session::new();
    let added = session.add_text("page.casus", text);
    assert!(added.is_sound(), "{:?}", added.diagnostics);
    let report = report::report(&mut session).expect("it can be reported");
    (session, report)
}

/// A page of everything small: a rule, a view that denies, a dispute, a marking, a name in another script, an exception.
const PAGE: &str = r#"scenario "The <ferry> & the customs", per Gazette
    as of 2016-12-31
    marking AMBER
use no standard model
relation [actor] ships arms to [actor], indicator
relation [actor] arms [actor]
relation [actor] is cleared
source Gazette, reliability C, on 2016-06
source Customs, reliability B, on 2016-09
actor Arvand
actor داعش
actor Belmar
Arvand ships arms to داعش since 2015
Belmar denies on 2016-10-02 that Arvand ships arms to داعش, per Customs
    quote "There was no <ship>."
rule shipment
    ?who arms ?whom
    if ?who ships arms to ?whom
    unless ?who is cleared
    likely
    note "Who ships arms, arms. After A. Writer, On Arms (1990)."
ask Arvand arms داعش?
ask Belmar arms داعش?
ask who says Arvand ships arms to داعش
"#;

fn judgements(report: &Report) -> impl Iterator<Item = &Judgement> {
    report
        .judgements
        .iter()
        .chain(&report.potential)
        .chain(&report.not_held)
        .chain(&report.elsewhere)
}

/// Every sentence of the report.
fn sayings(report: &Report) -> Vec<&Saying> {
    fn under<'r>(ground: &'r Ground, all: &mut Vec<&'r Saying>) {
        all.push(&ground.says);
        ground.under.iter().for_each(|one| under(one, all));
    }
    let mut all = Vec::new();
    for judgement in judgements(report) {
        all.push(&judgement.says);
        all.extend(&judgement.when);
        all.extend(judgement.confidence.as_ref().map(|trust| &trust.says));
        all.extend(&judgement.cautions);
        judgement
            .grounds
            .iter()
            .for_each(|one| under(one, &mut all));
        for list in [
            &judgement.assumptions,
            &judgement.voices,
            &judgement.dissent,
            &judgement.would_end,
            &judgement.watch,
        ] {
            all.extend(list);
        }
        if let Some(hangs) = &judgement.hangs_on {
            all.extend(
                hangs
                    .alone
                    .iter()
                    .chain(&hangs.together)
                    .chain(&hangs.sources),
            );
        }
    }
    for dispute in &report.disputes {
        all.push(&dispute.about);
        dispute.sides.iter().for_each(|one| under(one, &mut all));
    }
    all.extend(report.not_known.iter().flat_map(|gap| &gap.of));
    all.extend(
        report
            .courses
            .iter()
            .flat_map(|course| course.entries.iter().map(|entry| &entry.says)),
    );
    all
}

/// Every text of an answer.
fn texts(value: &Value, all: &mut Vec<String>) {
    match value {
        Value::String(text) => all.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|one| texts(one, all)),
        Value::Object(fields) => fields.values().for_each(|one| texts(one, all)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Asks the questions of a report again, as anybody may, and looks for each sentence.
fn stands(session: &mut Session, report: &Report) {
    let mut answers: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for saying in sayings(report) {
        let step = &saying.stands_on;
        let question = &report.questions[step.question];
        let texts = answers.entry(step.question).or_insert_with(|| {
            let answer = session
                .ask(question)
                .unwrap_or_else(|errors| panic!("{question}: {errors:?}"));
            let mut all = Vec::new();
            texts(
                &serde_json::to_value(&answer).expect("an answer is JSON"),
                &mut all,
            );
            all
        });
        let sentence = step.sentence.plain();
        assert!(
            texts.contains(&sentence),
            "{question} does not answer: {sentence}"
        );
        assert!(
            saying
                .text
                .plain()
                .to_lowercase()
                .contains(&sentence.to_lowercase()),
            "{} does not say: {sentence}",
            saying.text.plain()
        );
    }
}

#[test]
fn every_sentence_is_a_line_of_the_answer_that_it_stands_on() {
    let (mut session, report) = of_text(PAGE);
    stands(&mut session, &report);
    for example in [
        "first-page.casus",
        "july-1914.casus",
        "outbreak.casus",
        "fraud-inquiry.casus",
    ] {
        let (mut session, report) = of_example(example);
        assert!(sayings(&report).len() > 10, "{example}");
        stands(&mut session, &report);
    }
}

#[test]
fn what_is_said_to_end_a_judgement_ends_it() {
    let (mut session, report) = of_text(PAGE);
    let ended: Vec<&Saying> = judgements(&report).flat_map(|one| &one.would_end).collect();
    assert!(!ended.is_empty());
    for saying in ended {
        let question = &report.questions[saying.stands_on.question];
        let answer = session.ask(question).expect("it can be asked");
        let answer = serde_json::to_value(&answer).expect("an answer is JSON");
        assert_eq!(answer["standing"], "unknown", "{question}");
    }
}

#[test]
fn no_sentence_holds_a_likelihood_and_a_confidence() {
    let (_, report) = of_example("first-page.casus");
    for judgement in judgements(&report) {
        let Some(trust) = &judgement.confidence else {
            continue;
        };
        let said = trust.says.text.plain();
        for yard in &report.yardstick.likelihood {
            for word in &yard.words {
                assert!(!said.contains(word.as_str()), "{said}");
            }
        }
        assert!(!judgement.says.text.plain().contains("onfidence"));
    }
}

#[test]
fn what_others_see_otherwise_is_dissent() {
    let (_, report) = of_text(PAGE);
    let [judgement] = &report.judgements[..] else {
        panic!("one sentence is held: {:?}", report.judgements.len());
    };
    assert_eq!(judgement.standing, Standing::Supported);
    let dissent: Vec<String> = judgement
        .dissent
        .iter()
        .map(|saying| saying.text.plain())
        .collect();
    assert_eq!(
        dissent,
        [
            "According to Belmar, nothing shows that Arvand arms داعش.",
            "Belmar denied on 2 October 2016 that Arvand ships arms to داعش (very likely, 80%).",
        ]
    );
    assert_eq!(report.not_held.len(), 1);
    assert_eq!(report.disputes.len(), 1);
}

#[test]
fn without_a_question_what_the_files_expect_is_reported() {
    let asks_nothing: String = PAGE
        .lines()
        .filter(|line| !line.starts_with("ask "))
        .chain(["expect Arvand arms داعش", "expect Belmar arms داعش unknown"])
        .map(|line| format!("{line}\n"))
        .collect();
    let (_, report) = of_text(&asks_nothing);
    assert_eq!(report.judgements.len(), 1);
    assert_eq!(report.not_held.len(), 0);
}

#[test]
fn the_json_is_what_its_schema_says() {
    let schema = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("docs/schema")
            .join(name);
        let text = std::fs::read_to_string(path).expect("the schema is there");
        let schema = serde_json::from_str(&text).expect("the schema is JSON");
        jsonschema::validator_for(&schema).expect("the schema is a schema")
    };
    let (of_report, of_answer) = (schema("report.schema.json"), schema("answer.schema.json"));
    let reports = [
        of_text(PAGE).1,
        of_example("first-page.casus").1,
        of_example("july-1914.casus").1,
        of_example("features/hypotheses.casus").1,
    ];
    for report in reports {
        let text = render::json(&report).expect("a report is JSON");
        let value: Value = serde_json::from_str(&text).expect("it is JSON");
        let errors: Vec<String> = of_report
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{errors:#?}");
        for answer in value["further"].as_array().expect("a list") {
            assert!(of_answer.is_valid(answer), "{}", answer["question"]);
        }
    }
}

#[test]
fn the_page_is_well_formed_and_needs_nothing_beside_it() {
    for report in [of_text(PAGE).1, of_example("first-page.casus").1] {
        let page = render::html(&report);
        let options = roxmltree::ParsingOptions {
            allow_dtd: true,
            ..roxmltree::ParsingOptions::default()
        };
        let tree = roxmltree::Document::parse_with_options(&page, options)
            .unwrap_or_else(|error| panic!("{error}\n{page}"));
        let elements = || tree.descendants().filter(roxmltree::Node::is_element);
        let named = |name: &'static str| elements().filter(move |one| one.has_tag_name(name));
        assert_eq!(named("h1").count(), 1);
        assert_eq!(named("main").count(), 1);
        assert_eq!(tree.root_element().attribute("lang"), Some("en"));
        assert_eq!(
            named("script")
                .chain(named("link"))
                .chain(named("img"))
                .count(),
            0
        );
        // Every link leads to a place on the page, and every place is one.
        let mut places: Vec<&str> = elements().filter_map(|one| one.attribute("id")).collect();
        for link in named("a") {
            let target = link.attribute("href").expect("a link leads somewhere");
            let target = target
                .strip_prefix('#')
                .expect("it leads to the page itself");
            assert!(places.contains(&target), "{target}");
        }
        let all = places.len();
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), all, "a place has its name alone");
        for said in elements().filter(|one| one.attribute("class") == Some("s")) {
            let question = said.attribute("data-question").expect("it stands on one");
            assert!(report.questions.iter().any(|asked| asked == question));
        }
    }
}

#[test]
fn names_of_another_script_keep_their_direction_and_nothing_is_read_as_markup() {
    let page = render::html(&of_text(PAGE).1);
    assert!(page.contains("<bdi dir=\"auto\">داعش</bdi>"));
    assert!(page.contains("The &lt;ferry&gt; &amp; the customs"));
    assert!(page.contains("There was no &lt;ship&gt;."));
    assert!(page.contains("@top-center { content: \"TLP:AMBER\";"));
}

#[test]
fn a_small_page_as_markdown() {
    let (_, report) = of_text(PAGE);
    insta::assert_snapshot!(render::markdown(&report));
}

#[test]
fn a_small_page_as_html() {
    let (_, report) = of_text(PAGE);
    let page = render::html(&report);
    let (_, body) = page.split_once("</style>").expect("it has a style");
    insta::assert_snapshot!(body);
}

#[test]
fn the_program_writes_by_the_ending_of_the_name() {
    let folder = folder("report", &[("page.casus", PAGE)]);
    let page = path(&folder, "page.casus");
    for (name, begins) in [
        ("a.html", "<!DOCTYPE html>"),
        ("a.md", "**TLP:AMBER**"),
        ("a.json", "{"),
    ] {
        let to = path(&folder, name);
        let ran = casus(&["report", &page, "-o", &to]);
        assert_eq!((ran.exit, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
        let text = std::fs::read_to_string(&to).expect("it is written");
        assert!(text.starts_with(begins), "{name}");
    }
    let ran = casus(&["report", &page]);
    let written = std::fs::read_to_string(path(&folder, "a.md")).expect("it is written");
    assert_eq!(ran.out, written);
    // Nothing is left beside what was written.
    let files = std::fs::read_dir(&folder)
        .expect("the folder is there")
        .count();
    assert_eq!(files, 4);
}

#[test]
fn what_cannot_be_written_is_told_in_a_line() {
    let folder = folder("report-not", &[("page.casus", PAGE)]);
    let page = path(&folder, "page.casus");
    let ran = casus(&["report", &page, "-o", "report.pdf"]);
    assert_eq!(ran.exit, 2);
    assert_eq!(
        ran.err,
        "report.pdf: a report is written as .html, .md or .json; its name ends in none of them\n"
    );
    let ran = casus(&["report", &page, "-o", &path(&folder, "none/a.md")]);
    assert_eq!(ran.exit, 2);
    assert!(ran.err.contains("cannot be written"), "{}", ran.err);
    let ran = casus_reading("actor Arvand\n", &["report", "-"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.err.contains("nothing to report"), "{}", ran.err);
}

#[test]
fn what_helps_is_drawn_in_the_page_itself_and_has_words_to_be_read_aloud() {
    let told = [
        (
            of_example("first-page.casus").1,
            "The argument as a picture",
        ),
        (
            of_example("features/hypotheses.casus").1,
            "The same as a table",
        ),
    ];
    for (report, says) in told {
        assert!(!report.pictures.is_empty());
        let page = render::html(&report);
        assert!(page.contains(says), "{says}");
        let options = roxmltree::ParsingOptions {
            allow_dtd: true,
            ..roxmltree::ParsingOptions::default()
        };
        let tree = roxmltree::Document::parse_with_options(&page, options).expect("it is XML");
        let pictures: Vec<_> = tree
            .descendants()
            .filter(|one| one.tag_name().name() == "svg")
            .collect();
        assert!(pictures.len() >= report.pictures.len());
        for picture in pictures {
            assert_eq!(picture.attribute("role"), Some("img"));
            let title = picture
                .children()
                .find(|one| one.tag_name().name() == "title")
                .and_then(|title| title.text());
            assert!(title.is_some_and(|title| !title.is_empty()));
            // It has the colours of the page, and scrolls within itself.
            assert_eq!(
                picture.attribute("fill"),
                Some("var(--picture-text, #16191c)")
            );
            let around = picture.parent_element().expect("it stands in something");
            assert_eq!(around.attribute("class"), Some("scroll"));
        }
    }
}

#[test]
fn a_picture_is_of_an_answer_to_a_question_of_the_report() {
    let (mut session, report) = of_example("first-page.casus");
    for picture in &report.pictures {
        let question = &report.questions[picture.question];
        let again = session.ask(question).expect("it can be asked");
        assert_eq!(again.body, picture.answer.body, "{question}");
    }
}

#[test]
fn in_markdown_who_is_bound_to_whom_is_a_graph_and_a_table() {
    let page = render::markdown(&of_example("first-page.casus").1);
    let (_, links) = page
        .split_once("## Who is bound to whom")
        .expect("it has the section");
    assert!(links.contains("```mermaid\n---\ntitle: "), "{links}");
    assert!(links.contains("| from |  | to |"), "{links}");
}

#[test]
fn a_name_that_is_a_plural_is_told_with_the_verb_of_many() {
    let (mut session, report) = of_text(
        "use no standard model\nrelation [actor] threatens [actor], negated [actor] does not threaten [actor]\n\
         relation [actor] is at odds with [actor]\nactor Hill fighters\nactor Belmar\n\
         Hill fighters is at odds with Belmar\nBelmar is at odds with Hill fighters\n\
         rule quarrel\n    ?a threatens ?b\n    if ?a is at odds with ?b\n    likely\n\
         ask Hill fighters threaten Belmar?\nask Belmar threatens Hill fighters?\n\
         deny Hill fighters is at odds with Hill fighters\nask Hill fighters does not threaten Hill fighters?\n",
    );
    stands(&mut session, &report);
    let judged: Vec<String> = judgements(&report)
        .map(|one| one.sentence.plain())
        .collect();
    assert_eq!(
        judged,
        [
            "Hill fighters threaten Belmar",
            "Belmar threatens Hill fighters",
            "Hill fighters do not threaten Hill fighters",
        ]
    );
}

#[test]
fn the_picture_of_a_timeline_counts_the_steps_that_it_leaves_out() {
    let mut session = of_example("first-page.casus").0;
    let answer = session.ask("timeline of Harkat Front").expect("an answer");
    let picture = casus::render::svg(&answer, casus::render::Theme::Light).expect("a picture");
    assert!(
        picture.contains("steps of the reasoning between these"),
        "{picture}"
    );
    assert!(!picture.contains("shares an enemy"), "{picture}");
}
