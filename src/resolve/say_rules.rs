//! The words for what is wrong with rules, conditions and rows.

use super::condition::ConditionError;
use super::rows::RowsError;
use super::rule::{RuleError, StandsIn};
use super::table_options;
use crate::diagnostic::Diagnostic;

/// How many rejected rows a message shows.
const SHOWN: usize = 3;

/// A mistake in conditions.
pub(super) fn condition(error: &ConditionError) -> Diagnostic {
    match error {
        ConditionError::MixedAndOr {
            place,
            word,
            first,
            ways,
        } => {
            let before = if *word == "or" { "and" } else { "or" };
            let [and_first, or_first] = &**ways;
            Diagnostic::error(
                "mixed-and-or",
                format!("`{word}` after `{before}`, and no brackets say which belong together"),
                *place,
            )
            .saying(format!("this `{word}` …"))
            .also(*first, format!("… and this `{before}`"))
            .help(format!("either  {and_first}"))
            .help(format!("or      {or_first}"))
        }
        ConditionError::Missing { place, after } if after.is_empty() => {
            Diagnostic::error("no-condition", "a condition was expected here", *place)
        }
        ConditionError::Missing { place, after } => Diagnostic::error(
            "no-condition",
            format!("nothing stands after `{after}`"),
            *place,
        )
        .saying("a condition was expected after this"),
        ConditionError::NoSuchForm { place, form } => Diagnostic::error(
            "no-such-condition",
            "the condition is not written in this form",
            *place,
        )
        .help(format!("it is written: {form}")),
        ConditionError::Misspelt {
            place,
            text,
            what,
            nearest,
            form,
        } => {
            let out =
                Diagnostic::error("no-such-condition", format!("\"{text}\" is {what}"), *place);
            let out = match nearest.first() {
                Some(near) => out.help(format!("did you mean {near}?")),
                None => out,
            };
            out.help(format!("it is written: {form}"))
        }
        ConditionError::Unparted { place, text } => Diagnostic::error(
            "left-over",
            format!("the condition is over, and \"{}\" is left", short(text)),
            *place,
        )
        .saying("`and` or `or` was expected before this"),
    }
}

/// A mistake in a rule.
pub(super) fn rule(error: &RuleError) -> Diagnostic {
    match error {
        RuleError::Unbound { place, name, stands_in, binding } => {
            let (message, label) = match stands_in {
                StandsIn::Head => (
                    format!("?{name} stands in the head and in no condition"),
                    "nothing says who this could be",
                ),
                StandsIn::Comparison => (
                    format!("?{name} is compared, and no condition says what it could be"),
                    "nothing says what this could be",
                ),
                StandsIn::Negation => (
                    format!("?{name} stands in an exception, and no condition says who it could be"),
                    "nothing says who this could be",
                ),
                StandsIn::Count => (
                    format!("?{name} is counted, and no condition says who it could be"),
                    "nothing says who this could be",
                ),
            };
            Diagnostic::error("unbound-variable", message, *place)
                .saying(label)
                .help(format!("add a condition that binds it, such as: and {binding}"))
        }
        RuleError::NoIf { place } => {
            Diagnostic::error("rule-without-if", "the rule has no `if`: nothing says when this follows", *place)
                .help("a rule is a sentence and its conditions:\nrule danger\n    ?a endangers ?b\n    if ?a is at odds with ?b")
        }
        RuleError::NoHead { place } => {
            Diagnostic::error("rule-without-head", "the rule concludes nothing: a sentence was expected before `if`", *place)
                .help("a rule is a sentence and its conditions:\nrule danger\n    ?a endangers ?b\n    if ?a is at odds with ?b")
        }
    }
}

/// A mistake in what is done for each row of a table.
pub(super) fn rows(error: &RowsError) -> Diagnostic {
    match error {
        RowsError::NoTable {
            place,
            name,
            missing,
        } => {
            let report = Diagnostic::error(
                "no-such-file",
                format!("\"{name}\": {}", missing.why),
                *place,
            );
            let distance = |other: &String| strsim::damerau_levenshtein(other, name);
            match missing.beside.iter().min_by_key(|other| distance(other)) {
                Some(nearest) if distance(nearest) <= 2.max(name.chars().count() / 4) => {
                    report.help(format!("did you mean \"{nearest}\"?"))
                }
                Some(_) => report.help(format!("beside this file are {}", listed(&missing.beside))),
                None => report,
            }
        }
        RowsError::BadOption { place, word } => {
            let report = Diagnostic::error("no-such-option", "this is no option of `from`", *place);
            super::say::offering(report, word, &table_options::WORDS).help(format!(
                "the options, each after a comma: {}",
                table_options::FORMS
            ))
        }
        RowsError::NoColumn {
            place,
            name,
            columns,
            unused,
        } => {
            let report = Diagnostic::error(
                "no-such-column",
                format!("the table has no column ?{name}"),
                *place,
            );
            let distance = |column: &String| {
                strsim::damerau_levenshtein(&column.to_lowercase(), &name.to_lowercase())
            };
            // A slip of the pen is near; failing that, what nobody uses yet is what was meant.
            let near = columns.iter().min_by_key(|column| distance(column));
            let near = near.filter(|column| distance(column) <= 1.max(name.chars().count() / 3));
            let offered: Vec<String> = match near {
                Some(near) => vec![near.clone()],
                None => unused.iter().take(3).cloned().collect(),
            };
            let offered: Vec<String> = offered
                .iter()
                .map(|column| format!("?{}", column.replace(' ', "_")))
                .collect();
            let report = if offered.is_empty() {
                report
            } else {
                report.help(format!("did you mean {}?", offered.join(" or ")))
            };
            report.help(format!("its columns are {}", columns.join(", ")))
        }
        RowsError::TooManyRejected {
            place,
            rejected,
            of,
            tolerate,
            all,
        } => {
            // Rounded up, so that what is offered is enough.
            let percent = (*rejected * 100).div_ceil((*of).max(1));
            let allowed = if tolerate == "0%" {
                "none may be".to_owned()
            } else {
                format!("more than tolerate {tolerate}")
            };
            let shown: Vec<String> = all.iter().take(SHOWN).map(ToString::to_string).collect();
            let more = rejected.saturating_sub(shown.len());
            let rest = if more > 0 {
                format!(", and {more} more")
            } else {
                String::new()
            };
            Diagnostic::error("rows-rejected", format!("{rejected} of {of} rows rejected ({percent}%), {allowed}"), *place)
                .help(format!("rejected: {}{rest}", shown.join(", ")))
                .help(format!("`--rejects FILE` writes them all; `tolerate {percent}%` after the file's name lets them pass"))
        }
    }
}

fn listed(names: &[String]) -> String {
    let mut shown: Vec<String> = names
        .iter()
        .take(6)
        .map(|name| format!("\"{name}\""))
        .collect();
    if names.len() > 6 {
        shown.push(format!("{} more", names.len() - 6));
    }
    shown.join(", ")
}

fn short(text: &str) -> String {
    if text.chars().count() <= 40 {
        return text.to_owned();
    }
    let mut out: String = text.chars().take(38).collect();
    out.push('…');
    out
}
