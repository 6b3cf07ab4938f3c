//! The words of a random world: its names, its relations and their properties.

use super::Chance;

/// What a slot asks, or a variable stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Kind {
    Actor,
    /// A kind of actor.
    Band,
    Place,
    Event,
    Number,
    Date,
    Text,
}

impl Kind {
    /// As it stands in a slot.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Actor => "actor",
            Kind::Band => "band",
            Kind::Place => "place",
            Kind::Event => "event",
            Kind::Number => "number",
            Kind::Date => "date",
            Kind::Text => "text",
        }
    }

    /// Whether what a slot of `self` holds may stand in a slot of `wanted` for some individual.
    pub fn may_be(self, wanted: Kind) -> bool {
        self == wanted
            || matches!(
                (self, wanted),
                (Kind::Actor, Kind::Band) | (Kind::Band, Kind::Actor)
            )
    }
}

/// A relation: words before, between and after its slots.
#[derive(Clone, Debug)]
pub struct Relation {
    /// `[] guards []`
    pub phrase: &'static str,
    /// What each slot asks.
    pub slots: Vec<Kind>,
    /// `symmetric`, `transitive`, …, as written.
    pub properties: Vec<String>,
    /// How it is declared, where the slots do not say: a sentence in a slot is declared as one.
    pub declaration: Option<&'static str>,
    /// Another way to deny it.
    pub negation: Option<&'static str>,
    /// How high it stands: rules conclude it from what stands no higher, strictly from what stands lower.
    pub rank: usize,
}

impl Relation {
    /// A sentence with these words in its slots.
    pub fn sentence(&self, args: &[String]) -> String {
        filled(self.phrase, args)
    }

    /// Its declaration.
    pub fn declared(&self) -> String {
        if let Some(declaration) = self.declaration {
            return declaration.to_owned();
        }
        let slots: Vec<String> = self
            .slots
            .iter()
            .map(|k| format!("[{}]", k.word()))
            .collect();
        let mut text = format!("relation {}", self.sentence(&slots));
        for property in &self.properties {
            text.push_str(", ");
            text.push_str(property);
        }
        text
    }
}

/// A phrase with these words in its slots.
pub fn filled(phrase: &str, args: &[String]) -> String {
    let mut pieces = phrase.split("[]");
    let mut text = pieces.next().unwrap_or("").to_owned();
    for (piece, arg) in pieces.zip(args) {
        text.push_str(arg);
        text.push_str(piece);
    }
    text
}

const ACTORS: [&str; 6] = [
    "Arvand",
    "Belmar",
    "Corvia",
    "Tamra",
    "Kesh Front",
    "Army of Kesh and Sel",
];
const EVENTS: [&str; 2] = ["Long Raid", "Siege of Dara"];
const PLACES: [&str; 4] = ["Dara", "Zaran", "Port Sel", "Ulm"];

/// What numbers and dates are told of, so that there is something to compare.
const MEASURES: [(&str, &[Kind]); 2] = [
    ("[] fields [] men", &[Kind::Actor, Kind::Number]),
    ("[] names the day []", &[Kind::Actor, Kind::Date]),
];

const PHRASES: [(&str, &[Kind]); 14] = [
    ("[] marches", &[Kind::Actor]),
    ("[] sleeps", &[Kind::Actor]),
    ("[] burns", &[Kind::Place]),
    ("[] guards []", &[Kind::Actor, Kind::Actor]),
    ("[] feeds []", &[Kind::Actor, Kind::Actor]),
    ("[] hunts []", &[Kind::Actor, Kind::Actor]),
    ("[] trusts []", &[Kind::Actor, Kind::Actor]),
    ("[] camps near []", &[Kind::Actor, Kind::Place]),
    ("[] taxes []", &[Kind::Band, Kind::Place]),
    ("[] adjoins []", &[Kind::Place, Kind::Place]),
    ("[] is called []", &[Kind::Actor, Kind::Text]),
    ("[] fields [] men", &[Kind::Actor, Kind::Number]),
    ("[] names the day []", &[Kind::Actor, Kind::Date]),
    (
        "[] sends [] towards []",
        &[Kind::Actor, Kind::Actor, Kind::Place],
    ),
];

/// What the program knows without being told.
const GIVEN: [(&str, &[Kind]); 7] = [
    ("[] is a band", &[Kind::Actor]),
    ("[] speaks for []", &[Kind::Actor, Kind::Actor]),
    ("[] carries out []", &[Kind::Actor, Kind::Event]),
    ("[] takes place in []", &[Kind::Event, Kind::Place]),
    ("[] is under way", &[Kind::Event]),
    ("[] happened", &[Kind::Event]),
    ("[] starts on []", &[Kind::Event, Kind::Date]),
];

/// All words of a world.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    /// Names of actors; the first few are bands.
    pub actors: Vec<String>,
    /// How many of the actors are bands.
    pub bands: usize,
    /// Names of places.
    pub places: Vec<String>,
    /// Names of events; may be none.
    pub events: Vec<String>,
    /// Relations: first those that the page declares, then those that are there anyhow.
    pub relations: Vec<Relation>,
    /// How many the page declares.
    pub declared: usize,
    /// A few dates, so that they meet.
    pub dates: Vec<String>,
}

impl Vocabulary {
    /// A world's words.
    pub fn of(chance: &mut Chance) -> Vocabulary {
        let count = chance.between(3, 5);
        let actors = chance.shuffled(ACTORS.to_vec());
        let places = chance.shuffled(PLACES.to_vec());
        let phrases = chance.between(3, 6);
        let mut relations: Vec<Relation> = chance
            .shuffled(PHRASES.to_vec())
            .into_iter()
            .take(phrases)
            .map(|(phrase, slots)| relation(chance, phrase, slots))
            .collect();
        if chance.happens(45)
            && !relations
                .iter()
                .any(|one| one.slots.contains(&Kind::Number))
        {
            let (phrase, slots) = *chance.one(&MEASURES);
            if !relations.iter().any(|one| one.phrase == phrase) {
                relations.push(relation(chance, phrase, slots));
            }
        }
        if let Some(inner) = relations.iter().find(|one| one.phrase == "[] guards []")
            && chance.happens(40)
        {
            relations.push(Relation {
                phrase: "[] fears that [] guards []",
                slots: vec![Kind::Actor; 3],
                declaration: Some("relation [actor] fears that [sentence]"),
                properties: Vec::new(),
                ..inner.clone()
            });
        }
        if chance.happens(20) {
            relations.push(Relation {
                phrase: "[] is the same as []",
                slots: vec![Kind::Actor; 2],
                declaration: Some("relation [entity] is the same as [entity]"),
                properties: Vec::new(),
                negation: None,
                rank: 0,
            });
        }
        let declared = relations.len();
        let events = chance.below(3);
        for (phrase, slots) in GIVEN {
            if (events > 0 || !slots.contains(&Kind::Event)) && chance.happens(40) {
                relations.push(Relation {
                    phrase,
                    slots: slots.to_vec(),
                    properties: Vec::new(),
                    declaration: None,
                    negation: None,
                    rank: 0,
                });
            }
        }
        Vocabulary {
            events: EVENTS
                .iter()
                .take(events)
                .map(|name| (*name).to_owned())
                .collect(),
            declared,
            actors: actors
                .iter()
                .take(count)
                .map(|name| (*name).to_owned())
                .collect(),
            bands: chance.between(1, 2),
            places: places
                .iter()
                .take(count - 1)
                .map(|name| (*name).to_owned())
                .collect(),
            relations,
            dates: (0..chance.between(2, 5)).map(|_| date(chance)).collect(),
        }
    }

    /// A relation that rules may conclude, by its place.
    pub fn concluded(&self, chance: &mut Chance) -> usize {
        chance.below(self.declared)
    }

    /// A name or literal that may stand in a slot.
    pub fn value(&self, chance: &mut Chance, kind: Kind) -> String {
        match kind {
            Kind::Actor => chance.one(&self.actors).clone(),
            Kind::Band => chance.one(&self.actors[..self.bands]).clone(),
            Kind::Place => chance.one(&self.places).clone(),
            Kind::Event => chance.one(&self.events).clone(),
            Kind::Number => (*chance.one(&[
                "200", "300", "400", "200+", "300+", "100..300", "250..400", "~300", "2.5",
            ]))
            .to_owned(),
            Kind::Text => (*chance.one(&["\"Red\"", "\"Blue book\""])).to_owned(),
            // What a bare year is in a slot of a date, the slot says.
            Kind::Date => chance.one(&self.dates).clone(),
        }
    }
}

fn relation(chance: &mut Chance, phrase: &'static str, slots: &[Kind]) -> Relation {
    let mut properties = Vec::new();
    if let [a, b] = slots {
        if a == b && chance.happens(15) {
            properties.push("symmetric".to_owned());
        }
        if a == b && chance.happens(30) {
            properties.push("transitive".to_owned());
        }
        if chance.happens(25) {
            properties.push("single".to_owned());
            if chance.happens(60) {
                properties.push("succeeding".to_owned());
            }
        }
        if let ("[] guards []" | "[] feeds []" | "[] hunts []", true) = (phrase, chance.happens(25))
        {
            let word = phrase.trim_matches(['[', ']', ' ']);
            let (a, b) = (a.word(), b.word());
            properties.push(format!("inverse [{b}] faces what {word} [{a}]"));
        }
    }
    let negation = (phrase == "[] marches").then_some("[] never marches");
    if negation.is_some() {
        properties.push("negated [actor] never marches".to_owned());
    }
    Relation {
        phrase,
        slots: slots.to_vec(),
        properties,
        declaration: None,
        negation,
        rank: chance.below(4),
    }
}

/// A date in one of its forms, of a few years.
pub fn date(chance: &mut Chance) -> String {
    let year = chance.between(2013, 2016);
    let month = chance.between(1, 12);
    let day = *chance.one(&[1, 10, 28, 29, 30, 31]);
    let mark = *chance.one(&["", "", "", "", "~", "?", "%"]);
    match chance.below(8) {
        0 => format!("{year}"),
        1 => format!("{year}{mark}"),
        2 | 3 => format!("{year}-{month:02}{mark}"),
        4 => format!("{} {year}", chance.one(&["early", "mid", "late"])),
        5 => format!("{} January {year}", chance.one(&["early", "mid", "late"])),
        6 => format!("{year}-{month:02}-{:02}T18:00", day.min(28)),
        _ if month == 2 => format!("{year}-02-{:02}{mark}", day.min(28)),
        _ => format!("{year}-{month:02}-{:02}{mark}", day.min(30)),
    }
}
