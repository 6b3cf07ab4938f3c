//! What a rule's variables stand for. Takes patterns and bodies with variables, gives them filled in as far as they
//! are known.

use crate::model::{Body, Id as _, Pattern, Sentence, Term, Value, VarId};

/// A value for each variable of a rule, by number; none where it is not bound, or not by what has been looked at.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Bindings(Vec<Option<Value>>);

impl Bindings {
    /// Of so many variables none is bound.
    #[must_use]
    pub fn none(variables: usize) -> Bindings {
        Bindings(vec![None; variables])
    }

    /// Those that are bound, in their order.
    pub fn bound(&self) -> impl Iterator<Item = (VarId, &Value)> {
        self.0
            .iter()
            .enumerate()
            .filter_map(|(at, value)| Some((VarId::at(at), value.as_ref()?)))
    }

    /// Those that are bound, to keep.
    #[must_use]
    pub fn to_pairs(&self) -> Vec<(VarId, Value)> {
        self.bound()
            .map(|(variable, value)| (variable, value.clone()))
            .collect()
    }

    /// What a derivation says of its rule's variables.
    #[must_use]
    pub fn from_pairs(pairs: &[(VarId, Value)]) -> Bindings {
        let mut bindings = Bindings::default();
        for (variable, value) in pairs {
            bindings.bind(*variable, value.clone());
        }
        bindings
    }

    /// By number, as a world gives them.
    #[must_use]
    pub fn from_options(values: Vec<Option<Value>>) -> Bindings {
        Bindings(values)
    }

    /// By number, as a world takes them.
    #[must_use]
    pub fn as_options(&self) -> &[Option<Value>] {
        &self.0
    }

    /// Has room for so many variables at least.
    pub fn make_room(&mut self, variables: usize) {
        if self.0.len() < variables {
            self.0.resize(variables, None);
        }
    }

    /// How many variables there is room for.
    #[must_use]
    pub fn variables(&self) -> usize {
        self.0.len()
    }

    /// What the variable stands for.
    #[must_use]
    pub fn get(&self, variable: VarId) -> Option<&Value> {
        self.0.get(variable.index())?.as_ref()
    }

    /// The variable stands for this from now on.
    pub fn bind(&mut self, variable: VarId, value: Value) {
        if self.0.len() <= variable.index() {
            self.0.resize(variable.index() + 1, None);
        }
        if let Some(place) = self.0.get_mut(variable.index()) {
            *place = Some(value);
        }
    }

    /// The same with one more variable bound.
    #[must_use]
    pub fn with(&self, variable: VarId, value: Value) -> Bindings {
        let mut more = self.clone();
        more.bind(variable, value);
        more
    }

    /// The same and, where this binds nothing, what `other` binds.
    #[must_use]
    pub fn or(&self, other: &Bindings) -> Bindings {
        let mut more = self.clone();
        for (variable, value) in other.bound() {
            if more.get(variable).is_none() {
                more.bind(variable, value.clone());
            }
        }
        more
    }

    /// What stands in the slot; none if it is an unbound variable.
    #[must_use]
    pub fn term<'a>(&'a self, term: &'a Term) -> Option<&'a Value> {
        match term {
            Term::Var(variable) => self.get(*variable),
            Term::Value(value) => Some(value),
        }
    }

    /// The sentence that the pattern is; none while a variable of it is unbound.
    #[must_use]
    pub fn fill(&self, pattern: &Pattern) -> Option<Sentence> {
        let args: Option<Vec<Value>> = pattern
            .args
            .iter()
            .map(|term| self.term(term).cloned())
            .collect();
        Some(Sentence {
            relation: pattern.relation,
            args: args?,
        })
    }

    /// These and what makes the pattern the sentence; none if nothing does.
    #[must_use]
    pub fn matching(&self, pattern: &Pattern, sentence: &Sentence) -> Option<Bindings> {
        if pattern.relation != sentence.relation || pattern.args.len() != sentence.args.len() {
            return None;
        }
        let mut more = self.clone();
        for (term, value) in pattern.args.iter().zip(&sentence.args) {
            match (more.term(term), term) {
                (Some(bound), _) if bound == value => {}
                (Some(_), _) | (None, Term::Value(_)) => return None,
                (None, Term::Var(variable)) => more.bind(*variable, value.clone()),
            }
        }
        Some(more)
    }

    /// The condition with these values in place of the variables that they bind.
    #[must_use]
    pub fn fill_body(&self, body: &Body) -> Body {
        let mut filled = body.clone();
        filled.each_term_mut(&mut |term| *term = self.fill_term(term));
        filled
    }

    fn fill_term(&self, term: &Term) -> Term {
        match self.term(term) {
            Some(value) => Term::Value(value.clone()),
            None => term.clone(),
        }
    }
}

/// Whether a variable that is not bound stands in a sentence of the condition itself: not only in a negation or a
/// count, which quantify their own, nor in one branch of an `or`, which is looked at branch by branch.
#[must_use]
pub fn is_open(body: &Body, bindings: &Bindings) -> bool {
    let pattern = |pattern: &Pattern| {
        pattern
            .args
            .iter()
            .any(|term| bindings.term(term).is_none())
    };
    match body {
        Body::Sentence(p) | Body::Denied(p) | Body::Stated(_, p) => pattern(p),
        Body::Claimed { pattern: p, by } => pattern(p) || bindings.term(by).is_none(),
        Body::And(of) => of.iter().any(|body| is_open(body, bindings)),
        Body::Past(of) | Body::AnyTime(of) | Body::PastWithin(_, of) | Body::Throughout(_, of) => {
            is_open(of, bindings)
        }
        Body::Or(_)
        | Body::AtLeastOf { .. }
        | Body::Not(_)
        | Body::AtLeast(_)
        | Body::AtMost(_)
        | Body::Exactly(_)
        | Body::Compare { .. } => false,
    }
}
