//! Yes-or-no questions: the verdict, how likely, since when, what speaks for it and against it, how good the ground is.

use super::scene::Scene;
use super::marks::Marks;
use super::tell::greedy_note;
use super::{Drawn, Found, Verdict, list};
use crate::answer::{Body, Confidence, Shadow, Standing, YesNo};
use crate::model::{Sentence, Sign, Signed, Sought, Term, Value};
use crate::phrase::Dates;
use crate::time::{Likelihood, Steps};

/// The answer to `S?`. Of a negated wording it is whether S is denied.
pub(super) fn of_sentence(scene: &Scene, claim: &Signed) -> Drawn {
    let telling = scene.telling();
    let turned = Signed {
        sign: claim.sign.turned(),
        sentence: claim.sentence.clone(),
    };
    let (steps, against) = (scene.steps(claim), scene.steps(&turned));
    let (support, denial) = (scene.worth(steps), scene.worth(against));
    let derivation = scene.derivation(claim);
    let denied_by = scene.derivation(&turned);
    let dates = derivation
        .as_ref()
        .map_or_else(Dates::none, |one| telling.dates_behind(one));
    // Where it is denied, the ground of the denial is what is asked about.
    let shown = match standing(support, denial, scene.bar) {
        Standing::Denied => denied_by.as_ref(),
        Standing::Supported | Standing::Disputed | Standing::Unknown => derivation.as_ref(),
    };
    let confidence = shown.map(|one| scene.confidence(one));
    let shadow = match claim.sign {
        Sign::For => scene.shadow(&claim.sentence),
        Sign::Against => None,
    };
    let body = YesNo {
        sentence: telling.signed(claim),
        standing: standing(support, denial, scene.bar),
        supported: telling.held(support),
        denied: telling.held(denial),
        shadow,
        when: (support >= scene.bar)
            .then(|| list::when(scene, steps, &dates))
            .flatten(),
        reason: derivation.as_ref().map(|one| telling.reason(one)),
        against: denied_by.as_ref().map(|one| telling.reason(one)),
        derivations: derivation
            .as_ref()
            .map(|_| scene.all_derivations(claim).list.len()),
        confidence: confidence.clone(),
        within_margin: derivation
            .as_ref()
            .is_some_and(|one| scene.figures(one).within_margin),
    };
    let verdict = verdict(scene, claim, confidence.as_ref());
    let shown = [derivation, denied_by];
    let mut marks = Marks::default();
    for one in shown.iter().flatten() {
        marks.derivation(scene.world.core(), one);
    }
    Drawn {
        body: Body::YesNo(body),
        found: Found {
            explains: vec![Some(claim.clone())],
            verdict: Some(verdict),
            ..Found::default()
        },
        notes: shown
            .iter()
            .flatten()
            .filter_map(greedy_note)
            .take(1)
            .collect(),
        marks,
    }
}

/// The answer to a condition of several sentences: it is no sentence, so it can be supported or not, and nobody
/// denies it.
pub(super) fn of_condition(scene: &Scene, sought: &Sought) -> Drawn {
    let telling = scene.telling();
    let found = scene
        .world
        .select(&sought.body, sought.variables.len(), &[]);
    let steps = found
        .iter()
        .fold(Steps::never(), |best, one| best.max(&one.support));
    let low = found
        .iter()
        .fold(Steps::never(), |best, one| best.max(&one.low));
    let high = found
        .iter()
        .fold(Steps::never(), |best, one| best.max(&one.high));
    let at = scene.moment_of(&steps);
    let support = scene.worth(&steps);
    let verdict = Verdict {
        support,
        denial: Likelihood::NEVER,
        low: low.at(at),
        high: high.at(at),
        bar: scene.bar,
        holds: scene.holds(&steps),
        confidence: None,
    };
    let shadow = if verdict.is_contested() {
        Some(Shadow::Contested)
    } else if verdict.is_held_back() {
        Some(Shadow::HeldBack)
    } else {
        None
    };
    let mut marks = Marks::default();
    for one in found.iter().filter(|one| one.support.greatest() > Likelihood::NEVER) {
        marks.condition(scene, &sought.body, &|term| filled_term(term, &one.values));
    }
    let body = YesNo {
        sentence: scene.phrase().condition(&sought.body, &sought.variables),
        standing: standing(support, Likelihood::NEVER, scene.bar),
        supported: telling.held(support),
        denied: telling.held(Likelihood::NEVER),
        shadow,
        when: (support >= scene.bar)
            .then(|| list::when(scene, &steps, &Dates::none()))
            .flatten(),
        reason: None,
        against: None,
        derivations: None,
        confidence: None,
        within_margin: false,
    };
    Drawn {
        found: Found {
            explains: vec![None],
            verdict: Some(verdict),
            ..Found::default()
        },
        marks,
        ..Drawn::of(Body::YesNo(body))
    }
}

/// What stands for a term where the variables have these values.
pub(super) fn filled_term(term: &Term, values: &[Option<Value>]) -> Option<Value> {
    match term {
        Term::Value(value) => Some(value.clone()),
        Term::Var(var) => values.get(var.0 as usize).cloned().flatten(),
    }
}

fn standing(support: Likelihood, denial: Likelihood, bar: Likelihood) -> Standing {
    match (support >= bar, denial >= bar) {
        (true, false) => Standing::Supported,
        (true, true) => Standing::Disputed,
        (false, true) => Standing::Denied,
        (false, false) => Standing::Unknown,
    }
}

/// The figures of what was asked: of a negated wording, how strongly it is denied.
fn verdict(scene: &Scene, claim: &Signed, confidence: Option<&Confidence>) -> Verdict {
    let sentence: &Sentence = &claim.sentence;
    let turned = Signed {
        sign: claim.sign.turned(),
        sentence: sentence.clone(),
    };
    let support = scene.value(claim);
    let at = scene.moment_of(scene.steps(claim));
    let (low, high) = match claim.sign {
        Sign::For => (
            scene.world.low(sentence).at(at),
            scene.world.high(sentence).at(at),
        ),
        Sign::Against => (support, support),
    };
    Verdict {
        support,
        denial: scene.value(&turned),
        low,
        high,
        bar: scene.bar,
        holds: scene.holds(scene.steps(claim)),
        confidence: confidence.map(|confidence| confidence.level),
    }
}
