//! What a terminal shows: colours that go away, the width, diagnostics with the word underlined. The program and the
//! prompt share it, so that an error looks the same in both.

mod colours;
mod interrupt;
mod progress;
mod report;
mod tables;

pub use colours::{Colours, paint, painted};
pub use interrupt::interrupt_stops;
pub use progress::{Part, ProgressLine, Work};
pub use report::{json, place_of, text};
pub use tables::table;

/// The width that text is cut to where the terminal does not say, or there is none.
const USUAL_WIDTH: usize = 100;
/// No line is made longer than this, however wide the window: nobody reads lines across a whole screen.
const WIDEST: usize = 120;

/// How many cells a line may take: the window's, `COLUMNS` where there is none, within reason.
#[must_use]
pub fn width() -> usize {
    let told = std::env::var("COLUMNS")
        .ok()
        .and_then(|told| told.trim().parse::<usize>().ok());
    let seen =
        terminal_size::terminal_size().map(|(terminal_size::Width(cells), _)| usize::from(cells));
    seen.or(told)
        .filter(|cells| *cells > 0)
        .unwrap_or(USUAL_WIDTH)
        .clamp(40, WIDEST)
}
