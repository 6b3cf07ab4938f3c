//! What to bear in mind with a derivation, and the items that it rests on.

use crate::answer::{Markup, Role};
use crate::explain::{Derivation, Leaf};
use crate::model::ItemId;

/// All items of the derivation's leaves, in reading order.
pub(in crate::ask) fn items_behind(derivation: &Derivation) -> Vec<ItemId> {
    derivation
        .leaves()
        .into_iter()
        .filter_map(|leaf| match leaf {
            Leaf::Evidence { evidence, .. } => Some(&evidence.items),
            Leaf::Rule(_) | Leaf::Default { .. } | Leaf::AtMost { .. } => None,
        })
        .flatten()
        .copied()
        .collect()
}

/// That more sources agree than all sets of can be tried, where they do (meaning.md 2).
pub(in crate::ask) fn greedy_note(derivation: &Derivation) -> Option<Markup> {
    let greedy = derivation.leaves().into_iter().any(|leaf| match leaf {
        Leaf::Evidence { evidence, .. } => evidence.greedy,
        Leaf::Rule(_) | Leaf::Default { .. } | Leaf::AtMost { .. } => false,
    });
    greedy.then(|| {
        Markup::words(
            "More than 16 sources say the same: which of them are independent was sought step by step, and may be \
             counted too low.",
        )
    })
}

/// `2 more derivations: ask  why …, all`
pub(in crate::ask) fn more_note(more: usize, sentence: &Markup) -> Markup {
    let words = if more == 1 {
        "1 more derivation".to_owned()
    } else {
        format!("{more} more derivations")
    };
    Markup::words(format!("{words}: ask  ")).with(Markup::of(
        Role::Question,
        format!("why {}, all", sentence.plain()),
    ))
}
