//! The program `casus`.

fn main() {
    let mut s = casus::session::Session::with_loader(D);
    let p = std::env::args().nth(2).unwrap();
    let r = s.add_file(&p).unwrap();
    for d in &r.diagnostics {
        println!(
            "{p}: {:?} {} {} | {:?}",
            d.severity,
            d.code,
            d.message,
            d.labels.first().map(|l| (
                s.files().line(l.place.start).map(|l| l.line),
                s.files().text(l.place)
            ))
        );
        for h in &d.help {
            println!("      help: {h}");
        }
    }
    let (mut pass, mut fail) = (0, 0);
    for o in s.test() {
        match o.result {
            casus::session::Verdict::Passed => pass += 1,
            casus::session::Verdict::Failed { found, .. } => {
                fail += 1;
                println!("  FAIL {} {}: {}", o.origin, o.text, found)
            }
        }
    }
    println!("{p}: {pass} passed, {fail} failed");
    if let Some(q) = std::env::args().nth(3) {
        match s.ask(&q) {
            Ok(a) => println!("{}", casus::render::text(&a, 120).plain()),
            Err(d) => println!("{d:?}"),
        }
    }
}
struct D;
impl casus::session::Loader for D {
    fn read(&self, p: &str) -> Result<Vec<u8>, casus::session::LoadError> {
        std::fs::read(p).map_err(|_| casus::session::LoadError::Missing)
    }
    fn beside(&self, _: &str) -> Vec<String> {
        vec![]
    }
}
