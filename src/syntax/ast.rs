//! Statements of words: what can be read of a file with no vocabulary at hand.
//!
//! The grammar knows the layout, the fixed shapes, the tokens and the brackets. Which words are names
//! and which are phrases only the resolver can tell, so every shape keeps its words as [`Token`]s by line.

use crate::source::Place;

/// A word, literal or bracketed group, and where it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it stands.
    pub place: Place,
}

/// What a token is. Text is in normal form C, typographic dashes and quotes made plain.
#[derive(Clone, PartialEq, Debug)]
pub enum TokenKind {
    /// A letter or digit, then letters, marks, digits and `- ' . / & : _`. A last stop is kept.
    Word(String),
    /// What stood between quotes, doubled quotes undone.
    Text(String),
    /// `?group`, without its mark. A lone `?` is [`TokenKind::QuestionMark`].
    Variable(String),
    /// `?year-?month-?day`: columns glued into one date, names without marks.
    Columns(Vec<String>),
    /// `[actor]`, without its brackets; empty for `[]`.
    Slot(String),
    /// `3000`, `3,000`, `2.5`, `70%`, `~3000`, `3000+`, `3000..5000`.
    Numeral(Numeral),
    /// A date that can be nothing else, as it was written: `2016-12`, `2014~`, `2014/..`.
    /// Not a bare year (a numeral), nor a date of several words (words and numerals).
    Date(String),
    /// A cell of a table: a whole name or literal, whatever it holds. The grammar gives none; rows do.
    Cell(String),
    /// `( … )`.
    Group(Vec<Token>),
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// `= != < <= > >=`, as written.
    Comparison(String),
    /// A last `?` that belongs to no word.
    QuestionMark,
}

/// A number as written.
#[derive(Clone, PartialEq, Debug)]
pub struct Numeral {
    /// As written: `3,000`, `70%`, `2016`.
    pub text: String,
    /// What it covers.
    pub value: NumeralValue,
}

/// What a numeral covers. Decimals are kept as exact millionths.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NumeralValue {
    /// `3000`
    Exactly(i128),
    /// `70%`: millionths of a per cent, so `70%` is 70 000 000.
    Percent(i128),
    /// `~3000`
    About(i128),
    /// `3000+`
    AtLeast(i128),
    /// `3000..5000`
    Between(i128, i128),
}

/// One written line of a statement; a line broken inside brackets is one.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    /// How many columns it is set in; 0 for a statement's first line.
    pub indent: u32,
    /// Its words; never empty.
    pub tokens: Vec<Token>,
    /// From its first word to its last.
    pub place: Place,
}

/// A statement and where it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Statement {
    /// What it says.
    pub shape: Shape,
    /// The keyword, or the first word where there is none: what an error about the whole points at.
    pub keyword: Place,
    /// From its first word to its last.
    pub place: Place,
}

/// The fixed shapes. `lines` begin with what follows the keyword, or the title, on the first line (no line for it if
/// nothing does). A comma between a title and what follows it is left out.
#[derive(Clone, PartialEq, Debug)]
#[expect(
    missing_docs,
    reason = "the fields have the words of the form above them"
)]
pub enum Shape {
    /// `scenario "title" …`
    Scenario { title: Token, lines: Vec<Line> },
    /// `use "states"`
    Use {
        /// What is used.
        what: Token,
        /// The table that a shipped mapping reads: `use "acled" from "posts.csv"`.
        table: Option<Token>,
    },
    /// `use no standard model`
    UseNoStandardModel,
    /// `kind K is a K2 and a K3`
    Kind { lines: Vec<Line> },
    /// `scale likelihood, bar 55%`
    Scale { lines: Vec<Line> },
    /// `relation [actor] holds [place], single`
    Relation { lines: Vec<Line> },
    /// `actor`, `place`, `event`, `thing`, `source` NAME …
    Declaration { keyword: Keyword, lines: Vec<Line> },
    /// `allegiance A to B`
    Allegiance { lines: Vec<Line> },
    /// `threat A to B`
    Threat { lines: Vec<Line> },
    /// `assume S`, `evidence S`, `deny S`: the mark, then as a sentence.
    Marked { mark: Mark, lines: Vec<Line> },
    /// `rule name`: the name is the tokens up to the first comma; `lines` are what follows it.
    Rule { name: Vec<Token>, lines: Vec<Line> },
    /// `question threats to ?target` …
    Question { lines: Vec<Line> },
    /// `suppose "title"` and the statements set in under it.
    Suppose {
        title: Token,
        lines: Vec<Line>,
        statements: Vec<Statement>,
    },
    /// `hypothesis "title"` and the statements set in under it.
    Hypothesis {
        title: Token,
        lines: Vec<Line>,
        statements: Vec<Statement>,
    },
    /// `ask QUESTION`
    Ask { lines: Vec<Line> },
    /// `expect …`
    Expect { lines: Vec<Line> },
    /// `from "file.csv", options` and the statements set in under it.
    From {
        file: Token,
        options: Vec<Line>,
        statements: Vec<Statement>,
    },
    /// `without …`, `expects S`, `rules out S`: only inside `suppose` and `hypothesis`.
    Inner { inner: Inner, lines: Vec<Line> },
    /// A sentence, `X says that S` included: all its words.
    Sentence { lines: Vec<Line> },
    /// What could not be read. The words that could be are kept, so that one mistake does not
    /// breed others (the names that a broken declaration would have declared).
    Broken {
        keyword: Option<Keyword>,
        lines: Vec<Line>,
    },
}

/// How much of a statement says something by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Whole {
    /// It is about the file: what else stands there is read by it.
    File,
    /// The whole alone: a rule without one of its lines would say something else.
    Statement,
    /// Each line behind the first says something of its own, which may be taken without the others.
    Line,
}

impl Shape {
    /// Whether it says something and declares nothing.
    #[must_use]
    pub fn is_sentence(&self) -> bool {
        matches!(
            self,
            Shape::Sentence { .. }
                | Shape::Marked { .. }
                | Shape::Allegiance { .. }
                | Shape::Threat { .. }
        )
    }

    /// How much of it says something by itself.
    #[must_use]
    pub fn whole(&self) -> Whole {
        match self {
            Shape::Scenario { .. }
            | Shape::Use { .. }
            | Shape::UseNoStandardModel
            | Shape::Scale { .. } => Whole::File,
            Shape::Declaration { .. }
            | Shape::Sentence { .. }
            | Shape::Marked { .. }
            | Shape::Allegiance { .. }
            | Shape::Threat { .. } => Whole::Line,
            Shape::Kind { .. }
            | Shape::Relation { .. }
            | Shape::Rule { .. }
            | Shape::Question { .. }
            | Shape::Suppose { .. }
            | Shape::Hypothesis { .. }
            | Shape::Ask { .. }
            | Shape::Expect { .. }
            | Shape::From { .. }
            | Shape::Inner { .. }
            | Shape::Broken { .. } => Whole::Statement,
        }
    }

    /// Its lines, without those of the statements that are set in under it.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        match self {
            Shape::Use { .. } | Shape::UseNoStandardModel => &[],
            Shape::Scenario { lines, .. }
            | Shape::Kind { lines }
            | Shape::Scale { lines }
            | Shape::Relation { lines }
            | Shape::Declaration { lines, .. }
            | Shape::Allegiance { lines }
            | Shape::Threat { lines }
            | Shape::Marked { lines, .. }
            | Shape::Rule { lines, .. }
            | Shape::Question { lines }
            | Shape::Suppose { lines, .. }
            | Shape::Hypothesis { lines, .. }
            | Shape::Ask { lines }
            | Shape::Expect { lines }
            | Shape::From { options: lines, .. }
            | Shape::Inner { lines, .. }
            | Shape::Sentence { lines }
            | Shape::Broken { lines, .. } => lines,
        }
    }
}

/// The keywords that declare an entity.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Keyword {
    Actor,
    Place,
    Event,
    Thing,
    Source,
}

/// What a sentence is marked as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Mark {
    Assume,
    Evidence,
    Deny,
}

/// The shapes that stand only inside others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Inner {
    Without,
    Expects,
    RulesOut,
}
