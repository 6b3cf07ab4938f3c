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

/// Whose colours a picture has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Palette {
    /// A theme's.
    Of(Theme),
    /// Those of the page of HTML that it stands in: the properties `--picture-text` and so on, which follow the reader's
    /// own theme and paper. Where a page sets none, those for paper.
    Page,
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
    /// The inks whose colours differ between the themes, each with the name of its property.
    const SET: [(Ink, &'static str); 6] = [
        (Ink::Ground, "ground"),
        (Ink::Surface, "surface"),
        (Ink::Text, "text"),
        (Ink::Faint, "faint"),
        (Ink::Line, "line"),
        (Ink::Blue, "blue"),
    ];

    /// The colour as an attribute has it.
    pub(super) fn of(self, palette: Palette) -> String {
        let (theme, page) = match palette {
            Palette::Of(theme) => (theme, None),
            Palette::Page => (Theme::Light, Ink::SET.iter().find(|(ink, _)| *ink == self)),
        };
        let colour = self.colour(theme);
        page.map_or_else(
            || colour.to_owned(),
            |(_, name)| format!("var(--picture-{name}, {colour})"),
        )
    }

    /// The colour.
    fn colour(self, theme: Theme) -> &'static str {
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

/// The properties by which a page gives its pictures the colours of a theme: `--picture-text: #16191c; …`.
pub fn properties(theme: Theme) -> String {
    let set = Ink::SET.map(|(ink, name)| format!("--picture-{name}: {};", ink.colour(theme)));
    set.join(" ")
}
