//! How far sources that agree make a sentence likelier (meaning.md 2).
//!
//! Takes the voices in force at one instant, one a source; gives corr(t) and the sources that give it. The one
//! idea: adding an untied voice never weakens a set, so what is sought is the untied set that leaves least
//! doubt; only the cap at 99% can make one source alone the better.

use super::doubt::Doubt;
use super::ties::Ties;
use crate::model::SourceId;
use crate::time::Likelihood;

/// Up to so many sources all sets are tried.
const ALL_SETS: usize = 16;

/// What sources together reach at most, short of one that is certain.
const CAP: Likelihood = Likelihood::clamped(9_900);

/// c_σ(t) of one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Voice {
    pub(super) source: SourceId,
    pub(super) likelihood: Likelihood,
    /// Whether what gives the likelihood could not be judged.
    pub(super) unrated: bool,
}

/// corr(t).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Corroboration {
    pub(super) value: Likelihood,
    /// The sources that give it, sorted.
    pub(super) sources: Vec<SourceId>,
    /// Whether there were too many to try all sets.
    pub(super) greedy: bool,
}

/// corr(t) of the voices, which are of distinct sources. `name` orders sources of equal likelihood where there
/// are too many to try all sets.
pub(super) fn corroborate<N: Ord>(
    voices: &[Voice],
    ties: &Ties,
    name: impl Fn(SourceId) -> N,
) -> Corroboration {
    let alone = voices.iter().max_by(|a, b| {
        a.likelihood
            .cmp(&b.likelihood)
            .then(b.source.cmp(&a.source))
    });
    let Some(alone) = alone else {
        return Corroboration {
            value: Likelihood::NEVER,
            sources: Vec::new(),
            greedy: false,
        };
    };
    let greedy = voices.len() > ALL_SETS;
    let mut best = Corroboration {
        value: alone.likelihood,
        sources: vec![alone.source],
        greedy,
    };
    if voices.len() == 1 || best.value == Likelihood::CERTAIN {
        return best;
    }
    let tied = |a: &Voice, b: &Voice| tied(ties, a, b);
    let (value, sources) = if greedy {
        greedily(voices, tied, name)
    } else {
        of_all_sets(voices, tied)
    };
    if value > best.value {
        best.value = value;
        best.sources = sources;
        best.sources.sort_unstable();
    }
    best
}

/// The least untied sets of voices that together are worth as much as the bar; none where there are too many voices to
/// try all sets. What is left when other voices fall silent reaches it if one of these is whole.
pub(super) fn reaching(
    voices: &[Voice],
    ties: &Ties,
    bar: Likelihood,
) -> Option<Vec<Vec<SourceId>>> {
    if voices.len() > ALL_SETS {
        return None;
    }
    // The likeliest first: a set that reaches the bar with its last voice is least if it does not without.
    let mut order: Vec<&Voice> = voices.iter().collect();
    order.sort_by_key(|voice| (std::cmp::Reverse(voice.likelihood), voice.source));
    let mut found = Vec::new();
    let mut open: Vec<(usize, Vec<&Voice>, Doubt)> = vec![(0, Vec::new(), Doubt::whole())];
    while let Some((from, taken, doubt)) = open.pop() {
        for (at, voice) in order.iter().enumerate().skip(from) {
            if taken.iter().any(|other| tied(ties, voice, other)) {
                continue;
            }
            let doubt = doubt.less(voice.likelihood);
            let value = if taken.is_empty() {
                voice.likelihood
            } else {
                doubt.likelihood().min(CAP)
            };
            let more: Vec<&Voice> = taken.iter().copied().chain([*voice]).collect();
            if value >= bar {
                found.push(more.iter().map(|voice| voice.source).collect());
            } else {
                open.push((at + 1, more, doubt));
            }
        }
    }
    Some(found)
}

/// Whether the two count as one: their sources draw on one and the same, or neither can be judged.
fn tied(ties: &Ties, a: &Voice, b: &Voice) -> bool {
    (a.unrated && b.unrated) || ties.tied(a.source, b.source)
}

/// The voices by falling likelihood, each taken if untied with all that are; the shortest beginning that is worth most.
fn greedily<N: Ord>(
    voices: &[Voice],
    tied: impl Fn(&Voice, &Voice) -> bool,
    name: impl Fn(SourceId) -> N,
) -> (Likelihood, Vec<SourceId>) {
    let mut order: Vec<&Voice> = voices.iter().collect();
    order.sort_by(|a, b| {
        b.likelihood
            .cmp(&a.likelihood)
            .then_with(|| name(a.source).cmp(&name(b.source)))
            .then(a.source.cmp(&b.source))
    });
    let mut taken: Vec<&Voice> = Vec::new();
    let mut doubt = Doubt::whole();
    let mut best = (Likelihood::NEVER, 0);
    for voice in order {
        if taken.iter().any(|other| tied(voice, other)) {
            continue;
        }
        taken.push(voice);
        doubt = doubt.less(voice.likelihood);
        let value = if taken.len() == 1 {
            voice.likelihood
        } else {
            doubt.likelihood().min(CAP)
        };
        if value > best.0 {
            best = (value, taken.len());
        }
        if doubt.likelihood() >= CAP {
            break;
        }
    }
    (
        best.0,
        taken
            .iter()
            .take(best.1)
            .map(|voice| voice.source)
            .collect(),
    )
}

/// The untied set that leaves least doubt; of equals the smaller, then the first by id.
fn of_all_sets(
    voices: &[Voice],
    tied: impl Fn(&Voice, &Voice) -> bool,
) -> (Likelihood, Vec<SourceId>) {
    let neighbours: Vec<u32> = voices
        .iter()
        .enumerate()
        .map(|(at, voice)| {
            let others = voices.iter().enumerate().filter(|(other, _)| *other != at);
            others
                .filter(|(_, other)| tied(voice, other))
                .fold(0, |set, (other, _)| set | 1 << other)
        })
        .collect();
    let mut search = Search {
        voices,
        neighbours,
        best: None,
    };
    search.go_on((1 << voices.len()) - 1, 0, Doubt::whole());
    let Some((doubt, _, chosen)) = search.best else {
        return (Likelihood::NEVER, Vec::new());
    };
    let sources: Vec<SourceId> = voices
        .iter()
        .enumerate()
        .filter(|(at, _)| chosen & (1 << at) != 0)
        .map(|(_, voice)| voice.source)
        .collect();
    (doubt.likelihood().min(CAP), sources)
}

/// A search through the untied sets that nothing can be added to: sets are bits, by position.
struct Search<'a> {
    voices: &'a [Voice],
    neighbours: Vec<u32>,
    /// The least doubt, how many sources leave it, and which (the bits turned round, so that less is first).
    best: Option<(Doubt, (u32, u32), u32)>,
}

impl Search<'_> {
    /// `open`: those that may still be chosen.
    fn go_on(&mut self, open: u32, chosen: u32, doubt: Doubt) {
        let next = (0..self.voices.len())
            .filter(|at| open & (1 << at) != 0)
            .max_by_key(|at| {
                let ties = self
                    .neighbours
                    .get(*at)
                    .map_or(0, |set| (set & open).count_ones());
                (ties, std::cmp::Reverse(*at))
            });
        let Some(next) = next else {
            let rank = (chosen.count_ones(), chosen.reverse_bits().wrapping_neg());
            if self
                .best
                .as_ref()
                .is_none_or(|best| (&doubt, rank) < (&best.0, best.1))
            {
                self.best = Some((doubt, rank, chosen));
            }
            return;
        };
        let (Some(voice), Some(ties)) = (self.voices.get(next), self.neighbours.get(next).copied())
        else {
            return;
        };
        let without = open & !(1 << next);
        self.go_on(
            without & !ties,
            chosen | 1 << next,
            doubt.less(voice.likelihood),
        );
        if ties & open != 0 {
            self.go_on(without, chosen, doubt);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::testing::{Page, likelihood};
    use proptest::prelude::*;

    /// Sources, each derived from some of those before it.
    fn ties(parents: &[Vec<usize>]) -> Ties {
        let mut page = Page::new();
        for (at, parents) in parents.iter().enumerate() {
            let from: Vec<String> = parents
                .iter()
                .filter(|parent| **parent < at)
                .map(|parent| format!("S{parent}"))
                .collect();
            let from: Vec<&str> = from.iter().map(String::as_str).collect();
            page.source(&format!("S{at}"), &from, None);
        }
        Ties::of(&page.situation)
    }

    /// The definition: the greatest over all untied sets of 1 - Π (1 - c), rounded half up, capped.
    fn defined(voices: &[Voice], ties: &Ties) -> u128 {
        let tied = |a: &Voice, b: &Voice| tied(ties, a, b);
        let sets = (1u32..1 << voices.len()).map(|set| {
            let chosen = voices
                .iter()
                .enumerate()
                .filter(|(at, _)| set & (1 << at) != 0);
            chosen.map(|(_, voice)| voice).collect::<Vec<_>>()
        });
        let untied = sets.filter(|set| {
            set.iter()
                .enumerate()
                .all(|(at, a)| set[..at].iter().all(|b| !tied(a, b)))
        });
        let together = untied.map(|set| {
            let whole = 10_000u128.pow(set.len() as u32);
            let left: u128 = set
                .iter()
                .map(|voice| 10_000 - u128::from(voice.likelihood.ten_thousandths()))
                .product();
            let value = (2 * 10_000 * (whole - left) + whole) / (2 * whole);
            let certain = set
                .iter()
                .any(|voice| voice.likelihood == Likelihood::CERTAIN);
            if set.len() > 1 && !certain {
                value.min(9_900)
            } else {
                value
            }
        });
        together.max().unwrap_or(0)
    }

    proptest! {
        #[test]
        fn it_is_the_greatest_over_all_untied_sets(
            parents in proptest::collection::vec(proptest::collection::vec(0usize..7, 0..3), 1..8),
            voices in proptest::collection::vec((1u16..=10_000, any::<bool>()), 7),
        ) {
            let ties = ties(&parents);
            let voices: Vec<Voice> = (0..parents.len())
                .map(|at| Voice { source: SourceId(at as u32), likelihood: likelihood(voices[at].0), unrated: voices[at].1 })
                .collect();
            let found = corroborate(&voices, &ties, |source| source);
            prop_assert_eq!(u128::from(found.value.ten_thousandths()), defined(&voices, &ties));
            let chosen: Vec<Voice> = voices.iter().copied().filter(|voice| found.sources.contains(&voice.source)).collect();
            prop_assert_eq!(u128::from(found.value.ten_thousandths()), defined(&chosen, &ties));
        }
    }
}
