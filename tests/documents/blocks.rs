//! A document as its fenced blocks, each with what stands after the opening fence.

/// One fenced block.
pub struct Block {
    /// What stands after the fence: `casus`, `casus more`, `text`.
    pub opening: String,
    /// Its text, every line ended.
    pub text: String,
    /// The lines of the document that the text takes, from 0, the last not included.
    pub lines: std::ops::Range<usize>,
}

/// The fenced blocks of a document, in order.
pub fn blocks(document: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Block> = None;
    for (at, line) in document.lines().enumerate() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(opening), None) => {
                open = Some(Block {
                    opening: opening.trim().to_owned(),
                    text: String::new(),
                    lines: at + 1..at + 1,
                });
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some(block)) => {
                block.text.push_str(line);
                block.text.push('\n');
                block.lines.end = at + 1;
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    blocks
}
