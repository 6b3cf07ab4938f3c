//! Sentences in the words of their relations.
//!
//! The first wording is the one that is printed; a denial takes the first `negated` wording, and where there is
//! none says `it is denied that …`. A wording opens with its subject's slot, so that the subject can be left out
//! in a list of reasons: `draws members from TTP`.

use super::{Phrase, row};
use crate::answer::{Markup, Role};
use crate::model::{
    EntityId, Kinds, Part, Pattern, Relation, RelationId, Sentence, Sign, Signed, Term, Wording,
    said_of_many,
};

/// Whether the subject is said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject {
    /// `ISK draws members from TTP`
    Said,
    /// `draws members from TTP`
    Dropped,
}

impl Phrase<'_> {
    /// A sentence: `IS Khorasan threatens Pakistan`.
    #[must_use]
    pub fn sentence(&self, sentence: &Sentence) -> Markup {
        self.said(Sign::For, sentence)
    }

    /// A sentence or its denial.
    #[must_use]
    pub fn signed(&self, claim: &Signed) -> Markup {
        self.said(claim.sign, &claim.sentence)
    }

    /// Sentences that differ in their last argument alone, as one: `IS Khorasan threatens China, Iran and Pakistan`.
    #[must_use]
    pub fn together(&self, claims: &[&Signed]) -> Option<Markup> {
        let first = claims.first()?;
        let last = first.sentence.args.len().checked_sub(1)?;
        let fill = |slot: usize| {
            if slot == last {
                let each = claims
                    .iter()
                    .map(|claim| self.argument(&claim.sentence, slot));
                Markup::list(each, ", ", " and ")
            } else {
                self.argument(&first.sentence, slot)
            }
        };
        Some(self.with_subject(first.sentence.relation, first.sign, &fill))
    }

    /// A sentence without its subject: `threatens Pakistan`. None where the words do not open with it.
    #[must_use]
    pub fn predicate(&self, claim: &Signed) -> Option<Markup> {
        let fill = |slot| self.argument(&claim.sentence, slot);
        self.worded(claim.sentence.relation, claim.sign, &fill, Subject::Dropped)
    }

    /// A sentence with variables, which `names` gives by number; `sign` may deny it.
    #[must_use]
    pub fn pattern(
        &self,
        sign: Sign,
        pattern: &Pattern,
        names: &dyn Fn(&Term, usize) -> Markup,
    ) -> Markup {
        let fill = |slot: usize| {
            pattern
                .args
                .get(slot)
                .map_or_else(unknown, |term| names(term, slot))
        };
        self.with_subject(pattern.relation, sign, &fill)
    }

    /// A relation by its first wording, without its subject and with `…` for what fills it: `draws members from …`.
    #[must_use]
    pub fn heading(&self, relation: RelationId) -> Markup {
        let fill = |_| Markup::words("…");
        self.worded(relation, Sign::For, &fill, Subject::Dropped)
            .unwrap_or_else(|| self.with_subject(relation, Sign::For, &fill))
    }

    fn said(&self, sign: Sign, sentence: &Sentence) -> Markup {
        let fill = |slot| self.argument(sentence, slot);
        self.with_subject(sentence.relation, sign, &fill)
    }

    fn argument(&self, sentence: &Sentence, slot: usize) -> Markup {
        sentence
            .args
            .get(slot)
            .map_or_else(unknown, |value| self.value(value))
    }

    fn with_subject(
        &self,
        relation: RelationId,
        sign: Sign,
        fill: &dyn Fn(usize) -> Markup,
    ) -> Markup {
        self.worded(relation, sign, fill, Subject::Said)
            .unwrap_or_else(unknown)
    }

    /// The words of a relation with its slots filled. None where the subject cannot be dropped.
    fn worded(
        &self,
        id: RelationId,
        sign: Sign,
        fill: &dyn Fn(usize) -> Markup,
        subject: Subject,
    ) -> Option<Markup> {
        let Some(relation) = row(&self.situation().relations, id) else {
            return Some(unknown());
        };
        if let Some(compound) = relation.compound {
            return self.compound(compound, sign, fill, subject);
        }
        match (sign, relation.negations.first(), subject) {
            (Sign::For, _, _) => self.filled(&first_wording(relation), fill, subject),
            (Sign::Against, Some(negation), _) => self.filled(negation, fill, subject),
            (Sign::Against, None, Subject::Dropped) => None,
            (Sign::Against, None, Subject::Said) => self
                .filled(&first_wording(relation), fill, subject)
                .map(denied),
        }
    }

    /// `Russia fears that ISK threatens Central Asia`: the outer words, with the inner sentence in their last slot.
    fn compound(
        &self,
        compound: crate::model::Compound,
        sign: Sign,
        fill: &dyn Fn(usize) -> Markup,
        subject: Subject,
    ) -> Option<Markup> {
        let Some(outer) = row(&self.situation().relations, compound.outer) else {
            return Some(unknown());
        };
        let before = outer.slots.len().saturating_sub(1);
        let nested = outer
            .slots
            .iter()
            .position(|kind| *kind == Kinds::SENTENCE)
            .unwrap_or(before);
        let inner_fill = |slot: usize| fill(before + slot);
        let outer_fill = |slot: usize| {
            if slot == nested {
                self.with_subject(compound.inner, compound.sign, &inner_fill)
            } else {
                fill(slot)
            }
        };
        self.worded(compound.outer, sign, &outer_fill, subject)
    }
}

impl Phrase<'_> {
    /// The parts of a wording with blanks between them; of many the verb is that of many.
    fn filled(
        &self,
        wording: &Wording,
        fill: &dyn Fn(usize) -> Markup,
        subject: Subject,
    ) -> Option<Markup> {
        let (verb, parts) = match (subject, wording.parts.split_first()) {
            (Subject::Said, _) => (1, &wording.parts[..]),
            (Subject::Dropped, Some((Part::Slot(_), rest))) => (0, rest),
            (Subject::Dropped, _) => return None,
        };
        let is_many = match wording.parts.first() {
            Some(Part::Slot(slot)) => self.is_many(&fill(*slot)),
            Some(Part::Word(_)) | None => false,
        };
        let mut text = Markup::new();
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                text.say(" ");
            }
            match part {
                Part::Word(word) => {
                    let many = (is_many && at == verb).then(|| said_of_many(word));
                    text.push(Role::Words, many.flatten().unwrap_or_else(|| word.clone()))
                }
                Part::Slot(slot) => text.add(fill(*slot)),
            };
        }
        Some(text)
    }

    /// Whether a text is a list of names, or one that is a plural itself.
    fn is_many(&self, text: &Markup) -> bool {
        let mut named = text.pieces().iter().filter_map(|piece| piece.entity);
        match (named.next(), named.next()) {
            (Some(one), None) => self.situation().is_many(EntityId(one)),
            (Some(_), Some(_)) => true,
            (None, _) => false,
        }
    }
}

/// `it is denied that …`
fn denied(sentence: Markup) -> Markup {
    Markup::words("it is denied that ").with(sentence)
}

fn unknown() -> Markup {
    Markup::words("?")
}

/// The first wording; of a relation that has none, its name read as one.
fn first_wording(relation: &Relation) -> Wording {
    if let Some(wording) = relation.wordings.first() {
        return wording.clone();
    }
    let mut parts = Vec::new();
    let mut slots = 0;
    let mut rest = relation.name.as_str();
    while let Some((before, after)) = rest.split_once('[') {
        parts.extend(
            before
                .split_whitespace()
                .map(|word| Part::Word(word.to_owned())),
        );
        parts.push(Part::Slot(slots));
        slots += 1;
        rest = after.split_once(']').map_or("", |(_, rest)| rest);
    }
    parts.extend(
        rest.split_whitespace()
            .map(|word| Part::Word(word.to_owned())),
    );
    Wording { parts }
}
