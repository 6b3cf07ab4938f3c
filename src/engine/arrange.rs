//! In which order the parts of a condition are solved.
//!
//! Takes a body and what is bound before it; gives steps. The one idea: next comes what costs least: a test or
//! a row that is known, then the sentence with the fewest rows for what is bound already. What has just changed,
//! where a rule is run again for it, comes before all else.

use super::index::Columns;
use super::steps::{Counted, Find, Parts, Reads, Scan, Slot, Step};
use super::store::{Store, TableId};
use super::values::Known;
use crate::model::{Body, Count, Id as _, Pattern, Sign, Term, VarId};
use crate::plan::{Variables, binds, needs, outside_of, shared, variables};

/// What a step needs to be arranged.
pub(super) struct Arranger<'a, 'b> {
    pub(super) store: &'a Store,
    pub(super) known: &'a mut Known<'b>,
    /// The place, among the sentences of the body in order, of the one that has changed.
    pub(super) changed: Option<usize>,
    passed: usize,
}

/// One of several conditions that must all hold.
struct Conjunct<'p> {
    body: &'p Body,
    /// The variables that stand outside it.
    outside: Variables,
    /// Those that must be bound before it can be asked.
    needed: Variables,
    /// The place of its first sentence in the whole body.
    place: usize,
    /// Whether it holds what has changed.
    changed: bool,
}

/// What a test costs beside a row: more than one row that is known, less than several.
const TEST: f64 = 1.5;

impl<'a, 'b> Arranger<'a, 'b> {
    pub(super) fn new(store: &'a Store, known: &'a mut Known<'b>, changed: Option<usize>) -> Self {
        Arranger {
            store,
            known,
            changed,
            passed: 0,
        }
    }

    /// The body's steps. `outside`: the variables that stand outside it too; `bound`: those that stand for
    /// something before it is solved.
    pub(super) fn arrange(&mut self, body: &Body, outside: &Variables, bound: &Variables) -> Step {
        match body {
            Body::Sentence(pattern) => self.changeable(pattern, Sign::For, bound),
            Body::Denied(pattern) => self.changeable(pattern, Sign::Against, bound),
            Body::Stated(sign, pattern) => {
                let slots = self.slots(&pattern.args);
                self.scan(
                    Store::table(pattern.relation),
                    Reads::Stated(*sign),
                    slots,
                    bound,
                )
            }
            Body::Claimed { pattern, by } => {
                let mut slots = self.slots(std::slice::from_ref(by));
                slots.extend(self.slots(&pattern.args));
                self.scan(
                    self.store.claims(pattern.relation),
                    Reads::Claimed,
                    slots,
                    bound,
                )
            }
            Body::And(parts) => self.all(parts, outside, bound),
            Body::Or(parts) => Step::Any(self.any(parts, outside, bound)),
            Body::Not(body) => Step::Not(self.boxed(body, &shared_with(body, outside), bound)),
            Body::Past(body) => Step::Past(self.boxed(body, outside, bound)),
            Body::PastWithin(length, body) => {
                Step::PastWithin(length.duration, self.boxed(body, outside, bound))
            }
            Body::Throughout(length, body) => Step::Throughout {
                length: length.duration,
                variables: variables(body).iter().map(|var| var.index()).collect(),
                body: self.boxed(body, outside, bound),
            },
            Body::AnyTime(body) => Step::AnyTime(self.boxed(body, outside, bound)),
            Body::AtLeast(count) => Step::AtLeast(self.counted(count, outside, bound)),
            Body::AtMost(count) => Step::AtMost(self.counted(count, outside, bound)),
            Body::Exactly(count) => Step::Exactly(self.counted(count, outside, bound)),
            Body::AtLeastOf { k, of } => {
                let alone = of.iter().enumerate().all(|(at, part)| {
                    let outside = outside_of(of, at, outside);
                    let shared = variables(part);
                    shared
                        .iter()
                        .all(|var| bound.contains(var) || !outside.contains(var))
                });
                let parts = if alone { Parts::Alone } else { Parts::Joined };
                let of = of
                    .iter()
                    .enumerate()
                    .map(|(at, part)| self.arrange(part, &outside_of(of, at, outside), bound))
                    .collect();
                Step::SoManyOf {
                    k: *k as usize,
                    of,
                    parts,
                }
            }
            Body::Compare {
                op,
                left,
                right,
                possibly,
            } => Step::Compare {
                op: *op,
                left: self.slot(left),
                right: self.slot(right),
                possibly: *possibly,
            },
        }
    }

    fn boxed(&mut self, body: &Body, outside: &Variables, bound: &Variables) -> Box<Step> {
        Box::new(self.arrange(body, outside, bound))
    }

    fn counted(&mut self, count: &Count, outside: &Variables, bound: &Variables) -> Counted {
        let shared = shared(count, outside);
        let mut bound = bound.clone();
        bound.remove(&count.var);
        Counted {
            k: count.k as usize,
            var: count.var.index(),
            shared: shared.iter().map(|var| var.index()).collect(),
            body: self.boxed(&count.body, &shared, &bound),
        }
    }

    /// Where one of the parts holds what has changed, that part alone.
    fn any(&mut self, parts: &[Body], outside: &Variables, bound: &Variables) -> Vec<Step> {
        let among = self.changed.is_some_and(|changed| {
            (self.passed..self.passed + parts.iter().map(sentences).sum::<usize>())
                .contains(&changed)
        });
        let mut steps = Vec::with_capacity(parts.len());
        for (at, part) in parts.iter().enumerate() {
            if among && !self.holds_changed(part) {
                self.passed += sentences(part);
                continue;
            }
            steps.push(self.arrange(part, &outside_of(parts, at, outside), bound));
        }
        steps
    }

    fn all(&mut self, parts: &[Body], outside: &Variables, bound: &Variables) -> Step {
        let mut open = self.conjuncts(parts, outside);
        let end = self.passed + parts.iter().map(sentences).sum::<usize>();
        let mut bound = bound.clone();
        let mut steps = Vec::with_capacity(parts.len());
        while let Some(next) = self.cheapest(&open, &bound) {
            let part = open.remove(next);
            self.passed = part.place;
            steps.push(self.arrange(part.body, &part.outside, &bound));
            bound.extend(binds(part.body, &part.outside));
        }
        self.passed = end;
        match steps.len() {
            1 => steps.remove(0),
            _ => Step::All(steps),
        }
    }

    fn conjuncts<'p>(&self, parts: &'p [Body], outside: &Variables) -> Vec<Conjunct<'p>> {
        let mut place = self.passed;
        let mut conjuncts = Vec::with_capacity(parts.len());
        for (at, body) in parts.iter().enumerate() {
            let outside = outside_of(parts, at, outside);
            let end = place + sentences(body);
            let changed = self
                .changed
                .is_some_and(|changed| (place..end).contains(&changed));
            conjuncts.push(Conjunct {
                body,
                needed: needs(body, &outside),
                outside,
                place,
                changed,
            });
            place = end;
        }
        conjuncts
    }

    /// The place, among those that are open, of the one to come next: one that may be asked, of those the cheapest.
    fn cheapest(&self, open: &[Conjunct], bound: &Variables) -> Option<usize> {
        let cost = |part: &Conjunct| {
            let unready = !part.needed.is_subset(bound);
            (
                unready,
                if part.changed {
                    -1.0
                } else {
                    self.cost(part.body, bound)
                },
            )
        };
        let costs = open.iter().map(cost).enumerate();
        let best = costs.min_by(|(_, a), (_, b)| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        best.map(|(at, _)| at)
    }

    fn holds_changed(&self, part: &Body) -> bool {
        self.changed
            .is_some_and(|changed| (self.passed..self.passed + sentences(part)).contains(&changed))
    }

    fn changeable(&mut self, pattern: &Pattern, sign: Sign, bound: &Variables) -> Step {
        let place = self.passed;
        self.passed += 1;
        let slots = self.slots(&pattern.args);
        let (table, reads) = (Store::table(pattern.relation), Reads::Held(sign));
        if self.changed == Some(place) {
            return Step::Scan(Scan {
                table,
                reads,
                slots,
                find: Find::Changed,
            });
        }
        self.scan(table, reads, slots, bound)
    }

    fn scan(&self, table: TableId, reads: Reads, slots: Vec<Slot>, bound: &Variables) -> Step {
        let mut fixed: Vec<usize> = slots
            .iter()
            .enumerate()
            .filter(|(_, slot)| is_known(**slot, bound))
            .map(|(column, _)| column)
            .collect();
        let find = if fixed.len() == slots.len() {
            Find::TheRow
        } else {
            if let Some(table) = self.store.get(table) {
                fixed.sort_by(|a, b| table.share(*a).total_cmp(&table.share(*b)));
            }
            match fixed.as_slice() {
                [] => Find::All,
                [first] => Find::By(Columns {
                    first: *first,
                    second: None,
                }),
                [a, b, ..] => Find::By(Columns {
                    first: *a.min(b),
                    second: Some(*a.max(b)),
                }),
            }
        };
        Step::Scan(Scan {
            table,
            reads,
            slots,
            find,
        })
    }

    fn slots(&mut self, terms: &[Term]) -> Vec<Slot> {
        terms.iter().map(|term| self.slot(term)).collect()
    }

    pub(super) fn slot(&mut self, term: &Term) -> Slot {
        match term {
            Term::Var(var) => Slot::Var(var.index()),
            Term::Value(value) => Slot::Value(self.known.id(value)),
        }
    }

    /// About how many rows the part gives for what is bound.
    fn cost(&self, body: &Body, bound: &Variables) -> f64 {
        match body {
            Body::Sentence(pattern) | Body::Denied(pattern) | Body::Stated(_, pattern) => {
                self.rows(Store::table(pattern.relation), pattern.args.iter(), bound)
            }
            Body::Claimed { pattern, by } => self.rows(
                self.store.claims(pattern.relation),
                std::iter::once(by).chain(&pattern.args),
                bound,
            ),
            Body::And(parts) => parts
                .iter()
                .map(|part| self.cost(part, bound))
                .filter(|cost| *cost > 0.0)
                .fold(f64::MAX, f64::min)
                .min(1e12),
            Body::Or(parts) | Body::AtLeastOf { of: parts, .. } => {
                2.0 + parts.iter().map(|part| self.cost(part, bound)).sum::<f64>()
            }
            Body::Past(body) | Body::PastWithin(_, body) | Body::AnyTime(body) => {
                self.cost(body, bound)
            }
            Body::Throughout(_, body) => TEST + self.cost(body, bound),
            Body::AtLeast(count) => 2.0 + self.cost(&count.body, bound),
            Body::Not(_) | Body::AtMost(_) | Body::Exactly(_) => TEST,
            Body::Compare { .. } => 0.0,
        }
    }

    fn rows<'t>(
        &self,
        table: TableId,
        terms: impl Iterator<Item = &'t Term>,
        bound: &Variables,
    ) -> f64 {
        let Some(table) = self.store.get(table) else {
            return 0.0;
        };
        let mut rows = table.len() as f64;
        for (column, term) in terms.enumerate() {
            let known = match term {
                Term::Var(var) => bound.contains(var),
                Term::Value(_) => true,
            };
            if known {
                rows *= table.share(column);
            }
        }
        rows
    }
}

fn is_known(slot: Slot, bound: &Variables) -> bool {
    match slot {
        Slot::Var(var) => bound.contains(&VarId::at(var)),
        Slot::Value(_) => true,
    }
}

/// What the inside of a negation shares with what stands outside it.
fn shared_with(body: &Body, outside: &Variables) -> Variables {
    variables(body).intersection(outside).copied().collect()
}

/// How many sentences of the body a rule can be run again for: all that are read as held.
pub(super) fn sentences(body: &Body) -> usize {
    let mut count = 0;
    crate::plan::rests_on(body, &mut |_, _, _| count += 1);
    count
}
