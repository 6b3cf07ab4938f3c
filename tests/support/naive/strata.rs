//! In which order relations are computed (section 5, strata).

use super::condition::{Condition, Rule};
use casus::model::Sign;
use std::collections::BTreeMap;

/// A relation's support, or its denial.
pub type Node = (u32, Sign);

/// A cycle of rules holds a strict step: under a negation, an `at most` or `exactly`, or a window with a length.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unstratified;

/// The rules by stratum, lowest first.
///
/// # Errors
/// Where no order can be.
pub fn strata(rules: &[Rule]) -> Result<Vec<Vec<&Rule>>, Unstratified> {
    let mut level: BTreeMap<Node, usize> = BTreeMap::new();
    let node = |rule: &Rule| (rule.head.relation, rule.sign);
    for rule in rules {
        level.insert(node(rule), 0);
    }
    // P is at least as high as every Q that it depends on, and higher than one on which it depends strictly.
    loop {
        let mut changed = false;
        for rule in rules {
            let wanted = needs(&rule.body)
                .into_iter()
                .map(|(on, strictly)| level.get(&on).copied().unwrap_or(0) + usize::from(strictly))
                .max()
                .unwrap_or(0);
            let has = level.entry(node(rule)).or_insert(0);
            if wanted > *has {
                *has = wanted;
                changed = true;
            }
            // Relations that no rule concludes are at 0, so n relations have at most n + 1 levels.
            if *has > rules.len() {
                return Err(Unstratified);
            }
        }
        if !changed {
            break;
        }
    }
    let highest = level.values().copied().max().unwrap_or(0);
    Ok((0..=highest)
        .map(|at| rules.iter().filter(|r| level[&node(r)] == at).collect())
        .collect())
}

/// What a condition depends on, and whether strictly. What is only stated or claimed depends on no rule.
fn needs(condition: &Condition) -> Vec<(Node, bool)> {
    let inner = condition.inner().into_iter().flat_map(needs);
    match condition {
        Condition::Sentence(sign, pattern) => vec![((pattern.relation, *sign), false)],
        Condition::Not(..)
        | Condition::AtMost(_)
        | Condition::Exactly(_)
        | Condition::PastWithin(..)
        | Condition::Throughout(..) => inner.map(|(node, _)| (node, true)).collect(),
        Condition::And(_)
        | Condition::Or(_)
        | Condition::Past(_)
        | Condition::AnyTime(_)
        | Condition::AtLeast(_)
        | Condition::AtLeastOf(..)
        | Condition::Stated(..)
        | Condition::Claimed(..)
        | Condition::Compare(..) => inner.collect(),
    }
}
