//! A world: all that follows from a core, seen from one standpoint, as values over time.
//!
//! Takes what evaluation has found; answers what a sentence is worth, what is stated of it and by whom, and
//! which sentences there are. Values are shown as the model has them; inside they are numbers.

use super::bounds::Hanging;
use super::counting::{Counting, Hearing, is_known};
use super::evidence::{Weighed, sources_reaching, weigh};
use super::fact::Fact;
use super::ground;
use super::index::Indexes;
use super::items::Items;
use super::needed::Needed;
use super::needs::Needs;
use super::standpoint::Standpoint;
use super::store::{Pass, RowId, Store};
use super::ties::Ties;
use super::values::{ValueId, Values};
use super::watch::Watch;
use crate::model::{
    Core, EntityId, Id as _, ItemId, RelationId, Rule, RuleId, Sentence, Sign, SourceId, Value,
};
use crate::plan::{Node, Plan};
use crate::time::{Instant, Likelihood, Span, Steps};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock, RwLock};

/// 0 at every instant, to be lent.
static NEVER: OnceLock<Steps> = OnceLock::new();

fn never() -> &'static Steps {
    NEVER.get_or_init(Steps::never)
}

/// What evaluation has found.
pub(super) struct Parts {
    pub(super) core: Arc<Core>,
    pub(super) standpoint: Standpoint,
    pub(super) running: Vec<RuleId>,
    pub(super) values: Values,
    pub(super) store: Store,
    pub(super) indexes: Indexes,
    pub(super) ties: Arc<Ties>,
    pub(super) hearing: Arc<Hearing>,
    pub(super) plan: Arc<Plan>,
    pub(super) withheld: Withheld,
    pub(super) hanging: Arc<Hanging>,
    /// Whose statements stand where, if that is known by now.
    pub(super) items: Option<Items>,
    pub(super) watch: Watch,
    /// What of it was needed; none: all.
    pub(super) needs: Option<Needs>,
}

/// What rules would give where a sentence is masked.
pub(super) type Withheld = BTreeMap<(Node, RowId), Steps>;

/// A relation's facts, made when first asked for.
type Facts = Arc<OnceLock<Vec<Fact>>>;

/// Where in the plan each node comes, from 1.
fn places(plan: &Plan) -> BTreeMap<Node, u32> {
    let strata = plan.strata.iter().zip(1..);
    strata
        .flat_map(|(stratum, place)| stratum.nodes.iter().map(move |node| (*node, place)))
        .collect()
}

/// All that follows from a core, seen from one standpoint.
pub struct World {
    core: Arc<Core>,
    standpoint: Standpoint,
    /// From where it was asked for: by the names that the core had before those merged that the party says are the same.
    pub(super) asked: Standpoint,
    pub(super) running: Vec<RuleId>,
    pub(super) values: Values,
    pub(super) store: Store,
    pub(super) indexes: RwLock<Indexes>,
    pub(super) ties: Arc<Ties>,
    pub(super) hearing: Arc<Hearing>,
    pub(super) plan: Arc<Plan>,
    /// Where in the plan each node comes, from 1.
    pub(super) places: Arc<BTreeMap<Node, u32>>,
    pub(super) withheld: Withheld,
    pub(super) hanging: Arc<Hanging>,
    merged: BTreeMap<EntityId, EntityId>,
    watch: Watch,
    items: OnceLock<Items>,
    /// Where not all of it was needed: what was, and the whole, once something else is asked of it.
    pub(super) needed: Option<Needed>,
    /// Shared with other worlds as the tables are.
    facts: Vec<Facts>,
}

impl World {
    pub(super) fn new(parts: Parts) -> World {
        World::beside(parts, None)
    }

    /// Of what it shares with another world the facts are shared too.
    pub(super) fn beside(parts: Parts, other: Option<&World>) -> World {
        let facts = parts.store.tables.iter().enumerate().map(|(at, table)| {
            let theirs = other.filter(|other| {
                let shared = other.store.tables.get(at);
                shared.is_some_and(|shared| Arc::ptr_eq(shared, table))
            });
            let facts = theirs.and_then(|other| other.facts.get(at));
            facts.map(Arc::clone).unwrap_or_default()
        });
        let places = match other.filter(|other| Arc::ptr_eq(&other.plan, &parts.plan)) {
            Some(other) => Arc::clone(&other.places),
            None => Arc::new(places(&parts.plan)),
        };
        World {
            merged: parts.core.merged.iter().copied().collect(),
            facts: facts.take(parts.store.relations()).collect(),
            places,
            core: parts.core,
            standpoint: parts.standpoint,
            asked: parts.standpoint,
            running: parts.running,
            values: parts.values,
            store: parts.store,
            indexes: RwLock::new(parts.indexes),
            ties: parts.ties,
            hearing: parts.hearing,
            plan: parts.plan,
            withheld: parts.withheld,
            watch: parts.watch,
            hanging: parts.hanging,
            items: parts.items.map_or_else(OnceLock::new, OnceLock::from),
            needed: parts.needs.map(Needed::of),
        }
    }

    /// A copy of the indexes that were made until now.
    pub(super) fn all_indexes(&self) -> Indexes {
        match self.indexes.read() {
            Ok(indexes) => indexes.clone(),
            Err(poisoned) => poisoned.into_inner().clone(),
        }
    }

    /// What it is made of, to make another like it; whose statements stand where is left to be found.
    pub(super) fn parts(&self) -> Parts {
        Parts {
            core: Arc::clone(&self.core),
            standpoint: self.standpoint,
            running: self.running.clone(),
            values: self.values.clone(),
            store: self.store.clone(),
            indexes: self.all_indexes(),
            ties: Arc::clone(&self.ties),
            hearing: Arc::clone(&self.hearing),
            plan: Arc::clone(&self.plan),
            withheld: self.withheld.clone(),
            hanging: Arc::clone(&self.hanging),
            items: None,
            watch: self.watch.clone(),
            needs: None,
        }
    }

    /// Whose statements stand where in a world of another core that is made from this one, where that is cheap to tell.
    pub(super) fn items_carried(&self, to: &Core, values: &Values, store: &Store) -> Option<Items> {
        self.items.get()?.carried(&self.core, to, values, store)
    }

    pub(super) fn items(&self) -> &Items {
        self.items
            .get_or_init(|| Items::of(&self.core, &self.values, &self.store))
    }

    /// What it was evaluated from; in a view, with the names merged that the party says are the same.
    #[must_use]
    pub fn core(&self) -> &Arc<Core> {
        &self.core
    }

    /// Who watches what is sought in it.
    #[must_use]
    pub fn watch(&self) -> &Watch {
        &self.watch
    }

    /// Watched by somebody else from now on.
    pub(crate) fn watched_by(&mut self, watch: Watch) {
        self.watch = watch;
    }

    /// From where it is seen.
    #[must_use]
    pub fn standpoint(&self) -> &Standpoint {
        &self.standpoint
    }

    /// The bar θ.
    #[must_use]
    pub fn bar(&self) -> Likelihood {
        self.core.situation.bar
    }

    /// The rules that run here: the analyst's and, in a view, the party's.
    pub fn rules(&self) -> impl Iterator<Item = (RuleId, &Rule)> {
        self.running
            .iter()
            .filter_map(|id| self.core.rules.get(*id).map(|rule| (*id, rule)))
    }

    /// Every sentence of the relation with For, Ag or hi above 0 anywhere, by arguments.
    pub fn facts(&self, relation: RelationId) -> impl Iterator<Item = &Fact> {
        self.facts_of(relation).iter()
    }

    fn facts_of(&self, relation: RelationId) -> &[Fact] {
        if !self.has_all(relation) {
            return self.whole().facts_of(relation);
        }
        let Some(facts) = self.facts.get(relation.index()) else {
            return &[];
        };
        facts.get_or_init(|| {
            let id = Store::table(relation);
            let Some(table) = self.store.get(id) else {
                return Vec::new();
            };
            let mut rows: Vec<RowId> = (0..table.len()).collect();
            rows.sort_by(|a, b| self.values.order(table.args(*a), table.args(*b)));
            let fact = |row: RowId| Fact::of(self.args(table.args(row)), &self.store, (id, row));
            rows.into_iter().filter_map(fact).collect()
        })
    }

    /// The arguments of every sentence of the relation of which anything is stated or was looked at, by whomever.
    pub(super) fn all_args(&self, relation: RelationId) -> impl Iterator<Item = Vec<Value>> {
        let world = if self.has_all(relation) {
            self
        } else {
            self.whole()
        };
        let table = world.store.get(Store::table(relation));
        let rows = table.into_iter().flat_map(|table| table.rows.iter());
        rows.map(|args| world.args(args))
    }

    /// Whether the statement had been said by the date of the standpoint, and nothing newer had replaced its source.
    #[must_use]
    pub fn is_known(&self, item: ItemId) -> bool {
        self.core
            .items
            .heard(item)
            .is_some_and(|heard| is_known(&self.core, &heard, self.standpoint.known_on))
    }

    fn args(&self, args: &[ValueId]) -> Vec<Value> {
        args.iter()
            .filter_map(|arg| self.values.get(*arg).map(Cow::into_owned))
            .collect()
    }

    /// What is known of the sentence; none if For, Ag and hi are 0 everywhere.
    #[must_use]
    pub fn fact(&self, sentence: &Sentence) -> Option<&Fact> {
        let sentence = self.merged(sentence);
        let facts = self.facts_of(sentence.relation);
        let at = facts
            .binary_search_by(|fact| fact.args.cmp(&sentence.args))
            .ok()?;
        facts.get(at)
    }

    /// The sentence with the names that stand for others in this world.
    #[must_use]
    pub fn merged(&self, sentence: &Sentence) -> Sentence {
        let mut sentence = sentence.clone();
        sentence.args.iter_mut().for_each(|arg| self.merge(arg));
        sentence
    }

    pub(super) fn merge(&self, value: &mut Value) {
        match value {
            Value::Entity(entity) => *entity = self.stands_for(*entity),
            Value::Text(_) | Value::Number(_) | Value::Date(_) => {}
        }
    }

    /// The name that stands for this one in this world; mostly itself.
    #[must_use]
    pub fn stands_for(&self, entity: EntityId) -> EntityId {
        self.merged.get(&entity).copied().unwrap_or(entity)
    }

    pub(super) fn find(&self, sentence: &Sentence) -> Option<RowId> {
        let args = ground::args(&self.values, &self.merged(sentence))?;
        self.store.get(Store::table(sentence.relation))?.find(&args)
    }

    fn held(&self, sentence: &Sentence, sign: Sign, pass: Pass) -> &Steps {
        if !self.has(sentence) {
            return self.whole().held(sentence, sign, pass);
        }
        let table = Store::table(sentence.relation);
        let row = self.find(sentence);
        row.map_or(never(), |row| self.store.held(table, row, sign, pass))
    }

    /// For.
    #[must_use]
    pub fn support(&self, sentence: &Sentence) -> &Steps {
        self.held(sentence, Sign::For, Pass::Plain)
    }

    /// Ag.
    #[must_use]
    pub fn denial(&self, sentence: &Sentence) -> &Steps {
        self.held(sentence, Sign::Against, Pass::Plain)
    }

    /// For or Ag.
    #[must_use]
    pub fn worth(&self, sentence: &Sentence, sign: Sign) -> &Steps {
        self.held(sentence, sign, Pass::Plain)
    }

    /// lo: For, if nothing that is denied is let in.
    #[must_use]
    pub fn low(&self, sentence: &Sentence) -> &Steps {
        self.held(sentence, Sign::For, Pass::Low)
    }

    /// hi: For, if nothing that is denied is held against anything.
    #[must_use]
    pub fn high(&self, sentence: &Sentence) -> &Steps {
        self.held(sentence, Sign::For, Pass::High)
    }

    /// For⁰ or Ag⁰: what is said alone.
    #[must_use]
    pub fn stated(&self, sentence: &Sentence, sign: Sign) -> &Steps {
        if !self.has(sentence) {
            return self.whole().stated(sentence, sign);
        }
        let table = Store::table(sentence.relation);
        let row = self.find(sentence);
        row.map_or(never(), |row| {
            self.store.stated(table, row, sign, Pass::Plain)
        })
    }

    /// Where the sentence is masked: For, lo and hi are 0 there. Certain there, 0 elsewhere.
    #[must_use]
    pub fn mask(&self, sentence: &Sentence) -> &Steps {
        if !self.has(sentence) {
            return self.whole().mask(sentence);
        }
        let table = Store::table(sentence.relation);
        let row = self.find(sentence);
        row.map_or(never(), |row| self.store.mask(table, row))
    }

    /// What rules would give where the sentence is masked.
    #[must_use]
    pub fn withheld(&self, sentence: &Sentence) -> &Steps {
        if !self.has(sentence) {
            return self.whole().withheld(sentence);
        }
        let node = Node {
            relation: sentence.relation,
            sign: Sign::For,
        };
        let row = self.find(sentence);
        row.and_then(|row| self.withheld.get(&(node, row)))
            .unwrap_or(never())
    }

    /// All sentences that rules would give where they are masked, with what they would give.
    pub(super) fn all_withheld(&self) -> impl Iterator<Item = (Sentence, &Steps)> {
        let world = if self.needed.is_some() {
            self.whole()
        } else {
            self
        };
        world.withheld.iter().filter_map(|((node, row), worth)| {
            let args = world.args(world.store.get(Store::table(node.relation))?.args(*row));
            Some((
                Sentence {
                    relation: node.relation,
                    args,
                },
                worth,
            ))
        })
    }

    /// All statements of the sentence, of every sign and view, whether they count here or not.
    #[must_use]
    pub fn all_items_of(&self, sentence: &Sentence) -> Vec<ItemId> {
        if !self.has(sentence) {
            return self.whole().all_items_of(sentence);
        }
        let row = self.find(sentence);
        row.map_or_else(Vec::new, |row| {
            let of_row = self.items().get((Store::table(sentence.relation), row));
            of_row.into_vec()
        })
    }

    /// The statements that count here for the sentence or its denial, with the spans in which they do.
    #[must_use]
    pub fn items_of(&self, sentence: &Sentence, sign: Sign) -> Vec<Counting> {
        let mut counting = self
            .hearing
            .counting(&self.core, &self.all_items_of(sentence));
        counting.retain(|counting| {
            self.core
                .items
                .heard(counting.item)
                .is_some_and(|heard| heard.sign == sign)
        });
        counting.sort_by_key(|counting| (counting.item, counting.span.from));
        counting
    }

    /// What the statements are worth together at the instant, and which of them give that; none where none is in
    /// force.
    #[must_use]
    pub fn evidence_at(&self, sentence: &Sentence, sign: Sign, at: Instant) -> Option<Weighed> {
        weigh(
            &self.core,
            &self.ties,
            &self.items_of(sentence, sign),
            sign,
            at,
        )
    }

    /// The least sets of sources that what is stated needs to be worth as much as the bar at the instant: the empty one
    /// where it needs none, no set where it is not worth as much. None where there are too many sources to try all sets.
    #[must_use]
    pub fn sources_reaching(
        &self,
        sentence: &Sentence,
        sign: Sign,
        at: Instant,
        bar: Likelihood,
    ) -> Option<Vec<Vec<SourceId>>> {
        let counting = self.items_of(sentence, sign);
        sources_reaching(&self.core, &self.ties, &counting, (at, bar))
    }

    /// What the party claims of the sentence, literally: no rules, no spokesmen.
    #[must_use]
    pub fn claimed(&self, sentence: &Sentence, by: EntityId) -> &Steps {
        let find = || {
            let mut row = vec![self.values.id(&Value::Entity(self.stands_for(by)))?];
            row.extend(ground::args(&self.values, &self.merged(sentence))?);
            let table = self.store.claims(sentence.relation);
            let row = self.store.get(table)?.find(&row)?;
            Some(self.store.held(table, row, Sign::For, Pass::Plain))
        };
        find().unwrap_or(never())
    }

    /// The longest span around the instant in which the sentence or its denial is at least so likely; none where
    /// it is less likely at the instant.
    #[must_use]
    pub fn span_at_least(
        &self,
        sentence: &Sentence,
        sign: Sign,
        at: Instant,
        bar: Likelihood,
    ) -> Option<Span> {
        self.worth(sentence, sign)
            .spans_at_least(bar)
            .into_iter()
            .find(|span| span.contains(at))
    }
}
