//! What an answer says beside its rows: what it is about, whether it is all, what would help. Takes an answer, gives
//! lines, for the renderings whose rows have no place for it.

use super::text::{more_to_find, nothing_to_take, verdict};
use crate::answer::{Answer, Body};

/// The lines, each a sentence or two; empty where the rows say everything.
#[must_use]
pub fn remarks(answer: &Answer) -> Vec<String> {
    let cut_short = |complete: bool| {
        (!complete).then(|| "The search was cut short: there may be more.".to_owned())
    };
    let mut all: Vec<Option<String>> = Vec::new();
    match &answer.body {
        Body::Profile(profile) => {
            let also = match profile.also.as_slice() {
                [] => String::new(),
                also => format!("; also {}", also.join(", ")),
            };
            let kinds = profile.kinds.join(" and ");
            all.push(Some(format!("{kinds}{also}; {}", profile.place.plain())));
        }
        Body::Connection(connection) => {
            all.push(match connection.further {
                0 => None,
                1 => Some("One more chain of this length.".to_owned()),
                further => Some(format!("{further} more chains of this length.")),
            });
        }
        Body::Linchpins(pins) => {
            let held = match pins.likelihood.value {
                0 => "nothing shows it",
                _ => pins.likelihood.text.as_str(),
            };
            all.push(Some(format!("{}: {held}", pins.sentence.plain())));
            all.push(nothing_to_take(pins).map(str::to_owned));
            let only = pins.one_report.as_ref();
            all.push(only.map(|only| format!("It rests on one report: {}.", only.plain())));
            all.push(more_to_find(pins));
        }
        Body::HowLikely(figures) => {
            all.push(
                figures
                    .bounds_by
                    .as_ref()
                    .map(|by| format!("Bounds by {by}.")),
            );
            let count = figures.uncertain;
            all.push(Some(format!("Uncertain facts and rules: {count}.")));
        }
        Body::Repairs(repairs) => {
            all.push(
                repairs
                    .holds
                    .then(|| format!("It holds already: {}.", repairs.likelihood.text)),
            );
            all.push(cut_short(repairs.complete));
        }
        Body::Hypotheses(matrix) => {
            all.extend(verdict(matrix).iter().map(|told| Some(told.plain())));
        }
        Body::WhoSays(says) => {
            let nobody = "Nobody says so, and nobody denies it.".to_owned();
            all.push(says.claims.is_empty().then_some(nobody));
        }
        Body::Table(_)
        | Body::YesNo(_)
        | Body::Why(_)
        | Body::WhyNot(_)
        | Body::Conflicts(_)
        | Body::Gaps(_)
        | Body::Links(_)
        | Body::Timeline(_)
        | Body::Comparison(_)
        | Body::Change(_)
        | Body::Sources(_)
        | Body::Assumptions(_) => {}
    }
    all.into_iter().flatten().collect()
}
