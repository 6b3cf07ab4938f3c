//! Twenty pages: five sets of rules, each on four webs of facts.

/// Names of those that the pages are about.
const NAMES: [&str; 5] = ["Alna", "Bruk", "Corin", "Dova", "Egil"];

/// What the rules conclude from: ties, calm and trouble.
const RULES: [&str; 5] = [
    // Trouble spreads along ties, round and round.
    "rule spreading, 80%
    ?x is uneasy
    if ?x is tied to ?y and ?y is uneasy
rule trouble
    ?x is uneasy
    if ?x is troubled",
    // Who is reached by any way, and somebody calm on it does not matter.
    "rule link
    ?x reaches ?y
    if ?x is tied to ?y
rule chain, 90%
    ?x reaches ?z
    if ?x reaches ?y and ?y is tied to ?z
rule watching, 70%
    ?x is uneasy
    if ?x reaches ?y and ?y is troubled and ?x != ?y",
    // What is calm is not uneasy; and what nothing calms is.
    "rule calming
    ?x is steady
    if ?x is calm and not (?x is tied to ?y and ?y is troubled)
rule nerves, 60%
    ?x is uneasy
    if ?x is tied to ?y unless ?x is steady
rule trouble
    ?x is uneasy
    if ?x is troubled",
    // Two of three, and one of two.
    "rule signs, 90%
    ?x is uneasy
    if at least 2 of (?x is troubled; ?x is tied to Alna; ?x is calm)
rule either
    ?x is uneasy
    if ?x is troubled and (?x is tied to Bruk or Bruk is tied to ?x)
rule far
    ?x reaches ?y
    if ?x is tied to ?z and ?z is tied to ?y",
    // A denial is concluded from, and concludes.
    "rule ease, 75%
    deny ?x is uneasy
    if ?x is calm
rule quiet
    ?x is steady
    if it is denied that ?x is uneasy
rule contagion, 85%
    ?x is uneasy
    if ?x is tied to ?y and ?y is troubled unless ?y is steady
rule doubt
    deny ?x is steady
    if ?x is tied to ?y and ?y is uneasy and ?y is troubled",
];

/// All pages.
pub fn pages() -> Vec<String> {
    let mut pages = Vec::new();
    for rules in RULES {
        for web in 1..=4 {
            pages.push(format!("{}{rules}\n", facts(web)));
        }
    }
    pages
}

/// A web of ties between some of the names, always the same by its number.
fn facts(web: u32) -> String {
    let mut page = "use no standard model\n\
                    relation [actor] is tied to [actor]\n\
                    relation [actor] reaches [actor]\n\
                    relation [actor] is troubled\n\
                    relation [actor] is calm\n\
                    relation [actor] is steady\n\
                    relation [actor] is uneasy\n"
        .to_owned();
    for name in NAMES {
        page.push_str(&format!("actor {name}\n"));
    }
    // A generator of no more than it takes to be different from web to web (Numerical Recipes' constants).
    let mut state = web;
    let mut next = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % below
    };
    for (at, name) in NAMES.iter().enumerate() {
        for (other, to) in NAMES.iter().enumerate() {
            if at != other && next(5) < 2 {
                page.push_str(&format!("{name} is tied to {to} {}%\n", 50 + 5 * next(11)));
            }
        }
        match next(3) {
            0 => page.push_str(&format!("{name} is troubled {}%\n", 50 + 5 * next(11))),
            1 => page.push_str(&format!("{name} is calm {}%\n", 50 + 5 * next(11))),
            _ => {}
        }
    }
    page
}
