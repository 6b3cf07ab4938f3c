//! Report → HTML, Markdown, JSON. What they show stands in the report; here it gets its headings and its order.

mod annex;
mod html;
mod markdown;
mod tags;

pub use html::html;
pub use markdown::markdown;

use crate::answer::{
    Answer, AsOfBy, Cited, Course, Direction, Held, Judgement, Mark, Markup, Pictured, Report,
    Standing,
};

/// The report as JSON, as `docs/schema/report.schema.json` describes it.
///
/// # Errors
/// Never for a report that was made; the error is that of the serialiser.
pub fn json(report: &Report) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(report)
}

/// A part of the report under a heading of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Section {
    Key,
    Judgements,
    Potential,
    NotHeld,
    Elsewhere,
    Disputes,
    Hypotheses,
    NotKnown,
    Course,
    Links,
    Further,
    Sources,
    Rules,
    Yardstick,
}

impl Section {
    /// In the order in which they are printed.
    const ALL: [Section; 14] = [
        Section::Key,
        Section::Judgements,
        Section::Potential,
        Section::NotHeld,
        Section::Elsewhere,
        Section::Disputes,
        Section::Hypotheses,
        Section::NotKnown,
        Section::Course,
        Section::Links,
        Section::Further,
        Section::Sources,
        Section::Rules,
        Section::Yardstick,
    ];

    fn title(self) -> &'static str {
        match self {
            Section::Key => "Key judgements",
            Section::Judgements => "Grounds of the judgements",
            Section::Potential => "Held in part",
            Section::NotHeld => "Asked, and not held",
            Section::Elsewhere => "At other dates, in other views",
            Section::Disputes => "Claims and disputes",
            Section::Hypotheses => "Competing explanations",
            Section::NotKnown => "What is not known",
            Section::Course => "Timeline",
            Section::Links => "Who is bound to whom",
            Section::Further => "Further answers",
            Section::Sources => "Sources",
            Section::Rules => "Rules applied",
            Section::Yardstick => "Appendix: likelihood and confidence",
        }
    }

    /// By what it is linked to.
    fn anchor(self) -> &'static str {
        match self {
            Section::Key => "key-judgements",
            Section::Judgements => "grounds",
            Section::Potential => "held-in-part",
            Section::NotHeld => "not-held",
            Section::Elsewhere => "elsewhere",
            Section::Disputes => "disputes",
            Section::Hypotheses => "explanations",
            Section::NotKnown => "not-known",
            Section::Course => "timeline",
            Section::Links => "links",
            Section::Further => "further-answers",
            Section::Sources => "sources",
            Section::Rules => "rules",
            Section::Yardstick => "yardstick",
        }
    }

    /// Whether the report has anything for it.
    fn is_in(self, report: &Report) -> bool {
        match self {
            Section::Key | Section::Sources | Section::Yardstick => true,
            Section::Judgements => !report.judgements.is_empty(),
            Section::Potential => !report.potential.is_empty(),
            Section::NotHeld => !report.not_held.is_empty(),
            Section::Elsewhere => !report.elsewhere.is_empty(),
            Section::Disputes => !report.disputes.is_empty(),
            Section::Hypotheses => report.hypotheses.is_some(),
            Section::NotKnown => !report.not_known.is_empty(),
            Section::Course => !report.courses.is_empty(),
            Section::Links => report.picture(Pictured::Links).is_some(),
            Section::Further => !report.further.is_empty(),
            Section::Rules => !report.rules.is_empty(),
        }
    }

    fn of(report: &Report) -> impl Iterator<Item = Section> + use<'_> {
        Section::ALL
            .into_iter()
            .filter(|section| section.is_in(report))
    }
}

/// The line under the title: the date reported on, the view, the program.
fn dateline(report: &Report) -> String {
    let mut parts = Vec::new();
    if let Some(at) = &report.as_of {
        let by = match report.as_of_by {
            AsOfBy::Files => " (the last date named)",
            AsOfBy::Question | AsOfBy::Scenario => "",
        };
        parts.push(format!("As of {}{by}", at.text));
    }
    if let Some(view) = &report.view {
        let strictly = if view.strictly { "strictly " } else { "" };
        parts.push(format!("{strictly}according to {}", view.party.plain()));
    }
    parts.push(format!("made with {}", report.made_by));
    parts.join(" · ")
}

/// What makes the world of a judgement another: `as of 31 May 2014, according to Russia`.
fn setting(judgement: &Judgement) -> String {
    let parts: Vec<String> = judgement.setting.iter().map(Markup::plain).collect();
    parts.join(", ")
}

/// What a heading says of a judgement.
fn heading(judgement: &Judgement) -> String {
    let setting = setting(judgement);
    let sentence = judgement.sentence.plain();
    if setting.is_empty() {
        format!("{}. {sentence}", judgement.number)
    } else {
        format!("{}. {sentence} ({setting})", judgement.number)
    }
}

/// How confidence is made, in the order of its levels.
const CONFIDENCE: [(&str, &str); 3] = [
    (
        "High",
        "all rests on sources graded A or B, or on two graded C or better that are not tied.",
    ),
    (
        "Moderate",
        "something rests on one source graded C, on a source without a grade or on none, or follows by a rule that cites no source.",
    ),
    (
        "Low",
        "something rests on a source graded D, E or F, on an assumption, or on what is disputed.",
    ),
];

/// How the two are told apart.
const APART: &str = "Likelihood is how strongly a judgement is held. Confidence is how good the sources and assumptions \
                     under it are, and never stands in one sentence with a likelihood.";

/// What names a hypothesis in the matrix.
fn letter(at: usize) -> String {
    char::from_u32(65 + at as u32).unwrap_or('?').to_string()
}

fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Consistent => "+",
        Mark::Anyway => "(+)",
        Mark::Inconsistent => "−",
        Mark::Neither => "·",
    }
}

/// What the marks mean.
const MARKS: &str = "+ consistent, (+) consistent anyway, − inconsistent, · neither";

fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Gained => "gained",
        Direction::Lost => "lost",
        Direction::Surer => "surer",
        Direction::LessSure => "less sure",
    }
}

fn moved(held: &Held) -> String {
    if held.value == 0 {
        "nothing".to_owned()
    } else {
        held.text.clone()
    }
}

/// `C2`, or that there is none.
fn grade(source: &Cited) -> String {
    match (&source.reliability, &source.credibility) {
        (None, None) => "no grade".to_owned(),
        (reliability, credibility) => [reliability, credibility]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect(),
    }
}

/// What a source was used for: `1, 2 and 5` of the judgements.
fn source_used_for(source: &Cited) -> String {
    match (source.used_for.is_empty(), source.cited) {
        (true, true) => "other sections".to_owned(),
        (true, false) => "nothing".to_owned(),
        (false, _) => used_for(&source.used_for),
    }
}

/// Of which world an answer is, where it is not the report's: `Threats to Pakistan (as known on August 2014)`.
fn further_heading(answer: &Answer) -> String {
    let head = &answer.head;
    let mut parts = Vec::new();
    if let Some(during) = &head.during {
        parts.push(during.plain());
    } else if let Some(at) = head
        .as_of
        .as_ref()
        .filter(|_| head.as_of_by == AsOfBy::Question)
    {
        parts.push(format!("as of {}", at.text));
    }
    let view = head.view.iter();
    parts.extend(view.map(|view| format!("according to {}", view.party.plain())));
    let known = head.known.iter();
    parts.extend(known.map(|known| format!("as known on {}", known.on)));
    parts.extend(head.under.iter().map(|title| format!("under \"{title}\"")));
    let supposing = head.supposing.iter();
    parts.extend(supposing.map(|one| format!("what if {}", one.plain())));
    if parts.is_empty() {
        head.title.plain()
    } else {
        format!("{} ({})", head.title.plain(), parts.join(", "))
    }
}

/// What stands over an argument: the second one of what is disputed is against it.
fn grounds_label(judgement: &Judgement, at: usize) -> &'static str {
    match (judgement.standing, at) {
        (Standing::Unknown, 0) => "What comes nearest to it, and what it lacks",
        (Standing::Unknown, _) => "What else could give it",
        (Standing::Denied, _) => "Grounds of the denial",
        (Standing::Disputed, 1) => "Grounds against it",
        (Standing::Supported | Standing::Disputed, _) => "Grounds",
    }
}

/// How many entries of a timeline are not shown, and the question that shows them.
fn left_out(course: &Course, report: &Report) -> Option<String> {
    let asked = report.questions.get(course.question)?;
    match course.left_out {
        0 => None,
        1 => Some(format!(
            "One entry that only follows by rules is left out: ask  {asked}"
        )),
        more => Some(format!(
            "{more} entries that only follow by rules are left out: ask  {asked}"
        )),
    }
}

/// How many derivations are not shown.
fn more_derivations(judgement: &Judgement) -> Option<String> {
    match judgement.further {
        0 => None,
        1 => Some("There is one more derivation, no stronger.".to_owned()),
        more => Some(format!("There are {more} more derivations, none stronger.")),
    }
}

/// What stands over the picture of an argument.
const ARGUMENT: &str = "The argument as a picture";

/// What stands over the lists of a judgement.
const ASSUMED: &str = "Assumed";
const VOICES: &str = "Said by others";
const DISSENT: &str = "Dissent";
const ALONE: &str = "It falls without any one of these";
const TOGETHER: &str = "It also falls without all of one of these sets";
const BY_SOURCE: &str = "By source, it falls without";
const WOULD_END: &str = "It would no longer hold if it were shown that";
const WATCH: &str = "Watch for what would bring it about";

/// The judgements that something was used for: `1, 2 and 5`.
fn used_for(numbers: &[usize]) -> String {
    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    match numbers.split_last() {
        None => "nothing".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}
