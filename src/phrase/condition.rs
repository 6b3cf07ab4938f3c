//! Conditions of rules and questions in words.
//!
//! A variable that stands once is said by its slot's kind (`is reconciled with any actor`); one that stands twice or
//! more keeps its name, as nothing else would say that the two are one.

use super::{Phrase, row};
use crate::answer::{Markup, Role};
use crate::model::{Body, Comparison, Count, Pattern, RelationId, Sign, Term, Value, VarId};

/// How variables of a condition are said.
#[derive(Clone, Copy)]
struct Naming<'n> {
    /// Their names, by number.
    names: &'n [String],
    /// How often each stands in the whole condition, by number.
    uses: &'n [usize],
}

impl Phrase<'_> {
    /// A condition: `?group is based in ?place and ?place borders Pakistan`. `names` are those of its variables.
    #[must_use]
    pub fn condition(&self, body: &Body, names: &[String]) -> Markup {
        let uses = vec![usize::MAX; names.len()];
        self.body(body, Naming { names, uses: &uses }, Joined::Alone)
    }

    /// A condition of which nothing is known: what stands once is said as `any actor`.
    #[must_use]
    pub fn condition_of_any(&self, body: &Body, names: &[String]) -> Markup {
        let mut uses = vec![0; names.len()];
        count_uses(body, &mut uses);
        self.body(body, Naming { names, uses: &uses }, Joined::Alone)
    }

    /// A sentence with variables by their names: `?group is at odds with ?victim`.
    #[must_use]
    pub fn pattern_of(&self, sign: Sign, pattern: &Pattern, names: &[String]) -> Markup {
        let uses = vec![usize::MAX; names.len()];
        self.atom(sign, pattern, Naming { names, uses: &uses })
    }

    fn body(&self, body: &Body, naming: Naming<'_>, joined: Joined) -> Markup {
        let nested = |inner: &Body| self.body(inner, naming, Joined::Within);
        let windowed = |words: &str, inner: &Body| Markup::words(words).with(nested(inner));
        match body {
            Body::Sentence(pattern) => self.atom(Sign::For, pattern, naming),
            Body::Denied(pattern) => self.atom(Sign::Against, pattern, naming),
            Body::Stated(sign, pattern) => {
                Markup::words("it is stated that ").with(self.atom(*sign, pattern, naming))
            }
            Body::Claimed { pattern, by } => self
                .atom(Sign::For, pattern, naming)
                .then(" according to ")
                .with(self.term(by, naming, "actor")),
            Body::And(all) if all.is_empty() => Markup::words("always"),
            Body::And(all) => bracketed(
                Markup::list(all.iter().map(nested), " and ", " and "),
                joined,
                all.len(),
            ),
            Body::Or(any) => bracketed(
                Markup::list(any.iter().map(nested), " or ", " or "),
                joined,
                any.len(),
            ),
            Body::Not(inner) => windowed("not ", inner),
            Body::Past(inner) => windowed("in the past ", inner),
            Body::PastWithin(length, inner) => {
                windowed(&format!("in the past {} ", length.text), inner)
            }
            Body::Throughout(length, inner) => {
                windowed(&format!("throughout the past {} ", length.text), inner)
            }
            Body::AnyTime(inner) => windowed("at any time ", inner),
            Body::AtLeast(count) => self.count("at least", count, naming),
            Body::AtMost(count) => self.count("at most", count, naming),
            Body::Exactly(count) => self.count("exactly", count, naming),
            Body::AtLeastOf { k, of } => Markup::words(format!("at least {k} of ("))
                .with(Markup::list(
                    of.iter()
                        .map(|inner| self.body(inner, naming, Joined::Alone)),
                    "; ",
                    "; ",
                ))
                .then(")"),
            Body::Compare {
                op,
                left,
                right,
                possibly,
            } => Markup::words(if *possibly { "possibly " } else { "" })
                .with(self.term(left, naming, "value"))
                .then(&format!(" {} ", symbol(*op)))
                .with(self.term(right, naming, "value")),
        }
    }

    fn count(&self, words: &str, count: &Count, naming: Naming<'_>) -> Markup {
        Markup::words(format!("{words} {} ", count.k))
            .with(variable(count.var, naming.names))
            .then(" where ")
            .with(self.body(&count.body, naming, Joined::Within))
    }

    fn atom(&self, sign: Sign, pattern: &Pattern, naming: Naming<'_>) -> Markup {
        self.pattern(sign, pattern, &|term, slot| {
            self.term(term, naming, &self.slot_kind(pattern.relation, slot))
        })
    }

    fn term(&self, term: &Term, naming: Naming<'_>, kind: &str) -> Markup {
        match term {
            Term::Value(value) => self.value(value),
            Term::Var(var) => {
                let once = naming
                    .uses
                    .get(var.0 as usize)
                    .is_some_and(|uses| *uses == 1);
                if once {
                    Markup::words(format!("any {kind}"))
                } else {
                    variable(*var, naming.names)
                }
            }
        }
    }

    fn slot_kind(&self, relation: RelationId, slot: usize) -> String {
        row(&self.situation().relations, relation)
            .and_then(|relation| relation.slots.get(slot))
            .and_then(|kind| row(&self.situation().kinds.table, *kind))
            .map_or_else(|| "entity".to_owned(), |kind| kind.name.clone())
    }
}

/// Whether a condition stands by itself or within another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joined {
    Alone,
    Within,
}

fn bracketed(text: Markup, joined: Joined, parts: usize) -> Markup {
    if joined == Joined::Within && parts > 1 {
        Markup::words("(").with(text).then(")")
    } else {
        text
    }
}

/// `?group`
#[must_use]
pub fn variable(var: VarId, names: &[String]) -> Markup {
    let name = names.get(var.0 as usize).map_or("?", String::as_str);
    Markup::of(Role::Variable, format!("?{}", name.trim_start_matches('?')))
}

/// A comparison of two values in words: `3000+` *is at least* `1000`.
#[must_use]
pub fn compared(op: Comparison, left: &Value) -> &'static str {
    match (op, left) {
        (Comparison::Equal, _) => "is",
        (Comparison::Unequal, _) => "is not",
        (Comparison::Less, Value::Date(_)) => "comes before",
        (Comparison::AtMost, Value::Date(_)) => "comes no later than",
        (Comparison::Greater, Value::Date(_)) => "comes after",
        (Comparison::AtLeast, Value::Date(_)) => "comes no earlier than",
        (Comparison::Less, _) => "is less than",
        (Comparison::AtMost, _) => "is at most",
        (Comparison::Greater, _) => "is more than",
        (Comparison::AtLeast, _) => "is at least",
    }
}

/// A comparison as it is typed.
#[must_use]
fn symbol(op: Comparison) -> &'static str {
    match op {
        Comparison::Equal => "=",
        Comparison::Unequal => "!=",
        Comparison::Less => "<",
        Comparison::AtMost => "<=",
        Comparison::Greater => ">",
        Comparison::AtLeast => ">=",
    }
}

/// How often each variable stands in the condition.
fn count_uses(body: &Body, uses: &mut [usize]) {
    body.each_variable(&mut |var| {
        if let Some(count) = uses.get_mut(var.0 as usize) {
            *count += 1;
        }
    });
}
