//! Formulas as decision diagrams (R. E. Bryant, Graph-based algorithms for Boolean function manipulation, 1986): equal
//! functions are one, however they came about.
//!
//! The one idea: leaf by leaf in a fixed order, what is left to decide is one of few functions, each kept once. Claims
//! that rest on one another start as never and grow, round by round, until none changes (J. Vlasselaer and others,
//! Anytime inference in probabilistic logic programs with Tp-compilation, 2015): no loop has to be cut. A function's
//! probability is then read off in one pass, as ProbLog counts.

use super::formula::{Formulas, Node, Part};
use crate::plan::components;
use indexmap::IndexSet;
use std::collections::{BTreeSet, HashMap};

/// So many functions and families are kept; a formula that needs more is not decided.
const MOST: usize = 200_000;

/// A function, or a family of sets of leaves, by number. 0 is never, 1 always; of families, the one without a set, and
/// the one whose only set is empty.
pub(super) type Function = usize;

/// The function that never holds.
pub(super) const NEVER: Function = 0;
/// The function that always does.
pub(super) const ALWAYS: Function = 1;

/// What a function is: which leaf it asks, by its place in the order, and what is left where the leaf is so, and where
/// it is not.
pub(super) type Choice = (usize, Function, Function);

/// The functions of the parts of one equation.
type Met = HashMap<Part, Function>;

/// There are too many functions.
#[derive(Debug)]
pub(in crate::explain) struct TooMany;

/// All functions met.
pub(in crate::explain) struct Diagram<'f> {
    formulas: &'f Formulas,
    order: IndexSet<usize>,
    choices: Vec<Choice>,
    known: HashMap<Choice, Function>,
    decided: HashMap<(Function, Function, Function), Function>,
    settled: HashMap<usize, Function>,
}

/// What is still to be done for `decide`.
enum Task {
    /// The first function decides between the two others.
    Decide(Function, Function, Function),
    /// Both ways are decided: they become one choice.
    Choose(usize, (Function, Function, Function)),
}

impl<'f> Diagram<'f> {
    /// A diagram in which these parts can be decided.
    pub(in crate::explain) fn new(formulas: &'f Formulas, parts: &[Part]) -> Diagram<'f> {
        let mut order = IndexSet::new();
        for part in parts {
            order.extend(formulas.met(*part).leaves);
        }
        Diagram {
            formulas,
            order,
            // The two ends ask a leaf behind all others.
            choices: vec![(usize::MAX, NEVER, NEVER), (usize::MAX, ALWAYS, ALWAYS)],
            known: HashMap::new(),
            decided: HashMap::new(),
            settled: HashMap::new(),
        }
    }

    /// The leaves that the part is made of.
    pub(in crate::explain) fn leaves(&self, part: Part) -> IndexSet<usize> {
        self.formulas.met(part).leaves
    }

    /// The function that the part is.
    ///
    /// # Errors
    /// There are too many.
    pub(in crate::explain) fn function(&mut self, whole: Part) -> Result<Function, TooMany> {
        let formulas = self.formulas;
        let claims = formulas.met(whole).claims;
        let below: Vec<Vec<usize>> = claims
            .iter()
            .map(|claim| {
                let inside = formulas
                    .equation(*claim)
                    .map(|part| formulas.claims_in(part));
                let mut inside: Vec<usize> = inside
                    .into_iter()
                    .flatten()
                    .filter_map(|other| claims.get_index_of(&other))
                    .collect();
                inside.sort_unstable();
                inside
            })
            .collect();
        for component in components(&below) {
            self.settle(&claims, &below, &component)?;
        }
        self.part(whole)
    }

    /// Claims that rest on one another, by their places, and on none that is not settled.
    fn settle(
        &mut self,
        claims: &IndexSet<usize>,
        below: &[Vec<usize>],
        component: &[usize],
    ) -> Result<(), TooMany> {
        let claim = |place: usize| claims.get_index(place).copied().unwrap_or(usize::MAX);
        if component
            .iter()
            .any(|place| self.settled.contains_key(&claim(*place)))
        {
            return Ok(());
        }
        for place in component {
            self.settled.insert(claim(*place), NEVER);
        }
        let mut open: BTreeSet<usize> = component.iter().copied().collect();
        while let Some(place) = open.pop_first() {
            let Some(equation) = self.formulas.equation(claim(place)) else {
                continue;
            };
            let function = self.part(equation)?;
            if self.settled.insert(claim(place), function) != Some(function) {
                let rests = |other: &usize| {
                    below
                        .get(*other)
                        .is_some_and(|below| below.binary_search(&place).is_ok())
                };
                open.extend(component.iter().copied().filter(rests));
            }
        }
        Ok(())
    }

    /// The function that a part is, as far as its claims are settled.
    fn part(&mut self, part: Part) -> Result<Function, TooMany> {
        self.part_of(part, &mut HashMap::new())
    }

    fn part_of(&mut self, part: Part, met: &mut Met) -> Result<Function, TooMany> {
        if let Some(known) = met.get(&part) {
            return Ok(*known);
        }
        let formulas = self.formulas;
        let function = match formulas.node(part) {
            Node::False => NEVER,
            Node::True => ALWAYS,
            Node::Leaf(leaf) => {
                let place = self.order.get_index_of(leaf).ok_or(TooMany)?;
                self.choice((place, ALWAYS, NEVER))?
            }
            Node::Claim(claim) => self.settled.get(claim).copied().unwrap_or(NEVER),
            Node::Not(inner) => {
                let inner = self.part_of(*inner, met)?;
                self.decide(inner, NEVER, ALWAYS)?
            }
            Node::All(parts) => {
                let mut all = ALWAYS;
                for part in parts.iter().rev() {
                    let part = self.part_of(*part, met)?;
                    all = self.decide(part, all, NEVER)?;
                }
                all
            }
            Node::Any(parts) => {
                let mut any = NEVER;
                for part in parts.iter().rev() {
                    let part = self.part_of(*part, met)?;
                    any = self.decide(part, ALWAYS, any)?;
                }
                any
            }
            Node::AtLeast(k, parts) => {
                // left[j]: at least j of the parts so far.
                let mut left: Vec<Function> = vec![NEVER; k + 1];
                if let Some(none) = left.first_mut() {
                    *none = ALWAYS;
                }
                for part in parts.iter().rev() {
                    let part = self.part_of(*part, met)?;
                    for j in (1..=*k).rev() {
                        let (more, same) = (left[j - 1], left[j]);
                        left[j] = self.decide(part, more, same)?;
                    }
                }
                left[*k]
            }
        };
        met.insert(part, function);
        Ok(function)
    }

    /// The one function that is this choice.
    fn choice(&mut self, choice: Choice) -> Result<Function, TooMany> {
        if choice.1 == choice.2 {
            return Ok(choice.1);
        }
        self.keep(choice)
    }

    /// The number of the choice; a family's may go on to one and the same.
    pub(super) fn keep(&mut self, choice: Choice) -> Result<Function, TooMany> {
        if let Some(known) = self.known.get(&choice) {
            return Ok(*known);
        }
        if self.choices.len() >= MOST {
            return Err(TooMany);
        }
        self.choices.push(choice);
        self.known.insert(choice, self.choices.len() - 1);
        Ok(self.choices.len() - 1)
    }

    /// What the function is.
    pub(super) fn asks(&self, function: Function) -> Choice {
        self.choices
            .get(function)
            .copied()
            .unwrap_or((usize::MAX, NEVER, NEVER))
    }

    /// The leaf at a place in the order.
    pub(super) fn leaf(&self, place: usize) -> usize {
        self.order.get_index(place).copied().unwrap_or(usize::MAX)
    }

    /// `so` where the function holds, `not` where it does not. With a stack of its own, so that no order is too long.
    fn decide(
        &mut self,
        function: Function,
        so: Function,
        not: Function,
    ) -> Result<Function, TooMany> {
        let mut open = vec![Task::Decide(function, so, not)];
        let mut found: Vec<Function> = Vec::new();
        while let Some(task) = open.pop() {
            match task {
                Task::Decide(function, so, not) => {
                    if let Some(simple) = self.at_once(function, so, not) {
                        found.push(simple);
                        continue;
                    }
                    let asked = [function, so, not];
                    let leaf = asked
                        .iter()
                        .map(|one| self.asks(*one).0)
                        .min()
                        .unwrap_or(usize::MAX);
                    let branches = asked.map(|one| match self.asks(one) {
                        (asks, so, not) if asks == leaf => (so, not),
                        _ => (one, one),
                    });
                    let [a, b, c] = branches.map(|(so, _)| so);
                    let [d, e, f] = branches.map(|(_, not)| not);
                    open.push(Task::Choose(leaf, (function, so, not)));
                    open.push(Task::Decide(d, e, f));
                    open.push(Task::Decide(a, b, c));
                }
                Task::Choose(leaf, of) => {
                    let not = found.pop().unwrap_or(NEVER);
                    let so = found.pop().unwrap_or(NEVER);
                    let decided = self.choice((leaf, so, not))?;
                    self.decided.insert(of, decided);
                    found.push(decided);
                }
            }
        }
        Ok(found.pop().unwrap_or(NEVER))
    }

    fn at_once(&self, function: Function, so: Function, not: Function) -> Option<Function> {
        match (function, so, not) {
            (NEVER, _, not) => Some(not),
            (ALWAYS, so, _) => Some(so),
            (function, ALWAYS, NEVER) => Some(function),
            (_, so, not) if so == not => Some(so),
            _ => self.decided.get(&(function, so, not)).copied(),
        }
    }

    /// The probability of the function where its leaves are independent, each as likely as is told of it.
    pub(super) fn probability(&self, function: Function, likely: impl Fn(usize) -> f64) -> f64 {
        // A function stands behind those that it goes on to, so that one pass meets these first.
        let mut worth: Vec<f64> = Vec::with_capacity(function + 1);
        for (at, (place, so, not)) in self.choices.iter().enumerate().take(function + 1) {
            worth.push(match at {
                NEVER => 0.0,
                ALWAYS => 1.0,
                _ => {
                    let likely = likely(self.leaf(*place));
                    let of = |function: &Function| worth.get(*function).copied().unwrap_or(0.0);
                    likely * of(so) + (1.0 - likely) * of(not)
                }
            });
        }
        worth.get(function).copied().unwrap_or(0.0)
    }

    /// Whether the function holds where the leaves are as told.
    pub(in crate::explain) fn holds(
        &self,
        function: Function,
        is_so: impl Fn(usize) -> bool,
    ) -> bool {
        let mut at = function;
        while at > ALWAYS {
            let (place, so, not) = self.asks(at);
            at = if is_so(self.leaf(place)) { so } else { not };
        }
        at == ALWAYS
    }
}
