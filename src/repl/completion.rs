//! What may be typed next. Takes the line before the cursor and the words that are declared; gives where the completed
//! piece begins and what may stand there.
//!
//! Names and phrases are of several words, so the longest piece before the cursor that begins something wins. After a
//! phrase, names of the kind that its slot asks come first; where the piece begins none of them, any that it begins.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The most words that a piece may have: no name is looked for further back.
const LONGEST: usize = 8;

/// What an entry is, which decides where it may stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Sort {
    /// A keyword or the opening of a question: only at the line's start.
    Opening,
    /// The name of an entity, and its kinds' numbers stand beside it.
    Name,
    /// Words of a relation between two slots.
    Phrase,
    /// A clause or modifier: not at the line's start.
    Clause,
}

/// Something that may be typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// As it is put in.
    pub text: String,
    /// What it is.
    pub sort: Sort,
    /// Of a name: the sets of names that it belongs to, one for each kind that it is of. Of a phrase or an opening: the
    /// one that the slot after it asks, if a slot follows.
    pub sets: Vec<u32>,
    folded: String,
}

impl Entry {
    /// An entry that belongs to these sets.
    #[must_use]
    pub fn new(text: impl Into<String>, sort: Sort, sets: Vec<u32>) -> Entry {
        let text = text.into();
        let folded = fold(&text);
        Entry {
            text,
            sort,
            sets,
            folded,
        }
    }
}

/// All that may be typed.
#[derive(Clone, Debug, Default)]
pub struct Completions {
    entries: Vec<Entry>,
}

impl Completions {
    /// Entries in the order in which they are offered.
    #[must_use]
    pub fn new(mut entries: Vec<Entry>) -> Completions {
        entries.sort_by(|a, b| (a.sort, &a.folded, &a.text).cmp(&(b.sort, &b.folded, &b.text)));
        entries.dedup_by(|next, kept| {
            let same = next.text == kept.text && next.sort == kept.sort;
            if same {
                kept.sets.extend(
                    next.sets
                        .iter()
                        .filter(|set| !kept.sets.contains(set))
                        .copied()
                        .collect::<Vec<_>>(),
                );
            }
            same
        });
        Completions { entries }
    }

    /// Where the piece before the cursor begins, and what may stand for it.
    #[must_use]
    pub fn complete(&self, line: &str, cursor: usize) -> (usize, Vec<String>) {
        let Some(before) = line.get(..cursor) else {
            return (cursor, Vec::new());
        };
        let begin = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.get(begin..).unwrap_or("");
        for start in starts(line) {
            let (head, piece) = line.split_at(start);
            let found = self.matches(head, piece);
            if !found.is_empty() {
                return (begin + start, found);
            }
        }
        (cursor, Vec::new())
    }

    /// The opening of a question that was meant by the first words of one, where a letter or two are wrong: it, and how
    /// much of the line it stands for.
    #[must_use]
    pub fn opening_meant(&self, line: &str) -> Option<(&str, usize)> {
        let near = |entry: &&Entry| {
            let words = entry.folded.split_whitespace().count();
            let end = ends(line).nth(words.checked_sub(1)?)?;
            let distance =
                strsim::damerau_levenshtein(&fold(line.get(..end)?), entry.folded.trim_end());
            (distance <= 2 && distance * 3 < entry.folded.len()).then_some((distance, end))
        };
        let openings = self
            .entries
            .iter()
            .filter(|entry| entry.sort == Sort::Opening);
        let found =
            openings.filter_map(|entry| near(&entry).map(|(distance, end)| (distance, entry, end)));
        let (distance, entry, end) = found.min_by_key(|(distance, entry, _)| {
            (*distance, std::cmp::Reverse(entry.folded.len()))
        })?;
        (distance > 0).then_some((entry.text.trim_end(), end))
    }

    fn matches(&self, head: &str, piece: &str) -> Vec<String> {
        let folded = fold(piece);
        let opening = head.trim().is_empty();
        let wanted = self.wanted(&fold(head.trim_end()));
        if folded.is_empty() && (wanted.is_empty() || opening) {
            return Vec::new();
        }
        let fits = |entry: &&Entry| {
            let may_stand = match entry.sort {
                Sort::Opening => opening,
                Sort::Phrase | Sort::Clause => !opening && !folded.is_empty(),
                Sort::Name => true,
            };
            may_stand && entry.folded.starts_with(&folded) && entry.folded != folded
        };
        let asked = |entry: &&Entry| {
            entry.sort == Sort::Name && entry.sets.iter().any(|set| wanted.contains(set))
        };
        let texts = |entries: Vec<&Entry>| {
            entries
                .into_iter()
                .map(|entry| entry.text.clone())
                .collect::<Vec<_>>()
        };
        let of_the_kind = texts(self.entries.iter().filter(fits).filter(asked).collect());
        if !of_the_kind.is_empty() {
            return of_the_kind;
        }
        texts(self.entries.iter().filter(fits).collect())
    }

    /// The sets of names that may follow the words before: those of the longest phrases that they end in.
    fn wanted(&self, head: &str) -> Vec<u32> {
        let ends = |entry: &&Entry| {
            matches!(entry.sort, Sort::Phrase | Sort::Opening)
                && !entry.sets.is_empty()
                && head
                    .strip_suffix(entry.folded.trim_end())
                    .is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
        };
        let longest = self
            .entries
            .iter()
            .filter(ends)
            .map(|entry| entry.folded.len())
            .max();
        let of_it = self
            .entries
            .iter()
            .filter(ends)
            .filter(|entry| Some(entry.folded.len()) == longest);
        of_it.flat_map(|entry| entry.sets.iter().copied()).collect()
    }
}

/// Where the words of a line end.
fn ends(line: &str) -> impl Iterator<Item = usize> {
    let blank = |at: usize| {
        line.get(at..)
            .is_none_or(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
    };
    let after = line
        .char_indices()
        .map(|(at, character)| (at + character.len_utf8(), character));
    after
        .filter(move |(at, character)| !character.is_whitespace() && blank(*at))
        .map(|(at, _)| at)
}

/// Where a piece may begin: before each of the last words, the furthest first, and at the cursor after a blank.
fn starts(line: &str) -> Vec<usize> {
    let mut starts: Vec<usize> = Vec::new();
    let mut blank = true;
    for (at, character) in line.char_indices() {
        let parts = character.is_whitespace() || matches!(character, '(' | ')' | ',' | ';');
        if !parts && blank {
            starts.push(at);
        }
        blank = parts;
    }
    if blank {
        starts.push(line.len());
    }
    starts.split_off(starts.len().saturating_sub(LONGEST))
}

/// A text without regard to case and accents, its blanks made single.
#[must_use]
pub fn fold(text: &str) -> String {
    let plain: String = text
        .nfd()
        .filter(|character| !is_combining_mark(*character))
        .flat_map(char::to_lowercase)
        .collect();
    let trailing = plain.ends_with(char::is_whitespace) && !plain.trim().is_empty();
    let joined = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if trailing { joined + " " } else { joined }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACTORS: u32 = 1;
    const PLACES: u32 = 2;

    fn completions() -> Completions {
        Completions::new(vec![
            Entry::new("actor ", Sort::Opening, vec![]),
            Entry::new("threats to ", Sort::Opening, vec![ACTORS]),
            Entry::new("Pakistan", Sort::Name, vec![ACTORS, PLACES]),
            Entry::new("Pakistan Taliban", Sort::Name, vec![ACTORS]),
            Entry::new("Parachinar", Sort::Name, vec![PLACES]),
            Entry::new("São Tomé", Sort::Name, vec![PLACES]),
            Entry::new("Islamic State of Iraq and Syria", Sort::Name, vec![ACTORS]),
            Entry::new("is hostile to ", Sort::Phrase, vec![ACTORS]),
            Entry::new("is based in ", Sort::Phrase, vec![PLACES]),
            Entry::new("according to ", Sort::Clause, vec![]),
        ])
    }

    fn offered(line: &str) -> Vec<String> {
        completions().complete(line, line.len()).1
    }

    #[test]
    fn a_name_of_several_words_is_completed_from_its_first() {
        let line = "threats to islamic state of Ir";
        assert_eq!(
            completions().complete(line, line.len()),
            (11, vec!["Islamic State of Iraq and Syria".to_owned()])
        );
    }

    #[test]
    fn case_and_accents_are_no_matter() {
        assert_eq!(offered("sao"), ["São Tomé"]);
        assert_eq!(offered("Pakistan Taliban is BASED"), ["is based in "]);
    }

    #[test]
    fn after_a_phrase_names_of_the_kind_that_it_asks_are_offered() {
        assert_eq!(
            offered("Pakistan Taliban is based in "),
            ["Pakistan", "Parachinar", "São Tomé"]
        );
        assert_eq!(offered("threats to pa"), ["Pakistan", "Pakistan Taliban"]);
        assert_eq!(offered("Parachinar is hostile to Para"), ["Parachinar"]);
    }

    #[test]
    fn openings_stand_only_at_the_start() {
        assert_eq!(offered("thr"), ["threats to "]);
        assert_eq!(offered("Pakistan thr"), Vec::<String>::new());
        assert_eq!(offered("Pakistan acc"), ["according to "]);
        assert_eq!(offered("ac"), ["actor "]);
    }

    #[test]
    fn what_is_completed_is_not_offered_again() {
        assert_eq!(offered("Parachinar"), Vec::<String>::new());
        assert_eq!(offered("Pakistan"), ["Pakistan Taliban"]);
    }

    #[test]
    fn an_opening_with_a_wrong_letter_is_known_again() {
        let completions = completions();
        assert_eq!(
            completions.opening_meant("threts to Pakistan"),
            Some(("threats to", 9))
        );
        assert_eq!(completions.opening_meant("threats to Pakistan"), None);
        assert_eq!(completions.opening_meant("members of Pakistan"), None);
        assert_eq!(completions.opening_meant(""), None);
    }

    #[test]
    fn a_cursor_inside_a_letter_or_beyond_the_line_offers_nothing() {
        assert_eq!(completions().complete("São", 2).1, Vec::<String>::new());
        assert_eq!(completions().complete("", 9).1, Vec::<String>::new());
    }
}
