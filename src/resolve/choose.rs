//! One reading out of many. Takes the ranked readings of one run of words, gives the best, or the two that are equally good.

use super::error::ResolveError;
use super::names::Content;
use super::segment::Reading;
use std::cmp::Ordering;

/// The best reading of those that are equal in no better one.
pub(crate) fn choose(mut readings: Vec<Reading>) -> Option<Result<Reading, ResolveError>> {
    readings.sort_by(Reading::cmp_rank);
    let mut all = readings.into_iter();
    let best = all.next()?;
    if let Some(second) = all.next()
        && second.cmp_rank(&best) == Ordering::Equal
    {
        return Some(Err(ResolveError::TwoReadings {
            place: best.place,
            readings: Box::new([best, second]),
        }));
    }
    let several = best
        .slots
        .iter()
        .flatten()
        .find_map(|content| match content {
            Content::Several(all, place) => Some((all.clone(), *place)),
            _ => None,
        });
    Some(match several {
        Some((entities, place)) => Err(ResolveError::SeveralOfOneName {
            place,
            reading: Box::new(best),
            entities,
        }),
        None => Ok(best),
    })
}
