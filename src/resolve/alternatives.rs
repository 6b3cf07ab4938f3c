//! Alternative worlds. Takes `suppose`, `hypothesis` and `what if`, gives what each adds to the world and takes from it.

use super::collect::Home;
use super::declare::{Said, said};
use super::error::ResolveError;
use super::front::Front;
use super::guess::{nearest, unknown_name};
use super::lines::{Draft, Lines, Manner};
use super::names::entities_at;
use super::scope::Clauses;
use super::segment::{Context, Unnamed};
use super::tell::{Declares, Telling};
use super::vocabulary::Spelling;
use super::words::{is_word, word_of};
use crate::model::{
    Additions, Alteration, Body, Kinds, Pattern, Rule, Sign, Standing, Take, Term, Words,
};
use crate::source::Place;
use crate::syntax::{Inner, Line, Mark, Token, TokenKind};
use crate::time::Likelihood;

impl Front<'_> {
    /// Where the statements of a home are put.
    pub(crate) fn alteration(&mut self, home: Home) -> Option<&mut Alteration> {
        match home {
            Home::World => None,
            Home::Branch(at) => self
                .situation
                .branches
                .iter_mut()
                .nth(at)
                .map(|(_, branch)| &mut branch.change),
            Home::Hypothesis(at) => self
                .situation
                .hypotheses
                .iter_mut()
                .nth(at)
                .map(|(_, hypothesis)| &mut hypothesis.change),
        }
    }

    /// Adds what a statement tells where it belongs.
    pub(crate) fn add(&mut self, home: Home, more: Additions) {
        let told = match home {
            Home::World => &mut self.situation.told,
            _ => match self.alteration(home) {
                Some(change) => &mut change.adds,
                None => return,
            },
        };
        told.stated.extend(more.stated);
        told.blocks.extend(more.blocks);
        told.endings.extend(more.endings);
        told.rules.extend(more.rules);
        told.same.extend(more.same);
    }

    /// `without …`, `expects S`, `rules out S`.
    pub(crate) fn inner(
        &mut self,
        inner: Inner,
        lines: &[Line],
        home: Home,
    ) -> Result<(), ResolveError> {
        match inner {
            Inner::Without => {
                let Some(line) = lines.first() else {
                    return Ok(());
                };
                let takes = self.without(&line.tokens, Spelling::Exact)?;
                if let Some(change) = self.alteration(home) {
                    change.takes.extend(takes);
                }
                Ok(())
            }
            Inner::Expects => self.expectation(lines, home, Sign::For),
            Inner::RulesOut => self.expectation(lines, home, Sign::Against),
        }
    }

    /// What a hypothesis expects or rules out is a rule of its own, with an empty body.
    fn expectation(
        &mut self,
        lines: &[Line],
        home: Home,
        expected: Sign,
    ) -> Result<(), ResolveError> {
        let draft = Lines::new(self.reader(), Manner::Sentence, Vec::new()).read(&said(lines))?;
        let mut rules = Vec::new();
        for told in &draft.told {
            let line = draft.lines.get(told.line).cloned().unwrap_or_default();
            let clauses = told.own.within(&line).within(&draft.whole);
            let origin = self.origin(told.place);
            let words = self.words(&clauses)?;
            for sentence in self.sentences(&told.reading)? {
                let sign = match expected {
                    Sign::For => told.sign,
                    Sign::Against => told.sign.turned(),
                };
                rules.push(Rule {
                    name: match expected {
                        Sign::For => "expects".to_string(),
                        Sign::Against => "rules out".to_string(),
                    },
                    property: None,
                    likelihood: clauses.likelihood.unwrap_or(Likelihood::CERTAIN),
                    view: None,
                    variables: Vec::new(),
                    sign,
                    head: Pattern {
                        relation: sentence.relation,
                        args: sentence.args.into_iter().map(Term::Value).collect(),
                    },
                    body: Body::And(Vec::new()),
                    per: Vec::new(),
                    words: Words::clone(&words),
                    shipped: false,
                    origin: origin.clone(),
                });
            }
        }
        self.add(
            home,
            Additions {
                rules,
                ..Additions::default()
            },
        );
        Ok(())
    }

    /// What `without` takes: a rule, an event, a source, or a sentence.
    pub(crate) fn without(
        &mut self,
        tokens: &[Token],
        spelling: Spelling,
    ) -> Result<Vec<Take>, ResolveError> {
        if is_word(tokens.first(), "rule") {
            let words: Vec<&str> = tokens.iter().skip(1).filter_map(word_of).collect();
            let name = words.join(" ");
            let name = name.trim_end_matches('.');
            let known = || {
                let told = self.situation.told.rules.iter();
                let named = self.rule_names.keys().map(String::as_str);
                named.chain(told.map(|rule| rule.name.as_str()))
            };
            if !known().any(|one| one == name) {
                let places = tokens.iter().map(|token| token.place);
                return Err(ResolveError::NoAlternative {
                    place: places.reduce(Place::to).unwrap_or_default(),
                    text: name.to_owned(),
                    what: "rule",
                    nearest: nearest(name, known()),
                });
            }
            return Ok(vec![Take::Rule(name.to_owned())]);
        }
        let reader = self.reader();
        // `without source Gazette` is `without Gazette`.
        let named = is_word(tokens.first(), "source")
            .then(|| reader.run(tokens.get(1..).unwrap_or_default()));
        if let Some(run) = named {
            let lists = reader.name_lists(&run, 0, Kinds::SOURCE, spelling);
            return match lists.iter().find(|(_, end)| *end == run.len()) {
                Some((all, _)) => {
                    let sources = all.iter().filter_map(|one| self.source_of.get(one));
                    Ok(sources.map(|source| Take::Source(*source)).collect())
                }
                None => Err(unknown_name(&reader, &run, 0, Some(Kinds::SOURCE))),
            };
        }
        let run = reader.run(tokens);
        let (vocabulary, situation) = (reader.vocabulary, reader.situation);
        let events = entities_at(vocabulary, situation, &run, 0, Kinds::EVENT, spelling);
        for (end, all) in &events {
            let led_to = ["and", "what", "it", "led", "to"]
                .iter()
                .enumerate()
                .all(|(step, word)| run.is(end + step, word));
            if (*end == run.len() || (led_to && *end + 5 == run.len()))
                && let Some(event) = all.first()
            {
                return Ok(vec![Take::Event {
                    event: *event,
                    and_what_it_led_to: led_to,
                }]);
            }
        }
        let lists = reader.name_lists(&run, 0, Kinds::SOURCE, spelling);
        if let Some((all, _)) = lists.iter().find(|(_, end)| *end == run.len()) {
            return Ok(all
                .iter()
                .filter_map(|entity| self.source_of.get(entity))
                .map(|source| Take::Source(*source))
                .collect());
        }
        let whole_name = entities_at(vocabulary, situation, &run, 0, Kinds::ENTITY, spelling)
            .iter()
            .any(|(end, _)| *end == run.len());
        if whole_name {
            return Err(ResolveError::Expected {
                place: run.place(0, run.len()),
                what: "without takes a sentence, an event, a source or a rule from the world; this is none of them",
                form: Some("without NAME phrase NAME"),
            });
        }
        let quoted = matches!(
            tokens,
            [Token {
                kind: TokenKind::Text(_),
                ..
            }]
        );
        if quoted {
            return Err(unknown_name(&reader, &run, 0, None));
        }
        let draft = self.one_line(tokens, Manner::Sentence)?;
        let mut takes = Vec::new();
        for told in &draft.told {
            takes.extend(
                self.sentences(&told.reading)?
                    .into_iter()
                    .map(Take::Sentence),
            );
        }
        Ok(takes)
    }

    fn one_line(&self, tokens: &[Token], manner: Manner<'_>) -> Result<Draft, ResolveError> {
        let line = [Said {
            first: true,
            tokens,
        }];
        Lines::new(self.reader(), manner, Vec::new()).read(&line)
    }

    /// One statement of a `what if`: a sentence, marked or not, a shape, or `without …`.
    ///
    /// # Errors
    /// The first mistake in it.
    pub fn suppose(
        &mut self,
        tokens: &[Token],
        spelling: Spelling,
        all: &mut Alteration,
    ) -> Result<(), ResolveError> {
        let first = tokens.first().and_then(word_of).unwrap_or("").to_string();
        let rest = tokens.get(1..).unwrap_or(&[]);
        if first == "without" {
            let takes = self.without(rest, spelling)?;
            all.takes.extend(takes);
            return Ok(());
        }
        const DENIED: [&str; 4] = ["it", "is", "denied", "that"];
        let denied = DENIED
            .iter()
            .enumerate()
            .all(|(at, word)| tokens.get(at).and_then(word_of) == Some(*word));
        let (standing, sign, manner, words) = match first.as_str() {
            "it" if denied => {
                let rest = tokens.get(DENIED.len()..).unwrap_or(&[]);
                (Standing::Fact, Sign::Against, Manner::Sentence, rest)
            }
            "assume" => (Standing::Assumption, Sign::For, Manner::Sentence, rest),
            "evidence" => (Standing::Evidence, Sign::For, Manner::Sentence, rest),
            "deny" => (Standing::Fact, Sign::Against, Manner::Sentence, rest),
            "allegiance" | "threat" => (
                Standing::Fact,
                Sign::For,
                Manner::Shape(first.as_str()),
                rest,
            ),
            _ => (Standing::Fact, Sign::For, Manner::Sentence, tokens),
        };
        let mut draft = self.one_line(words, manner)?;
        if draft.told.is_empty() {
            let reader = self.reader();
            let run = reader.run(words);
            let context = Context {
                unnamed: Unnamed::Allowed,
                spelling,
                ..Context::default()
            };
            let found = reader.prefixes(&run, 0, &context);
            return Err(reader.no_sentence(&run, 0, run.len(), &context, found));
        }
        if sign == Sign::Against
            && let Some(told) = draft.told.first_mut()
        {
            told.sign = told.sign.turned();
        }
        let none = Clauses::default();
        self.tell(
            &draft,
            Telling {
                standing,
                file: &none,
                declares: Declares::Nothing,
            },
            &mut all.adds,
        )
    }
}

/// How a mark says that a sentence stands.
pub(crate) fn standing(mark: Mark) -> (Standing, Sign) {
    match mark {
        Mark::Assume => (Standing::Assumption, Sign::For),
        Mark::Evidence => (Standing::Evidence, Sign::For),
        Mark::Deny => (Standing::Fact, Sign::Against),
    }
}
