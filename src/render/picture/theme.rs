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

/// What a line or a surface is for, which a theme gives its colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Ink {
    /// Nothing is drawn.
    None,
    /// What all is drawn on.
    Ground,
    /// The inside of a box.
    Surface,
    /// Text.
    Text,
    /// Text beside the point.
    Faint,
    /// Lines that lead the eye.
    Line,
    /// What rules give, and who is on one side.
    Blue,
    /// The weakest link, what stands against, who is against whom.
    Alarm,
    /// What is so with the hypothesis and without it.
    Amber,
}

impl Ink {
    /// The colour.
    pub(super) fn colour(self, theme: Theme) -> &'static str {
        match (self, theme) {
            (Ink::None, _) => "none",
            (Ink::Ground, Theme::Light) => "#ffffff",
            (Ink::Ground, Theme::Dark) => "#14181d",
            (Ink::Surface, Theme::Light) => "#f6f7f8",
            (Ink::Surface, Theme::Dark) => "#20272f",
            (Ink::Text, Theme::Light) => "#16191c",
            (Ink::Text, Theme::Dark) => "#f1f3f5",
            (Ink::Faint, Theme::Light) => "#565c63",
            (Ink::Faint, Theme::Dark) => "#b4bcc5",
            (Ink::Line, Theme::Light) => "#8b929a",
            (Ink::Line, Theme::Dark) => "#7d8792",
            // Okabe and Ito's blue and, on dark, their sky blue.
            (Ink::Blue, Theme::Light) => "#0072b2",
            (Ink::Blue, Theme::Dark) => "#56b4e9",
            // Their vermillion.
            (Ink::Alarm, Theme::Light | Theme::Dark) => "#d55e00",
            // Their orange.
            (Ink::Amber, Theme::Light | Theme::Dark) => "#e69f00",
        }
    }
}
