//! Answer → JSON, as `docs/schema/answer.schema.json` describes it.

use crate::answer::Answer;

/// The answer as JSON, indented, with its fields in the order of the types.
///
/// # Errors
/// Never for an answer that `ask` made; the error is that of the serialiser.
pub fn json(answer: &Answer) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(answer)
}
