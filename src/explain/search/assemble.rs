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

/// Which derivation of a claim is meant.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Layer {
    /// The one that the tree rests on.
    Main,
    /// The strongest there is, shown against a default. It is another one only where the tree may not take the strongest,
    /// because that rests on what the tree shows.
    Against,
}

/// A claim at an instant.
pub(super) type Key = (Signed, Instant, Layer);

/// What gives each claim.
#[derive(Clone, Debug)]
pub(super) struct Templates {
    pub(super) of: IndexMap<Key, Because>,
    /// The layer of what stands against a default.
    pub(super) against: Layer,
}

impl Templates {
    fn mentions(&self, key: &Key) -> Vec<Key> {
        self.of
            .get(key)
            .map(|because| mentions(because, key.2, self.against))
            .unwrap_or_default()
    }
}

/// How many derivations deep a part of a tree is before the next is shown apart.
const DEPTH: usize = 60;
/// What is no deeper than this is not shown apart.
const SHALLOW: usize = 4;

/// The claims that a derivation's own premises name; the derivation stands in `layer`, what is against a default in
/// `against`.
pub(super) fn mentions(because: &Because, layer: Layer, against: Layer) -> Vec<Key> {
    match because {
        Because::Evidence(_) => Vec::new(),
        Because::Rule { premises, .. } => mentioned(premises, layer, against),
    }
}

/// The claims that premises name.
pub(super) fn mentioned(premises: &[Premise], layer: Layer, against: Layer) -> Vec<Key> {
    let mut found = Vec::new();
    let mut open: Vec<(&Premise, Layer)> = premises.iter().rev().map(|one| (one, layer)).collect();
    while let Some((premise, layer)) = open.pop() {
        let lower = match against {
            Layer::Main => layer,
            Layer::Against => Layer::Against,
        };
        match premise {
            Premise::Again { claim, at, .. } => found.push((claim.clone(), *at, layer)),
            Premise::Default { against, .. } => {
                open.extend(against.as_deref().map(|one| (one, lower)));
            }
            Premise::AtMost { of, .. } => open.extend(of.iter().rev().map(|(_, one)| (one, lower))),
            _ => open.extend(premise.parts().into_iter().rev().map(|one| (one, layer))),
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
        layer: Layer::Main,
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
    for key in mentioned(
        std::slice::from_ref(premise),
        Layer::Main,
        templates.against,
    ) {
        let order = bottom_up(templates, &key);
        apart.extend(shown_apart(templates, &order, &key));
    }
    let mut builder = Builder {
        templates,
        reading,
        apart: &apart,
        layer: Layer::Main,
        values: IndexMap::new(),
    };
    builder.put_in(premise)
}

/// All claims below the root and the root itself, each after those that it names.
fn bottom_up(templates: &Templates, root: &Key) -> IndexSet<Key> {
    let mut done = IndexSet::new();
    let mut met = IndexSet::from([root.clone()]);
    let below = |key: &Key| templates.mentions(key);
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
            let names = templates.mentions(key);
            names
                .iter()
                .filter_map(|name| order.get_index_of(name))
                .collect()
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
    /// Where the claims stand that are put in now.
    layer: Layer,
    /// What the derivations that are complete are worth.
    values: IndexMap<Key, Likelihood>,
}

impl Builder<'_, '_> {
    fn build(&mut self, key: &Key) -> Option<Derivation> {
        let outer = std::mem::replace(&mut self.layer, key.2);
        let built = self.build_within(key);
        self.layer = outer;
        built
    }

    fn build_within(&mut self, key: &Key) -> Option<Derivation> {
        let (because, value) = match self.templates.of.get(key)? {
            Because::Evidence(evidence) => (Because::Evidence(evidence.clone()), evidence.value),
            Because::Rule {
                rule,
                bindings,
                premises,
            } => {
                let premises: Vec<Premise> = premises
                    .iter()
                    .map(|premise| self.put_in(premise))
                    .collect();
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
        let leaf = matches!(self.templates.of.get(key), Some(Because::Evidence(_)));
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
            Premise::Again { claim, at, value } => {
                self.claim(&(claim.clone(), *at, self.layer), *value)
            }
            Premise::All(all) => Premise::All(all.iter().map(|one| self.put_in(one)).collect()),
            Premise::OneOf(of) => Premise::OneOf(one(of)),
            Premise::Default {
                condition,
                value,
                against,
            } => Premise::Default {
                condition: condition.clone(),
                value: *value,
                against: against
                    .as_deref()
                    .map(|against| Box::new(self.put_in_against(against))),
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
                of: of
                    .iter()
                    .map(|(counted, one)| (counted.clone(), self.put_in_against(one)))
                    .collect(),
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

    /// What stands against a default.
    fn put_in_against(&mut self, premise: &Premise) -> Premise {
        let lower = match self.templates.against {
            Layer::Main => self.layer,
            Layer::Against => Layer::Against,
        };
        let outer = std::mem::replace(&mut self.layer, lower);
        let put_in = self.put_in(premise);
        self.layer = outer;
        put_in
    }

    fn counted<T: Clone>(&mut self, of: &[(T, Premise)]) -> Vec<(T, Premise)> {
        of.iter()
            .map(|(counted, premise)| (counted.clone(), self.put_in(premise)))
            .collect()
    }
}
