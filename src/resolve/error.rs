//! What can be wrong with a statement, as data. The words are made last, by [`super::say`].

use super::condition::ConditionError;
use super::rows::RowsError;
use super::rule::RuleError;
use super::segment::Reading;
use crate::model::{EntityId, KindId, RelationId, Sentence};
use crate::source::Place;
use crate::time::DateError;

/// A filler that is of the wrong kind for its slot.
#[derive(Clone, PartialEq, Debug)]
pub struct Misfit {
    /// The filler.
    pub place: Place,
    /// As it was written.
    pub text: String,
    /// What it names; empty for a literal.
    pub entities: Vec<EntityId>,
    /// The relation.
    pub relation: RelationId,
    /// The slot, in the relation's order.
    pub slot: usize,
    /// The kind that the slot asks.
    pub kind: KindId,
    /// How many words the phrase has: of several misfits the one with the most is told.
    pub phrase_words: usize,
}

/// One mistake in one statement.
#[derive(Clone, PartialEq, Debug)]
pub enum ResolveError {
    /// A name that several have, where one is asked about.
    SeveralNamed {
        /// The name.
        place: Place,
        /// As it was written.
        text: String,
        /// Whom it may mean.
        entities: Vec<EntityId>,
    },
    /// A mistake in the conditions of a rule or a question.
    Condition(ConditionError),
    /// A mistake in a rule.
    Rule(RuleError),
    /// A mistake in what is done for each row of a table.
    Rows(RowsError),
    /// A date that is none.
    BadDate {
        /// The date.
        place: Place,
        /// Why.
        error: DateError,
    },
    /// Two readings that are equally good.
    TwoReadings {
        /// The sentence.
        place: Place,
        /// Both.
        readings: Box<[Reading; 2]>,
    },
    /// One spelling for several things that all fit.
    SeveralOfOneName {
        /// The name.
        place: Place,
        /// The reading, with all of them in the slot.
        reading: Box<Reading>,
        /// The things.
        entities: Vec<EntityId>,
    },
    /// A name of another kind than the slot asks.
    WrongKind(Misfit),
    /// A name that is not declared.
    UnknownName {
        /// The name, as far as it can be guessed.
        place: Place,
        /// As it was written.
        text: String,
        /// What is wanted there, if known.
        kind: Option<KindId>,
        /// The statement that was meant, if its keyword was misspelt. Names that are near are looked for when it is told.
        instead: Option<String>,
    },
    /// Words that are no phrase.
    UnknownPhrase {
        /// The words.
        place: Place,
        /// As they were written.
        text: String,
        /// Wordings that are near.
        nearest: Vec<String>,
        /// What was understood around them.
        understood: String,
    },
    /// Words that are left when the sentence is over.
    LeftOver {
        /// The words.
        place: Place,
        /// As they were written.
        text: String,
        /// What was read before them.
        read: String,
    },
    /// A kind that is not declared.
    UnknownKind {
        /// The words.
        place: Place,
        /// As they were written.
        text: String,
        /// Declared kinds that are near.
        nearest: Vec<String>,
    },
    /// More than 100%.
    TooLikely {
        /// The percentage.
        place: Place,
        /// As it was written.
        text: String,
    },
    /// A word in a phrase that begins a clause.
    ReservedWord {
        /// The word.
        place: Place,
        /// Which.
        word: String,
        /// The relation with another word there.
        instead: String,
    },
    /// Two slots with no word between.
    TouchingSlots {
        /// Both.
        place: Place,
        /// The relation with a word between.
        instead: String,
    },
    /// A phrase whose first part is no slot.
    NoSubjectSlot {
        /// The phrase.
        place: Place,
    },
    /// Another wording with other slots than its relation has.
    OtherSlots {
        /// The wording.
        place: Place,
        /// The relation.
        relation: String,
    },
    /// What is no property of a relation.
    UnknownProperty {
        /// The words.
        place: Place,
        /// As they were written.
        text: String,
    },
    /// A shape that no relation is `written` as.
    NoShape {
        /// The keyword.
        place: Place,
        /// Which.
        keyword: String,
    },
    /// A branch or a hypothesis that nothing declares.
    NoAlternative {
        /// Its title.
        place: Place,
        /// As it was written.
        text: String,
        /// `branch` or `hypothesis`.
        what: &'static str,
        /// Declared ones that are near.
        nearest: Vec<String>,
    },
    /// Words near a word of the likelihood scale, where a phrase or a clause should begin.
    NoLikelihood {
        /// The words.
        place: Place,
        /// As they were written.
        text: String,
        /// Words of the scale that are near.
        nearest: Vec<String>,
    },
    /// Words that open no question, and nearly one.
    NoQuestion {
        /// The words.
        place: Place,
        /// As they were written.
        text: String,
        /// The question that was meant.
        nearest: String,
    },
    /// What follows an expected sentence and is neither modifier nor verdict.
    NoVerdict {
        /// The words.
        place: Place,
        /// As they were written.
        text: String,
        /// What may follow and is near.
        nearest: Vec<String>,
    },
    /// A grade that the scale does not have.
    UnknownGrade {
        /// The grade.
        place: Place,
        /// As it was written.
        text: String,
        /// Those that there are.
        known: Vec<String>,
    },
    /// A marking that the scale does not have.
    UnknownMarking {
        /// The marking.
        place: Place,
        /// As it was written.
        text: String,
        /// Those that there are.
        known: Vec<String>,
    },
    /// A variable in a plain statement.
    VariableInStatement {
        /// The variable.
        place: Place,
        /// Its name.
        name: String,
    },
    /// Events that are dated by one another.
    DateLoop {
        /// Where one of the dates stands.
        place: Place,
        /// The events, in order.
        events: Vec<EntityId>,
    },
    /// A date by an event that has none.
    UndatedEvent {
        /// The date.
        place: Place,
        /// The event.
        event: EntityId,
    },
    /// `ends` of a sentence that only rules give.
    EndsDerived {
        /// The sentence.
        place: Place,
        /// The sentence.
        sentence: Sentence,
        /// The rule that gives it.
        rule: String,
        /// The rule's line.
        line: u32,
        /// What the rule rests on, filled in as far as it can be.
        rests_on: Vec<String>,
    },
    /// A statement that lacks something, or has it in the wrong form. The words say what was expected.
    Expected {
        /// Where.
        place: Place,
        /// What was expected there.
        what: &'static str,
        /// A form that works.
        form: Option<&'static str>,
    },
}

/// What may be wrong, and is no error.
#[derive(Clone, PartialEq, Debug)]
pub enum ResolveWarning {
    /// A name in other letters than it is declared.
    OtherLetters {
        /// The name.
        place: Place,
        /// As it was written.
        text: String,
        /// As it is declared.
        declared: String,
    },
    /// An event whose name holds what looks like a role: `event Raid by Arvand`.
    RolesInName {
        /// The name.
        place: Place,
        /// As it was written.
        name: String,
        /// With commas before its roles.
        offered: String,
    },
    /// A rule whose likelihood is below the bar.
    RuleBelowBar {
        /// The likelihood.
        place: Place,
    },
}

impl From<ConditionError> for ResolveError {
    fn from(error: ConditionError) -> Self {
        ResolveError::Condition(error)
    }
}

impl From<RuleError> for ResolveError {
    fn from(error: RuleError) -> Self {
        ResolveError::Rule(error)
    }
}

impl From<RowsError> for ResolveError {
    fn from(error: RowsError) -> Self {
        ResolveError::Rows(error)
    }
}
