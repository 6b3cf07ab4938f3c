//! Rules. Takes the name and the lines of a `rule`, gives its head, its conditions and its clauses, and lowers them to a
//! [`Rule`] whose variables are all bound.

use super::body::Bodies;
use super::choose::choose;
use super::condition::{Claims, Condition, ConditionError, Conditions};
use super::error::ResolveError;
use super::front::{Front, VariableNames};
use super::scope::Clauses;
use super::scopes::{Scopes, bound};
use super::segment::{Context, Lists, Reader, Reading, Unnamed, Variables};
use super::vocabulary::Spelling;
use super::words::is_word;
use crate::model::{Body, Pattern, Sign, Term, VarId};
use crate::source::Place;
use crate::syntax::{Line, Token, TokenKind};
use std::collections::BTreeSet;

/// A rule as it was read.
pub(super) struct RuleDraft {
    pub deny: bool,
    pub head: Reading,
    pub condition: Condition,
    pub unless: Vec<Condition>,
    pub clauses: Clauses,
    tokens: Vec<Token>,
}

/// What can be wrong with a rule, apart from its sentences.
#[derive(Clone, PartialEq, Debug)]
pub enum RuleError {
    /// A variable that nothing binds.
    Unbound {
        /// Where it stands.
        place: Place,
        /// Its name.
        name: String,
        /// In what: the head, a comparison, an exception.
        stands_in: StandsIn,
        /// A condition that would bind it.
        binding: String,
    },
    /// No `if`.
    NoIf {
        /// The rule's keyword, or its head.
        place: Place,
    },
    /// No head.
    NoHead {
        /// The rule's keyword, or its `if`.
        place: Place,
    },
}

/// Where an unbound variable stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum StandsIn {
    Head,
    Comparison,
    Negation,
    Count,
}

/// What rules and questions are read under.
pub(super) const IN_RULES: Context<'static> = Context {
    subject: None,
    variables: Variables::Allowed,
    unnamed: Unnamed::None,
    lists: Lists::None,
    spelling: Spelling::Exact,
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Head,
    If,
    Unless,
}

/// Reads the lines of a rule.
pub(super) fn read(
    reader: Reader<'_>,
    keyword: Place,
    lines: &[Line],
) -> Result<RuleDraft, ResolveError> {
    let mut head: Vec<Token> = Vec::new();
    let mut body: Vec<Token> = Vec::new();
    let mut unless: Vec<Vec<Token>> = Vec::new();
    let mut clauses = Clauses::default();
    let mut section = Section::Head;
    for line in lines {
        for (at, segment) in line
            .tokens
            .split(|token| token.kind == TokenKind::Comma)
            .enumerate()
        {
            if segment.is_empty() {
                continue;
            }
            let goes_on = ["if", "and", "or", "unless", "not"]
                .iter()
                .any(|word| is_word(segment.first(), word));
            if !goes_on && take_clauses(reader, segment, &mut clauses)? {
                continue;
            }
            if at > 0
                && !goes_on
                && section != Section::Head
                && let Some(first) = segment.first()
            {
                // A comma that parts neither conditions nor clauses stays, so that the error points at it.
                let comma = Token {
                    kind: TokenKind::Comma,
                    place: Place::new(first.place.start, first.place.start),
                };
                push(section, &mut head, &mut body, &mut unless, comma);
            }
            for token in segment {
                match &token.kind {
                    TokenKind::Word(word) if word == "if" && section == Section::Head => {
                        section = Section::If
                    }
                    TokenKind::Word(word) if word == "unless" => {
                        section = Section::Unless;
                        unless.push(Vec::new());
                    }
                    _ => push(section, &mut head, &mut body, &mut unless, token.clone()),
                }
            }
        }
    }
    if head.is_empty() {
        return Err(RuleError::NoHead { place: keyword }.into());
    }
    let deny = is_word(head.first(), "deny");
    if deny {
        head.remove(0);
    }
    let head_reading = read_head(reader, &head, &mut clauses)?;
    if section == Section::Head {
        return Err(RuleError::NoIf {
            place: head_reading.place,
        }
        .into());
    }
    if body.is_empty() && unless.is_empty() {
        return Err(ConditionError::Missing {
            place: keyword,
            after: "if".to_owned(),
        }
        .into());
    }
    let condition = if body.is_empty() {
        Condition::And(Vec::new())
    } else {
        read_condition(reader, &mut body, &mut clauses)?
    };
    let exceptions = unless
        .iter_mut()
        .map(|tokens| match tokens.is_empty() {
            true => Err(ConditionError::Missing {
                place: keyword,
                after: "unless".to_owned(),
            }
            .into()),
            false => read_condition(reader, tokens, &mut clauses),
        })
        .collect::<Result<Vec<_>, _>>()?;
    let tokens = head
        .into_iter()
        .chain(body)
        .chain(unless.into_iter().flatten())
        .collect();
    Ok(RuleDraft {
        deny,
        head: head_reading,
        condition,
        unless: exceptions,
        clauses,
        tokens,
    })
}

fn push(
    section: Section,
    head: &mut Vec<Token>,
    body: &mut Vec<Token>,
    unless: &mut [Vec<Token>],
    token: Token,
) {
    match section {
        Section::Head => head.push(token),
        Section::If => body.push(token),
        Section::Unless => unless
            .iter_mut()
            .last()
            .into_iter()
            .for_each(|open| open.push(token.clone())),
    }
}

/// Takes a run of tokens as clauses, if all of it can be.
fn take_clauses(
    reader: Reader<'_>,
    tokens: &[Token],
    clauses: &mut Clauses,
) -> Result<bool, ResolveError> {
    match reader.only_clauses(tokens, &IN_RULES)? {
        Some(found) => {
            found.into_iter().for_each(|clause| clauses.put(clause));
            Ok(true)
        }
        None => Ok(false),
    }
}

/// The head: one sentence; a likelihood may stand straight behind it.
fn read_head(
    reader: Reader<'_>,
    tokens: &[Token],
    clauses: &mut Clauses,
) -> Result<Reading, ResolveError> {
    let run = reader.run(tokens);
    let found = reader.prefixes(&run, 0, &IN_RULES);
    let whole: Vec<Reading> = found
        .readings
        .iter()
        .filter(|one| one.end == run.len())
        .cloned()
        .collect();
    if let Some(chosen) = choose(whole) {
        return chosen;
    }
    for reading in &found.readings {
        if take_clauses(
            reader,
            tokens.get(reading.end..).unwrap_or_default(),
            clauses,
        )? {
            return Ok(reading.clone());
        }
    }
    Err(reader.no_sentence(&run, 0, run.len(), &IN_RULES, found))
}

/// Conditions; where they cannot be read whole, a likelihood behind them is taken for the rule's.
fn read_condition(
    reader: Reader<'_>,
    tokens: &mut Vec<Token>,
    clauses: &mut Clauses,
) -> Result<Condition, ResolveError> {
    let error = match Conditions::read(reader, &reader.run(tokens), IN_RULES, Claims::OfAnybody) {
        Ok(condition) => return Ok(condition),
        Err(error) => error,
    };
    for words in 1..=4.min(tokens.len().saturating_sub(1)) {
        let (front, back) = tokens.split_at(tokens.len() - words);
        let run = reader.run(back);
        let likelihood = reader
            .vocabulary
            .likelihood
            .at(&run, 0)
            .filter(|(_, end)| *end == words);
        if likelihood.is_some()
            && let Ok(condition) =
                Conditions::read(reader, &reader.run(front), IN_RULES, Claims::OfAnybody)
        {
            take_clauses(reader, back, clauses)?;
            tokens.truncate(tokens.len() - words);
            return Ok(condition);
        }
    }
    Err(error)
}

/// A rule's head and body, lowered.
pub(super) struct Lowered {
    pub variables: Vec<String>,
    pub sign: Sign,
    pub head: Pattern,
    pub body: Body,
}

/// Lowers a rule, and refuses it where a variable is bound by nothing.
pub(super) fn lower(front: &mut Front<'_>, draft: &RuleDraft) -> Result<Lowered, ResolveError> {
    let mut bodies = Bodies {
        front,
        variables: VariableNames::default(),
    };
    let (sign, head) = bodies.pattern(&draft.head)?;
    let sign = if draft.deny { sign.turned() } else { sign };
    let mut all = vec![bodies.body(&draft.condition)?];
    for exception in &draft.unless {
        all.push(Body::Not(Box::new(bodies.body(exception)?)));
    }
    let body = flat(all);
    check_bound(&bodies, &head, &body, draft)?;
    let body = bodies.with_kinds(body, Some(&head));
    Ok(Lowered {
        variables: bodies.variables.names,
        sign,
        head,
        body,
    })
}

/// One `and` of what would be an `and` in an `and`.
fn flat(mut all: Vec<Body>) -> Body {
    if all.len() == 1 {
        return all.remove(0);
    }
    let parts = all.into_iter().flat_map(|one| match one {
        Body::And(inner) => inner,
        one => vec![one],
    });
    Body::And(parts.collect())
}

fn check_bound(
    bodies: &Bodies<'_, '_>,
    head: &Pattern,
    body: &Body,
    draft: &RuleDraft,
) -> Result<(), ResolveError> {
    let mut known = BTreeSet::new();
    bound(body, &mut known);
    let scopes = Scopes::of(body, Some(head), bodies.variables.names.len());
    let unbound = unbound_in_head(head, &known)
        .map(|var| (var, StandsIn::Head))
        .or_else(|| unbound_in(body, &known, &scopes));
    let Some((var, stands_in)) = unbound else {
        return Ok(());
    };
    let name = bodies
        .variables
        .names
        .get(var.0 as usize)
        .cloned()
        .unwrap_or_default();
    let place = variable_place(&draft.tokens, &name).unwrap_or(draft.head.place);
    let binding = format!(
        "?{name} is {}",
        bodies.with_article(bodies.kind_asked(head, body, var))
    );
    Err(RuleError::Unbound {
        place,
        name,
        stands_in,
        binding,
    }
    .into())
}

fn unbound_in_head(head: &Pattern, known: &BTreeSet<VarId>) -> Option<VarId> {
    head.args.iter().find_map(|term| match term {
        Term::Var(var) if !known.contains(var) => Some(*var),
        _ => None,
    })
}

/// A variable of a comparison, a negation or a count that no positive sentence of its scope, or of one around it, binds.
fn unbound_in(body: &Body, known: &BTreeSet<VarId>, scopes: &Scopes) -> Option<(VarId, StandsIn)> {
    let inside = |inner: &Body, stands_in: StandsIn| {
        let mut here = BTreeSet::new();
        every_variable(inner, &mut here);
        let outer = here
            .iter()
            .find(|var| scopes.is_the_rules(**var) && !known.contains(var))
            .copied();
        let mut more = known.clone();
        bound(inner, &mut more);
        outer
            .map(|var| (var, stands_in))
            .or_else(|| unbound_in(inner, &more, scopes))
    };
    match body {
        Body::And(all) => all.iter().find_map(|one| unbound_in(one, known, scopes)),
        // What a branch binds is bound for the rest of that branch.
        Body::Or(all) | Body::AtLeastOf { of: all, .. } => all.iter().find_map(|one| {
            let mut more = known.clone();
            bound(one, &mut more);
            unbound_in(one, &more, scopes)
        }),
        Body::Past(one)
        | Body::PastWithin(_, one)
        | Body::Throughout(_, one)
        | Body::AnyTime(one) => unbound_in(one, known, scopes),
        Body::Not(one) => inside(one, StandsIn::Negation),
        Body::AtLeast(count) | Body::AtMost(count) | Body::Exactly(count) => {
            let mut own = BTreeSet::new();
            bound(&count.body, &mut own);
            if own.contains(&count.var) {
                let counted_up = matches!(body, Body::AtLeast(_)) && count.k > 0;
                if counted_up {
                    let mut more = known.clone();
                    more.extend(own);
                    unbound_in(&count.body, &more, scopes)
                } else {
                    inside(&count.body, StandsIn::Count)
                }
            } else {
                Some((count.var, StandsIn::Count))
            }
        }
        Body::Compare { left, right, .. } => {
            [left, right].into_iter().find_map(|term| match term {
                Term::Var(var) if !known.contains(var) => Some((*var, StandsIn::Comparison)),
                _ => None,
            })
        }
        Body::Sentence(_) | Body::Denied(_) | Body::Stated(..) | Body::Claimed { .. } => None,
    }
}

fn every_variable(body: &Body, out: &mut BTreeSet<VarId>) {
    body.each_term(&mut |term| {
        if let Term::Var(var) = term {
            out.insert(*var);
        }
    });
}

fn variable_place(tokens: &[Token], name: &str) -> Option<Place> {
    tokens.iter().find_map(|token| match &token.kind {
        TokenKind::Variable(is) if is == name => Some(token.place),
        TokenKind::Group(inner) => variable_place(inner, name),
        _ => None,
    })
}
