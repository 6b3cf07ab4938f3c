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

/// The fenced blocks of a document, in order. A block ends with a fence at least as long as the one it began with, and
/// nothing behind it: shorter ones are its text.
pub fn blocks(document: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<(usize, Block)> = None;
    for (at, line) in document.lines().enumerate() {
        let ticks = line.chars().take_while(|letter| *letter == '`').count();
        let behind = line.get(ticks..).unwrap_or("").trim();
        match &mut open {
            None if ticks >= 3 => {
                let block = Block {
                    opening: behind.to_owned(),
                    text: String::new(),
                    lines: at + 1..at + 1,
                };
                open = Some((ticks, block));
            }
            None => {}
            Some((fence, _)) if ticks >= *fence && behind.is_empty() => {
                blocks.extend(open.take().map(|(_, block)| block));
            }
            Some((_, block)) => {
                block.text.push_str(line);
                block.text.push('\n');
                block.lines.end = at + 1;
            }
        }
    }
    assert!(open.is_none(), "a block is not closed");
    blocks
}
