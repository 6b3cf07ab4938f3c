//! The command line as data.

use super::amounts;
use crate::limits::Limits;
use crate::render;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::time::Duration;

/// Write down a situation in plain words; ask what follows, and why.
#[derive(Parser, Debug)]
#[command(
    name = "casus",
    version,
    about,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true
)]
pub struct Arguments {
    /// What to do; without it the files are run, and the prompt opens at a terminal.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Scenario files, or what `casus build` made of some, as in world.casusdb; `-` is standard input.
    #[arg(value_name = "FILE")]
    pub files: Vec<String>,
    #[command(flatten)]
    pub options: Options,
}

/// What goes with every command that answers.
#[derive(Args, Clone, Debug, Default)]
pub struct Options {
    /// How answers and errors are printed.
    #[arg(long, value_enum, default_value_t, global = true)]
    pub format: Format,
    /// What pictures are drawn on.
    #[arg(long, value_enum, default_value_t, global = true)]
    pub theme: Theme,
    /// The instant that questions are asked for: a date as in a scenario.
    #[arg(long, value_name = "DATE", global = true)]
    pub as_of: Option<String>,
    /// The party in whose view questions are asked.
    #[arg(long, value_name = "NAME", global = true)]
    pub according_to: Option<String>,
    /// Leave out what is marked above this level (GREEN), and say that it was left out.
    #[arg(long, value_name = "LEVEL", global = true)]
    pub max_marking: Option<String>,
    /// Write the rows of tables that could not be read to this file.
    #[arg(long, value_name = "FILE", global = true)]
    pub rejects: Option<String>,
    /// Stop what makes the program hold more of the memory, as in 500MB or 2GB, and say what grew.
    #[arg(long, value_name = "SIZE", global = true, value_parser = amounts::size)]
    pub max_memory: Option<u64>,
    /// Stop what makes more sentences, and say which rule or table gave the most.
    #[arg(long, value_name = "NUMBER", global = true, value_parser = amounts::number)]
    pub max_facts: Option<u64>,
    /// Stop reading, or a question, that takes longer, as in 30s, 5m or 2h, and say what was done.
    #[arg(long, value_name = "TIME", global = true, value_parser = amounts::time)]
    pub timeout: Option<Duration>,
}

impl Options {
    /// What a piece of work may take.
    #[must_use]
    pub fn limits(&self) -> Limits {
        Limits {
            memory: self.max_memory,
            facts: self.max_facts,
            time: self.timeout,
        }
    }
}

/// How answers are printed.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Format {
    /// For a reader.
    #[default]
    Text,
    /// For a program; documented in docs/schema.
    Json,
    /// For a page.
    Markdown,
    /// The rows of a list.
    Csv,
    /// A derivation or a net of names, for Graphviz.
    Dot,
    /// The same, for Mermaid.
    Mermaid,
    /// A picture.
    Svg,
}

/// How what is no answer is printed: errors, tables, checks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Report {
    /// For a reader.
    Text,
    /// For a program.
    Json,
}

impl Format {
    /// How what is no answer is printed beside answers of this format.
    #[must_use]
    pub fn report(self) -> Report {
        match self {
            Format::Json => Report::Json,
            Format::Text
            | Format::Markdown
            | Format::Csv
            | Format::Dot
            | Format::Mermaid
            | Format::Svg => Report::Text,
        }
    }

    /// Whether a second answer behind the first would spoil it: a reader of the format reads one alone.
    #[must_use]
    pub fn holds_one(self) -> bool {
        match self {
            Format::Csv | Format::Mermaid | Format::Svg => true,
            Format::Text | Format::Json | Format::Markdown | Format::Dot => false,
        }
    }
}

/// What pictures are drawn on.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    /// Dark on white.
    #[default]
    Light,
    /// Light on dark.
    Dark,
}

impl From<Theme> for render::Theme {
    fn from(theme: Theme) -> render::Theme {
        match theme {
            Theme::Light => render::Theme::Light,
            Theme::Dark => render::Theme::Dark,
        }
    }
}

/// What to do.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Answer every `ask` of the files.
    Run {
        /// Scenario files; `-` is standard input.
        #[arg(value_name = "FILE", required = true)]
        files: Vec<String>,
    },
    /// Answer one question: casus ask FILE… "threats to Pakistan"
    Ask {
        /// Scenario files, then the question.
        #[arg(value_name = "FILE… QUESTION", required = true, num_args = 1..)]
        words: Vec<String>,
    },
    /// Write the scenario as a brief: judgements, grounds, dissent, what they hang on, what to watch for, sources.
    Report {
        /// Scenario files; `-` is standard input.
        #[arg(value_name = "FILE", required = true)]
        files: Vec<String>,
        /// Where to: a name that ends in .html, .md or .json; without it, Markdown to standard output.
        #[arg(short = 'o', long = "output", value_name = "FILE")]
        to: Option<String>,
    },
    /// Read the files, evaluate their world, and keep both in a file that opens at once: casus build FILE… -o world.casusdb
    ///
    /// What it writes may be given wherever a scenario file is: casus ask world.casusdb "threats to Pakistan"
    Build {
        /// Scenario files.
        #[arg(value_name = "FILE", required = true)]
        files: Vec<String>,
        /// Where to: a name that ends in .casusdb. What stands there stays until the new one is whole.
        #[arg(short = 'o', long = "output", value_name = "FILE")]
        to: String,
    },
    /// Check every `expect` of the files, each file (or each in a folder) a world of its own.
    Test {
        /// Scenario files and folders of them.
        #[arg(value_name = "PATH", required = true)]
        paths: Vec<String>,
    },
    /// Report errors, then what an editor would question: circular reporting, undated events, rules that never fire.
    Check {
        /// Scenario files and folders of them.
        #[arg(value_name = "PATH", required = true)]
        paths: Vec<String>,
        /// Print the lines that would declare the names nobody has declared.
        #[arg(long)]
        declare: bool,
    },
    /// Print what the files state in another program's format: casus export --to stix FILE…
    Export {
        /// Scenario files; `-` is standard input.
        #[arg(value_name = "FILE", required = true)]
        files: Vec<String>,
        /// Which format.
        #[arg(long, value_name = "FORMAT")]
        to: ExportFormat,
    },
    /// Print what is left when all words have been resolved, as JSON.
    Core {
        /// Scenario files; `-` is standard input.
        #[arg(value_name = "FILE", required = true)]
        files: Vec<String>,
        /// Leave the standard model out.
        #[arg(long)]
        no_standard_model: bool,
    },
    /// Print all that follows, as JSON.
    World(WorldWanted),
    /// Print the standard model.
    StandardModel,
    /// Say what an error means, with an example that fails and the same mended.
    Explain {
        /// The error's code, as in unknown-name; without it, all codes.
        code: Option<String>,
    },
    /// Print what makes a shell complete the commands.
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
    },
}

/// In which format what is stated is printed.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum ExportFormat {
    /// A bundle of STIX 2.1.
    Stix,
}

/// Which world is printed.
#[derive(Args, Clone, Debug)]
pub struct WorldWanted {
    /// Scenario files; `-` is standard input.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<String>,
    /// Leave the standard model out.
    #[arg(long)]
    pub no_standard_model: bool,
    /// By what had been said before the end of this date.
    #[arg(long, value_name = "DATE")]
    pub as_known_on: Option<String>,
    /// With --according-to: by the party's claims alone.
    #[arg(long, requires = "according_to")]
    pub strictly: bool,
    /// In the named alternative; may be given several times.
    #[arg(long, value_name = "TITLE")]
    pub under: Vec<String>,
}

/// Whether the standard model is brought in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StandardModel {
    /// It is.
    With,
    /// The files stand alone.
    Without,
}

/// From the option that leaves it out.
impl From<bool> for StandardModel {
    fn from(left_out: bool) -> StandardModel {
        if left_out {
            StandardModel::Without
        } else {
            StandardModel::With
        }
    }
}

/// What `check` prints.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Checking {
    /// What is wrong, and what an editor would question.
    Report,
    /// The lines that would declare what is not declared.
    Declare,
}

/// From the option that asks for the lines.
impl From<bool> for Checking {
    fn from(declare: bool) -> Checking {
        if declare {
            Checking::Declare
        } else {
            Checking::Report
        }
    }
}
