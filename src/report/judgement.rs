//! One judgement. Takes a sentence and the world it is asked of, gives what is held of it and on what ground; of the
//! report's own world also who sees it otherwise, what it hangs on, what would end it, what to watch for.

use super::asking::Brief;
use super::plan::Wanted;
use crate::answer::{
    Body, Ground, Judgement, Markup, NodeKind, Reasoned, Repairs, Role, Saying, Shadow, Standing,
    Trust, YesNo,
};
use crate::ask::AskError;
use crate::model::{Modifiers, QuestionKind, Sign, Signed};
use crate::phrase;
use crate::time::Likelihood;

/// So many things to watch for are told.
const WATCHED: usize = 5;

/// So many rules that came near are told.
const ATTEMPTS: usize = 3;

/// What can be said of a sentence in the world of a report.
pub(super) fn judgement(
    brief: &mut Brief<'_>,
    number: usize,
    wanted: &Wanted,
    own: &Modifiers,
) -> Result<Judgement, AskError> {
    let Wanted {
        claim,
        under,
        whole,
    } = wanted;
    let asked = brief.ask_of("", claim, QuestionKind::Holds, under)?;
    let Body::YesNo(answer) = &asked.answer.body else {
        return Ok(empty(brief, number, claim));
    };
    let world = setting(brief, under, own);
    let mut judgement = Judgement {
        standing: answer.standing,
        shadow: answer.shadow,
        likelihood: match answer.standing {
            Standing::Denied => answer.denied.clone(),
            Standing::Supported | Standing::Disputed | Standing::Unknown => {
                answer.supported.clone()
            }
        },
        setting: world.clone(),
        further: answer.derivations.unwrap_or(1).saturating_sub(1),
        ..empty(brief, number, claim)
    };
    if let Some(said) = says(brief, claim, under, &world)? {
        judgement.says = said;
    }
    judgement.when = answer.when.as_ref().map(|when| {
        let none = Markup::new();
        brief.saying(asked.question, phrase::lasting(when), when, &none)
    });
    judgement.confidence = answer.confidence.as_ref().map(|confidence| {
        let says = phrase::trusted(confidence);
        Trust {
            level: confidence.level,
            says: brief.saying(asked.question, says, &confidence.reason, &confidence.reason),
        }
    });
    judgement.cautions = cautions(brief, asked.question, answer);
    let is_own = under == own;
    match answer.standing {
        Standing::Unknown => not_held(brief, &mut judgement, claim, under)?,
        Standing::Supported | Standing::Disputed | Standing::Denied => {
            why(brief, &mut judgement, claim, under)?;
        }
    }
    if is_own {
        brief.voices(&mut judgement, claim, own)?;
        if matches!(answer.standing, Standing::Supported | Standing::Disputed) && whole.is_none() {
            judgement.hangs_on = Some(brief.hangs_on(claim, own)?);
            judgement.would_end = brief.would_end(&judgement, claim, own)?;
        }
        let sought = match answer.standing {
            Standing::Unknown | Standing::Denied => Some(claim),
            Standing::Supported | Standing::Disputed => whole.as_ref(),
        };
        if let Some(sought) = sought {
            judgement.watch = watch(brief, sought, own)?;
        }
    }
    Ok(judgement)
}

/// With nothing said yet but the sentence.
fn empty(brief: &Brief<'_>, number: usize, claim: &Signed) -> Judgement {
    let sentence = brief.phrase().signed(claim);
    Judgement {
        number,
        says: Saying::of(sentence.clone()),
        sentence,
        setting: Vec::new(),
        standing: Standing::Unknown,
        shadow: None,
        likelihood: brief.phrase().held(Likelihood::NEVER),
        when: None,
        confidence: None,
        cautions: Vec::new(),
        grounds: Vec::new(),
        further: 0,
        assumptions: Vec::new(),
        voices: Vec::new(),
        dissent: Vec::new(),
        hangs_on: None,
        would_end: Vec::new(),
        watch: Vec::new(),
        derivation: Vec::new(),
    }
}

/// What is answered, in a sentence; of another world than the report's it says of which. A denial stands on the answer to
/// its own question.
pub(super) fn says(
    brief: &mut Brief<'_>,
    claim: &Signed,
    under: &Modifiers,
    world: &[Markup],
) -> Result<Option<Saying>, AskError> {
    let asked = brief.ask_of("", claim, QuestionKind::Holds, under)?;
    let Body::YesNo(answer) = &asked.answer.body else {
        return Ok(None);
    };
    let opposite = Signed {
        sign: claim.sign.turned(),
        sentence: claim.sentence.clone(),
    };
    let denial = brief.phrase().signed(&opposite);
    let text = phrase::answered(
        answer.standing,
        (&answer.supported, &answer.sentence),
        (&answer.denied, &denial),
    );
    let text = if world.is_empty() {
        text
    } else {
        Markup::list(world.iter().cloned(), ", ", ", ")
            .then(", ")
            .with(text)
    };
    let (question, of) = match answer.standing {
        Standing::Denied => {
            let asked = brief.ask_of("", &opposite, QuestionKind::Holds, under)?;
            (asked.question, denial)
        }
        Standing::Supported | Standing::Disputed | Standing::Unknown => {
            (asked.question, answer.sentence.clone())
        }
    };
    Ok(Some(brief.saying(question, text, &of, &Markup::new())))
}

/// What makes the world of a judgement another than the report's.
pub(super) fn setting(brief: &Brief<'_>, under: &Modifiers, own: &Modifiers) -> Vec<Markup> {
    let mut parts = Vec::new();
    if under.as_of != own.as_of {
        parts.extend(under.as_of.as_ref().map(|date| {
            Markup::words("as of ").with(Markup::of(
                Role::Date,
                phrase::moment(date.covers.to.pred()).text,
            ))
        }));
    }
    if let Some((from, to)) = &under.during {
        let mut text = Markup::words("during ");
        match (from, to) {
            (Some(from), Some(to)) => text
                .add(phrase::date(from))
                .say(" to ")
                .add(phrase::date(to)),
            (Some(from), None) => text.add(phrase::date(from)).say(" and later"),
            (None, Some(to)) => text.say("all before the end of ").add(phrase::date(to)),
            (None, None) => text.say("all of time"),
        };
        parts.push(text);
    }
    if let Some(date) = &under.known_on {
        parts.push(Markup::words("as known on ").with(phrase::date(date)));
    }
    if under.according_to != own.according_to {
        let lead = if under.strictly {
            "strictly according to "
        } else {
            "according to "
        };
        parts.extend(
            under
                .according_to
                .map(|party| Markup::words(lead).with(brief.phrase().entity(party))),
        );
    }
    for branch in &under.under {
        let title = brief.situation.branches.get(*branch);
        parts.extend(title.map(|branch| Markup::words(format!("under \"{}\"", branch.title))));
    }
    parts
}

fn cautions(brief: &mut Brief<'_>, question: usize, answer: &YesNo) -> Vec<Saying> {
    let mut texts = Vec::new();
    let sentence = &answer.sentence;
    match answer.shadow {
        Some(Shadow::Contested) => texts.push(
            Markup::words(
                "it is contested: but for something that is disputed, nothing would show that ",
            )
            .with(sentence.clone()),
        ),
        Some(Shadow::HeldBack) => texts.push(
            Markup::words(
                "it is held back: but for something that is disputed, it would be held that ",
            )
            .with(sentence.clone()),
        ),
        None => {}
    }
    if answer.within_margin {
        texts.push(
            Markup::words(
                "a date that it rests on is loose: it may not be so yet, or no longer, that ",
            )
            .with(sentence.clone()),
        );
    }
    let none = Markup::new();
    texts
        .into_iter()
        .map(|text| brief.saying(question, text, sentence, &none))
        .collect()
}

/// The strongest derivation; of what is denied, that of its denial; of what is disputed, both.
fn why(
    brief: &mut Brief<'_>,
    judgement: &mut Judgement,
    claim: &Signed,
    under: &Modifiers,
) -> Result<(), AskError> {
    let kind = |of| QuestionKind::Why { of, all: false };
    let asked = brief.ask_of("why ", claim, kind, under)?;
    let Body::Why(why) = &asked.answer.body else {
        return Ok(());
    };
    let shown: Vec<&Reasoned> = match judgement.standing {
        Standing::Denied => why.against.iter().collect(),
        Standing::Disputed => why.derivations.iter().take(1).chain(&why.against).collect(),
        Standing::Supported | Standing::Unknown => why.derivations.iter().take(1).collect(),
    };
    for reasoned in shown {
        judgement
            .grounds
            .extend(brief.ground(asked.question, &reasoned.tree));
        judgement.derivation.push(reasoned.tree.clone());
        judgement.derivation.extend(reasoned.apart.iter().cloned());
        judgement
            .cautions
            .extend(weakest(brief, asked.question, reasoned));
    }
    if claim.sign == Sign::For {
        let kind = QuestionKind::AssumptionsBehind;
        let asked = brief.ask_of("assumptions behind ", claim, kind, under)?;
        if let Body::Assumptions(behind) = asked.answer.body {
            judgement.assumptions = behind
                .entries
                .into_iter()
                .map(|entry| brief.told(asked.question, entry.what, &entry.place))
                .collect();
        }
    }
    Ok(())
}

/// `its weakest link is that …: likely (60%). 9 links are uncertain; were they independent, all would hold with 5%`
fn weakest(brief: &mut Brief<'_>, question: usize, reasoned: &Reasoned) -> Option<Saying> {
    // Of what is stated itself there is no other link.
    if reasoned.tree.node == NodeKind::Evidence {
        return None;
    }
    let weakest = reasoned.weakest.as_ref()?;
    let named = weakest.what.pieces().first().map(|piece| piece.role);
    let lead = match named {
        Some(Role::Rule) => "the weakest link of the argument is the rule ",
        _ => "the weakest link of the argument is that ",
    };
    let mut text = Markup::words(lead)
        .with(weakest.what.clone())
        .then(": ")
        .with(phrase::likelihood(&weakest.likelihood))
        .then(".");
    if reasoned.uncertain > 1 {
        let percent = (u32::from(reasoned.independent) + 50) / 100;
        let all = if percent == 0 {
            "less than 1%".to_owned()
        } else {
            format!("{percent}%")
        };
        text = text
            .then(&format!(
                " {} of its links are uncertain; were they independent, the chance that all of them hold would be ",
                reasoned.uncertain
            ))
            .with(Markup::of(Role::Likelihood, all));
    }
    Some(brief.saying(question, text, &weakest.what, &Markup::new()))
}

/// The rules that came nearest, and what each lacks.
fn not_held(
    brief: &mut Brief<'_>,
    judgement: &mut Judgement,
    claim: &Signed,
    under: &Modifiers,
) -> Result<(), AskError> {
    let asked = brief.ask_of("why not ", claim, QuestionKind::WhyNot, under)?;
    let Body::WhyNot(why_not) = &asked.answer.body else {
        return Ok(());
    };
    for attempt in why_not.attempts.iter().take(ATTEMPTS) {
        let rule = attempt.rule.clone();
        let mut ground = brief.step(asked.question, &rule, &attempt.place);
        ground.under = brief.grounds(asked.question, &attempt.conditions);
        judgement.grounds.push(ground);
    }
    Ok(())
}

/// What would bring the sentence about: what is marked as something to watch for, or else anything.
fn watch(brief: &mut Brief<'_>, claim: &Signed, own: &Modifiers) -> Result<Vec<Saying>, AskError> {
    let watched = brief.ask_of("indicators of ", claim, QuestionKind::Indicators, own)?;
    let found = match watched.answer.body {
        Body::Repairs(repairs) if !repairs.repairs.is_empty() => (watched.question, repairs),
        _ => {
            let any = QuestionKind::WhatWouldMake;
            let asked = brief.ask_of("what would make ", claim, any, own)?;
            let Body::Repairs(repairs) = asked.answer.body else {
                return Ok(Vec::new());
            };
            (asked.question, repairs)
        }
    };
    Ok(watched_for(brief, found))
}

fn watched_for(brief: &mut Brief<'_>, (question, repairs): (usize, Repairs)) -> Vec<Saying> {
    let none = Markup::new();
    repairs
        .repairs
        .into_iter()
        .take(WATCHED)
        .map(|way| way.repair)
        .filter_map(|repair| {
            let first = repair.adds.first().or(repair.removes.first())?.clone();
            let mut text = Markup::list(repair.adds.iter().cloned(), "; ", "; and ");
            if !repair.removes.is_empty() {
                text.say(if repair.adds.is_empty() {
                    "it is no longer so that "
                } else {
                    "; and it is no longer so that "
                });
                text.add(Markup::list(repair.removes, "; ", "; and "));
            }
            if !repair.gives.is_certain() {
                text.say(": then ");
                text.add(phrase::likelihood(&repair.gives));
            }
            Some(brief.saying(question, text, &first, &none))
        })
        .collect()
}

impl Brief<'_> {
    /// A rule as a step of its own: what it wants, and what of it is there.
    fn step(&mut self, question: usize, rule: &Markup, place: &Markup) -> Ground {
        let situation = self.situation.clone();
        let known = super::grounds::rule(&situation, &rule.plain());
        let ground = rule.clone().then(" ").with(place.clone());
        let text = Markup::words("by the rule ").with(rule.clone());
        Ground {
            says: self.saying(question, text, rule, &ground),
            warrant: known.map(|rule| self.warrant(rule)),
            words: Vec::new(),
            under: Vec::new(),
        }
    }
}
