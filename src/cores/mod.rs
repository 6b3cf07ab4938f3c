//! Other cores. Tells how many may work at once, and hands work to one.

use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread::JoinHandle;

/// How many cores there are; one where nobody can tell.
#[must_use]
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
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
