//! The shipped texts: the scales, the standard model, the libraries. Casus files, embedded as they are.

/// A text that is shipped: what `use` calls it, the name that grounds show, and its words.
#[derive(Clone, Copy, Debug)]
pub struct Shipped {
    /// As `use "states"` calls it; parts of a library are called by their file: `kinds.casus`.
    pub name: &'static str,
    /// The text.
    pub text: &'static str,
}

/// A shipped text that says what the rows of a well-known data set mean.
#[derive(Clone, Copy, Debug)]
pub struct Mapping {
    /// As `use "acled"` calls it.
    pub name: &'static str,
    /// What it calls the table that it reads.
    pub table: &'static str,
}

/// Every shipped mapping.
pub const MAPPINGS: &[Mapping] = &[
    Mapping {
        name: "acled",
        table: "acled.csv",
    },
    Mapping {
        name: "ucdp-ged",
        table: "ucdp-ged.csv",
    },
    Mapping {
        name: "icews",
        table: "icews.tab",
    },
    Mapping {
        name: "polecat",
        table: "polecat.tab",
    },
    Mapping {
        name: "stix",
        table: "bundle.json",
    },
];

/// The shipped mapping of that name.
#[must_use]
pub fn mapping(name: &str) -> Option<&'static Mapping> {
    MAPPINGS.iter().find(|mapping| mapping.name == name)
}

/// Every shipped text, libraries first.
pub const SHIPPED: &[Shipped] = &[
    Shipped {
        name: "scales",
        text: include_str!("scales.casus"),
    },
    Shipped {
        name: "standard",
        text: include_str!("standard.casus"),
    },
    Shipped {
        name: "states",
        text: include_str!("states.casus"),
    },
    Shipped {
        name: "phia",
        text: include_str!("phia.casus"),
    },
    Shipped {
        name: "acled",
        text: include_str!("acled.casus"),
    },
    Shipped {
        name: "ucdp-ged",
        text: include_str!("ucdp-ged.casus"),
    },
    Shipped {
        name: "icews",
        text: include_str!("icews.casus"),
    },
    Shipped {
        name: "polecat",
        text: include_str!("polecat.casus"),
    },
    Shipped {
        name: "stix",
        text: include_str!("stix.casus"),
    },
    Shipped {
        name: "cameo.casus",
        text: include_str!("cameo.casus"),
    },
    Shipped {
        name: "kinds.casus",
        text: include_str!("kinds.casus"),
    },
    Shipped {
        name: "relations.casus",
        text: include_str!("relations.casus"),
    },
    Shipped {
        name: "places.casus",
        text: include_str!("places.casus"),
    },
    Shipped {
        name: "hostility.casus",
        text: include_str!("hostility.casus"),
    },
    Shipped {
        name: "threat.casus",
        text: include_str!("threat.casus"),
    },
    Shipped {
        name: "alignment.casus",
        text: include_str!("alignment.casus"),
    },
    Shipped {
        name: "questions.casus",
        text: include_str!("questions.casus"),
    },
];

/// The shipped text of that name.
#[must_use]
pub fn shipped(name: &str) -> Option<&'static Shipped> {
    SHIPPED.iter().find(|text| text.name == name)
}

/// The names that `use` may call.
pub fn libraries() -> impl Iterator<Item = &'static str> {
    SHIPPED
        .iter()
        .map(|text| text.name)
        .filter(|name| !name.contains('.'))
}

/// The standard model as one text, its parts in the order in which it uses them.
#[must_use]
pub fn standard_model() -> String {
    let opening = shipped("standard").map_or("", |text| text.text);
    let parts = opening
        .lines()
        .filter_map(|line| line.strip_prefix("use \"")?.split('"').next());
    std::iter::once(opening)
        .chain(parts.filter_map(|name| Some(shipped(name)?.text)))
        .collect::<Vec<_>>()
        .join("\n")
}
