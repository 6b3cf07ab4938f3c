//! Whose items count: what was known, in whose view, and who speaks for whom (section 7).

use super::Row;
use super::evidence::stated;
use super::timeline::Timeline;
use super::universe::Universe;
use super::value::{Table, Told};
use super::world::Standpoint;
use casus::model::Sign;
use casus::model::json::{Argument, CoreJson, ItemJson, SpanJson};
use std::collections::{BTreeMap, HashMap};

/// `Y` speaks for the party of the view throughout the span.
pub struct Spoken {
    /// Who speaks.
    pub by: u32,
    /// When.
    pub when: SpanJson,
}

/// The items that were known: those whose date of saying and whose source's date, the later of the two, starts
/// before the end of the day asked for; undated ones are kept. What a newer source replaces comes back only before
/// the start of the newer one's date.
pub fn known(core: &CoreJson, known_on: Option<i64>) -> Vec<&ItemJson> {
    let came = |item: &ItemJson| {
        let source = core.sources.iter().find(|one| item.source == Some(one.id));
        let dated = source.and_then(|source| source.dated);
        let starts = [item.said, dated].map(|date| date.and_then(|date| date.0));
        starts.into_iter().flatten().max()
    };
    let is_known = |item: &&ItemJson| match known_on {
        None => item.until_known.is_none(),
        Some(end) => {
            came(item).is_none_or(|start| start < end)
                && item.until_known.is_none_or(|newer| end <= newer)
        }
    };
    core.items.iter().filter(is_known).collect()
}

/// What is told in the analyst's world or in a view.
pub fn told(
    core: &CoreJson,
    items: &[&ItemJson],
    standpoint: &Standpoint,
    spoken: &[Spoken],
    timeline: &Timeline,
    universe: &mut Universe,
) -> Told {
    let mut sentences: BTreeMap<(u32, Vec<usize>), Vec<&ItemJson>> = BTreeMap::new();
    for item in items {
        let args = item
            .args
            .iter()
            .map(|value| universe.number(value))
            .collect();
        sentences
            .entry((item.relation, args))
            .or_default()
            .push(item);
    }
    let mut told = Told {
        stated: Table::default(),
        claims: HashMap::new(),
        masked: HashMap::new(),
    };
    for (sentence, items) in sentences {
        let mut rows = [Row::new(), Row::new()];
        let mut masked = Vec::new();
        for t in 0..timeline.len() {
            let in_force: Vec<&ItemJson> = items
                .iter()
                .copied()
                .filter(|item| item.likelihood > 0 && timeline.within(t, item.extent))
                .collect();
            let deciding = deciding(core, &in_force, standpoint, spoken);
            let of = |sign| -> Vec<&ItemJson> {
                let of = deciding.items.iter().copied();
                of.filter(|item| item.sign == sign).collect()
            };
            let (fors, against) = (of(Sign::For), of(Sign::Against));
            rows[0].push(stated(core, &fors));
            rows[1].push(stated(core, &against));
            masked.push(deciding.is_the_partys && fors.is_empty() && !against.is_empty());
        }
        for item in items.iter().filter(|item| item.sign == Sign::For) {
            if let Some(view) = item.view {
                let by = universe.number(&Argument::Entity(view));
                let claims = told.claims.entry(by).or_default();
                let zero = || vec![0; timeline.len()];
                let row = claims.entry(sentence.clone()).or_insert_with(zero);
                for (t, value) in row.iter_mut().enumerate() {
                    if timeline.within(t, item.extent) {
                        *value = item.likelihood.max(*value);
                    }
                }
            }
        }
        let [fors, against] = rows;
        for (sign, row) in [(Sign::For, fors), (Sign::Against, against)] {
            if row.iter().any(|value| *value > 0) {
                told.stated.of_mut(sign).insert(sentence.clone(), row);
            }
        }
        if masked.contains(&true) {
            told.masked.insert(sentence, masked);
        }
    }
    for sentence in &core.masked {
        let args = sentence.args.iter().map(|value| universe.number(value));
        let everywhere = vec![true; timeline.len()];
        told.masked
            .insert((sentence.relation, args.collect()), everywhere);
    }
    told
}

/// The items that give For⁰ and Ag⁰ of a sentence at an instant.
pub struct Deciding<'a> {
    /// Which.
    pub items: Vec<&'a ItemJson>,
    /// Whether they are the party's, or those of who speaks for it.
    pub is_the_partys: bool,
}

/// If X has an item of either sign in force, X's; else, if those who speak for X have, theirs; else, unless strictly,
/// the analyst's.
pub fn deciding<'a>(
    core: &CoreJson,
    in_force: &[&'a ItemJson],
    standpoint: &Standpoint,
    spoken: &[Spoken],
) -> Deciding<'a> {
    let of = |whose: &dyn Fn(&ItemJson) -> bool| -> Vec<&'a ItemJson> {
        in_force
            .iter()
            .copied()
            .filter(|item| whose(item))
            .collect()
    };
    let analysts = || of(&|item| item.view.is_none());
    let Some(party) = standpoint.according_to else {
        return Deciding {
            items: analysts(),
            is_the_partys: false,
        };
    };
    let own = of(&|item| item.view == Some(party));
    let spoken_for = of(&|item| speaks(item, spoken, core));
    for items in [own, spoken_for] {
        if !items.is_empty() {
            return Deciding {
                items,
                is_the_partys: true,
            };
        }
    }
    Deciding {
        items: if standpoint.strictly {
            Vec::new()
        } else {
            analysts()
        },
        is_the_partys: false,
    }
}

/// Whether an item is told for the party: whoever tells it speaks for the party at some instant of the date of
/// saying, else of the source's date, else of all time.
fn speaks(item: &ItemJson, spoken: &[Spoken], core: &CoreJson) -> bool {
    let source = core.sources.iter().find(|one| item.source == Some(one.id));
    let when = item
        .said
        .or(source.and_then(|source| source.dated))
        .unwrap_or_default();
    spoken
        .iter()
        .any(|spoken| item.view == Some(spoken.by) && meet(spoken.when, when))
}

fn meet(a: SpanJson, b: SpanJson) -> bool {
    let before = |end: Option<i64>, start: Option<i64>| {
        end.zip(start).is_some_and(|(end, start)| end <= start)
    };
    !before(a.1, b.0) && !before(b.1, a.0)
}

/// Who speaks for a party: by what the analyst's world holds of `speaks for` at the bar or over it, transitively, all
/// links at one instant.
pub fn spoken(links: &[(u32, u32, Row)], party: u32, bar: u16, timeline: &Timeline) -> Vec<Spoken> {
    let mut all = Vec::new();
    for t in 0..timeline.len() {
        let mut for_it = vec![party];
        while let Some((by, ..)) = links
            .iter()
            .find(|(by, of, row)| row[t] >= bar && for_it.contains(of) && !for_it.contains(by))
        {
            for_it.push(*by);
            all.push(Spoken {
                by: *by,
                when: timeline.span(t),
            });
        }
    }
    all
}
