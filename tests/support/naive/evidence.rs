//! For⁰ and Ag⁰: what the evidence alone gives (section 2).

use super::{ONE, Value};
use casus::model::json::{CoreJson, ItemJson, SourceJson};
use std::collections::BTreeSet;

/// How many sources are tried in all sets.
const ALL_SETS: usize = 16;

/// A source in force at an instant, for one sentence and sign.
struct InForce<'a> {
    source: &'a SourceJson,
    /// c_σ(t)
    likelihood: Value,
    /// Whether an unrated item gives it, and no rated one gives as much.
    unrated: bool,
}

/// For⁰ or Ag⁰ at an instant: the items are those for the sentence and sign that are in force then.
pub fn stated(core: &CoreJson, items: &[&ItemJson]) -> Value {
    let alone = items
        .iter()
        .filter(|item| item.source.is_none() || item.assumption)
        .map(|item| item.likelihood)
        .max()
        .unwrap_or(0);
    alone.max(corroborated(core, items))
}

/// corr(t)
fn corroborated(core: &CoreJson, items: &[&ItemJson]) -> Value {
    let mut sources: Vec<InForce> = Vec::new();
    for source in &core.sources {
        let told = |item: &&&ItemJson| {
            item.source == Some(source.id) && !item.assumption && item.likelihood > 0
        };
        if let Some(likelihood) = items.iter().filter(told).map(|i| i.likelihood).max() {
            let giving = |item: &&&ItemJson| told(item) && item.likelihood == likelihood;
            sources.push(InForce {
                source,
                likelihood,
                unrated: items.iter().filter(giving).all(|item| item.unrated),
            });
        }
    }
    if sources.len() <= ALL_SETS {
        every_set(core, &sources)
    } else {
        greedily(core, sources)
    }
}

/// The greatest value over all sets of sources, no two of them tied.
fn every_set(core: &CoreJson, sources: &[InForce]) -> Value {
    let mut greatest = 0;
    for set in 1_u32..1 << sources.len() {
        let chosen: Vec<&InForce> = (0..sources.len())
            .filter(|at| set & (1 << at) != 0)
            .map(|at| &sources[at])
            .collect();
        let untied = (0..chosen.len()).all(|a| (0..a).all(|b| !tied(core, chosen[a], chosen[b])));
        if untied {
            greatest = greatest.max(together(&chosen));
        }
    }
    greatest
}

/// By c falling, then by name, each taken if it is untied with all taken; the greatest value over the prefixes.
fn greedily(core: &CoreJson, mut sources: Vec<InForce>) -> Value {
    let name = |source: &SourceJson| {
        let named = core.entities.iter().find(|e| e.id == source.entity);
        (named.map(|entity| entity.name.clone()), source.id)
    };
    sources.sort_by_key(|one| (std::cmp::Reverse(one.likelihood), name(one.source)));
    let (mut taken, mut greatest): (Vec<&InForce>, Value) = (Vec::new(), 0);
    for source in &sources {
        if taken.iter().all(|other| !tied(core, source, other)) {
            taken.push(source);
            greatest = greatest.max(together(&taken));
        }
    }
    greatest
}

/// Sources are tied if they are one, or their ancestors (themselves included) meet; and all unrated ones are.
fn tied(core: &CoreJson, a: &InForce, b: &InForce) -> bool {
    (a.unrated && b.unrated)
        || !ancestors(core, a.source.id).is_disjoint(&ancestors(core, b.source.id))
}

/// A source and all that it is derived from.
pub fn ancestors(core: &CoreJson, source: u32) -> BTreeSet<u32> {
    let mut all = BTreeSet::from([source]);
    loop {
        let more: BTreeSet<u32> = core
            .sources
            .iter()
            .filter(|one| all.contains(&one.id))
            .flat_map(|one| one.derived_from.iter().copied())
            .collect();
        if more.is_subset(&all) {
            return all;
        }
        all.extend(more);
    }
}

/// 1 − Π (1 − c), rounded half up; at most 0.99 of several, unless one is certain.
fn together(set: &[&InForce]) -> Value {
    let rounded = one_less_product(set.iter().map(|one| ONE - one.likelihood));
    if set.len() > 1 && set.iter().all(|one| one.likelihood < ONE) {
        rounded.min(9_900)
    } else {
        rounded
    }
}

/// 1 less a product of ten-thousandths, rounded half up. The product is kept whole: digits to the base 10,000, the
/// last first, so that of n factors the highest of n digits is its whole ten-thousandths, the rest what is cut off.
fn one_less_product(factors: impl Iterator<Item = Value>) -> Value {
    let mut digits: Vec<u32> = Vec::new();
    for factor in factors {
        if digits.is_empty() {
            // The first factor alone is in ten-thousandths; 10,000 itself needs two digits, kept in one here.
            digits.push(u32::from(factor));
            continue;
        }
        let mut carry = 0;
        for digit in &mut digits {
            let product = *digit * u32::from(factor) + carry;
            (*digit, carry) = (product % 10_000, product / 10_000);
        }
        digits.push(carry);
    }
    let whole = digits.pop().unwrap_or(10_000);
    // 1 − (whole + rest) is rounded half up, so a rest of exactly a half rounds the product down.
    let rest_is_over_half = match digits.split_last() {
        None => false,
        Some((first, others)) => {
            *first > 5_000 || (*first == 5_000 && others.iter().any(|digit| *digit > 0))
        }
    };
    ONE - (whole as Value) - Value::from(rest_is_over_half)
}

#[test]
fn half_a_ten_thousandth_is_rounded_up() {
    // 1 - 0.35 x 0.45 x 0.5 = 0.92125 is whole; 1 - 0.01 x 0.005 = 0.99995; 1 - 0.0001 x 0.5 = 0.99995
    assert_eq!(one_less_product([3_500, 4_500, 5_000].into_iter()), 9_213);
    assert_eq!(one_less_product([1, 5_000].into_iter()), 10_000);
    assert_eq!(one_less_product([1, 5_001].into_iter()), 9_999);
    assert_eq!(one_less_product([1, 4_999].into_iter()), 10_000);
    assert_eq!(one_less_product([10_000].into_iter()), 0);
    assert_eq!(one_less_product([4_000, 5_000].into_iter()), 8_000);
    assert_eq!(one_less_product([10_000, 10_000, 3].into_iter()), 9_997);
}
