//! Ctrl-C. Takes the flag of the work in hand; a Ctrl-C raises it, so that the work ends with what it has, and a second
//! one leaves the program. Without such work, as while files are read, the first one leaves it.
//!
//! `ctrlc` saves us a signal handler of our own, which would need unsafe code.

use super::ProgressLine;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, Once};

/// The exit of a program that was interrupted.
const INTERRUPTED: i32 = 130;

static IN_HAND: Mutex<Option<Arc<AtomicBool>>> = Mutex::new(None);
static HANDLED: Once = Once::new();

/// From now on Ctrl-C stops the work of this flag; of none, the program. The line of progress goes with it.
pub fn interrupt_stops(work: Option<Arc<AtomicBool>>) {
    if let Ok(mut in_hand) = IN_HAND.lock() {
        *in_hand = work;
    }
    HANDLED.call_once(|| {
        let handled = ctrlc::set_handler(|| {
            let goes_on = IN_HAND.lock().is_ok_and(|in_hand| {
                in_hand
                    .as_ref()
                    .is_some_and(|stop| !stop.swap(true, Ordering::Relaxed))
            });
            if !goes_on {
                ProgressLine::default().clear();
                std::process::exit(INTERRUPTED);
            }
        });
        // Where no handler can be had, Ctrl-C ends the program as it ends any.
        drop(handled);
    });
}
