//! Names as objects of STIX. Takes an entity, gives the object of the type that its kinds come nearest to.

use super::{Gathered, id, timestamp};
use crate::model::{Entity, EntityId, KindId, Kinds};
use serde_json::{Map, Value, json};

/// The types of objects that a kind of the same words is (`kind intrusion set`), and whether STIX lets them have other names.
const TYPES: [(&str, Aliases); 11] = [
    ("threat-actor", Aliases::Listed),
    ("intrusion-set", Aliases::Listed),
    ("identity", Aliases::Told),
    ("campaign", Aliases::Listed),
    ("malware", Aliases::Listed),
    ("tool", Aliases::Listed),
    ("attack-pattern", Aliases::Listed),
    ("vulnerability", Aliases::Told),
    ("infrastructure", Aliases::Listed),
    ("location", Aliases::Told),
    ("incident", Aliases::Told),
];

/// What stands for kinds that STIX has no word for.
const KINDS: [(&str, &str); 5] = [
    ("militant group", "threat-actor"),
    ("weapon", "tool"),
    ("cyber attack", "incident"),
    ("air campaign", "campaign"),
    ("drone campaign", "campaign"),
];

/// The classes of identities (STIX 2.1, 10.7), by kinds.
const CLASSES: [(&str, &str); 5] = [
    ("person", "individual"),
    ("population", "class"),
    ("organisation", "organization"),
    ("state", "organization"),
    ("group", "group"),
];

/// How an object has other names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Aliases {
    Listed,
    /// In its description.
    Told,
}

impl Gathered<'_> {
    /// The id of a name's object, which is in the bundle from now on; none where STIX has no type for it.
    pub(super) fn object(&mut self, entity: EntityId) -> Option<String> {
        if let Some(known) = self.ids.get(&entity) {
            return Some(known.clone());
        }
        let core = self.core;
        let named = core.situation.entities.get(entity)?;
        let (of_type, aliases) = self.type_of(named)?;
        let given = (named.also.iter()).find(|also| is_id_of(also, of_type));
        let id = given.map_or_else(|| id(of_type, &[&named.name]), Clone::clone);
        let mut object = self.common(of_type, &id);
        object.insert("name".to_owned(), json!(named.name));
        self.describe(&mut object, named, aliases);
        match of_type {
            "malware" => {
                object.insert("is_family".to_owned(), json!(true));
            }
            "identity" => {
                if let Some(class) = self.nearest(&named.kinds, &CLASSES) {
                    object.insert("identity_class".to_owned(), json!(class));
                }
            }
            // A place is a region, a country or a point; of a name alone the first can be said.
            "location" => {
                object.insert("region".to_owned(), json!(named.name));
            }
            "campaign" => self.date(&mut object, entity),
            _ => {}
        }
        let markings = &core.situation.markings;
        let marking = markings.descriptions.get(&entity);
        let marking = marking.or_else(|| markings.entities.get(&entity));
        self.mark(&mut object, marking.map(String::as_str));
        self.objects.insert(id.clone(), Value::Object(object));
        self.ids.insert(entity, id.clone());
        Some(id)
    }

    fn describe(&self, object: &mut Map<String, Value>, named: &Entity, aliases: Aliases) {
        let is_id = |also: &str| TYPES.iter().any(|(of_type, _)| is_id_of(also, of_type));
        let also: Vec<&String> = named.also.iter().filter(|also| !is_id(also)).collect();
        if also.is_empty() {
            return;
        }
        match aliases {
            Aliases::Listed => {
                object.insert("aliases".to_owned(), json!(also));
            }
            Aliases::Told => {
                let names: Vec<&str> = also.iter().map(|also| also.as_str()).collect();
                let told = format!("Also called {}", names.join(", "));
                object.insert("description".to_owned(), json!(told));
            }
        }
    }

    fn date(&self, object: &mut Map<String, Value>, entity: EntityId) {
        let Some(event) = self.core.situation.events.get(&entity) else {
            return;
        };
        let first = event.starts.as_ref().map(|date| date.covers.from);
        let last = event.ends.as_ref().map(|date| date.covers.to.pred());
        for (name, at) in [("first_seen", first), ("last_seen", last)] {
            if let Some(at) = at.and_then(timestamp) {
                object.insert(name.to_owned(), json!(at));
            }
        }
    }

    fn type_of(&self, named: &Entity) -> Option<(&'static str, Aliases)> {
        let hyphened = |name: &str| name.replace(' ', "-");
        let by_name = |name: &str| {
            let own = TYPES.iter().map(|(of_type, _)| *of_type);
            let own = own.into_iter().find(|of_type| *of_type == hyphened(name));
            let other = KINDS.iter().find(|(kind, _)| *kind == name);
            own.or(other.map(|(_, of_type)| *of_type))
        };
        let kinds = &self.core.situation.kinds;
        let root = |kind: &KindId| {
            let is = |root| kinds.is_below(*kind, root);
            let roots = [
                (Kinds::ACTOR, "identity"),
                (Kinds::PLACE, "location"),
                (Kinds::EVENT, "incident"),
            ];
            let found = roots.into_iter().find(|(root, _)| is(*root));
            found.map(|(_, of_type)| of_type)
        };
        let by_kind = self.above(&named.kinds, &by_name);
        let of_type = by_kind.or_else(|| named.kinds.iter().find_map(root))?;
        TYPES.iter().find(|(known, _)| *known == of_type).copied()
    }

    fn nearest(&self, kinds: &[KindId], of: &[(&str, &'static str)]) -> Option<&'static str> {
        let by_name = |name: &str| of.iter().find(|(kind, _)| *kind == name).map(|(_, is)| *is);
        self.above(kinds, &by_name)
    }

    /// What the nearest of the kinds and those above them means.
    fn above<T>(&self, kinds: &[KindId], means: &dyn Fn(&str) -> Option<T>) -> Option<T> {
        let mut open: Vec<KindId> = kinds.to_vec();
        let mut at = 0;
        while let Some(kind) = open.get(at).copied() {
            at += 1;
            let Some(kind) = self.core.situation.kinds.table.get(kind) else {
                continue;
            };
            if let Some(found) = means(&kind.name) {
                return Some(found);
            }
            let new = kind.parents.iter().filter(|parent| !open.contains(parent));
            let new: Vec<KindId> = new.copied().collect();
            open.extend(new);
        }
        None
    }
}

/// `malware--5e1c3d70-…`: what a bundle called it.
fn is_id_of(also: &str, of_type: &str) -> bool {
    also.strip_prefix(of_type)
        .and_then(|rest| rest.strip_prefix("--"))
        .is_some_and(|uuid| uuid::Uuid::try_parse(uuid).is_ok())
}
