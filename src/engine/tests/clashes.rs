//! Conflicts of what has one value at a time (meaning.md 4).

use crate::engine::testing::{Page, Timed, end_of};
use crate::engine::{World, conflicts};

fn clashes(page: &Page, world: &World, as_of: &str) -> Vec<Vec<String>> {
    let words = |conflict: &crate::engine::Conflict| {
        let sentences = conflict.sentences();
        let of = |sentence: &&crate::model::Sentence| match sentence.args.as_slice() {
            [_, crate::model::Value::Entity(entity)] => {
                page.situation.entities[*entity].name.clone()
            }
            _ => "?".into(),
        };
        sentences.iter().map(of).collect()
    };
    conflicts(world, end_of(as_of)).iter().map(words).collect()
}

#[test]
fn two_values_clash_where_both_surely_hold_and_until_and_since_one_month_do_not() {
    let mut page = Page::new();
    for word in ["led", "men"] {
        let relation = page.relation(word);
        page.situation.relations[relation].single = Some(1);
    }
    page.say("led(H, Tarin)", 10_000).since("2012");
    page.say("led(H, Rasool)", 10_000).since("2015-11");
    page.say("men(H, 3000+)", 10_000);
    page.say("men(H, 2500..4000)", 10_000);
    page.say("led(D, Mansour)", 10_000).until("2013-11");
    page.say("led(D, Tarin)", 10_000).since("2013-11");
    let world = page.world();
    assert_eq!(clashes(&page, &world, "2016"), [["Tarin", "Rasool"]]);
    assert!(clashes(&page, &world, "2014").is_empty());
    assert!(clashes(&page, &world, "2013-11-15").is_empty());
}

#[test]
fn a_dispute_of_ours_is_a_conflict_while_it_lasts() {
    let mut page = Page::new();
    page.say("mined(H, Dam)", 9_000);
    page.say("-mined(H, Dam)", 6_000).since("2016");
    page.say("mined(H, Weir)", 9_000);
    page.say("-mined(H, Weir)", 5_000);
    let world = page.world();
    assert_eq!(clashes(&page, &world, "2016"), [["Dam"]]);
    assert!(clashes(&page, &world, "2015").is_empty());
}
