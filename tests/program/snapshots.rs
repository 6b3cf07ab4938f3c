//! `casus build`, and what it wrote wherever a scenario file is taken.

use super::{Ran, casus, folder, path};
use std::path::Path;

const PAGE: &str = "relation [actor] arms [actor]\nuse \"who.casus\"\nfrom \"arms.csv\", tolerate 60%\n    ?from arms ?to since ?year\n\
                    Ceron arms Arvand, marking RED\n\
                    ask ?who arms Belmar\nask why Arvand arms Belmar\nexpect Arvand arms Belmar\nexpect Belmar arms Arvand\n";

/// A scenario of three files, and where its snapshot goes.
fn scenario(name: &str) -> (std::path::PathBuf, String, String) {
    let folder = folder(
        name,
        &[
            ("page.casus", PAGE),
            ("who.casus", "actor Arvand\nactor Belmar\nactor Ceron\n"),
            (
                "arms.csv",
                "from,to,year\nArvand,Belmar,2015\nArvand,,2016\n",
            ),
        ],
    );
    let (page, world) = (path(&folder, "page.casus"), path(&folder, "world.casusdb"));
    (folder, page, world)
}

fn built(page: &str, world: &str) {
    let ran = casus(&["build", page, "-o", world]);
    assert_eq!((ran.exit, ran.out.as_str()), (0, ""), "{}", ran.err);
}

/// All that a run says, whatever the file is called that was given, or that a place is in.
fn all(ran: &Ran, paths: [&str; 2]) -> (i32, String, String) {
    let unnamed = |text: &str| {
        let named = |text: String, path: &&str| text.replace(*path, "FILE");
        paths.iter().fold(text.to_owned(), named)
    };
    (ran.exit, unnamed(&ran.out), unnamed(&ran.err))
}

#[test]
fn every_command_says_of_it_what_it_says_of_the_files() {
    let (_, page, world) = scenario("snapshot-commands");
    built(&page, &world);
    for options in [
        &["run"][..],
        &["run", "--format", "json"],
        &["run", "--max-marking", "GREEN"],
        &["run", "--as-of", "2016"],
        &["report"],
        &["test"],
        &["test", "--format", "json"],
        &["check"],
        &["check", "--format", "json"],
        &["core"],
        &["core", "--no-standard-model"],
        &["core", "--max-marking", "GREEN"],
        &["world"],
        &["export", "--to", "stix"],
        &[],
    ] {
        let of = |file: &str| {
            let mut arguments: Vec<&str> = options.to_vec();
            arguments.push(file);
            all(&casus(&arguments), [&page, &world])
        };
        assert_eq!(of(&page), of(&world), "{options:?}");
    }
    let asked = |file: &str| {
        all(
            &casus(&["ask", file, "who says Arvand arms Belmar"]),
            [&page, &world],
        )
    };
    assert_eq!(asked(&page), asked(&world));
}

#[test]
fn it_may_lie_elsewhere_and_stand_beside_other_files() {
    let (folder, page, _) = scenario("snapshot-elsewhere");
    let more = path(&folder, "more.casus");
    std::fs::write(&more, "actor Dahl\nDahl arms Belmar\n").expect("a file");
    std::fs::create_dir(folder.join("built")).expect("a folder");
    let world = path(&folder, "built/world.casusdb");
    built(&page, &world);
    for (first, second) in [(&world, &more), (&more, &world)] {
        let ran = casus(&["ask", first, second, "?who arms Belmar"]);
        assert_eq!(ran.exit, 0, "{}", ran.err);
        assert!(
            ran.out.contains("Dahl") && ran.out.contains("Arvand"),
            "{}",
            ran.out
        );
    }
    std::fs::write(
        folder.join("who.casus"),
        "actor Arvand\nactor Belmar, also Bel\nactor Ceron\n",
    )
    .expect("a file");
    let ran = casus(&["ask", &world, "?who arms Bel"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(ran.err.contains("snapshot-stale"), "{}", ran.err);
    assert!(ran.out.contains("Arvand"), "{}", ran.out);
}

#[test]
fn a_change_and_a_loss_are_told_and_only_a_change_is_read() {
    let (folder, page, world) = scenario("snapshot-stale");
    built(&page, &world);
    let table = folder.join("arms.csv");
    std::fs::write(&table, "from,to,year\nBelmar,Arvand,2015\n").expect("a file");
    let ran = casus(&["ask", &world, "Belmar arms Arvand?"]);
    assert!(ran.out.contains("Yes"), "{}", ran.out);
    let said = "arms.csv has changed since the snapshot was built: what is written now was read";
    let line = ran.err.replace('│', " ");
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(line.contains(said), "{line}");

    std::fs::remove_file(&table).expect("it goes");
    let ran = casus(&["ask", &world, "Arvand arms Belmar?"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(ran.out.contains("Yes"), "{}", ran.out);
    assert!(
        ran.err.contains("arms.csv cannot be read: whether"),
        "{}",
        ran.err
    );
}

#[test]
fn what_is_damaged_is_told_and_nothing_is_answered() {
    let (_, page, world) = scenario("snapshot-damaged");
    built(&page, &world);
    let whole = std::fs::read(&world).expect("it is there");
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 4;
    for damaged in [
        &flipped[..],
        &whole[..whole.len() - 1],
        b"actor Arvand\n",
        b"",
    ] {
        std::fs::write(&world, damaged).expect("a file");
        for command in ["run", "test", "check"] {
            let ran = casus(&[command, &world]);
            assert_eq!(ran.exit, 2, "{command}: {}{}", ran.out, ran.err);
            let all = ran.out + &ran.err;
            assert!(all.contains("snapshot-damaged"), "{command}: {all}");
        }
    }
}

#[test]
fn what_cannot_be_built_leaves_what_was_there() {
    let (folder, page, world) = scenario("snapshot-refused");
    built(&page, &world);
    let before = std::fs::read(&world).expect("it is there");
    let wrong = path(&folder, "wrong.casus");
    std::fs::write(&wrong, "Nobody arms Anybody\n").expect("a file");
    let elsewhere = path(&folder, "world.db");
    for (arguments, said) in [
        (&["build", &wrong, "-o", &world][..], "unknown-"),
        (&["build", &page, "-o", &elsewhere], "ends in .casusdb"),
        (
            &["build", &page, "-o", &world, "--max-marking", "GREEN"],
            "--max-marking",
        ),
        (
            &["build", &page, "-o", &world, "--max-facts", "1"],
            "limit of 1 sentence",
        ),
    ] {
        let ran = casus(arguments);
        assert_eq!((ran.exit, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.contains(said), "{arguments:?}: {}", ran.err);
    }
    assert!(std::fs::read(&world).expect("it is there") == before);
    let nowhere = path(&folder, "no folder/world.casusdb");
    let ran = casus(&["build", &page, "-o", &nowhere]);
    assert_eq!(ran.exit, 2);
    assert!(ran.err.contains("cannot be written"), "{}", ran.err);
    assert_eq!(std::fs::read_dir(&folder).expect("the folder").count(), 5);
    assert!(!Path::new(&elsewhere).exists());
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let (folder, page, world) = scenario("snapshot-bytes");
    built(&page, &world);
    let again = path(&folder, "again.casusdb");
    built(&page, &again);
    assert!(
        std::fs::read(&world).expect("it is there") == std::fs::read(&again).expect("it is there")
    );
    // And what is built of a snapshot is that snapshot.
    let of_it = path(&folder, "of it.casusdb");
    built(&world, &of_it);
    assert!(
        std::fs::read(&world).expect("it is there") == std::fs::read(&of_it).expect("it is there")
    );
}
