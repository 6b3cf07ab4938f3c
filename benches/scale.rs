//! How time grows with what is written, and what the article's questions cost.
//!
//! Prints one table a concern, all from one run, each figure the median of a few. `cargo bench --bench scale` runs
//! all of them; `cargo bench --bench scale -- article load` some. Columns of `n·log₂n` are nanoseconds over that
//! product: where they stay level, time grows no worse than it.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measures")]

use casus::engine::Standpoint;
use casus::session::{LoadError, Loader, Session};
use std::fmt::Write as _;
use std::time::{Duration, Instant};

fn main() {
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let concerns: [(&str, fn()); 6] = [
        ("article", article),
        ("standing", standing),
        ("load", load),
        ("chains", chains),
        ("threats", threats),
        ("rows", rows),
    ];
    for (name, run) in concerns {
        if wanted.is_empty() || wanted.iter().any(|word| word == name) {
            run();
            println!();
        }
    }
}

/// Reads files from the disk, and given texts from nowhere.
struct Disk;

impl Loader for Disk {
    fn read(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        std::fs::read(path).map_err(|error| LoadError::Unreadable(error.to_string()))
    }

    fn beside(&self, _: &str) -> Vec<String> {
        Vec::new()
    }
}

const ARTICLE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/examples/is-khorasan/khorasan.casus"
);

/// What the questions on the article cost within one program, each asked first of a fresh session, then again.
fn article() {
    println!("article: ms a question, of a fresh session (world evaluated for it) and again");
    let loading = median(15, || {
        let start = Instant::now();
        let _ = opened();
        start.elapsed()
    });
    println!(
        "{:>9.2} {:>9}  load, with the standard model and states",
        ms(loading),
        ""
    );
    for question in [
        "threats to Pakistan",
        "ISK threatens Pakistan?",
        "why ISK threatens Pakistan",
        "why ISK threatens Pakistan, all",
        "why not ISK threatens India",
        "what would make ISK threatens India",
        "linchpins of ISK threatens Pakistan",
        "linchpins of ISK threatens Pakistan by source",
        "how likely is ISK threatens Pakistan",
        "assumptions behind ISK threatens Pakistan",
        "timeline of ISK",
        "profile ISK",
        "conflicts",
        "gaps",
        "hypotheses",
        "connection between ISK and Russia",
        "threats to Pakistan according to Russia",
    ] {
        let mut fresh = Vec::new();
        let mut again = Vec::new();
        let mut problem = String::new();
        for _ in 0..5 {
            let mut session = opened();
            for times in [&mut fresh, &mut again] {
                let start = Instant::now();
                let answer = session.ask(question);
                times.push(start.elapsed());
                if let Err(found) = answer {
                    problem = found
                        .iter()
                        .map(|one| format!(" ({})", one.message))
                        .collect();
                }
            }
        }
        println!(
            "{:>9.2} {:>9.2}  {question}{problem}",
            ms(middle(&mut fresh)),
            ms(middle(&mut again))
        );
    }
}

/// What another question costs where the world stands already: each asked first after `threats to Pakistan`, in a
/// session of its own, then again. A what-if is asked again with another change of the same kind, as nothing of the
/// first is kept for it but the world that stands.
fn standing() {
    println!("standing: ms a question where the world stands, the first time and again");
    for (first, again) in [
        ("why ISK threatens Pakistan", "why ISK threatens Pakistan"),
        ("why not ISK threatens India", "why not ISK threatens India"),
        (
            "what if ISK is hostile to India",
            "what if ISK is hostile to Turkmenistan",
        ),
        (
            "what if ISK is hostile to India then threats to India",
            "what if ISK is hostile to Turkmenistan then threats to Turkmenistan",
        ),
        (
            "what if without Zarb-e-Azb",
            "what if without Wagah border bombing",
        ),
        (
            "what would make ISK threatens India",
            "what would make ISK threatens India",
        ),
        (
            "linchpins of ISK threatens Pakistan",
            "linchpins of ISK threatens Pakistan",
        ),
        ("hypotheses", "hypotheses"),
        (
            "what changed between 2014 and 2016",
            "what changed between 2014 and 2016",
        ),
    ] {
        let (mut fresh, mut later) = (Vec::new(), Vec::new());
        let mut problem = String::new();
        for _ in 0..7 {
            let mut session = opened();
            let _ = session.ask("threats to Pakistan");
            for (question, times) in [(first, &mut fresh), (again, &mut later)] {
                let start = Instant::now();
                let answer = session.ask(question);
                times.push(start.elapsed());
                if let Err(found) = answer {
                    problem = found
                        .iter()
                        .map(|one| format!(" ({})", one.message))
                        .collect();
                }
            }
        }
        println!(
            "{:>9.2} {:>9.2}  {first}{problem}",
            ms(middle(&mut fresh)),
            ms(middle(&mut later))
        );
    }
}

fn opened() -> Session {
    let mut session = Session::with_loader(Disk);
    assert!(session.add_file(ARTICLE).is_ok(), "the article is there");
    session
}

/// Loading and evaluation of files of ever more statements.
fn load() {
    println!("load: n statements; ms, and ns over n·log₂n, of reading and of evaluating");
    println!(
        "{:<22} {:>8} {:>9} {:>7} {:>9} {:>7} {:>9}",
        "", "n", "read", "", "evaluate", "", "sentences"
    );
    for (model, title) in [
        ("", "standard model"),
        ("use no standard model\n", "no standard model"),
    ] {
        for n in [1_000, 10_000, 100_000] {
            let text = if model.is_empty() {
                told(n)
            } else {
                format!("{model}{}", plainly(n))
            };
            measured(title, n, &text);
        }
    }
}

/// Reads and evaluates one text, and prints a row.
fn measured(title: &str, n: usize, text: &str) {
    let times = if n > 20_000 { 1 } else { 5 };
    let (mut reading, mut evaluating, mut sentences) = (Vec::new(), Vec::new(), 0);
    for _ in 0..times {
        let start = Instant::now();
        let mut session = Session::new();
        let report = session.add_text("generated.casus", text);
        reading.push(start.elapsed());
        assert!(report.is_sound(), "{:?}", report.diagnostics.first());
        let start = Instant::now();
        let Ok(world) = session.world(&Standpoint::default(), &[]) else {
            continue;
        };
        evaluating.push(start.elapsed());
        let relations: Vec<_> = session.situation().relations.ids().collect();
        sentences = relations
            .into_iter()
            .map(|relation| world.facts(relation).count())
            .sum();
    }
    let (read, evaluate) = (middle(&mut reading), middle(&mut evaluating));
    println!(
        "{title:<22} {n:>8} {:>9.1} {:>7.1} {:>9.1} {:>7.1} {sentences:>9}",
        ms(read),
        over(read, n),
        ms(evaluate),
        over(evaluate, n),
    );
}

/// Nanoseconds over n·log₂n.
fn over(time: Duration, n: usize) -> f64 {
    time.as_nanos() as f64 / (n as f64 * (n as f64).log2())
}

/// A seeded sequence of numbers: the same world in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }
}

const LIKELY: [&str; 4] = ["", ", likely", ", 80%", ", almost certain"];

/// n statements in the words of the standard model: one in ten an actor, three in ten events, the rest facts with
/// dates, sources and likelihoods, so that its rules fire.
fn told(n: usize) -> String {
    let mut dice = Dice(1);
    let actors = n / 10;
    let states = (actors / 50).max(4);
    let mut out = String::from("scenario \"generated\"\n    as of 2016-12-31\n");
    for source in 0..10 {
        let _ = writeln!(
            out,
            "source Paper {source} is a news report, reliability {}",
            ["A", "B", "C"][source % 3]
        );
    }
    for at in 0..actors {
        let _ = if at < states {
            writeln!(out, "actor State {at} is a state")
        } else if at < 2 * states {
            writeln!(out, "place Town {at} is in State {}", at - states)
        } else {
            writeln!(out, "actor Group {at} is a group")
        };
    }
    let group = |dice: &mut Dice| 2 * states + dice.below(actors - 2 * states);
    for at in actors..n {
        let a = group(&mut dice);
        // Groups keep to a region: who fights whom far away would make everybody the enemy of everybody.
        let b =
            (a + states * (1 + dice.below(3)) - 2 * states) % (actors - 2 * states) + 2 * states;
        let home = (a + dice.below(2)) % states;
        let (state, town) = (home, states + home);
        let (year, month, source) = (2005 + dice.below(11), 1 + dice.below(12), dice.below(10));
        let likely = LIKELY[dice.below(LIKELY.len())];
        let _ = match at % 10 {
            0..3 => writeln!(
                out,
                "event Raid {at} is an attack on {year}-{month:02}, by Group {a}, against State {state}, killed {}, per Paper {source}",
                dice.below(50)
            ),
            3 | 4 => writeln!(
                out,
                "Group {a} is based in Town {town} since {year}{likely}"
            ),
            5 => writeln!(
                out,
                "Group {a} draws members from Group {b} since {year}, per Paper {source}"
            ),
            6 => writeln!(
                out,
                "Group {a} is allied with Group {b} from {year} to 2016{likely}"
            ),
            7 => writeln!(
                out,
                "Group {a} is loyal to Group {b} since {year}, per Paper {source}"
            ),
            8 => writeln!(
                out,
                "Group {a} is reconciled with State {state} since {year}{likely}"
            ),
            _ => writeln!(
                out,
                "Group {a} has {} fighters, per Paper {source}",
                10 + dice.below(5_000)
            ),
        };
    }
    out
}

/// The same of words that the text declares itself, and one rule.
fn plainly(n: usize) -> String {
    let mut dice = Dice(1);
    let actors = n / 10;
    let mut out = String::from(
        "relation [actor] arms [actor]\nrelation [actor] guards [actor]\nrelation [actor] reaches [actor]\n\
         source Paper is a source, reliability B\n\
         rule reach\n    ?a reaches ?c\n    if ?a arms ?b\n    and ?b guards ?c\n    likely\n",
    );
    for at in 0..actors {
        let _ = writeln!(out, "actor Group {at}");
    }
    for at in actors..n {
        let (a, b, year) = (
            dice.below(actors),
            dice.below(actors),
            2005 + dice.below(11),
        );
        let likely = LIKELY[dice.below(LIKELY.len())];
        let _ = match at % 3 {
            0 => writeln!(out, "Group {a} arms Group {b} since {year}, per Paper"),
            1 => writeln!(out, "Group {a} guards Group {b} since {year}{likely}"),
            _ => writeln!(out, "Group {a} guards Group {b} from {year} to 2016"),
        };
    }
    out
}

/// One transitive relation over ever more actors, of which nearly every pair holds.
fn chains() {
    println!(
        "chains: one transitive relation over n actors, two links each; ms of evaluating, ns over pairs·links"
    );
    for (likely, title) in [(false, "certain"), (true, "likelihoods and dates")] {
        for n in [65, 130, 260, 520] {
            let mut dice = Dice(7);
            let mut text = String::from(
                "use no standard model\nrelation [actor] is above [actor], transitive\n",
            );
            for at in 0..n {
                let _ = writeln!(text, "actor A{at}");
            }
            for at in 0..n {
                for _ in 0..2 {
                    let other = dice.below(n);
                    let _ = if likely {
                        writeln!(
                            text,
                            "A{at} is above A{other} since {}{}",
                            2005 + dice.below(6),
                            LIKELY[dice.below(4)]
                        )
                    } else {
                        writeln!(text, "A{at} is above A{other}")
                    };
                }
            }
            let mut session = Session::new();
            let report = session.add_text("generated.casus", &text);
            assert!(report.is_sound(), "{:?}", report.diagnostics.first());
            let start = Instant::now();
            let Ok(world) = session.world(&Standpoint::default(), &[]) else {
                continue;
            };
            let time = start.elapsed();
            let ids: Vec<_> = session.situation().relations.ids().collect();
            let pairs = ids
                .into_iter()
                .map(|id| world.facts(id).count())
                .max()
                .unwrap_or(0);
            println!(
                "{title:<22} {n:>5} {pairs:>8} pairs {:>9.1} {:>7.1}",
                ms(time),
                time.as_nanos() as f64 / (pairs as f64 * 2.0)
            );
        }
    }
}

/// The threat rules over ever more events.
fn threats() {
    println!(
        "threats: n events among n/10 groups and n/50 states; ms, and ns over n·log₂n, of reading and of evaluating"
    );
    for n in [1_000, 10_000, 100_000] {
        let mut dice = Dice(3);
        let groups = n / 10;
        let states = n / 50;
        let mut text = String::new();
        for at in 0..states {
            let _ = writeln!(text, "actor State {at} is a state");
            let _ = writeln!(text, "place Town {at} is in State {at}");
        }
        for at in 0..groups {
            let _ = writeln!(
                text,
                "actor Group {at} is a group\n    is based in Town {}",
                dice.below(states)
            );
        }
        for at in 0..n {
            let (by, killed) = (dice.below(groups), dice.below(60));
            let against = (by + dice.below(2)) % states;
            let (year, month) = (2005 + dice.below(11), 1 + dice.below(12));
            let _ = writeln!(
                text,
                "event Raid {at} is an attack on {year}-{month:02}, by Group {by}, against State {against}, killed {killed}"
            );
        }
        measured("threats", n, &text);
    }
}

/// The same facts from a table: one relation, three columns and a date.
fn rows() {
    println!("rows: n rows of one table; ms, and ns over n·log₂n, of reading and of evaluating");
    for n in [1_000, 10_000, 100_000] {
        let mut dice = Dice(5);
        let mut table = String::from("by,against,killed,day\n");
        for _ in 0..n {
            let _ = writeln!(
                table,
                "G{},S{},{},{}-{:02}-{:02}",
                dice.below(n / 10),
                dice.below(50),
                dice.below(60),
                2005 + dice.below(11),
                1 + dice.below(12),
                1 + dice.below(28)
            );
        }
        let text = "use no standard model\nrelation [actor] struck [actor] with killed [number]\n\
                    from \"rows.csv\"\n    ?by struck ?against with killed ?killed on ?day\n";
        let start = Instant::now();
        let mut session = Session::with_loader(Table(table));
        let report = session.add_text("generated.casus", text);
        let read = start.elapsed();
        assert!(report.is_sound(), "{:?}", report.diagnostics.first());
        let start = Instant::now();
        let _ = session.world(&Standpoint::default(), &[]);
        let evaluate = start.elapsed();
        println!(
            "{n:>8} {:>9.1} {:>7.1} {:>9.1} {:>7.1}",
            ms(read),
            over(read, n),
            ms(evaluate),
            over(evaluate, n)
        );
    }
}

/// Gives one table, whatever is asked for.
struct Table(String);

impl Loader for Table {
    fn read(&self, _: &str) -> Result<Vec<u8>, LoadError> {
        Ok(self.0.clone().into_bytes())
    }

    fn beside(&self, _: &str) -> Vec<String> {
        Vec::new()
    }
}

fn median(times: usize, mut run: impl FnMut() -> Duration) -> Duration {
    middle(&mut (0..times).map(|_| run()).collect::<Vec<_>>())
}

fn middle(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
