//! What holds of formulas, against trying every case.

use super::bounds::bounds;
use super::diagram::Diagram;
use super::formula::{Formulas, Node, Part};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// How likely a leaf is.
fn likely(leaf: usize) -> f64 {
    0.05 + 0.1 * leaf as f64
}

/// A formula in the making: a leaf, or an operation on earlier parts.
#[derive(Clone, Debug)]
enum Step {
    Leaf(usize),
    Not(usize),
    All(usize, usize),
    Any(usize, usize),
    Two(usize, usize, usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let at = || any::<prop::sample::Index>().prop_map(|index| index.index(1_000));
    let step = prop_oneof![
        (0usize..7).prop_map(Step::Leaf),
        at().prop_map(Step::Not),
        (at(), at()).prop_map(|(a, b)| Step::All(a, b)),
        (at(), at()).prop_map(|(a, b)| Step::Any(a, b)),
        (at(), at(), at()).prop_map(|(a, b, c)| Step::Two(a, b, c)),
    ];
    prop::collection::vec(step, 1..30)
}

fn build(steps: &[Step]) -> (Formulas, Part) {
    let mut formulas = Formulas::default();
    let mut parts = vec![formulas.leaf(7)];
    for step in steps {
        let get = |at: &usize| parts[at % parts.len()];
        let part = match step {
            Step::Leaf(leaf) => formulas.leaf(*leaf),
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
        Node::Claim(claim) => formulas.equation(*claim).is_some_and(|part| get(&part)),
        Node::Not(inner) => !get(inner),
        Node::All(parts) => parts.iter().all(get),
        Node::Any(parts) => parts.iter().any(get),
        Node::AtLeast(k, parts) => parts.iter().filter(|part| get(part)).count() >= *k,
    }
}

/// All cases of the leaves of the part.
fn cases(formulas: &Formulas, whole: Part) -> Vec<BTreeMap<usize, bool>> {
    let leaves: Vec<usize> = formulas.met(whole).leaves.into_iter().collect();
    let of = |case: u32| {
        let leaf = |(at, leaf): (usize, &usize)| (*leaf, case >> at & 1 == 1);
        leaves.iter().enumerate().map(leaf).collect()
    };
    (0..1 << leaves.len()).map(of).collect()
}

proptest! {
    #[test]
    fn it_is_what_adding_up_all_cases_gives(steps in steps()) {
        let (formulas, whole) = build(&steps);
        let mut sum = 0.0;
        for so in cases(&formulas, whole) {
            let chance: f64 = so
                .iter()
                .map(|(leaf, so)| if *so { likely(*leaf) } else { 1.0 - likely(*leaf) })
                .product();
            if holds(&formulas, whole, &so) {
                sum += chance;
            }
        }
        let mut diagram = Diagram::new(&formulas, &[whole]);
        let function = diagram.function(whole).expect("few leaves are counted out");
        let counted = diagram.probability(function, likely);
        prop_assert!((counted - sum).abs() < 1e-9, "{counted} for {sum}");
        let [least, most] = bounds(&formulas, whole, likely);
        prop_assert!(least - 1e-9 <= counted && counted <= most + 1e-9, "{least} {counted} {most}");
    }

    #[test]
    fn cuts_are_the_least_sets_that_trying_every_set_finds(steps in steps()) {
        let (formulas, whole) = build(&steps);
        let mut cutting: Vec<BTreeSet<usize>> = cases(&formulas, whole)
            .iter()
            .filter(|so| !holds(&formulas, whole, so))
            .map(|so| so.iter().filter(|(_, so)| !**so).map(|(leaf, _)| *leaf).collect())
            .collect();
        cutting.sort_by_key(BTreeSet::len);
        let mut minimal: Vec<BTreeSet<usize>> = Vec::new();
        for set in cutting {
            if !minimal.iter().any(|less| less.is_subset(&set)) {
                minimal.push(set);
            }
        }
        let minimal: BTreeSet<Vec<usize>> =
            minimal.into_iter().map(|set| set.into_iter().collect()).collect();
        let mut diagram = Diagram::new(&formulas, &[whole]);
        let function = diagram.function(whole).expect("few leaves are counted out");
        let found = diagram.cuts(function, 10_000).expect("there are few");
        prop_assert_eq!(found.in_all, minimal.len() as f64);
        prop_assert!(found.sets.is_sorted_by_key(Vec::len));
        prop_assert_eq!(found.sets.into_iter().collect::<BTreeSet<_>>(), minimal);
    }
}

#[test]
fn claims_that_rest_on_one_another_come_about_from_outside_only() {
    // 0 if 1 or leaf 0; 1 if 0 and leaf 1; 2 if 2
    let mut formulas = Formulas::default();
    let [zero, one, two] = [0, 1, 2].map(|claim| formulas.claim(claim));
    let [a, b] = [0, 1].map(|leaf| formulas.leaf(leaf));
    let part = formulas.any(vec![one, a]);
    formulas.define(0, part);
    let part = formulas.all(vec![zero, b]);
    formulas.define(1, part);
    formulas.define(2, two);
    let mut diagram = Diagram::new(&formulas, &[zero, one, two]);
    let [zero_so, one_so, two_so] =
        [zero, one, two].map(|part| diagram.function(part).expect("there are few"));
    assert!(!diagram.holds(two_so, |_| true));
    assert!(diagram.holds(zero_so, |leaf| leaf == 0));
    assert!(!diagram.holds(zero_so, |leaf| leaf == 1));
    assert!(!diagram.holds(one_so, |leaf| leaf == 1));
    assert!(diagram.holds(one_so, |_| true));
    assert_eq!(bounds(&formulas, two, likely), [0.0, 0.0]);
}
