//! What no file on a disk shows: a snapshot of another program, and one whose numbers are wrong though its checksum fits.

use super::{Opening, Session, Snapshot, SnapshotError, shipped};
use crate::session::NoFiles;
use crate::snapshot::{Unopened, opened, sealed};

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

/// The values of the snapshot, sealed again with one of their bytes changed.
fn changed(whole: &[u8], at: usize, by: u8) -> Option<Vec<u8>> {
    let mut values = opened(whole, shipped()).expect("it is whole").to_vec();
    *values.get_mut(at)? ^= by;
    Some(sealed(shipped(), |to| to.bytes(&values)))
}

#[test]
fn a_snapshot_of_a_program_that_ships_other_texts_is_told_from_a_damaged_one() {
    let kept = kept();
    assert_eq!(opened(&kept, shipped()).map(<[u8]>::is_empty), Ok(false));
    let version = env!("CARGO_PKG_VERSION").to_owned();
    assert_eq!(opened(&kept, 7), Err(Unopened::OfAnother(version.clone())));
    let report = SnapshotError::from(Unopened::OfAnother(version)).report("world.casusdb");
    assert_eq!(report.code, "snapshot-of-another");
    assert!(report.message.contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn every_byte_is_guarded() {
    let kept = kept();
    for at in 0..kept.len() {
        let mut damaged = kept.clone();
        damaged[at] ^= 1 << (at % 8);
        let opened = Snapshot::open(&damaged).err();
        assert_eq!(opened, Some(SnapshotError::Damaged), "byte {at}");
        let cut = kept.get(..at).unwrap_or_default();
        assert_eq!(
            Snapshot::open(cut).err(),
            Some(SnapshotError::Damaged),
            "cut at {at}"
        );
    }
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
