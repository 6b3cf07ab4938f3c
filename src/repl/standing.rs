//! From where questions are asked: `:as of DATE`, `:according to NAME`, `:max-marking LEVEL`.

use super::completion::fold;
use super::prompt::Prompt;
use super::reply::Came;
use crate::model::{EntityId, Situation};
use crate::phrase;
use crate::time::{DateOrInterval, parse_date};

impl Prompt {
    pub(super) fn as_of(&mut self, text: &str) -> Came {
        self.defaults.as_of = match parse_date(text) {
            _ if text.is_empty() => None,
            Ok(DateOrInterval::Date(date)) => Some(date),
            Ok(DateOrInterval::Interval { .. }) => {
                return Came::Mendable(format!("{text} is two dates, and one is asked for\n"));
            }
            Err(error) => {
                let meant = error.suggestions().join(" or ");
                let offer = if meant.is_empty() {
                    String::new()
                } else {
                    format!(": did you mean {meant}?")
                };
                return Came::Mendable(format!("{error}{offer}\n"));
            }
        };
        self.session.set_defaults(self.defaults.clone());
        Came::Well(match text {
            "" => "Questions are asked as of the scenario's own date.\n".to_owned(),
            text => format!("Questions are asked as of {text}.\n"),
        })
    }

    pub(super) fn according_to(&mut self, name: &str) -> Came {
        let party = match named(self.session.situation(), name) {
            _ if name.is_empty() => None,
            Some((id, name)) => Some((id, name.to_owned())),
            None => return Came::Mendable(format!("nothing is called \"{name}\"\n")),
        };
        self.defaults.according_to = party.as_ref().map(|(id, _)| *id);
        self.session.set_defaults(self.defaults.clone());
        Came::Well(match party {
            Some((_, name)) => format!("Questions are asked according to {name}.\n"),
            None => "Questions are asked of our own world.\n".to_owned(),
        })
    }

    pub(super) fn max_marking(&mut self, level: &str) -> Came {
        let party = self.defaults.according_to.and_then(|id| {
            let entity = self.session.situation().entities.get(id)?;
            Some(entity.name.clone())
        });
        let wanted = (!level.is_empty()).then_some(level);
        if let Err(unknown) = self.session.set_max_marking(wanted) {
            return Came::Mendable(format!("{unknown}\n"));
        }
        // Whoever questions were asked according to has another number now, or may not be seen.
        let situation = self.session.situation();
        self.defaults.according_to =
            party.and_then(|name| named(situation, &name).map(|(id, _)| id));
        self.session.set_defaults(self.defaults.clone());
        Came::Well(match self.session.max_marking() {
            None => "Everything may be seen, whatever its marking.\n".to_owned(),
            Some(level) => match &self.session.situation().markings.withheld {
                Some(withheld) => format!("{}.\n", phrase::withheld(withheld)),
                None => format!("Nothing is marked above {level}.\n"),
            },
        })
    }
}

/// Whom a name means, without regard to case and accents: a proper name before an alias.
#[must_use]
pub fn named<'s>(situation: &'s Situation, name: &str) -> Option<(EntityId, &'s str)> {
    let name = fold(name.trim());
    let proper = situation
        .entities
        .iter()
        .find(|(_, entity)| fold(&entity.name) == name);
    let alias = || {
        situation
            .entities
            .iter()
            .find(|(_, entity)| entity.also.iter().any(|also| fold(also) == name))
    };
    proper
        .or_else(alias)
        .map(|(id, entity)| (id, entity.name.as_str()))
}
