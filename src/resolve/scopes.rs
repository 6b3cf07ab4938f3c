//! Where variables belong. Takes a body, gives the scope of every variable of it, and those that it binds.
//!
//! A variable belongs to the smallest negation or count that holds all its occurrences, else to the rule (meaning.md 5).

use crate::model::{Body, Pattern, Term, VarId};
use std::collections::{BTreeMap, BTreeSet};

/// Which negation or count each variable belongs to: scopes are numbered as they open, from the left.
pub(super) struct Scopes {
    /// Of each variable, the scopes around each of its occurrences that are common to all, the innermost last.
    paths: BTreeMap<VarId, Vec<usize>>,
    /// How many scopes each one is, itself counted.
    sizes: Vec<usize>,
}

impl Scopes {
    pub fn of(body: &Body, head: Option<&Pattern>, variables: usize) -> Scopes {
        let mut scopes = Scopes {
            paths: BTreeMap::new(),
            sizes: Vec::new(),
        };
        for term in head.iter().flat_map(|head| &head.args) {
            scopes.meet(term, &[]);
        }
        scopes.visit(body, &mut Vec::new());
        for var in 0..variables {
            scopes.paths.entry(VarId(var as u32)).or_default();
        }
        scopes
    }

    fn meet(&mut self, term: &Term, path: &[usize]) {
        let Term::Var(var) = term else { return };
        match self.paths.get_mut(var) {
            None => {
                self.paths.insert(*var, path.to_vec());
            }
            Some(known) => {
                let common = known.iter().zip(path).take_while(|(a, b)| a == b).count();
                known.truncate(common);
            }
        }
    }

    fn visit(&mut self, body: &Body, path: &mut Vec<usize>) {
        match body {
            Body::Sentence(pattern) | Body::Denied(pattern) | Body::Stated(_, pattern) => {
                pattern.args.iter().for_each(|term| self.meet(term, path));
            }
            Body::Claimed { pattern, by } => {
                pattern.args.iter().for_each(|term| self.meet(term, path));
                self.meet(by, path);
            }
            Body::Compare { left, right, .. } => {
                self.meet(left, path);
                self.meet(right, path);
            }
            Body::And(all) | Body::Or(all) | Body::AtLeastOf { of: all, .. } => {
                all.iter().for_each(|one| self.visit(one, path));
            }
            Body::Past(one)
            | Body::PastWithin(_, one)
            | Body::Throughout(_, one)
            | Body::AnyTime(one) => self.visit(one, path),
            Body::Not(one) => self.open(one, None, path),
            Body::AtLeast(count) | Body::AtMost(count) | Body::Exactly(count) => {
                self.open(&count.body, Some(count.var), path);
            }
        }
    }

    fn open(&mut self, body: &Body, counted: Option<VarId>, path: &mut Vec<usize>) {
        let scope = self.sizes.len();
        self.sizes.push(0);
        path.push(scope);
        counted
            .into_iter()
            .for_each(|var| self.meet(&Term::Var(var), path));
        self.visit(body, path);
        path.pop();
        let size = self.sizes.len() - scope;
        if let Some(slot) = self.sizes.get_mut(scope) {
            *slot = size;
        }
    }

    pub(super) fn within(&self, scope: usize) -> usize {
        self.sizes.get(scope).copied().unwrap_or(1)
    }

    /// The variables of a scope; none is the rule itself.
    pub fn variables(&self, scope: Option<usize>) -> impl Iterator<Item = VarId> + '_ {
        self.paths
            .iter()
            .filter(move |(_, path)| path.last().copied() == scope)
            .map(|(var, _)| *var)
    }

    /// Whether a variable belongs to the rule itself.
    pub fn is_the_rules(&self, var: VarId) -> bool {
        self.paths.get(&var).is_none_or(Vec::is_empty)
    }
}

/// The variables that a body binds (meaning.md 5): those of its positive sentences, in every branch of an `or`.
pub(super) fn bound(body: &Body, out: &mut BTreeSet<VarId>) {
    let mut take = |terms: &[Term]| {
        out.extend(terms.iter().filter_map(|term| match term {
            Term::Var(var) => Some(*var),
            Term::Value(_) => None,
        }));
    };
    match body {
        Body::Sentence(pattern) | Body::Denied(pattern) | Body::Stated(_, pattern) => {
            take(&pattern.args)
        }
        Body::Claimed { pattern, by } => {
            take(&pattern.args);
            take(std::slice::from_ref(by));
        }
        Body::And(all) => all.iter().for_each(|one| bound(one, out)),
        Body::Or(all) => {
            let mut branches = all.iter().map(|one| {
                let mut here = BTreeSet::new();
                bound(one, &mut here);
                here
            });
            if let Some(first) = branches.next() {
                out.extend(branches.fold(first, |common, here| &common & &here));
            }
        }
        Body::Past(one)
        | Body::PastWithin(_, one)
        | Body::Throughout(_, one)
        | Body::AnyTime(one) => {
            bound(one, out);
        }
        Body::AtLeast(count) if count.k > 0 => bound(&count.body, out),
        // Whichever k of them hold, one is among any n - k + 1.
        Body::AtLeastOf { k, of } => {
            let enough = (of.len() + 1).saturating_sub(*k as usize);
            let mut times: BTreeMap<VarId, usize> = BTreeMap::new();
            for one in of {
                let mut here = BTreeSet::new();
                bound(one, &mut here);
                here.into_iter()
                    .for_each(|var| *times.entry(var).or_default() += 1);
            }
            out.extend(
                times
                    .into_iter()
                    .filter(|(_, count)| *count >= enough.max(1))
                    .map(|(var, _)| var),
            );
        }
        Body::Not(_)
        | Body::AtLeast(_)
        | Body::AtMost(_)
        | Body::Exactly(_)
        | Body::Compare { .. } => {}
    }
}
