//! What can be wrong with the writing of a statement, as data. The words are made last, in `message`.

use crate::source::Place;

/// One mistake in the writing. Its `place` is the word that is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SyntaxError {
    /// The file is not UTF-8. Its place is counted from the file's own beginning: it is in no file yet.
    BadBytes {
        /// The first byte that cannot be read.
        place: Place,
        /// Its line, from 1.
        line: u32,
        /// Its column in characters, from 1.
        column: u32,
        /// The byte.
        byte: u8,
    },
    /// A line that is set in, with nothing above it that it could go on.
    IndentedFirstLine {
        /// Its first word.
        place: Place,
    },
    /// A statement under `suppose`, `hypothesis` or `from` that is set in less than the first of them.
    UnevenIndentation {
        /// Its first word.
        place: Place,
        /// The first word of the statements it stands with.
        first: Place,
    },
    /// Tabs and blanks mixed, so that it depends on the editor which line is deeper.
    MixedIndentation {
        /// The line's first word.
        place: Place,
    },
    /// `"overtly lent`, and no quote to the end of the line.
    UnclosedText {
        /// From the quote to the end of the line.
        place: Place,
        /// What it holds, without its quote.
        text: String,
    },
    /// `(` and no `)`.
    UnclosedBracket {
        /// The bracket.
        place: Place,
        /// From the bracket to the end of its line.
        line: String,
    },
    /// `[actor` and no `]`.
    UnclosedSlot {
        /// From the bracket to where it may have been meant to end.
        place: Place,
        /// What it holds.
        slot: String,
    },
    /// `)` or `]` and nothing open.
    StrayBracket {
        /// The bracket.
        place: Place,
        /// Which.
        bracket: char,
    },
    /// Brackets in brackets, deeper than is read.
    TooDeep {
        /// The first bracket too deep.
        place: Place,
    },
    /// Statements set in under statements, deeper than is read.
    NestedTooDeep {
        /// The first word too deep.
        place: Place,
    },
    /// A character that no word has.
    UnknownCharacter {
        /// The character.
        place: Place,
        /// Which.
        character: char,
    },
    /// A `#` that follows a word without a blank.
    GluedComment {
        /// The `#`.
        place: Place,
    },
    /// `==`, `<>`, `=>`.
    UnknownComparison {
        /// What was written.
        place: Place,
        /// The same.
        text: String,
    },
    /// `~70%`, `3000+x`, `5000..3000`.
    UnreadableNumber {
        /// What was written.
        place: Place,
        /// The same.
        text: String,
        /// What is wrong with it.
        fault: NumberFault,
    },
    /// A keyword, and nothing after it.
    NothingAfterKeyword {
        /// The keyword.
        place: Place,
        /// The same.
        keyword: String,
    },
    /// `scenario`, `suppose`, `hypothesis`, `use` or `from` without the text that must follow.
    MissingTitle {
        /// The keyword, or the words that stand where the text should.
        place: Place,
        /// The keyword.
        keyword: String,
        /// The words that stand where the text should; may be empty.
        words: String,
    },
    /// `use "states", "rivers"`: more than one thing after `use`.
    WordsAfterUse {
        /// The first word too many.
        place: Place,
    },
    /// A rule without a name on its line.
    RuleWithoutName {
        /// The keyword, or the variable that shows that a condition stands where the name should.
        place: Place,
    },
    /// A rule that has a name and says nothing.
    RuleWithoutBody {
        /// The rule's name.
        place: Place,
        /// The same.
        name: String,
        /// The first of the lines below that read like its own and stand in the first column, if there are any.
        not_set_in: Option<Place>,
    },
    /// A `from "file.csv"` with no statement under it.
    NothingForEachRow {
        /// The file's name.
        place: Place,
    },
    /// An `if` in the first column.
    ClauseInFirstColumn {
        /// The word.
        place: Place,
        /// The same.
        word: String,
        /// The line that it opens.
        line: String,
    },
    /// `actor: Pakistan`
    KeywordWithColon {
        /// The keyword and its colon.
        place: Place,
        /// The keyword.
        keyword: String,
    },
    /// `Scenario "title"`, `Relation [actor] …`
    KeywordInCapitals {
        /// The word.
        place: Place,
        /// The keyword that it spells.
        keyword: &'static str,
        /// The word as written.
        word: String,
    },
    /// `without S`, `expects S`, `rules out S` under nothing.
    OnlyInAlternative {
        /// The keyword.
        place: Place,
        /// The same.
        keyword: String,
    },
}

/// What is wrong with a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NumberFault {
    /// It is written in no form that numbers have.
    Form,
    /// It has more than six decimals.
    TooFine,
    /// It has more digits than are counted with.
    TooLarge,
    /// The range's end is less than its start.
    Reversed,
}

impl SyntaxError {
    /// The word that is wrong.
    #[must_use]
    pub fn place(&self) -> Place {
        match self {
            SyntaxError::BadBytes { place, .. }
            | SyntaxError::IndentedFirstLine { place }
            | SyntaxError::UnevenIndentation { place, .. }
            | SyntaxError::MixedIndentation { place }
            | SyntaxError::UnclosedText { place, .. }
            | SyntaxError::UnclosedBracket { place, .. }
            | SyntaxError::UnclosedSlot { place, .. }
            | SyntaxError::StrayBracket { place, .. }
            | SyntaxError::TooDeep { place }
            | SyntaxError::NestedTooDeep { place }
            | SyntaxError::UnknownCharacter { place, .. }
            | SyntaxError::GluedComment { place }
            | SyntaxError::UnknownComparison { place, .. }
            | SyntaxError::UnreadableNumber { place, .. }
            | SyntaxError::NothingAfterKeyword { place, .. }
            | SyntaxError::MissingTitle { place, .. }
            | SyntaxError::WordsAfterUse { place }
            | SyntaxError::RuleWithoutName { place }
            | SyntaxError::RuleWithoutBody { place, .. }
            | SyntaxError::NothingForEachRow { place }
            | SyntaxError::ClauseInFirstColumn { place, .. }
            | SyntaxError::KeywordWithColon { place, .. }
            | SyntaxError::KeywordInCapitals { place, .. }
            | SyntaxError::OnlyInAlternative { place, .. } => *place,
        }
    }
}
