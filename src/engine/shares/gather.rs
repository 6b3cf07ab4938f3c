//! The shares of a stratum put together. Takes shares that are done; lays their rows behind one another in the tables of the whole,
//! and gives what they hold the numbers that it has there.

use super::Shares;
use super::part::tables;
use crate::engine::fixpoint::Fixpoint;
use crate::engine::store::{RowId, Store, Table, TableId};
use std::collections::BTreeMap;
use std::sync::Arc;

impl Shares<'_> {
    /// Lays the rows of the shares behind one another in the tables of the whole.
    pub(super) fn gather(mut self, whole: &mut Fixpoint<'_>) {
        let worths = self
            .all
            .iter()
            .map(|share| share.world.store.worths.later());
        let worths: usize = worths.sum();
        let hashes = self.each(worths, |_, share| share.world.store.worths.hashes());
        let cores = self.cores;
        // All else of the shares goes first, to make room.
        let stores = self
            .all
            .into_iter()
            .map(|share| (share.world.store, share.known));
        let mut stores: Vec<(Store, BTreeMap<TableId, Vec<RowId>>)> = stores.collect();
        for table in tables(self.stratum) {
            let own = stores.iter().filter_map(|(store, _)| store.get(table));
            let rows: usize = own.clone().map(Table::len).sum();
            let width = own.map(|own| own.rows.width()).max().unwrap_or(0);
            let known = whole.store.rows(table);
            whole
                .store
                .expect_shares(table, rows.saturating_sub(known), width);
        }
        whole.store.worths.expect(worths);
        let later = stores.iter_mut();
        let later = later.map(|(store, _)| std::mem::take(&mut store.worths));
        let ids = whole.store.worths.take_all(cores, later.collect(), &hashes);
        for (at, ((mut own, known), ids)) in stores.into_iter().zip(ids).enumerate() {
            for (table, known) in &known {
                let before = whole.store.rows(*table);
                let own = own.tables.get_mut(*table).map(std::mem::take);
                let own = own.map(Arc::unwrap_or_clone);
                if let (Some(own), Some(table)) = (own, whole.store.get_mut(*table)) {
                    table.take_share(at, own, known, &ids);
                }
                whole.index_from(*table, before);
            }
        }
    }
}
