//! What a change costs beside all that stands: a sentence typed, taken back, supposed, asked after, and explained.
//!
//! `W4=DIR/w4.casus cargo bench --bench changes` takes the scenario that `benches/peers/run.py --only w4_1m` lays out (its
//! folder is `target/peers/w4_1m/dated`). Every figure is of one run, and stands beside what evaluating everything takes.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measures")]

use casus::session::{LoadError, Loader, Opening, Session};
use std::time::{Duration, Instant};

/// Reads files from the disk.
struct Disk;

impl Loader for Disk {
    fn read(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        std::fs::read(path).map_err(|error| LoadError::Unreadable(error.to_string()))
    }

    fn open(&self, path: &str) -> Result<Box<dyn std::io::Read>, LoadError> {
        let file = std::fs::File::open(path);
        let file = file.map_err(|error| LoadError::Unreadable(error.to_string()))?;
        Ok(Box::new(file))
    }

    fn beside(&self, _: &str) -> Vec<String> {
        Vec::new()
    }
}

/// What is asked after each change.
const ASKED: &str = "?who threatens s187";

fn main() {
    let Ok(path) = std::env::var("W4") else {
        println!("W4 names no scenario: see the head of benches/changes.rs");
        return;
    };
    let (reading, mut cold) = timed(|| opened(&path));
    let (asked_cold, ()) = timed(|| ask(&mut cold, ASKED));
    drop(cold);
    let mut session = opened(&path);
    let (evaluating, ()) = timed(|| ask(&mut session, "threats of each"));
    println!("{:>10.1} ms  reading", ms(reading));
    println!(
        "{:>10.1} ms  evaluating everything, and a list of it",
        ms(evaluating)
    );
    let told = |what: &str, took: Duration| {
        let ratio = evaluating.as_secs_f64() / took.as_secs_f64();
        println!("{:>10.2} ms  1/{ratio:<8.0} {what}", ms(took));
    };
    told(
        "`?who threatens s187` of a world of which nothing stands",
        asked_cold,
    );
    told(
        "the same, first of the world that stands",
        timed(|| ask(&mut session, ASKED)).0,
    );
    told("the same again", timed(|| ask(&mut session, ASKED)).0);
    for at in 0..3 {
        let line = format!("g{} is loyal to g{} since 2012", 10 + at, 700 + at);
        told("a sentence typed", timed(|| typed(&mut session, &line)).0);
        told(
            "  the question after it",
            timed(|| ask(&mut session, ASKED)).0,
        );
    }
    for _ in 0..3 {
        told("`undo`", timed(|| session.undo()).0);
        told(
            "  the question after it",
            timed(|| ask(&mut session, ASKED)).0,
        );
    }
    for at in 0..3 {
        let asked = format!(
            "what if g{} is loyal to g{} then {ASKED}",
            20 + at,
            800 + at
        );
        told(
            "a what-if with the question",
            timed(|| ask(&mut session, &asked)).0,
        );
    }
    ask(&mut session, ASKED);
    for row in 1..=3 {
        let why = format!("why {row}");
        told("`why` of a row", timed(|| ask(&mut session, &why)).0);
    }
}

fn opened(path: &str) -> Session {
    let mut opening = Opening::new(Disk);
    opening.add_file(path).expect("the scenario is there");
    let session = opening.open();
    assert!(
        session.diagnostics().is_empty(),
        "{:?}",
        session.diagnostics().first()
    );
    session
}

fn ask(session: &mut Session, question: &str) {
    let answer = session.ask(question);
    assert!(answer.is_ok(), "{question}: {:?}", answer.err());
}

fn typed(session: &mut Session, line: &str) {
    let report = session.add_typed(line);
    assert!(report.is_sound(), "{:?}", report.diagnostics.first());
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let made = work();
    (start.elapsed(), made)
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
