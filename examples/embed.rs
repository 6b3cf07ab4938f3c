//! Casus inside another program: a text, rows that the program has in hand, a question, its answer as JSON.
//!
//! `cargo run --example embed`

#![expect(clippy::print_stdout, reason = "an example shows what it made")]

use casus::session::{Rows, Session};
use std::error::Error;

const PAGE: &str = "\
scenario \"Who arms whom\"
    as of 2016-12-31

kind front is an actor
relation [actor] arms [actor]

actor Arvand is a state
actor Harkat Front is a front

rule an armed front endangers
    ?front is at odds with ?state
    if ?front is a front
    and ?other arms ?front
    and ?other is at odds with ?state
    likely

Arvand is at odds with Belmar since 2014
";

/// A shipment as the program has it.
struct Shipment {
    from: &'static str,
    to: &'static str,
    year: u16,
}

const SHIPMENTS: [Shipment; 2] = [
    Shipment {
        from: "Arvand",
        to: "Harkat Front",
        year: 2015,
    },
    Shipment {
        from: "Sel",
        to: "Belmar",
        year: 2016,
    },
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut session = Session::new();
    session.add_text("page", PAGE);

    let of = Rows {
        name: "shipments",
        columns: &["from", "to", "year"],
        statements: "?from arms ?to since ?year",
    };
    let rows = SHIPMENTS
        .iter()
        .map(|one| [one.from.to_owned(), one.to.to_owned(), one.year.to_string()]);
    let report = session.add_rows(&of, rows);
    for one in &report.diagnostics {
        println!("{}", one.message);
    }

    let answer = session
        .ask("why Harkat Front is at odds with Belmar")
        .map_err(|wrong| {
            wrong
                .iter()
                .map(|one| one.message.clone())
                .collect::<String>()
        })?;
    println!("{}", serde_json::to_string_pretty(&answer)?);
    Ok(())
}
