//! How far long work is, in one line on standard error that is written over in place. Takes what is done as data; shows
//! nothing before half a second has gone by, and nothing at all where standard error is no terminal.
//!
//! The line keeps time by itself: work that tells nothing for a while is seen to go on. There is one standard error, so
//! there is one line, which whoever holds a [`ProgressLine`] shares.

use crate::session::Progress;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

/// So long nothing is shown.
const PATIENCE: Duration = Duration::from_millis(500);
/// So often the line is written anew.
const STANDS: Duration = Duration::from_millis(200);

/// What is done, before it tells more of itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Work {
    /// Files are read.
    Reading,
    /// What tables hold is taken in.
    TakingIn,
    /// A question is answered.
    Answering,
    /// A report is made.
    Reporting,
    /// A world is evaluated, to be kept.
    Building,
}

/// A table as far as it is read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// Its name.
    pub table: String,
    /// So many rows.
    pub rows: usize,
    /// So many bytes.
    pub bytes: u64,
    /// Of so many; none where nobody can say, as of what another program writes.
    pub of: Option<u64>,
    /// Since when it is read.
    pub since: Instant,
}

/// What the line says.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Doing {
    Work(Work),
    Part(Part),
    Told(Progress),
}

/// The line that shows how far the work is.
#[derive(Clone, Debug)]
pub struct ProgressLine(Arc<Mutex<Line>>);

#[derive(Debug)]
struct Line {
    doing: Option<Doing>,
    since: Instant,
    shown: bool,
}

impl Default for ProgressLine {
    fn default() -> Self {
        static LINE: OnceLock<ProgressLine> = OnceLock::new();
        LINE.get_or_init(ProgressLine::ticking).clone()
    }
}

impl ProgressLine {
    /// A line that is written over as long as the process lives, where there is somebody to see it.
    fn ticking() -> ProgressLine {
        let line = Arc::new(Mutex::new(Line {
            doing: None,
            since: Instant::now(),
            shown: false,
        }));
        if io::stderr().is_terminal() {
            let ticked = Arc::clone(&line);
            std::thread::spawn(move || {
                loop {
                    std::thread::sleep(STANDS);
                    if let Ok(mut line) = ticked.lock() {
                        line.tick();
                    }
                }
            });
        }
        ProgressLine(line)
    }

    /// A piece of work begins.
    pub fn begin(&self, work: Work) {
        self.change(|line| {
            line.doing = Some(Doing::Work(work));
            line.since = Instant::now();
        });
    }

    /// How far the work in hand is; outside of any nothing is shown.
    pub fn show(&self, progress: Progress) {
        self.change(|line| line.tells(Doing::Told(progress)));
    }

    /// How far a table is read.
    pub fn reads(&self, part: Part) {
        self.change(|line| line.tells(Doing::Part(part)));
    }

    /// A table is read, and what it says is taken in.
    pub fn has_read(&self) {
        self.change(|line| line.tells(Doing::Work(Work::TakingIn)));
    }

    /// The work is done: the line goes.
    pub fn clear(&self) {
        self.change(|line| {
            line.doing = None;
            if std::mem::take(&mut line.shown) {
                write("\r\x1b[K");
            }
        });
    }

    fn change(&self, change: impl FnOnce(&mut Line)) {
        if let Ok(mut line) = self.0.lock() {
            change(&mut line);
        }
    }
}

impl Line {
    fn tells(&mut self, doing: Doing) {
        if self.doing.is_some() {
            self.doing = Some(doing);
        }
    }

    fn tick(&mut self) {
        let now = Instant::now();
        let gone = now.duration_since(self.since);
        let Some(doing) = self.doing.as_ref().filter(|_| gone >= PATIENCE) else {
            return;
        };
        self.shown = true;
        let mut words = words(doing, now);
        if gone.as_secs() > 1 && !matches!(doing, Doing::Part(_)) {
            words.push_str(&format!(", {}", seconds(gone)));
        }
        write(&format!("\r\x1b[K{words} (Ctrl-C stops)"));
    }
}

fn write(text: &str) {
    let mut out = io::stderr().lock();
    // A terminal that went away needs no line.
    drop(out.write_all(text.as_bytes()).and_then(|()| out.flush()));
}

fn words(doing: &Doing, now: Instant) -> String {
    match doing {
        Doing::Work(Work::Reading) => "reading the files".to_owned(),
        Doing::Work(Work::TakingIn) => "taking in what the tables say".to_owned(),
        Doing::Work(Work::Answering) => "answering".to_owned(),
        Doing::Work(Work::Reporting) => "writing the report".to_owned(),
        Doing::Work(Work::Building) => "building the world".to_owned(),
        Doing::Part(part) => read(part, now),
        Doing::Told(Progress::Rules { done, of }) => {
            format!("running the rules: step {} of {of}", done + 1)
        }
        Doing::Told(Progress::Tried { worlds }) => format!("trying changes: {worlds} so far"),
    }
}

/// `reading posts.csv: 1,250,000 rows, 45%, about 3 seconds left`
fn read(part: &Part, now: Instant) -> String {
    let name: String = part.table.chars().take(40).collect();
    let mut words = format!("reading {name}: {} rows", super::tables::grouped(part.rows));
    if let Some(of) = part.of.filter(|of| *of > 0 && part.bytes > 0) {
        let read = part.bytes.min(of);
        words.push_str(&format!(", {}%", read * 100 / of));
        let gone = now.duration_since(part.since);
        let left = gone.mul_f64((of - read) as f64 / read as f64);
        if left.as_secs() > 0 {
            words.push_str(&format!(", about {} left", seconds(left)));
        }
    }
    words
}

fn seconds(of: Duration) -> String {
    match of.as_secs() {
        1 => "1 second".to_owned(),
        seconds if seconds < 120 => format!("{seconds} seconds"),
        seconds => format!("{} minutes", seconds / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(bytes: u64, of: Option<u64>) -> Part {
        Part {
            table: "posts.csv".to_owned(),
            rows: 1_250_000,
            bytes,
            of,
            since: Instant::now(),
        }
    }

    #[test]
    fn a_table_is_told_by_its_rows_and_by_the_time_that_is_left() {
        let part = part(25, Some(100));
        let now = part.since + Duration::from_secs(2);
        assert_eq!(
            read(&part, now),
            "reading posts.csv: 1,250,000 rows, 25%, about 6 seconds left"
        );
    }

    #[test]
    fn of_a_table_without_an_end_its_rows_are_told() {
        let part = part(25, None);
        assert_eq!(read(&part, part.since), "reading posts.csv: 1,250,000 rows");
    }

    #[test]
    fn what_is_told_outside_of_any_work_is_not_shown() {
        let mut line = Line {
            doing: None,
            since: Instant::now(),
            shown: false,
        };
        line.tells(Doing::Told(Progress::Tried { worlds: 3 }));
        assert_eq!(line.doing, None);
    }
}
