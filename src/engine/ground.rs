//! Evidence → rows: what is stated, from where one stands.
//!
//! Takes a core and whose statements are heard; gives the tables with For⁰, Ag⁰, what is masked, and what
//! parties claim. Rules have not run yet.

use super::counting::{Hearing, is_known};
use super::evidence::worth;
use super::rows;
use super::store::{Cell, Store, at};
use super::ties::Ties;
use super::values::{ValueId, Values};
use crate::model::{
    Core, Heard, Id as _, ItemId, Lying, Pattern, RelationId, Rule, Sentence, Sign, Term, Value,
};
use crate::time::{Likelihood, Steps};

/// All values that the core holds.
pub(super) fn values(core: &Core) -> Values {
    let mut found: Vec<Value> = Vec::new();
    for lying in core.items.lying() {
        match lying {
            Lying::Single(_, items) => {
                for item in items {
                    found.extend(item.stated.sentence.args.iter().cloned());
                    found.extend(item.stated.view.map(Value::Entity));
                }
            }
            Lying::Rows(_, block) => rows::values(block, &mut found),
        }
    }
    found.extend(
        core.masked
            .iter()
            .flat_map(|sentence| sentence.args.iter().cloned()),
    );
    for (_, rule) in core.rules.iter() {
        in_rule(rule, &mut found);
    }
    Values::of(found)
}

fn in_rule(rule: &Rule, found: &mut Vec<Value>) {
    in_pattern(&rule.head, found);
    rule.body.each_term(&mut |term| in_term(term, found));
}

fn in_term(term: &Term, found: &mut Vec<Value>) {
    match term {
        Term::Value(value) => found.push(value.clone()),
        Term::Var(_) => {}
    }
}

fn in_pattern(pattern: &Pattern, found: &mut Vec<Value>) {
    pattern.args.iter().for_each(|arg| in_term(arg, found));
}

/// The sentence's arguments by number; none if the core does not hold one of them.
pub(super) fn args(values: &Values, sentence: &Sentence) -> Option<Vec<ValueId>> {
    sentence.args.iter().map(|arg| values.id(arg)).collect()
}

/// The tables, before any rule has run.
pub(super) fn ground(core: &Core, values: &Values, ties: &Ties, hearing: &Hearing) -> Store {
    let mut store = Store::new(core.situation.relations.len());
    for lying in core.items.lying() {
        match lying {
            Lying::Single(first, items) => {
                for (at, item) in items.iter().enumerate() {
                    let sentence = &item.stated.sentence;
                    if let Some(args) = args(values, sentence) {
                        put(&mut store, sentence.relation, &args, ItemId::at(first + at));
                    }
                }
            }
            Lying::Rows(first, block) => rows::each(block, values, |at, args| {
                put(&mut store, block.relation, args, ItemId::at(first + at));
            }),
        }
    }
    claims(core, values, hearing, &mut store);
    for relation in 0..store.relations() {
        for cell in store
            .tables
            .get_mut(relation)
            .into_iter()
            .flat_map(|table| &mut table.cells)
        {
            state(core, ties, hearing, cell);
        }
    }
    for sentence in &core.masked {
        let row = args(values, sentence).map(|args| (Store::table(sentence.relation), args));
        if let Some((table, args)) = row
            && let Some(table) = store.tables.get_mut(table)
        {
            let row = table.row(&args);
            if let Some(cell) = table.cells.get_mut(row) {
                cell.mask = Steps::always(Likelihood::CERTAIN);
            }
        }
    }
    store
        .tables
        .iter_mut()
        .for_each(super::store::Table::count_distinct);
    store
}

fn put(store: &mut Store, relation: RelationId, args: &[ValueId], item: ItemId) {
    if let Some(table) = store.tables.get_mut(Store::table(relation)) {
        let row = table.row(args);
        if let Some(cell) = table.cells.get_mut(row) {
            cell.items.push(item);
        }
    }
}

fn state(core: &Core, ties: &Ties, hearing: &Hearing, cell: &mut Cell) {
    let counting = hearing.counting(core, &cell.items);
    if counting.is_empty() {
        return;
    }
    for sign in [Sign::For, Sign::Against] {
        cell.stated[at(sign)] = worth(core, ties, &counting, sign);
    }
    cell.mask = hearing.mask(core, &counting);
}

/// What each party claims of each sentence, literally: the greatest c of its statements, no matter who asks.
fn claims(core: &Core, values: &Values, hearing: &Hearing, store: &mut Store) {
    for (_, item) in core.items.viewed() {
        let stated = &item.stated;
        let heard = Heard::from(&*item);
        let counts = stated.sign == Sign::For && is_known(core, &heard, hearing.known_on);
        let by = stated
            .view
            .filter(|_| counts)
            .and_then(|by| values.id(&Value::Entity(by)));
        let (Some(by), Some(args)) = (by, args(values, &stated.sentence)) else {
            continue;
        };
        let claims = store.claims(stated.sentence.relation);
        let Some(table) = store.tables.get_mut(claims) else {
            continue;
        };
        let mut row = vec![by];
        row.extend(args);
        let row = table.row(&row);
        if let Some(cell) = table.cells.get_mut(row) {
            let held = cell.held_mut(Sign::For, super::store::Pass::Plain);
            *held = held.max(&Steps::constant(stated.extent, stated.likelihood));
        }
    }
}
