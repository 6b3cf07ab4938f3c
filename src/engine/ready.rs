//! The ways in which the rules of a stratum are run.
//!
//! Takes a stratum; gives each rule made ready: once as a whole and, for each sentence in it that the stratum
//! itself concludes, for what has changed there.

use super::arrange::Arranger;
use super::chains::chained;
use super::needs::Needs;
use super::steps::{Slot, Step};
use super::store::{Store, TableId};
use super::values::Known;
use crate::model::{Body, Core, Rule, RuleId, Sign};
use crate::plan::{Node, Step as Rests, Stratum, Variables, of_pattern, rests_on};
use crate::time::Likelihood;
use std::borrow::Cow;

/// What a rule is run for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum RunFor {
    /// All that is held.
    All,
    /// What has changed of the node, by its place in the stratum.
    Changed(usize),
    /// What has changed of the node's links.
    Links(usize),
}

/// A rule made ready for one way of running it.
pub(super) struct Ready {
    /// Which it is.
    pub(super) rule: RuleId,
    /// Its conclusion's node, by its place in the stratum.
    pub(super) node: usize,
    /// Where its conclusions stand.
    pub(super) table: TableId,
    pub(super) sign: Sign,
    pub(super) likelihood: Likelihood,
    pub(super) head: Vec<Slot>,
    pub(super) variables: usize,
    pub(super) step: Step,
    pub(super) run_for: RunFor,
    /// The nodes of the stratum for whose change it is run as a whole: those it counts.
    pub(super) whole_for: Vec<usize>,
    /// Whether what it concludes is a chain of links, not a link.
    pub(super) makes_chains: bool,
}

/// All ways to run the stratum's rules, as far as they are needed. `links`: for each node, where its links stand.
pub(super) fn ready(
    (core, needs): (&Core, Option<&Needs>),
    store: &Store,
    stratum: &Stratum,
    links: &[TableId],
    known: &mut Known,
) -> Vec<Ready> {
    let mut ready = Vec::new();
    let rules = stratum.rules.iter();
    let rules = rules.filter_map(|id| Some((*id, core.rules.get(*id)?)));
    let narrowed = rules.flat_map(|(id, rule)| {
        let narrowed = match needs {
            Some(needs) => needs.narrowed(rule),
            None => vec![Cow::Borrowed(rule)],
        };
        narrowed.into_iter().map(move |rule| (id, rule))
    });
    for (id, rule) in narrowed {
        let rule = &*rule;
        let Ok(node) = stratum.nodes.binary_search(&Node::of_head(rule)) else {
            continue;
        };
        let chained = links.get(node).and_then(|links| chained(rule, *links));
        let mut making = Making {
            store,
            stratum,
            id,
            rule,
            node,
            known,
            ready: &mut ready,
        };
        match chained {
            Some(chained) => {
                making.add(chained.by_chain, RunFor::Changed(node), Vec::new(), true);
                making.add(chained.by_link, RunFor::Links(node), Vec::new(), true);
            }
            None => making.arrange(),
        }
    }
    ready
}

struct Making<'a, 'b, 'c> {
    store: &'a Store,
    stratum: &'a Stratum,
    id: RuleId,
    rule: &'a Rule,
    node: usize,
    known: &'b mut Known<'c>,
    ready: &'b mut Vec<Ready>,
}

impl Making<'_, '_, '_> {
    fn arrange(&mut self) {
        let (mut changes, mut whole_for, mut sentence) = (Vec::new(), Vec::new(), 0);
        let counted = counted_sentences(&self.rule.body);
        rests_on(&self.rule.body, &mut |below, step, _| {
            let place = self.stratum.nodes.binary_search(&below).ok();
            if let Some(place) = place.filter(|_| matches!(step, Rests::Plain)) {
                if counted.get(sentence).copied().unwrap_or(false) {
                    whole_for.push(place);
                } else {
                    changes.push((sentence, place));
                }
            }
            sentence += 1;
        });
        let whole = self.steps(None);
        self.add(whole, RunFor::All, whole_for, false);
        for (sentence, place) in changes {
            let step = self.steps(Some(sentence));
            self.add(step, RunFor::Changed(place), Vec::new(), false);
        }
    }

    fn steps(&mut self, changed: Option<usize>) -> Step {
        let outside = of_pattern(&self.rule.head);
        Arranger::new(self.store, self.known, changed).arrange(
            &self.rule.body,
            &outside,
            &Variables::new(),
        )
    }

    fn add(&mut self, step: Step, run_for: RunFor, whole_for: Vec<usize>, makes_chains: bool) {
        let mut arranger = Arranger::new(self.store, self.known, None);
        self.ready.push(Ready {
            rule: self.id,
            node: self.node,
            table: Store::table(self.rule.head.relation),
            sign: self.rule.sign,
            likelihood: self.rule.likelihood,
            head: self
                .rule
                .head
                .args
                .iter()
                .map(|term| arranger.slot(term))
                .collect(),
            variables: self.rule.variables.len(),
            step,
            run_for,
            whole_for,
            makes_chains,
        });
    }
}

/// For each sentence of the body, in order, whether it stands in a count: there a change cannot be followed alone.
fn counted_sentences(body: &Body) -> Vec<bool> {
    let mut found = Vec::new();
    mark(body, false, &mut found);
    found
}

fn mark(body: &Body, counted: bool, found: &mut Vec<bool>) {
    if matches!(body, Body::Sentence(_) | Body::Denied(_)) {
        found.push(counted);
    }
    let counts = matches!(
        body,
        Body::AtLeastOf { .. } | Body::AtLeast(_) | Body::AtMost(_) | Body::Exactly(_)
    );
    body.parts()
        .iter()
        .for_each(|part| mark(part, counted || counts, found));
}
