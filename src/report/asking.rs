//! What a report is made with: the session, the questions asked so far, the sources and rules met so far.
//!
//! Every question goes through here, so that each sentence can name the one it stands on, and so that the report's
//! marking is the most restrictive of all answers in it.

use super::grounds::rule;
use crate::answer::{Answer, Markup, Picture, Pictured, Piece, Role, Saying, Standing, Step};
use crate::ask::{AskError, Found};
use crate::engine::{Standpoint, Strictness, View};
use crate::model::{Modifiers, Question, QuestionKind, Sign, Signed, Situation, SourceId};
use crate::phrase::{self, Phrase};
use crate::session::Session;
use crate::time::Instant;
use indexmap::IndexMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A report while it is made.
pub(super) struct Brief<'s> {
    session: &'s mut Session,
    /// All that the files say.
    pub(super) situation: Arc<Situation>,
    /// The questions asked, in order.
    pub(super) questions: Vec<String>,
    /// Their answers.
    known: Vec<(Answer, Found)>,
    /// The sources by the words that answers name them with.
    named: IndexMap<String, SourceId>,
    /// The sources cited so far, each with the judgements it was cited for.
    pub(super) cited: IndexMap<SourceId, BTreeSet<usize>>,
    /// The rules used so far, by name, each with the judgements it was used for.
    pub(super) used: IndexMap<String, BTreeSet<usize>>,
    markings: Vec<String>,
    /// The judgement in hand.
    number: Option<usize>,
}

/// An answer, and which question it answers.
pub(super) struct Asked {
    pub(super) question: usize,
    pub(super) answer: Answer,
    pub(super) found: Found,
}

impl Asked {
    /// The answer as what is drawn of it.
    pub(super) fn drawn(self, of: Pictured) -> Picture {
        Picture {
            of,
            question: self.question,
            answer: self.answer,
        }
    }
}

impl<'s> Brief<'s> {
    pub(super) fn of(session: &'s mut Session) -> Brief<'s> {
        let situation = session.situation().clone();
        let phrase = Phrase::new(&situation);
        let named = situation
            .sources
            .ids()
            .map(|id| (phrase.source(id).plain(), id))
            .collect();
        Brief {
            session,
            named,
            questions: Vec::new(),
            known: Vec::new(),
            cited: IndexMap::new(),
            used: IndexMap::new(),
            markings: situation.marking.iter().cloned().collect(),
            number: None,
            situation,
        }
    }

    pub(super) fn session(&mut self) -> &mut Session {
        self.session
    }

    pub(super) fn phrase(&self) -> Phrase<'_> {
        Phrase::new(&self.situation)
    }

    /// What is cited from now on is cited for this judgement.
    pub(super) fn begin(&mut self, number: usize) {
        self.number = Some(number);
    }

    /// What is cited from now on is cited for no judgement.
    pub(super) fn end(&mut self) {
        self.number = None;
    }

    /// Asks; `words` are the question without its modifiers.
    pub(super) fn ask(
        &mut self,
        kind: QuestionKind,
        under: &Modifiers,
        words: &str,
    ) -> Result<Asked, AskError> {
        let text = format!("{words}{}", self.modified(under));
        self.put(&Question {
            text,
            kind,
            modifiers: under.clone(),
        })
    }

    /// Asks of a claim: `lead` stands before it.
    pub(super) fn ask_of(
        &mut self,
        lead: &str,
        claim: &Signed,
        kind: impl Fn(Signed) -> QuestionKind,
        under: &Modifiers,
    ) -> Result<Asked, AskError> {
        let words = format!("{lead}{}", self.phrase().signed(claim).plain());
        self.ask(kind(claim.clone()), under, &words)
    }

    /// Which of the four answers a sentence gets in a view, without the reasons; none where a span is asked for.
    pub(super) fn standing(
        &mut self,
        claim: &Signed,
        under: &Modifiers,
    ) -> Result<Option<Standing>, AskError> {
        let strictly = if under.strictly {
            Strictness::Strictly
        } else {
            Strictness::Shared
        };
        let standpoint = Standpoint {
            view: under.according_to.map(|of| View { of, strictly }),
            known_on: under.known_on.as_ref().map(|date| date.covers.to),
        };
        let (Some(at), None) = (self.at(under), &under.during) else {
            return Ok(None);
        };
        let world = self.session.world(&standpoint, &[])?;
        let support = world.support(&claim.sentence).at(at);
        let denial = world.denial(&claim.sentence).at(at);
        let (held, against) = match claim.sign {
            Sign::For => (support, denial),
            Sign::Against => (denial, support),
        };
        let bar = self.situation.bar;
        Ok(Some(match (held >= bar, against >= bar) {
            (true, false) => Standing::Supported,
            (true, true) => Standing::Disputed,
            (false, true) => Standing::Denied,
            (false, false) => Standing::Unknown,
        }))
    }

    /// The instant that is asked for.
    fn at(&self, under: &Modifiers) -> Option<Instant> {
        let asked = under.as_of.as_ref().map(|date| date.covers.to.pred());
        asked.or(self.situation.as_of)
    }

    /// Asks a question that was read.
    pub(super) fn put(&mut self, question: &Question) -> Result<Asked, AskError> {
        let known = self
            .questions
            .iter()
            .position(|asked| *asked == question.text)
            .and_then(|number| Some((number, self.known.get(number)?.clone())));
        if let Some((question, (answer, found))) = known {
            return Ok(Asked {
                question,
                answer,
                found,
            });
        }
        let answered = self.session.answer(question)?;
        self.markings.extend(answered.answer.head.marking.clone());
        self.questions.push(question.text.clone());
        self.known
            .push((answered.answer.clone(), answered.found.clone()));
        Ok(Asked {
            question: self.questions.len() - 1,
            answer: answered.answer,
            found: answered.found,
        })
    }

    /// A question in words, if it can be read.
    pub(super) fn read(&mut self, text: &str) -> Option<Question> {
        self.session.question(text).ok()
    }

    /// The most restrictive marking met.
    pub(super) fn marking(&self) -> Option<String> {
        let situation = &self.situation;
        // The rules are printed with their notes, the sources all of them.
        let rules = self
            .used
            .keys()
            .filter_map(|name| rule(situation, name))
            .filter_map(|rule| rule.words.marking.as_deref());
        let sources = situation
            .sources
            .iter()
            .filter_map(|(_, source)| situation.markings.entities.get(&source.entity))
            .map(String::as_str);
        let answers = self.markings.iter().map(String::as_str);
        let strictest = situation
            .scales
            .strictest(answers.chain(rules).chain(sources));
        strictest.map(str::to_owned)
    }

    /// ` according to Russia as of 2014-05`, as it can be asked.
    fn modified(&self, modifiers: &Modifiers) -> String {
        let mut text = String::new();
        if let Some(party) = modifiers.according_to {
            let strictly = if modifiers.strictly { "strictly " } else { "" };
            let name = self.phrase().entity(party).plain();
            text.push_str(&format!(" {strictly}according to {name}"));
        }
        if let Some(date) = &modifiers.as_of {
            text.push_str(&format!(" as of {}", date.text));
        }
        if let Some(date) = &modifiers.known_on {
            text.push_str(&format!(" as known on {}", date.text));
        }
        if let Some((from, to)) = &modifiers.during {
            let end = |date: &Option<crate::time::Date>| {
                date.as_ref()
                    .map_or_else(|| "..".to_owned(), |date| date.text.clone())
            };
            text.push_str(&format!(" during {}/{}", end(from), end(to)));
        }
        let titles: Vec<String> = modifiers
            .under
            .iter()
            .filter_map(|id| self.situation.branches.get(*id))
            .map(|branch| format!("\"{}\"", branch.title))
            .collect();
        if !titles.is_empty() {
            text.push_str(&format!(" under {}", titles.join(", ")));
        }
        if let Some(bar) = modifiers.at_least {
            text.push_str(&format!(" at least {bar}"));
        }
        text
    }

    /// A sentence that says what a line of an answer says, its sources cited.
    pub(super) fn saying(
        &mut self,
        question: usize,
        text: Markup,
        of: &Markup,
        ground: &Markup,
    ) -> Saying {
        let (cites, places) = self.cite(ground);
        Saying {
            text: phrase::whole(text),
            cites,
            places,
            stands_on: Step {
                question,
                sentence: of.clone(),
                ground: ground.clone(),
            },
        }
    }

    /// The line of an answer as it is, no sentence.
    pub(super) fn told(&mut self, question: usize, what: Markup, ground: &Markup) -> Saying {
        let (cites, places) = self.cite(ground);
        Saying {
            text: what.clone().capitalised(),
            cites,
            places,
            stands_on: Step {
                question,
                sentence: what,
                ground: ground.clone(),
            },
        }
    }

    /// The numbers of the sources that a ground names, and the places; a rule's name is remembered.
    fn cite(&mut self, ground: &Markup) -> (Vec<usize>, Vec<Markup>) {
        let (mut cites, mut places) = (Vec::new(), Vec::new());
        for piece in counting(ground.pieces()) {
            match piece.role {
                Role::Source => cites.extend(self.number_of(&piece.text)),
                Role::Place => places.push(Markup::of(Role::Place, piece.text.clone())),
                Role::Rule => {
                    let judgements = self.used.entry(piece.text.clone()).or_default();
                    judgements.extend(self.number);
                }
                _ => {}
            }
        }
        (cites, places)
    }

    fn number_of(&mut self, named: &str) -> Option<usize> {
        let id = self.named.get(named)?;
        let entry = self.cited.entry(*id);
        let number = entry.index() + 1;
        entry.or_default().extend(self.number);
        Some(number)
    }
}

/// The pieces of a ground up to the sources that add nothing, which stand behind a semicolon.
fn counting(pieces: &[Piece]) -> &[Piece] {
    let end = pieces
        .iter()
        .position(|piece| piece.role == Role::Words && piece.text.contains("; "));
    end.and_then(|end| pieces.get(..end)).unwrap_or(pieces)
}
