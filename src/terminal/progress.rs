//! How far long work is, in one line on standard error that is written over in place. Takes progress as data; shows
//! nothing before half a second has gone by, and nothing at all where standard error is no terminal.

use crate::session::Progress;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// So long nothing is shown.
const PATIENCE: Duration = Duration::from_millis(500);
/// So long a line stands before it is written over.
const STANDS: Duration = Duration::from_millis(100);

/// A line that shows how far the work is.
#[derive(Clone, Debug)]
pub struct ProgressLine(Arc<Line>);

#[derive(Debug)]
struct Line {
    terminal: bool,
    shown: AtomicBool,
    next: Mutex<Instant>,
}

impl Default for ProgressLine {
    fn default() -> Self {
        ProgressLine(Arc::new(Line {
            terminal: io::stderr().is_terminal(),
            shown: AtomicBool::new(false),
            next: Mutex::new(Instant::now() + PATIENCE),
        }))
    }
}

impl ProgressLine {
    /// A piece of work begins.
    pub fn begin(&self) {
        if let Ok(mut next) = self.0.next.lock() {
            *next = Instant::now() + PATIENCE;
        }
    }

    /// Shows it, if there is somebody to see it and it is time to.
    pub fn show(&self, progress: Progress) {
        if !self.0.terminal {
            return;
        }
        let Ok(mut next) = self.0.next.lock() else {
            return;
        };
        let now = Instant::now();
        if now < *next {
            return;
        }
        *next = now + STANDS;
        self.0.shown.store(true, Ordering::Relaxed);
        write(&format!("\r\x1b[K{} (Ctrl-C stops)", words(progress)));
    }

    /// The work is done: the line goes.
    pub fn clear(&self) {
        if self.0.shown.swap(false, Ordering::Relaxed) {
            write("\r\x1b[K");
        }
    }
}

fn write(text: &str) {
    let mut out = io::stderr().lock();
    // A terminal that went away needs no line.
    drop(out.write_all(text.as_bytes()).and_then(|()| out.flush()));
}

fn words(progress: Progress) -> String {
    match progress {
        Progress::Rules { done, of } => format!("running the rules: step {} of {of}", done + 1),
        Progress::Tried { worlds } => format!("trying changes: {worlds} so far"),
    }
}
