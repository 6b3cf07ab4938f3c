//! The smallest that still fails: parts are taken away one by one while it does.

/// The parts without which it no longer fails.
pub fn fewest<T: Clone>(mut parts: Vec<T>, fails: &dyn Fn(&[T]) -> bool) -> Vec<T> {
    // Halves first, then quarters, and so on down to single parts, as long as something goes.
    let mut size = parts.len().div_ceil(2).max(1);
    loop {
        let mut at = 0;
        let before = parts.len();
        while at < parts.len() {
            let mut fewer = parts.clone();
            fewer.drain(at..(at + size).min(parts.len()));
            if fails(&fewer) {
                parts = fewer;
            } else {
                at += size;
            }
        }
        if size == 1 && parts.len() == before {
            return parts;
        }
        size = size.div_ceil(2).max(1);
    }
}

/// A page of statements that still fails: whole statements are taken away, then lines of those that are left.
pub fn page(statements: &[String], fails: &dyn Fn(&str) -> bool) -> String {
    let text = |parts: &[String]| parts.join("\n") + "\n";
    let whole = fewest(statements.to_vec(), &|parts| fails(&text(parts)));
    let lines = whole
        .iter()
        .flat_map(|one| one.lines())
        .map(str::to_owned)
        .collect();
    text(&fewest(lines, &|parts| fails(&text(parts))))
}

#[test]
fn only_what_makes_it_fail_is_left() {
    let parts: Vec<u32> = (0..40).collect();
    let left = fewest(parts, &|parts| parts.contains(&3) && parts.contains(&29));
    assert_eq!(left, [3, 29]);
}
