//! Messages: takes a mistake in the writing as data, gives what the analyst reads.
//!
//! What is wrong comes in one line, then the word, then the smallest change that works.

use super::error::{NumberFault, SyntaxError};
use super::tokens::DEEPEST;
use crate::diagnostic::Diagnostic;

/// Characters of a quoted text that a message shows.
const SHOWN: usize = 60;

impl From<&SyntaxError> for Diagnostic {
    fn from(error: &SyntaxError) -> Diagnostic {
        let said = |code, message: String| Diagnostic::error(code, message, error.place());
        match error {
            SyntaxError::BadBytes {
                line, column, byte, ..
            } => said(
                "bad-bytes",
                format!("the byte {byte:#04X} at line {line}, column {column} is no text in UTF-8"),
            )
            .help("save the file as UTF-8; an older program may have written it as Latin-1 or Windows-1252"),
            SyntaxError::IndentedFirstLine { .. } => said(
                "indented-first-line",
                "this line is set in, and nothing stands above that it could go on".to_owned(),
            )
            .saying("a statement starts in the first column")
            .help("take away the blanks before it"),
            SyntaxError::UnevenIndentation { first, .. } => said(
                "uneven-indentation",
                "this line is set in less than the statements that it stands with".to_owned(),
            )
            .also(*first, "they start here")
            .help("start it in the same column, or in the first if it stands by itself"),
            SyntaxError::MixedIndentation { .. } => said(
                "mixed-indentation",
                "tabs and blanks are mixed here, so it cannot be told which line is set in deeper".to_owned(),
            )
            .help("set all of these lines in with blanks"),
            SyntaxError::UnclosedText { text, .. } => said(
                "unclosed-quote",
                "the text opened here is never closed".to_owned(),
            )
            .saying("a text ends on its own line")
            .help(format!("put the closing quote at the end of the line: \"{}\"", shown(text))),
            SyntaxError::UnclosedBracket { line, .. } => said(
                "unclosed-bracket",
                "this bracket is opened and not closed".to_owned(),
            )
            .saying("opened here")
            .help(format!("put ) at the end of the line, or where the bracket ends: {})", shown(line))),
            SyntaxError::UnclosedSlot { slot, .. } => said(
                "unclosed-slot",
                "the slot opened here is not closed".to_owned(),
            )
            .saying("no ] follows on this line")
            .help(format!("close it: [{}]", shown(slot))),
            SyntaxError::StrayBracket { bracket, .. } => {
                let opening = if *bracket == ']' { '[' } else { '(' };
                said(
                    "stray-bracket",
                    format!("{bracket} closes nothing: no {opening} is open before it"),
                )
                .help(format!("take it away, or put {opening} where the bracket begins"))
            }
            SyntaxError::TooDeep { .. } => said(
                "too-deep",
                format!("this bracket is too deep: at most {DEEPEST} may stand in one another"),
            )
            .help("take away brackets that change nothing, or make a rule of the inner part and ask for what it concludes"),
            SyntaxError::NestedTooDeep { .. } => said(
                "too-deep",
                "this statement is set in under too many others".to_owned(),
            )
            .help("give the inner alternative a place of its own in the first column"),
            SyntaxError::UnknownCharacter { character, .. } => unknown_character(error, *character),
            SyntaxError::GluedComment { .. } => said(
                "unknown-character",
                "# stands in the middle of a word".to_owned(),
            )
            .help("put a blank before it if a comment begins here")
            .help("put the whole name in quotes if it belongs to a name: \"C#\""),
            SyntaxError::UnknownComparison { text, .. } => {
                let report = said(
                    "unknown-comparison",
                    format!("{text} is no comparison: there are = != < <= > >="),
                );
                match text.as_str() {
                    "==" | "===" => report.help("write ="),
                    "<>" | "!==" => report.help("write !="),
                    "=<" => report.help("write <="),
                    "=>" => report.help("write >="),
                    _ => report,
                }
            }
            SyntaxError::UnreadableNumber { text, fault, .. } => unreadable_number(error, text, *fault),
            SyntaxError::NothingAfterKeyword { keyword, .. } => said(
                "nothing-after-keyword",
                format!("{keyword} needs {} after it", needed(keyword)),
            )
            .help(format!("for example: {}", example(keyword))),
            SyntaxError::MissingTitle { keyword, words, .. } => missing_title(error, keyword, words),
            SyntaxError::WordsAfterUse { .. } => said(
                "words-after-use",
                "use brings in one thing, and this is more".to_owned(),
            )
            .help("write another use on a line of its own"),
            SyntaxError::RuleWithoutName { .. } => said(
                "rule-without-name",
                "a rule needs a name on its first line, before what it concludes".to_owned(),
            )
            .help("write the name after rule and set the rest in under it:\n    rule inherited hostility\n        ?group is hostile to ?victim if …"),
            SyntaxError::RuleWithoutBody { name, not_set_in: Some(line), .. } => said(
                "rule-without-body",
                format!("the lines of the rule {} are not set in under it", shown(name)),
            )
            .also(*line, "a line in the first column starts a statement")
            .help("set them in by four blanks"),
            SyntaxError::RuleWithoutBody { name, not_set_in: None, .. } => said(
                "rule-without-body",
                format!("the rule {} concludes nothing", shown(name)),
            )
            .help("set in under it what it concludes, and from what:\n        ?a threatens ?b\n        if ?a is hostile to ?b"),
            SyntaxError::NothingForEachRow { .. } => said(
                "nothing-for-each-row",
                "nothing is said of the rows of this table".to_owned(),
            )
            .help("set in under it what each row says, with ?column for a cell:\n        ?group is based in ?place since ?year"),
            SyntaxError::ClauseInFirstColumn { word, line, .. } => said(
                "clause-in-first-column",
                format!("{word} goes on a statement, and cannot start one"),
            )
            .saying("a line in the first column starts a statement")
            .help(format!("set it in, under the statement that it belongs to:\n        {}", shown(first_line(line)))),
            SyntaxError::KeywordWithColon { keyword, .. } => said(
                "keyword-with-colon",
                format!("no colon stands after {keyword}"),
            )
            .help(format!("write {keyword} alone, as in: {}", example(keyword))),
            SyntaxError::KeywordInCapitals { keyword, word, .. } => said(
                "keyword-in-capitals",
                format!("{word} is read as a name here: a statement opens with a word in small letters"),
            )
            .help(format!("write {keyword}")),
            SyntaxError::OnlyInAlternative { keyword, .. } => said(
                "only-in-alternative",
                format!("{keyword} says something of an alternative, and stands under none"),
            )
            .help(only_in(keyword)),
        }
    }
}

fn unknown_character(error: &SyntaxError, character: char) -> Diagnostic {
    let code = "unknown-character";
    let visible = !character.is_control()
        && !matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{e000}'..='\u{f8ff}' | '\u{fff0}'..='\u{fffd}');
    if !visible {
        return Diagnostic::error(
            code,
            format!(
                "a character that shows nothing (U+{:04X}) stands here",
                character as u32
            ),
            error.place(),
        )
        .help("delete it: it may have come with text that was copied from elsewhere");
    }
    let report = Diagnostic::error(
        code,
        format!("{character} stands in no word, number or sign"),
        error.place(),
    );
    match character {
        '{' | '}' => report.help("brackets are ( )"),
        '!' => report.help("write not for a condition, != for a comparison, deny for a denial"),
        '|' => report.help("write or"),
        '\'' | '`' => report.help("a text stands between double quotes"),
        '~' => report.help("about three thousand is ~3000, about 2014 is 2014~"),
        _ => report.help("if it belongs to a name, put the whole name in quotes"),
    }
}

fn unreadable_number(error: &SyntaxError, text: &str, fault: NumberFault) -> Diagnostic {
    let text = shown(text);
    let message = match fault {
        NumberFault::Form => format!("{text} can be read neither as a number nor as a date"),
        NumberFault::TooFine => format!("{text} has more than six decimals"),
        NumberFault::TooLarge => format!("{text} has more digits than can be counted with"),
        NumberFault::Reversed => format!("{text} ends below where it starts"),
    };
    let report = Diagnostic::error("unreadable-number", message, error.place());
    match fault {
        NumberFault::Form => report
            .help("numbers are 3000, 3,000, 2.5, 70%, ~3000, 3000+ or 3000..5000; dates 2016, 2016-12, 2016-12-27 or 2014~")
            .help("if it is a name, put it in quotes"),
        NumberFault::TooFine => report.help("round it"),
        NumberFault::TooLarge => report.help("if it is a name, put it in quotes"),
        NumberFault::Reversed => match text.split_once("..") {
            Some((from, to)) => report.help(format!("write {to}..{from}")),
            None => report,
        },
    }
}

fn missing_title(error: &SyntaxError, keyword: &str, words: &str) -> Diagnostic {
    let what = match keyword {
        "use" => "the name of a file or of a library in quotes, or no standard model",
        "from" => "the name of a table's file in quotes",
        "scenario" => "a title in quotes",
        _ => "a name in quotes",
    };
    let report = Diagnostic::error(
        "missing-title",
        format!("{keyword} needs {what}"),
        error.place(),
    );
    let words = words
        .trim_end_matches('.')
        .trim_matches(['\'', '’', '‘', '"']);
    if words.is_empty() {
        report.help(format!("for example: {}", example(keyword)))
    } else {
        let title = words.split(',').next().unwrap_or(words).trim_end();
        report.help(format!("{keyword} \"{}\"", shown(title)))
    }
}

fn needed(keyword: &str) -> &'static str {
    match keyword {
        "actor" | "place" | "event" | "thing" | "source" | "kind" => "a name",
        "scale" => "likelihood, reliability or credibility",
        "relation" => "a wording with its slots",
        "allegiance" | "threat" => "two names",
        "question" => "the form of a question",
        "ask" => "a question",
        "expect" => "a sentence or a question",
        "without" => "a sentence, an event, a source or a rule",
        _ => "a sentence",
    }
}

fn example(keyword: &str) -> &'static str {
    match keyword {
        "scenario" => "scenario \"IS Khorasan and its neighbours\"",
        "use" => "use \"states\"",
        "kind" => "kind militant group is a group",
        "scale" => "scale likelihood, bar 55%",
        "relation" => "relation [actor] is based in [place]",
        "actor" => "actor IS Khorasan is a militant group, also ISK",
        "place" => "place Parachinar is in Pakistan",
        "event" => "event Wagah border bombing is a bombing on 2014-11-02",
        "thing" => "thing Sel Accord is a treaty",
        "source" => "source Brief is a news analysis, reliability C",
        "allegiance" => "allegiance ISK to ISIS since 2015-01",
        "threat" => "threat ETIM to China, likely",
        "assume" => "assume ISK is based in Pakistan",
        "evidence" => "evidence ISK is based in Pakistan per Brief",
        "deny" => "deny ISK is based in Pakistan",
        "rule" => "rule inherited hostility",
        "question" => "question threats to ?target",
        "ask" => "ask threats to Pakistan",
        "expect" => "expect ISK threatens Pakistan",
        "suppose" => "suppose \"no ground offensive\"",
        "hypothesis" => "hypothesis \"an inside job\"",
        "from" => "from \"events.csv\"",
        "without" => "without Wagah border bombing",
        "expects" => "expects ISK threatens Pakistan",
        _ => "rules out ISK threatens Pakistan",
    }
}

fn only_in(keyword: &str) -> &'static str {
    match keyword {
        "without" => {
            "set it in under a named alternative:\n    suppose \"no ground offensive\"\n        without …"
        }
        _ => "set it in under a hypothesis:\n    hypothesis \"an inside job\"\n        expects …",
    }
}

fn first_line(text: &str) -> &str {
    text.split('\n').next().unwrap_or(text).trim_end()
}

/// A text as a message shows it: cut if it is long.
fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or(text)),
        None => text.to_owned(),
    }
}
