//! Long work, watched. Takes what the work tells of how far it is; gives it whether to go on.
//!
//! One value is handed down to everything that may take long. What it is told is data: the faces make words of it.

use crate::limits::{Exceeded, Gauge, Limits, Piece};
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// How far the work is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    /// Rules are run: so many steps, of which none rests on a later one, are done.
    Rules {
        /// Done.
        done: usize,
        /// Of how many.
        of: usize,
    },
    /// Other worlds are evaluated, to see what a change would do.
    Tried {
        /// So many so far.
        worlds: usize,
    },
}

/// Who is told.
type Tell = dyn Fn(Progress) + Send + Sync;

/// Who watches the work, and may stop it. By default nobody does.
#[derive(Clone, Default)]
pub struct Watch {
    stop: Arc<AtomicBool>,
    tried: Arc<AtomicUsize>,
    gauge: Gauge,
    tell: Option<Arc<Tell>>,
}

impl fmt::Debug for Watch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Watch")
            .field("stop", &self.stop)
            .finish_non_exhaustive()
    }
}

impl Watch {
    /// A watch whose flag, once raised, stops the work, and that tells nobody.
    #[must_use]
    pub fn new(stop: Arc<AtomicBool>) -> Watch {
        Watch {
            stop,
            ..Watch::default()
        }
    }

    /// The same, telling somebody.
    #[must_use]
    pub fn telling(self, tell: impl Fn(Progress) + Send + Sync + 'static) -> Watch {
        Watch {
            tell: Some(Arc::new(tell)),
            ..self
        }
    }

    /// The same, telling nobody: for the parts of a larger piece of work.
    #[must_use]
    pub fn quiet(&self) -> Watch {
        Watch {
            tell: None,
            ..self.clone()
        }
    }

    /// The flag that stops it.
    #[must_use]
    pub fn stop_flag(&self) -> &Arc<AtomicBool> {
        &self.stop
    }

    /// Whether somebody asked to stop, or a limit is met.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed) || self.gauge.is_over()
    }

    /// What the work that begins from now on may take.
    pub fn limit(&self, limits: Limits) {
        self.gauge.set(limits);
    }

    /// What it may take.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.gauge.limits()
    }

    /// A piece of work that is under way as long as this is held: the limits are those of the whole of it.
    #[must_use]
    pub fn piece(&self) -> Piece {
        self.gauge.begin()
    }

    /// Which limit the work under way, or else the last, has met, and what grew.
    #[must_use]
    pub fn exceeded(&self) -> Option<Exceeded> {
        self.gauge.exceeded()
    }

    /// What tells whether a limit is met.
    #[must_use]
    pub fn gauge(&self) -> &Gauge {
        &self.gauge
    }

    /// Lets the next piece of work begin.
    pub fn begin(&self) {
        self.stop.store(false, Ordering::Relaxed);
        self.tried.store(0, Ordering::Relaxed);
    }

    pub(super) fn tell(&self, progress: Progress) {
        if let Some(tell) = &self.tell {
            tell(progress);
        }
    }

    /// One more world is tried.
    pub(crate) fn tries(&self) {
        let worlds = self.tried.fetch_add(1, Ordering::Relaxed) + 1;
        self.tell(Progress::Tried { worlds });
    }
}
