//! A derivation in a line: `draws members from TTP, which is at odds with Pakistan; is based in South Nangarhar, which
//! borders Parachinar`.
//!
//! Each condition of the rule gives one reason, made of the stated sentences it rests on. Within a reason, a sentence
//! about what the one before ended with goes on with `which`; one with the subject of the conclusion drops it.

use super::Telling;
use crate::answer::Markup;
use crate::explain::{Because, Derivation, Premise};
use crate::model::{Signed, Value};

/// So many reasons are given, each of so many sentences; what is left out is in `why`.
const REASONS: usize = 4;
const SENTENCES: usize = 4;

impl Telling<'_> {
    /// What the conclusion rests on, in a line. Of what is stated: where it stands, and on whose evidence.
    #[must_use]
    pub fn reason(&self, derivation: &Derivation) -> Markup {
        let Because::Rule { premises, .. } = &derivation.because else {
            return match &derivation.because {
                Because::Evidence(evidence) => {
                    Markup::words("stated: ").with(self.ground(evidence))
                }
                Because::Rule { .. } => Markup::new(),
            };
        };
        let premises = single_step(premises);
        let subject = derivation.claim.sentence.args.first();
        let mut reasons: Vec<Vec<Signed>> = Vec::new();
        for premise in premises {
            let mut stated = Vec::new();
            self.stated_in(premise, &mut stated);
            stated.retain(|claim| !reasons.iter().flatten().any(|told| told == claim));
            match reasons.last_mut() {
                _ if stated.is_empty() => {}
                Some(before) if goes_on(before, &stated, subject) => before.extend(stated),
                _ => reasons.push(stated),
            }
        }
        let mut more = reasons.len() > REASONS;
        reasons.truncate(REASONS);
        let mut line = Line {
            telling: self,
            subject,
            of: subject,
            text: Markup::new(),
        };
        for reason in &reasons {
            let mut reason = ordered(reason, subject);
            more |= reason.len() > SENTENCES;
            reason.truncate(SENTENCES);
            line.reason(&reason);
        }
        match (line.text.is_empty(), more) {
            (true, _) => Markup::words("nothing stands against it"),
            (false, true) => line.text.then("; …"),
            (false, false) => line.text,
        }
    }

    /// The stated sentences that a condition rests on, in reading order; those of a kind are passed over.
    fn stated_in(&self, premise: &Premise, stated: &mut Vec<Signed>) {
        match premise {
            Premise::Sentence(derivation) => match &derivation.because {
                Because::Evidence(_) => self.keep(&derivation.claim, stated),
                Because::Rule { premises, .. } => {
                    let before = stated.len();
                    premises.iter().for_each(|one| self.stated_in(one, stated));
                    // A conclusion that nothing stated bears, as by defaults alone, speaks for itself.
                    if stated.len() == before {
                        self.keep(&derivation.claim, stated);
                    }
                }
            },
            Premise::Stated { claim, .. }
            | Premise::Claimed { claim, .. }
            | Premise::Again { claim, .. } => self.keep(claim, stated),
            Premise::All(all) => all.iter().for_each(|one| self.stated_in(one, stated)),
            Premise::OneOf(one) => self.stated_in(one, stated),
            Premise::Window { premise, .. } => self.stated_in(premise, stated),
            Premise::Throughout { stretches, .. } => {
                stretches
                    .iter()
                    .for_each(|(_, one)| self.stated_in(one, stated));
            }
            Premise::AtLeast { of, .. } => {
                of.iter().for_each(|(_, one)| self.stated_in(one, stated))
            }
            Premise::SoManyOf { of, .. } => {
                of.iter().for_each(|(_, one)| self.stated_in(one, stated))
            }
            Premise::Exactly { at_least, .. } => self.stated_in(at_least, stated),
            Premise::Default { .. } | Premise::AtMost { .. } | Premise::Comparison { .. } => {}
        }
    }

    fn keep(&self, claim: &Signed, stated: &mut Vec<Signed>) {
        let of_a_kind = self
            .core
            .situation
            .relations
            .get(claim.sentence.relation)
            .is_some_and(|relation| relation.kind.is_some());
        if !of_a_kind && !stated.contains(claim) {
            stated.push(claim.clone());
        }
    }
}

/// Whether a reason is about what the one before ended with, and not about the subject of the conclusion.
fn goes_on(before: &[Signed], reason: &[Signed], subject: Option<&Value>) -> bool {
    let ended = before.last().and_then(|claim| claim.sentence.args.last());
    let about = reason.first().and_then(|claim| claim.sentence.args.first());
    about.is_some() && about == ended && about != subject
}

/// A line while it is written.
struct Line<'l, 'w> {
    telling: &'l Telling<'w>,
    /// What the conclusion is about.
    subject: Option<&'l Value>,
    /// What the sentence in hand is about: only its own subject can be dropped without a doubt whose it is.
    of: Option<&'l Value>,
    text: Markup,
}

impl<'l> Line<'l, '_> {
    fn reason(&mut self, reason: &[&'l Signed]) {
        let mut before: Option<&Signed> = None;
        for claim in reason {
            let about = claim.sentence.args.first();
            let predicate = self.telling.phrase.predicate(claim);
            let ended = before.and_then(|before| before.sentence.args.last());
            let same = before.and_then(|before| before.sentence.args.first());
            match predicate {
                Some(predicate) if about.is_some() && about == ended && about != self.subject => {
                    self.text.say(", which ").add(predicate);
                }
                Some(predicate) if before.is_some() && about.is_some() && about == same => {
                    self.text.say(" and ").add(predicate);
                }
                Some(predicate) if about.is_some() && about == self.of => {
                    self.begin(about).add(predicate);
                }
                _ => {
                    let whole = self.telling.signed(claim);
                    self.begin(about).add(whole);
                }
            }
            before = Some(claim);
        }
    }

    fn begin(&mut self, about: Option<&'l Value>) -> &mut Markup {
        self.of = about;
        let between = if self.text.is_empty() { "" } else { "; " };
        self.text.say(between)
    }
}

/// A rule that only says the same of another form (one condition, itself concluded) is seen through, so that the
/// reasons are those of the rule below it.
fn single_step(premises: &[Premise]) -> &[Premise] {
    let mut premises = premises;
    while let [Premise::Sentence(derivation)] = premises
        && let Because::Rule {
            premises: below, ..
        } = &derivation.because
    {
        premises = below;
    }
    premises
}

/// The sentences so that each goes on from the one before where it can: first one about the subject, then what is
/// about the end of the one before, then the rest as they come.
fn ordered<'r>(reason: &'r [Signed], subject: Option<&Value>) -> Vec<&'r Signed> {
    let mut left: Vec<&Signed> = reason.iter().collect();
    let mut order: Vec<&Signed> = Vec::new();
    while !left.is_empty() {
        let wanted = match order.last() {
            None => subject,
            Some(before) => before.sentence.args.last(),
        };
        let next = left
            .iter()
            .position(|claim| wanted.is_some() && claim.sentence.args.first() == wanted)
            .unwrap_or(0);
        order.push(left.remove(next));
    }
    order
}
