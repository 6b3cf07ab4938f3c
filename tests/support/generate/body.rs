//! The condition of a random rule, before it is written as Casus or as core.

use super::vocabulary::{Relation, filled};

/// A relation by its place in the vocabulary, with words in its slots: `?a`, `Dara`, `300+`.
#[derive(Clone, Debug)]
pub struct Atom {
    /// Which relation.
    pub relation: usize,
    /// One word for each slot.
    pub args: Vec<String>,
}

/// A condition.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Body {
    Sentence(Atom),
    Denied(Atom),
    Stated(Atom),
    Claimed(Atom, String),
    All(Vec<Body>),
    Any(Vec<Body>),
    Not(Box<Body>),
    Past(Box<Body>),
    AnyTime(Box<Body>),
    Within(&'static str, Box<Body>),
    Throughout(&'static str, Box<Body>),
    AtLeast(u32, String, Box<Body>),
    AtMost(u32, String, Box<Body>),
    Exactly(u32, String, Box<Body>),
    Of(u32, Vec<Body>),
    Compare {
        op: &'static str,
        left: String,
        right: String,
        possibly: bool,
    },
}

impl Body {
    /// As Casus; a group of several is bracketed.
    pub fn casus(&self, relations: &[Relation]) -> String {
        let join = |all: &[Body], word: &str| {
            let all: Vec<String> = all.iter().map(|body| body.bracketed(relations)).collect();
            all.join(word)
        };
        let inside = |body: &Body| body.casus(relations);
        match self {
            Body::Sentence(atom) => atom.casus(relations),
            Body::Denied(atom) => match relations[atom.relation].negation {
                Some(negation) => filled(negation, &atom.args),
                None => format!("it is denied that {}", atom.casus(relations)),
            },
            Body::Stated(atom) => format!("stated {}", atom.casus(relations)),
            Body::Claimed(atom, by) => format!("{} according to {by}", atom.casus(relations)),
            Body::All(all) => join(all, " and "),
            Body::Any(any) => join(any, " or "),
            Body::Not(inner) => format!("not {}", inner.bracketed(relations)),
            Body::Past(inner) => format!("in the past ({})", inside(inner)),
            Body::AnyTime(inner) => format!("at any time ({})", inside(inner)),
            Body::Within(length, inner) => format!("in the past {length} ({})", inside(inner)),
            Body::Throughout(length, inner) => {
                format!("throughout the past {length} ({})", inside(inner))
            }
            Body::AtLeast(k, var, inner) => format!("at least {k} {var} where ({})", inside(inner)),
            Body::AtMost(k, var, inner) => format!("at most {k} {var} where ({})", inside(inner)),
            Body::Exactly(k, var, inner) => format!("exactly {k} {var} where ({})", inside(inner)),
            Body::Of(k, of) => {
                let of: Vec<String> = of.iter().map(|body| body.casus(relations)).collect();
                format!("at least {k} of ({})", of.join("; "))
            }
            Body::Compare {
                op,
                left,
                right,
                possibly,
            } => {
                let possibly = if *possibly { "possibly " } else { "" };
                format!("{possibly}{left} {op} {right}")
            }
        }
    }

    fn bracketed(&self, relations: &[Relation]) -> String {
        match self {
            Body::All(_) | Body::Any(_) | Body::Not(_) => format!("({})", self.casus(relations)),
            _ => self.casus(relations),
        }
    }
}

impl Atom {
    /// As Casus.
    pub fn casus(&self, relations: &[Relation]) -> String {
        relations[self.relation].sentence(&self.args)
    }
}

/// A rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name.
    pub name: String,
    /// In per cent.
    pub likelihood: u16,
    /// In whose view.
    pub view: Option<String>,
    /// Whether the head is denied.
    pub denies: bool,
    /// The head.
    pub head: Atom,
    /// Its conditions, all of which must hold.
    pub body: Vec<Body>,
    /// The exception after `unless`.
    pub unless: Option<Body>,
}

impl Rule {
    /// As a statement.
    pub fn casus(&self, relations: &[Relation]) -> String {
        let mut text = format!("rule {}", self.name);
        if let Some(view) = &self.view {
            text.push_str(&format!(", according to {view}"));
        }
        if self.likelihood < 100 {
            text.push_str(&format!(", {}%", self.likelihood));
        }
        let deny = if self.denies { "deny " } else { "" };
        text.push_str(&format!("\n    {deny}{}", self.head.casus(relations)));
        for (at, body) in self.body.iter().enumerate() {
            let word = if at == 0 { "if" } else { "and" };
            text.push_str(&format!("\n    {word} {}", body.bracketed(relations)));
        }
        if let Some(unless) = &self.unless {
            text.push_str(&format!("\n    unless {}", unless.bracketed(relations)));
        }
        text
    }
}
