//! Rules that make chains: *p(a, c) if p(a, b) and p(b, c)*.
//!
//! Takes such a rule; gives steps that add one *link* at a time to a chain's end. The one idea: every chain is a
//! chain and a last link, where a link is what evidence or another rule gives. So a chain of n links is found in
//! n ways, not in all the ways to cut it into two. A link as likely as, or less likely than, a chain that is
//! settled already is not needed. It holds only where nothing is masked: of a chain whose beginning is masked
//! another cut would still count.

use super::index::Columns;
use super::steps::{Find, Reads, Scan, Slot, Step};
use super::store::{Store, TableId};
use crate::model::{Body, Id as _, Pattern, Rule, Sign, Term, VarId};

/// The variables of a chain: from its start by its middle to its end.
struct Chain {
    start: VarId,
    middle: VarId,
    end: VarId,
}

/// The two ways to add a link.
pub(super) struct Chained {
    /// A chain that has changed, and any link.
    pub(super) by_chain: Step,
    /// Any chain, and a link that has changed.
    pub(super) by_link: Step,
}

/// The steps of the rule, if it makes chains; `links` is where the links of its relation stand.
pub(super) fn chained(rule: &Rule, links: TableId) -> Option<Chained> {
    let chain = chain(rule)?;
    let table = Store::table(rule.head.relation);
    let slots = |from: VarId, to: VarId| vec![Slot::Var(from.index()), Slot::Var(to.index())];
    let scan = |table, slots, find| {
        Step::Scan(Scan {
            table,
            reads: Reads::Held(Sign::For),
            slots,
            find,
        })
    };
    let by = |column| {
        Find::By(Columns {
            first: column,
            second: None,
        })
    };
    Some(Chained {
        by_chain: Step::All(vec![
            scan(table, slots(chain.start, chain.middle), Find::Changed),
            scan(links, slots(chain.middle, chain.end), by(0)),
        ]),
        by_link: Step::All(vec![
            scan(table, slots(chain.middle, chain.end), Find::Changed),
            scan(table, slots(chain.start, chain.middle), by(1)),
        ]),
    })
}

/// Whether the rule makes chains.
pub(super) fn makes_chains(rule: &Rule) -> bool {
    chain(rule).is_some()
}

fn chain(rule: &Rule) -> Option<Chain> {
    let Body::And(parts) = &rule.body else {
        return None;
    };
    let [Body::Sentence(a), Body::Sentence(b)] = parts.as_slice() else {
        return None;
    };
    let same = [a, b]
        .iter()
        .all(|part| part.relation == rule.head.relation);
    let (start, end) = ends(&rule.head)?;
    let distinct = |chain: &Chain| {
        chain.start != chain.middle && chain.middle != chain.end && chain.start != chain.end
    };
    let joined = |first: (VarId, VarId), second: (VarId, VarId)| {
        let chain = Chain {
            start,
            middle: first.1,
            end,
        };
        let fits = first == (start, chain.middle) && second == (chain.middle, end);
        (same && rule.sign == Sign::For && fits && distinct(&chain)).then_some(chain)
    };
    let (a, b) = (ends(a)?, ends(b)?);
    joined(a, b).or_else(|| joined(b, a))
}

fn ends(pattern: &Pattern) -> Option<(VarId, VarId)> {
    match pattern.args.as_slice() {
        [Term::Var(from), Term::Var(to)] => Some((*from, *to)),
        _ => None,
    }
}
