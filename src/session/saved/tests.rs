//! What no file on a disk shows: a snapshot of another program, and one whose numbers are wrong though its checksum fits.

use super::{Opening, Session, Snapshot, SnapshotError, shipped};
use crate::session::NoFiles;
use crate::snapshot::{Reader, Unopened, opened, sealed};
use proptest::prelude::{any, prop, prop_assert, proptest};

const PAGE: &str = "\
use no standard model
kind crew is an actor
relation [actor] arms [actor], also [actor] equips [actor]
relation [actor] fears [sentence]
relation [actor] pays [actor] the sum of [number]
source Gazette, on 2020-03, grade B2
actor Arvand
crew Belmar, also Bel
actor Ceron
event Breach, on 2019-05
Arvand arms Belmar since 2015, likely per Gazette \"p. 3\"
Belmar arms Ceron from 2016 to 2018~ note \"seen twice\"
it is denied that Belmar arms Ceron since 2017
Arvand pays Belmar the sum of 3000+
rule handing on
    ?a arms ?c if ?a arms ?b and ?b arms ?c
suppose \"no arms\"
    without Arvand arms Belmar
ask ?who arms Ceron
expect Arvand arms Belmar
";

fn kept() -> Vec<u8> {
    let mut session = Session::new();
    session.add_text("page", PAGE);
    let mut bytes = Vec::new();
    let saved = session.save_world(&mut bytes);
    saved.expect("memory can be written");
    bytes
}

/// All that follows what tells what it is.
fn values(from: &mut Reader<'_>) -> Option<Vec<u8>> {
    let mut all = Vec::new();
    from.each_of(1, from.left(), |bytes| all.extend_from_slice(bytes))?;
    Some(all)
}

/// The values of the snapshot, sealed again with one of their bytes changed.
fn changed(whole: &[u8], at: usize, by: u8) -> Option<Vec<u8>> {
    let values = opened(&mut &*whole, whole.len(), shipped(), values);
    let mut values = values.expect("it is whole");
    *values.get_mut(at)? ^= by;
    Some(sealed(shipped(), |to| to.bytes(&values)))
}

#[test]
fn a_snapshot_of_a_program_that_ships_other_texts_is_told_from_a_damaged_one() {
    let kept = kept();
    let opened = |shipped| opened(&mut &*kept, kept.len(), shipped, values);
    assert_eq!(opened(shipped()).map(|all| all.is_empty()), Ok(false));
    let version = env!("CARGO_PKG_VERSION").to_owned();
    assert_eq!(opened(7), Err(Unopened::OfAnother(version.clone())));
    let report = SnapshotError::from(Unopened::OfAnother(version)).report("world.casusdb");
    assert_eq!(report.code, "snapshot-of-another");
    assert!(report.message.contains(env!("CARGO_PKG_VERSION")));
}

fn is_damaged(bytes: &[u8]) -> bool {
    Snapshot::open(bytes).err() == Some(SnapshotError::Damaged)
}

proptest! {
    #[test]
    fn every_byte_is_guarded(place in any::<prop::sample::Index>(), by in 1u8..) {
        let kept = kept();
        let mut damaged = kept.clone();
        let at = place.index(kept.len());
        damaged[at] ^= by;
        prop_assert!(is_damaged(&damaged), "byte {}", at);
        prop_assert!(is_damaged(&kept[..at]), "cut at {}", at);
    }
}

#[test]
fn what_tells_what_it_is_is_guarded_and_nothing_may_follow() {
    let kept = kept();
    for at in 0..64 {
        let mut damaged = kept.clone();
        damaged[at] ^= 1 << (at % 8);
        assert!(is_damaged(&damaged), "byte {at}");
        assert!(is_damaged(&kept[..at]), "cut at {at}");
    }
    assert!(is_damaged(&[&kept[..], &[0]].concat()));
}

#[test]
fn the_same_texts_give_the_same_bytes() {
    assert!(kept() == kept());
}

/// The checksum guards against accidents: whoever writes a snapshot of wrong numbers gets wrong answers, and no more.
#[test]
fn numbers_that_lead_nowhere_break_nothing() {
    let kept = kept();
    for at in (0..kept.len()).step_by(13) {
        let Some(bytes) = changed(&kept, at, 1 << (at % 7)) else {
            break;
        };
        let Ok(opening) = Opening::from_snapshot(NoFiles, &bytes) else {
            continue;
        };
        let mut session = opening.open();
        for ask in session.asks() {
            drop(session.answer(&ask.question));
        }
        drop(session.test());
        for question in ["why Arvand arms Ceron", "conflicts", "?who arms ?whom"] {
            drop(session.ask(question));
        }
    }
}
