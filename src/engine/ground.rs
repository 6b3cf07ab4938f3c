//! Evidence → rows: what is stated, from where one stands.
//!
//! Takes a core and whose statements are heard; gives the tables with For⁰, Ag⁰, what is masked, and what
//! parties claim. Rules have not run yet.

use super::among::Among;
use super::bits::Bits;
use super::counting::{Hearing, is_known};
use super::evidence::worth;
use super::items::Items;
use super::needs::Needs;
use super::rows;
use super::rows::{FEW, MANY};
use super::store::{Pass, Stated, Store, Worth, at};
use super::ties::Ties;
use super::values::{ValueId, Values};
use crate::cores::in_ranges;
use crate::model::block::Block;
use crate::model::{
    Core, EntityId, Heard, Id as _, Item, ItemId, Lying, RelationId, Rule, Sentence, Sign, Term,
    Value,
};
use crate::time::{Likelihood, Steps};
use std::sync::Arc;

/// All values that the core holds, as far as it is needed.
pub(super) fn values(core: &Core, needs: Option<&Needs>) -> Values {
    let mut found: Vec<Value> = Vec::new();
    let is_needed = |block: &&Arc<Block>| needs.is_none_or(|needs| needs.has(block.relation));
    let blocks = core.items.blocks().map(|(_, block)| block);
    let texts = rows::largest(blocks.filter(is_needed).map(|block| &**block));
    for lying in core.items.lying() {
        match lying {
            Lying::Single(_, items) => {
                for item in items {
                    found.extend(item.stated.sentence.args.iter().cloned());
                    found.extend(item.stated.view.map(Value::Entity));
                }
            }
            Lying::Rows(_, block) if !is_needed(&block) => {}
            Lying::Rows(_, block) => rows::values(block, &texts, &mut found),
        }
    }
    found.extend(
        core.masked
            .iter()
            .flat_map(|sentence| sentence.args.iter().cloned()),
    );
    for (_, rule) in core.rules.iter() {
        in_rule(rule, &mut |value| found.push(value.clone()));
    }
    Values::of(core.situation.entities.len(), found, texts)
}

/// Calls for every value that the rule names.
pub(super) fn in_rule(rule: &Rule, found: &mut dyn FnMut(&Value)) {
    let mut in_term = |term: &Term| match term {
        Term::Value(value) => found(value),
        Term::Var(_) => {}
    };
    rule.head.args.iter().for_each(&mut in_term);
    rule.body.each_term(&mut in_term);
}

/// The sentence's arguments by number; none if the core does not hold one of them.
pub(super) fn args(values: &Values, sentence: &Sentence) -> Option<Vec<ValueId>> {
    sentence.args.iter().map(|arg| values.id(arg)).collect()
}

/// Statements of one relation whose rows are looked up together.
pub(super) struct Batch<'b> {
    pub(super) relation: RelationId,
    /// How many arguments each has.
    pub(super) width: usize,
    /// The arguments, one statement after the other.
    pub(super) flat: &'b [ValueId],
    pub(super) items: &'b [ItemId],
}

impl Batch<'_> {
    /// Each statement with its arguments.
    fn iter(&self) -> impl Iterator<Item = (&[ValueId], ItemId)> {
        let args = |at: usize| self.flat.get(at * self.width..(at + 1) * self.width);
        let items = self.items.iter().enumerate();
        items.filter_map(move |(at, item)| Some((args(at)?, *item)))
    }
}

/// Calls for all statements of a relation that is asked whose values are all known, in the order of the core; rows of
/// tables many at once, as so many cores find them.
pub(super) fn each(
    core: &Core,
    values: &Values,
    asked: impl Fn(RelationId) -> bool,
    cores: usize,
    mut give: impl FnMut(&Batch<'_>),
) {
    let mut of_places: Vec<ItemId> = Vec::new();
    for lying in core.items.lying() {
        match lying {
            Lying::Single(first, items) => {
                for (at, item) in items.iter().enumerate() {
                    let sentence = &item.stated.sentence;
                    if let Some(args) = args(values, sentence) {
                        give(&Batch {
                            relation: sentence.relation,
                            width: args.len(),
                            flat: &args,
                            items: &[ItemId::at(first + at)],
                        });
                    }
                }
            }
            Lying::Rows(_, block) if !asked(block.relation) => {}
            Lying::Rows(first, block) => rows::each(block, values, cores, |places, flat| {
                of_places.clear();
                of_places.extend(places.iter().map(|at| ItemId::at(first + at)));
                give(&Batch {
                    relation: block.relation,
                    width: block.args.len(),
                    flat,
                    items: &of_places,
                });
            }),
        }
    }
}

/// Which sentences are needed, by number.
struct Kept(Option<Vec<KeptOf>>);

/// Which of one relation.
#[derive(Clone)]
enum KeptOf {
    None,
    All,
    /// Those with one of the values in one of the slots.
    With(Vec<(usize, Bits)>),
}

impl Kept {
    fn of(core: &Core, values: &Values, needs: Option<&Needs>) -> Kept {
        let ids = |among: &Among| {
            let mut ids = among.names().clone();
            for id in among.others().iter().filter_map(|value| values.id(value)) {
                ids.insert(id);
            }
            ids
        };
        Kept(needs.map(|needs| {
            let of = |relation: RelationId| match needs.has_all(relation) {
                true => KeptOf::All,
                false if !needs.has(relation) => KeptOf::None,
                false => {
                    let slots = needs.with(relation);
                    KeptOf::With(slots.map(|(slot, among)| (slot, ids(among))).collect())
                }
            };
            core.situation.relations.ids().map(of).collect()
        }))
    }

    fn has_all(&self, relation: RelationId) -> bool {
        let of = |all: &Vec<KeptOf>| matches!(all.get(relation.index()), Some(KeptOf::All));
        self.0.as_ref().is_none_or(of)
    }

    fn has(&self, relation: RelationId, args: &[ValueId]) -> bool {
        let Some(all) = &self.0 else {
            return true;
        };
        match all.get(relation.index()) {
            None | Some(KeptOf::None) => false,
            Some(KeptOf::All) => true,
            Some(KeptOf::With(slots)) => slots.iter().any(|(slot, values)| {
                let value = args.get(*slot);
                value.is_some_and(|value| values.contains(*value))
            }),
        }
    }
}

/// The tables, before any rule has run, and whose statements stand where.
pub(super) fn ground(
    core: &Core,
    values: &Values,
    (ties, hearing): (&Ties, &Hearing),
    needs: Option<&Needs>,
    cores: usize,
) -> (Store, Items) {
    let mut store = Store::new(core.situation.relations.len());
    let mut items = Items::none(core, &store);
    let needed = Kept::of(core, values, needs);
    let asked = |relation| needs.is_none_or(|needs| needs.has(relation));
    for (_, block) in core.items.blocks() {
        if needed.has_all(block.relation) {
            let table = Store::table(block.relation);
            store.expect(table, block.rows.len(), block.args.len());
            items.expect(table, block.rows.len());
        }
    }
    each(core, values, asked, cores, |batch| {
        let table = Store::table(batch.relation);
        let Some(rows) = store.get_mut(table) else {
            return;
        };
        if needed.has_all(batch.relation) {
            if batch.width > 0 && batch.items.len() > 1 {
                let numbers = rows.rows_all(cores, batch.flat, batch.width);
                items.add_all(table, &numbers, batch.items);
            } else {
                let row = rows.row(batch.flat).0;
                let all = batch.items.iter();
                all.for_each(|item| items.add((table, row), *item));
            }
            return;
        }
        for (args, item) in batch.iter() {
            if needed.has(batch.relation, args) {
                items.add((table, rows.row(args).0), item);
            }
        }
    });
    claims(core, values, hearing, &mut store);
    for table in 0..store.relations() {
        let rows = store.rows(table);
        for from in (0..rows).step_by(MANY) {
            let found = in_ranges(cores, MANY.min(rows - from), FEW, |places| {
                let mut found = Worth::default();
                for row in places.map(|at| from + at) {
                    let of_row = items.get((table, row));
                    if let Some(stated) = state(core, ties, hearing, &of_row) {
                        found.add(row, stated);
                    }
                }
                found
            });
            store.set_all_stated(cores, table, found);
        }
    }
    for sentence in &core.masked {
        mask(values, sentence, &mut store);
    }
    store.count_distinct(cores);
    (store, items)
}

/// Masks a sentence for all time.
pub(super) fn mask(values: &Values, sentence: &Sentence, store: &mut Store) {
    let table = Store::table(sentence.relation);
    if let Some(args) = args(values, sentence)
        && let Some((row, _)) = store.get_mut(table).map(|table| table.row(&args))
    {
        store.set_mask(table, row, &Steps::always(Likelihood::CERTAIN));
    }
}

/// What one statement is worth where no other is made of its sentence, in the analyst's own world.
fn alone(core: &Core, hearing: &Hearing, item: ItemId) -> Option<Stated> {
    let heard = core.items.heard(item)?;
    let counts = heard.view.is_none()
        && heard.likelihood > Likelihood::NEVER
        && !heard.extent.is_empty()
        && is_known(core, &heard, hearing.known_on);
    counts.then(|| {
        let mut stated = Stated::default();
        stated.stated[at(heard.sign)] = Steps::constant(heard.extent, heard.likelihood);
        stated
    })
}

/// What the statements of one sentence are worth; none where none of them counts.
pub(super) fn state(
    core: &Core,
    ties: &Ties,
    hearing: &Hearing,
    items: &[ItemId],
) -> Option<Stated> {
    if let ([only], None) = (items, &hearing.party) {
        return alone(core, hearing, *only);
    }
    let counting = hearing.counting(core, items);
    if counting.is_empty() {
        return None;
    }
    let stated = [Sign::For, Sign::Against].map(|sign| worth(core, ties, &counting, sign));
    Some(Stated {
        stated,
        mask: hearing.mask(core, &counting),
    })
}

/// What each party claims of each sentence, literally: the greatest c of its statements, no matter who asks.
fn claims(core: &Core, values: &Values, hearing: &Hearing, store: &mut Store) {
    for (_, item) in core.items.viewed() {
        claim(core, values, hearing, &item, store);
    }
}

/// Notes what one statement claims, if it does.
pub(super) fn claim(
    core: &Core,
    values: &Values,
    hearing: &Hearing,
    item: &Item,
    store: &mut Store,
) {
    let stated = &item.stated;
    let counts = stated.sign == Sign::For && is_known(core, &Heard::from(item), hearing.known_on);
    let by = stated.view.filter(|_| counts);
    let Some(row) = by.and_then(|by| claim_args(values, by, &stated.sentence)) else {
        return;
    };
    let claims = store.claims(stated.sentence.relation);
    let Some((row, _)) = store.get_mut(claims).map(|table| table.row(&row)) else {
        return;
    };
    let claimed = Steps::constant(stated.extent, stated.likelihood);
    store.raise((claims, row), Sign::For, Pass::Plain, &claimed);
}

/// The party, then the arguments.
pub(super) fn claim_args(
    values: &Values,
    by: EntityId,
    sentence: &Sentence,
) -> Option<Vec<ValueId>> {
    let mut row = vec![values.id(&Value::Entity(by))?];
    row.extend(args(values, sentence)?);
    Some(row)
}
