//! JSON → columns of numbered cells. Takes a text of objects and the paths that are wanted, gives for every object its cells.
//!
//! A path goes inwards by names (`actor.name`). Where a list stands on the way, the object is a row once for each of its
//! members; what is asked of one and the same member stays together.

use super::cut::pieces;
use super::drawing::{Drawing, Standing};
use super::{Rows, Split};
use serde_json::Value;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// How objects follow one another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Objects {
    /// A list of them, or one alone.
    Listed,
    /// One a line.
    Lines,
}

/// The objects of a text that were read.
#[derive(Clone, Debug, Default)]
pub struct Read {
    /// Every path that leads to a value somewhere.
    pub paths: Vec<String>,
    /// The rows: a cell for each of the paths wanted.
    pub rows: Rows,
}

/// Reads the objects that lie behind a path (all of them where it is empty), and keeps those rows that are wanted.
///
/// # Errors
/// Why the text is no JSON, with the line; or that nothing lies behind the path.
pub fn objects(
    text: &str,
    objects: Objects,
    within: &[String],
    (wanted, splits): (&[&str], &[Split]),
    keep: impl Fn(&[&str]) -> bool,
) -> Result<Read, String> {
    let mut reading = Reading {
        text,
        wanted: wanted
            .iter()
            .map(|path| path.split('.').collect())
            .collect(),
        splits,
        seen: BTreeSet::new(),
        drawing: Drawing::of(wanted.len()),
        count: 0,
        line: (0, 1),
        keep,
    };
    match objects {
        Objects::Listed => {
            let whole: &RawValue = serde_json::from_str(text).map_err(|error| told(&error))?;
            for raw in listed(behind(whole, within)?)? {
                reading.object(raw);
            }
        }
        Objects::Lines => {
            for line in text.lines().filter(|line| !line.trim().is_empty()) {
                match serde_json::from_str::<&RawValue>(line) {
                    Ok(raw) => match behind(raw, within).and_then(listed) {
                        Ok(all) => all.into_iter().for_each(|raw| reading.object(raw)),
                        Err(why) => reading.broken(line, why),
                    },
                    Err(error) => reading.broken(line, told(&error)),
                }
            }
        }
    }
    Ok(Read {
        paths: reading.seen.into_iter().collect(),
        rows: reading.drawing.finish(),
    })
}

fn told(error: &serde_json::Error) -> String {
    format!("it is no JSON from line {} on: {error}", error.line())
}

/// What lies behind a path of names.
fn behind<'t>(raw: &'t RawValue, within: &[String]) -> Result<&'t RawValue, String> {
    within.iter().try_fold(raw, |raw, name| {
        let members: BTreeMap<Cow<'_, str>, &RawValue> = serde_json::from_str(raw.get())
            .map_err(|_| format!("nothing in it is called {name}"))?;
        members
            .get(name.as_str())
            .copied()
            .ok_or_else(|| format!("nothing in it is called {name}"))
    })
}

/// The members of a list; what is none is one alone.
fn listed(raw: &RawValue) -> Result<Vec<&RawValue>, String> {
    if raw.get().starts_with('[') {
        serde_json::from_str(raw.get()).map_err(|error| told(&error))
    } else {
        Ok(vec![raw])
    }
}

struct Reading<'t, K> {
    text: &'t str,
    wanted: Vec<Vec<&'t str>>,
    splits: &'t [Split],
    seen: BTreeSet<String>,
    drawing: Drawing,
    count: u32,
    /// The byte up to which lines have been counted, and the line there.
    line: (usize, u32),
    keep: K,
}

impl<K: Fn(&[&str]) -> bool> Reading<'_, K> {
    /// Where a piece of the text stands.
    fn standing(&mut self, piece: &str) -> Standing {
        let from = (piece.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let between = self.text.as_bytes().get(self.line.0..from).unwrap_or(&[]);
        let newlines = between.iter().filter(|byte| **byte == b'\n').count();
        self.line = (from.max(self.line.0), self.line.1 + newlines as u32);
        let first = piece.find('\n').unwrap_or(piece.len());
        Standing {
            line: self.line.1,
            bytes: (from as u32, (from + first) as u32),
            whole: self.count,
        }
    }

    fn broken(&mut self, line: &str, why: String) {
        let line = self.standing(line).line;
        self.drawing.rows.broken.push((line, why));
    }

    fn object(&mut self, raw: &RawValue) {
        let at = self.standing(raw.get());
        let Ok(value) = serde_json::from_str::<Value>(raw.get()) else {
            return self.broken(raw.get(), "it is no JSON".to_owned());
        };
        see(&value, String::new(), &mut self.seen);
        let wanted: Vec<(usize, &[&str])> = self
            .wanted
            .iter()
            .enumerate()
            .map(|(at, path)| (at, path.as_slice()))
            .collect();
        let mut kept = false;
        for row in ways(&value, &wanted) {
            let cells: Vec<&str> = (0..self.wanted.len())
                .map(|at| row.get(&at).map_or("", |cell| cell.trim()))
                .collect();
            if (self.keep)(&cells) {
                for row in pieces(cells, self.splits) {
                    self.drawing.put(row.into_iter(), at);
                }
                kept = true;
            }
        }
        self.count += u32::from(kept);
    }
}

/// Notes the paths of all values.
fn see(value: &Value, path: String, seen: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let longer = if path.is_empty() {
                    name.clone()
                } else {
                    format!("{path}.{name}")
                };
                see(value, longer, seen);
            }
        }
        Value::Array(members) => {
            for value in members {
                see(value, path.clone(), seen);
            }
            seen.insert(path);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            if !seen.contains(&path) {
                seen.insert(path);
            }
        }
    }
}

/// A column, by its place, and what is left of its path.
type Inwards<'p> = (usize, &'p [&'p str]);

type Cells = BTreeMap<usize, String>;

/// The rows that a value is: one for each way to take a member of every list on the way.
fn ways(value: &Value, wanted: &[(usize, &[&str])]) -> Vec<Cells> {
    if let Value::Array(members) = value {
        let all: Vec<Cells> = members.iter().flat_map(|one| ways(one, wanted)).collect();
        return if all.is_empty() {
            vec![Cells::new()]
        } else {
            all
        };
    }
    let mut here = Cells::new();
    let mut inwards: Vec<(&str, Vec<Inwards<'_>>)> = Vec::new();
    for (at, path) in wanted {
        match path.split_first() {
            None => {
                here.extend(cell(value).map(|cell| (*at, cell)));
            }
            Some((name, rest)) => match inwards.iter_mut().find(|(known, _)| known == name) {
                Some((_, paths)) => paths.push((*at, rest)),
                None => inwards.push((name, vec![(*at, rest)])),
            },
        }
    }
    let mut rows = vec![here];
    for (name, paths) in inwards {
        let Some(member) = value.get(name) else {
            continue;
        };
        let more = ways(member, &paths);
        rows = rows
            .iter()
            .flat_map(|row| {
                more.iter().map(|more| {
                    let mut row = row.clone();
                    row.extend(more.iter().map(|(at, cell)| (*at, cell.clone())));
                    row
                })
            })
            .collect();
    }
    rows
}

fn cell(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(is) => Some(is.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
