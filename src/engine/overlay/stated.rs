//! What is stated in a world made from another.
//!
//! Takes the sentences whose statements differ; weighs those anew, and notes of which the evidence, a mask or a claim is
//! another.

use super::Overlay;
use super::difference::Difference;
use super::relaxed::Reading;
use crate::engine::ground;
use crate::engine::store::{Pass, Store, at};
use crate::model::{ItemId, Sentence, Sign};
use crate::plan::Node;
use crate::time::{Likelihood, Steps};
use std::collections::BTreeSet;

impl Overlay<'_> {
    /// Weighs anew what is stated of the sentences of which that differs.
    pub(super) fn state(&mut self, difference: &Difference) {
        let core = self.fix.core;
        let touched = difference.stated.iter().chain(&difference.masked);
        let touched: BTreeSet<&Sentence> = touched.into_iter().copied().collect();
        let mut claims: Vec<ItemId> = Vec::new();
        for (sentence, items) in core.items.saying_each(&touched) {
            self.state_one(sentence, &items);
            let is_claim = |id: &ItemId| {
                core.items
                    .heard(*id)
                    .is_some_and(|item| item.view.is_some())
            };
            claims.extend(items.into_iter().filter(is_claim));
        }
        self.claim(difference, &claims);
    }

    fn state_one(&mut self, sentence: &Sentence, items: &[ItemId]) {
        let (core, relation) = (self.fix.core, sentence.relation);
        let Some(args) = ground::args(self.fix.values, sentence) else {
            return;
        };
        let table = Store::table(relation);
        let node = |sign: Sign| Node { relation, sign };
        let row = self.fix.row(node(Sign::For), &args);
        let mut stated =
            ground::state(core, &self.old.ties, &self.old.hearing, items).unwrap_or_default();
        if core.masked.contains(sentence) {
            stated.mask = Steps::always(Likelihood::CERTAIN);
        }
        let store = &mut self.fix.store;
        let masked = *store.mask(table, row) != stated.mask;
        let differs = [Sign::For, Sign::Against]
            .map(|sign| *store.stated(table, row, sign, Pass::Plain) != stated.stated[at(sign)]);
        store.set_stated(table, row, &stated);
        for (sign, differs) in [Sign::For, Sign::Against].into_iter().zip(differs) {
            if differs {
                let key = (relation, Reading::Stated(sign));
                self.changed.entry(key).or_default().insert(row);
            }
            if differs || masked && sign == Sign::For {
                self.evidence.entry(node(sign)).or_default().insert(row);
            }
        }
    }

    /// Notes anew what parties claim of the sentences.
    fn claim(&mut self, difference: &Difference, claims: &[ItemId]) {
        let core = self.fix.core;
        let came = claims.iter().filter_map(|id| core.items.get(*id));
        for item in difference.gone.iter().copied().chain(came.clone()) {
            let sentence = &item.stated.sentence;
            let Some(by) = item.stated.view else { continue };
            let Some(args) = ground::claim_args(self.fix.values, by, sentence) else {
                continue;
            };
            let table = self.fix.store.claims(sentence.relation);
            let row = self.fix.row_of(table, &args);
            let never = Steps::never();
            let store = &mut self.fix.store;
            store.set_held((table, row), Sign::For, Pass::Plain, &never);
        }
        for item in came {
            let sentence = &item.stated.sentence;
            let (values, hearing) = (self.fix.values, &self.old.hearing);
            ground::claim(core, values, hearing, item, &mut self.fix.store);
            self.claimed(sentence);
        }
        for item in &difference.gone {
            if item.stated.view.is_some() {
                self.claimed(&item.stated.sentence);
            }
        }
    }

    fn claimed(&mut self, sentence: &Sentence) {
        let table = self.fix.store.get(Store::table(sentence.relation));
        let row = ground::args(self.fix.values, sentence).and_then(|args| table?.find(&args));
        if let Some(row) = row {
            let key = (sentence.relation, Reading::Claimed);
            self.changed.entry(key).or_default().insert(row);
        }
    }
}
