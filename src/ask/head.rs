//! What every answer says first: the question as a title, the world it was asked of, its marking.

use super::Drawn;
use super::scene::Scene;
use crate::answer::{AsOfBy, Head, Known, Markup, Role, View, Withheld};
use crate::engine::left_out;
use crate::model::{Alteration, Question, QuestionKind, Take, Value};
use crate::phrase::{Phrase, date, moment, span};
use crate::time::{Date, Likelihood};

/// The head of an answer.
pub(super) fn head(scene: &Scene, question: &Question, drawn: &Drawn) -> Head {
    let phrase = scene.phrase();
    let modifiers = &question.modifiers;
    let compares = matches!(
        question.kind,
        QuestionKind::WhatChanged { known: false, .. }
    );
    let named = !compares && (scene.as_of_by != AsOfBy::Files || scene.situation.as_of.is_some());
    Head {
        question: question.text.clone(),
        title: title(phrase, question),
        as_of: named.then(|| moment(scene.at)),
        as_of_by: scene.as_of_by,
        during: scene.during.map(|during| {
            let mut dates = crate::phrase::Dates::none();
            if let Some((from, to)) = &modifiers.during {
                from.iter()
                    .chain(to)
                    .for_each(|date| dates.learn_date(date));
            }
            span(during, &dates)
        }),
        view: modifiers.according_to.map(|party| View {
            party: phrase.entity(party),
            strictly: modifiers.strictly,
        }),
        known: modifiers.known_on.as_ref().map(|on| known(scene, on)),
        under: modifiers
            .under
            .iter()
            .filter_map(|id| scene.situation.branches.get(*id))
            .map(|branch| branch.title.clone())
            .collect(),
        supposing: match question.kind {
            QuestionKind::WhatIf => Vec::new(),
            _ => modifiers
                .supposing
                .iter()
                .flat_map(|change| supposed(phrase, change))
                .collect(),
        },
        bar: phrase.held(scene.bar),
        bar_asked: modifiers.at_least.is_some(),
        marking: drawn.marks.strictest(&scene.situation),
        stopped: scene.world.watch().is_stopped(),
        withheld: scene
            .situation
            .markings
            .withheld
            .as_ref()
            .map(|one| Withheld {
                above: one.above.clone(),
                left_out: one.left_out,
                text: crate::phrase::withheld(one),
            }),
        notes: drawn.notes.clone(),
    }
}

/// The question as a title: `Threats to Pakistan`.
fn title(phrase: Phrase<'_>, question: &Question) -> Markup {
    let about = |lead: &str, claim| Markup::words(lead).with(phrase.signed(claim));
    let named = |lead: &str, entity| Markup::words(lead).with(phrase.entity(entity));
    match &question.kind {
        QuestionKind::Form { form, values, .. } => match phrase.situation().forms.get(*form) {
            Some(form) => filled(phrase, &form.name, values).capitalised(),
            None => Markup::words(question.text.as_str()),
        },
        QuestionKind::Pattern(sought) => phrase.condition(&sought.body, &sought.variables),
        QuestionKind::Holds(claim) | QuestionKind::Why { of: claim, .. } => phrase.signed(claim),
        QuestionKind::WhyRow { .. } => Markup::words(question.text.as_str()),
        QuestionKind::WhoSays(claim) => about("Who says that ", claim),
        QuestionKind::WhyNot(claim) => about("Why not: ", claim),
        QuestionKind::WhatWouldMake(claim) => about("What would make it so that ", claim),
        QuestionKind::Indicators(claim) => about("Indicators that ", claim),
        QuestionKind::WhatIf => {
            let supposed = question
                .modifiers
                .supposing
                .iter()
                .flat_map(|change| supposed(phrase, change));
            Markup::words("What if ").with(Markup::list(supposed, "; ", "; "))
        }
        QuestionKind::WhatChanged { from, to, known } => Markup::words(if *known {
            "What changed between what was known on "
        } else {
            "What changed between "
        })
        .with(date(from))
        .then(" and ")
        .with(date(to)),
        QuestionKind::Linchpins { of, by_source } => {
            let title = about("Linchpins of: ", of);
            if *by_source {
                title.then(", by source")
            } else {
                title
            }
        }
        QuestionKind::HowLikely(claim) => about("How likely is it that ", claim),
        QuestionKind::AssumptionsBehind(claim) => about("Assumptions behind: ", claim),
        QuestionKind::SourcesBehind(claim) => about("Sources behind: ", claim),
        QuestionKind::Connection(from, to) => named("Connection between ", *from)
            .then(" and ")
            .with(phrase.entity(*to)),
        QuestionKind::Links(None) => Markup::words("Links"),
        QuestionKind::Links(Some(of)) => {
            let title = named("Links of ", of.entity);
            match of.steps {
                1 => title,
                steps => title.then(&format!(" within {steps} steps")),
            }
        }
        QuestionKind::Timeline(of) => named("Timeline of ", *of),
        QuestionKind::Profile(of) => phrase.entity(*of),
        QuestionKind::Compare { one, other, .. } => {
            named("", *one).then(" and ").with(phrase.entity(*other))
        }
        QuestionKind::Conflicts => Markup::words("Conflicts"),
        QuestionKind::Gaps => Markup::words("Gaps"),
        QuestionKind::Hypotheses => Markup::words("Hypotheses"),
    }
}

/// A form's name with what the asker filled in.
fn filled(phrase: Phrase<'_>, form: &str, values: &[Value]) -> Markup {
    let mut text = Markup::new();
    let mut values = values.iter();
    for (at, word) in form.split(' ').enumerate() {
        if at > 0 {
            text.say(" ");
        }
        match values.as_slice().first() {
            Some(value) if word.starts_with('?') => {
                text.add(phrase.value(value));
                values.next();
            }
            _ => {
                text.say(word);
            }
        }
    }
    text
}

/// A change in words: `without TTP is based in Waziristan`, `ISK is based in Zaran`.
pub(super) fn supposed(phrase: Phrase<'_>, change: &Alteration) -> Vec<Markup> {
    let mut said: Vec<Markup> = change
        .takes
        .iter()
        .map(|take| match take {
            Take::Sentence(sentence) => Markup::words("without ").with(phrase.sentence(sentence)),
            Take::Statements(sentence) => {
                Markup::words("without what is stated of ").with(phrase.sentence(sentence))
            }
            Take::Event {
                event,
                and_what_it_led_to,
            } => {
                let rest = if *and_what_it_led_to {
                    " and what it led to"
                } else {
                    ""
                };
                Markup::words("without ")
                    .with(phrase.entity(*event))
                    .then(rest)
            }
            Take::Source(source) => Markup::words("without ").with(phrase.source(*source)),
            Take::Rule(name) => {
                Markup::words("without rule ").with(Markup::of(Role::Rule, name.as_str()))
            }
        })
        .collect();
    for stated in &change.adds.stated {
        let mut text = phrase.signed(&crate::model::Signed {
            sign: stated.sign,
            sentence: stated.sentence.clone(),
        });
        if let Some(when) = crate::phrase::when(&stated.when) {
            text = text.then(" ").with(when);
        }
        if stated.likelihood < Likelihood::CERTAIN {
            text = text
                .then(", ")
                .with(crate::phrase::likelihood(&phrase.held(stated.likelihood)));
        }
        if !said.contains(&text) {
            said.push(text);
        }
    }
    for (one, other) in &change.adds.same {
        said.push(
            phrase
                .entity(*one)
                .then(" is the same as ")
                .with(phrase.entity(*other)),
        );
    }
    for rule in &change.adds.rules {
        said.push(Markup::words("rule ").with(Markup::of(Role::Rule, rule.name.as_str())));
    }
    said
}

/// How many statements had not been made by then, and how many are undated (meaning.md 7).
fn known(scene: &Scene, on: &Date) -> Known {
    let counts = left_out(scene.world.core(), on.covers.to);
    Known {
        on: date(on).plain(),
        left_out: counts.not_yet,
        undated_kept: counts.undated,
    }
}
