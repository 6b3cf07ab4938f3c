//! A tree out of claims. Takes for each claim at an instant what gives it, its premises only named; gives the
//! derivation of one of them, with those it rests on put in.
//!
//! The one idea: a claim is put in where it is first named, and only named after that, so that the tree is never larger
//! than what there is to say; and where a chain is long, every so many steps a part is shown apart, as a lemma.

use crate::explain::reading::Reading;
use crate::explain::{Because, Derivation, Premise};
use crate::model::Signed;
use crate::time::{Instant, Likelihood};
use indexmap::{IndexMap, IndexSet};

/// A claim at an instant.
pub(super) type Key = (Signed, Instant);
/// What gives each claim.
pub(super) type Templates = IndexMap<Key, Because>;

/// How many derivations deep a part of a tree is before the next is shown apart.
const DEPTH: usize = 60;
/// What is no deeper than this is not shown apart.
const SHALLOW: usize = 4;

/// The claims that a derivation's own premises name.
pub(super) fn mentions(because: &Because) -> Vec<Key> {
    match because {
        Because::Evidence(_) => Vec::new(),
        Because::Rule { premises, .. } => mentioned(premises),
    }
}

/// The claims that premises name.
pub(super) fn mentioned(premises: &[Premise]) -> Vec<Key> {
    let mut found = Vec::new();
    let mut open: Vec<&Premise> = premises.iter().rev().collect();
    while let Some(premise) = open.pop() {
        match premise {
            Premise::Again { claim, at, .. } => found.push((claim.clone(), *at)),
            Premise::Sentence(_)
            | Premise::Stated { .. }
            | Premise::Claimed { .. }
            | Premise::Comparison { .. } => {}
            Premise::All(all) => open.extend(all.iter().rev()),
            Premise::OneOf(one) | Premise::Window { premise: one, .. } => open.push(one),
            Premise::Default { against, .. } => open.extend(against.as_deref()),
            Premise::Throughout { stretches, .. } => {
                open.extend(stretches.iter().rev().map(|(_, one)| one));
            }
            Premise::AtLeast { of, .. } | Premise::AtMost { of, .. } => {
                open.extend(of.iter().rev().map(|(_, one)| one));
            }
            Premise::Exactly { at_least, at_most } => open.extend([&**at_most, &**at_least]),
            Premise::SoManyOf { of, .. } => open.extend(of.iter().rev().map(|(_, one)| one)),
        }
    }
    found
}

/// The derivation of `root`; none if nothing is there that gives it.
pub(super) fn assemble(
    templates: &Templates,
    root: Key,
    reading: Reading<'_>,
) -> Option<Derivation> {
    let order = bottom_up(templates, &root);
    let apart = shown_apart(templates, &order, &root);
    let mut builder = Builder {
        templates,
        reading,
        apart: &apart,
        values: IndexMap::new(),
    };
    let lemmas: Vec<Derivation> = order
        .iter()
        .filter(|key| apart.contains(*key))
        .filter_map(|key| builder.build(key))
        .collect();
    let mut derivation = builder.build(&root)?;
    derivation.lemmas = lemmas;
    Some(derivation)
}

/// The premise with the derivations put in that it rests on. Where a chain is very long, its far end is only named.
pub(super) fn assemble_premise(
    templates: &Templates,
    premise: &Premise,
    reading: Reading<'_>,
) -> Premise {
    let mut apart = IndexSet::new();
    for key in mentioned(std::slice::from_ref(premise)) {
        let order = bottom_up(templates, &key);
        apart.extend(shown_apart(templates, &order, &key));
    }
    let mut builder = Builder {
        templates,
        reading,
        apart: &apart,
        values: IndexMap::new(),
    };
    builder.put_in(premise)
}

/// All claims below the root and the root itself, each after those that it names.
fn bottom_up(templates: &Templates, root: &Key) -> IndexSet<Key> {
    let mut done = IndexSet::new();
    let mut met = IndexSet::from([root.clone()]);
    let below = |key: &Key| templates.get(key).map(mentions).unwrap_or_default();
    let mut path: Vec<(Key, std::vec::IntoIter<Key>)> =
        vec![(root.clone(), below(root).into_iter())];
    while let Some((key, rest)) = path.last_mut() {
        match rest.next() {
            Some(next) => {
                if met.insert(next.clone()) {
                    let below = below(&next);
                    path.push((next, below.into_iter()));
                }
            }
            None => {
                done.insert(key.clone());
                path.pop();
            }
        }
    }
    done
}

/// The claims that are shown apart, so that no part is much deeper than [`DEPTH`].
fn shown_apart(templates: &Templates, order: &IndexSet<Key>, root: &Key) -> IndexSet<Key> {
    let below: Vec<Vec<usize>> = order
        .iter()
        .map(|key| {
            let names = templates.get(key).map(mentions).unwrap_or_default();
            names.iter().filter_map(|name| order.get_index_of(name)).collect()
        })
        .collect();
    let mut heights = vec![0_usize; order.len()];
    for (at, names) in below.iter().enumerate() {
        let highest = names.iter().filter_map(|name| heights.get(*name)).max();
        heights[at] = highest.map_or(0, |height| height + 1);
    }
    let mut depths = vec![0_usize; order.len()];
    let mut apart = IndexSet::new();
    for at in (0..order.len()).rev() {
        let Some(key) = order.get_index(at) else {
            continue;
        };
        if depths[at] >= DEPTH && heights[at] > SHALLOW && key != root {
            apart.insert(key.clone());
            depths[at] = 0;
        }
        for name in &below[at] {
            depths[*name] = depths[*name].max(depths[at] + 1);
        }
    }
    apart
}

struct Builder<'a, 'w> {
    templates: &'a Templates,
    reading: Reading<'w>,
    apart: &'a IndexSet<Key>,
    /// What the derivations that are complete are worth.
    values: IndexMap<Key, Likelihood>,
}

impl Builder<'_, '_> {
    fn build(&mut self, key: &Key) -> Option<Derivation> {
        let (because, value) = match self.templates.get(key)? {
            Because::Evidence(evidence) => (Because::Evidence(evidence.clone()), evidence.value),
            Because::Rule {
                rule,
                bindings,
                premises,
            } => {
                let premises: Vec<Premise> =
                    premises.iter().map(|premise| self.put_in(premise)).collect();
                let least = premises.iter().map(Premise::value).min();
                let own = self.reading.world.core().rules.get(*rule)?.likelihood;
                let because = Because::Rule {
                    rule: *rule,
                    bindings: bindings.clone(),
                    premises,
                };
                (because, own.min(least.unwrap_or(Likelihood::CERTAIN)))
            }
        };
        self.values.insert(key.clone(), value);
        Some(Derivation {
            claim: key.0.clone(),
            at: key.1,
            value,
            holds: self.reading.holds(&key.0, key.1, value),
            because,
            lemmas: Vec::new(),
        })
    }

    /// A claim that is named: its derivation, or if that stands already, its name with what it is worth.
    fn claim(&mut self, key: &Key, named: Likelihood) -> Premise {
        let leaf = matches!(self.templates.get(key), Some(Because::Evidence(_)));
        let stands = self.values.get(key).copied();
        if (stands.is_none() && !self.apart.contains(key) || leaf)
            && let Some(derivation) = self.build(key)
        {
            return Premise::Sentence(derivation);
        }
        Premise::Again {
            claim: key.0.clone(),
            at: key.1,
            value: stands.unwrap_or(named),
        }
    }

    fn put_in(&mut self, premise: &Premise) -> Premise {
        let mut one = |premise: &Premise| Box::new(self.put_in(premise));
        match premise {
            Premise::Again { claim, at, value } => self.claim(&(claim.clone(), *at), *value),
            Premise::All(all) => Premise::All(all.iter().map(|one| self.put_in(one)).collect()),
            Premise::OneOf(of) => Premise::OneOf(one(of)),
            Premise::Default {
                condition,
                value,
                against,
            } => Premise::Default {
                condition: condition.clone(),
                value: *value,
                against: against.as_deref().map(one),
            },
            Premise::Window {
                length,
                any_time,
                seen,
                premise,
            } => Premise::Window {
                length: length.clone(),
                any_time: *any_time,
                seen: *seen,
                premise: one(premise),
            },
            Premise::Throughout {
                length,
                over,
                stretches,
            } => Premise::Throughout {
                length: length.clone(),
                over: *over,
                stretches: stretches
                    .iter()
                    .map(|(span, premise)| (*span, self.put_in(premise)))
                    .collect(),
            },
            Premise::AtLeast { k, of } => Premise::AtLeast {
                k: *k,
                of: self.counted(of),
            },
            Premise::AtMost { k, value, of } => Premise::AtMost {
                k: *k,
                value: *value,
                of: self.counted(of),
            },
            Premise::Exactly { at_least, at_most } => {
                let at_least = one(at_least);
                Premise::Exactly {
                    at_least,
                    at_most: Box::new(self.put_in(at_most)),
                }
            }
            Premise::SoManyOf { k, of } => Premise::SoManyOf {
                k: *k,
                of: self.counted(of),
            },
            Premise::Sentence(_)
            | Premise::Stated { .. }
            | Premise::Claimed { .. }
            | Premise::Comparison { .. } => premise.clone(),
        }
    }

    fn counted<T: Clone>(&mut self, of: &[(T, Premise)]) -> Vec<(T, Premise)> {
        of.iter()
            .map(|(counted, premise)| (counted.clone(), self.put_in(premise)))
            .collect()
    }
}
