//! Where a variable is quantified: by the smallest negation or count that holds all its occurrences, else by the rule;
//! what is counted, by its count (section 5).

use casus::model::json::{Argument, BodyJson, CountJson};

/// The scopes around an occurrence, outermost first: 0 is the rule, the rest are its negations and counts, numbered
/// as they are met.
type Path = Vec<usize>;

/// A variable.
struct Variable {
    name: String,
    /// The scope that quantifies it.
    owner: usize,
    /// Whether it is what a count counts: such a name means this variable only inside that count.
    counted: bool,
}

/// All variables of a rule.
pub struct Scope {
    variables: Vec<Variable>,
    /// The counted variables whose counts are being read, innermost last.
    entered: Vec<usize>,
}

impl Scope {
    /// The variables of a rule with that head and body.
    pub fn of(head: &[Argument], body: &BodyJson) -> Scope {
        let mut walk = Walk::default();
        // The body first, so that variables are tried in the order in which the conditions bind them.
        walk.body(body, &vec![0]);
        for argument in head {
            walk.argument(argument, &vec![0]);
        }
        let variables = walk.met.into_iter().map(|(name, path, counted)| Variable {
            name,
            owner: path.last().copied().unwrap_or(0),
            counted,
        });
        Scope {
            variables: variables.collect(),
            entered: Vec::new(),
        }
    }

    /// How many there are.
    pub fn variables(&self) -> usize {
        self.variables.len()
    }

    /// The variables that a scope quantifies.
    pub fn own(&self, scope: usize) -> Vec<usize> {
        (0..self.variables.len())
            .filter(|var| self.variables[*var].owner == scope)
            .collect()
    }

    /// The variable that a name means where the reading stands.
    pub fn variable(&self, name: &str) -> usize {
        let is = |var: &usize| self.variables[*var].name == name;
        self.entered
            .iter()
            .rev()
            .copied()
            .find(is)
            .or_else(|| {
                (0..self.variables.len()).find(|var| is(var) && !self.variables[*var].counted)
            })
            .expect("every occurrence was met")
    }

    /// Enters a count; gives what it counts.
    pub fn enter(&mut self, scope: usize, name: &str) -> usize {
        let counted = (0..self.variables.len())
            .find(|var| {
                let variable = &self.variables[*var];
                variable.counted && variable.owner == scope && variable.name == name
            })
            .expect("every count was met");
        self.entered.push(counted);
        counted
    }

    /// Leaves the count entered last.
    pub fn leave(&mut self) {
        self.entered.pop();
    }
}

/// A walk over all occurrences.
#[derive(Default)]
struct Walk {
    /// Each variable, the scopes that hold all its occurrences so far, and whether it is counted.
    met: Vec<(String, Path, bool)>,
    /// Names that counts around have taken.
    taken: Vec<String>,
    scopes: usize,
}

impl Walk {
    fn argument(&mut self, argument: &Argument, path: &Path) {
        let Argument::Var(name) = argument else {
            return;
        };
        if self.taken.contains(name) {
            return;
        }
        match self.met.iter_mut().find(|met| met.0 == *name && !met.2) {
            Some((_, held, _)) => {
                let common = held.iter().zip(path).take_while(|(a, b)| a == b).count();
                held.truncate(common);
            }
            None => self.met.push((name.clone(), path.clone(), false)),
        }
    }

    fn arguments(&mut self, arguments: &[Argument], path: &Path) {
        for argument in arguments {
            self.argument(argument, path);
        }
    }

    fn inside(&mut self, path: &Path) -> Path {
        self.scopes += 1;
        let mut path = path.clone();
        path.push(self.scopes);
        path
    }

    fn count(&mut self, count: &CountJson, path: &Path) {
        let path = self.inside(path);
        self.met.push((count.var.clone(), path.clone(), true));
        self.taken.push(count.var.clone());
        self.body(&count.body, &path);
        self.taken.pop();
    }

    fn body(&mut self, body: &BodyJson, path: &Path) {
        match body {
            BodyJson::Sentence(pattern) | BodyJson::Denied(pattern) => {
                self.arguments(&pattern.args, path);
            }
            BodyJson::Stated(stated) => self.arguments(&stated.args, path),
            BodyJson::Claimed(claimed) => {
                self.arguments(&claimed.sentence.args, path);
                self.argument(&claimed.by, path);
            }
            BodyJson::And(all) | BodyJson::Or(all) => self.all(all, path),
            BodyJson::AtLeastOf(so_many) => self.all(&so_many.of, path),
            BodyJson::Not(inner) => {
                let path = self.inside(path);
                self.body(inner, &path);
            }
            BodyJson::Past(inner) | BodyJson::AnyTime(inner) => self.body(inner, path),
            BodyJson::PastWithin(window) | BodyJson::Throughout(window) => {
                self.body(&window.body, path);
            }
            BodyJson::AtLeast(count) | BodyJson::AtMost(count) | BodyJson::Exactly(count) => {
                self.count(count, path);
            }
            BodyJson::Compare(compare) => {
                self.argument(&compare.left, path);
                self.argument(&compare.right, path);
            }
        }
    }

    fn all(&mut self, bodies: &[BodyJson], path: &Path) {
        for body in bodies {
            self.body(body, path);
        }
    }
}
