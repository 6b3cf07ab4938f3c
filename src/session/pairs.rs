//! Rules whose conditions multiply: takes the rules and how many sentences fulfil each condition, gives a warning for each
//! that has parts without a common variable, with how many pairs that makes.

use crate::answer::Markup;
use crate::diagnostic::Diagnostic;
use crate::limits::grouped;
use crate::model::{Core, Pattern, Rule, Sign, Situation, Term, Value};
use crate::phrase::Phrase;
use crate::plan::unconnected;

/// The code of the warning.
pub(crate) const CODE: &str = "unconnected-conditions";

/// Of so many sentences on both sides the pairs are told of before a rule is run.
pub(super) const MANY: usize = 1_000;

/// The user's own rules of which two parts or more have nothing in common, and each of them is fulfilled by at least so many
/// sentences. Of a part of several conditions those count that the fewest sentences fulfil.
pub(crate) fn warnings(
    core: &Core,
    at_least: usize,
    mut fulfilling: impl FnMut(&Pattern) -> usize,
) -> Vec<Diagnostic> {
    let own = (core.rules.iter()).filter(|(_, rule)| !rule.shipped && rule.property.is_none());
    let mut found = Vec::new();
    for (_, rule) in own {
        let parts: Vec<(&Pattern, usize)> = unconnected(rule)
            .into_iter()
            .filter_map(|part| {
                let counted = part.into_iter().map(|one| (one, fulfilling(one)));
                counted.min_by_key(|(_, count)| *count)
            })
            .filter(|(_, count)| *count >= at_least)
            .collect();
        if parts.len() > 1 {
            found.push(warning(&core.situation, rule, &parts));
        }
    }
    found
}

fn warning(situation: &Situation, rule: &Rule, parts: &[(&Pattern, usize)]) -> Diagnostic {
    let phrase = Phrase::new(situation);
    let words = |pattern: &Pattern| {
        let term = |term: &Term, _| match term {
            Term::Value(value) => phrase.value(value),
            Term::Var(var) => {
                let name = rule
                    .variables
                    .get(var.0 as usize)
                    .map_or("", String::as_str);
                Markup::words(format!("?{name}"))
            }
        };
        phrase.pattern(Sign::For, pattern, &term).plain()
    };
    let named: Vec<String> = parts
        .iter()
        .map(|(pattern, _)| format!("\"{}\"", words(pattern)))
        .collect();
    let counts: Vec<String> = parts
        .iter()
        .map(|(_, count)| grouped(*count as u64))
        .collect();
    let product = parts.iter().fold(1u64, |product, (_, count)| {
        product.saturating_mul(*count as u64)
    });
    let message = format!(
        "in the rule {} nothing connects {}: {} = {} combinations",
        rule.name,
        named.join(" and "),
        counts.join(" × "),
        grouped(product)
    );
    Diagnostic::warning(CODE, message, rule.origin.place)
        .help("add a condition that has a variable of each, as in: and ?a knows ?b")
}

/// Whether the values of a sentence may fulfil the condition.
pub(crate) fn fits(pattern: &Pattern, args: &[Value]) -> bool {
    let mut both = pattern.args.iter().zip(args);
    both.all(|(term, arg)| match term {
        Term::Var(_) => true,
        Term::Value(value) => value == arg,
    })
}
