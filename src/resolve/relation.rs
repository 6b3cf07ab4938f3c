//! Relations. Takes `relation [actor] holds [place], single, also …`, gives the relation with its wordings and its properties.
//!
//! A relation declared again with the same wording and kinds is the same one: it gets the further wordings and properties.

use super::collect::{Hand, Placed, nowhere};
use super::error::ResolveError;
use super::front::Front;
use super::kinds::property_rule;
use super::vocabulary::{Form, Sense};
use super::words::{is_word, word_of};
use crate::model::{
    Body, KindId, Kinds, Known, Origin, Part, Pattern, Property, Relation, RelationId, Sign, Term,
    VarId, Wording,
};
use crate::source::Place;
use crate::syntax::{Line, Token, TokenKind};

/// Words that begin a clause or join sentences, and so cannot stand in a phrase.
const RESERVED: [&str; 13] = [
    "per",
    "according",
    "because",
    "since",
    "until",
    "during",
    "if",
    "unless",
    "and",
    "or",
    "where",
    "note",
    "quote",
];

/// How many words and slots a phrase may have.
const LONGEST_PHRASE: usize = 64;

/// A phrase as it was read: words and slots, each slot with its kind.
struct Phrase {
    parts: Vec<Part>,
    kinds: Vec<KindId>,
}

/// Whether `not` may stand in the phrase.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Negation {
    Forbidden,
    Allowed,
}

/// A property that stands as rules, until all relations are known.
#[derive(Clone, Debug)]
pub(crate) enum PropertyOf {
    /// `symmetric`
    Symmetric(RelationId, Origin),
    /// `transitive`
    Transitive(RelationId, Origin),
    /// `inverse […]`: the other relation, and for each of its slots this one's.
    Inverse(RelationId, RelationId, Vec<usize>, Origin),
}

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
            _ => {
                return Err(ResolveError::UnknownProperty {
                    place,
                    text: self.files.text(place).to_string(),
                });
            }
        }
        Ok(())
    }

    /// The words and slots of a phrase.
    fn phrase(
        &mut self,
        tokens: &[Token],
        place: Place,
        negation: Negation,
    ) -> Result<Phrase, ResolveError> {
        let mut phrase = Phrase {
            parts: Vec::new(),
            kinds: Vec::new(),
        };
        for (at, token) in tokens.iter().enumerate() {
            match &token.kind {
                TokenKind::Slot(kind) => {
                    if at > 0
                        && let Some(before) = tokens.get(at - 1)
                        && matches!(before.kind, TokenKind::Slot(_))
                    {
                        return Err(ResolveError::TouchingSlots {
                            place: before.place.to(token.place),
                            instead: self.with_word_between(tokens, at),
                        });
                    }
                    let kind = self.slot_kind(kind, token.place);
                    phrase.parts.push(Part::Slot(phrase.kinds.len()));
                    phrase.kinds.push(kind);
                }
                _ => {
                    let Some(word) = word_of(token) else {
                        return Err(ResolveError::Expected {
                            place: token.place,
                            what: "a phrase is made of words and slots",
                            form: Some("relation [actor] holds [place]"),
                        });
                    };
                    let as_clause = word == "as"
                        && (is_word(tokens.get(at + 1), "of")
                            || is_word(tokens.get(at + 1), "known"));
                    let wrong = RESERVED.contains(&word)
                        || as_clause
                        || (word == "not" && negation == Negation::Forbidden);
                    if wrong {
                        return Err(ResolveError::ReservedWord {
                            place: token.place,
                            word: word.to_string(),
                            instead: self.with_another_word(tokens, at),
                        });
                    }
                    let last = at + 1 == tokens.len();
                    let word = if last && word.len() > 1 {
                        word.trim_end_matches('.')
                    } else {
                        word
                    };
                    phrase.parts.push(Part::Word(word.to_string()));
                }
            }
        }
        if !matches!(phrase.parts.first(), Some(Part::Slot(_))) {
            return Err(ResolveError::NoSubjectSlot {
                place: tokens.first().map_or(place, |token| token.place),
            });
        }
        if phrase.parts.len() < 2 {
            return Err(ResolveError::Expected {
                place,
                what: "a phrase needs words after its first slot",
                form: Some("relation [actor] holds [place]"),
            });
        }
        if phrase.parts.len() > LONGEST_PHRASE {
            return Err(ResolveError::Expected {
                place,
                what: "a phrase has at most 64 words and slots",
                form: None,
            });
        }
        let inner = phrase
            .kinds
            .iter()
            .position(|kind| *kind == Kinds::SENTENCE);
        if inner.is_some_and(|at| at + 1 < phrase.kinds.len())
            || (inner.is_some() && !matches!(phrase.parts.last(), Some(Part::Slot(_))))
        {
            return Err(ResolveError::Expected {
                place,
                what: "a [sentence] slot comes last",
                form: Some("relation [actor] fears that [sentence]"),
            });
        }
        Ok(phrase)
    }

    /// The kind of a slot. One that is not declared is reported, and taken for any entity, so that the relation still stands.
    fn slot_kind(&mut self, name: &str, place: Place) -> KindId {
        let name = name.trim();
        if name.is_empty() {
            return Kinds::ENTITY;
        }
        let root = Kinds::ROOTS.iter().position(|root| *root == name);
        if let Some(root) = root {
            return KindId(root as u32);
        }
        match self.kind_named(name) {
            Some(kind) => kind,
            None => {
                let nearest = self.reader().nearest_kinds(name);
                self.report(&ResolveError::UnknownKind {
                    place,
                    text: name.to_string(),
                    nearest,
                });
                Kinds::ENTITY
            }
        }
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

    fn with_word_between(&self, tokens: &[Token], at: usize) -> String {
        let mut words: Vec<String> = tokens.iter().map(shown).collect();
        words.insert(at.min(words.len()), "the".into());
        words.join(" ")
    }

    fn with_another_word(&self, tokens: &[Token], at: usize) -> String {
        let mut words: Vec<String> = tokens.iter().map(shown).collect();
        if let Some(word) = words.get_mut(at) {
            *word = match word.as_str() {
                "if" | "since" | "until" | "during" | "because" => "when",
                "per" | "according" => "by",
                "and" => "with",
                "or" => "or-else",
                "unless" => "without",
                "where" => "in-which",
                _ => "…",
            }
            .to_string();
        }
        words.join(" ")
    }

    /// The rules that properties stand for.
    pub(crate) fn property_rules(&mut self) {
        let properties = std::mem::take(&mut self.properties);
        let mut seen: Vec<(RelationId, RelationId, Property)> = Vec::new();
        for property in properties {
            let (one, other, kind) = match &property {
                PropertyOf::Symmetric(id, _) => (*id, *id, Property::Symmetric),
                PropertyOf::Transitive(id, _) => (*id, *id, Property::Transitive),
                PropertyOf::Inverse(id, other, ..) => (*id, *other, Property::Inverse),
            };
            if seen.contains(&(one, other, kind)) {
                continue;
            }
            seen.push((one, other, kind));
            match property {
                PropertyOf::Symmetric(id, origin) => {
                    let mut order: Vec<usize> =
                        (0..self.situation.relations[id].slots.len()).collect();
                    if order.len() > 1 {
                        order.swap(0, 1);
                        self.turned_rules(Property::Symmetric, id, id, &order, &origin);
                    }
                }
                PropertyOf::Inverse(id, other, order, origin) => {
                    self.turned_rules(Property::Inverse, id, other, &order, &origin);
                    let mut back = vec![0; order.len()];
                    for (at, slot) in order.iter().enumerate() {
                        if let Some(room) = back.get_mut(*slot) {
                            *room = at;
                        }
                    }
                    self.turned_rules(Property::Inverse, other, id, &back, &origin);
                }
                PropertyOf::Transitive(id, origin) => self.transitive_rule(id, &origin),
            }
        }
    }

    /// For each sign: the sentence of `other` whose slots are filled by those of `one` in that order.
    fn turned_rules(
        &mut self,
        property: Property,
        one: RelationId,
        other: RelationId,
        order: &[usize],
        origin: &Origin,
    ) {
        let slots = self.situation.relations[one].slots.clone();
        let wanted = self.situation.relations[other].slots.clone();
        let shipped = self.situation.relations[one].shipped;
        let variables: Vec<String> = (0..slots.len()).map(variable).collect();
        let from = Pattern {
            relation: one,
            args: (0..slots.len())
                .map(|at| Term::Var(VarId(at as u32)))
                .collect(),
        };
        let to = Pattern {
            relation: other,
            args: order
                .iter()
                .map(|at| Term::Var(VarId(*at as u32)))
                .collect(),
        };
        // What fills the new slot must be of its kind; where the old slot does not see to that, the rule asks.
        let mut conditions = Vec::new();
        for (slot, at) in order.iter().enumerate() {
            if let (Some(asked), Some(is)) = (wanted.get(slot), slots.get(*at))
                && !self.vocabulary.is_below(*is, *asked)
            {
                let relation = self.kind_relation(*asked);
                conditions.push(Body::Sentence(Pattern {
                    relation,
                    args: vec![Term::Var(VarId(*at as u32))],
                }));
            }
        }
        for sign in [Sign::For, Sign::Against] {
            let first = match sign {
                Sign::For => Body::Sentence(from.clone()),
                Sign::Against => Body::Denied(from.clone()),
            };
            let body = if conditions.is_empty() {
                first
            } else {
                Body::And(
                    std::iter::once(first)
                        .chain(conditions.iter().cloned())
                        .collect(),
                )
            };
            self.situation.told.rules.push(property_rule(
                property,
                variables.clone(),
                (sign, to.clone()),
                body,
                shipped,
                origin.clone(),
            ));
        }
    }

    fn transitive_rule(&mut self, id: RelationId, origin: &Origin) {
        let relation = &self.situation.relations[id];
        if relation.slots.len() != 2 {
            return;
        }
        let shipped = relation.shipped;
        let of = |a: u32, b: u32| Pattern {
            relation: id,
            args: vec![Term::Var(VarId(a)), Term::Var(VarId(b))],
        };
        self.situation.told.rules.push(property_rule(
            Property::Transitive,
            (0..3).map(variable).collect(),
            (Sign::For, of(0, 2)),
            Body::And(vec![Body::Sentence(of(0, 1)), Body::Sentence(of(1, 2))]),
            shipped,
            origin.clone(),
        ));
    }
}

fn variable(at: usize) -> String {
    const NAMES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
    NAMES
        .get(at)
        .map_or_else(|| format!("v{at}"), |name| (*name).to_string())
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

fn shown(token: &Token) -> String {
    match &token.kind {
        TokenKind::Slot(kind) => format!("[{kind}]"),
        _ => word_of(token).unwrap_or("…").to_string(),
    }
}

/// From the first token to the last.
pub(crate) fn place_of(tokens: &[Token]) -> Place {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => first.place.to(last.place),
        _ => Place::default(),
    }
}
