//! What tells, again and again and from several threads, whether a limit is met.
//!
//! The one idea: all that is asked often is one number that one thread writes and all read; the clock is read when a stop is
//! asked about, and the memory measured at most a hundred times a second.

use super::{Exceeded, Grew, Limit, Limits};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

/// No limit.
const NONE: u64 = u64::MAX;
/// Memory is measured no oftener.
const MEASURED: u64 = Duration::from_millis(10).as_nanos() as u64;
/// Above a limit that was overstepped before the work began, so large a part of it may be taken before it counts as grown.
const SLACK: u64 = 16;

/// Whether there is a clock.
pub(super) const HAS_CLOCK: bool = !(cfg!(target_arch = "wasm32") && cfg!(target_os = "unknown"));

/// What the process holds, in bytes; none where nobody can say.
pub(super) fn memory() -> Option<u64> {
    memory_stats::memory_stats().map(|held| held.physical_mem as u64)
}

/// A gauge that everybody who holds it shares.
#[derive(Clone, Default)]
pub struct Gauge(Arc<Shared>);

struct Shared {
    limits: Mutex<Limits>,
    /// From when instants are counted, in nanoseconds.
    from: OnceLock<Instant>,
    /// When the time is up.
    until: AtomicU64,
    /// How many bytes may be held.
    memory: AtomicU64,
    /// When memory is to be measured next.
    measure: AtomicU64,
    facts: AtomicU64,
    is_over: AtomicBool,
    exceeded: Mutex<Option<(Limit, Option<Grew>)>>,
    /// How many pieces of work are under way, one inside the other.
    under_way: AtomicUsize,
}

impl Default for Shared {
    fn default() -> Shared {
        Shared {
            limits: Mutex::default(),
            from: OnceLock::new(),
            until: AtomicU64::new(NONE),
            memory: AtomicU64::new(NONE),
            measure: AtomicU64::new(0),
            facts: AtomicU64::new(NONE),
            is_over: AtomicBool::new(false),
            exceeded: Mutex::new(None),
            under_way: AtomicUsize::new(0),
        }
    }
}

/// A piece of work that is under way, until this is dropped. One that begins inside another is part of it.
pub struct Piece(Arc<Shared>);

impl Gauge {
    /// Sets the limits of what begins from now on.
    pub fn set(&self, limits: Limits) {
        if let Ok(mut own) = self.0.limits.lock() {
            *own = limits;
        }
    }

    /// The limits that are set.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.0.limits.lock().map_or(Limits::default(), |own| *own)
    }

    /// A piece of work begins: its time runs, and what an earlier one exceeded is forgotten.
    #[must_use]
    pub fn begin(&self) -> Piece {
        let shared = &self.0;
        if shared.under_way.fetch_add(1, Ordering::AcqRel) == 0 {
            let limits = self.limits();
            if let Ok(mut exceeded) = shared.exceeded.lock() {
                *exceeded = None;
            }
            shared.is_over.store(false, Ordering::Relaxed);
            let until = limits
                .time
                .map(|time| self.now().saturating_add(nanoseconds(time)));
            shared.until.store(until.unwrap_or(NONE), Ordering::Relaxed);
            let most = limits.memory.and_then(|limit| {
                let held = memory()?;
                // What is held already may be used again: only what is taken beyond it counts.
                Some(limit.max(if held > limit {
                    held + limit / SLACK
                } else {
                    0
                }))
            });
            shared.memory.store(most.unwrap_or(NONE), Ordering::Relaxed);
            shared.measure.store(0, Ordering::Relaxed);
            shared
                .facts
                .store(limits.facts.unwrap_or(NONE), Ordering::Relaxed);
        }
        Piece(Arc::clone(shared))
    }

    /// Whether a limit is met by the work under way. The limits of time and memory are looked at.
    #[must_use]
    pub fn is_over(&self) -> bool {
        let shared = &self.0;
        if shared.is_over.load(Ordering::Relaxed) {
            return true;
        }
        let until = shared.until.load(Ordering::Relaxed);
        let most = shared.memory.load(Ordering::Relaxed);
        if until == NONE && most == NONE {
            return false;
        }
        let now = self.now();
        if now >= until
            && let Some(time) = self.limits().time
        {
            return self.met(Limit::Time(time));
        }
        let due = shared.measure.load(Ordering::Relaxed);
        let is_due = most != NONE && now >= due;
        if is_due
            && shared
                .measure
                .compare_exchange(due, now + MEASURED, Ordering::Relaxed, Ordering::Relaxed)
                .is_ok()
            && memory().is_some_and(|held| held > most)
            && let Some(limit) = self.limits().memory
        {
            return self.met(Limit::Memory(limit));
        }
        false
    }

    /// Whether so many sentences are more than may be.
    #[must_use]
    pub fn is_over_with(&self, sentences: u64) -> bool {
        let most = self.0.facts.load(Ordering::Relaxed);
        sentences > most && self.met(Limit::Facts(most))
    }

    /// Says what grew, where a limit is met and nobody has said so yet.
    pub fn blame(&self, grew: impl FnOnce(Limit) -> Grew) {
        if let Ok(mut exceeded) = self.0.exceeded.lock()
            && let Some((limit, by @ None)) = &mut *exceeded
        {
            *by = Some(grew(*limit));
        }
    }

    /// What the piece of work under way, or else the last, exceeded.
    #[must_use]
    pub fn exceeded(&self) -> Option<Exceeded> {
        let exceeded = self.0.exceeded.lock().ok()?;
        let (limit, by) = exceeded.clone()?;
        Some(Exceeded {
            limit,
            by: by.unwrap_or(Grew::Work),
        })
    }

    fn met(&self, limit: Limit) -> bool {
        if let Ok(mut exceeded) = self.0.exceeded.lock() {
            exceeded.get_or_insert((limit, None));
        }
        self.0.is_over.store(true, Ordering::Relaxed);
        true
    }

    fn now(&self) -> u64 {
        nanoseconds(self.0.from.get_or_init(Instant::now).elapsed())
    }
}

impl Drop for Piece {
    fn drop(&mut self) {
        if self.0.under_way.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.0.until.store(NONE, Ordering::Relaxed);
            self.0.memory.store(NONE, Ordering::Relaxed);
            self.0.facts.store(NONE, Ordering::Relaxed);
            self.0.is_over.store(false, Ordering::Relaxed);
        }
    }
}

fn nanoseconds(of: Duration) -> u64 {
    u64::try_from(of.as_nanos()).unwrap_or(NONE - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_met_is_kept_until_the_next_piece_of_work() {
        let gauge = Gauge::default();
        gauge.set(Limits {
            facts: Some(10),
            ..Limits::default()
        });
        let piece = gauge.begin();
        assert!(!gauge.is_over_with(10));
        assert!(!gauge.is_over());
        let part = gauge.begin();
        assert!(gauge.is_over_with(11));
        drop(part);
        assert!(gauge.is_over());
        gauge.blame(|_| Grew::Stated { sentences: 11 });
        gauge.blame(|_| Grew::Work);
        drop(piece);
        assert!(!gauge.is_over());
        let exceeded = Exceeded {
            limit: Limit::Facts(10),
            by: Grew::Stated { sentences: 11 },
        };
        assert_eq!(gauge.exceeded(), Some(exceeded));
        let _piece = gauge.begin();
        assert_eq!(gauge.exceeded(), None);
    }

    #[test]
    fn time_that_is_up_is_met_at_once() {
        let gauge = Gauge::default();
        gauge.set(Limits {
            time: Some(Duration::ZERO),
            ..Limits::default()
        });
        let _piece = gauge.begin();
        assert!(gauge.is_over());
    }

    #[test]
    fn what_is_held_already_does_not_count_as_grown() {
        let gauge = Gauge::default();
        let held = memory().expect("it is measured where tests run");
        gauge.set(Limits {
            memory: Some(held / 2),
            ..Limits::default()
        });
        let _piece = gauge.begin();
        assert!(!gauge.is_over_with(1));
        let most = gauge.0.memory.load(Ordering::Relaxed);
        assert!(most > held / 2);
    }
}
