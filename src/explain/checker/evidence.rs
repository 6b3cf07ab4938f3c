//! What stated evidence is worth, worked out anew from the items (meaning.md 2 and 7).

use super::Flaw;
use crate::engine::{Strictness, World};
use crate::explain::{Evidence, Footing};
use crate::model::{EntityId, Item, ItemId, Sentence, Sign, Signed, SourceId, Standing};
use crate::time::{Instant, Likelihood};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Up to so many sources all sets are tried.
const ALL_SETS: usize = 16;
/// What several sources reach at most, none of them certain.
const MOST: u32 = 9_900;

/// The items of a world, by what they say.
pub(super) struct Statements<'w> {
    world: &'w World,
    of: RefCell<HashMap<Sentence, Vec<(ItemId, &'w Item)>>>,
}

/// What a source says at an instant.
#[derive(Clone, Copy)]
struct Said {
    source: SourceId,
    likelihood: Likelihood,
    unrated: bool,
}

impl<'w> Statements<'w> {
    pub(super) fn of(world: &'w World) -> Statements<'w> {
        Statements {
            world,
            of: RefCell::default(),
        }
    }

    /// All that is known to be said of the sentence; looked for among all items once.
    fn said_of(&self, sentence: &Sentence) -> Vec<(ItemId, &'w Item)> {
        if let Some(known) = self.of.borrow().get(sentence) {
            return known.clone();
        }
        let items = &self.world.core().items;
        let said: Vec<(ItemId, &'w Item)> = items
            .saying(sentence)
            .into_iter()
            .filter_map(|id| Some((id, items.get(id)?)))
            .filter(|(_, item)| is_known(self.world, item))
            .collect();
        self.of.borrow_mut().insert(sentence.clone(), said.clone());
        said
    }

    /// Items for either sign in force at the instant.
    fn in_force(
        &self,
        sentence: &Sentence,
        at: Instant,
    ) -> impl Iterator<Item = (ItemId, &'w Item)> {
        self.said_of(sentence)
            .into_iter()
            .filter(move |(_, item)| item.stated.extent.contains(at))
    }

    /// Checks the evidence of a claim.
    pub(super) fn check(&self, claim: &Signed, at: Instant, shown: &Evidence) -> Result<(), Flaw> {
        let footing = Err(Flaw::OtherFooting(claim.sentence.clone()));
        let party = self.world.standpoint().view;
        let theirs = |who: EntityId| {
            self.in_force(&claim.sentence, at)
                .any(|(_, item)| item.stated.view == Some(who))
        };
        let all: Vec<(ItemId, &Item)> = self
            .in_force(&claim.sentence, at)
            .filter(|(_, item)| item.stated.sign == claim.sign)
            .collect();
        let counting: Vec<(ItemId, &Item)> = match (party, shown.footing) {
            (None, Footing::Own) => all
                .into_iter()
                .filter(|(_, item)| item.stated.view.is_none())
                .collect(),
            (Some(view), Footing::Claimed(who)) if view.of == who => all
                .into_iter()
                .filter(|(_, item)| item.stated.view == Some(who))
                .collect(),
            (Some(view), Footing::SpokenFor { party, .. })
                if view.of == party && !theirs(party) =>
            {
                // Who speaks for the party is the world's to say: here what is shown is taken for all there is.
                all.into_iter()
                    .filter(|(id, item)| {
                        item.stated.view.is_some()
                            && (shown.items.contains(id) || shown.others.contains(id))
                    })
                    .collect()
            }
            (Some(view), Footing::Shared)
                if view.strictly == Strictness::Shared && !theirs(view.of) =>
            {
                all.into_iter()
                    .filter(|(_, item)| item.stated.view.is_none())
                    .collect()
            }
            _ => return footing,
        };
        let named: BTreeSet<ItemId> = shown.items.iter().chain(&shown.others).copied().collect();
        let there: BTreeSet<ItemId> = counting.iter().map(|(id, _)| *id).collect();
        let distinct: BTreeSet<ItemId> = shown.items.iter().copied().collect();
        if named != there || distinct.len() != shown.items.len() || shown.items.is_empty() {
            let claim = claim.clone();
            return Err(Flaw::OtherItems { claim, at });
        }
        let chosen: Vec<(ItemId, &Item)> = counting
            .iter()
            .filter(|(id, _)| distinct.contains(id))
            .copied()
            .collect();
        // What is shown to give the value gives it, alone as with all the rest.
        for worth in [self.worth(&counting), self.together(&chosen)] {
            if worth != shown.value {
                return Err(Flaw::EvidenceWorth {
                    claim: claim.clone(),
                    shown: shown.value,
                    is: worth,
                });
            }
        }
        Ok(())
    }

    /// Checks what somebody claims, literally.
    pub(super) fn check_claim(
        &self,
        claim: &Signed,
        by: EntityId,
        at: Instant,
        shown: &Evidence,
    ) -> Result<(), Flaw> {
        let theirs: BTreeMap<ItemId, Likelihood> = self
            .in_force(&claim.sentence, at)
            .filter(|(_, item)| item.stated.sign == Sign::For && item.stated.view == Some(by))
            .map(|(id, item)| (id, item.stated.likelihood))
            .collect();
        let worth = theirs.values().copied().max().unwrap_or_default();
        if shown.items.iter().any(|id| theirs.get(id) != Some(&worth)) || shown.items.len() != 1 {
            let claim = claim.clone();
            return Err(Flaw::OtherItems { claim, at });
        }
        if worth != shown.value {
            return Err(Flaw::EvidenceWorth {
                claim: claim.clone(),
                shown: shown.value,
                is: worth,
            });
        }
        if shown.footing != Footing::Claimed(by) {
            return Err(Flaw::OtherFooting(claim.sentence.clone()));
        }
        Ok(())
    }

    /// What all of them are worth: For⁰ or Ag⁰.
    fn worth(&self, items: &[(ItemId, &Item)]) -> Likelihood {
        let said = said(items);
        let corroborated = if said.len() > ALL_SETS {
            self.greedily(said)
        } else {
            self.of_all_sets(&said, &mut Vec::new(), 0)
        };
        alone(items).max(corroborated)
    }

    /// What they are worth as one set: 0 if two of them are tied.
    fn together(&self, items: &[(ItemId, &Item)]) -> Likelihood {
        if items.len() == 1 {
            return items
                .iter()
                .map(|(_, item)| item.stated.likelihood)
                .max()
                .unwrap_or_default();
        }
        let said = said(items);
        if said.len() != items.len() || self.any_tied(&said) {
            return Likelihood::NEVER;
        }
        corroborated(&said)
    }

    fn any_tied(&self, said: &[Said]) -> bool {
        said.iter()
            .enumerate()
            .any(|(place, one)| said.iter().take(place).any(|other| self.tied(*one, *other)))
    }

    fn tied(&self, a: Said, b: Said) -> bool {
        a.unrated && b.unrated
            || !self
                .ancestors(a.source)
                .is_disjoint(&self.ancestors(b.source))
    }

    /// The source and what the whole of it is taken from.
    fn ancestors(&self, source: SourceId) -> BTreeSet<SourceId> {
        let sources = &self.world.core().situation.sources;
        let mut found = BTreeSet::new();
        let mut open = vec![source];
        while let Some(next) = open.pop() {
            if found.insert(next)
                && let Some(row) = sources.get(next)
            {
                open.extend(&row.derived_from);
            }
        }
        found
    }

    fn of_all_sets(&self, said: &[Said], taken: &mut Vec<Said>, from: usize) -> Likelihood {
        let mut best = corroborated(taken);
        for (place, one) in said.iter().enumerate().skip(from) {
            if taken.iter().all(|other| !self.tied(*one, *other)) {
                taken.push(*one);
                best = best.max(self.of_all_sets(said, taken, place + 1));
                taken.pop();
            }
        }
        best
    }

    fn greedily(&self, mut said: Vec<Said>) -> Likelihood {
        let situation = &self.world.core().situation;
        let name = |said: &Said| {
            let entity = situation
                .sources
                .get(said.source)
                .map(|source| source.entity)?;
            situation
                .entities
                .get(entity)
                .map(|entity| entity.name.clone())
        };
        said.sort_by_key(|said| (std::cmp::Reverse(said.likelihood), name(said), said.source));
        let mut taken: Vec<Said> = Vec::new();
        let mut best = Likelihood::NEVER;
        for one in said {
            if taken.iter().all(|other| !self.tied(one, *other)) {
                taken.push(one);
                best = best.max(corroborated(&taken));
            }
        }
        best
    }
}

/// Items without a source, and assumptions: the greatest.
fn alone(items: &[(ItemId, &Item)]) -> Likelihood {
    items
        .iter()
        .filter(|(_, item)| is_nobodys(item))
        .map(|(_, item)| item.stated.likelihood)
        .max()
        .unwrap_or_default()
}

fn is_nobodys(item: &Item) -> bool {
    item.stated.source.is_none() || item.stated.standing == Standing::Assumption
}

/// c of each source, and whether what gives it is unrated (of equals, a rated one gives it).
fn said(items: &[(ItemId, &Item)]) -> Vec<Said> {
    let mut each: BTreeMap<SourceId, Said> = BTreeMap::new();
    for (_, item) in items.iter().filter(|(_, item)| !is_nobodys(item)) {
        let Some(source) = item.stated.source else {
            continue;
        };
        let one = Said {
            source,
            likelihood: item.stated.likelihood,
            unrated: item.stated.unrated,
        };
        let best = each.entry(source).or_insert(one);
        if (one.likelihood, !one.unrated) > (best.likelihood, !best.unrated) {
            *best = one;
        }
    }
    each.into_values().collect()
}

/// 1 − Π (1 − c), rounded half up, at most 0.99 for several; exactly, in decimal digits by fours.
fn corroborated(said: &[Said]) -> Likelihood {
    let [first, rest @ ..] = said else {
        return Likelihood::NEVER;
    };
    if rest.is_empty() {
        return first.likelihood;
    }
    if said.iter().any(|one| one.likelihood == Likelihood::CERTAIN) {
        return Likelihood::CERTAIN;
    }
    // The product, its lowest four digits first; it has no more groups of digits than there are factors.
    let mut product = vec![1_u32];
    for one in said {
        let factor = u32::from(one.likelihood.complement().ten_thousandths());
        let mut carry = 0;
        for group in &mut product {
            let sum = *group * factor + carry;
            *group = sum % 10_000;
            carry = sum / 10_000;
        }
        if carry > 0 {
            product.push(carry);
        }
    }
    product.resize(said.len().max(product.len()), 0);
    let whole = product.get(said.len() - 1).copied().unwrap_or(0);
    let mut below = product.iter().take(said.len() - 1).rev();
    let half = below.next().copied().unwrap_or(0);
    let over_half = half > 5_000 || half == 5_000 && below.any(|group| *group > 0);
    let doubt = whole + u32::from(over_half);
    Likelihood::clamped(10_000_u32.saturating_sub(doubt).min(MOST))
}

/// Whether the item counts by what is known at the standpoint.
fn is_known(world: &World, item: &Item) -> bool {
    let Some(known_on) = world.standpoint().known_on else {
        return item.until_known.is_none();
    };
    let source = item
        .stated
        .source
        .and_then(|source| world.core().situation.sources.get(source));
    let dated = source.and_then(|source| source.dated);
    let later = item
        .stated
        .said
        .into_iter()
        .chain(dated)
        .map(|span| span.from)
        .max();
    later.is_none_or(|date| date < known_on)
        && item.until_known.is_none_or(|replaced| replaced >= known_on)
}
