//! The two themes of a picture. Every colour that means something is of the palette of Okabe and Ito, *Color Universal
//! Design* (2008), which readers of every kind of colour vision tell apart; and nothing is said by colour alone.

/// What a picture is drawn on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    /// Dark on white, for paper.
    #[default]
    Light,
    /// Light on dark, for a screen.
    Dark,
}
