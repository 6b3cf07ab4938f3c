//! Statements as relationships of STIX. Takes the items of a core; gives one relationship for each that says something of two
//! objects, with its times, its confidence and its source, and counts the others.

use super::{Gathered, id, timestamp};
use crate::model::{EntityId, Part, Relation, Sign, Standing, Stated, Value as Argument};
use serde_json::{Map, Value, json};

/// Stated for certain.
const CERTAIN: u32 = 100;

impl Gathered<'_> {
    /// All relationships; how many statements are none.
    pub(super) fn relationships(&mut self) -> usize {
        let core = self.core;
        let known = core.situation.known;
        // The objects of events say these.
        let of_events = [
            known.happened,
            known.under_way,
            known.starts_on,
            known.ends_on,
        ];
        let mut left_out = 0;
        for (_, item) in core.items.iter() {
            let stated = &item.stated;
            let relation = stated.sentence.relation;
            // The types of objects say the kinds.
            let of_kind = (core.situation.relations.get(relation))
                .is_some_and(|relation| relation.kind.is_some());
            let in_objects = of_kind || of_events.contains(&relation);
            if !in_objects && self.relationship(stated).is_none() {
                left_out += 1;
            }
        }
        left_out
    }

    fn relationship(&mut self, stated: &Stated) -> Option<()> {
        let relation = (self.core.situation.relations).get(stated.sentence.relation)?;
        let (source, target) = two_names(&stated.sentence.args)?;
        let ours = stated.view.is_none() && stated.standing != Standing::Evidence;
        if !ours || relation.compound.is_some() || relation.kind.is_some() {
            return None;
        }
        let confidence = confidence(stated)?;
        let of_type = relationship_type(relation)?;
        let (source, target) = (self.object(source)?, self.object(target)?);
        let start = timestamp(stated.extent.from);
        let stop = timestamp(stated.extent.to.pred());
        let said = Said {
            start: start.unwrap_or_default(),
            stop: stop.unwrap_or_default(),
            confidence,
            note: stated.words.notes.join(" "),
            references: self.references(stated),
        };
        let parts = [of_type.as_str(), &source, &target, &said.parts()];
        let id = id("relationship", &parts);
        let mut object = self.common("relationship", &id);
        let mut put = |name: &str, value: Value| {
            object.insert(name.to_owned(), value);
        };
        put("relationship_type", json!(of_type));
        put("source_ref", json!(source));
        put("target_ref", json!(target));
        if !said.start.is_empty() {
            put("start_time", json!(said.start));
        }
        // It has to be later than the start.
        if !said.stop.is_empty() && said.stop != said.start {
            put("stop_time", json!(said.stop));
        }
        if stated.likelihood_stated || said.confidence != CERTAIN {
            put("confidence", json!(said.confidence));
        }
        if !said.note.is_empty() {
            put("description", json!(said.note));
        }
        if !said.references.is_empty() {
            put("external_references", json!(said.references));
        }
        self.mark(&mut object, stated.words.marking.as_deref());
        self.objects.insert(id, Value::Object(object));
        Some(())
    }

    /// The source, with the passage and what is quoted of it.
    fn references(&self, stated: &Stated) -> Vec<Map<String, Value>> {
        let situation = &self.core.situation;
        let source = stated.source.and_then(|id| situation.sources.get(id));
        let named = source.and_then(|source| situation.entities.get(source.entity));
        let Some(named) = named else {
            return Vec::new();
        };
        let quotes = stated.words.quotes.iter().map(|quote| format!("“{quote}”"));
        let told: Vec<String> = stated.words.passage.iter().cloned().chain(quotes).collect();
        let mut out = Map::new();
        out.insert("source_name".to_owned(), json!(named.name));
        if !told.is_empty() {
            out.insert("description".to_owned(), json!(told.join(" ")));
        }
        vec![out]
    }
}

/// What a relationship says beside which, of whom.
struct Said {
    start: String,
    stop: String,
    /// 1 to 100.
    confidence: u32,
    note: String,
    references: Vec<Map<String, Value>>,
}

impl Said {
    /// All that tells it from another of the same two.
    fn parts(&self) -> String {
        let references = self.references.iter().flat_map(|one| one.values());
        let references: Vec<&str> = references.filter_map(Value::as_str).collect();
        let (start, stop, note) = (&self.start, &self.stop, &self.note);
        let confidence = self.confidence;
        format!(
            "{start}\n{stop}\n{confidence}\n{note}\n{}",
            references.join("\n")
        )
    }
}

fn two_names(args: &[Argument]) -> Option<(EntityId, EntityId)> {
    match args {
        [Argument::Entity(one), Argument::Entity(other)] => Some((*one, *other)),
        _ => None,
    }
}

/// 1 to 100 (STIX 2.1, appendix A); a doubt is a low one, and a certain denial none.
fn confidence(stated: &Stated) -> Option<u32> {
    let percent = u32::from(stated.likelihood.ten_thousandths()).div_ceil(100);
    match stated.sign {
        Sign::For => Some(percent),
        Sign::Against => CERTAIN.checked_sub(percent).filter(|left| *left > 0),
    }
}

/// `[entity] is attributed to [entity]` is `attributed-to`, `[actor] draws on [actor]` is `draws-on`.
fn relationship_type(relation: &Relation) -> Option<String> {
    let wording = relation.wordings.first()?;
    let words = wording.parts.iter().filter_map(|part| match part {
        Part::Word(word) => Some(word.as_str()),
        Part::Slot(_) => None,
    });
    let words: Vec<&str> = words.collect();
    let words = match words.as_slice() {
        ["is", "a" | "an", rest @ ..] | ["is", rest @ ..] if !rest.is_empty() => rest,
        all => all,
    };
    // STIX 2.1 (3.6): small letters, figures and hyphens.
    let joined = words.join("-").to_lowercase();
    let plain = joined.chars().map(|letter| match letter {
        'a'..='z' | '0'..='9' | '-' => letter,
        _ => '-',
    });
    let plain: String = plain.collect();
    (plain.len() >= 3).then_some(plain)
}
