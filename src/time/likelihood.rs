//! How likely something is, in whole ten-thousandths.
//!
//! Whole numbers, so that least, greatest and complement are exact, and the order of the evidence
//! cannot matter.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How likely something is, from [`NEVER`](Likelihood::NEVER) to [`CERTAIN`](Likelihood::CERTAIN):
/// `likely` is 7,000 ten-thousandths, printed `70%`.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(try_from = "u16", into = "u16")]
pub struct Likelihood(u16);

impl Likelihood {
    /// 0%.
    pub const NEVER: Likelihood = Likelihood(0);
    /// 100%.
    pub const CERTAIN: Likelihood = Likelihood(10_000);

    /// So many ten-thousandths; `None` above 10,000.
    pub const fn new(ten_thousandths: u16) -> Option<Likelihood> {
        if ten_thousandths <= Likelihood::CERTAIN.0 {
            Some(Likelihood(ten_thousandths))
        } else {
            None
        }
    }

    /// So many ten-thousandths; certain above 10,000.
    pub const fn clamped(ten_thousandths: u32) -> Likelihood {
        if ten_thousandths < 10_000 {
            Likelihood(ten_thousandths as u16)
        } else {
            Likelihood::CERTAIN
        }
    }

    /// What is left to certainty: 30% for 70%.
    #[must_use]
    pub const fn complement(self) -> Likelihood {
        Likelihood(Likelihood::CERTAIN.0 - self.0)
    }

    /// 0 to 10,000.
    pub const fn ten_thousandths(self) -> u16 {
        self.0
    }
}

/// As a percentage, with no more decimals than it has: `70%`, `99.5%`, `92.13%`.
impl fmt::Display for Likelihood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, hundredths) = (self.0 / 100, self.0 % 100);
        let text = match (hundredths, hundredths % 10) {
            (0, _) => format!("{whole}%"),
            (_, 0) => format!("{whole}.{}%", hundredths / 10),
            (_, _) => format!("{whole}.{hundredths:02}%"),
        };
        f.pad(&text)
    }
}

impl From<Likelihood> for u16 {
    fn from(likelihood: Likelihood) -> u16 {
        likelihood.0
    }
}

impl TryFrom<u16> for Likelihood {
    type Error = &'static str;

    fn try_from(ten_thousandths: u16) -> Result<Likelihood, Self::Error> {
        Likelihood::new(ten_thousandths).ok_or("a likelihood is at most 10,000 ten-thousandths")
    }
}
