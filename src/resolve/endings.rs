//! A last look at what events end. Takes all that is told, reports every ending of a sentence that nobody states and a rule gives.

use super::error::ResolveError;
use super::front::Front;
use super::spelled;
use crate::model::{
    Additions, Body, Pattern, RelationId, Rule, Sentence, Sign, Term, Value, VarId,
};
use std::collections::{HashMap, HashSet};

impl Front<'_> {
    /// Reports endings of derived sentences, and leaves them out.
    pub(crate) fn check_endings(&mut self) {
        let mut stated: HashSet<Sentence> = HashSet::new();
        let mut rules: HashMap<RelationId, Vec<Rule>> = HashMap::new();
        let told: Vec<&Additions> = std::iter::once(&self.situation.told)
            .chain(
                self.situation
                    .branches
                    .rows()
                    .iter()
                    .map(|b| &b.change.adds),
            )
            .chain(
                self.situation
                    .hypotheses
                    .rows()
                    .iter()
                    .map(|h| &h.change.adds),
            )
            .collect();
        if told.iter().all(|additions| additions.endings.is_empty()) {
            return;
        }
        for additions in told {
            stated.extend(
                additions
                    .stated
                    .iter()
                    .filter(|one| one.sign == Sign::For)
                    .map(|one| one.sentence.clone()),
            );
            let ended = |relation| {
                let endings = &self.situation.told.endings;
                endings
                    .iter()
                    .any(|ending| ending.sentence.relation == relation)
            };
            for block in &additions.blocks {
                if block.sign == Sign::For && ended(block.relation) {
                    stated.extend(block.rows.iter().filter_map(|row| block.sentence(row)));
                }
            }
            for rule in additions.rules.iter().filter(|rule| rule.sign == Sign::For) {
                rules
                    .entry(rule.head.relation)
                    .or_default()
                    .push(rule.clone());
            }
        }
        let mut wrong = Vec::new();
        for ending in &self.situation.told.endings {
            if stated.contains(&ending.sentence) {
                continue;
            }
            let giving = rules
                .get(&ending.sentence.relation)
                .into_iter()
                .flatten()
                .find_map(|rule| Some((rule, unified(&rule.head, &ending.sentence)?)));
            if let Some((rule, filled)) = giving {
                let mut rests_on = Vec::new();
                self.grounds(&rule.body, rule, &filled, &mut rests_on);
                wrong.push(ResolveError::EndsDerived {
                    place: ending.origin.place,
                    sentence: ending.sentence.clone(),
                    rule: rule.name.clone(),
                    line: rule.origin.line,
                    rests_on,
                });
            }
        }
        for error in wrong {
            if let ResolveError::EndsDerived { sentence, .. } = &error {
                self.situation
                    .told
                    .endings
                    .retain(|ending| ending.sentence != *sentence);
            }
            self.report(&error);
        }
    }

    /// The positive sentences of a body, filled in.
    fn grounds(
        &self,
        body: &Body,
        rule: &Rule,
        filled: &HashMap<VarId, Value>,
        out: &mut Vec<String>,
    ) {
        match body {
            Body::Sentence(pattern) | Body::Stated(Sign::For, pattern) => {
                out.push(self.pattern_text(pattern, rule, filled));
            }
            Body::And(all) | Body::Or(all) => {
                for one in all {
                    self.grounds(one, rule, filled, out);
                }
            }
            Body::Past(inner)
            | Body::PastWithin(_, inner)
            | Body::Throughout(_, inner)
            | Body::AnyTime(inner) => self.grounds(inner, rule, filled, out),
            _ => {}
        }
    }

    fn pattern_text(
        &self,
        pattern: &Pattern,
        rule: &Rule,
        filled: &HashMap<VarId, Value>,
    ) -> String {
        let args: Vec<String> = pattern
            .args
            .iter()
            .map(|term| {
                let variable = match term {
                    Term::Value(value) => return spelled::value_text(self, value),
                    Term::Var(variable) => variable,
                };
                match filled.get(variable) {
                    Some(value) => spelled::value_text(self, value),
                    None => format!(
                        "?{}",
                        rule.variables
                            .get(variable.0 as usize)
                            .map_or("x", String::as_str)
                    ),
                }
            })
            .collect();
        spelled::filled(self.situation.relations.get(pattern.relation), &args)
    }
}

/// What the head's variables are where it is the sentence; none if it cannot be.
fn unified(head: &Pattern, sentence: &Sentence) -> Option<HashMap<VarId, Value>> {
    let mut filled: HashMap<VarId, Value> = HashMap::new();
    for (term, value) in head.args.iter().zip(&sentence.args) {
        match term {
            Term::Value(own) if own == value => {}
            Term::Value(_) => return None,
            Term::Var(variable) => {
                if filled
                    .insert(*variable, value.clone())
                    .is_some_and(|old| old != *value)
                {
                    return None;
                }
            }
        }
    }
    Some(filled)
}
