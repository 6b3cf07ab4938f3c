//! From what a question looks at to what of the world it needs.
//!
//! The one idea (magic sets, Bancilhon, Maier, Sagiv and Ullman 1986, slot by slot): where a sentence is needed for some values
//! of a slot, each rule that concludes it is gone through with them, and its conditions are needed for what is handed from
//! one to the next. What a condition hands on is told by statements and rules without regard to time and likelihood, so that
//! nothing is left out that may hold. Both grow together until nothing is added.

use super::among::Among;
use super::bits::Bits;
use super::needs::Needs;
use super::through::{Filled, Known, Way};
use crate::model::block::{Argument, Block, Cells, Column};
use crate::model::{Body, Core, Pattern, RelationId, Rule, RuleId, Sentence, Term, Value, VarId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Which of several slots that are as near is taken.
#[derive(Clone, Copy)]
enum Taken {
    First,
    Last,
}

/// What is handed on is looked for in so many statements at most, as a multiple of all there are; for more, anything may be.
const LOOKED_AT: usize = 8;

/// So many values that are no names are told apart; of more, anything may be.
const OTHERS: usize = 1 << 13;

/// What the sentences need, and all that they rest on by the rules.
pub(super) fn demanded(core: &Core, running: &[RuleId], looked_at: &[Pattern]) -> Needs {
    let statements = Statements::of(core);
    let found = |taken: Taken| {
        let handing = Demand::of(core, running, (&statements, taken), looked_at);
        handing.or_else(|| {
            let unhanded = Statements::default();
            Demand::of(core, running, (&unhanded, taken), looked_at)
        })
    };
    let first = found(Taken::First).unwrap_or_default();
    let filled = |pattern: &Pattern| {
        let values = pattern.args.iter();
        values.filter(|term| matches!(term, Term::Value(_))).count()
    };
    if looked_at.iter().all(|pattern| filled(pattern) < 2) {
        return first;
    }
    let last = found(Taken::Last).unwrap_or_default();
    if last.all.len() < first.all.len() {
        last
    } else {
        first
    }
}

/// Whether the body counts what the variable stands for: there it stands for something else than outside.
pub(super) fn counts(body: &Body, var: VarId) -> bool {
    let here = match body {
        Body::AtLeast(count) | Body::AtMost(count) | Body::Exactly(count) => count.var == var,
        _ => false,
    };
    here || body.parts().iter().any(|part| counts(part, var))
}

/// All statements by their relations.
#[derive(Default)]
struct Statements<'c> {
    single: BTreeMap<RelationId, Vec<&'c Sentence>>,
    blocks: BTreeMap<RelationId, Vec<&'c Block>>,
    /// So many of them are looked at, at most; none where nothing is handed on.
    most: Option<usize>,
}

impl<'c> Statements<'c> {
    fn of(core: &'c Core) -> Statements<'c> {
        let mut all = Statements {
            most: Some(core.items.len() * LOOKED_AT),
            ..Statements::default()
        };
        for item in core.items.single() {
            let sentence = &item.stated.sentence;
            all.single
                .entry(sentence.relation)
                .or_default()
                .push(sentence);
        }
        for (_, block) in core.items.blocks() {
            all.blocks.entry(block.relation).or_default().push(block);
        }
        all
    }
}

/// The rules for a relation, with the values of one slot or with none.
type Task = (RelationId, Option<usize>);

/// The needs, while they are found.
struct Demand<'c> {
    statements: &'c Statements<'c>,
    rules: BTreeMap<RelationId, Vec<&'c Rule>>,
    taken: Taken,
    needs: Needs,
    open: BTreeSet<Task>,
    /// What was handed on to whom.
    readers: BTreeMap<(RelationId, usize, usize), BTreeSet<Task>>,
    now: Option<Task>,
    looked_at: usize,
}

impl<'c> Demand<'c> {
    /// None where too many statements would have to be looked at.
    fn of(
        core: &'c Core,
        running: &[RuleId],
        (statements, taken): (&'c Statements<'c>, Taken),
        looked_at: &[Pattern],
    ) -> Option<Needs> {
        let mut rules: BTreeMap<RelationId, Vec<&Rule>> = BTreeMap::new();
        for rule in running.iter().filter_map(|id| core.rules.get(*id)) {
            rules.entry(rule.head.relation).or_default().push(rule);
        }
        let mut demand = Demand {
            statements,
            rules,
            taken,
            needs: Needs::default(),
            open: BTreeSet::new(),
            readers: BTreeMap::new(),
            now: None,
            looked_at: 0,
        };
        for pattern in looked_at {
            let body = Body::Sentence(pattern.clone());
            Known::default().go(&body, &mut demand);
        }
        while let Some(task) = demand.open.pop_first() {
            demand.run(task);
            if statements.most.is_some_and(|most| demand.looked_at > most) {
                return None;
            }
        }
        Some(demand.needs)
    }

    fn run(&mut self, task: Task) {
        let (relation, slot) = task;
        self.now = Some(task);
        let rules = self.rules.get(&relation).cloned().unwrap_or_default();
        for rule in rules {
            let mut known = Known::default();
            if let Some(slot) = slot {
                let Some(among) = self.needs.with.get(&(relation, slot)) else {
                    continue;
                };
                match rule.head.args.get(slot) {
                    Some(Term::Value(value)) if !among.contains(value) => continue,
                    Some(Term::Var(var)) => known.give(*var, Arc::clone(among)),
                    Some(Term::Value(_)) | None => {}
                }
            }
            known.go(&rule.body, self);
            if let Some(slot) = slot {
                self.conclude((relation, slot), &rule.head, &known);
            }
        }
    }

    /// What the rule's conclusions have in the slots that are asked for.
    fn conclude(&mut self, (relation, slot): (RelationId, usize), head: &Pattern, known: &Known) {
        for (out, term) in head.args.iter().enumerate() {
            let key = (relation, slot, out);
            if !self.needs.passed.contains_key(&key) {
                continue;
            }
            let among = match term {
                Term::Value(value) => Some(Arc::new(Among::one(value))),
                Term::Var(var) => known.of(*var).cloned(),
            };
            self.pass(key, among);
        }
    }

    /// What is handed on grows; none: it may be anything.
    fn pass(&mut self, key: (RelationId, usize, usize), among: Option<Arc<Among>>) {
        let Some(passed) = self.needs.passed.get_mut(&key) else {
            return;
        };
        let few = |among: &Arc<Among>| among.others().len() <= OTHERS;
        let grew = match (&mut *passed, among.filter(few)) {
            (None, _) => false,
            (Some(_), None) => {
                *passed = None;
                true
            }
            (Some(known), Some(among)) => !among.are_in(known) && Arc::make_mut(known).add(&among),
        };
        if grew {
            let readers = self.readers.get(&key).into_iter().flatten();
            self.open.extend(readers.copied());
        }
    }

    /// What the statements have in the second slot that have one of the values in the first.
    fn stated(&mut self, (relation, by, out): (RelationId, usize, usize)) -> Option<Arc<Among>> {
        let among = Arc::clone(self.needs.with.get(&(relation, by))?);
        let mut found = Among::default();
        for sentence in self.statements.single.get(&relation).into_iter().flatten() {
            self.looked_at += 1;
            if let (Some(value), Some(other)) = (sentence.args.get(by), sentence.args.get(out))
                && among.contains(value)
            {
                found.insert(other);
            }
        }
        for block in self.statements.blocks.get(&relation).into_iter().flatten() {
            self.looked_at += block.rows.len();
            stated_in(block, (by, &among), out, &mut found)?;
        }
        Some(Arc::new(found))
    }
}

impl Way for Demand<'_> {
    fn by(&mut self, pattern: &Pattern, filled: &[Filled]) -> Option<usize> {
        let nearest = filled.first()?.far;
        let mut near = filled.iter().filter(|one| one.far == nearest);
        let taken = match self.taken {
            Taken::First => near.next(),
            Taken::Last => near.next_back(),
        }?;
        let key = (pattern.relation, taken.slot);
        let new = !self.needs.with.contains_key(&key);
        let known = self.needs.with.entry(key).or_default();
        let grew = !taken.among.are_in(known) && Arc::make_mut(known).add(&taken.among);
        if grew || new {
            self.open.insert((pattern.relation, Some(taken.slot)));
            for out in 0..pattern.args.len() {
                let key = (pattern.relation, taken.slot, out);
                if matches!(self.needs.passed.get(&key), Some(Some(_))) {
                    let stated = self.stated(key);
                    self.pass(key, stated);
                }
            }
        }
        Some(taken.slot)
    }

    fn through(&mut self, relation: RelationId, by: usize, out: usize) -> Option<Arc<Among>> {
        self.statements.most?;
        let key = (relation, by, out);
        self.readers.entry(key).or_default().extend(self.now);
        if !self.needs.passed.contains_key(&key) {
            self.needs.passed.insert(key, Some(Arc::default()));
            self.open.insert((relation, Some(by)));
            let stated = self.stated(key);
            self.pass(key, stated);
        }
        self.needs.passed.get(&key)?.clone()
    }

    fn whole(&mut self, relation: RelationId) {
        if self.needs.all.insert(relation) {
            self.open.insert((relation, None));
        }
    }
}

/// What the rows have in the second slot that have one of the values in the first; none where it may be anything.
fn stated_in(
    block: &Block,
    (by, among): (usize, &Among),
    out: usize,
    found: &mut Among,
) -> Option<()> {
    let Some(hit) = hit(block.args.get(by)?, among) else {
        return Some(());
    };
    let met = |cells: &Cells| {
        let mut met = Bits::default();
        let rows = block.rows.iter().filter(|row| hit(*row));
        for cell in rows.filter_map(|row| cells.get(row as usize)) {
            met.insert(*cell);
        }
        met
    };
    match block.args.get(out)? {
        Argument::Entities(Column::Same(name)) => found.insert(&Value::Entity(*name)),
        Argument::Values(Column::Same(value)) => found.insert(value),
        Argument::Entities(Column::Of { cells, means }) => {
            for cell in met(cells).iter() {
                let name = means.get(cell as usize)?;
                found.insert(&Value::Entity(*name));
            }
        }
        Argument::Values(Column::Of { cells, means }) => {
            for cell in met(cells).iter() {
                found.insert(means.get(cell as usize)?);
            }
        }
        Argument::Texts { cells, texts } => {
            let met = met(cells);
            if met.len() > OTHERS {
                return None;
            }
            for cell in met.iter() {
                found.insert(&Value::Text(Arc::from(texts.get(cell))));
            }
        }
    }
    Some(())
}

/// Whether a row of the table has one of the values; none where no row has.
fn hit<'a>(argument: &'a Argument, among: &Among) -> Option<Box<dyn Fn(u32) -> bool + 'a>> {
    let (cells, is): (&Cells, Vec<bool>) = match argument {
        Argument::Entities(Column::Same(name)) => {
            return among.has_name(*name).then(|| always());
        }
        Argument::Values(Column::Same(value)) => {
            return among.contains(value).then(|| always());
        }
        Argument::Entities(Column::Of { cells, means }) => {
            let is = means.iter().map(|name| among.has_name(*name));
            (cells, is.collect())
        }
        Argument::Values(Column::Of { cells, means }) => {
            let is = means.iter().map(|value| among.contains(value));
            (cells, is.collect())
        }
        Argument::Texts { cells, texts } => {
            let wanted = among.texts();
            let is = texts.iter().map(|text| wanted.contains(text));
            (cells, is.collect())
        }
    };
    Some(Box::new(move |row| {
        let cell = cells.get(row as usize);
        cell.is_some_and(|cell| is.get(*cell as usize) == Some(&true))
    }))
}

fn always<'a>() -> Box<dyn Fn(u32) -> bool + 'a> {
    Box::new(|_| true)
}
