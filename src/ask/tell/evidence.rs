//! Stated evidence: where it stands, on whose evidence, in whose name, and when it holds as it was written.

use super::Telling;
use crate::answer::{Markup, Role};
use crate::explain::{Evidence, Footing};
use crate::model::{Item, ItemId, SourceId, Standing, Stated};
use crate::phrase::{Dates, place, when};

/// So many places are listed; the rest are counted.
const PLACES: usize = 3;

impl Telling<'_> {
    /// `khorasan.casus:23, on the evidence of Brief (C)`, `claimed by Nicholson` for a view.
    #[must_use]
    pub fn ground(&self, evidence: &Evidence) -> Markup {
        let mut ground = self.places(&evidence.items);
        self.footing(evidence.footing, &mut ground);
        self.add_sources(&evidence.items, &mut ground);
        let assumed = |item: &Item| item.stated.standing == Standing::Assumption;
        if self.items(&evidence.items).any(assumed) {
            follow(&mut ground, "an assumption");
        }
        let idle = self.idle(evidence);
        if !idle.is_empty() {
            ground.say("; ");
            ground.add(self.phrase.sources(&idle));
            ground.say(if idle.len() == 1 {
                " adds nothing"
            } else {
                " add nothing"
            });
        }
        ground
    }

    /// The ground of one item: where it stands, on whose evidence, whether it is assumed.
    #[must_use]
    pub fn ground_of(&self, item: ItemId) -> Markup {
        let mut ground = self.places(&[item]);
        self.add_sources(&[item], &mut ground);
        if self
            .item(item)
            .is_some_and(|item| item.stated.standing == Standing::Assumption)
        {
            follow(&mut ground, "an assumption");
        }
        ground
    }

    /// When the evidence holds, as it was written where its items say the same; none where always.
    #[must_use]
    pub fn when_of(&self, items: &[ItemId]) -> Option<Markup> {
        let mut all = self.items(items);
        let first = all.next()?;
        if !all.all(|item| item.stated.when == first.stated.when && item.closing == first.closing) {
            return None;
        }
        if first.closing.is_none() {
            return when(&first.stated.when);
        }
        self.span(first.stated.extent, &self.dates(items))
    }

    /// The dates that the items were written with.
    #[must_use]
    pub fn dates(&self, items: &[ItemId]) -> Dates {
        let mut dates = Dates::none();
        for item in self.items(items) {
            dates.learn(&item.stated.when);
        }
        dates
    }

    /// Quotes, notes and stated grounds of the items.
    #[must_use]
    pub fn words(&self, items: &[ItemId]) -> Vec<Markup> {
        let mut all = Vec::new();
        for item in self.items(items) {
            let words = &item.stated.words;
            let quotes = words
                .quotes
                .iter()
                .map(|quote| Markup::of(Role::Quote, format!("\"{quote}\"")));
            let own = |note: &&String| self.is_own(note, item);
            let notes = words.notes.iter().filter(own);
            let notes = notes.map(|note| Markup::words(note.as_str()));
            for text in quotes.chain(notes) {
                if !all.contains(&text) {
                    all.push(text);
                }
            }
            if !words.because.is_empty() {
                let grounds = words.because.iter().map(|ground| self.signed(ground));
                let text = Markup::words("stated ground: ").with(Markup::list(grounds, "; ", "; "));
                if !all.contains(&text) {
                    all.push(text);
                }
            }
        }
        all
    }

    /// Whether a note speaks of the sentence: one that sentences of several lines have speaks of their whole statement,
    /// and beside one of them it would mislead.
    fn is_own(&self, note: &String, of: &Item) -> bool {
        let stated = &of.stated;
        self.core.items.with_notes().all(|(_, other)| {
            let other = &other.stated;
            other.origin == stated.origin
                || other.origin.file != stated.origin.file
                || other.sentence == stated.sentence
                || self.is_of_a_kind(other)
                || !other.words.notes.contains(note)
        })
    }

    fn is_of_a_kind(&self, stated: &Stated) -> bool {
        let relation = self.core.situation.relations.get(stated.sentence.relation);
        relation.is_some_and(|relation| relation.kind.is_some())
    }

    fn items<'i>(&'i self, ids: &'i [ItemId]) -> impl Iterator<Item = &'i Item> {
        ids.iter().filter_map(|id| self.item(*id))
    }

    fn places(&self, items: &[ItemId]) -> Markup {
        let mut places: Vec<Markup> = Vec::new();
        for item in self.items(items) {
            let place = place(&item.stated.origin);
            if !places.contains(&place) {
                places.push(place);
            }
        }
        let more = places.len().saturating_sub(PLACES);
        places.truncate(PLACES);
        let mut list = Markup::list(places, ", ", ", ");
        if more > 0 {
            list.say(&format!(" and {more} more"));
        }
        list
    }

    fn add_sources(&self, items: &[ItemId], ground: &mut Markup) {
        let mut sources: Vec<SourceId> = Vec::new();
        let mut passage = None;
        for item in self.items(items) {
            if let Some(source) = item.stated.source
                && !sources.contains(&source)
            {
                sources.push(source);
            }
            passage = passage.or(item.stated.words.passage.as_deref());
        }
        if sources.is_empty() {
            return;
        }
        follow(ground, "on the evidence of ");
        ground.add(self.phrase.sources(&sources));
        if let (Some(passage), 1) = (passage, sources.len()) {
            ground.say(", ");
            ground.push(Role::Quote, passage);
        }
    }

    fn footing(&self, footing: Footing, ground: &mut Markup) {
        match footing {
            Footing::Own => {}
            Footing::Claimed(party) => {
                follow(ground, "claimed by ");
                ground.add(self.phrase.entity(party));
            }
            Footing::SpokenFor { by, party } => {
                follow(ground, "claimed by ");
                ground.add(self.phrase.entity(by));
                ground.say(" for ");
                ground.add(self.phrase.entity(party));
            }
            Footing::Shared => follow(ground, "shared"),
        }
    }

    /// Sources that say the same and add nothing: tied to those that count, or weaker.
    fn idle(&self, evidence: &Evidence) -> Vec<SourceId> {
        let counted: Vec<SourceId> = self
            .items(&evidence.items)
            .filter_map(|item| item.stated.source)
            .collect();
        let mut idle = Vec::new();
        for item in self.items(&evidence.others) {
            if let Some(source) = item.stated.source
                && !counted.contains(&source)
                && !idle.contains(&source)
            {
                idle.push(source);
            }
        }
        idle
    }
}

fn follow(ground: &mut Markup, words: &str) {
    if !ground.is_empty() {
        ground.say(", ");
    }
    ground.say(words);
}
