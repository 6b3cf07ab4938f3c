//! Properties of relations. Takes what `symmetric`, `transitive` and `inverse` are said of, gives the rules that they stand for.

use super::front::Front;
use super::kinds::property_rule;
use crate::model::{Body, Origin, Pattern, Property, RelationId, Sign, Term, VarId};

/// A property that stands as rules, until all relations are known.
#[derive(Clone, Debug)]
pub(crate) enum PropertyOf {
    /// `symmetric`
    Symmetric(RelationId, Origin),
    /// `transitive`
    Transitive(RelationId, Origin),
    /// `inverse […]`: the other relation, and for each of its slots this one's.
    Inverse(RelationId, RelationId, Vec<usize>, Origin),
}

impl Front<'_> {
    /// The rules that properties stand for.
    pub(crate) fn property_rules(&mut self) {
        let properties = std::mem::take(&mut self.properties);
        let mut seen: Vec<(RelationId, RelationId, Property)> = Vec::new();
        for property in properties {
            let (one, other, kind) = match &property {
                PropertyOf::Symmetric(id, _) => (*id, *id, Property::Symmetric),
                PropertyOf::Transitive(id, _) => (*id, *id, Property::Transitive),
                PropertyOf::Inverse(id, other, ..) => (*id, *other, Property::Inverse),
            };
            if seen.contains(&(one, other, kind)) {
                continue;
            }
            seen.push((one, other, kind));
            match property {
                PropertyOf::Symmetric(id, origin) => {
                    let mut order: Vec<usize> =
                        (0..self.situation.relations[id].slots.len()).collect();
                    if order.len() > 1 {
                        order.swap(0, 1);
                        self.turned_rules(Property::Symmetric, id, id, &order, &origin);
                    }
                }
                PropertyOf::Inverse(id, other, order, origin) => {
                    self.turned_rules(Property::Inverse, id, other, &order, &origin);
                    let mut back = vec![0; order.len()];
                    for (at, slot) in order.iter().enumerate() {
                        if let Some(room) = back.get_mut(*slot) {
                            *room = at;
                        }
                    }
                    self.turned_rules(Property::Inverse, other, id, &back, &origin);
                }
                PropertyOf::Transitive(id, origin) => self.transitive_rule(id, &origin),
            }
        }
    }

    /// For each sign: the sentence of `other` whose slots are filled by those of `one` in that order.
    fn turned_rules(
        &mut self,
        property: Property,
        one: RelationId,
        other: RelationId,
        order: &[usize],
        origin: &Origin,
    ) {
        let slots = self.situation.relations[one].slots.clone();
        let wanted = self.situation.relations[other].slots.clone();
        let shipped = self.situation.relations[one].shipped;
        let variables: Vec<String> = (0..slots.len()).map(variable).collect();
        let from = Pattern {
            relation: one,
            args: (0..slots.len())
                .map(|at| Term::Var(VarId(at as u32)))
                .collect(),
        };
        let to = Pattern {
            relation: other,
            args: order
                .iter()
                .map(|at| Term::Var(VarId(*at as u32)))
                .collect(),
        };
        // What fills the new slot must be of its kind; where the old slot does not see to that, the rule asks.
        let mut conditions = Vec::new();
        for (slot, at) in order.iter().enumerate() {
            if let (Some(asked), Some(is)) = (wanted.get(slot), slots.get(*at))
                && !self.vocabulary.is_below(*is, *asked)
            {
                let relation = self.kind_relation(*asked);
                conditions.push(Body::Sentence(Pattern {
                    relation,
                    args: vec![Term::Var(VarId(*at as u32))],
                }));
            }
        }
        for sign in [Sign::For, Sign::Against] {
            let first = match sign {
                Sign::For => Body::Sentence(from.clone()),
                Sign::Against => Body::Denied(from.clone()),
            };
            let body = if conditions.is_empty() {
                first
            } else {
                Body::And(
                    std::iter::once(first)
                        .chain(conditions.iter().cloned())
                        .collect(),
                )
            };
            self.situation.told.rules.push(property_rule(
                property,
                variables.clone(),
                (sign, to.clone()),
                body,
                shipped,
                origin.clone(),
            ));
        }
    }

    fn transitive_rule(&mut self, id: RelationId, origin: &Origin) {
        let relation = &self.situation.relations[id];
        if relation.slots.len() != 2 {
            return;
        }
        let shipped = relation.shipped;
        let of = |a: u32, b: u32| Pattern {
            relation: id,
            args: vec![Term::Var(VarId(a)), Term::Var(VarId(b))],
        };
        self.situation.told.rules.push(property_rule(
            Property::Transitive,
            (0..3).map(variable).collect(),
            (Sign::For, of(0, 2)),
            Body::And(vec![Body::Sentence(of(0, 1)), Body::Sentence(of(1, 2))]),
            shipped,
            origin.clone(),
        ));
    }
}

fn variable(at: usize) -> String {
    const NAMES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
    NAMES
        .get(at)
        .map_or_else(|| format!("v{at}"), |name| (*name).to_string())
}
