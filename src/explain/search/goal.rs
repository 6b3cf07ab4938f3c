//! The ways in which a condition may hold at an instant. Takes a condition with its variables filled in, gives an
//! and/or tree over claims at instants.
//!
//! The one idea: the values are known already, so that only the ways worth at least the threshold are laid out; which
//! of them is well founded is for [`super::level`] to find.

use super::nodes::{NodeId, Nodes};
use crate::explain::Evidence;
use crate::explain::bindings::{Bindings, is_open};
use crate::explain::reading::{Fit, Reading};
use crate::model::{Body, Comparison, Count, EntityId, Length, Sign, Signed, Value};
use crate::time::{Duration, Instant, Likelihood, Span};

/// A condition and the ways in which it may hold.
#[derive(Clone, Debug)]
pub(super) struct Goal {
    /// What it is worth.
    pub(super) value: Likelihood,
    /// The ways.
    pub(super) ways: Ways,
}

/// One of several ways, with what it binds beyond its rule.
#[derive(Clone, Debug)]
pub(super) struct Way {
    /// Values of variables that only this way holds.
    pub(super) binds: Vec<(crate::model::VarId, Value)>,
    /// What has to hold.
    pub(super) goal: Goal,
}

/// The ways in which a condition may hold.
#[derive(Clone, Debug)]
pub(super) enum Ways {
    /// A claim at an instant.
    Claim(NodeId),
    /// `stated S`
    Stated(Signed, Evidence),
    /// `S according to X`
    Claimed(Signed, EntityId, Evidence),
    /// A comparison that is true.
    Comparison {
        op: Comparison,
        left: Value,
        right: Value,
        possibly: bool,
    },
    /// `not A`: A, and what its variables stand for.
    Default { body: Body, bindings: Bindings },
    /// `at most k`
    AtMost { count: Count, bindings: Bindings },
    /// All of them.
    All(Vec<Goal>),
    /// One branch of an `or`.
    OneOf(Vec<Way>),
    /// One way to fill in a variable that only this condition holds.
    Some(Vec<Way>),
    /// A window: when it may have been seen.
    Window {
        length: Option<Length>,
        any_time: bool,
        seen: Vec<(Instant, Goal)>,
    },
    /// `throughout the past D`
    Throughout {
        length: Length,
        over: Span,
        stretches: Vec<(Span, Goal)>,
    },
    /// `at least k ?x where`: what may be counted, the best first.
    AtLeast { k: u32, of: Vec<(Value, Goal)> },
    /// `at least k of (A; B; C)`
    SoManyOf { k: u32, of: Vec<(usize, Goal)> },
    /// `exactly k ?x where`
    Exactly {
        at_least: Box<Goal>,
        at_most: Box<Goal>,
    },
}

/// Which instants are tried for a window.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reach {
    /// The first and the last at which it held: enough where no `at any time` stands in a recursion.
    Ends,
    /// Every instant at which anything changes.
    Everywhere,
}

/// Lays out goals.
pub(super) struct Layout<'a, 'w> {
    pub(super) reading: Reading<'w>,
    pub(super) nodes: &'a mut Nodes,
    /// Ways worth less are left out.
    pub(super) threshold: Likelihood,
    /// What is worth more than this is settled apart, so that its best way is enough.
    pub(super) ceiling: Likelihood,
    /// Which instants are tried for a window.
    pub(super) reach: Reach,
    /// A minute before anything changes.
    pub(super) dawn: Instant,
    /// All instants at which anything changes; filled where `reach` asks for them.
    pub(super) changes: &'a [Instant],
}

impl Layout<'_, '_> {
    /// The goal of a condition; none if it is worth less than the threshold.
    pub(super) fn goal(&mut self, body: &Body, bindings: &Bindings, at: Instant) -> Option<Goal> {
        if is_open(body, bindings) {
            let fits = self.reading.fits(body, bindings);
            return self.some(body, bindings, fits, at);
        }
        match body {
            Body::Sentence(p) => self.claim(Sign::For, p, bindings, at),
            Body::Denied(p) => self.claim(Sign::Against, p, bindings, at),
            Body::Stated(sign, p) => {
                let sentence = bindings.fill(p)?;
                let claim = Signed {
                    sign: *sign,
                    sentence,
                };
                let value = self.reading.stated(&claim, at);
                self.enough(value)?;
                let evidence = self.reading.evidence(&claim, at)?;
                goal(value, Ways::Stated(claim, evidence))
            }
            Body::Claimed { pattern, by } => {
                let sentence = bindings.fill(pattern)?;
                let Some(Value::Entity(by)) = bindings.term(by) else {
                    return None;
                };
                let evidence = self.reading.claimed(&sentence, *by, at)?;
                let value = self.enough(evidence.value)?;
                let claim = Signed {
                    sign: Sign::For,
                    sentence,
                };
                goal(value, Ways::Claimed(claim, *by, evidence))
            }
            Body::And(of) => self.all(of, bindings, at),
            Body::Or(of) => self.one_of(of, bindings, at),
            Body::Not(of) => {
                let value = self.reading.steps(of, bindings).at(at).complement();
                self.enough(value)?;
                let (body, bindings) = ((**of).clone(), bindings.clone());
                goal(value, Ways::Default { body, bindings })
            }
            Body::Past(of) => {
                let window = Span::until(at.succ());
                self.window(of, bindings, at, window, None, false)
            }
            Body::AnyTime(of) => self.window(of, bindings, at, Span::ALWAYS, None, true),
            Body::PastWithin(length, of) => {
                let window = window(at, length.duration);
                self.window(of, bindings, at, window, Some(length), false)
            }
            Body::Throughout(length, of) => self.throughout(length, of, bindings, at),
            Body::AtLeast(count) => self.at_least(count, bindings, at),
            Body::AtMost(count) => {
                let value = self.reading.steps(body, bindings).at(at);
                self.enough(value)?;
                let (count, bindings) = (count.clone(), bindings.clone());
                goal(value, Ways::AtMost { count, bindings })
            }
            Body::Exactly(count) => {
                let at_least = self.at_least(count, bindings, at)?;
                let at_most = self.goal(&Body::AtMost(count.clone()), bindings, at)?;
                let value = at_least.value.min(at_most.value);
                let (at_least, at_most) = (Box::new(at_least), Box::new(at_most));
                goal(value, Ways::Exactly { at_least, at_most })
            }
            Body::AtLeastOf { k, of } => self.so_many_of(*k, of, bindings, at),
            Body::Compare {
                op,
                left,
                right,
                possibly,
            } => {
                let (left, right) = (bindings.term(left)?, bindings.term(right)?);
                let value = self.reading.steps(body, bindings).at(at);
                self.enough(value)?;
                goal(
                    value,
                    Ways::Comparison {
                        op: *op,
                        left: left.clone(),
                        right: right.clone(),
                        possibly: *possibly,
                    },
                )
            }
        }
    }

    fn enough(&self, value: Likelihood) -> Option<Likelihood> {
        (value >= self.threshold && value > Likelihood::NEVER).then_some(value)
    }

    fn claim(
        &mut self,
        sign: Sign,
        pattern: &crate::model::Pattern,
        bindings: &Bindings,
        at: Instant,
    ) -> Option<Goal> {
        let sentence = bindings.fill(pattern)?;
        let claim = Signed { sign, sentence };
        let value = self.enough(self.reading.value(&claim, at))?;
        let node = self.nodes.intern(claim, at, value);
        goal(value, Ways::Claim(node))
    }

    fn all(&mut self, of: &[Body], bindings: &Bindings, at: Instant) -> Option<Goal> {
        let all: Option<Vec<Goal>> = of
            .iter()
            .map(|body| self.goal(body, bindings, at))
            .collect();
        let all = all?;
        let least = all.iter().map(|goal| goal.value).min();
        goal(least.unwrap_or(Likelihood::CERTAIN), Ways::All(all))
    }

    fn one_of(&mut self, of: &[Body], bindings: &Bindings, at: Instant) -> Option<Goal> {
        let ways: Vec<Way> = of
            .iter()
            .filter_map(|body| self.goal(body, bindings, at))
            .map(|goal| Way {
                binds: Vec::new(),
                goal,
            })
            .collect();
        let (value, ways) = self.worth_keeping(ways)?;
        goal(value, Ways::OneOf(ways))
    }

    /// One of the ways to fill in what is unbound.
    pub(super) fn some(
        &mut self,
        body: &Body,
        outer: &Bindings,
        fits: Vec<Fit>,
        at: Instant,
    ) -> Option<Goal> {
        let mut fits: Vec<(Likelihood, Fit)> = fits
            .into_iter()
            .map(|fit| (fit.steps.at(at), fit))
            .filter(|(value, _)| self.enough(*value).is_some())
            .collect();
        fits.sort_by(|(a, _), (b, _)| b.cmp(a));
        if fits.first().is_some_and(|(best, _)| *best > self.ceiling) {
            fits.truncate(1);
        }
        let mut ways = Vec::new();
        for (_, fit) in fits {
            if is_open(body, &fit.bindings) {
                continue;
            }
            let binds = fit
                .bindings
                .bound()
                .filter(|(variable, _)| outer.get(*variable).is_none())
                .map(|(variable, value)| (variable, value.clone()))
                .collect();
            if let Some(goal) = self.goal(body, &fit.bindings, at) {
                ways.push(Way { binds, goal });
            }
        }
        let (value, ways) = self.worth_keeping(ways)?;
        goal(value, Ways::Some(ways))
    }

    /// Above the ceiling the best way is enough; below it every way may be the one that is well founded.
    fn worth_keeping(&self, mut ways: Vec<Way>) -> Option<(Likelihood, Vec<Way>)> {
        let best = ways.iter().map(|way| way.goal.value).max()?;
        if best > self.ceiling {
            let first = ways.iter().position(|way| way.goal.value == best)?;
            ways.swap(0, first);
            ways.truncate(1);
        }
        Some((best, ways))
    }

    fn window(
        &mut self,
        body: &Body,
        bindings: &Bindings,
        at: Instant,
        window: Span,
        length: Option<&Length>,
        any_time: bool,
    ) -> Option<Goal> {
        let steps = self.reading.steps(body, bindings).within(window);
        let best = self.enough(steps.greatest())?;
        let mut instants = Vec::new();
        // The instant asked for itself comes first: what holds now is shown as holding now.
        if steps.at(at) == best {
            instants.push(at);
        }
        for bar in [best, self.threshold] {
            let spans = steps.spans_at_least(bar);
            instants.extend(spans.last().map(|span| last_of(*span, at)));
            instants.extend(spans.first().map(|span| first_of(*span, self.dawn)));
        }
        if self.reach == Reach::Everywhere {
            let within = |instant: &&Instant| steps.at(**instant) >= self.threshold;
            instants.extend(self.changes.iter().filter(within));
        }
        let mut tried = Vec::new();
        let mut seen = Vec::new();
        for instant in instants {
            if !tried.contains(&instant) {
                tried.push(instant);
                seen.extend(
                    self.goal(body, bindings, instant)
                        .map(|goal| (instant, goal)),
                );
            }
        }
        let best = seen.iter().map(|(_, goal)| goal.value).max()?;
        let length = length.cloned();
        goal(
            best,
            Ways::Window {
                length,
                any_time,
                seen,
            },
        )
    }

    fn throughout(
        &mut self,
        length: &Length,
        body: &Body,
        bindings: &Bindings,
        at: Instant,
    ) -> Option<Goal> {
        let over = window(at, length.duration);
        let steps = self.reading.steps(body, bindings).within(over);
        let mut stretches = Vec::new();
        let mut reached = over.from;
        for step in steps.steps() {
            if step.span.from > reached {
                return None;
            }
            reached = step.span.to;
            let goal = self.goal(body, bindings, step.span.from)?;
            stretches.push((step.span, goal));
        }
        if reached < over.to {
            return None;
        }
        let least = stretches.iter().map(|(_, goal)| goal.value).min();
        goal(
            least.unwrap_or(Likelihood::CERTAIN),
            Ways::Throughout {
                length: length.clone(),
                over,
                stretches,
            },
        )
    }

    fn at_least(&mut self, count: &Count, bindings: &Bindings, at: Instant) -> Option<Goal> {
        let k = usize::try_from(count.k).ok()?;
        let mut of: Vec<(Likelihood, Value, Vec<Fit>)> = self
            .reading
            .counted(count, bindings)
            .into_iter()
            .map(|(value, fits)| {
                let best = fits.iter().map(|fit| fit.steps.at(at)).max();
                (best.unwrap_or_default(), value, fits)
            })
            .filter(|(worth, _, _)| self.enough(*worth).is_some())
            .collect();
        of.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let value = match k.checked_sub(1) {
            None => Likelihood::CERTAIN,
            Some(last) => of.get(last)?.0,
        };
        if value > self.ceiling {
            of.truncate(k);
        }
        let mut goals = Vec::new();
        for (_, counted, fits) in of {
            if let Some(goal) = self.some(&count.body, bindings, fits, at) {
                goals.push((counted, goal));
            }
        }
        goal(
            value,
            Ways::AtLeast {
                k: count.k,
                of: goals,
            },
        )
    }

    fn so_many_of(
        &mut self,
        k: u32,
        of: &[Body],
        bindings: &Bindings,
        at: Instant,
    ) -> Option<Goal> {
        let mut goals: Vec<(usize, Goal)> = Vec::new();
        for (place, body) in of.iter().enumerate() {
            goals.extend(self.goal(body, bindings, at).map(|goal| (place, goal)));
        }
        goals.sort_by(|(a, x), (b, y)| y.value.cmp(&x.value).then(a.cmp(b)));
        let value = match usize::try_from(k).ok()?.checked_sub(1) {
            None => Likelihood::CERTAIN,
            Some(last) => goals.get(last)?.1.value,
        };
        goal(value, Ways::SoManyOf { k, of: goals })
    }
}

fn goal(value: Likelihood, ways: Ways) -> Option<Goal> {
    Some(Goal { value, ways })
}

/// The instants at which `in the past D` looks: those u with u ≤ t < u ⊕ D.
pub(in crate::explain) fn window(at: Instant, length: Duration) -> Span {
    const MINUTES_A_LONG_MONTH: i64 = 31 * 24 * 60;
    let back = length
        .months
        .saturating_add(2)
        .saturating_mul(MINUTES_A_LONG_MONTH)
        .saturating_add(length.minutes);
    let (mut outside, mut inside) = (at.0.saturating_sub(back), at.0);
    if Instant(outside).plus(length) > at {
        return Span::until(at.succ());
    }
    if Instant(inside).plus(length) <= at {
        return Span::EMPTY;
    }
    // ⊕ is monotone, so the window is one span, and its beginning can be halved in on.
    while inside - outside > 1 {
        let middle = outside + (inside - outside) / 2;
        if Instant(middle).plus(length) > at {
            inside = middle;
        } else {
            outside = middle;
        }
    }
    Span::new(Instant(inside), at.succ())
}

/// The span's first minute; where it has none, one before anything changes.
fn first_of(span: Span, dawn: Instant) -> Instant {
    if span.from == Instant::BEGINNING {
        dawn.min(span.to.pred())
    } else {
        span.from
    }
}

fn last_of(span: Span, at: Instant) -> Instant {
    if span.contains(at) {
        at
    } else if span.to == Instant::END {
        span.from.max(at)
    } else {
        span.to.pred()
    }
}
