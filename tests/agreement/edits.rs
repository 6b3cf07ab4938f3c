//! Sentences typed and taken back, one after another, against reading all that stands anew.

use super::{printed, seeds};
use crate::support::generate::{Chance, Page, page};
use casus::engine::{self, Standpoint};
use casus::model::json::{CoreJson, core_json};
use casus::session::{LoadError, Loader, Session};
use std::sync::Arc;

/// How many edits a page gets.
const EDITS: usize = 24;

#[test]
fn what_is_typed_and_taken_back_stands_as_if_all_were_read_anew() {
    let (mut alone, mut edits) = (0, 0);
    for seed in seeds(16) {
        let chance = &mut Chance::of(seed.wrapping_add(0xed17));
        let (first, later) = parted(&page(seed), chance);
        let [mut session, mut anew] = [Session::new(), Session::new()];
        let sound = session.add_text("page", &first).is_sound();
        anew.add_text("page", &first);
        if !sound || later.is_empty() {
            continue;
        }
        let mut typed: Vec<String> = Vec::new();
        for _ in 0..EDITS {
            let vocabulary = Arc::clone(session.vocabulary());
            if !typed.is_empty() && chance.happens(30) {
                assert_eq!(session.undo(), typed.pop(), "seed {seed}");
                anew.undo();
            } else {
                let text = chance.one(&later).clone();
                anew.add_typed(&text);
                if session.add_typed(&text).is_sound() {
                    typed.push(text);
                }
            }
            edits += 1;
            alone += usize::from(Arc::ptr_eq(&vocabulary, session.vocabulary()));
            anew.reload().expect("nothing was opened");
            let (stands, read) = (seen(&mut session), seen(&mut anew));
            assert_eq!(stands, read, "seed {seed}, after {typed:#?}");
        }
    }
    assert!(
        alone * 2 > edits,
        "of {edits} edits {alone} were read alone"
    );
}

/// A page without some of its sentences, and those.
fn parted(page: &Page, chance: &mut Chance) -> (String, Vec<String>) {
    const DECLARING: [&str; 12] = [
        "scenario", "use", "kind", "scale", "actor", "place", "relation", "source", "event",
        "rule", "suppose", "question",
    ];
    let declares = |text: &String| DECLARING.iter().any(|word| text.starts_with(word));
    let (later, first): (Vec<String>, Vec<String>) =
        (page.statements.iter().cloned()).partition(|text| !declares(text) && chance.happens(60));
    (first.join("\n") + "\n", later)
}

#[test]
fn what_is_typed_stands_before_the_rows_of_tables() {
    struct Deals;
    impl Loader for Deals {
        fn read(&self, path: &str) -> Result<Vec<u8>, LoadError> {
            let rows = "who,whom,year\nArvand,Belmar,2015\nCeron,Belmar,2016\n";
            (path.ends_with(".csv"))
                .then(|| rows.as_bytes().to_vec())
                .ok_or(LoadError::Missing)
        }

        fn beside(&self, _: &str) -> Vec<String> {
            Vec::new()
        }
    }
    let page = "relation [actor] arms [actor]\nactor Arvand\nactor Belmar\nactor Ceron\n\
        from \"deals.csv\"\n    ?who arms ?whom, since ?year\nBelmar arms Ceron since 2014\n";
    let mut session = Session::with_loader(Deals);
    session.add_text("page", page);
    for line in [
        "Ceron arms Arvand since 2017",
        "Belmar arms Arvand since 2018",
    ] {
        assert!(session.add_typed(line).is_sound());
    }
    let stands = seen(&mut session);
    session.reload().expect("the table is there");
    assert_eq!(stands, seen(&mut session));
}

/// The core, the world and what is told of the texts.
fn seen(session: &mut Session) -> (String, String, String) {
    let told = format!("{:?}", session.diagnostics());
    let world = session
        .world(&Standpoint::default(), &[])
        .expect("every random page can be evaluated");
    let core = session.core(&[]);
    let alone = engine::evaluate(Arc::clone(&core), &Standpoint::default())
        .expect("every random page can be evaluated");
    assert_eq!(
        printed(&world).printed().ok(),
        printed(&alone).printed().ok(),
        "made from the world before, and alone"
    );
    let core: CoreJson = core_json(&core);
    (
        core.printed().expect("a core can be printed"),
        printed(&world).printed().expect("a world can be printed"),
        told,
    )
}
