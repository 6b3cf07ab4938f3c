//! What is missing: takes the parts of one statement, gives the mistake of leaving one out, if one is.

use super::ast::{Line, Statement, TokenKind};
use super::error::SyntaxError;
use super::grammar::Rule;
use super::keywords;
use super::shape::{Head, name_of, whole};
use crate::source::Place;

impl Head<'_> {
    /// What a reader would miss in the statement, if anything.
    pub(super) fn missing(&self, keyword: Place, statements: &[Statement]) -> Option<SyntaxError> {
        let first = self.lines.first();
        let on_its_line = first.filter(|line| line.indent == 0);
        let nothing_after = || SyntaxError::NothingAfterKeyword {
            place: keyword,
            keyword: self.keyword_text(),
        };
        match self.form {
            Rule::scenario | Rule::file_used | Rule::suppose | Rule::hypothesis | Rule::from => {
                let Some(title) = &self.title else {
                    let words = on_its_line.and_then(|line| whole(name_of(&line.tokens).0));
                    return Some(SyntaxError::MissingTitle {
                        place: words.unwrap_or(keyword),
                        keyword: self.keyword_text(),
                        words: words.map_or(String::new(), |words| self.written(words)),
                    });
                };
                match (self.form, first) {
                    (Rule::file_used, Some(line)) if self.table_named().is_none() => {
                        Some(SyntaxError::WordsAfterUse { place: line.place })
                    }
                    (Rule::from, _) if statements.is_empty() => {
                        Some(SyntaxError::NothingForEachRow { place: title.place })
                    }
                    _ => None,
                }
            }
            Rule::model_left_out => {
                first.map(|line| SyntaxError::WordsAfterUse { place: line.place })
            }
            Rule::kind | Rule::scale | Rule::declaration => {
                on_its_line.is_none().then(nothing_after)
            }
            Rule::rule => self.missing_in_rule(keyword, on_its_line),
            Rule::coloned_keyword => Some(SyntaxError::KeywordWithColon {
                place: Place::new(keyword.start, keyword.end.saturating_add(1)),
                keyword: self.keyword_text(),
            }),
            Rule::stray_clause => Some(SyntaxError::ClauseInFirstColumn {
                place: keyword,
                word: self.keyword_text(),
                line: first.map_or(String::new(), |line| self.written(line.place)),
            }),
            Rule::without | Rule::expects | Rule::rules_out if !self.within.is_in_alternative() => {
                Some(SyntaxError::OnlyInAlternative {
                    place: keyword,
                    keyword: self.keyword_text(),
                })
            }
            Rule::sentence => first.and_then(keywords::in_capitals),
            _ => self.lines.is_empty().then(nothing_after),
        }
    }

    fn missing_in_rule(&self, keyword: Place, name_line: Option<&Line>) -> Option<SyntaxError> {
        let name = name_line.map_or(&[][..], |line| name_of(&line.tokens).0);
        let Some(place) = whole(name) else {
            return Some(SyntaxError::RuleWithoutName { place: keyword });
        };
        if let Some(variable) = name
            .iter()
            .find(|token| matches!(token.kind, TokenKind::Variable(_) | TokenKind::Group(_)))
        {
            return Some(SyntaxError::RuleWithoutName {
                place: variable.place,
            });
        }
        let says_if = |line: &Line| {
            let mut tokens = line.tokens.iter();
            tokens.any(|token| token.kind == TokenKind::Word("if".to_owned()))
        };
        let has_body = self.lines.len() > 1 || name_line.is_some_and(says_if);
        (!has_body).then(|| SyntaxError::RuleWithoutBody {
            place,
            name: self.written(place),
            not_set_in: None,
        })
    }
}
