//! The world of a question: which statements, seen by whom, at which instant, with which bar.

use super::{AskError, Telling, Worlds, sibling};
use crate::answer::{AsOfBy, Basis, Shadow, Standing};
use crate::engine::{Standpoint, Strictness, View, World};
use crate::explain::{Derivation, Derivations};
use crate::model::{
    Alteration, Body, Item, Pattern, Property, Question, QuestionKind, RelationId, Sentence, Sign,
    Signed, Situation, Term, VarId,
};
use crate::phrase::Phrase;
use crate::time::{Date, Instant, Likelihood, Span, Steps};
use std::collections::BTreeSet;
use std::sync::Arc;

/// So many derivations of one claim are sought and counted.
const DERIVATIONS: usize = 20;

/// The world of a question.
pub(super) struct Scene {
    /// All that the files say.
    pub(super) situation: Arc<Situation>,
    /// The world.
    pub(super) world: Arc<World>,
    /// The instant.
    pub(super) at: Instant,
    /// Who set it.
    pub(super) as_of_by: AsOfBy,
    /// The span, where one is asked for: true at some time in it is enough.
    pub(super) during: Option<Span>,
    /// The bar.
    pub(super) bar: Likelihood,
}

/// The sentences that the answer looks at, where it is known which: with those of the lists that stand next to it.
fn looked_at(situation: &Situation, question: &Question) -> Vec<Pattern> {
    let mut found = Vec::new();
    let mut look = |body: &Body, filled: &dyn Fn(&Term) -> Term| {
        body.each_pattern(&mut |pattern, _| {
            found.push(Pattern {
                relation: pattern.relation,
                args: pattern.args.iter().map(filled).collect(),
            });
        });
    };
    match &question.kind {
        QuestionKind::Form {
            form,
            values,
            sought,
        } => {
            look(&sought.body, &Term::clone);
            for (_, sibling) in sibling::before(situation, *form) {
                look(&sibling.sought.body, &|term| match term {
                    Term::Var(var) => {
                        let given = sibling.given.iter().position(|given| given == var);
                        let value = given.and_then(|at| values.get(at));
                        value.map_or_else(|| term.clone(), |value| Term::Value(value.clone()))
                    }
                    Term::Value(_) => term.clone(),
                });
            }
        }
        QuestionKind::Pattern(sought) => look(&sought.body, &Term::clone),
        QuestionKind::Holds(claim)
        | QuestionKind::Why { of: claim, .. }
        | QuestionKind::HowLikely(claim)
        | QuestionKind::SourcesBehind(claim)
        | QuestionKind::AssumptionsBehind(claim) => {
            let args = claim.sentence.args.iter().cloned().map(Term::Value);
            found.push(Pattern {
                relation: claim.sentence.relation,
                args: args.collect(),
            });
        }
        // What these look at is not known before.
        _ => {}
    }
    // Events that are asked `during` a span are those that were under way within it.
    if question.modifiers.during.is_some() && !found.is_empty() {
        found.push(Pattern {
            relation: situation.known.under_way,
            args: vec![Term::Var(VarId(0))],
        });
    }
    found
}

impl Scene {
    /// The world that the question is asked of.
    pub(super) fn of(worlds: &mut dyn Worlds, question: &Question) -> Result<Scene, AskError> {
        let situation = Arc::clone(worlds.situation());
        let modifiers = &question.modifiers;
        let changes = changes(&situation, question);
        let looked_at = looked_at(&situation, question);
        let world = worlds.world_for(&standpoint(question), &changes, &looked_at)?;
        let (at, as_of_by) = match (&modifiers.as_of, situation.as_of) {
            (Some(date), _) => (last_minute(date), AsOfBy::Question),
            (None, Some(at)) if situation.as_of_stated => (at, AsOfBy::Scenario),
            (None, Some(at)) => (at, AsOfBy::Files),
            // No date is named anywhere: what holds holds always.
            (None, None) => (Instant(0), AsOfBy::Files),
        };
        let during = modifiers.during.as_ref().map(|(from, to)| {
            Span::new(
                from.as_ref()
                    .map_or(Instant::BEGINNING, |date| date.covers.from),
                to.as_ref().map_or(Instant::END, |date| date.covers.to),
            )
        });
        let bar = modifiers.at_least.unwrap_or(situation.bar);
        Ok(Scene {
            situation,
            world,
            at,
            as_of_by,
            during,
            bar,
        })
    }

    /// The same at another instant.
    pub(super) fn at(&self, at: Instant) -> Scene {
        Scene {
            situation: Arc::clone(&self.situation),
            world: Arc::clone(&self.world),
            at,
            during: None,
            ..*self
        }
    }

    /// The same in another world.
    pub(super) fn in_world(&self, world: Arc<World>) -> Scene {
        Scene {
            situation: Arc::clone(&self.situation),
            world,
            ..*self
        }
    }

    pub(super) fn phrase(&self) -> Phrase<'_> {
        Phrase::new(&self.situation)
    }

    pub(super) fn telling(&self) -> Telling<'_> {
        Telling::new(self.world.core())
    }

    /// How strongly the claim is held over time.
    pub(super) fn steps(&self, claim: &Signed) -> &Steps {
        match claim.sign {
            Sign::For => self.world.support(&claim.sentence),
            Sign::Against => self.world.denial(&claim.sentence),
        }
    }

    /// How strongly the claim is held at the instant, or at its strongest in the span.
    pub(super) fn value(&self, claim: &Signed) -> Likelihood {
        self.worth(self.steps(claim))
    }

    /// What is worth so much over time, at the instant or at its strongest in the span.
    pub(super) fn worth(&self, steps: &Steps) -> Likelihood {
        match self.during {
            None => steps.at(self.at),
            Some(span) => steps.within(span).greatest(),
        }
    }

    /// The instant, or the first one in the span at which the steps are strongest.
    pub(super) fn moment_of(&self, steps: &Steps) -> Instant {
        let Some(span) = self.during else {
            return self.at;
        };
        let within = steps.within(span);
        let best = within.greatest();
        within
            .steps()
            .iter()
            .find(|step| step.value == best)
            .map_or(self.at, |step| step.span.from.max(span.from))
    }

    /// The strongest derivation of the claim at the instant.
    pub(super) fn derivation(&self, claim: &Signed) -> Option<Derivation> {
        crate::explain::why(&self.world, claim, self.moment_of(self.steps(claim)))
    }

    /// Every derivation of the claim, strongest first, up to so many as are worth reading.
    pub(super) fn all_derivations(&self, claim: &Signed) -> Derivations {
        let at = self.moment_of(self.steps(claim));
        crate::explain::why_all(&self.world, claim, at, DERIVATIONS)
    }

    /// Every sentence that something supports or denies, by relation and arguments.
    pub(super) fn sentences(&self) -> impl Iterator<Item = Sentence> + use<'_> {
        let relations = self.situation.relations.ids();
        relations.flat_map(|relation| self.sentences_of(relation))
    }

    /// The same of one relation.
    pub(super) fn sentences_of(
        &self,
        relation: RelationId,
    ) -> impl Iterator<Item = Sentence> + use<'_> {
        self.world.facts(relation).map(move |fact| Sentence {
            relation,
            args: fact.args.clone(),
        })
    }

    /// Whether every sentence of the relation is known to be worth the same in the other scene.
    pub(super) fn shares(&self, other: &Scene, relation: RelationId) -> bool {
        self.at == other.at
            && self.during == other.during
            && self.world.shares(&other.world, relation)
    }

    /// Whether the statement had been made by the date that is asked for, and nothing newer had replaced its source.
    pub(super) fn is_known(&self, item: &Item) -> bool {
        let Some(before) = self.world.standpoint().known_on else {
            return item.until_known.is_none();
        };
        let replaced = item.until_known.is_some_and(|until| until < before);
        !replaced && self.made(item).is_none_or(|made| made < before)
    }

    /// When it was said or when its source is dated, the later of the two; none if undated.
    pub(super) fn made(&self, item: &Item) -> Option<Instant> {
        let source = item
            .stated
            .source
            .and_then(|id| self.situation.sources.get(id));
        let dated = source.and_then(|source| source.dated).map(|span| span.from);
        item.stated.said.map(|span| span.from).max(dated)
    }

    /// Whether the relation says of what kind something is.
    pub(super) fn is_of_a_kind(&self, sentence: &Sentence) -> bool {
        self.situation
            .relations
            .get(sentence.relation)
            .is_some_and(|relation| relation.kind.is_some())
    }

    /// The relations that hold either way round.
    pub(super) fn symmetric(&self) -> BTreeSet<RelationId> {
        self.world
            .rules()
            .filter(|(_, rule)| rule.property == Some(Property::Symmetric))
            .map(|(_, rule)| rule.head.relation)
            .collect()
    }

    /// Whether a claim of a relation that holds either way round is the one to leave out: the other is stated, or, where
    /// that makes no difference, comes first.
    pub(super) fn is_turned(&self, claim: &Signed) -> bool {
        let mut turned = claim.sentence.clone();
        turned.args.reverse();
        let stated = |sentence: &Sentence| self.world.stated(sentence, claim.sign).greatest();
        let (own, other) = (stated(&claim.sentence), stated(&turned));
        own < other || own == other && claim.sentence.args > turned.args
    }

    /// Whether the sentence, or its denial, is held by what was stated of itself, or by rules.
    pub(super) fn basis(&self, sentence: &Sentence, sign: Sign) -> Basis {
        let stated = self.worth(self.world.stated(sentence, sign));
        if stated >= self.bar {
            Basis::Stated
        } else {
            Basis::Concluded
        }
    }

    /// Whether what rules give in a relation is a step of the shipped model's on the way to something else (`shares an
    /// enemy with`): such a relation says nothing of which side anybody is on.
    pub(super) fn is_a_step(&self, relation: RelationId) -> bool {
        let relation = self.situation.relations.get(relation);
        relation.is_some_and(|relation| relation.shipped && relation.bond.is_none())
    }

    /// Which of the four answers the sentence gets.
    pub(super) fn standing(&self, sentence: &Sentence) -> Standing {
        let support = self.worth(self.world.support(sentence)) >= self.bar;
        let denial = self.worth(self.world.denial(sentence)) >= self.bar;
        match (support, denial) {
            (true, false) => Standing::Supported,
            (true, true) => Standing::Disputed,
            (false, true) => Standing::Denied,
            (false, false) => Standing::Unknown,
        }
    }

    /// Whether a dispute elsewhere decides the sentence.
    pub(super) fn shadow(&self, sentence: &Sentence) -> Option<Shadow> {
        let at = self.moment_of(self.world.support(sentence));
        let value = self.world.support(sentence).at(at);
        if value >= self.bar && self.world.low(sentence).at(at) < self.bar {
            Some(Shadow::Contested)
        } else if value < self.bar && self.world.high(sentence).at(at) >= self.bar {
            Some(Shadow::HeldBack)
        } else {
            None
        }
    }

    /// The span around the instant through which the steps are at the bar or over it.
    pub(super) fn holds(&self, steps: &Steps) -> Option<Span> {
        let at = self.moment_of(steps);
        steps
            .spans_at_least(self.bar)
            .into_iter()
            .find(|span| span.contains(at))
    }
}

/// `as of δ` asks at the end of that day, month or year.
pub(super) fn last_minute(date: &Date) -> Instant {
    date.covers.to.pred()
}

/// Whose eyes, and what they know.
pub(super) fn standpoint(question: &Question) -> Standpoint {
    let modifiers = &question.modifiers;
    let strictly = if modifiers.strictly {
        Strictness::Strictly
    } else {
        Strictness::Shared
    };
    Standpoint {
        view: modifiers.according_to.map(|of| View { of, strictly }),
        known_on: modifiers.known_on.as_ref().map(|date| date.covers.to),
    }
}

/// What is changed: the branches, then what is supposed.
pub(super) fn changes<'q>(situation: &'q Situation, question: &'q Question) -> Vec<&'q Alteration> {
    let branches = question
        .modifiers
        .under
        .iter()
        .filter_map(|id| situation.branches.get(*id))
        .map(|branch| &branch.change);
    branches
        .chain(question.modifiers.supposing.as_deref())
        .collect()
}
