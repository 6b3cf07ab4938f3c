//! When what was typed is a whole, and when Enter goes on with it. Takes the text so far; knows no vocabulary.
//!
//! Enter goes on: while a bracket is open; after a comma; and under a line whose statement needs deeper lines (`rule`,
//! `suppose`, `hypothesis`, `question`, `from`, `scale`). A blank line always ends it.

/// The keywords whose statement is told on the lines below.
const WAIT: [&str; 6] = ["rule", "suppose", "hypothesis", "question", "from", "scale"];
/// How far a line is set in under the one that it goes on with.
const STEP: usize = 4;

/// Whether Enter would hand the text over.
#[must_use]
pub fn is_whole(text: &str) -> bool {
    let last = text.rsplit('\n').next().unwrap_or(text);
    if text.trim_start().starts_with(':') || last.trim().is_empty() {
        return true;
    }
    let read = Scan::of(text);
    !(read.open_brackets > 0 || read.ends_in_comma || read.waits)
}

/// What Enter puts in where the text is not whole: a line's end, and the blanks of the next line.
#[must_use]
pub fn next_line(text: &str) -> String {
    let last = text.rsplit('\n').next().unwrap_or(text);
    let own = last.len() - last.trim_start().len();
    let read = Scan::of(text);
    let deeper = own == 0 || (read.open_brackets > 0 && !text.contains('\n'));
    format!("\n{}", " ".repeat(if deeper { own + STEP } else { own }))
}

/// The blocks of a text: each line in the first column opens one, deeper lines and open brackets go on with it.
#[must_use]
pub fn blocks(text: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.trim_start_matches(['\n', '\r', ' ', '\t']).split('\n') {
        let line = line.trim_end();
        let opens = !line.starts_with([' ', '\t', '#']) && !line.is_empty() && !open;
        match blocks.last_mut() {
            Some(block) if !opens => {
                block.push('\n');
                block.push_str(line);
            }
            _ => blocks.push(line.to_owned()),
        }
        open = blocks
            .last()
            .is_some_and(|block| Scan::of(block).open_brackets > 0);
    }
    for block in &mut blocks {
        block.truncate(block.trim_end().len());
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// The words of a line without its comment, which opens at the line's start or after a blank, outside of a text.
#[must_use]
pub fn without_comment(line: &str) -> &str {
    let mut quoted = false;
    let mut before = ' ';
    for (at, character) in line.char_indices() {
        match character {
            '"' | '“' | '”' => quoted = !quoted,
            '#' if !quoted && before.is_whitespace() => {
                return line.get(..at).unwrap_or(line).trim_end();
            }
            _ => {}
        }
        before = character;
    }
    line.trim_end()
}

/// What can be told of a text by its marks alone.
#[derive(Default)]
struct Scan {
    open_brackets: usize,
    ends_in_comma: bool,
    waits: bool,
}

impl Scan {
    fn of(text: &str) -> Scan {
        let mut scan = Scan::default();
        for line in text.split('\n') {
            let words = without_comment(line);
            let mut quoted = false;
            for character in words.chars() {
                match character {
                    '"' | '“' | '”' => quoted = !quoted,
                    '(' if !quoted => scan.open_brackets += 1,
                    ')' if !quoted => scan.open_brackets = scan.open_brackets.saturating_sub(1),
                    _ => {}
                }
            }
            if words.is_empty() {
                continue;
            }
            scan.ends_in_comma = words.ends_with([',', '،', '，']);
            if !words.starts_with([' ', '\t']) {
                scan.waits = waits(words);
            }
        }
        scan
    }
}

/// Whether the statement that opens with this line is told on the lines below it.
fn waits(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let Some(keyword) = words
        .next()
        .and_then(|first| WAIT.into_iter().find(|keyword| *keyword == first))
    else {
        return false;
    };
    let titled = words
        .next()
        .is_some_and(|next| next.starts_with(['"', '“']));
    titled || !matches!(keyword, "suppose" | "hypothesis" | "from")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_or_a_fact_is_whole_on_its_line() {
        for text in [
            "threats to Pakistan",
            "actor K is a group",
            "K is loyal to L.",
            ":help",
            "",
            "why 1",
        ] {
            assert!(is_whole(text), "{text}");
        }
    }

    #[test]
    fn a_statement_that_is_told_below_waits_for_its_lines() {
        for text in [
            "rule inherited hostility",
            "suppose \"no offensive\"",
            "hypothesis \"an insider\"  # first",
            "question threats to ?target",
            "from \"posts.csv\"",
            "scale likelihood, bar 55%",
        ] {
            assert!(!is_whole(text), "{text}");
            assert!(!is_whole(&format!("{text}\n    ?a threatens ?b")), "{text}");
            assert!(
                is_whole(&format!("{text}\n    ?a threatens ?b\n")),
                "{text}"
            );
            assert!(
                is_whole(&format!("{text}\n    ?a threatens ?b\n    ")),
                "{text}"
            );
        }
    }

    #[test]
    fn a_name_that_begins_like_a_keyword_does_not_wait() {
        assert!(is_whole("from whom does K draw members"));
        assert!(is_whole("suppose we ask"));
        assert!(is_whole("rulers of K"));
    }

    #[test]
    fn an_open_bracket_or_a_last_comma_goes_on() {
        assert!(!is_whole("?a threatens ?b and (?a is a group"));
        assert!(!is_whole("actor K is a group,"));
        assert!(!is_whole("actor K is a group,   # and more"));
        assert!(is_whole("actor K is a group,\n    also L"));
        assert!(is_whole("actor K \"a (b\""));
    }

    #[test]
    fn the_next_line_is_set_in_as_the_last_one_or_a_step() {
        assert_eq!(next_line("rule r"), "\n    ");
        assert_eq!(next_line("rule r\n    ?a threatens ?b"), "\n    ");
        assert_eq!(next_line("rule r\n      if ?a threatens ?b"), "\n      ");
    }

    #[test]
    fn a_pasted_page_falls_into_its_statements() {
        let page =
            "actor K\n    also L\n\n# note\nK is loyal to L.\n(threats to\nK)\nthreats to K\n";
        assert_eq!(
            blocks(page),
            [
                "actor K\n    also L\n\n# note",
                "K is loyal to L.",
                "(threats to\nK)",
                "threats to K"
            ]
        );
    }

    #[test]
    fn a_comment_begins_after_a_blank_and_outside_a_text() {
        assert_eq!(without_comment("threats to K # why"), "threats to K");
        assert_eq!(without_comment("note \"# of men\""), "note \"# of men\"");
        assert_eq!(without_comment("actor C#"), "actor C#");
        assert_eq!(without_comment("# all"), "");
    }
}
