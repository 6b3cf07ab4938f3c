//! The items of a core: statements that stand for themselves, and blocks of those that tables gave.
//!
//! Takes items and blocks, in order; gives each item by its number. The one idea: an item of a block is made when it is
//! asked for. What an explanation points at is kept from then on, what is only passed by is not.

use super::block::Block;
use super::{EntityId, Id as _, Item, ItemId, RelationId, Sentence, Sign, SourceId, Standing};
use crate::time::{Instant, Likelihood, Span};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// How many items of a block are kept together.
const SHELF: usize = 256;

/// So many sentences are looked for in a block one by one; more by going through its rows.
const FEW: usize = 8;

/// All items of a core.
#[derive(Clone, Debug, Default)]
pub struct Items {
    parts: Vec<Part>,
    len: usize,
    /// That of [`Items::first_edge`], until something is changed.
    first_edge: OnceLock<Option<Instant>>,
}

#[derive(Clone, Debug)]
struct Part {
    first: usize,
    of: PartOf,
}

#[derive(Clone, Debug)]
enum PartOf {
    Single(Vec<Item>),
    Rows(Arc<Block>, Arc<Kept>),
}

/// The items of a block that somebody has asked for.
#[derive(Debug)]
struct Kept(Vec<OnceLock<Shelf>>);

type Shelf = Box<[OnceLock<Box<Item>>]>;

impl Kept {
    fn for_rows(count: usize) -> Kept {
        Kept(
            (0..count.div_ceil(SHELF))
                .map(|_| OnceLock::new())
                .collect(),
        )
    }

    fn get(&self, at: usize, make: impl FnOnce() -> Option<Item>) -> Option<&Item> {
        let shelf = self
            .0
            .get(at / SHELF)?
            .get_or_init(|| (0..SHELF).map(|_| OnceLock::new()).collect());
        let place = shelf.get(at % SHELF)?;
        if place.get().is_none() {
            // Another may have been quicker; what it put there is the same.
            let _ = place.set(Box::new(make()?));
        }
        place.get().map(|item| &**item)
    }
}

/// What is needed to weigh an item: all but its sentence, its words and where it stands.
#[derive(Clone, Copy, PartialEq, Debug)]
#[allow(missing_docs)]
pub struct Heard {
    pub sign: Sign,
    pub extent: Span,
    pub likelihood: Likelihood,
    pub source: Option<SourceId>,
    pub unrated: bool,
    pub said: Option<Span>,
    pub view: Option<EntityId>,
    pub standing: Standing,
    pub until_known: Option<Instant>,
}

impl From<&Item> for Heard {
    fn from(item: &Item) -> Heard {
        let stated = &item.stated;
        Heard {
            sign: stated.sign,
            extent: stated.extent,
            likelihood: stated.likelihood,
            source: stated.source,
            unrated: stated.unrated,
            said: stated.said,
            view: stated.view,
            standing: stated.standing,
            until_known: item.until_known,
        }
    }
}

/// The first of the two ends that is one.
pub(super) fn first_edge(extent: Span) -> Option<Instant> {
    let edges = [extent.from, extent.to].into_iter();
    edges
        .filter(|edge| *edge != Instant::BEGINNING && *edge != Instant::END)
        .min()
}

fn heard(block: &Block, row: u32) -> Option<Heard> {
    Some(Heard {
        sign: block.sign,
        extent: block.times.held(row)?.extent,
        likelihood: *block.likelihood.get(row)?,
        source: *block.source.get(row)?,
        unrated: block.unrated,
        said: *block.said.get(row)?,
        view: *block.view.get(row)?,
        standing: block.standing,
        until_known: None,
    })
}

fn item(block: &Block, row: u32) -> Option<Item> {
    Some(Item {
        stated: block.stated(row)?,
        until_known: None,
        closing: None,
    })
}

/// Items that lie together: those that stand for themselves, or the rows of one block.
#[derive(Clone, Copy, Debug)]
pub enum Lying<'i> {
    /// Each for itself; the number of the first.
    Single(usize, &'i [Item]),
    /// The rows of a block; the number of the first.
    Rows(usize, &'i Arc<Block>),
}

impl Items {
    /// Adds an item and gives its number.
    pub fn push(&mut self, item: Item) -> ItemId {
        self.first_edge = OnceLock::new();
        let at = self.len;
        match self.parts.last_mut().map(|part| &mut part.of) {
            Some(PartOf::Single(items)) => items.push(item),
            _ => self.parts.push(Part {
                first: at,
                of: PartOf::Single(vec![item]),
            }),
        }
        self.len += 1;
        ItemId::at(at)
    }

    /// Adds items, one behind the other.
    pub fn extend(&mut self, more: Vec<Item>) {
        self.first_edge = OnceLock::new();
        let (first, count) = (self.len, more.len());
        match self.parts.last_mut().map(|part| &mut part.of) {
            Some(PartOf::Single(items)) => items.extend(more),
            _ => self.parts.push(Part {
                first,
                of: PartOf::Single(more),
            }),
        }
        self.len += count;
    }

    /// Adds the rows of a block.
    pub fn push_block(&mut self, block: Arc<Block>) {
        self.first_edge = OnceLock::new();
        let count = block.rows.len();
        if count > 0 {
            self.parts.push(Part {
                first: self.len,
                of: PartOf::Rows(block, Arc::new(Kept::for_rows(count))),
            });
            self.len += count;
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    fn part(&self, id: ItemId) -> Option<(&Part, usize)> {
        let at = id.index();
        let after = match self.parts.as_slice() {
            [_] => 1,
            parts => parts.partition_point(|part| part.first <= at),
        };
        let part = self.parts.get(after.checked_sub(1)?)?;
        Some((part, at - part.first))
    }

    /// The item, kept from now on if it is a row's.
    #[must_use]
    pub fn get(&self, id: ItemId) -> Option<&Item> {
        let (part, at) = self.part(id)?;
        match &part.of {
            PartOf::Single(items) => items.get(at),
            PartOf::Rows(block, kept) => kept.get(at, || item(block, block.rows.get(at)?)),
        }
    }

    /// What weighing needs of the item.
    #[must_use]
    pub fn heard(&self, id: ItemId) -> Option<Heard> {
        let (part, at) = self.part(id)?;
        match &part.of {
            PartOf::Single(items) => items.get(at).map(Heard::from),
            PartOf::Rows(block, _) => heard(block, block.rows.get(at)?),
        }
    }

    /// All of them with their numbers, in order; those of rows are made in passing.
    pub fn iter(&self) -> impl Iterator<Item = (ItemId, Cow<'_, Item>)> {
        self.of_relations(|_| true)
    }

    /// Those of some relations.
    pub fn of_relations(
        &self,
        wanted: impl Fn(RelationId) -> bool,
    ) -> impl Iterator<Item = (ItemId, Cow<'_, Item>)> {
        let mut out: Vec<Walk<'_>> = Vec::new();
        for part in &self.parts {
            match &part.of {
                PartOf::Single(items) => out.push(Walk::Single(part.first, items)),
                PartOf::Rows(block, _) if wanted(block.relation) => {
                    out.push(Walk::Rows(part.first, block));
                }
                PartOf::Rows(..) => {}
            }
        }
        let of_wanted = move |item: &Item| wanted(item.stated.sentence.relation);
        out.into_iter()
            .flat_map(Walk::items)
            .filter(move |(_, item)| of_wanted(item))
    }

    /// How many there are of some relations.
    pub fn count_of(&self, wanted: impl Fn(RelationId) -> bool) -> usize {
        let count = |lying: Lying<'_>| match lying {
            Lying::Single(_, items) => {
                let relations = items.iter().map(|item| item.stated.sentence.relation);
                relations.filter(|relation| wanted(*relation)).count()
            }
            Lying::Rows(_, block) if wanted(block.relation) => block.rows.len(),
            Lying::Rows(..) => 0,
        };
        self.lying().map(count).sum()
    }

    /// Those that stand for themselves, and those of tables that have notes.
    pub fn with_notes(&self) -> impl Iterator<Item = (ItemId, Cow<'_, Item>)> {
        self.parts
            .iter()
            .filter_map(|part| match &part.of {
                PartOf::Single(items) => Some(Walk::Single(part.first, items)),
                PartOf::Rows(block, _) => {
                    (!block.words.notes.is_empty()).then_some(Walk::Rows(part.first, block))
                }
            })
            .flat_map(Walk::items)
    }

    /// Those that stand for themselves, and those of tables that may be somebody's claims.
    pub fn viewed(&self) -> impl Iterator<Item = (ItemId, Cow<'_, Item>)> {
        self.parts
            .iter()
            .filter_map(|part| match &part.of {
                PartOf::Single(items) => Some(Walk::Single(part.first, items)),
                PartOf::Rows(block, _) => block
                    .view
                    .any(Option::is_some)
                    .then_some(Walk::Rows(part.first, block)),
            })
            .flat_map(Walk::items)
    }

    /// Those that stand for themselves. Only they may be closed, or of a source that is replaced.
    pub fn single(&self) -> impl Iterator<Item = &Item> {
        self.lying().flat_map(|lying| match lying {
            Lying::Single(_, items) => items,
            Lying::Rows(..) => &[],
        })
    }

    /// The blocks, with the number of the first item of each.
    pub fn blocks(&self) -> impl Iterator<Item = (usize, &Arc<Block>)> {
        self.lying().filter_map(|lying| match lying {
            Lying::Single(..) => None,
            Lying::Rows(first, block) => Some((first, block)),
        })
    }

    /// Where they may hold, with their relations: of a block each span once.
    pub fn extents(&self) -> impl Iterator<Item = (RelationId, Span)> {
        self.lying().flat_map(|lying| {
            let extents: Box<dyn Iterator<Item = (RelationId, Span)> + '_> = match lying {
                Lying::Single(_, items) => Box::new(
                    items
                        .iter()
                        .map(|item| (item.stated.sentence.relation, item.stated.extent)),
                ),
                Lying::Rows(_, block) => {
                    let spans = block.extents().iter().copied();
                    Box::new(spans.map(|span| (block.relation, span)))
                }
            };
            extents
        })
    }

    /// The first instant at which something may begin or cease to hold; none where all hold for ever. Found once.
    pub fn first_edge(&self) -> Option<Instant> {
        *self.first_edge.get_or_init(|| {
            let of_part = |lying: Lying<'_>| match lying {
                Lying::Single(_, items) => {
                    let extents = items.iter().map(|item| item.stated.extent);
                    extents.filter_map(first_edge).min()
                }
                Lying::Rows(_, block) => block.first_edge(),
            };
            self.lying().filter_map(of_part).min()
        })
    }

    /// Says what [`Items::first_edge`] would find.
    pub(super) fn know_first_edge(&mut self, edge: Option<Instant>) {
        self.first_edge = OnceLock::from(edge);
    }

    /// Of each of the sentences those that say it, in order.
    pub fn saying_each<'s>(
        &self,
        sentences: &BTreeSet<&'s Sentence>,
    ) -> BTreeMap<&'s Sentence, Vec<ItemId>> {
        let mut found: BTreeMap<&Sentence, Vec<ItemId>> = sentences
            .iter()
            .map(|sentence| (*sentence, Vec::new()))
            .collect();
        let mut of_relation: BTreeMap<RelationId, usize> = BTreeMap::new();
        for sentence in sentences {
            *of_relation.entry(sentence.relation).or_default() += 1;
        }
        for lying in self.lying() {
            match lying {
                Lying::Single(first, items) => {
                    for (at, item) in items.iter().enumerate() {
                        let sentence = &item.stated.sentence;
                        if of_relation.contains_key(&sentence.relation)
                            && let Some(found) = found.get_mut(sentence)
                        {
                            found.push(ItemId::at(first + at));
                        }
                    }
                }
                Lying::Rows(first, block) => match of_relation.get(&block.relation) {
                    None => {}
                    Some(few) if *few <= FEW => {
                        for (sentence, found) in &mut found {
                            let rows = block.saying(sentence).into_iter();
                            found.extend(rows.map(|at| ItemId::at(first + at)));
                        }
                    }
                    Some(_) => {
                        for (at, row) in block.rows.iter().enumerate() {
                            let sentence = block.sentence(row);
                            if let Some(found) = sentence.and_then(|one| found.get_mut(&one)) {
                                found.push(ItemId::at(first + at));
                            }
                        }
                    }
                },
            }
        }
        found
    }

    /// Those that say the sentence.
    #[must_use]
    pub fn saying(&self, sentence: &Sentence) -> Vec<ItemId> {
        let mut found = Vec::new();
        for lying in self.lying() {
            match lying {
                Lying::Single(first, items) => found.extend(
                    items
                        .iter()
                        .enumerate()
                        .filter(|(_, item)| item.stated.sentence == *sentence)
                        .map(|(at, _)| ItemId::at(first + at)),
                ),
                Lying::Rows(first, block) => found.extend(
                    block
                        .saying(sentence)
                        .into_iter()
                        .map(|at| ItemId::at(first + at)),
                ),
            }
        }
        found
    }

    /// How they lie.
    pub fn lying(&self) -> impl Iterator<Item = Lying<'_>> {
        self.parts.iter().map(|part| match &part.of {
            PartOf::Single(items) => Lying::Single(part.first, items),
            PartOf::Rows(block, _) => Lying::Rows(part.first, block),
        })
    }

    /// Changes all of them.
    pub fn change(&mut self, item: impl Fn(&mut Item), rows: impl Fn(&mut Block)) {
        self.first_edge = OnceLock::new();
        for part in &mut self.parts {
            match &mut part.of {
                PartOf::Single(items) => items.iter_mut().for_each(&item),
                PartOf::Rows(block, kept) => {
                    rows(Arc::make_mut(block));
                    *kept = Arc::new(Kept::for_rows(block.rows.len()));
                }
            }
        }
    }

    /// Those that stand for themselves, to be changed one by one.
    pub fn single_mut(&mut self, id: ItemId) -> Option<&mut Item> {
        self.first_edge = OnceLock::new();
        let at = id.index();
        let part = self.parts.iter_mut().rfind(|part| part.first <= at)?;
        match &mut part.of {
            PartOf::Single(items) => items.get_mut(at - part.first),
            PartOf::Rows(..) => None,
        }
    }

    /// All but these, which are in order.
    #[must_use]
    pub fn without(&self, gone: &[ItemId]) -> Items {
        let stays = |at: usize| gone.binary_search(&ItemId::at(at)).is_err();
        let mut kept = Items::default();
        for part in &self.parts {
            match &part.of {
                PartOf::Single(items) => {
                    for (at, item) in items.iter().enumerate() {
                        if stays(part.first + at) {
                            kept.push(item.clone());
                        }
                    }
                }
                PartOf::Rows(block, _) => {
                    let own = part.first..part.first + block.rows.len();
                    if gone.iter().any(|id| own.contains(&id.index())) {
                        let mut at = part.first;
                        kept.push_block(Arc::new(block.only(|_| {
                            at += 1;
                            stays(at - 1)
                        })));
                    } else {
                        kept.push_block(Arc::clone(block));
                    }
                }
            }
        }
        kept
    }

    /// Those of some relations alone, and the number that each has here.
    pub fn only_of(&self, wanted: impl Fn(RelationId) -> bool) -> (Items, Vec<ItemId>) {
        let (mut kept, mut own) = (Items::default(), Vec::new());
        for part in &self.parts {
            match &part.of {
                PartOf::Single(items) => {
                    for (at, item) in items.iter().enumerate() {
                        if wanted(item.stated.sentence.relation) {
                            own.push(ItemId::at(part.first + at));
                            kept.push(item.clone());
                        }
                    }
                }
                PartOf::Rows(block, _) if wanted(block.relation) => {
                    own.extend((0..block.rows.len()).map(|at| ItemId::at(part.first + at)));
                    kept.push_block(Arc::clone(block));
                }
                PartOf::Rows(..) => {}
            }
        }
        (kept, own)
    }

    /// Those of which it is so, and the number that each has here.
    pub fn only(&self, mut keep: impl FnMut(ItemId, &Item) -> bool) -> (Items, Vec<ItemId>) {
        let (mut kept, mut own) = (Items::default(), Vec::new());
        for part in &self.parts {
            match &part.of {
                PartOf::Single(items) => {
                    for (at, item) in items.iter().enumerate() {
                        let id = ItemId::at(part.first + at);
                        if keep(id, item) {
                            own.push(id);
                            kept.push(item.clone());
                        }
                    }
                }
                PartOf::Rows(block, _) => {
                    let before = own.len();
                    let mut at = part.first;
                    let some = block.only(|row| {
                        let id = ItemId::at(at);
                        at += 1;
                        let stays = item(block, *row).is_some_and(|item| keep(id, &item));
                        own.extend(stays.then_some(id));
                        stays
                    });
                    if own.len() - before == block.rows.len() {
                        kept.push_block(Arc::clone(block));
                    } else {
                        kept.push_block(Arc::new(some));
                    }
                }
            }
        }
        (kept, own)
    }
}

enum Walk<'i> {
    Single(usize, &'i [Item]),
    Rows(usize, &'i Block),
}

impl<'i> Walk<'i> {
    fn items(self) -> Box<dyn Iterator<Item = (ItemId, Cow<'i, Item>)> + 'i> {
        match self {
            Walk::Single(first, items) => Box::new(
                items
                    .iter()
                    .enumerate()
                    .map(move |(at, item)| (ItemId::at(first + at), Cow::Borrowed(item))),
            ),
            Walk::Rows(first, block) => {
                Box::new(block.rows.iter().enumerate().filter_map(move |(at, row)| {
                    Some((ItemId::at(first + at), Cow::Owned(item(block, row)?)))
                }))
            }
        }
    }
}

impl FromIterator<Item> for Items {
    fn from_iter<R: IntoIterator<Item = Item>>(items: R) -> Items {
        let mut all = Items::default();
        items.into_iter().for_each(|item| {
            all.push(item);
        });
        all
    }
}
