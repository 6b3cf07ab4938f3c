//! Large and hostile texts are read in time that grows as they do. The times themselves are for the benches.

use super::show;
use std::time::Instant;

/// How long a text of about so many bytes takes, made of one piece over and over; the least of three.
fn time(before: &str, piece: &str, after: &str, bytes: usize) -> f64 {
    let text = format!("{before}{}{after}", piece.repeat(bytes / piece.len()));
    (0..3)
        .map(|_| {
            let started = Instant::now();
            std::hint::black_box(show::parsed(&text));
            started.elapsed().as_secs_f64()
        })
        .fold(f64::INFINITY, f64::min)
}

/// Holds that eight times the text takes less than thirty times as long.
fn check(before: &str, piece: &str, after: &str) {
    let (small, large) = (
        time(before, piece, after, 1 << 15),
        time(before, piece, after, 1 << 18),
    );
    assert!(
        large < 30.0 * small,
        "{before}{piece}: {small} s, then {large} s"
    );
}

#[test]
#[ignore = "measures time: run it on a quiet machine"]
fn reading_takes_time_in_proportion() {
    check("", "Harkat Front holds Dara since 2014-10, 70%\n", "");
    check("A ", "word ", "");
    check("A", "word", "");
    check("A ", "1", "");
    check("A ", "1,", "");
    check("A ", "3.", "");
    check("A ", "\"", "");
    check("A ", "“", "");
    check("A ", "(", "");
    check("A ", ")", "");
    check("A ", "[", "");
    check("A ", "[a,", "");
    check("A ", "?a-", "");
    check("A ", ".", "");
    check("A ", " .", "");
    check("A ", "\0", "");
    check("A ", "\n", "");
    check("A ", "\n # c", "");
    check("A\n", " ", "b");
    check("from \"a\"", ",\n x", "");
    check("suppose \"a\"\n", "  suppose \"b\"\n   c d\n", "");
    check("", "suppose \"a\"\n a b\n", "");
    check("", "a", "");
    check("", " ", "");
    check("", "\u{301}", "");
}

/// Prints what the largest models cost: `cargo test --release --lib syntax -- --ignored --nocapture`.
#[test]
#[ignore = "measures time: run it on a quiet machine"]
fn a_hundred_thousand_statements() {
    let mut text = String::new();
    for number in 0..100_000 {
        text.push_str(&format!(
            "Unit {number} holds Town {number} since 2014-10, 70%\n"
        ));
    }
    let started = Instant::now();
    let (_, parsed) = show::parsed(&text);
    eprintln!(
        "{} statements, {} bytes: {:?}",
        parsed.statements.len(),
        text.len(),
        started.elapsed()
    );
    let library: String = text
        .lines()
        .take(1500)
        .map(|line| format!("{line}\n"))
        .collect();
    let started = Instant::now();
    let (_, parsed) = show::parsed(&library);
    eprintln!(
        "{} statements, {} bytes: {:?}",
        parsed.statements.len(),
        library.len(),
        started.elapsed()
    );
}

#[test]
fn hostile_texts_are_read_or_refused_without_harm() {
    let deep = format!("A {}B{}\n", "(".repeat(10_000), ")".repeat(10_000));
    let (_, parsed) = show::parsed(&deep);
    assert_eq!(parsed.errors.len(), 1);
    let under: String = (0..2000)
        .map(|depth| format!("{}suppose \"x\"\n", " ".repeat(depth)))
        .collect();
    let (_, parsed) = show::parsed(&under);
    assert_eq!(parsed.errors.len(), 1);
    let (_, parsed) = show::parsed(&"A".repeat(1 << 20));
    assert_eq!(parsed.errors, []);
    let (_, parsed) = show::parsed(&"\0".repeat(1 << 12));
    assert_eq!(parsed.errors.len(), 1);
}
