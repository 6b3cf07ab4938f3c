//! A core as a ProbLog program. Takes a core without dates, gives what ProbLog counts: a statement is a fact that is so
//! with its likelihood, and so is that a rule applies.
//!
//! The one idea: a rule's likelihood is one chance for all that it concludes, not one for each, so it is a fact in its
//! body. What is negated is a predicate of its own over what it shares with the rule, since ProbLog negates only what is
//! bound.

use casus::model::{
    Body, Comparison, Core, Id as _, Pattern, Rule, Sign, Signed, Term, Value, VarId,
};
use casus::time::Likelihood;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The program, with a query for each claim.
pub fn program(core: &Core, claims: &[Signed]) -> String {
    let mut program = Program {
        text: String::new(),
        negations: 0,
    };
    let mut declared = BTreeSet::new();
    for (id, item) in core.items.iter() {
        let claim = Signed {
            sign: item.stated.sign,
            sentence: item.stated.sentence.clone(),
        };
        let (number, likely) = (id.index(), chance(item.stated.likelihood));
        program.line(&format!("{likely}::item{number}."));
        program.line(&format!("{} :- item{number}.", query(&claim)));
        declared.insert((claim.sentence.relation, claim.sign));
    }
    for (id, rule) in core.rules.iter() {
        let body = program.body(&rule.body, &outside(rule));
        let head = atom(rule.sign, &rule.head);
        let (number, likely) = (id.index(), chance(rule.likelihood));
        program.line(&format!("{likely}::rule{number}."));
        program.line(&format!("{head} :- rule{number}, {body}."));
        declared.insert((rule.head.relation, rule.sign));
    }
    // ProbLog wants every predicate to have a clause.
    for (relation, one) in core.situation.relations.iter() {
        for sign in [Sign::For, Sign::Against] {
            if !declared.contains(&(relation, sign)) {
                let slots = vec!["_"; one.slots.len()].join(", ");
                program.line(&format!(
                    "{}({slots}) :- fail.",
                    name(sign, relation.index())
                ));
            }
        }
    }
    for claim in claims {
        program.line(&format!("query({}).", query(claim)));
    }
    program.text
}

/// The variables that stand outside negations: what a negation shares with its rule.
fn outside(rule: &Rule) -> BTreeSet<VarId> {
    fn collect(body: &Body, found: &mut BTreeSet<VarId>) {
        match body {
            Body::Not(_) => {}
            Body::And(of) | Body::Or(of) | Body::AtLeastOf { of, .. } => {
                of.iter().for_each(|one| collect(one, found));
            }
            other => other.each_term(&mut |one| add(one, found)),
        }
    }
    fn add(term: &Term, found: &mut BTreeSet<VarId>) {
        if let Term::Var(variable) = term {
            found.insert(*variable);
        }
    }
    let mut found = BTreeSet::new();
    rule.head.args.iter().for_each(|one| add(one, &mut found));
    collect(&rule.body, &mut found);
    found
}

/// The claim as ProbLog prints it.
pub fn query(claim: &Signed) -> String {
    let args: Vec<String> = claim.sentence.args.iter().map(value).collect();
    format!(
        "{}({})",
        name(claim.sign, claim.sentence.relation.index()),
        args.join(",")
    )
}

fn chance(likelihood: Likelihood) -> String {
    format!("{}", f64::from(likelihood.ten_thousandths()) / 1e4)
}

fn name(sign: Sign, relation: usize) -> String {
    match sign {
        Sign::For => format!("r{relation}"),
        Sign::Against => format!("n{relation}"),
    }
}

fn value(value: &Value) -> String {
    match value {
        Value::Entity(entity) => format!("e{}", entity.index()),
        other => panic!("{other:?} is not translated"),
    }
}

fn term(of: &Term) -> String {
    match of {
        Term::Var(variable) => format!("V{}", variable.index()),
        Term::Value(of) => value(of),
    }
}

fn atom(sign: Sign, pattern: &Pattern) -> String {
    let args: Vec<String> = pattern.args.iter().map(term).collect();
    format!(
        "{}({})",
        name(sign, pattern.relation.index()),
        args.join(",")
    )
}

struct Program {
    text: String,
    negations: usize,
}

impl Program {
    fn line(&mut self, line: &str) {
        writeln!(self.text, "{line}").expect("a text can be written to");
    }

    fn body(&mut self, body: &Body, outside: &BTreeSet<VarId>) -> String {
        match body {
            Body::Sentence(pattern) => atom(Sign::For, pattern),
            Body::Denied(pattern) => atom(Sign::Against, pattern),
            Body::And(of) if of.is_empty() => "true".to_owned(),
            Body::And(of) => self.joined(of, ", ", outside),
            Body::Or(of) => format!("({})", self.joined(of, "; ", outside)),
            Body::AtLeastOf { k, of } => {
                let sets = (0..1_u32 << of.len()).filter(|set| set.count_ones() == *k);
                let chosen = |set: u32| -> Vec<Body> {
                    let each = of.iter().enumerate();
                    let taken = each.filter(|(at, _)| set & (1 << at) != 0);
                    taken.map(|(_, body)| body.clone()).collect()
                };
                let ways: Vec<Body> = sets.map(|set| Body::And(chosen(set))).collect();
                self.body(&Body::Or(ways), outside)
            }
            Body::Not(of) => {
                let inner = self.body(of, outside);
                let number = self.negations;
                self.negations += 1;
                // What occurs in the negation alone is its own.
                let mut shared = BTreeSet::new();
                of.each_term(&mut |one| {
                    if let Term::Var(variable) = one
                        && outside.contains(variable)
                    {
                        shared.insert(*variable);
                    }
                });
                self.negation(number, &inner, &shared)
            }
            Body::Compare {
                op, left, right, ..
            } => {
                let op = match op {
                    Comparison::Equal => "==",
                    Comparison::Unequal => "\\==",
                    other => panic!("{other:?} is not translated"),
                };
                format!("{} {op} {}", term(left), term(right))
            }
            other => panic!("{other:?} is not translated"),
        }
    }

    fn joined(&mut self, of: &[Body], between: &str, outside: &BTreeSet<VarId>) -> String {
        let part = |one: &Body| format!("({})", self.body(one, outside));
        let parts: Vec<String> = of.iter().map(part).collect();
        parts.join(between)
    }

    fn negation(&mut self, number: usize, inner: &str, variables: &BTreeSet<VarId>) -> String {
        let args: Vec<String> = variables
            .iter()
            .map(|one| format!("V{}", one.index()))
            .collect();
        if args.is_empty() {
            self.line(&format!("not{number} :- {inner}."));
            return format!("\\+ not{number}");
        }
        self.line(&format!("not{number}({}) :- {inner}.", args.join(",")));
        format!("\\+ not{number}({})", args.join(","))
    }
}
