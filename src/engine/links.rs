//! What of a relation is a link of its chains. Takes a stratum with a rule that makes chains; keeps a table of links for each of its
//! nodes while it runs, and of each row what it was worth as a link.

use super::chains::makes_chains;
use super::fixpoint::Fixpoint;
use super::store::{Pass, RowId, Store, Table, TableId, at};
use super::values::ValueId;
use super::worths::NEVER;
use crate::model::Sign;
use crate::plan::{Node, Stratum};
use crate::time::Steps;
use std::sync::Arc;

impl Fixpoint<'_> {
    /// A table for the links of each node, where a rule of the stratum makes chains, and no beginning of a chain
    /// can be masked: then other ways to cut it would count.
    pub(super) fn open_links(&mut self, stratum: &Stratum, pass: Pass) -> Vec<TableId> {
        let rules = stratum
            .rules
            .iter()
            .filter_map(|id| self.core.rules.get(*id));
        let any = rules.into_iter().any(makes_chains);
        if !stratum.recursive || !any || stratum.nodes.iter().any(|node| self.masks(*node, pass)) {
            return Vec::new();
        }
        let first = self.store.tables.len();
        self.store
            .tables
            .resize(first + stratum.nodes.len(), Arc::new(Table::default()));
        self.indexes.resize(self.store.tables.len());
        (first..self.store.tables.len()).collect()
    }

    /// Whether anything of the node's relation is masked in the pass.
    fn masks(&self, node: Node, pass: Pass) -> bool {
        let table = self.store.get(Store::table(node.relation));
        table.is_some_and(|table| {
            let denials = table.worth_rows(Sign::Against, Pass::Plain).into_iter();
            let over = |denial| self.store.worths.get(denial).greatest() >= self.bar;
            table.has_masks() || pass == Pass::Low && { denials }.any(|(_, denial)| over(denial))
        })
    }

    /// Takes the tables of links away.
    pub(super) fn close_links(&mut self, links: &[TableId]) {
        if let Some(first) = links.first() {
            self.store.tables.truncate(*first);
            self.indexes.resize(*first);
        }
    }

    /// Adds to what the row is worth as a link while the stratum runs.
    pub(super) fn add_link(&mut self, links: TableId, node: Node, row: RowId, worth: &Steps) {
        let args: Vec<ValueId> = self
            .store
            .get(Store::table(node.relation))
            .map_or(Vec::new(), |table| table.args(row).to_vec());
        let Some((link, new)) = self.store.get_mut(links).map(|table| table.row(&args)) else {
            return;
        };
        self.store
            .raise((links, link), Sign::For, Pass::Plain, worth);
        if new {
            self.indexes.add(links, &args, link);
        }
    }

    /// Keeps what the row is worth as a link, for worlds made from this one.
    pub(super) fn note_link(&mut self, node: Node, row: RowId, link: &Steps) {
        let id = Store::table(node.relation);
        let known = self
            .store
            .get(id)
            .map(|table| table.links[at(node.sign)].get(row));
        let known = self.store.worths.get(known.unwrap_or(NEVER)).max(link);
        let known = self.store.worths.id(&known);
        if let Some(table) = self.store.get_mut(id) {
            table.links[at(node.sign)].set(row, known);
        }
    }
}
