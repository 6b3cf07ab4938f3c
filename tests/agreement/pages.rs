//! Random pages, from their text to their worlds.

use crate::support::generate::page;
use casus::source::Files;
use casus::syntax::parse;

#[test]
fn every_random_page_can_be_read() {
    for seed in 0..1_000 {
        let text = page(seed).text();
        let mut files = Files::default();
        let file = files.add("page.casus", text.clone());
        let parsed = parse(&files, file);
        assert!(parsed.errors.is_empty(), "seed {seed}: {:?}\n{text}", parsed.errors);
    }
}
