//! The engine against the definition.

use crate::support::naive::{Standpoint, world};
use crate::support::generate;

#[test]
fn how_long_the_definition_takes() {
    let begun = std::time::Instant::now();
    let mut worst = (0, 0);
    let (mut steps, mut refused) = (0, 0);
    for seed in 0..500 {
        let core = generate::core(seed);
        let start = std::time::Instant::now();
        match world(&core, &Standpoint::default()) {
            Ok(world) => steps += world.sentences.len(),
            Err(_) => refused += 1,
        }
        worst = worst.max((start.elapsed().as_millis(), seed));
    }
    println!("{:?} for 500, worst {worst:?}, {steps} sentences, {refused} refused", begun.elapsed());
}
