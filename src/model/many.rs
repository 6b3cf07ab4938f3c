//! One and many. Takes English words, gives their plurals, and says which names are plurals themselves: `Uighur militants`
//! takes `are`, as a list does.

use super::{Entity, EntityId, Situation};

/// The shipped model's kind of whole peoples, whose names are plurals where they look like one: `Hazaras`.
const PEOPLE: &str = "population";

/// Words before a verb that end as one does.
const NO_VERBS: [&str; 8] = [
    "always",
    "besides",
    "now",
    "nowadays",
    "perhaps",
    "sometimes",
    "still",
    "thus",
];

/// Several of what a noun names: `entities` of `entity`.
#[must_use]
pub fn many(noun: &str) -> String {
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{noun}s"),
    }
}

/// A verb said of one, as it is said of many: `are` of `is`, `carry` of `carries`. None of what is no such verb.
#[must_use]
pub fn said_of_many(verb: &str) -> Option<String> {
    let stem = match verb {
        "is" => "are",
        "was" => "were",
        "has" => "have",
        "does" => "do",
        _ if NO_VERBS.contains(&verb)
            || ["ss", "us", "is"].iter().any(|end| verb.ends_with(end)) =>
        {
            return None;
        }
        _ => {
            if let Some(stem) = verb.strip_suffix("ies").filter(|stem| stem.len() > 1) {
                return Some(format!("{stem}y"));
            }
            let hissed = verb.strip_suffix("es").filter(|stem| {
                ["s", "sh", "ch", "x", "z", "go"]
                    .iter()
                    .any(|end| stem.ends_with(end))
            });
            // `uses` and `closes` keep their e.
            let kept = ["use", "ose", "ase", "ise", "nse", "rse"];
            match hissed {
                Some(stem) if !kept.iter().any(|end| verb.ends_with(&format!("{end}s"))) => stem,
                _ => verb.strip_suffix('s')?,
            }
        }
    };
    (!stem.is_empty()).then(|| stem.to_owned())
}

impl Situation {
    /// Whether a name is a plural: its last word is a common noun of many (`Tajik fighters`), or it names a people so
    /// (`Hazaras`).
    #[must_use]
    pub fn is_many(&self, id: EntityId) -> bool {
        let Some(entity) = self.entities.get(id) else {
            return false;
        };
        let last = entity.name.rsplit(' ').next().unwrap_or_default();
        let ends = last.len() > 3
            && last.ends_with('s')
            && !["ss", "us", "is"].iter().any(|end| last.ends_with(end));
        let is_common = entity.name.contains(' ') && last.starts_with(char::is_lowercase);
        ends && (is_common || self.is_a_people(entity))
    }

    fn is_a_people(&self, entity: &Entity) -> bool {
        entity.kinds.iter().any(|kind| {
            let kind = self.kinds.table.get(*kind);
            kind.is_some_and(|kind| kind.name == PEOPLE)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{many, said_of_many};

    #[test]
    fn a_verb_of_one_becomes_that_of_many() {
        let of_many = |verb| said_of_many(verb).unwrap_or_else(|| "none".to_owned());
        for (one, all) in [
            ("is", "are"),
            ("threatens", "threaten"),
            ("carries", "carry"),
            ("reaches", "reach"),
            ("passes", "pass"),
            ("uses", "use"),
            ("opposes", "oppose"),
            ("takes", "take"),
            ("goes", "go"),
        ] {
            assert_eq!(of_many(one), all);
        }
        for other in ["always", "thus", "would", "across", "attacked"] {
            assert_eq!(said_of_many(other), None, "{other}");
        }
    }

    #[test]
    fn a_noun_of_one_becomes_that_of_many() {
        assert_eq!(many("entity"), "entities");
        assert_eq!(many("valley"), "valleys");
        assert_eq!(many("state"), "states");
    }
}
