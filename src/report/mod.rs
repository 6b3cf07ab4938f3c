//! A scenario as a brief. Takes a session, asks what the scenario asks and what an officer would ask of each answer,
//! gives a [`Report`]: judgements with their grounds, dissent, what they hang on, what to watch for, and the rest.
//!
//! Nothing is worked out here that an answer does not say. Each sentence keeps the question whose answer holds it, so
//! that a reader who doubts it can ask.

mod appendix;
mod asking;
mod course;
mod disputes;
mod grounds;
mod hangs;
mod judgement;
mod pictures;
mod plan;
mod voices;

use crate::answer::{AsOfBy, Body, NotKnown, REPORT_VERSION, Report, View, Withheld};
use crate::ask::AskError;
use crate::model::{Modifiers, QuestionKind};
use crate::phrase;
use crate::session::Session;
use asking::Brief;
use plan::Plan;

/// The report of all that the session holds.
///
/// # Errors
/// A world whose rules cannot be run, or a stop.
pub fn report(session: &mut Session) -> Result<Report, AskError> {
    let own = session.defaults().clone();
    let mut brief = Brief::of(session);
    let plan = Plan::of(&mut brief, &own)?;
    let mut numbered = 0;
    let mut judged = |brief: &mut Brief<'_>, some: &[plan::Wanted]| {
        let mut all = Vec::new();
        for wanted in some {
            numbered += 1;
            brief.begin(numbered);
            all.push(judgement::judgement(brief, numbered, wanted, &own)?);
        }
        brief.end();
        Ok::<_, AskError>(all)
    };
    let judgements = judged(&mut brief, &plan.held)?;
    let potential = judged(&mut brief, &plan.potential)?;
    let not_held = judged(&mut brief, &plan.not_held)?;
    let elsewhere = judged(&mut brief, &plan.elsewhere)?;
    let disputes = disputes::disputes(&mut brief, &plan, &own)?;
    let hypotheses = hypotheses(&mut brief, &own)?;
    let (not_known, withheld) = not_known(&mut brief, &own)?;
    let courses = course::courses(&mut brief, &plan, &own)?;
    let pictures = pictures::pictures(&mut brief, &plan, &own)?;
    let situation = brief.situation.clone();
    let at = situation.as_of.map(phrase::moment);
    let asked = own
        .as_of
        .as_ref()
        .map(|date| phrase::moment(date.covers.to.pred()));
    let as_of_by = match (&asked, situation.as_of_stated) {
        (Some(_), _) => AsOfBy::Question,
        (None, true) => AsOfBy::Scenario,
        (None, false) => AsOfBy::Files,
    };
    Ok(Report {
        version: REPORT_VERSION,
        title: appendix::title(&brief),
        as_of: asked.or(at),
        as_of_by,
        view: own.according_to.map(|party| View {
            party: brief.phrase().entity(party),
            strictly: own.strictly,
        }),
        marking: brief.marking(),
        withheld,
        made_by: concat!("Casus ", env!("CARGO_PKG_VERSION")).to_owned(),
        judgements,
        not_held,
        potential,
        elsewhere,
        disputes,
        hypotheses,
        not_known,
        courses,
        pictures,
        further: plan.further,
        sources: appendix::sources(&brief),
        rules: appendix::rules(&brief),
        yardstick: appendix::yardstick(&brief),
        questions: brief.questions,
    })
}

/// The matrix, where the scenario has explanations that compete.
fn hypotheses(
    brief: &mut Brief<'_>,
    own: &Modifiers,
) -> Result<Option<crate::answer::Hypotheses>, AskError> {
    if brief.situation.hypotheses.is_empty() {
        return Ok(None);
    }
    let asked = brief.ask(QuestionKind::Hypotheses, own, "hypotheses")?;
    Ok(match asked.answer.body {
        Body::Hypotheses(matrix) => Some(matrix),
        _ => None,
    })
}

/// What is not known, and what may not be: the second stands in every answer alike.
fn not_known(
    brief: &mut Brief<'_>,
    own: &Modifiers,
) -> Result<(Vec<NotKnown>, Option<Withheld>), AskError> {
    let asked = brief.ask(QuestionKind::Gaps, own, "gaps")?;
    let withheld = asked.answer.head.withheld;
    let Body::Gaps(gaps) = asked.answer.body else {
        return Ok((Vec::new(), withheld));
    };
    let told = |gap: crate::answer::Gap| NotKnown {
        what: gap.what,
        of: gap
            .entries
            .into_iter()
            .map(|entry| brief.told(asked.question, entry.what, &entry.place))
            .collect(),
    };
    Ok((gaps.gaps.into_iter().map(told).collect(), withheld))
}
