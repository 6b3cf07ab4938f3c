//! Solving a condition: what its variables may stand for, and what it is worth then over all time.
//!
//! Takes steps and what is bound; calls back for every solution with its worth, never 0. The same solution may
//! come several times: the greatest counts, since what a variable of a rule stands for is a supremum. Only where
//! the greatest must be known first (counts, `throughout`) are solutions gathered.

use super::compare;
use super::gather::{Gathered, Solution};
use super::index::{Indexes, key};
use super::standpoint::Stop;
use super::steps::{Counted, Find, Parts, Reads, Scan, Slot, Step};
use super::store::{Pass, RowId, Store, Table};
use super::values::{Known, UNBOUND, ValueId};
use crate::time::{Likelihood, Steps};
use smallvec::SmallVec;
use std::ops::Range;
use std::rc::Rc;

/// What has just changed: rows, with the stretches in which they now hold.
pub(super) type Changed = [(RowId, Steps)];

/// What is called for every solution.
type Emit<'e, 'a> = dyn FnMut(&mut Solver<'a>, &Steps) + 'e;

/// A condition being solved.
pub(super) struct Solver<'a> {
    pub(super) store: &'a Store,
    pub(super) indexes: &'a Indexes,
    pub(super) known: &'a Known<'a>,
    pub(super) pass: Pass,
    pub(super) changed: &'a Changed,
    pub(super) stop: &'a Stop<'a>,
    /// What each variable stands for.
    pub(super) bound: Vec<ValueId>,
    certain: Rc<Steps>,
    /// The variables bound so far, in order, to be unbound again.
    trail: Vec<usize>,
    steps_taken: u32,
    stopped: bool,
    start: Option<Range<usize>>,
    changed_of: Option<&'a Table>,
}

impl<'a> Solver<'a> {
    pub(super) fn new(
        (store, indexes): (&'a Store, &'a Indexes),
        known: &'a Known<'a>,
        pass: Pass,
        changed: &'a Changed,
        stop: &'a Stop<'a>,
        bound: Vec<ValueId>,
    ) -> Solver<'a> {
        Solver {
            store,
            indexes,
            known,
            pass,
            changed,
            stop,
            bound,
            certain: Rc::new(Steps::always(Likelihood::CERTAIN)),
            trail: Vec::new(),
            steps_taken: 0,
            stopped: false,
            start: None,
            changed_of: None,
        }
    }

    /// Of the first table that is looked through row by row, only these rows; what has changed are rows of another table.
    pub(super) fn start_from(&mut self, rows: Option<Range<usize>>, changed_of: Option<&'a Table>) {
        self.start = rows;
        self.changed_of = changed_of;
    }

    /// Whether it was asked to stop, so that solutions are missing.
    pub(super) fn was_stopped(&self) -> bool {
        self.stopped
    }

    /// No more solutions are looked for.
    pub(super) fn stop(&mut self) {
        self.stopped = true;
    }

    /// Calls back for every solution of the step.
    pub(super) fn solve(&mut self, step: &Step, emit: &mut Emit<'_, 'a>) {
        if self.stopped {
            return;
        }
        match step {
            Step::Scan(scan) => self.scan(scan, emit),
            Step::All(parts) => self.all(parts, None, emit),
            Step::Any(parts) => parts.iter().for_each(|part| self.solve(part, emit)),
            Step::Not(body) => {
                let greatest = self.turned(|solver| solver.greatest(body));
                if greatest.is_never() {
                    self.hand_certain(emit);
                } else {
                    self.hand(&greatest.complement(), emit);
                }
            }
            Step::Past(body) => {
                self.solve(body, &mut |solver, worth| solver.hand(&worth.past(), emit))
            }
            Step::AnyTime(body) => self.solve(body, &mut |solver, worth| {
                solver.hand(&worth.any_time(), emit)
            }),
            Step::PastWithin(length, body) => {
                self.solve(body, &mut |solver, worth| {
                    solver.hand(&worth.past_within(*length), emit)
                });
            }
            Step::Throughout {
                length,
                variables,
                body,
            } => {
                let free = self.free(variables);
                let gathered = self.gather(body, &free, None);
                for (stands_for, mut worths) in gathered.solutions() {
                    let worth = worths.pop().map(|(_, worth)| worth).unwrap_or_default();
                    self.hand_bound(&free, &stands_for, &worth.throughout(*length), emit);
                }
            }
            Step::AtLeast(counted) => self.at_least(counted, emit),
            Step::AtMost(counted) => {
                let more = self.turned(|solver| solver.kth(counted, counted.k + 1));
                self.hand(&more.complement(), emit);
            }
            Step::Exactly(counted) => {
                let enough = self.kth(counted, counted.k);
                let more = self.turned(|solver| solver.kth(counted, counted.k + 1));
                self.hand(&enough.min(&more.complement()), emit);
            }
            Step::SoManyOf {
                k,
                of,
                parts: Parts::Alone,
            } => {
                let worths: Vec<Steps> = of.iter().map(|part| self.greatest(part)).collect();
                self.hand(&Steps::kth_greatest(*k, &worths), emit);
            }
            Step::SoManyOf {
                k,
                of,
                parts: Parts::Joined,
            } => self.so_many(of, *k, None, emit),
            Step::Compare {
                op,
                left,
                right,
                possibly,
            } => {
                if let (Some(left), Some(right)) = (self.value(*left), self.value(*right))
                    && let (Some(left), Some(right)) = (self.known.get(left), self.known.get(right))
                    && compare::holds(*op, &left, &right, *possibly)
                {
                    self.hand_certain(emit);
                }
            }
        }
    }

    fn hand(&mut self, worth: &Steps, emit: &mut Emit<'_, 'a>) {
        if !worth.is_never() {
            emit(self, worth);
        }
    }

    fn hand_certain(&mut self, emit: &mut Emit<'_, 'a>) {
        // What is solved within may ask for it as well.
        let certain = Rc::clone(&self.certain);
        emit(self, &certain);
    }

    fn hand_bound(
        &mut self,
        variables: &[usize],
        stands_for: &[ValueId],
        worth: &Steps,
        emit: &mut Emit<'_, 'a>,
    ) {
        let mark = self.trail.len();
        for (var, value) in variables.iter().zip(stands_for) {
            if *value != UNBOUND {
                self.bind(*var, *value);
            }
        }
        self.hand(worth, emit);
        self.unbind(mark);
    }

    /// Under an odd number of nots the bounds change places.
    fn turned<T>(&mut self, what: impl FnOnce(&mut Self) -> T) -> T {
        self.pass = self.pass.turned();
        let result = what(self);
        self.pass = self.pass.turned();
        result
    }

    /// The greatest worth over all solutions.
    fn greatest(&mut self, step: &Step) -> Steps {
        let mut greatest = Steps::never();
        self.solve(step, &mut |_, worth| greatest = greatest.max(worth));
        greatest
    }

    fn value(&self, slot: Slot) -> Option<ValueId> {
        match slot {
            Slot::Value(value) => Some(value),
            Slot::Var(var) => self
                .bound
                .get(var)
                .copied()
                .filter(|value| *value != UNBOUND),
        }
    }

    fn bind(&mut self, var: usize, value: ValueId) {
        if let Some(place) = self.bound.get_mut(var) {
            *place = value;
            self.trail.push(var);
        }
    }

    fn unbind(&mut self, mark: usize) {
        for var in self.trail.drain(mark.min(self.trail.len())..) {
            if let Some(place) = self.bound.get_mut(var) {
                *place = UNBOUND;
            }
        }
    }

    fn scan(&mut self, scan: &Scan, emit: &mut Emit<'_, 'a>) {
        let store = self.store;
        let Some(table) = store.get(scan.table) else {
            return;
        };
        match &scan.find {
            Find::Changed => {
                let of = self.changed_of.unwrap_or(table);
                for (row, worth) in self.changed {
                    self.fit(scan, of.args(*row), worth, emit);
                }
            }
            Find::TheRow => {
                let args: Option<SmallVec<[ValueId; 4]>> =
                    scan.slots.iter().map(|slot| self.value(*slot)).collect();
                if let Some(row) = args.and_then(|args| table.find(&args)) {
                    self.tick();
                    let worth = self.read(table, row, scan.reads);
                    self.hand(worth, emit);
                }
            }
            Find::By(columns) => {
                let at = |column: usize| scan.slots.get(column).and_then(|slot| self.value(*slot));
                let Some(first) = at(columns.first) else {
                    return;
                };
                let key = key(first, columns.second.and_then(at));
                match self.indexes.rows(scan.table, *columns, key) {
                    Some(parts) => {
                        for row in parts.into_iter().flatten() {
                            self.row(scan, table, *row as RowId, emit);
                        }
                    }
                    None => (0..table.len()).for_each(|row| self.row(scan, table, row, emit)),
                }
            }
            Find::All => {
                let rows = self.start.take().unwrap_or(0..table.len());
                rows.for_each(|row| self.row(scan, table, row, emit));
            }
        }
    }

    fn row(&mut self, scan: &Scan, table: &'a Table, row: RowId, emit: &mut Emit<'_, 'a>) {
        let worth = self.read(table, row, scan.reads);
        self.fit(scan, table.args(row), worth, emit);
    }

    fn read(&self, table: &'a Table, row: RowId, reads: Reads) -> &'a Steps {
        let id = match reads {
            Reads::Held(sign) => table.held(row, sign, self.pass),
            Reads::Stated(sign) => table.stated(row, sign, self.pass),
            Reads::Claimed => table.held(row, crate::model::Sign::For, Pass::Plain),
        };
        self.store.worths.get(id)
    }

    /// Binds what the slots leave open, if the rest fits.
    fn fit(&mut self, scan: &Scan, args: &[ValueId], worth: &Steps, emit: &mut Emit<'_, 'a>) {
        self.tick();
        if self.stopped || worth.is_never() {
            return;
        }
        let mark = self.trail.len();
        let fits = args.len() == scan.slots.len()
            && scan
                .slots
                .iter()
                .zip(args)
                .all(|(slot, arg)| match (self.value(*slot), slot) {
                    (Some(value), _) => value == *arg,
                    (None, Slot::Var(var)) => {
                        self.bind(*var, *arg);
                        true
                    }
                    (None, Slot::Value(_)) => false,
                });
        if fits {
            emit(self, worth);
        }
        self.unbind(mark);
    }

    fn tick(&mut self) {
        const OFTEN: u32 = 1 << 12;
        self.steps_taken = self.steps_taken.wrapping_add(1);
        if self.steps_taken.is_multiple_of(OFTEN) && self.stop.asked() {
            self.stopped = true;
        }
    }

    /// All parts, one after the other; `worth` is that of the parts before, none if there is none.
    fn all(&mut self, parts: &[Step], worth: Option<&Steps>, emit: &mut Emit<'_, 'a>) {
        let Some((first, rest)) = parts.split_first() else {
            match worth {
                Some(worth) => emit(self, worth),
                None => self.hand_certain(emit),
            }
            return;
        };
        self.solve(first, &mut |solver, other| {
            met(worth, other, |worth| solver.all(rest, Some(worth), emit));
        });
    }

    /// So many of the parts, each of which may bind variables for those after it.
    fn so_many(
        &mut self,
        parts: &[Step],
        k: usize,
        worth: Option<&Steps>,
        emit: &mut Emit<'_, 'a>,
    ) {
        if k == 0 {
            match worth {
                Some(worth) => emit(self, worth),
                None => self.hand_certain(emit),
            }
            return;
        }
        let Some((first, rest)) = parts.split_first().filter(|_| parts.len() >= k) else {
            return;
        };
        self.solve(first, &mut |solver, other| {
            met(worth, other, |worth| {
                solver.so_many(rest, k - 1, Some(worth), emit)
            });
        });
        self.so_many(rest, k, worth, emit);
    }

    /// Those of the variables that stand for nothing yet.
    fn free(&self, variables: &[usize]) -> Vec<usize> {
        variables
            .iter()
            .copied()
            .filter(|var| self.value(Slot::Var(*var)).is_none())
            .collect()
    }

    /// All solutions of the step, by what the variables stand for.
    fn gather(&mut self, step: &Step, variables: &[usize], counted: Option<usize>) -> Gathered {
        let mut gathered = Gathered::default();
        self.solve(step, &mut |solver, worth| {
            let stands_for = |var: usize| solver.bound.get(var).copied().unwrap_or(UNBOUND);
            gathered.add(Solution {
                stands_for: variables.iter().map(|var| stands_for(*var)).collect(),
                counted: counted.map_or(UNBOUND, stands_for),
                worth: worth.clone(),
            });
        });
        gathered
    }

    fn at_least(&mut self, counted: &Counted, emit: &mut Emit<'_, 'a>) {
        if counted.k == 0 {
            self.hand_certain(emit);
            return;
        }
        let free = self.free(&counted.shared);
        let gathered = self.uncounted(counted, |solver| {
            solver.gather(&counted.body, &free, Some(counted.var))
        });
        for (stands_for, worths) in gathered.solutions() {
            let worths: Vec<Steps> = worths.into_iter().map(|(_, worth)| worth).collect();
            self.hand_bound(
                &free,
                &stands_for,
                &Steps::kth_greatest(counted.k, &worths),
                emit,
            );
        }
    }

    /// The k-th greatest, where all that the count shares is bound.
    fn kth(&mut self, counted: &Counted, k: usize) -> Steps {
        let gathered = self.uncounted(counted, |solver| {
            solver.gather(&counted.body, &[], Some(counted.var))
        });
        let worths: Vec<Steps> = gathered
            .solutions()
            .into_iter()
            .flat_map(|(_, worths)| worths)
            .map(|(_, worth)| worth)
            .collect();
        Steps::kth_greatest(k, &worths)
    }

    /// What is counted stands for nothing outside the count.
    fn uncounted<T>(&mut self, counted: &Counted, what: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.bound.get(counted.var).copied().unwrap_or(UNBOUND);
        if let Some(place) = self.bound.get_mut(counted.var) {
            *place = UNBOUND;
        }
        let result = what(self);
        if let Some(place) = self.bound.get_mut(counted.var) {
            *place = before;
        }
        result
    }
}

/// The lesser of both, if it is not 0 throughout.
fn met(worth: Option<&Steps>, other: &Steps, then: impl FnOnce(&Steps)) {
    match worth {
        None => then(other),
        Some(worth) if covers(worth, other, Likelihood::CERTAIN) => then(other),
        Some(worth) if covers(other, worth, Likelihood::CERTAIN) => then(worth),
        Some(worth) => {
            let lesser = worth.min(other);
            if !lesser.is_never() {
                then(&lesser);
            }
        }
    }
}

/// Whether one step of the first is at least the second everywhere, as far as the likelihood lets it count. A quick
/// test: false says nothing.
pub(super) fn covers(first: &Steps, second: &Steps, at_most: Likelihood) -> bool {
    let (Some(from), Some(to)) = (second.steps().first(), second.steps().last()) else {
        return true;
    };
    let at = first
        .steps()
        .partition_point(|step| step.span.to <= from.span.from);
    let Some(step) = first.steps().get(at) else {
        return false;
    };
    step.span.from <= from.span.from
        && to.span.to <= step.span.to
        && (step.value >= at_most || second.steps().iter().all(|other| other.value <= step.value))
}
