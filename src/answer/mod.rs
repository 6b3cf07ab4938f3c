//! Answers as data: one structured value for each question, that every rendering shows and none adds to.
//!
//! Takes nothing and computes nothing: `ask` fills it, `render` shows it. Its JSON is a promise, versioned by
//! [`VERSION`] and described by `docs/schema/answer.schema.json`.

mod analysis;
mod fact;
mod head;
mod lists;
mod markup;
mod relating;
mod report;
mod table;
mod tree;

pub use analysis::{
    Budget, Change, Changed, Clash, Conflict, Conflicts, Cut, Direction, Evidence, Following,
    HowLikely, Hypotheses, Hypothesis, Instead, Linchpins, Mark, Moves, Repair, Repairs, Sensitive,
    Side, Stopped, TellApart, Way,
};
pub use fact::{Confidence, Fact, Held, Level, Shadow, Standing};
pub use head::{AsOfBy, Head, Known, Moment, View, Withheld};
pub use lists::{
    Behind, Bond, Bonded, Claim, Entry, Gap, Gaps, Group, Links, Profile, Rested, Spell, SpellKind,
    Stance, WhoSays,
};
pub use markup::{Markup, Piece, Role, capitalised};
pub use relating::{
    Along, Basis, Compared, Comparison, Connection, Happening, Tie, Timeline, Turn,
};
pub use report::{
    Applied, Cited, Course, Dated, Dispute, Graded, Ground, Judgement, Linchpin, NotKnown, Picture,
    Pictured, REPORT_VERSION, Report, Saying, Step, Trust, Warrant, Yard, Yardstick,
};
pub use table::{Row, Table, YesNo};
pub use tree::{Attempt, Link, Node, NodeKind, Reasoned, Why, WhyNot};

use serde::Serialize;

/// The version of the JSON form. It rises when a field changes its meaning or goes; a new field does not raise it.
pub const VERSION: u32 = 1;

/// An answer: what every one says, and what was asked for.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Answer {
    /// [`VERSION`].
    #[serde(rename = "casus_answer")]
    pub version: u32,
    /// What every answer says.
    #[serde(flatten)]
    pub head: Head,
    /// What was asked for.
    #[serde(flatten)]
    pub body: Body,
}

impl Answer {
    /// An answer of this version.
    #[must_use]
    pub fn new(head: Head, body: Body) -> Answer {
        Answer {
            version: VERSION,
            head,
            body,
        }
    }
}

/// What was asked for, by family.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[expect(
    clippy::large_enum_variant,
    reason = "an answer is made once and then looked at, not moved about by the thousand"
)]
pub enum Body {
    /// A form or a pattern.
    Table(Table),
    /// `S?`
    YesNo(YesNo),
    /// `why S`
    Why(Why),
    /// `why not S`
    WhyNot(WhyNot),
    /// `who says S`
    WhoSays(WhoSays),
    /// `conflicts`
    Conflicts(Conflicts),
    /// `gaps`
    Gaps(Gaps),
    /// `profile X`
    Profile(Profile),
    /// `timeline of X`
    Timeline(Timeline),
    /// `links`, `links of X`
    Links(Links),
    /// `connection between A and B`
    Connection(Connection),
    /// `compare A and B`
    Comparison(Comparison),
    /// `what if …`, `what changed between …`
    Change(Change),
    /// `linchpins of S`
    Linchpins(Linchpins),
    /// `how likely is S`
    HowLikely(HowLikely),
    /// `what would make S`, `indicators of S`
    Repairs(Repairs),
    /// `sources behind S`
    Sources(Behind),
    /// `assumptions behind S`
    Assumptions(Behind),
    /// `hypotheses`
    Hypotheses(Hypotheses),
}
