//! JSON → columns of numbered cells. Takes a text of objects and the paths that are wanted, gives for every object its cells.
//!
//! A path goes inwards by names (`actor.name`). Where a list stands on the way, the object is a row once for each of its
//! members (`actor.names` and `actor.names[]` are one); what is asked of one and the same member stays together.

use super::cut::{NO_UTF8, pieces};
use super::drawing::{Drawing, Standing};
use super::{Rows, Split};
use serde_json::Value;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead as _};

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
/// Why the text is no JSON, with the line; that nothing lies behind the path; or why the bytes cannot be read. A line that
/// is no object is a row that could not be cut.
pub fn objects(
    bytes: impl io::Read,
    objects: Objects,
    within: &[String],
    (wanted, splits): (&[&str], &[Split]),
    keep: impl Fn(&[&str]) -> bool,
) -> Result<Read, String> {
    let path = |path: &&'_ str| -> Vec<String> {
        let names = path.split('.').map(|name| name.trim_end_matches("[]"));
        names.map(str::to_owned).collect()
    };
    let mut reading = Reading {
        wanted: wanted.iter().map(path).collect(),
        splits,
        seen: BTreeSet::new(),
        drawing: Drawing::of(wanted.len(), 1),
        count: 0,
        keep,
    };
    match objects {
        Objects::Listed => reading.list(bytes, within)?,
        Objects::Lines => reading.lines(bytes, within)?,
    }
    Ok(Read {
        paths: reading.seen.into_iter().collect(),
        rows: reading.drawing.finish().pop().unwrap_or_default(),
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

struct Reading<'s, K> {
    wanted: Vec<Vec<String>>,
    splits: &'s [Split],
    seen: BTreeSet<String>,
    drawing: Drawing,
    count: u32,
    keep: K,
}

/// Where a piece of a text stands, whose first byte and line are known.
fn standing(piece: &str, (byte, line): (usize, u32)) -> Standing {
    let first = piece.find('\n').unwrap_or(piece.len());
    Standing {
        line,
        bytes: (byte as u32, (byte + first) as u32),
        whole: 0,
    }
}

impl<K: Fn(&[&str]) -> bool> Reading<'_, K> {
    /// A text that is a list of objects: all of it is in memory.
    fn list(&mut self, mut bytes: impl io::Read, within: &[String]) -> Result<(), String> {
        let mut text = String::new();
        bytes
            .read_to_string(&mut text)
            .map_err(|error| error.to_string())?;
        let whole: &RawValue = serde_json::from_str(&text).map_err(|error| told(&error))?;
        let mut known = (0, 1);
        for raw in listed(behind(whole, within)?)? {
            let from = (raw.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
            let between = text.as_bytes().get(known.0..from).unwrap_or(&[]);
            let newlines = between.iter().filter(|byte| **byte == b'\n').count();
            known = (from.max(known.0), known.1 + newlines as u32);
            self.object(raw, standing(raw.get(), (from, known.1)));
        }
        Ok(())
    }

    /// A text of one object a line: one line of it is in memory.
    fn lines(&mut self, bytes: impl io::Read, within: &[String]) -> Result<(), String> {
        let mut bytes = io::BufReader::new(bytes);
        let mut line: Vec<u8> = Vec::new();
        let mut place = (0, 1);
        loop {
            line.clear();
            let count = bytes
                .read_until(b'\n', &mut line)
                .map_err(|error| error.to_string())?;
            if count == 0 {
                return Ok(());
            }
            match std::str::from_utf8(&line) {
                Ok(text) if text.trim().is_empty() => {}
                Ok(text) => self.line(text.trim_end(), within, place),
                Err(_) => self.broken(place.1, NO_UTF8.to_owned()),
            }
            place = (place.0 + count, place.1 + 1);
        }
    }

    fn line(&mut self, text: &str, within: &[String], place: (usize, u32)) {
        let raw: Result<&RawValue, _> = serde_json::from_str(text);
        let all = match &raw {
            Ok(raw) => behind(raw, within).and_then(listed),
            Err(error) => Err(told(error)),
        };
        match all {
            Ok(all) => all
                .into_iter()
                .for_each(|raw| self.object(raw, standing(text, place))),
            Err(why) => self.broken(place.1, why),
        }
    }

    fn broken(&mut self, line: u32, why: String) {
        self.drawing.broken.push((line, why));
    }

    fn object(&mut self, raw: &RawValue, at: Standing) {
        let at = Standing {
            whole: self.count,
            ..at
        };
        let Ok(value) = serde_json::from_str::<Value>(raw.get()) else {
            return self.broken(at.line, "it is no JSON".to_owned());
        };
        see(&value, String::new(), &mut self.seen);
        let wanted: Vec<Inwards<'_>> = (self.wanted.iter().map(Vec::as_slice))
            .enumerate()
            .collect();
        let mut kept = false;
        for row in ways(&value, &wanted) {
            let cells: Vec<&str> = (0..self.wanted.len())
                .map(|at| row.get(&at).map_or("", |cell| cell.trim()))
                .collect();
            if (self.keep)(&cells) {
                for row in pieces(cells, self.splits) {
                    self.drawing.put(row.into_iter(), std::iter::once((0, at)));
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
type Inwards<'p> = (usize, &'p [String]);

type Cells = BTreeMap<usize, String>;

/// The rows that a value is: one for each way to take a member of every list on the way.
fn ways(value: &Value, wanted: &[Inwards<'_>]) -> Vec<Cells> {
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
            Some((name, rest)) => match inwards
                .iter_mut()
                .find(|(known, _)| *known == name.as_str())
            {
                Some((_, paths)) => paths.push((*at, rest)),
                None => inwards.push((name.as_str(), vec![(*at, rest)])),
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
