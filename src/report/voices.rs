//! What others say of a judgement: who claims it, who fears it, who denies it, in whose view it is otherwise, and what of
//! its ground is disputed.

use super::asking::Brief;
use super::judgement::{says, setting};
use crate::answer::{Body, Claim, Judgement, Markup, Node, Saying, Stance, WhoSays};
use crate::ask::AskError;
use crate::model::{EntityId, Modifiers, QuestionKind, Sign, Signed};
use crate::phrase::remarked;

/// In the views of so many parties it is asked.
const PARTIES: usize = 12;

impl Brief<'_> {
    /// Adds what others say.
    pub(super) fn voices(
        &mut self,
        judgement: &mut Judgement,
        claim: &Signed,
        own: &Modifiers,
    ) -> Result<(), AskError> {
        let asked = self.ask_of("who says ", claim, QuestionKind::WhoSays, own)?;
        if let Body::WhoSays(said) = asked.answer.body {
            let against = match claim.sign {
                Sign::For => Stance::Denies,
                Sign::Against => Stance::Claims,
            };
            for one in said.claims.iter().filter(|one| one.party.is_some()) {
                let saying = self.claimed(asked.question, &said, one);
                if one.stance == against {
                    judgement.dissent.push(saying);
                } else {
                    judgement.voices.push(saying);
                }
            }
            for fact in &said.attitudes {
                let text = remarked(&fact.sentence, &fact.likelihood, fact.when.as_ref());
                let saying = self.saying(asked.question, text, &fact.sentence, &fact.ground);
                judgement.voices.push(saying);
            }
        }
        if own.according_to.is_none() {
            self.other_views(judgement, claim, own)?;
        }
        self.disputed_ground(judgement, own)
    }

    /// What a party says of a sentence: `General Tarin claimed on 2 December 2016 that Belmar shelters Harkat Front`.
    pub(super) fn claimed(&mut self, question: usize, said: &WhoSays, claim: &Claim) -> Saying {
        let dated = claim.said.as_ref();
        let is_past = dated.is_some_and(|said| !said.plain().starts_with("as of"));
        let verb = match (claim.stance, is_past, &claim.party) {
            (Stance::Claims, _, None) => " holds",
            (Stance::Claims, false, Some(_)) => " claims",
            (Stance::Claims, true, Some(_)) => " claimed",
            (Stance::Denies, false, _) | (Stance::Denies, _, None) => " denies",
            (Stance::Denies, true, Some(_)) => " denied",
        };
        let mut text = claim
            .party
            .clone()
            .unwrap_or_else(|| Markup::words("this report"));
        for by in &claim.through {
            text.say(", as ");
            text.add(by.clone());
            text.say(" has it,");
        }
        text.say(verb);
        if let Some(said) = dated {
            text.say(" ");
            text.add(said.clone());
        }
        text.say(" that ");
        text.add(said.sentence.clone());
        let text = remarked(&text, &claim.likelihood, claim.when.as_ref());
        self.saying(question, text, &said.sentence, &claim.ground)
    }

    /// The views in which the answer is another.
    fn other_views(
        &mut self,
        judgement: &mut Judgement,
        claim: &Signed,
        own: &Modifiers,
    ) -> Result<(), AskError> {
        for party in self.parties() {
            let under = Modifiers {
                according_to: Some(party),
                ..own.clone()
            };
            // A view is evaluated once for all judgements; only one that differs is asked for its reasons.
            let differs = self
                .standing(claim, &under)?
                .is_some_and(|standing| standing != judgement.standing);
            if differs {
                let world = setting(self, &under, own);
                let saying = says(self, claim, &under, &world)?;
                judgement.dissent.extend(saying);
            }
        }
        Ok(())
    }

    /// Who claims or denies anything, in the order of mention.
    fn parties(&self) -> Vec<EntityId> {
        let mut parties: Vec<EntityId> = Vec::new();
        for stated in &self.situation.told.stated {
            if let Some(party) = stated.view
                && !parties.contains(&party)
                && parties.len() < PARTIES
            {
                parties.push(party);
            }
        }
        parties
    }

    /// What of the argument somebody denies or disputes.
    fn disputed_ground(
        &mut self,
        judgement: &mut Judgement,
        own: &Modifiers,
    ) -> Result<(), AskError> {
        for denied in self.denied_steps(judgement) {
            let asked = self.ask_of("who says ", &denied, QuestionKind::WhoSays, own)?;
            let Body::WhoSays(said) = asked.answer.body else {
                continue;
            };
            let denials = said
                .claims
                .iter()
                .filter(|one| one.party.is_some() && one.stance == Stance::Denies);
            for denial in denials {
                let saying = self.claimed(asked.question, &said, denial);
                judgement.dissent.push(saying);
            }
        }
        let asked = self.ask(QuestionKind::Conflicts, own, "conflicts")?;
        let Body::Conflicts(conflicts) = asked.answer.body else {
            return Ok(());
        };
        for conflict in conflicts.conflicts {
            let about = conflict.about.plain();
            let in_ground = judgement
                .derivation
                .iter()
                .any(|node| says_so(node, &about));
            if in_ground && judgement.sentence.plain() != about {
                let text = Markup::words("it is disputed, of its ground, whether ")
                    .with(conflict.about.clone());
                let none = Markup::new();
                let saying = self.saying(asked.question, text, &conflict.about, &none);
                judgement.dissent.push(saying);
            }
        }
        Ok(())
    }
}

impl Brief<'_> {
    /// The steps of the argument that a party denies, the judgement itself left out.
    fn denied_steps(&self, judgement: &Judgement) -> Vec<Signed> {
        let mut denied: Vec<Signed> = Vec::new();
        for stated in &self.situation.told.stated {
            if stated.view.is_none() || stated.sign == Sign::For {
                continue;
            }
            let step = Signed {
                sign: Sign::For,
                sentence: stated.sentence.clone(),
            };
            let text = self.phrase().signed(&step).plain();
            let is_step = text != judgement.sentence.plain()
                && judgement.derivation.iter().any(|node| says_so(node, &text));
            if is_step && !denied.contains(&step) {
                denied.push(step);
            }
        }
        denied
    }
}

fn says_so(node: &Node, about: &str) -> bool {
    node.text.plain() == about || node.under.iter().any(|node| says_so(node, about))
}
