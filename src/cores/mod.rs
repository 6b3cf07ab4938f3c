//! Other cores. Tells how many may work at once, and hands work to them.

use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread::JoinHandle;

/// How many cores there are; one where nobody can tell. Asked of the system once, which may have to read files for it.
#[must_use]
pub fn cores() -> usize {
    static CORES: OnceLock<usize> = OnceLock::new();
    *CORES.get_or_init(|| std::thread::available_parallelism().map_or(1, NonZero::get))
}

/// What the work makes of each piece, in their order; each piece is worked on by a core of its own, the first by this one.
pub fn side_by_side<P: Send, R: Send>(
    pieces: impl IntoIterator<Item = P>,
    work: impl Fn(P) -> R + Sync,
) -> Vec<R> {
    let mut pieces = pieces.into_iter();
    let Some(first) = pieces.next() else {
        return Vec::new();
    };
    let work = &work;
    std::thread::scope(|scope| {
        let others = pieces.map(|piece| scope.spawn(move || work(piece)));
        let others: Vec<_> = others.collect();
        let mut all = vec![work(first)];
        all.extend(others.into_iter().map(|other| match other.join() {
            Ok(made) => made,
            Err(panic) => std::panic::resume_unwind(panic),
        }));
        all
    })
}

/// What is made of each piece is taken here, in their order, while other cores make what follows.
pub fn ahead<P: Send, R: Send>(
    cores: usize,
    pieces: Vec<P>,
    make: impl Fn(P) -> R + Sync,
    mut take: impl FnMut(R),
) {
    let makers = cores.saturating_sub(1).min(pieces.len());
    if makers == 0 || pieces.len() == 1 {
        pieces.into_iter().map(make).for_each(take);
        return;
    }
    let count = pieces.len();
    let mut shares: Vec<Vec<P>> = (0..makers).map(|_| Vec::new()).collect();
    for (turn, piece) in pieces.into_iter().enumerate() {
        if let Some(share) = shares.get_mut(turn % makers) {
            share.push(piece);
        }
    }
    let make = &make;
    std::thread::scope(|scope| {
        let made = shares.into_iter().map(|share| {
            let (to, made) = sync_channel(WAITING);
            scope.spawn(move || {
                // Nobody takes any more where taking has panicked.
                share.into_iter().try_for_each(|piece| to.send(make(piece)))
            });
            made
        });
        let made: Vec<Receiver<R>> = made.collect();
        for from in made.iter().cycle().take(count) {
            // Nothing comes where making has panicked, which the end of the scope tells.
            let Ok(one) = from.recv() else { return };
            take(one);
        }
    });
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
    #[must_use]
    pub fn move_there(self) -> Aside<S, B> {
        match self {
            Aside::Here(state, work) if cores() > 1 => Aside::start(state, work),
            as_it_is => as_it_is,
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
        assert_eq!(side_by_side(0..0, |piece: u32| piece), Vec::<u32>::new());
        assert_eq!(side_by_side(1..4, |piece| piece * 2), [2, 4, 6]);
        for (cores, count) in [(1, 9), (2, 9), (4, 9), (4, 2), (4, 1), (4, 0)] {
            let mut taken = Vec::new();
            let pieces: Vec<u32> = (0..count).collect();
            ahead(cores, pieces, |piece| piece * 2, |made| taken.push(made));
            let expected: Vec<u32> = (0..count).map(|piece| piece * 2).collect();
            assert_eq!(taken, expected);
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
