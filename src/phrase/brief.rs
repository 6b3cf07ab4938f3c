//! Whole sentences for a brief, each with its stop. A likelihood and a confidence never meet in one (ICD 203, 2015).

use crate::answer::{Confidence, Held, Markup, Role, Standing};

/// A text as a sentence: a capital at its beginning where that is a word of ours, a stop at its end.
#[must_use]
pub fn whole(text: Markup) -> Markup {
    let ends = text.plain().ends_with(['.', '!', '?', ':']);
    let text = text.capitalised();
    if ends { text } else { text.then(".") }
}

/// `it is likely (60%) that IS Khorasan threatens Pakistan`; of what is certain the sentence alone.
#[must_use]
pub fn judged(held: &Held, sentence: &Markup) -> Markup {
    if held.is_certain() {
        return sentence.clone();
    }
    let word = held.word.as_deref().unwrap_or_default();
    // `almost no chance` and `roughly even odds` are nouns, all other words of the scales are said of a sentence.
    let lead = match word.rsplit(' ').next() {
        Some("odds") => "there are ",
        Some("chance") if word.starts_with("almost no ") => "there is ",
        Some("chance" | "possibility") => "there is a ",
        Some("") | None => "it is held at ",
        Some(_) => "it is ",
    };
    Markup::words(lead)
        .with(super::likelihood(held))
        .then(" that ")
        .with(sentence.clone())
}

/// What is answered of a sentence that was asked after: that it is likely, denied, disputed, that nothing shows it.
/// `denial` says the opposite: `Dario does not have the fever`, or `it is denied that …`.
#[must_use]
pub fn answered(
    standing: Standing,
    (supported, sentence): (&Held, &Markup),
    (denied, denial): (&Held, &Markup),
) -> Markup {
    match standing {
        Standing::Supported => judged(supported, sentence),
        Standing::Denied => judged(denied, denial),
        Standing::Disputed => Markup::words("it is disputed whether ")
            .with(sentence.clone())
            .then(": ")
            .with(judged(supported, sentence))
            .then("; ")
            .with(judged(denied, denial)),
        Standing::Unknown if supported.value == 0 => {
            Markup::words("nothing shows that ").with(sentence.clone())
        }
        Standing::Unknown => Markup::words("too little shows that ")
            .with(sentence.clone())
            .then(": what there is for it is worth ")
            .with(super::likelihood(supported)),
    }
}

/// Since when, or how long, in a sentence of its own: `this has been so since October 2014`.
#[must_use]
pub fn lasting(when: &Markup) -> Markup {
    let lead = if when.plain().starts_with("since ") {
        "this has been so "
    } else {
        "this is so "
    };
    Markup::words(lead).with(when.clone())
}

/// `confidence is moderate. Everything rests on one source, Brief (C)`
#[must_use]
pub fn trusted(confidence: &Confidence) -> Markup {
    Markup::words("confidence is ")
        .with(Markup::of(Role::Confidence, confidence.level.word()))
        .then(". ")
        .with(confidence.reason.clone())
}

/// A sentence with how strongly it is held and when, as a remark: `ISK draws members from TTP (almost certain; since
/// October 2014)`. Of what is certain and always so, the sentence alone.
#[must_use]
pub fn remarked(sentence: &Markup, held: &Held, when: Option<&Markup>) -> Markup {
    let mut remarks = Vec::new();
    if !held.is_certain() {
        let text = held.text.replace(" (", ", ").replace(')', "");
        remarks.push(Markup::of(Role::Likelihood, text));
    }
    remarks.extend(when.cloned());
    if remarks.is_empty() {
        return sentence.clone();
    }
    sentence
        .clone()
        .then(" (")
        .with(Markup::list(remarks, "; ", "; "))
        .then(")")
}

#[cfg(test)]
mod tests {
    use super::{judged, lasting, remarked, whole};
    use crate::answer::{Held, Markup};

    fn held(value: u16, word: Option<&str>, text: &str) -> Held {
        Held {
            value,
            word: word.map(str::to_owned),
            text: text.to_owned(),
        }
    }

    fn said(value: u16, word: Option<&str>, text: &str) -> String {
        let sentence = Markup::words("it rains");
        whole(judged(&held(value, word, text), &sentence)).plain()
    }

    #[test]
    fn every_word_of_a_scale_makes_a_sentence() {
        assert_eq!(
            said(6_000, Some("likely"), "likely (60%)"),
            "It is likely (60%) that it rains."
        );
        assert_eq!(
            said(300, Some("almost no chance"), "almost no chance"),
            "There is almost no chance that it rains."
        );
        assert_eq!(
            said(5_000, Some("roughly even chance"), "roughly even chance"),
            "There is a roughly even chance that it rains."
        );
        assert_eq!(
            said(
                4_500,
                Some("realistic possibility"),
                "realistic possibility"
            ),
            "There is a realistic possibility that it rains."
        );
        assert_eq!(said(6_000, None, "60%"), "It is held at 60% that it rains.");
        assert_eq!(said(10_000, None, "certain"), "It rains.");
    }

    #[test]
    fn what_lasts_has_been_so_and_what_ends_is_so() {
        let since = lasting(&Markup::words("since 2014"));
        assert_eq!(since.plain(), "this has been so since 2014");
        let until = lasting(&Markup::words("until 2014"));
        assert_eq!(until.plain(), "this is so until 2014");
    }

    #[test]
    fn a_remark_holds_no_brackets_in_brackets() {
        let likely = held(6_000, Some("likely"), "likely (60%)");
        let when = Markup::words("since 2014");
        let text = remarked(&Markup::words("it rains"), &likely, Some(&when));
        assert_eq!(text.plain(), "it rains (likely, 60%; since 2014)");
    }
}
