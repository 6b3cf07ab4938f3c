//! In a view, `A is the same as B` merges the two names before evaluation (section 7).

use super::timeline::Timeline;
use super::views::{Spoken, deciding, known};
use super::world::Standpoint;
use casus::model::Sign;
use casus::model::json::{Argument, BodyJson, CoreJson, ItemJson, PatternJson, StatedJson};

const SAME: &str = "[entity] is the same as [entity]";

/// Which name stands for each name, by id.
pub struct Names(Vec<u32>);

impl Names {
    /// What the party, or who speaks for it, says is the same: of two names the lower id stands for both.
    pub fn of(core: &CoreJson, standpoint: &Standpoint, spoken: &[Spoken]) -> Names {
        let most = core
            .entities
            .iter()
            .map(|entity| entity.id)
            .max()
            .unwrap_or(0);
        let mut names = Names((0..=most).collect());
        let Some(same) = core.relations.iter().find(|one| one.wording == SAME) else {
            return names;
        };
        let items: Vec<&ItemJson> = known(core, standpoint.known_on)
            .into_iter()
            .filter(|item| item.relation == same.id && item.likelihood > 0)
            .collect();
        let timeline = Timeline::of(items.iter().map(|item| item.extent), std::iter::empty());
        for said in &items {
            let [Argument::Entity(a), Argument::Entity(b)] = said.args.as_slice() else {
                continue;
            };
            let is_said_at = |t: usize| {
                let in_force: Vec<&ItemJson> = items
                    .iter()
                    .copied()
                    .filter(|item| item.args == said.args && timeline.within(t, item.extent))
                    .collect();
                let deciding = deciding(core, &in_force, standpoint, spoken);
                let is_for = |item: &&ItemJson| item.sign == Sign::For;
                deciding.is_the_partys && deciding.items.iter().any(is_for)
            };
            if (0..timeline.len()).any(is_said_at) {
                names.join(*a, *b);
            }
        }
        names
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.stands_for(a), self.stands_for(b));
        for stands in &mut self.0 {
            if *stands == a || *stands == b {
                *stands = a.min(b);
            }
        }
    }

    /// The name that stands for this one.
    pub fn stands_for(&self, entity: u32) -> u32 {
        self.0.get(entity as usize).copied().unwrap_or(entity)
    }

    /// The core with every name replaced by the one that stands for it.
    pub fn merged(&self, core: &CoreJson) -> CoreJson {
        let mut core = core.clone();
        for item in &mut core.items {
            self.in_arguments(&mut item.args);
            item.view = item.view.map(|view| self.stands_for(view));
        }
        for rule in &mut core.rules {
            self.in_arguments(&mut rule.head.args);
            self.in_body(&mut rule.body);
            rule.view = rule.view.map(|view| self.stands_for(view));
        }
        for masked in &mut core.masked {
            self.in_arguments(&mut masked.args);
        }
        core
    }

    fn in_arguments(&self, arguments: &mut [Argument]) {
        for argument in arguments {
            if let Argument::Entity(id) = argument {
                *id = self.stands_for(*id);
            }
        }
    }

    fn in_body(&self, body: &mut BodyJson) {
        match body {
            BodyJson::Sentence(PatternJson { args, .. })
            | BodyJson::Denied(PatternJson { args, .. })
            | BodyJson::Stated(StatedJson { args, .. }) => self.in_arguments(args),
            BodyJson::Claimed(claimed) => {
                self.in_arguments(&mut claimed.sentence.args);
                self.in_arguments(std::slice::from_mut(&mut claimed.by));
            }
            BodyJson::And(all) | BodyJson::Or(all) => all.iter_mut().for_each(|b| self.in_body(b)),
            BodyJson::AtLeastOf(many) => many.of.iter_mut().for_each(|b| self.in_body(b)),
            BodyJson::Not(inner) | BodyJson::Past(inner) | BodyJson::AnyTime(inner) => {
                self.in_body(inner);
            }
            BodyJson::PastWithin(window) | BodyJson::Throughout(window) => {
                self.in_body(&mut window.body);
            }
            BodyJson::AtLeast(count) | BodyJson::AtMost(count) | BodyJson::Exactly(count) => {
                self.in_body(&mut count.body);
            }
            BodyJson::Compare(compare) => {
                self.in_arguments(std::slice::from_mut(&mut compare.left));
                self.in_arguments(std::slice::from_mut(&mut compare.right));
            }
        }
    }
}
