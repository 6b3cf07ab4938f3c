//! The article's derivations: each is checked by what shares no code with the search, and its least leaf is the
//! likelihood that is shown.

use casus::engine::Standpoint;
use casus::explain::{check_strongest, leaf_value, why};
use casus::model::{Expected, Question, QuestionKind, Signed};
use casus::session::{LoadError, Loader, Session};
use std::path::Path;

/// The article's folder.
struct Folder;

impl Loader for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/is-khorasan");
        std::fs::read(folder.join(path)).map_err(|_| LoadError::Missing)
    }

    fn beside(&self, _: &str) -> Vec<String> {
        Vec::new()
    }
}

/// The claims that stand in the article's questions and checks and that are asked of its own world as it is.
fn claims(session: &mut Session) -> Vec<Signed> {
    let asked = session.asks().into_iter().map(|ask| ask.question);
    let expected: Vec<Question> = session
        .situation()
        .expects
        .iter()
        .map(|expect| match &expect.expected {
            Expected::Sentence { question, .. } | Expected::Rows { question, .. } => {
                question.clone()
            }
        })
        .collect();
    let questions: Vec<Question> = asked.chain(expected).collect();
    let mut claims = Vec::new();
    for question in questions {
        let listed = match &question.kind {
            QuestionKind::Holds(claim) | QuestionKind::Why { of: claim, .. } => vec![claim.clone()],
            QuestionKind::Form { .. } | QuestionKind::Pattern(_) => {
                let answered = session.answer(&question).expect("it has an answer");
                answered.found.explains.into_iter().flatten().collect()
            }
            _ => Vec::new(),
        };
        claims.extend(listed);
    }
    claims.sort();
    claims.dedup();
    claims
}

#[test]
fn every_derivation_of_the_article_is_sound_and_its_least_leaf_is_the_likelihood() {
    let mut session = Session::with_loader(Folder);
    for file in ["khorasan.casus", "expectations.casus"] {
        session.add_file(file).expect("the article is there");
    }
    let claims = claims(&mut session);
    let at = session.situation().as_of.expect("it has a date");
    let world = session
        .world(&Standpoint::default(), &[])
        .expect("its rules have an order");
    let mut seen = 0;
    for claim in claims {
        let Some(derivation) = why(&world, &claim, at) else {
            continue;
        };
        seen += 1;
        if let Err(flaw) = check_strongest(&world, &derivation) {
            panic!("{claim:?}: {flaw:?}");
        }
        let leaves = derivation.leaves();
        let least = leaves.iter().map(|leaf| leaf_value(&world, leaf)).min();
        assert_eq!(least, Some(derivation.value), "{claim:?}");
    }
    assert!(seen > 20, "most of what is asked holds: {seen}");
}
