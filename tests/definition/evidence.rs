//! Corroboration (section 2).

use crate::support::sketch::{Sketch, between, since};

/// For of one sentence, of items by (source, likelihood).
fn corroborated(sketch: &mut Sketch, items: &[(u32, u16)]) -> u16 {
    for (source, likelihood) in items {
        sketch.item("s(A)", *likelihood).source = Some(*source);
    }
    sketch.held("s(A)", "2016")
}

fn sources(count: u32) -> Sketch {
    let mut sketch = Sketch::default();
    for at in 0..count {
        sketch.source(&format!("source {at:02}"), &[]);
    }
    sketch
}

#[test]
fn untied_sources_add_up() {
    assert_eq!(
        corroborated(&mut sources(2), &[(0, 6_000), (1, 5_000)]),
        8_000
    );
    assert_eq!(
        corroborated(&mut sources(2), &[(0, 5_000), (1, 5_000)]),
        7_500
    );
}

#[test]
fn what_is_reckoned_is_rounded_half_up() {
    let items = [(0, 6_500), (1, 5_500), (2, 5_000)];
    assert_eq!(corroborated(&mut sources(3), &items), 9_213);
}

#[test]
fn several_are_at_most_99_per_cent_and_one_alone_is_not_capped() {
    let items = [(0, 9_000), (1, 9_000), (2, 9_000)];
    assert_eq!(corroborated(&mut sources(3), &items), 9_900);
    assert_eq!(corroborated(&mut sources(1), &[(0, 9_950)]), 9_950);
    assert_eq!(
        corroborated(&mut sources(2), &[(0, 9_950), (1, 9_000)]),
        9_950
    );
    assert_eq!(
        corroborated(&mut sources(2), &[(0, 10_000), (1, 9_000)]),
        10_000
    );
}

#[test]
fn one_source_twice_counts_once() {
    assert_eq!(
        corroborated(&mut sources(1), &[(0, 6_000), (0, 5_000)]),
        6_000
    );
}

#[test]
fn sources_whose_ancestors_meet_do_not_add_up_and_the_best_untied_set_counts() {
    // A contact, a pass, a digest of both, a wire of the contact, a paper of the wire.
    let tied = || {
        let mut sketch = sources(2);
        sketch.source("digest", &[0, 1]);
        sketch.source("wire", &[0]);
        sketch.source("paper", &[3]);
        sketch
    };
    assert_eq!(corroborated(&mut tied(), &[(3, 6_000), (4, 5_000)]), 6_000);
    assert_eq!(
        corroborated(&mut tied(), &[(0, 6_000), (1, 5_000), (2, 7_000)]),
        8_000
    );
    assert_eq!(
        corroborated(&mut tied(), &[(3, 6_000), (1, 5_000), (2, 9_000)]),
        9_000
    );
}

#[test]
fn unrated_items_are_tied_to_one_another() {
    let mut sketch = sources(3);
    for source in [0, 1] {
        let item = sketch.item("s(A)", 5_000);
        (item.source, item.unrated) = (Some(source), true);
    }
    assert_eq!(sketch.held("s(A)", "2016"), 5_000);
    // Of equals a rated one gives it: the second whisper is then untied.
    sketch.item("s(A)", 5_000).source = Some(1);
    assert_eq!(sketch.held("s(A)", "2016"), 7_500);
}

#[test]
fn what_no_source_tells_and_what_is_assumed_stand_beside() {
    let mut sketch = sources(2);
    sketch.item("s(A)", 7_000);
    let assumed = sketch.item("s(A)", 6_500);
    (assumed.source, assumed.assumption) = (Some(0), true);
    sketch.item("s(A)", 6_000).source = Some(1);
    assert_eq!(sketch.held("s(A)", "2016"), 7_000);
}

#[test]
fn beyond_16_sources_the_strongest_untied_are_taken_one_by_one() {
    let mut sketch = sources(17);
    // The strongest is a digest of all others, so that it alone is taken: all sets would give 99%.
    sketch.core.sources[0].derived_from = (1..17).collect();
    let mut items = vec![(0, 6_000)];
    items.extend((1..17).map(|source| (source, 5_000)));
    assert_eq!(corroborated(&mut sketch, &items), 6_000);
}

#[test]
fn evidence_counts_only_while_it_is_in_force() {
    let mut sketch = sources(2);
    let first = sketch.item("s(A)", 6_000);
    (first.source, first.extent) = (Some(0), since("2014"));
    let second = sketch.item("s(A)", 5_000);
    (second.source, second.extent) = (Some(1), between("2015", "2015-06"));
    for (as_of, value) in [
        ("2013", 0),
        ("2014", 6_000),
        ("2015-06", 8_000),
        ("2015-07", 6_000),
    ] {
        assert_eq!(sketch.held("s(A)", as_of), value);
    }
}
