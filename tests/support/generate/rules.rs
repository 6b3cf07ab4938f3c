//! Random rules with every row of the table of conditions.

use super::Chance;
use super::body::{Atom, Body, Rule};
use super::vocabulary::{Kind, Vocabulary};

const LENGTHS: [&str; 6] = [
    "1 year", "2 years", "6 months", "1 month", "10 days", "36 hours",
];
const NAMES: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];

/// How many variables a rule may quantify, so that trying all assignments stays cheap.
const VARIABLES: usize = 4;

/// The variables of a negation or count alone.
struct Own {
    names: Vec<(String, Kind)>,
    at_most: usize,
}

impl Own {
    fn at_most(at_most: usize) -> Own {
        Own {
            names: Vec::new(),
            at_most,
        }
    }
}

/// A rule in the making.
struct Draft<'a> {
    words: &'a Vocabulary,
    chance: &'a mut Chance,
    /// The variables of the rule that a positive sentence binds, with what they stand for.
    bound: Vec<(String, Kind)>,
    /// How many names have been used, those of negations and counts among them.
    named: usize,
    /// No relation of the body may stand higher.
    rank: usize,
    /// Windows with a length and negations may hold relations of any rank: most such rules have no strata.
    is_wild: bool,
    /// Whether windows with a length may still be used: they multiply breakpoints.
    windows: usize,
}

/// The rules of a world.
pub fn rules(chance: &mut Chance, words: &Vocabulary) -> Vec<Rule> {
    let mut windows = 2;
    let is_wild = chance.happens(4);
    (0..chance.between(4, 9))
        .map(|at| {
            let head = words.concluded(chance);
            let mut draft = Draft {
                rank: words.relations[head].rank,
                words,
                chance,
                bound: Vec::new(),
                named: 0,
                is_wild,
                windows,
            };
            let rule = draft.rule(at, head);
            windows = draft.windows;
            rule
        })
        .collect()
}

impl Draft<'_> {
    fn rule(&mut self, at: usize, head: usize) -> Rule {
        let mut body = Vec::new();
        for _ in 0..self.chance.between(1, 2) {
            body.extend(self.binding());
        }
        if self.chance.happens(55) {
            body.extend(self.test());
        }
        // Drawn aside, so that the rest of a seed's core stays what it is.
        let before = self.chance.clone();
        if self.chance.happens(20) {
            body.extend([self.comparison(), self.comparison()].into_iter().flatten());
        }
        *self.chance = before;
        let head = self.head(head);
        let unless = (self.chance.happens(30))
            .then(|| self.exception())
            .flatten();
        if body.is_empty() {
            // Nothing that the rank allows: a rule of a comparison that is true.
            body.push(Body::Compare {
                op: "<",
                left: "1".to_owned(),
                right: "2".to_owned(),
                possibly: false,
            });
        }
        Rule {
            name: format!("rule {}", at + 1),
            likelihood: *self.chance.one(&[100, 100, 100, 90, 80, 70, 60, 50]),
            view: (self.chance.happens(8)).then(|| self.chance.one(&self.words.actors).clone()),
            denies: self.chance.happens(15),
            head,
            body,
            unless,
        }
    }

    fn name(&mut self) -> String {
        let name = NAMES[self.named % NAMES.len()];
        self.named += 1;
        format!("?{name}")
    }

    /// A relation of the body, no higher than the head, or below it.
    fn relation(&mut self, strictly: bool) -> Option<usize> {
        let allowed: Vec<usize> = (0..self.words.relations.len())
            .filter(|at| {
                let rank = self.words.relations[*at].rank;
                self.is_wild
                    || if strictly {
                        rank < self.rank
                    } else {
                        rank <= self.rank
                    }
            })
            .collect();
        (!allowed.is_empty()).then(|| *self.chance.one(&allowed))
    }

    /// A sentence whose variables it binds.
    fn atom(&mut self, strictly: bool) -> Option<Atom> {
        let relation = self.relation(strictly)?;
        let slots = self.words.relations[relation].slots.clone();
        let mut args: Vec<String> = Vec::new();
        for kind in slots {
            let mut word = self.binding_word(kind);
            // Of itself a thing is seldom anything.
            if args.contains(&word) {
                word = self.binding_word(kind);
            }
            args.push(word);
        }
        Some(Atom { relation, args })
    }

    fn binding_word(&mut self, kind: Kind) -> String {
        let same: Vec<String> = self.fitting(kind);
        if !same.is_empty() && self.chance.happens(60) {
            return self.chance.one(&same).clone();
        }
        if self.bound.len() >= VARIABLES || self.chance.happens(8) {
            return self.words.value(self.chance, kind);
        }
        let name = self.name();
        self.bound.push((name.clone(), kind));
        name
    }

    /// The bound variables that may stand in a slot.
    fn fitting(&self, kind: Kind) -> Vec<String> {
        let fits = self.bound.iter().filter(|(_, of)| of.may_be(kind));
        fits.map(|(name, _)| name.clone()).collect()
    }

    /// A word that binds nothing: a bound variable, or a value.
    fn bound_word(&mut self, kind: Kind) -> String {
        let fitting = self.fitting(kind);
        if !fitting.is_empty() && self.chance.happens(80) {
            self.chance.one(&fitting).clone()
        } else {
            self.words.value(self.chance, kind)
        }
    }

    /// A sentence of bound variables and, now and then, one of its own for each slot.
    fn atom_of_bound(&mut self, strictly: bool, own: &mut Own) -> Option<Atom> {
        let relation = self.relation(strictly)?;
        let slots = self.words.relations[relation].slots.clone();
        let args = slots
            .into_iter()
            .map(|kind| {
                let mine: Vec<&(String, Kind)> =
                    own.names.iter().filter(|(_, of)| of.may_be(kind)).collect();
                if !mine.is_empty() && self.chance.happens(60) {
                    return self.chance.one(&mine).0.clone();
                }
                if own.names.len() < own.at_most && self.chance.happens(30) {
                    let name = self.name();
                    own.names.push((name.clone(), kind));
                    return name;
                }
                self.bound_word(kind)
            })
            .collect();
        Some(Atom { relation, args })
    }

    /// A condition that binds its variables.
    fn binding(&mut self) -> Option<Body> {
        match self.chance.below(20) {
            0 => Some(Body::Denied(self.atom(false)?)),
            1 => {
                let below = self.atom(false)?;
                Some(Body::Stated(below))
            }
            2 => {
                let atom = self.atom(false)?;
                let by = if self.chance.happens(65) {
                    self.binding_word(Kind::Actor)
                } else {
                    self.words.value(self.chance, Kind::Actor)
                };
                Some(Body::Claimed(atom, by))
            }
            3 => Some(Body::Past(Box::new(Body::Sentence(self.atom(false)?)))),
            4 => Some(Body::AnyTime(Box::new(Body::Sentence(self.atom(false)?)))),
            5 | 6 if self.windows > 0 => {
                let length = self.chance.word(&LENGTHS);
                let inner = Box::new(Body::Sentence(self.atom(true)?));
                self.windows -= 1;
                Some(if self.chance.happens(60) {
                    Body::Within(length, inner)
                } else {
                    Body::Throughout(length, inner)
                })
            }
            7 | 8 => self.either(),
            9 | 10 => self.count_that_binds(),
            _ => Some(Body::Sentence(self.atom(false)?)),
        }
    }

    /// One or another, both of the same variables.
    fn either(&mut self) -> Option<Body> {
        let first = self.atom(false)?;
        let slots = &self.words.relations[first.relation].slots;
        let alike: Vec<usize> = (0..self.words.relations.len())
            .filter(|at| {
                let other = &self.words.relations[*at];
                *at == first.relation || (other.slots == *slots && other.rank <= self.rank)
            })
            .collect();
        let other = *self.chance.one(&alike);
        let mut args = first.args.clone();
        if args.len() == 2 && slots[0] == slots[1] && self.chance.happens(50) {
            args.swap(0, 1);
        }
        let second = Atom {
            relation: other,
            args,
        };
        let second = if self.chance.happens(20) {
            Body::Denied(second)
        } else {
            Body::Sentence(second)
        };
        Some(Body::Any(vec![Body::Sentence(first), second]))
    }

    fn count_that_binds(&mut self) -> Option<Body> {
        let relation = self.relation(false)?;
        let slots = self.words.relations[relation].slots.clone();
        let counted = self.name();
        let at = self.chance.below(slots.len());
        let args = slots
            .iter()
            .enumerate()
            .map(|(slot, kind)| {
                if slot == at {
                    counted.clone()
                } else {
                    self.binding_word(*kind)
                }
            })
            .collect();
        let atom = Body::Sentence(Atom { relation, args });
        let k = self.chance.between(1, 3) as u32;
        Some(Body::AtLeast(k, counted, Box::new(atom)))
    }

    /// A condition that binds nothing.
    fn test(&mut self) -> Option<Body> {
        if self
            .bound
            .iter()
            .any(|(_, kind)| matches!(kind, Kind::Number | Kind::Date))
            && self.chance.happens(50)
        {
            return self.comparison();
        }
        match self.chance.below(9) {
            0 | 1 => Some(Body::Not(Box::new(self.exception()?))),
            2 | 3 => self.comparison(),
            4 | 8 => {
                let counted = self.name();
                let relation = self.relation(true)?;
                let slots = self.words.relations[relation].slots.clone();
                let at = self.chance.below(slots.len());
                let mut own = Vec::new();
                let args: Vec<String> = slots
                    .iter()
                    .enumerate()
                    .map(|(slot, kind)| {
                        if slot == at {
                            counted.clone()
                        } else if own.is_empty() && self.chance.happens(25) {
                            let name = self.name();
                            own.push(name.clone());
                            name
                        } else {
                            self.bound_word(*kind)
                        }
                    })
                    .collect();
                let k = self.chance.between(0, 2) as u32;
                let atom = Box::new(Body::Sentence(Atom { relation, args }));
                Some(if self.chance.happens(50) {
                    Body::AtMost(k, counted, atom)
                } else {
                    Body::Exactly(k, counted, atom)
                })
            }
            5 | 6 => {
                let mut of = Vec::new();
                for _ in 0..self.chance.between(2, 3) {
                    let strictly = self.chance.happens(25);
                    let atom = self.atom_of_bound(strictly, &mut Own::at_most(0))?;
                    let sentence = Body::Sentence(atom);
                    of.push(if strictly {
                        Body::Not(Box::new(sentence))
                    } else {
                        sentence
                    });
                }
                Some(Body::Of(self.chance.between(1, of.len()) as u32, of))
            }
            _ => Some(Body::Stated(
                self.atom_of_bound(false, &mut Own::at_most(0))?,
            )),
        }
    }

    fn comparison(&mut self) -> Option<Body> {
        let possibly = self.chance.happens(40);
        let ordered = |bound: &&(String, Kind)| matches!(bound.1, Kind::Number | Kind::Date);
        let mut sides: Vec<(String, Kind)> = self.bound.iter().filter(ordered).cloned().collect();
        if sides.is_empty() {
            sides = self.bound.clone();
        }
        let (left, kind) = (!sides.is_empty()).then(|| self.chance.one(&sides).clone())?;
        let ops: &[&'static str] = match kind {
            Kind::Number | Kind::Date => &["<", "<=", ">", ">=", "=", "!="],
            Kind::Actor | Kind::Band | Kind::Place | Kind::Event | Kind::Text => &["!=", "!=", "="],
        };
        Some(Body::Compare {
            op: self.chance.word(ops),
            right: self.bound_word(kind),
            left,
            possibly: possibly && matches!(kind, Kind::Number | Kind::Date),
        })
    }

    /// What a negation holds: a sentence or two, with variables of its own.
    fn exception(&mut self) -> Option<Body> {
        let mut own = Own::at_most(2);
        let first = Body::Sentence(self.atom_of_bound(true, &mut own)?);
        match self.chance.below(6) {
            0 => {
                let second = self.atom_of_bound(true, &mut own)?;
                Some(Body::All(vec![first, Body::Sentence(second)]))
            }
            1 if self.windows > 0 => {
                self.windows -= 1;
                Some(Body::Within(self.chance.word(&LENGTHS), Box::new(first)))
            }
            2 => Some(Body::Past(Box::new(first))),
            3 => {
                let Body::Sentence(atom) = first else {
                    return None;
                };
                Some(Body::Denied(atom))
            }
            _ => Some(first),
        }
    }

    /// The head: bound variables where they fit, else values.
    fn head(&mut self, relation: usize) -> Atom {
        let slots = self.words.relations[relation].slots.clone();
        let args = slots
            .into_iter()
            .map(|kind| self.bound_word(kind))
            .collect();
        Atom { relation, args }
    }
}
