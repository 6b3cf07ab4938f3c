//! An axis of days, months or years. Takes the bounds of what stands on it and the room that it has, gives where each
//! minute stands, and a few ticks with their words.

use crate::answer::{Moment, Spell};
use crate::time::Instant;

const MINUTES_A_DAY: i64 = 1_440;

/// From which minute to which, and where they stand on the page.
pub(super) struct Axis {
    /// The first minute that has a place.
    pub(super) from: i64,
    to: i64,
    /// Where it begins on the page.
    pub(super) left: f64,
    wide: f64,
}

impl Axis {
    /// From the first bound to the last with a little air; a few bounds that lie far before all others are left out, and
    /// their bars come in from the left.
    pub(super) fn of(
        spells: &[&Spell],
        asked: Option<&Moment>,
        (left, wide): (f64, f64),
    ) -> Option<Axis> {
        let mut bounds: Vec<i64> = spells
            .iter()
            .flat_map(|spell| [spell.from, spell.to])
            .flatten()
            .collect();
        if bounds.is_empty() {
            return None;
        }
        bounds.extend(asked.map(|asked| asked.minutes));
        bounds.sort_unstable();
        let last = *bounds.last()?;
        let whole = last.saturating_sub(*bounds.first()?);
        let early = bounds.len() / 3;
        let far = bounds
            .windows(2)
            .take(early)
            .enumerate()
            .filter(
                |(_, pair)| matches!(pair, [one, next] if next.saturating_sub(*one) > whole / 2),
            )
            .map(|(at, _)| at + 1)
            .next_back();
        let first = *bounds.get(far.unwrap_or(0))?;
        let air = (last.saturating_sub(first) / 24).max(MINUTES_A_DAY);
        Some(Axis {
            from: first.saturating_sub(air),
            to: last.saturating_add(air),
            left,
            wide,
        })
    }

    pub(super) fn right(&self) -> f64 {
        self.left + self.wide
    }

    /// How many ticks there is room for.
    fn most(&self) -> i64 {
        (self.wide / 68.0) as i64
    }

    /// Where a minute stands; one outside stands at the end.
    pub(super) fn place(&self, at: i64) -> f64 {
        let at = at.clamp(self.from, self.to);
        let part = at.saturating_sub(self.from) as f64 / self.to.saturating_sub(self.from) as f64;
        self.left + part * self.wide
    }

    /// The first minutes of days, months or years, a few of them, with their words.
    pub(super) fn ticks(&self) -> Vec<(i64, String)> {
        let length = self.to.saturating_sub(self.from);
        let days = length / MINUTES_A_DAY;
        if days <= 45 {
            let step = [1, 2, 5, 7, 14]
                .into_iter()
                .find(|step| days / step <= self.most())
                .unwrap_or(14);
            let first = self.from.div_euclid(MINUTES_A_DAY) + 1;
            return (0..=self.most())
                .map(|at| (first + at * step) * MINUTES_A_DAY)
                .filter(|at| *at <= self.to)
                .map(|at| (at, day(at)))
                .collect();
        }
        let months = days / 30;
        let step = [
            1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 6_000, 12_000, 120_000,
        ]
        .into_iter()
        .find(|step| months / step <= self.most())
        .unwrap_or(1_200_000);
        let civil = Instant(self.from).to_civil();
        let first = (civil.year * 12 + i64::from(civil.month) - 1).div_euclid(step) + 1;
        (0..=self.most() + 1)
            .filter_map(|at| {
                let number = (first + at) * step;
                let (year, month) = (number.div_euclid(12), number.rem_euclid(12));
                let month = u32::try_from(month).ok()? + 1;
                let at = Instant::from_ymd_hm(year, month, 1, 0, 0)?;
                let words = if step % 12 == 0 {
                    year.to_string()
                } else {
                    format!("{} {year}", short_month(month))
                };
                (at.0 > self.from && at.0 < self.to).then_some((at.0, words))
            })
            .collect()
    }
}

fn day(at: i64) -> String {
    let civil = Instant(at).to_civil();
    format!("{} {} {}", civil.day, short_month(civil.month), civil.year)
}

fn short_month(month: u32) -> &'static str {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let at = (month as usize).saturating_sub(1);
    MONTHS.get(at).copied().unwrap_or_default()
}
