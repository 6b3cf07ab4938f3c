//! Conversations at the prompt, as they look: `tests/prompt/*.txt`.
//!
//! A transcript opens with `$ casus FILE…`, perhaps with `--max-facts=NUMBER`; `casus> ` is what is typed, `     > ` goes on with it; what follows is the
//! reply. With `CASUS_BLESS=1` the replies are written anew: read them before they are kept.

use casus::cli::Disk;
use casus::model::Modifiers;
use casus::repl::{Prompt, Then};
use casus::session::{Limits, Session};
use casus::terminal::Colours;
use std::path::Path;

const TYPED: &str = "casus> ";
const GOES_ON: &str = "     > ";
const OPENS: &str = "$ casus";

/// A transcript's files and what is typed in it.
struct Transcript {
    opening: String,
    typed: Vec<String>,
}

fn read(text: &str) -> Transcript {
    let mut typed: Vec<String> = Vec::new();
    for line in text.lines() {
        if let Some(first) = line.strip_prefix(TYPED) {
            typed.push(first.to_owned());
        } else if let (Some(more), Some(last)) =
            (line.strip_prefix(GOES_ON.trim_end()), typed.last_mut())
        {
            last.push('\n');
            last.push_str(more.strip_prefix(' ').unwrap_or(more));
        }
    }
    let opening = text
        .lines()
        .take_while(|line| !line.starts_with(TYPED))
        .collect::<Vec<_>>()
        .join("\n");
    Transcript { opening, typed }
}

/// The same transcript with the replies that the prompt gives now.
fn replayed(transcript: &Transcript) -> String {
    let opens = transcript
        .opening
        .lines()
        .find_map(|line| line.strip_prefix(OPENS))
        .unwrap_or("");
    let (options, files): (Vec<&str>, Vec<&str>) = opens
        .split_whitespace()
        .partition(|word| word.starts_with("--"));
    let files: Vec<String> = files.into_iter().map(str::to_owned).collect();
    let mut session = Session::with_loader(Disk);
    for option in options {
        let most = option.strip_prefix("--max-facts=");
        let most = most.unwrap_or_else(|| panic!("{option}: no such option in a transcript"));
        let limits = Limits {
            facts: Some(most.parse().expect("a number")),
            ..Limits::default()
        };
        session.set_limits(limits).expect("sentences are counted");
    }
    for file in &files {
        session
            .add_file(file)
            .unwrap_or_else(|error| panic!("{file}: {error}"));
    }
    let mut prompt = Prompt::new(session, files, Modifiers::default(), Colours::Off, 100);
    let mut page = format!("{}\n", transcript.opening.trim_end());
    for typed in &transcript.typed {
        let reply = prompt.enter(typed);
        page.push_str(&format!(
            "\n{TYPED}{}\n",
            typed.replace('\n', &format!("\n{GOES_ON}"))
        ));
        page.push_str(&reply.text);
        if let Some(again) = &reply.again {
            page.push_str(&format!("kept at hand: {}\n", again.replace('\n', " | ")));
        }
        match reply.then {
            Then::Stay => {}
            Then::Leave => page.push_str("left\n"),
            Then::Save { path, text } => page.push_str(&format!("to {path}:\n{text}")),
        }
    }
    page.lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect()
}

#[test]
fn every_conversation_is_as_it_was() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/prompt");
    let mut transcripts: Vec<_> = std::fs::read_dir(&folder)
        .expect("the transcripts are there")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    transcripts.sort();
    assert!(!transcripts.is_empty());
    std::env::set_current_dir(env!("CARGO_MANIFEST_DIR")).expect("the project's folder is there");
    for path in transcripts {
        let text = std::fs::read_to_string(&path).expect("a transcript is text");
        let now = replayed(&read(&text));
        if std::env::var_os("CASUS_BLESS").is_some() {
            std::fs::write(&path, now).expect("it is written");
        } else {
            let differs = now
                .lines()
                .zip(text.lines())
                .position(|(now, before)| now != before);
            let at = differs.unwrap_or(now.lines().count().min(text.lines().count()));
            let line = |page: &str| page.lines().nth(at).unwrap_or("(nothing)").to_owned();
            assert_eq!(
                line(&now),
                line(&text),
                "line {} of {}: CASUS_BLESS=1 writes it anew",
                at + 1,
                path.display()
            );
            assert_eq!(now.len(), text.len(), "{}", path.display());
        }
    }
}

/// What comes of drawing at a prompt on the first page, after something else was typed or not.
fn drawn(typed: &[&str]) -> casus::repl::Reply {
    let mut session = Session::with_loader(Disk);
    let page = format!("{}/examples/first-page.casus", env!("CARGO_MANIFEST_DIR"));
    session.add_file(&page).expect("the page is there");
    let mut prompt = Prompt::new(session, vec![page], Modifiers::default(), Colours::Off, 100);
    let mut last = casus::repl::Reply::default();
    for text in typed {
        last = prompt.enter(text);
    }
    last
}

#[test]
fn what_is_drawn_is_to_be_written_to_the_file_that_is_named() {
    let question = "draw why Harkat Front threatens Arvand";
    for (file, begins) in [
        ("never-there.svg", "<svg "),
        ("never-there.dot", "digraph "),
        ("never-there.mmd", "---"),
    ] {
        let Then::Save { path, text } = drawn(&[&format!("{question} to {file}")]).then else {
            panic!("{file} is not written");
        };
        assert_eq!(path, file);
        assert!(text.starts_with(begins), "{text}");
    }
    let Then::Save { path, .. } = drawn(&[question]).then else {
        panic!("a name is found");
    };
    assert_eq!(path, "why-harkat-front-threatens-arvand.svg");
}

#[test]
fn without_a_question_the_last_answer_is_drawn() {
    assert!(drawn(&["draw"]).text.starts_with("Draw what?"));
    let asked = ["why Harkat Front threatens Arvand", ":theme dark", "draw"];
    let Then::Save { text, .. } = drawn(&asked).then else {
        panic!("the answer is drawn");
    };
    assert!(
        text.contains("<title>Harkat Front threatens Arvand"),
        "{text}"
    );
    assert!(text.contains("#14181d"), "{text}");
    let none = drawn(&["gaps", "draw"]);
    assert!(
        none.text.starts_with("there is no picture"),
        "{}",
        none.text
    );
}
