//! What a reader may see who is cleared for one level. Takes what was read of all texts, gives what is read of them when
//! everything marked above the level is struck out.
//!
//! The one idea: it is struck out of the texts before a name is declared, and the rest is read as if nothing else had
//! been written. So nothing that may not be seen has an effect: no conclusion, no name, no help of an error. What is left
//! and cannot be read alone, or would then be read as something else, goes too, and is counted with the rest.

mod strike;

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Additions, Body, Sign, Signed, Situation, Withheld};
use crate::phrase::Phrase;
use crate::resolve::{self, Input, ParsedFile, Resolved};
use crate::source::{FileId, Files, Place};
use crate::syntax::{Shape, Statement};
use std::collections::BTreeSet;
use std::fmt;
use strike::{Ceiling, Struck, around, without};

/// What is read below a ceiling.
pub(super) struct Below {
    /// The rest, resolved.
    pub resolved: Resolved,
    /// What was struck out, by place.
    pub struck: Vec<Place>,
    /// The statements that are left.
    left: Vec<Place>,
}

impl Below {
    /// Whether a mistake that keeps words from being read as a statement may be told: it stands in what is left, or in a
    /// file that says nothing of markings.
    pub fn may_tell(&self, files: &Files, one: &Diagnostic) -> bool {
        let Some(at) = one.labels.first().map(|label| label.place.start) else {
            return true;
        };
        let holds = |place: &&Place| place.start <= at && at <= place.end;
        let struck = self.struck.iter().any(|place| holds(&place));
        let unmarked = || {
            let file = files.file_at(at).map(|id| files.file(id));
            file.is_some_and(|file| !file.text.contains("marking"))
        };
        !struck && (self.left.iter().any(|place| holds(&place)) || unmarked())
    }
}

/// A level that the scale of markings does not have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnknownMarking {
    /// As it was asked.
    pub level: String,
    /// The levels that there are, the least restrictive first.
    pub known: Vec<String>,
}

impl fmt::Display for UnknownMarking {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = self.known.join(", ");
        write!(
            out,
            "\"{}\" is no marking: the markings are {known}",
            self.level
        )
    }
}

/// Reads what is left below a level of the scale. `whole` is what is read of everything; what was just typed is read as
/// if the rest had always been all.
pub(super) fn below(
    input: &Input<'_>,
    whole: &Resolved,
    level: &str,
    just_typed: Option<FileId>,
) -> Below {
    let scales = &whole.situation.scales;
    let ceiling = Ceiling {
        scales,
        upto: scales.restriction(level),
    };
    let mut struck = Struck::new();
    for file in own(input) {
        let default = default_of(file, &ceiling);
        ceiling.above(file.statements, default.as_deref(), &mut struck);
    }
    let known: BTreeSet<(&str, Place)> = whole.diagnostics.iter().filter_map(key).collect();
    let meant = readings(&whole.situation);
    let is_typed =
        |place: Place| just_typed.is_some() && input.files.file_at(place.start) == just_typed;
    loop {
        let (mut resolved, left) = read(input, &struck);
        let broken: BTreeSet<Place> = resolved
            .diagnostics
            .iter()
            .filter(|one| one.severity == Severity::Error)
            .filter_map(key)
            .filter(|one| !known.contains(one))
            .map(|(_, place)| place)
            .collect();
        if strike_around(&mut struck, &left, broken, is_typed) == Went::On {
            continue;
        }
        // Only of what can be read does it make sense to ask whether it is read as before.
        let otherwise: BTreeSet<Place> = readings(&resolved.situation)
            .into_iter()
            .filter(|reading| !meant.contains(reading))
            .map(|(place, _)| place)
            .collect();
        if strike_around(&mut struck, &left, otherwise, is_typed) == Went::On {
            continue;
        }
        resolved
            .diagnostics
            .retain(|one| key(one).is_some_and(|key| known.contains(&key) || is_typed(key.1)));
        if title_is_hidden(input, &ceiling) {
            resolved.situation.title = None;
        }
        resolved.situation.markings.withheld = (!struck.is_empty()).then(|| Withheld {
            above: level.to_owned(),
            left_out: struck.len(),
        });
        return Below {
            left: left.iter().flatten().map(|one| one.place).collect(),
            resolved,
            struck: struck.into_iter().collect(),
        };
    }
}

/// Whether more was struck.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Went {
    On,
    Nowhere,
}

/// Strikes what stands around the places, but for what was just typed.
fn strike_around(
    struck: &mut Struck,
    left: &[Vec<Statement>],
    places: BTreeSet<Place>,
    is_typed: impl Fn(Place) -> bool,
) -> Went {
    let before = struck.len();
    for place in places.into_iter().filter(|place| !is_typed(*place)) {
        for statements in left {
            struck.extend(around(statements, place.start));
        }
    }
    if struck.len() > before {
        Went::On
    } else {
        Went::Nowhere
    }
}

/// The user's own files.
fn own<'i>(input: &'i Input<'_>) -> impl Iterator<Item = &'i ParsedFile<'i>> {
    input.parsed.iter().filter(|file| !file.shipped)
}

/// Resolves what is left, and gives the statements of each file of the user's own.
fn read(input: &Input<'_>, struck: &Struck) -> (Resolved, Vec<Vec<Statement>>) {
    let left: Vec<(FileId, bool, Vec<Statement>)> = input
        .parsed
        .iter()
        .map(|file| (file.file, file.shipped, without(file.statements, struck)))
        .collect();
    let parsed = left.iter().map(|(file, shipped, statements)| ParsedFile {
        file: *file,
        statements,
        shipped: *shipped,
    });
    let resolved = resolve::resolve(&Input {
        files: input.files,
        parsed: parsed.collect(),
        tables: input.tables,
        rowwise: input.rowwise,
    });
    let own = left.into_iter().filter(|(_, shipped, _)| !shipped);
    (resolved, own.map(|(.., statements)| statements).collect())
}

/// The marking that a file's `scenario` statement gives all its statements.
fn default_of(file: &ParsedFile<'_>, ceiling: &Ceiling<'_>) -> Option<String> {
    let scenarios = file
        .statements
        .iter()
        .filter(|one| matches!(one.shape, Shape::Scenario { .. }));
    scenarios
        .filter_map(|one| resolve::whole_marking(one, ceiling.scales))
        .next_back()
}

/// Whether the title of the whole stands in a file that may not be seen.
fn title_is_hidden(input: &Input<'_>, ceiling: &Ceiling<'_>) -> bool {
    own(input)
        .find(|file| {
            let scenario = |one: &Statement| matches!(one.shape, Shape::Scenario { .. });
            file.statements.iter().any(scenario)
        })
        .is_some_and(|file| ceiling.hides(default_of(file, ceiling).as_deref()))
}

fn key(of: &Diagnostic) -> Option<(&str, Place)> {
    Some((of.code, of.labels.first()?.place))
}

/// What every statement, ending and rule is read as, in words: numbers of names differ between readings.
fn readings(situation: &Situation) -> BTreeSet<(Place, String)> {
    let phrase = Phrase::new(situation);
    let mut found = BTreeSet::new();
    let branches = situation.branches.iter().map(|(_, one)| &one.change.adds);
    let hypotheses = situation.hypotheses.iter().map(|(_, one)| &one.change.adds);
    for told in branches.chain(hypotheses).chain([&situation.told]) {
        add_readings(phrase, told, &mut found);
    }
    found
}

fn add_readings(phrase: Phrase<'_>, told: &Additions, found: &mut BTreeSet<(Place, String)>) {
    for stated in &told.stated {
        let claim = Signed {
            sign: stated.sign,
            sentence: stated.sentence.clone(),
        };
        let mut words = phrase.signed(&claim).plain();
        for name in stated
            .view
            .map(|view| phrase.entity(view))
            .into_iter()
            .chain(stated.source.map(|source| phrase.source(source)))
        {
            words.push_str("; ");
            words.push_str(&name.plain());
        }
        found.insert((stated.origin.place, words));
    }
    for ending in &told.endings {
        let words = phrase.sentence(&ending.sentence).plain();
        found.insert((ending.origin.place, words));
    }
    for rule in &told.rules {
        let head = match rule.sign {
            Sign::For => Body::Sentence(rule.head.clone()),
            Sign::Against => Body::Denied(rule.head.clone()),
        };
        let head = phrase.condition(&head, &rule.variables).plain();
        let body = phrase.condition(&rule.body, &rule.variables).plain();
        found.insert((rule.origin.place, format!("{head} if {body}")));
    }
}
