//! What of a world a question needs.
//!
//! Takes the sentences that a question looks at, some of whose slots are filled; gives for each relation what of it has to
//! be known: nothing, all, or the sentences with some values in one slot. The one idea (magic sets, Bancilhon, Maier, Sagiv
//! and Ullman 1986, kept to what can be told from the rules alone): where a rule's conclusion is needed for a value only,
//! so are the conditions that name the same variable. What is needed is never too little, and may be too much.

use crate::model::{Body, Core, Pattern, RelationId, Rule, RuleId, Term, Value, VarId};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What of one relation is needed.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Need {
    /// All its sentences.
    All,
    /// Those with one of the values in the slot.
    With(usize, BTreeSet<Value>),
}

/// So many values at most are told apart: for more, all is as quick.
const VALUES: usize = 64;

/// What of each relation is needed; of those that are not there, nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Needs(BTreeMap<RelationId, Need>);

/// Which slot is taken where several are filled.
#[derive(Clone, Copy)]
enum Taken {
    First,
    Last,
}

impl Needs {
    /// What the sentences need, and all that they rest on by the rules.
    pub(super) fn of(core: &Core, running: &[RuleId], looked_at: &[Pattern]) -> Needs {
        let [first, last] = [Taken::First, Taken::Last].map(|taken| {
            let mut finding = Finding {
                core,
                running,
                taken,
                needs: Needs::default(),
                open: Vec::new(),
            };
            for pattern in looked_at {
                finding.pattern(pattern, None);
            }
            finding.follow();
            finding.needs
        });
        let whole = |needs: &Needs| needs.0.values().filter(|need| **need == Need::All).count();
        if whole(&last) < whole(&first) {
            last
        } else {
            first
        }
    }

    /// Whether anything of the relation is needed.
    pub(super) fn has(&self, relation: RelationId) -> bool {
        self.0.contains_key(&relation)
    }

    /// Whether all of the relation is needed.
    pub(super) fn has_all(&self, relation: RelationId) -> bool {
        self.0.get(&relation) == Some(&Need::All)
    }

    /// Whether whole relations are needed, with most of all statements: to leave out the rest saves less than it may cost.
    pub(super) fn spare_little(&self, core: &Core) -> bool {
        let all = self.0.values().all(|need| *need == Need::All);
        all && core.items.count_of(|relation| self.has(relation)) * 2 > core.items.len()
    }

    /// The slot by which sentences of the relation are needed, and its values; none where all are, or none is.
    pub(super) fn with(&self, relation: RelationId) -> Option<(usize, &BTreeSet<Value>)> {
        match self.0.get(&relation)? {
            Need::All => None,
            Need::With(slot, values) => Some((*slot, values)),
        }
    }

    /// Whether every sentence is needed that has these values in its slots; none is one that may hold anything.
    pub(super) fn cover<'v>(
        &self,
        relation: RelationId,
        args: impl IntoIterator<Item = Option<&'v Value>>,
    ) -> bool {
        match self.0.get(&relation) {
            None => false,
            Some(Need::All) => true,
            Some(Need::With(slot, values)) => {
                let filled = args.into_iter().nth(*slot).flatten();
                filled.is_some_and(|value| values.contains(value))
            }
        }
    }

    /// The rule, as far as its conclusions are needed: itself, or once for each value with the value filled in.
    pub(super) fn narrowed<'r>(&self, rule: &'r Rule) -> Vec<Cow<'r, Rule>> {
        let Some((slot, values)) = self.with(rule.head.relation) else {
            return vec![Cow::Borrowed(rule)];
        };
        match rule.head.args.get(slot) {
            Some(Term::Var(var)) if !counts(&rule.body, *var) => {
                let filled = |value: &Value| {
                    let mut rule = rule.clone();
                    let mut fill = |term: &mut Term| {
                        if *term == Term::Var(*var) {
                            *term = Term::Value(value.clone());
                        }
                    };
                    rule.head.args.iter_mut().for_each(&mut fill);
                    rule.body.each_term_mut(&mut fill);
                    Cow::Owned(rule)
                };
                values.iter().map(filled).collect()
            }
            Some(Term::Value(value)) if !values.contains(value) => Vec::new(),
            _ => vec![Cow::Borrowed(rule)],
        }
    }
}

/// Whether the body counts what the variable stands for: there it stands for something else than outside.
fn counts(body: &Body, var: VarId) -> bool {
    let here = match body {
        Body::AtLeast(count) | Body::AtMost(count) | Body::Exactly(count) => count.var == var,
        _ => false,
    };
    here || body.parts().iter().any(|part| counts(part, var))
}

/// The needs, while they are found.
struct Finding<'c> {
    core: &'c Core,
    running: &'c [RuleId],
    taken: Taken,
    needs: Needs,
    open: Vec<RelationId>,
}

impl Finding<'_> {
    /// The pattern is looked at, where the variable stands for some values.
    fn pattern(&mut self, pattern: &Pattern, bound: Option<(VarId, &BTreeSet<Value>)>) {
        let mut filled: Vec<(usize, BTreeSet<Value>)> = Vec::new();
        for (slot, term) in pattern.args.iter().enumerate() {
            match (term, bound) {
                (Term::Var(var), Some((known, values))) if *var == known => {
                    filled.insert(0, (slot, values.clone()));
                }
                (Term::Value(value), _) => filled.push((slot, BTreeSet::from([value.clone()]))),
                (Term::Var(_), _) => {}
            }
        }
        let by_variable = bound.is_some_and(|(known, _)| pattern.args.contains(&Term::Var(known)));
        let taken = match self.taken {
            Taken::Last if !by_variable => filled.pop(),
            Taken::First | Taken::Last => filled.into_iter().next(),
        };
        let need = taken.map_or(Need::All, |(slot, values)| Need::With(slot, values));
        self.add(pattern.relation, need);
    }

    fn add(&mut self, relation: RelationId, new: Need) {
        let merged = match (self.needs.0.get(&relation), new) {
            (None, new) => new,
            (Some(Need::All), _) => return,
            (Some(Need::With(slot, known)), Need::With(other, values)) if *slot == other => {
                if values.is_subset(known) {
                    return;
                }
                let all: BTreeSet<Value> = known.union(&values).cloned().collect();
                if all.len() > VALUES {
                    Need::All
                } else {
                    Need::With(other, all)
                }
            }
            (Some(Need::With(..)), _) => Need::All,
        };
        self.needs.0.insert(relation, merged);
        self.open.push(relation);
    }

    fn follow(&mut self) {
        while let Some(relation) = self.open.pop() {
            let Some(need) = self.needs.0.get(&relation).cloned() else {
                continue;
            };
            let core = self.core;
            let rules = self.running.iter().filter_map(|id| core.rules.get(*id));
            for rule in rules.filter(|rule| rule.head.relation == relation) {
                let bound = match &need {
                    Need::All => None,
                    Need::With(slot, values) => match rule.head.args.get(*slot) {
                        Some(Term::Value(value)) if !values.contains(value) => continue,
                        Some(Term::Var(var)) if !counts(&rule.body, *var) => Some((*var, values)),
                        _ => None,
                    },
                };
                rule.body
                    .each_pattern(&mut |pattern, _| self.pattern(pattern, bound));
            }
        }
    }
}
