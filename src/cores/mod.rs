//! Other cores. Tells how many may work at once, and hands work to them.

use std::num::NonZero;
use std::ops::Range;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::sync::{Mutex, OnceLock};
use std::thread::JoinHandle;

/// How many cores there are; one where nobody can tell. Asked of the system once, which may have to read files for it.
#[must_use]
pub fn cores() -> usize {
    static CORES: OnceLock<usize> = OnceLock::new();
    *CORES.get_or_init(|| std::thread::available_parallelism().map_or(1, NonZero::get))
}

/// What the work makes of each piece, in their order. So many cores, this one among them, take the next piece when they are done
/// with one.
pub fn side_by_side<P: Send, R: Send>(
    cores: usize,
    pieces: impl IntoIterator<Item = P>,
    work: impl Fn(P) -> R + Sync,
) -> Vec<R> {
    let pieces: Vec<P> = pieces.into_iter().collect();
    let others = cores.min(pieces.len()).saturating_sub(1);
    if others == 0 {
        return pieces.into_iter().map(work).collect();
    }
    let left = Mutex::new(pieces.into_iter().enumerate());
    let next = || left.lock().ok().and_then(|mut left| left.next());
    let one_after_the_other = || {
        let pieces = std::iter::from_fn(next);
        let made = pieces.map(|(at, piece)| (at, work(piece)));
        made.collect::<Vec<(usize, R)>>()
    };
    let mut all = std::thread::scope(|scope| {
        let others = (0..others).map(|_| scope.spawn(one_after_the_other));
        let others: Vec<_> = others.collect();
        let mut all = one_after_the_other();
        all.extend(others.into_iter().flat_map(|other| match other.join() {
            Ok(made) => made,
            Err(panic) => std::panic::resume_unwind(panic),
        }));
        all
    });
    all.sort_unstable_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, made)| made).collect()
}

/// A core takes about so many pieces of work that is cut: none should wait long for the last piece.
const PIECES: usize = 4;

/// What the work makes of so many things, range by range, in order; fewer than `least` are not worth a range.
pub fn in_ranges<R: Send>(
    cores: usize,
    count: usize,
    least: usize,
    work: impl Fn(Range<usize>) -> R + Sync,
) -> Vec<R> {
    let most = if cores > 1 { PIECES * cores } else { 1 };
    let ranges = most.min(count / least.max(1)).max(1);
    let cut = |at: usize| count * at / ranges;
    side_by_side(cores, (0..ranges).map(|at| cut(at)..cut(at + 1)), work)
}

/// So many batches may wait: who makes them is then held up.
const WAITING: usize = 4;

/// Work on a state, batch by batch in their order: here, or on another core while the next batch is made.
pub enum Aside<S, B> {
    /// Here.
    Here(S, fn(&mut S, &mut B)),
    /// There.
    There {
        /// The batches.
        to: SyncSender<B>,
        /// Those that are done, to be filled again.
        back: Receiver<B>,
        /// Gives the state at the end.
        worker: JoinHandle<S>,
    },
}

impl<S: Send + 'static, B: Default + Send + 'static> Aside<S, B> {
    /// Begins here.
    pub fn here(state: S, work: fn(&mut S, &mut B)) -> Aside<S, B> {
        Aside::Here(state, work)
    }

    /// Goes on where another core is, if there is one.
    pub fn move_there(&mut self)
    where
        S: Default,
    {
        if let Aside::Here(state, work) = self
            && cores() > 1
        {
            *self = Aside::start(std::mem::take(state), *work);
        }
    }

    fn start(mut state: S, work: fn(&mut S, &mut B)) -> Aside<S, B> {
        let (to, batches) = sync_channel::<B>(WAITING);
        let (done, back) = channel();
        let worker = std::thread::spawn(move || {
            for mut batch in batches {
                work(&mut state, &mut batch);
                // Nobody fills it again who is at the end.
                let _ = done.send(batch);
            }
            state
        });
        Aside::There { to, back, worker }
    }

    /// Hands a batch over, and gives one that may be filled: what the work has left of an earlier one, or a new one.
    pub fn hand(&mut self, mut batch: B) -> B {
        match self {
            Aside::Here(state, work) => {
                work(state, &mut batch);
                batch
            }
            Aside::There { to, back, .. } => {
                // It is refused where the work has panicked, which the end tells.
                let _ = to.send(batch);
                back.try_recv().unwrap_or_default()
            }
        }
    }

    /// What the state is when all is done.
    pub fn finish(self) -> S {
        match self {
            Aside::Here(state, _) => state,
            Aside::There { to, worker, .. } => {
                drop(to);
                match worker.join() {
                    Ok(state) => state,
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn append(all: &mut Vec<u32>, batch: &mut Vec<u32>) {
        all.append(batch);
    }

    #[test]
    fn pieces_are_worked_on_in_their_order() {
        for (cores, count) in [(0, 3), (1, 9), (2, 9), (4, 2), (4, 1), (4, 0), (3, 100)] {
            let expected: Vec<u32> = (0..count).map(|piece| piece * 2).collect();
            assert_eq!(side_by_side(cores, 0..count, |piece| piece * 2), expected);
        }
        for (count, least) in [(0, 1), (1, 1), (9, 1), (9, 4), (9, 0), (9, 100)] {
            let all = in_ranges(3, count, least, |range| range.collect::<Vec<usize>>());
            assert_eq!(all.concat(), (0..count).collect::<Vec<usize>>());
        }
    }

    #[test]
    fn batches_are_worked_on_in_their_order_here_and_there() {
        let both = [
            Aside::here(Vec::new(), append),
            Aside::start(Vec::new(), append),
        ];
        for mut aside in both {
            let mut batch = Vec::new();
            for number in 0..1000u32 {
                batch.push(number);
                if batch.len() == 7 {
                    batch = aside.hand(batch);
                    assert!(batch.is_empty(), "what was worked on is taken out");
                }
            }
            aside.hand(batch);
            assert_eq!(aside.finish(), (0..1000).collect::<Vec<u32>>());
        }
    }
}
