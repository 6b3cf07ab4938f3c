//! Whether a premise is what a condition asks, by the table of meaning.md 5.

use super::compare::holds;
use super::witness::witness;
use super::worth::Worth;
use super::{Checker, Flaw};
use crate::explain::Premise;
use crate::explain::bindings::Bindings;
use crate::model::{Body, Count, Length, Pattern, RuleId, Sign, Signed, Value};
use crate::time::{Instant, Likelihood, Span};

impl Checker<'_> {
    /// What the premise is worth, if it is one for the condition at the instant.
    pub(super) fn premise(
        &mut self,
        rule: RuleId,
        condition: &Body,
        premise: &Premise,
        bindings: &Bindings,
        at: Instant,
    ) -> Result<Likelihood, Flaw> {
        let other = Err(Flaw::OtherConditions(rule));
        match (condition, premise) {
            (Body::Sentence(pattern), _) => {
                self.claim(rule, Sign::For, pattern, premise, bindings, at)
            }
            (Body::Denied(pattern), _) => {
                self.claim(rule, Sign::Against, pattern, premise, bindings, at)
            }
            (Body::Stated(sign, pattern), Premise::Stated { claim, evidence }) => {
                if claim.sign != *sign || bindings.fill(pattern).as_ref() != Some(&claim.sentence) {
                    return other;
                }
                self.statements.check(claim, at, evidence)?;
                Ok(evidence.value)
            }
            (
                Body::Claimed { pattern, by },
                Premise::Claimed {
                    claim,
                    by: who,
                    evidence,
                },
            ) => {
                if claim.sign != Sign::For
                    || bindings.fill(pattern).as_ref() != Some(&claim.sentence)
                    || bindings.term(by) != Some(&Value::Entity(*who))
                {
                    return other;
                }
                self.statements.check_claim(claim, *who, at, evidence)?;
                Ok(evidence.value)
            }
            (Body::And(all), Premise::All(premises)) => self.all(rule, all, premises, bindings, at),
            (Body::Or(branches), Premise::OneOf(one)) => {
                let mut flaw = Flaw::OtherConditions(rule);
                for branch in branches {
                    match self.premise(rule, branch, one, bindings, at) {
                        Ok(value) => return Ok(value),
                        Err(found @ Flaw::OtherConditions(_)) => flaw = found,
                        Err(found) => return Err(found),
                    }
                }
                Err(flaw)
            }
            (
                Body::Not(body),
                Premise::Default {
                    condition,
                    value,
                    against,
                },
            ) => self.default(
                rule,
                body,
                (condition, *value, against.as_deref()),
                bindings,
                at,
            ),
            (
                Body::Past(_) | Body::AnyTime(_) | Body::PastWithin(..),
                Premise::Window {
                    length,
                    any_time,
                    seen,
                    premise,
                },
            ) => {
                let body = within(condition, (length.as_ref(), *any_time, *seen), at, rule)?;
                self.premise(rule, body, premise, bindings, *seen)
            }
            (
                Body::Throughout(asked, body),
                Premise::Throughout {
                    length,
                    over,
                    stretches,
                },
            ) => {
                if asked != length {
                    return other;
                }
                self.throughout(rule, body, (length, *over), stretches, bindings, at)
            }
            (Body::AtLeast(count), Premise::AtLeast { k, of }) => {
                if *k != count.k || usize::try_from(*k).ok() != Some(of.len()) {
                    return Err(Flaw::OtherNumber(rule));
                }
                self.counted(rule, count, of, bindings, at)
            }
            (Body::AtMost(count), Premise::AtMost { k, value, of }) => {
                if *k != count.k
                    || of.len() > usize::try_from(*k).unwrap_or(usize::MAX).saturating_add(1)
                {
                    return Err(Flaw::OtherNumber(rule));
                }
                self.counted(rule, count, of, bindings, at)?;
                let is = Worth { world: self.world }.of(condition, bindings).at(at);
                if *value == is {
                    Ok(is)
                } else {
                    let condition = Box::new(condition.clone());
                    Err(Flaw::WrongDefault {
                        condition,
                        shown: *value,
                        is,
                    })
                }
            }
            (Body::Exactly(count), Premise::Exactly { at_least, at_most }) => {
                let least =
                    self.premise(rule, &Body::AtLeast(count.clone()), at_least, bindings, at)?;
                let most =
                    self.premise(rule, &Body::AtMost(count.clone()), at_most, bindings, at)?;
                Ok(least.min(most))
            }
            (
                Body::AtLeastOf { k, of },
                Premise::SoManyOf {
                    k: shown,
                    of: premises,
                },
            ) => {
                if k != shown || usize::try_from(*k).ok() != Some(premises.len()) {
                    return Err(Flaw::OtherNumber(rule));
                }
                let mut least = Likelihood::CERTAIN;
                let mut before: Vec<usize> = Vec::new();
                for (place, premise) in premises {
                    let Some(branch) = of.get(*place).filter(|_| !before.contains(place)) else {
                        return other;
                    };
                    before.push(*place);
                    least = least.min(self.premise(rule, branch, premise, bindings, at)?);
                }
                Ok(least)
            }
            (
                Body::Compare {
                    op,
                    left,
                    right,
                    possibly,
                },
                Premise::Comparison {
                    op: shown,
                    left: a,
                    right: b,
                    possibly: loosely,
                },
            ) => {
                let asked = (op, bindings.term(left), bindings.term(right), possibly);
                if asked != (shown, Some(a), Some(b), loosely) {
                    return other;
                }
                if holds(*op, a, b, *possibly) {
                    Ok(Likelihood::CERTAIN)
                } else {
                    Err(Flaw::Untrue(rule))
                }
            }
            _ => other,
        }
    }

    fn claim(
        &mut self,
        rule: RuleId,
        sign: Sign,
        pattern: &Pattern,
        premise: &Premise,
        bindings: &Bindings,
        at: Instant,
    ) -> Result<Likelihood, Flaw> {
        let is_asked = |claim: &Signed, when: Instant| {
            claim.sign == sign
                && when == at
                && bindings.fill(pattern).as_ref() == Some(&claim.sentence)
        };
        match premise {
            Premise::Sentence(derivation) if is_asked(&derivation.claim, derivation.at) => {
                if !derivation.lemmas.is_empty() {
                    return Err(Flaw::LemmaInLemma(derivation.claim.clone()));
                }
                self.derivation(derivation)?;
                Ok(derivation.value)
            }
            Premise::Again {
                claim,
                at: when,
                value,
            } if is_asked(claim, *when) => {
                if self.complete.contains(&(claim.clone(), *when, *value)) {
                    Ok(*value)
                } else {
                    Err(Flaw::NotShownBefore(claim.clone()))
                }
            }
            _ => Err(Flaw::OtherConditions(rule)),
        }
    }

    fn default(
        &mut self,
        rule: RuleId,
        body: &Body,
        shown: (&Body, Likelihood, Option<&Premise>),
        bindings: &Bindings,
        at: Instant,
    ) -> Result<Likelihood, Flaw> {
        let (condition, value, against) = shown;
        if bindings.fill_body(body) != *condition {
            return Err(Flaw::OtherConditions(rule));
        }
        let best = Worth { world: self.world }.of(body, bindings).at(at);
        let wrong = Flaw::WrongDefault {
            condition: Box::new(condition.clone()),
            shown: value,
            is: best.complement(),
        };
        if value != best.complement() {
            return Err(wrong);
        }
        match against {
            None if best > Likelihood::NEVER => return Err(wrong),
            None => {}
            Some(against) => {
                let own = witness(body, against, bindings);
                let worth = self.premise(rule, body, against, &own, at)?;
                if worth != best {
                    return Err(wrong);
                }
            }
        }
        Ok(value)
    }

    fn counted(
        &mut self,
        rule: RuleId,
        count: &Count,
        of: &[(Value, Premise)],
        bindings: &Bindings,
        at: Instant,
    ) -> Result<Likelihood, Flaw> {
        let mut least = Likelihood::CERTAIN;
        for (place, (value, premise)) in of.iter().enumerate() {
            if of.iter().take(place).any(|(before, _)| before == value) {
                return Err(Flaw::CountedTwice(value.clone()));
            }
            let one = bindings.with(count.var, value.clone());
            let own = witness(&count.body, premise, &one);
            least = least.min(self.premise(rule, &count.body, premise, &own, at)?);
        }
        Ok(least)
    }

    fn throughout(
        &mut self,
        rule: RuleId,
        body: &Body,
        window: (&Length, Span),
        stretches: &[(Span, Premise)],
        bindings: &Bindings,
        at: Instant,
    ) -> Result<Likelihood, Flaw> {
        let (length, over) = window;
        let flaw = Flaw::NotThroughout { rule, over };
        let looks_at = |instant: Instant| instant <= at && at < instant.plus(length.duration);
        let whole = over.to == at.succ()
            && looks_at(over.from)
            && (over.from == Instant::BEGINNING || !looks_at(over.from.pred()));
        if !whole {
            return Err(flaw);
        }
        let worth = Worth { world: self.world }.of(body, bindings);
        let mut reached = over.from;
        let mut least = Likelihood::CERTAIN;
        for (span, premise) in stretches {
            if span.from != reached || span.is_empty() {
                return Err(flaw);
            }
            reached = span.to;
            let value = self.premise(rule, body, premise, bindings, span.from)?;
            let covered = worth
                .spans_at_least(value)
                .iter()
                .any(|whole| whole.meet(*span) == *span);
            if !covered {
                return Err(flaw);
            }
            least = least.min(value);
        }
        if reached == over.to {
            Ok(least)
        } else {
            Err(flaw)
        }
    }
}

/// The condition within the window, if what was seen was seen in it.
fn within<'b>(
    condition: &'b Body,
    shown: (Option<&Length>, bool, Instant),
    at: Instant,
    rule: RuleId,
) -> Result<&'b Body, Flaw> {
    let (length, any_time, seen) = shown;
    let (asked, body, inside) = match condition {
        Body::Past(body) => (None, body, !any_time && seen <= at),
        Body::AnyTime(body) => (None, body, any_time),
        Body::PastWithin(asked, body) => {
            let inside = seen <= at && at < seen.plus(asked.duration);
            (Some(asked), body, !any_time && inside)
        }
        _ => return Err(Flaw::OtherConditions(rule)),
    };
    if asked != length {
        return Err(Flaw::OtherConditions(rule));
    }
    if inside {
        Ok(body)
    } else {
        Err(Flaw::OutsideWindow { rule, seen })
    }
}
