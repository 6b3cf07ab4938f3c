//! Random small situations, as lines for [`super::kit`].

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::ops::Range;

/// How large the situations are, and how much in them is uncertain.
#[derive(Clone)]
pub struct Shape {
    /// How many statements.
    pub facts: Range<usize>,
    /// How many rules.
    pub rules: Range<usize>,
    /// How often, of ten times, a likelihood is less than certain.
    pub uncertain: u32,
    /// Whom statements are by, besides nobody and W, V, and U, which is taken from W.
    pub sources: &'static [&'static str],
}

impl Default for Shape {
    fn default() -> Shape {
        Shape {
            facts: 3..14,
            rules: 1..7,
            uncertain: 9,
            sources: &[],
        }
    }
}

/// Relations: one slot `a` to `c`, two slots `e`, `f`; `p` to `s` are concluded by rules, of one slot.
pub fn lines() -> impl Strategy<Value = String> {
    lines_of(Shape::default())
}

/// So many situations, the same ones always.
pub fn situations(shape: Shape, count: usize) -> impl Iterator<Item = String> {
    let mut runner = TestRunner::deterministic();
    let strategy = lines_of(shape);
    (0..count).map(move |_| {
        let tree = strategy.new_tree(&mut runner);
        tree.expect("nothing is filtered").current()
    })
}

fn lines_of(shape: Shape) -> impl Strategy<Value = String> {
    let facts = proptest::collection::vec(fact(shape.uncertain, shape.sources), shape.facts);
    let rules = proptest::collection::vec(rule(shape.uncertain), shape.rules);
    (facts, rules).prop_map(|(facts, rules)| {
        let mut lines: Vec<String> = [
            "source W",
            "source V",
            "source U from W",
            "speaks_for(C, B) until 50",
        ]
        .map(str::to_owned)
        .to_vec();
        lines.extend(facts);
        lines.extend(
            rules
                .into_iter()
                .enumerate()
                .map(|(at, rule)| format!("rule r{at} {rule}")),
        );
        lines.join("\n")
    })
}

fn name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["A", "B", "C"])
}

fn percent(uncertain: u32) -> impl Strategy<Value = String> {
    prop_oneof![
        uncertain => prop::sample::select(vec![30, 50, 60, 70, 80, 90]),
        10 - uncertain => Just(100),
    ]
    .prop_map(|n| format!("{n}%"))
}

fn fact(uncertain: u32, sources: &'static [&'static str]) -> impl Strategy<Value = String> {
    let one = (prop::sample::select(vec!["a", "b", "c", "p"]), name())
        .prop_map(|(r, x)| format!("{r}({x})"));
    let two = (prop::sample::select(vec!["e", "f"]), name(), name())
        .prop_map(|(r, x, y)| format!("{r}({x}, {y})"));
    let sentence = prop_oneof![one, two];
    let sign = prop_oneof![4 => Just(""), 1 => Just("-")];
    let when = prop_oneof![
        3 => Just(String::new()),
        1 => (0..60_i64).prop_map(|from| format!(" since {from}")),
        1 => (0..60_i64, 1..40_i64).prop_map(|(from, length)| format!(" since {from} until {}", from + length)),
        1 => (0..60_i64).prop_map(|to| format!(" until {to}")),
    ];
    let sources = [&["", " per W", " per V", " per U"], sources].concat();
    let source = prop::sample::select(sources);
    let view = prop_oneof![5 => Just(""), 1 => Just(" by B"), 1 => Just(" by C")];
    (sign, sentence, percent(uncertain), source, view, when).prop_map(
        |(sign, sentence, percent, source, view, when)| {
            format!("{sign}{sentence} {percent}{source}{view}{when}")
        },
    )
}

fn concluded() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["p", "q", "r", "s"])
}

fn any_relation() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["a", "b", "c", "p", "q", "r", "s"])
}

fn rule(uncertain: u32) -> impl Strategy<Value = String> {
    let sign = prop_oneof![6 => Just(""), 1 => Just("-")];
    let first = prop_oneof![
        any_relation().prop_map(|r| format!("{r}(?x)")),
        (prop::sample::select(vec!["e", "f"]), any_relation())
            .prop_map(|(e, r)| format!("{e}(?x, ?y) & {r}(?y)")),
    ];
    (
        sign,
        concluded(),
        percent(uncertain),
        first,
        proptest::collection::vec(condition(), 0..3),
    )
        .prop_map(|(sign, head, percent, first, more)| {
            let mut body = vec![first];
            body.extend(more);
            format!("{percent}: {sign}{head}(?x) if {}", body.join(" & "))
        })
}

fn condition() -> impl Strategy<Value = String> {
    let atom = || any_relation().prop_map(|r| format!("{r}(?x)"));
    prop_oneof![
        3 => atom(),
        1 => any_relation().prop_map(|r| format!("-{r}(?x)")),
        1 => any_relation().prop_map(|r| format!("stated {r}(?x)")),
        1 => any_relation().prop_map(|r| format!("said_by C {r}(?x)")),
        2 => (atom(), atom()).prop_map(|(a, b)| format!("({a} | {b})")),
        1 => (atom(), any_relation()).prop_map(|(a, r)| format!("({a} | e(?x, ?u) & {r}(?u))")),
        1 => atom().prop_map(|a| format!("!({a})")),
        1 => any_relation().prop_map(|r| format!("!(e(?x, ?z) & {r}(?z))")),
        2 => atom().prop_map(|a| format!("past ({a})")),
        1 => (atom(), 1..30_i64).prop_map(|(a, n)| format!("past[{n}] ({a})")),
        1 => (atom(), 1..30_i64).prop_map(|(a, n)| format!("throughout[{n}] ({a})")),
        1 => atom().prop_map(|a| format!("anytime ({a})")),
        1 => (1..3_u32, any_relation()).prop_map(|(k, r)| format!("atleast {k} ?w (f(?x, ?w) & {r}(?w))")),
        1 => (0..3_u32).prop_map(|k| format!("atmost {k} ?v (f(?x, ?v))")),
        1 => (1..3_u32).prop_map(|k| format!("exactly {k} ?t (e(?x, ?t))")),
        1 => (atom(), atom(), atom()).prop_map(|(a, b, c)| format!("of 2 ({a}; {b}; {c})")),
        2 => name().prop_map(|n| format!("?x != {n}")),
    ]
}
