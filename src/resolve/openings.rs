//! How questions open, and which one was meant. Takes a question that cannot be read, gives the form that its first words are
//! nearest to, or the name that it asks about and that is not declared.

use super::error::ResolveError;
use super::front::Front;
use super::guess::unknown_name;
use crate::syntax::Token;

/// The questions that every situation knows, by their first words.
const OPENINGS: [&str; 18] = [
    "who says",
    "why not",
    "why",
    "what would make",
    "indicators of",
    "linchpins of",
    "how likely is",
    "assumptions behind",
    "sources behind",
    "timeline of",
    "profile",
    "connection between",
    "compare",
    "what changed between",
    "what if",
    "conflicts",
    "gaps",
    "hypotheses",
];

/// How near the first words must be to an opening.
const NEAR: f64 = 0.78;

/// What is wrong with words that are no question: they open nearly like one, or like a declared form with a name that is not
/// known.
pub(super) fn meant(front: &Front<'_>, tokens: &[Token]) -> Option<ResolveError> {
    let reader = front.reader();
    let run = reader.run(tokens);
    let forms: Vec<String> = reader
        .situation
        .forms
        .rows()
        .iter()
        .map(|form| before_a_variable(&form.name))
        .filter(|opening| !opening.is_empty())
        .collect();
    let counted = |opening: &str| opening.split(' ').count();
    let asked = |opening: &str| (0..counted(opening)).all(|at| run.word(at).is_some());
    let openings = forms.iter().map(String::as_str).chain(OPENINGS);
    let mut best: Option<(u64, &str)> = None;
    let mut stands: Option<&str> = None;
    for opening in openings.filter(|opening| asked(opening)) {
        let words = run.text(0, counted(opening)).to_lowercase();
        if words == opening && OPENINGS.contains(&opening) {
            stands = stands.max(Some(opening));
            continue;
        }
        let near = strsim::normalized_damerau_levenshtein(&words, opening);
        let rank = (near * 1e9) as u64;
        if near >= NEAR && best.is_none_or(|(known, _)| rank > known) {
            best = Some((rank, opening));
        }
    }
    // What opens as it should may still be a longer opening with a letter wrong: `why nt` for `why not`.
    if let Some(stands) = stands {
        let longer = |(_, opening): &(u64, &str)| {
            let rest = opening.strip_prefix(stands);
            rest.is_some_and(|rest| rest.starts_with(' '))
                && is_no_name(&run.text(0, counted(opening)))
        };
        best = best.filter(longer);
    }
    let (_, opening) = best?;
    let end = counted(opening);
    let text = run.text(0, end);
    let rest = run.text(end, run.len());
    if text.to_lowercase() == opening {
        let is_form = forms.iter().any(|form| form == opening);
        return (is_form && end < run.len()).then(|| unknown_name(&reader, &run, end, None));
    }
    Some(ResolveError::NoQuestion {
        place: run.place(0, end),
        nearest: format!("{opening} {rest}").trim_end().to_owned(),
        text,
    })
}

/// Whether the last word is written small, so that it is hardly the beginning of a name.
fn is_no_name(text: &str) -> bool {
    let last = text.split_whitespace().next_back();
    let first = last.and_then(|word| word.chars().next());
    first.is_some_and(char::is_lowercase)
}

/// `threats to` of `threats to ?target`
fn before_a_variable(form: &str) -> String {
    let words = form.split_whitespace();
    let before: Vec<&str> = words.take_while(|word| !word.starts_with('?')).collect();
    before.join(" ")
}
