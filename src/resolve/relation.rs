//! Relations. Takes `relation [actor] holds [place], single, also …`, gives the relation with its wordings and its properties.
//!
//! A relation declared again with the same wording and kinds is the same one: it gets the further wordings and properties.

use super::collect::{Hand, Placed, nowhere};
use super::error::ResolveError;
use super::front::Front;
use super::marks::level_of;
use super::phrase::{Negation, Phrase};
use super::properties::PropertyOf;
use super::vocabulary::{Form, Sense};
use super::words::word_of;
use crate::model::{Bond, KindId, Kinds, Known, Origin, Part, Relation, RelationId, Sign, Wording};
use crate::source::Place;
use crate::syntax::{Line, Token, TokenKind};

impl Front<'_> {
    /// Declares the relations that the engine knows by their wording.
    pub(crate) fn own_relations(&mut self) {
        let (actor, place, event) = (Kinds::ACTOR, Kinds::PLACE, Kinds::EVENT);
        let known = Known {
            carries_out: self.own("[] carries out []", &[actor, event], Some("[1] by [0]")),
            directed_against: self.own(
                "[] is directed against []",
                &[event, Kinds::ENTITY],
                Some("[0] against [1]"),
            ),
            involves: self.own(
                "[] involves []",
                &[event, Kinds::ENTITY],
                Some("[0] with [1]"),
            ),
            takes_place_in: self.own("[] takes place in []", &[event, place], Some("[0] in [1]")),
            killed_number: self.own("[] killed []", &[event, Kinds::NUMBER], None),
            killed_actor: self.own("[] killed []", &[event, actor], None),
            happened: self.own("[] happened", &[event], None),
            under_way: self.own("[] is under way", &[event], None),
            starts_on: self.own("[] starts on []", &[event, Kinds::DATE], None),
            ends_on: self.own("[] ends on []", &[event, Kinds::DATE], None),
            led_to: self.own("[] led to []", &[event, event], None),
            speaks_for: self.own("[] speaks for []", &[actor, actor], None),
        };
        self.situation.known = known;
    }

    fn own(&mut self, words: &str, kinds: &[KindId], other: Option<&str>) -> RelationId {
        let parts = |text: &str| {
            let mut next = 0;
            text.split_whitespace()
                .map(|word| match word.strip_prefix('[') {
                    Some(slot) => {
                        let at = slot.trim_end_matches(']').parse().unwrap_or(next);
                        next += 1;
                        Part::Slot(at)
                    }
                    None => Part::Word(word.to_string()),
                })
                .collect::<Vec<_>>()
        };
        let id = self.new_relation(parts(words), kinds.to_vec(), true, nowhere());
        if let Some(other) = other {
            self.add_wording(
                id,
                Wording {
                    parts: parts(other),
                },
                Sign::For,
            );
        }
        id
    }

    fn new_relation(
        &mut self,
        parts: Vec<Part>,
        slots: Vec<KindId>,
        shipped: bool,
        origin: Origin,
    ) -> RelationId {
        let wording = Wording { parts };
        let name = self.printed(&wording, &slots);
        let id = self.situation.relations.push(Relation {
            name,
            slots,
            wordings: Vec::new(),
            negations: Vec::new(),
            inverses: Vec::new(),
            single: None,
            succeeding: false,
            indicator: false,
            bond: None,
            kind: None,
            compound: None,
            shipped,
            origin,
        });
        self.add_wording(id, wording, Sign::For);
        id
    }

    /// Adds a wording to a relation and to the vocabulary, once.
    fn add_wording(&mut self, id: RelationId, wording: Wording, sign: Sign) {
        let Some(relation) = self.situation.relations.get(id) else {
            return;
        };
        let slots = relation.slots.clone();
        let printed = self.printed(&wording, &slots);
        let relation = &mut self.situation.relations[id];
        let all = match sign {
            Sign::For => &mut relation.wordings,
            Sign::Against => &mut relation.negations,
        };
        if all.contains(&wording) {
            return;
        }
        all.push(wording.clone());
        if sign == Sign::For {
            self.by_wording.entry(printed).or_insert(id);
        }
        let form = form(id, &wording, sign, Sense::Sentence);
        self.vocabulary.wording(&wording, &slots, form);
    }

    /// Reads a `relation` statement.
    pub(crate) fn declare_relation(
        &mut self,
        lines: &[Line],
        placed: &Placed<'_>,
    ) -> Result<(), ResolveError> {
        let mut segments = lines.iter().flat_map(|line| {
            line.tokens
                .split(|token| token.kind == TokenKind::Comma)
                .filter(|segment| !segment.is_empty())
        });
        let first = segments.next().unwrap_or(&[]);
        let place = placed.statement.place;
        let origin = self.origin(place);
        let phrase = self.phrase(first, place, Negation::Forbidden)?;
        let wording = Wording {
            parts: phrase.parts.clone(),
        };
        let printed = self.printed(&wording, &phrase.kinds);
        let id = match self.by_wording.get(&printed) {
            Some(id) => *id,
            None => self.new_relation(
                phrase.parts,
                phrase.kinds,
                placed.hand == Hand::Shipped,
                origin.clone(),
            ),
        };
        let mut wrong = None;
        for segment in segments {
            if let Err(error) = self.property(id, segment, &origin) {
                wrong.get_or_insert(error);
            }
        }
        wrong.map_or(Ok(()), Err)
    }

    fn property(
        &mut self,
        id: RelationId,
        segment: &[Token],
        origin: &Origin,
    ) -> Result<(), ResolveError> {
        let place = place_of(segment);
        let rest = segment.get(1..).unwrap_or(&[]);
        let slots = self.situation.relations[id].slots.clone();
        match segment
            .first()
            .and_then(word_of)
            .map(|word| word.trim_end_matches('.'))
        {
            Some("symmetric") if rest.is_empty() => {
                self.properties
                    .push(PropertyOf::Symmetric(id, origin.clone()));
            }
            Some("transitive") if rest.is_empty() => {
                self.properties
                    .push(PropertyOf::Transitive(id, origin.clone()));
            }
            Some("succeeding") if rest.is_empty() => {
                let relation = &mut self.situation.relations[id];
                relation.succeeding = true;
                // What succeeds is one at a time.
                relation.single = relation.single.or(Some(slots.len().saturating_sub(1)));
            }
            Some("indicator") if rest.is_empty() => {
                self.situation.relations[id].indicator = true;
            }
            Some("single") => {
                let number = match rest.first().map(|token| &token.kind) {
                    None => slots.len(),
                    Some(TokenKind::Slot(text)) => text.trim().parse().unwrap_or(0),
                    Some(_) => rest
                        .first()
                        .and_then(word_of)
                        .and_then(|w| w.parse().ok())
                        .unwrap_or(0),
                };
                if number == 0 || number > slots.len() {
                    return Err(ResolveError::Expected {
                        place,
                        what: "single names a slot of the relation, counted from 1",
                        form: Some("single [2]"),
                    });
                }
                self.situation.relations[id].single = Some(number - 1);
            }
            Some("also") => {
                let phrase = self.phrase(rest, place, Negation::Forbidden)?;
                let wording = self.fitted(id, phrase, place)?;
                self.add_wording(id, wording, Sign::For);
            }
            Some("negated") => {
                let phrase = self.phrase(rest, place, Negation::Allowed)?;
                let wording = self.fitted(id, phrase, place)?;
                self.add_wording(id, wording, Sign::Against);
            }
            Some("inverse") => {
                let phrase = self.phrase(rest, place, Negation::Forbidden)?;
                self.inverse(id, phrase, place, origin)?;
            }
            Some("written") => {
                let Some(TokenKind::Text(text)) = rest.first().map(|token| &token.kind) else {
                    return Err(ResolveError::UnknownProperty {
                        place,
                        text: "written".into(),
                    });
                };
                self.written(id, text);
            }
            // Who may see the wording: read with all other markings, and a level that is none is told here.
            Some("marking") => {
                let level = rest.first().and_then(level_of).unwrap_or_default();
                self.marking_level(&(level, place))?;
            }
            _ => {
                return Err(ResolveError::UnknownProperty {
                    place,
                    text: self.files.text(place).to_string(),
                });
            }
        }
        Ok(())
    }

    /// Another wording's slots, numbered as the relation has them: in the same order, or turned round where the kinds say so.
    fn fitted(
        &self,
        id: RelationId,
        phrase: Phrase,
        place: Place,
    ) -> Result<Wording, ResolveError> {
        let relation = &self.situation.relations[id];
        let turned: Vec<KindId> = relation.slots.iter().rev().copied().collect();
        let fits = |slots: &[KindId]| {
            slots.len() == phrase.kinds.len()
                && slots
                    .iter()
                    .zip(&phrase.kinds)
                    .all(|(own, kind)| own == kind || *kind == Kinds::ENTITY)
        };
        if fits(&relation.slots) {
            return Ok(Wording {
                parts: phrase.parts,
            });
        }
        let last = relation.slots.len().saturating_sub(1);
        if fits(&turned) {
            return Ok(Wording {
                parts: phrase
                    .parts
                    .into_iter()
                    .map(|part| match part {
                        Part::Slot(slot) => Part::Slot(last - slot),
                        word => word,
                    })
                    .collect(),
            });
        }
        Err(ResolveError::OtherSlots {
            place,
            relation: relation.name.clone(),
        })
    }

    fn inverse(
        &mut self,
        id: RelationId,
        phrase: Phrase,
        place: Place,
        origin: &Origin,
    ) -> Result<(), ResolveError> {
        let relation = &self.situation.relations[id];
        let turned: Vec<KindId> = relation.slots.iter().rev().copied().collect();
        if turned != phrase.kinds {
            return Err(ResolveError::OtherSlots {
                place,
                relation: relation.name.clone(),
            });
        }
        let shipped = relation.shipped;
        let last = turned.len().saturating_sub(1);
        let order: Vec<usize> = (0..=last).rev().collect();
        let own = Wording {
            parts: phrase
                .parts
                .iter()
                .map(|part| match part {
                    Part::Slot(slot) => Part::Slot(last - slot),
                    Part::Word(word) => Part::Word(word.clone()),
                })
                .collect(),
        };
        let printed = self.printed(
            &Wording {
                parts: phrase.parts.clone(),
            },
            &phrase.kinds,
        );
        let other = match self.by_wording.get(&printed) {
            Some(other) => *other,
            None => self.new_relation(phrase.parts, phrase.kinds, shipped, origin.clone()),
        };
        let inverses = &mut self.situation.relations[id].inverses;
        if !inverses.contains(&own) {
            inverses.push(own);
        }
        self.properties
            .push(PropertyOf::Inverse(id, other, order, origin.clone()));
        Ok(())
    }

    /// `written "threat [] to []"`: the shape's keyword, and how the rest is read.
    fn written(&mut self, id: RelationId, text: &str) {
        let mut words = text.split_whitespace();
        let Some(keyword) = words.next() else { return };
        let mut next = 0;
        let parts: Vec<Part> = words
            .map(|word| {
                if word.starts_with('[') {
                    next += 1;
                    Part::Slot(next - 1)
                } else {
                    Part::Word(word.to_string())
                }
            })
            .collect();
        let slots = self.situation.relations[id].slots.clone();
        let wording = Wording { parts };
        self.situation.relations[id].bond = bond(keyword, &wording);
        let sentence = form(id, &wording, Sign::For, Sense::Sentence);
        self.vocabulary.shape(keyword, &wording, &slots, sentence);
        let to = [Part::Slot(0), Part::Word("to".into()), Part::Slot(1)];
        // What is written `A to B` may change: `A from B to C`.
        if wording.parts == to {
            let change = Wording {
                parts: vec![
                    Part::Slot(0),
                    Part::Word("from".into()),
                    Part::Slot(1),
                    Part::Word("to".into()),
                    Part::Slot(2),
                ],
            };
            let form = form(id, &change, Sign::For, Sense::Change);
            self.vocabulary.shape(keyword, &change, &slots, form);
        }
    }
}

/// Which side a shape puts its two on: `threat A to B` and `… against …` put them against each other.
fn bond(keyword: &str, wording: &Wording) -> Option<Bond> {
    let against = Part::Word("against".into());
    match keyword {
        "threat" => Some(Bond::Against),
        "allegiance" if wording.parts.contains(&against) => Some(Bond::Against),
        "allegiance" => Some(Bond::With),
        _ => None,
    }
}

fn form(relation: RelationId, wording: &Wording, sign: Sign, sense: Sense) -> Form {
    Form {
        relation,
        sign,
        order: wording
            .parts
            .iter()
            .filter_map(|part| match part {
                Part::Slot(slot) => Some(*slot),
                Part::Word(_) => None,
            })
            .collect(),
        words: wording
            .parts
            .iter()
            .filter(|part| matches!(part, Part::Word(_)))
            .count(),
        sense,
    }
}

/// From the first token to the last.
pub(crate) fn place_of(tokens: &[Token]) -> Place {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => first.place.to(last.place),
        _ => Place::default(),
    }
}
