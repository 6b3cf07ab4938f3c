//! What a judgement hangs on, and what would end it: both evaluated by the questions that ask for them.

use super::asking::Brief;
use crate::answer::{
    Body, Cut, Judgement, Linchpin, Linchpins, Markup, Node, NodeKind, Saying, Standing,
};
use crate::ask::AskError;
use crate::model::{Modifiers, QuestionKind, Signed};

/// So many sets of several are told.
const TOGETHER: usize = 4;

/// So many exceptions are tried.
const TRIED: usize = 6;

impl Brief<'_> {
    /// The statements and the sources without which it falls.
    pub(super) fn hangs_on(
        &mut self,
        claim: &Signed,
        own: &Modifiers,
    ) -> Result<Linchpin, AskError> {
        let mut hangs = Linchpin::default();
        if let Some((question, found)) = self.linchpins(claim, own, false)? {
            hangs.complete = found.complete;
            for cut in &found.cuts {
                if cut.units.len() == 1 {
                    let saying = self.cut(question, cut);
                    hangs.alone.extend(saying);
                } else if hangs.together.len() < TOGETHER {
                    let saying = self.cut(question, cut);
                    hangs.together.extend(saying);
                } else {
                    hangs.more += 1;
                }
            }
        }
        if let Some((question, found)) = self.linchpins(claim, own, true)? {
            let sayings = found.cuts.iter().filter_map(|cut| self.cut(question, cut));
            hangs.sources = sayings.collect();
        }
        Ok(hangs)
    }

    fn linchpins(
        &mut self,
        claim: &Signed,
        own: &Modifiers,
        by_source: bool,
    ) -> Result<Option<(usize, Linchpins)>, AskError> {
        let sentence = self.phrase().signed(claim).plain();
        let by = if by_source { " by source" } else { "" };
        let kind = QuestionKind::Linchpins {
            of: claim.clone(),
            by_source,
        };
        let asked = self.ask(kind, own, &format!("linchpins of {sentence}{by}"))?;
        Ok(match asked.answer.body {
            Body::Linchpins(found) => Some((asked.question, found)),
            _ => None,
        })
    }

    /// The units of a cut, as one line.
    fn cut(&mut self, question: usize, cut: &Cut) -> Option<Saying> {
        let first = cut.units.first()?;
        let mut ground = Markup::new();
        for unit in &cut.units {
            ground.add(unit.place.clone());
            ground.say(", ");
            // Of a source the unit itself is what is cited.
            ground.add(unit.what.clone());
            ground.say(", ");
        }
        let units = cut.units.iter().map(|unit| unit.what.clone());
        let text = Markup::list(units, "; ", "; and ");
        let mut saying = self.told(question, text, &ground);
        saying.stands_on.sentence = first.what.clone();
        saying.stands_on.ground = first.place.clone();
        saying.cites.dedup();
        saying.places.dedup();
        Some(saying)
    }

    /// The exceptions of the argument, each supposed: those that end it.
    pub(super) fn would_end(
        &mut self,
        judgement: &Judgement,
        claim: &Signed,
        own: &Modifiers,
    ) -> Result<Vec<Saying>, AskError> {
        let mut exceptions = Vec::new();
        for node in &judgement.derivation {
            gather(node, &mut exceptions);
        }
        let sentence = self.phrase().signed(claim).plain();
        let mut told = Vec::new();
        for exception in exceptions.into_iter().take(TRIED) {
            let text = format!("what if {exception} then {sentence}");
            let Some(question) = self.read(&text) else {
                continue;
            };
            if question.modifiers.according_to != own.according_to {
                continue;
            }
            let asked = self.put(&question)?;
            let [supposed] = &asked.answer.head.supposing[..] else {
                continue;
            };
            if let Body::YesNo(answer) = &asked.answer.body
                && matches!(answer.standing, Standing::Unknown | Standing::Denied)
            {
                let supposed = supposed.clone();
                told.push(self.saying(asked.question, supposed.clone(), &supposed, &Markup::new()));
            }
        }
        Ok(told)
    }
}

/// What nothing shows, in the order of the argument; what stands against an exception is no part of it.
fn gather(node: &Node, exceptions: &mut Vec<String>) {
    if node.node == NodeKind::Default {
        let text = node.text.plain();
        if let Some(condition) = text.strip_prefix("nothing shows that ")
            && !exceptions.iter().any(|known| known == condition)
        {
            exceptions.push(condition.to_owned());
        }
        return;
    }
    for node in &node.under {
        gather(node, exceptions);
    }
}
