//! A stratum's rows in shares. Takes a world, tells whether a stratum of it may be run so; gives a share for each part of the
//! hashes, with the rows that are there.

use super::{FIRST, Share, Shares};
use crate::engine::concluded::Found;
use crate::engine::fixpoint::Fixpoint;
use crate::engine::grown::Grown;
use crate::engine::index::Indexes;
use crate::engine::ready::{Ready, RunFor};
use crate::engine::rounds::Rounds;
use crate::engine::rowset;
use crate::engine::settled::LastSettled;
use crate::engine::steps::{Find, Reads, Scan};
use crate::engine::store::{Pass, RowId, Store, Table, TableId};
use crate::engine::worths::NEVER;
use crate::lookup::SHARES;
use crate::model::Sign;
use crate::plan::Stratum;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A stratum is large where the tables that its rules read have so many rows.
const LARGE: usize = if cfg!(test) { 1 } else { 1 << 11 };

/// The tables of the stratum.
pub(super) fn tables(stratum: &Stratum) -> impl Iterator<Item = TableId> {
    let tables = stratum.nodes.iter().map(|node| Store::table(node.relation));
    let mut tables: Vec<TableId> = tables.collect();
    tables.dedup();
    tables.into_iter()
}

/// Whether a look into one of the stratum's own tables is for what has changed, or finds nothing: when a rule of it is first run
/// as a whole, nothing of the stratum is held.
fn is_change(stratum: &Stratum, ready: &Ready, scan: &Scan) -> bool {
    let is_node = |sign| {
        let mut nodes = stratum.nodes.iter();
        nodes.any(|node| Store::table(node.relation) == scan.table && node.sign == sign)
    };
    let is_first = ready.run_for == RunFor::All && stratum.recursive;
    let is_empty = matches!(scan.reads, Reads::Held(sign) if is_node(sign));
    scan.find == Find::Changed || is_first && is_empty
}

impl<'a> Fixpoint<'a> {
    /// Whether the stratum may be run in shares, and is worth it: its rules read its own tables only where they have changed,
    /// nothing of them is masked or has bounds, and much is read.
    pub(in crate::engine) fn can_share(
        &self,
        stratum: &Stratum,
        ready: &[Ready],
        links: &[TableId],
        pass: Pass,
    ) -> bool {
        let own: Vec<TableId> = tables(stratum).collect();
        let (mut alone, mut read) = (true, 0);
        for ready in ready {
            ready.step.scans(&mut |scan| {
                if own.contains(&scan.table) {
                    alone &= is_change(stratum, ready, scan);
                } else {
                    read += self.store.rows(scan.table);
                }
            });
            alone &= ready.whole_for.is_empty();
        }
        let mut tables = own.iter().filter_map(|table| self.store.get(*table));
        let rows: usize = tables.clone().map(Table::len).sum();
        let are_plain = tables.all(|table| !table.has_masks() && !table.has_bounds());
        let is_worth_it = read >= LARGE && (rows <= read || cfg!(test));
        self.afresh && pass == Pass::Plain && links.is_empty() && alone && are_plain && is_worth_it
    }

    /// The rows that there are in shares; what they hold is open there if rules of the stratum may rest on it.
    pub(super) fn part<'s>(&mut self, stratum: &'s Stratum, ready: &[Ready]) -> Shares<'s>
    where
        'a: 's,
    {
        let mut all: Vec<Share<'s>> = (0..SHARES)
            .map(|_| Share {
                world: self.without_rows(),
                rounds: Rounds::new(stratum, Pass::Plain, &[]),
                last: LastSettled::of(stratum.nodes.len()),
                known: tables(stratum).map(|table| (table, Vec::new())).collect(),
                found: Found::in_shares(0),
                done: 0,
                sizes: vec![FIRST; ready.len()],
            })
            .collect();
        for table in tables(stratum) {
            for row in 0..self.store.rows(table) {
                self.part_row(table, row, &mut all);
            }
        }
        if stratum.recursive {
            for share in &mut all {
                share.rounds.open_evidence(&mut share.world);
            }
        }
        Shares {
            stratum,
            cores: self.cores,
            all,
        }
    }

    fn part_row(&mut self, table: TableId, row: RowId, shares: &mut [Share<'_>]) {
        let Some(whole) = self.store.get(table) else {
            return;
        };
        let args = whole.args(row);
        let Some(share) = shares.get_mut(rowset::share(args)) else {
            return;
        };
        let own = share.world.row_of(table, args);
        share.known.entry(table).or_default().push(row);
        for sign in [Sign::For, Sign::Against] {
            let held = self.store.held(table, row, sign, Pass::Plain);
            if !held.is_never() {
                let store = &mut share.world.store;
                store.set_held((table, own), sign, Pass::Plain, held);
            }
        }
        if let Some(whole) = self.store.get_mut(table) {
            for sign in [Sign::For, Sign::Against] {
                whole.set_held(row, sign, Pass::Plain, NEVER);
            }
        }
    }

    /// The same world without any rows.
    fn without_rows(&self) -> Fixpoint<'a> {
        Fixpoint {
            core: self.core,
            values: self.values,
            store: self.store.without_rows(),
            indexes: Indexes::new(0),
            stop: self.stop,
            bar: self.bar,
            needs: self.needs,
            cores: 1,
            afresh: true,
            withheld: BTreeMap::new(),
            hanging: Arc::clone(&self.hanging),
            grown: Grown::default(),
        }
    }
}
