//! Rules ready to be tried: variables numbered, and each quantified where section 5 says.

use super::scope::Scope;
use super::timeline::Length;
use super::universe::Universe;
use casus::model::Sign;
use casus::model::json::{Argument, BodyJson, CountJson, PatternJson, RuleJson, WindowJson};

/// What stands in a slot.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Term {
    /// A variable of the rule.
    Var(usize),
    /// A value of the universe.
    Value(usize),
}

/// A relation with terms.
#[derive(Clone, PartialEq, Debug)]
pub struct Pattern {
    /// The relation.
    pub relation: u32,
    /// One for each slot.
    pub args: Vec<Term>,
}

/// A count: the k-th greatest over the counted variable of the sup over `own`.
#[derive(Debug)]
pub struct Count {
    /// k.
    pub k: u32,
    /// What is counted.
    pub counted: usize,
    /// The other variables that the count quantifies.
    pub own: Vec<usize>,
    /// The condition.
    pub body: Box<Condition>,
}

/// A condition.
#[derive(Debug)]
#[allow(missing_docs)]
pub enum Condition {
    Sentence(Sign, Pattern),
    Stated(Sign, Pattern),
    Claimed(Pattern, Term),
    And(Vec<Condition>),
    Or(Vec<Condition>),
    /// The variables that stand in the negation alone, and what is negated.
    Not(Vec<usize>, Box<Condition>),
    Past(Box<Condition>),
    AnyTime(Box<Condition>),
    PastWithin(Length, Box<Condition>),
    Throughout(Length, Box<Condition>),
    AtLeast(Count),
    AtMost(Count),
    Exactly(Count),
    AtLeastOf(u32, Vec<Condition>),
    Compare(String, Term, Term, bool),
}

impl Condition {
    /// The conditions right inside.
    pub fn inner(&self) -> Vec<&Condition> {
        match self {
            Condition::And(all) | Condition::Or(all) | Condition::AtLeastOf(_, all) => {
                all.iter().collect()
            }
            Condition::Not(_, inner)
            | Condition::Past(inner)
            | Condition::AnyTime(inner)
            | Condition::PastWithin(_, inner)
            | Condition::Throughout(_, inner) => vec![inner],
            Condition::AtLeast(count) | Condition::AtMost(count) | Condition::Exactly(count) => {
                vec![&count.body]
            }
            Condition::Sentence(..)
            | Condition::Stated(..)
            | Condition::Claimed(..)
            | Condition::Compare(..) => Vec::new(),
        }
    }
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// r.
    pub likelihood: u16,
    /// Whether the head is a sentence or its denial.
    pub sign: Sign,
    /// The head.
    pub head: Pattern,
    /// The variables that the rule quantifies, in the order in which its body mentions them.
    pub own: Vec<usize>,
    /// How many variables it has, those of its negations and counts among them.
    pub variables: usize,
    /// The body.
    pub body: Condition,
}

impl Rule {
    /// A rule of the core.
    pub fn of(rule: &RuleJson, universe: &mut Universe) -> Rule {
        let mut scope = Scope::of(&rule.head.args, &rule.body);
        let mut reader = Reader {
            scope: &mut scope,
            universe,
            at: 0,
        };
        let head = PatternJson {
            relation: rule.head.relation,
            args: rule.head.args.clone(),
        };
        let head = reader.pattern(&head);
        let body = reader.body(&rule.body);
        Rule {
            likelihood: rule.likelihood,
            sign: rule.head.sign,
            head,
            own: scope.own(0),
            variables: scope.variables(),
            body,
        }
    }
}

/// Reads a rule from the top: `at` numbers the negations and counts as they are met, 0 being the rule itself.
struct Reader<'a> {
    scope: &'a mut Scope,
    universe: &'a mut Universe,
    at: usize,
}

impl Reader<'_> {
    fn term(&mut self, argument: &Argument) -> Term {
        match argument {
            Argument::Var(name) => Term::Var(self.scope.variable(name)),
            value => Term::Value(self.universe.number(value)),
        }
    }

    fn pattern(&mut self, pattern: &PatternJson) -> Pattern {
        Pattern {
            relation: pattern.relation,
            args: pattern.args.iter().map(|a| self.term(a)).collect(),
        }
    }

    fn all(&mut self, bodies: &[BodyJson]) -> Vec<Condition> {
        bodies.iter().map(|body| self.body(body)).collect()
    }

    fn window(&mut self, window: &WindowJson) -> (Length, Box<Condition>) {
        let length = Length {
            months: window.months,
            minutes: window.minutes,
        };
        (length, Box::new(self.body(&window.body)))
    }

    fn count(&mut self, count: &CountJson) -> Count {
        self.at += 1;
        let scope = self.at;
        let counted = self.scope.enter(scope, &count.var);
        let body = Box::new(self.body(&count.body));
        self.scope.leave();
        let mut own = self.scope.own(scope);
        own.retain(|var| *var != counted);
        Count {
            k: count.k,
            counted,
            own,
            body,
        }
    }

    fn body(&mut self, body: &BodyJson) -> Condition {
        match body {
            BodyJson::Sentence(pattern) => Condition::Sentence(Sign::For, self.pattern(pattern)),
            BodyJson::Denied(pattern) => Condition::Sentence(Sign::Against, self.pattern(pattern)),
            BodyJson::Stated(stated) => {
                let pattern = PatternJson {
                    relation: stated.relation,
                    args: stated.args.clone(),
                };
                Condition::Stated(stated.sign, self.pattern(&pattern))
            }
            BodyJson::Claimed(claimed) => {
                Condition::Claimed(self.pattern(&claimed.sentence), self.term(&claimed.by))
            }
            BodyJson::And(all) => Condition::And(self.all(all)),
            BodyJson::Or(any) => Condition::Or(self.all(any)),
            BodyJson::Not(inner) => {
                self.at += 1;
                let scope = self.at;
                let inner = Box::new(self.body(inner));
                Condition::Not(self.scope.own(scope), inner)
            }
            BodyJson::Past(inner) => Condition::Past(Box::new(self.body(inner))),
            BodyJson::AnyTime(inner) => Condition::AnyTime(Box::new(self.body(inner))),
            BodyJson::PastWithin(window) => {
                let (length, inner) = self.window(window);
                Condition::PastWithin(length, inner)
            }
            BodyJson::Throughout(window) => {
                let (length, inner) = self.window(window);
                Condition::Throughout(length, inner)
            }
            BodyJson::AtLeast(count) => Condition::AtLeast(self.count(count)),
            BodyJson::AtMost(count) => Condition::AtMost(self.count(count)),
            BodyJson::Exactly(count) => Condition::Exactly(self.count(count)),
            BodyJson::AtLeastOf(so_many) => Condition::AtLeastOf(so_many.k, self.all(&so_many.of)),
            BodyJson::Compare(compare) => Condition::Compare(
                compare.op.clone(),
                self.term(&compare.left),
                self.term(&compare.right),
                compare.possibly,
            ),
        }
    }
}
