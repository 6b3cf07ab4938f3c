//! A report as data: a scenario as a brief, each printed sentence with what it stands on.
//!
//! Takes nothing and computes nothing: `report` fills it from answers, `render` shows it. Likelihood and confidence are
//! kept apart as ICD 203 (2015, D.6.e.2.a) has it: no sentence of a report holds both. Its JSON is a promise, versioned
//! by [`REPORT_VERSION`] and described by `docs/schema/report.schema.json`.

use super::{
    Answer, AsOfBy, Held, Hypotheses, Level, Markup, Moment, Node, Shadow, Standing, View, Withheld,
};
use serde::Serialize;

/// The version of the JSON form of a report. It rises when a field changes its meaning or goes.
pub const REPORT_VERSION: u32 = 1;

/// What a sentence of a report stands on: ask the question, and the sentence is a line of its answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Step {
    /// Which of the report's questions, from 0.
    pub question: usize,
    /// The sentence as the answer has it.
    pub sentence: Markup,
    /// Where it stands, or the rule that gives it: `khorasan.casus:23, on the evidence of Brief (C)`.
    #[serde(skip_serializing_if = "Markup::is_empty")]
    pub ground: Markup,
}

/// A sentence of the report.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Saying {
    /// As it is printed.
    pub text: Markup,
    /// The numbers of the sources it is told by, from 1.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cites: Vec<usize>,
    /// Where it is stated: `khorasan.casus:23`; none for what is concluded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Markup>,
    /// What it stands on.
    pub stands_on: Step,
}

impl Saying {
    /// A text that stands on nothing yet.
    #[must_use]
    pub fn of(text: Markup) -> Saying {
        Saying {
            stands_on: Step {
                question: 0,
                sentence: text.clone(),
                ground: Markup::new(),
            },
            text,
            cites: Vec::new(),
            places: Vec::new(),
        }
    }
}

/// Why a conclusion follows from the sentences below it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Warrant {
    /// The rule's name.
    pub rule: Markup,
    /// The first sentence of its note, or its name, and how likely it is: `A group keeps the enemies of the group that its
    /// fighters came from. The rule is likely.`
    pub says: Markup,
}

/// A step of the argument, with the steps that it rests on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Ground {
    /// The step as a sentence.
    pub says: Saying,
    /// The rule by which it follows; none for what is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warrant: Option<Warrant>,
    /// Quotes and notes that go with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Markup>,
    /// What it rests on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub under: Vec<Ground>,
}

/// How good the ground of a judgement is. Never in one sentence with a likelihood.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Trust {
    /// The level.
    pub level: Level,
    /// `Confidence is moderate. Everything rests on one source, Brief (C).`
    pub says: Saying,
}

/// What a judgement falls without.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Linchpin {
    /// Statements without any one of which it falls.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alone: Vec<Saying>,
    /// Sets of statements without which it falls, and with any of which it does not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub together: Vec<Saying>,
    /// How many more sets there are.
    pub more: usize,
    /// Sources without which it falls, alone or together.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Saying>,
    /// Whether these are all that there are.
    pub complete: bool,
}

/// A judgement: what is held of one sentence, and all that an officer asks of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Judgement {
    /// From 1, throughout the report.
    pub number: usize,
    /// The sentence judged.
    pub sentence: Markup,
    /// Of which world, where it is not the report's own: `as of 31 May 2014`, `according to Russia`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub setting: Vec<Markup>,
    /// Which of the four answers it gets.
    pub standing: Standing,
    /// What a dispute elsewhere does to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shadow: Option<Shadow>,
    /// How strongly it is held.
    pub likelihood: Held,
    /// `It is likely (60%) that IS Khorasan threatens Pakistan.`
    pub says: Saying,
    /// `This has been so since 2015.`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Saying>,
    /// How good its ground is; none where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Trust>,
    /// What to bear in mind: that it is contested, that a date is loose, how many links are uncertain.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cautions: Vec<Saying>,
    /// The argument: of what is held its strongest derivation, of what is denied that of the denial, of what is
    /// not held the nearest attempts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub grounds: Vec<Ground>,
    /// How many further derivations there are.
    pub further: usize,
    /// What is only assumed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumptions: Vec<Saying>,
    /// Who says so too, and who fears it, wants it, promises it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub voices: Vec<Saying>,
    /// Who denies it, who sees it otherwise, what of its ground is disputed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dissent: Vec<Saying>,
    /// What it hangs on; none where it was not sought.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hangs_on: Option<Linchpin>,
    /// What would end it, each tried.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub would_end: Vec<Saying>,
    /// What would bring it about, each tried: indicators to watch.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub watch: Vec<Saying>,
    /// The whole derivation, word for word as `why` shows it, and the parts of a very deep one that are shown apart.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub derivation: Vec<Node>,
}

/// Something that is disputed, or that a question asked who says it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Dispute {
    /// `Whether Belmar shelters Harkat Front is disputed between parties.`
    pub about: Saying,
    /// What each side holds.
    pub sides: Vec<Ground>,
}

/// Something that is not known.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct NotKnown {
    /// `Events without a date`
    pub what: String,
    /// Of whom or what.
    pub of: Vec<Saying>,
}

/// Something that happened or changed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Dated {
    /// Its date; none where it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Markup>,
    /// What.
    pub says: Saying,
}

/// What happened, in order.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Course {
    /// To whom.
    pub of: Markup,
    /// Earliest first; what has no date last.
    pub entries: Vec<Dated>,
    /// How many entries, that only rules give, are left out.
    pub left_out: usize,
    /// Which of the report's questions gives all of it.
    pub question: usize,
}

/// What of a report a picture is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pictured {
    /// The argument of the judgement of that number.
    Judgement(usize),
    /// The competing explanations.
    Hypotheses,
    /// The course that stands on that question.
    Course(usize),
    /// Who is bound to whom.
    Links,
}

/// An answer that is drawn.
#[derive(Clone, PartialEq, Debug)]
pub struct Picture {
    /// What it is of.
    pub of: Pictured,
    /// Which of the report's questions it answers.
    pub question: usize,
    /// What is drawn.
    pub answer: Answer,
}

/// A source, numbered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Cited {
    /// From 1.
    pub number: usize,
    /// Its name.
    pub name: Markup,
    /// `a news analysis`
    pub kinds: Vec<String>,
    /// Its reliability: `C`; none where it has no grade.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reliability: Option<String>,
    /// The credibility of all that it says: `2`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credibility: Option<String>,
    /// Its date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dated: Option<Markup>,
    /// Who made it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<Markup>,
    /// What it is taken from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<Markup>,
    /// Where it is declared.
    pub place: Markup,
    /// Whether anything in the report is told by it.
    pub cited: bool,
    /// The numbers of the judgements that it was used for.
    pub used_for: Vec<usize>,
}

/// A rule by which something in the report follows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Applied {
    /// Its name.
    pub rule: Markup,
    /// Its likelihood.
    pub likelihood: Held,
    /// Its notes, whole.
    pub notes: Vec<String>,
    /// Where it stands.
    pub place: Markup,
    /// The numbers of the judgements that it was used for.
    pub used_for: Vec<usize>,
}

/// Words of the likelihood scale that mean one range.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Yard {
    /// The words: `likely`, `probable`.
    pub words: Vec<String>,
    /// What stands for them.
    pub stands_for: String,
    /// The range: `55–80%`.
    pub range: String,
}

/// A grade of sources or of what they say.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Graded {
    /// `C`
    pub letter: String,
    /// What a statement is worth by it alone.
    pub stands_for: String,
    /// The confidence that it allows; none for the credibility of a report, which sets a likelihood alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
}

/// By what measure the report speaks.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Yardstick {
    /// Likelihood, from the least to the greatest.
    pub likelihood: Vec<Yard>,
    /// The bar at which something is held: `55%`.
    pub bar: String,
    /// Grades of sources.
    pub reliability: Vec<Graded>,
    /// Grades of what is said.
    pub credibility: Vec<Graded>,
}

/// A scenario as a brief.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Report {
    /// [`REPORT_VERSION`].
    #[serde(rename = "casus_report")]
    pub version: u32,
    /// The scenario's title.
    pub title: String,
    /// The instant reported on, which is the report's date: the clock is not read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Moment>,
    /// Who set the instant.
    pub as_of_by: AsOfBy,
    /// In whose view; none is the analyst's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub view: Option<View>,
    /// The most restrictive marking of all that stands in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marking: Option<String>,
    /// What was left out because it is marked above a level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withheld: Option<Withheld>,
    /// The program and its version: `Casus 0.1.0`.
    pub made_by: String,
    /// The questions whose answers it is made of, in the order asked.
    pub questions: Vec<String>,
    /// What is held, in the order in which the scenario asks.
    pub judgements: Vec<Judgement>,
    /// What was asked after and is not held.
    pub not_held: Vec<Judgement>,
    /// What stands next to the judgements: held in part, one condition missing.
    pub potential: Vec<Judgement>,
    /// Judgements at other dates, in the view of others, in other worlds.
    pub elsewhere: Vec<Judgement>,
    /// Disputes and claims.
    pub disputes: Vec<Dispute>,
    /// Competing explanations, where the scenario has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hypotheses: Option<Hypotheses>,
    /// What is not known.
    pub not_known: Vec<NotKnown>,
    /// What happened, in order.
    pub courses: Vec<Course>,
    /// What is drawn. The JSON of a report has none of it: a program that wants it asks the question.
    #[serde(skip)]
    pub pictures: Vec<Picture>,
    /// Answers to the scenario's other questions.
    pub further: Vec<Answer>,
    /// The sources, in the order in which they are first cited; those that are not cited last.
    pub sources: Vec<Cited>,
    /// The rules by which the judgements follow, in the order in which they are first used.
    pub rules: Vec<Applied>,
    /// By what measure the report speaks.
    pub yardstick: Yardstick,
}

impl Report {
    /// The answer to draw, if there is a picture of it.
    #[must_use]
    pub fn picture(&self, of: Pictured) -> Option<&Answer> {
        let found = self.pictures.iter().find(|picture| picture.of == of);
        found.map(|picture| &picture.answer)
    }

    /// Whether the scenario asks nothing that a report could answer.
    #[must_use]
    pub fn says_nothing(&self) -> bool {
        let judged = [
            &self.judgements,
            &self.not_held,
            &self.potential,
            &self.elsewhere,
        ];
        judged.into_iter().all(Vec::is_empty)
            && self.disputes.is_empty()
            && self.further.is_empty()
            && self.courses.is_empty()
    }
}
