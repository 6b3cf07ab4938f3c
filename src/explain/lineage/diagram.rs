//! The exact probability of a formula whose leaves are independent: a decision diagram (R. E. Bryant, Graph-based
//! algorithms for Boolean function manipulation, 1986), as ProbLog counts.
//!
//! The one idea: leaf by leaf in a fixed order, what is left to decide is one of few functions, each kept once. The
//! probability is then read off in one pass.

use super::formula::{Formulas, Node, Part};
use std::collections::BTreeMap;

/// So many functions are kept; a formula that needs more is not counted out.
const MOST: usize = 200_000;

/// A function: 0 is never, 1 always.
type Function = usize;

/// What a function is: which leaf it asks, and what is left where the leaf is so, and where it is not.
type Choice = (usize, Function, Function);

/// All functions met.
struct Diagram {
    choices: Vec<Choice>,
    known: BTreeMap<Choice, Function>,
    decided: BTreeMap<(Function, Function, Function), Function>,
}

/// There are too many functions.
struct TooMany;

/// The probability of the part; none where the diagram grows too large.
pub(super) fn probability(formulas: &Formulas, whole: Part) -> Option<f64> {
    let mut diagram = Diagram {
        // The two ends ask a leaf behind all others.
        choices: vec![(usize::MAX, 0, 0), (usize::MAX, 1, 1)],
        known: BTreeMap::new(),
        decided: BTreeMap::new(),
    };
    let function = diagram.of(formulas, whole).ok()?;
    // A function stands behind those that it goes on to, so that one pass meets these first.
    let mut worth: Vec<f64> = Vec::with_capacity(diagram.choices.len());
    for (at, (leaf, so, not)) in diagram.choices.iter().enumerate() {
        worth.push(match at {
            0 => 0.0,
            1 => 1.0,
            _ => {
                let likely = f64::from(formulas.likelihood(*leaf).ten_thousandths()) / 1e4;
                let of = |function: &Function| worth.get(*function).copied().unwrap_or(0.0);
                likely * of(so) + (1.0 - likely) * of(not)
            }
        });
    }
    worth.get(function).copied()
}

impl Diagram {
    fn of(&mut self, formulas: &Formulas, whole: Part) -> Result<Function, TooMany> {
        let mut functions: BTreeMap<Part, Function> = BTreeMap::new();
        for (part, node) in formulas.parts() {
            let get = |part: &Part| functions.get(part).copied().unwrap_or(0);
            let function = match node {
                Node::False => 0,
                Node::True => 1,
                Node::Leaf(leaf) => self.choice((*leaf, 1, 0))?,
                Node::Not(inner) => self.decide(get(inner), 0, 1)?,
                Node::All(parts) => {
                    let mut all = 1;
                    for part in parts {
                        all = self.decide(get(part), all, 0)?;
                    }
                    all
                }
                Node::Any(parts) => {
                    let mut any = 0;
                    for part in parts {
                        any = self.decide(get(part), 1, any)?;
                    }
                    any
                }
                Node::AtLeast(k, parts) => {
                    // left[j]: at least j of the parts so far.
                    let mut left: Vec<Function> = vec![0; k + 1];
                    if let Some(none) = left.first_mut() {
                        *none = 1;
                    }
                    for part in parts {
                        for j in (1..=*k).rev() {
                            let (more, same) = (left[j - 1], left[j]);
                            left[j] = self.decide(get(part), more, same)?;
                        }
                    }
                    left[*k]
                }
            };
            functions.insert(part, function);
            if part == whole {
                break;
            }
        }
        Ok(functions.get(&whole).copied().unwrap_or(0))
    }

    fn choice(&mut self, choice: Choice) -> Result<Function, TooMany> {
        if choice.1 == choice.2 {
            return Ok(choice.1);
        }
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

    /// `so` where the function holds, `not` where it does not.
    fn decide(
        &mut self,
        function: Function,
        so: Function,
        not: Function,
    ) -> Result<Function, TooMany> {
        match (function, so, not) {
            (0, _, not) => return Ok(not),
            (1, so, _) => return Ok(so),
            (function, 1, 0) => return Ok(function),
            (_, so, not) if so == not => return Ok(so),
            _ => {}
        }
        if let Some(known) = self.decided.get(&(function, so, not)) {
            return Ok(*known);
        }
        let asked = [function, so, not];
        let leaf = asked
            .iter()
            .map(|one| self.choices[*one].0)
            .min()
            .unwrap_or(usize::MAX);
        let branch = |diagram: &Diagram, one: Function, holds: Leaf| match diagram.choices[one] {
            (asks, so, not) if asks == leaf => match holds {
                Leaf::Holds => so,
                Leaf::Fails => not,
            },
            _ => one,
        };
        let [a, b, c] = asked.map(|one| branch(self, one, Leaf::Holds));
        let so_then = self.decide(a, b, c)?;
        let [a, b, c] = asked.map(|one| branch(self, one, Leaf::Fails));
        let not_then = self.decide(a, b, c)?;
        let decided = self.choice((leaf, so_then, not_then))?;
        self.decided.insert((function, so, not), decided);
        Ok(decided)
    }
}

/// Whether the leaf that is asked is so.
#[derive(Clone, Copy)]
enum Leaf {
    Holds,
    Fails,
}

#[cfg(test)]
mod tests {
    use super::super::formula::Uncertain;
    use super::*;
    use crate::model::ItemId;
    use crate::time::Likelihood;
    use proptest::prelude::*;

    /// A formula in the making: a leaf, or an operation on earlier parts.
    #[derive(Clone, Debug)]
    enum Step {
        Leaf(u32, u16),
        Not(usize),
        All(usize, usize),
        Any(usize, usize),
        Two(usize, usize, usize),
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let at = || any::<prop::sample::Index>().prop_map(|index| index.index(1_000));
        let step = prop_oneof![
            (0u32..7, 1u16..10_000).prop_map(|(leaf, likely)| Step::Leaf(leaf, likely)),
            at().prop_map(Step::Not),
            (at(), at()).prop_map(|(a, b)| Step::All(a, b)),
            (at(), at()).prop_map(|(a, b)| Step::Any(a, b)),
            (at(), at(), at()).prop_map(|(a, b, c)| Step::Two(a, b, c)),
        ];
        prop::collection::vec(step, 1..30)
    }

    fn build(steps: &[Step]) -> (Formulas, Part) {
        let mut formulas = Formulas::default();
        let mut parts = vec![formulas.leaf(Uncertain::Item(ItemId(0)), Likelihood::clamped(5000))];
        for step in steps {
            let get = |at: &usize| parts[at % parts.len()];
            let part = match step {
                Step::Leaf(leaf, likely) => {
                    // A leaf has one likelihood, whichever way it is met.
                    let likely =
                        Likelihood::clamped(u32::from(*likely) % 1_000 + 1_000 * leaf + 500);
                    formulas.leaf(Uncertain::Item(ItemId(leaf + 1)), likely)
                }
                Step::Not(a) => formulas.not(get(a)),
                Step::All(a, b) => formulas.all(vec![get(a), get(b)]),
                Step::Any(a, b) => formulas.any(vec![get(a), get(b)]),
                Step::Two(a, b, c) => formulas.at_least(2, vec![get(a), get(b), get(c)]),
            };
            parts.push(part);
        }
        let whole = *parts.last().expect("there is a part");
        (formulas, whole)
    }

    fn holds(formulas: &Formulas, part: Part, so: &BTreeMap<usize, bool>) -> bool {
        let get = |part: &Part| holds(formulas, *part, so);
        match formulas.node(part) {
            Node::True => true,
            Node::False => false,
            Node::Leaf(leaf) => so[leaf],
            Node::Not(inner) => !get(inner),
            Node::All(parts) => parts.iter().all(get),
            Node::Any(parts) => parts.iter().any(get),
            Node::AtLeast(k, parts) => parts.iter().filter(|part| get(part)).count() >= *k,
        }
    }

    proptest! {
        #[test]
        fn it_is_what_adding_up_all_cases_gives(steps in steps()) {
            let (formulas, whole) = build(&steps);
            let leaves: Vec<usize> = formulas.leaves_of(whole).into_iter().collect();
            let mut sum = 0.0;
            for case in 0u32..1 << leaves.len() {
                let so: BTreeMap<usize, bool> =
                    leaves.iter().enumerate().map(|(at, leaf)| (*leaf, case >> at & 1 == 1)).collect();
                let likely: f64 = so
                    .iter()
                    .map(|(leaf, so)| {
                        let likely = f64::from(formulas.likelihood(*leaf).ten_thousandths()) / 1e4;
                        if *so { likely } else { 1.0 - likely }
                    })
                    .product();
                if holds(&formulas, whole, &so) {
                    sum += likely;
                }
            }
            let counted = probability(&formulas, whole).expect("few leaves are counted out");
            prop_assert!((counted - sum).abs() < 1e-9, "{counted} for {sum}");
            let [least, most] = super::super::bounds::bounds(&formulas, whole);
            prop_assert!(least - 1e-9 <= counted && counted <= most + 1e-9, "{least} {counted} {most}");
        }
    }
}
