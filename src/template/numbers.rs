//! Numbers that nobody writes: headings, promises and attachments.

use super::kind::NumberStyle;
use crate::calendar::numerals::to_hanzi;
use crate::doc::Block;

/// Numbers the headings of one paper: 一、（一）1.（1）, each level from one under the level above.
pub(super) fn headings(blocks: &mut [Block]) {
    let mut counts = [0u32; 4];
    for block in blocks {
        if let Block::Heading(heading) = block {
            let level = usize::from(heading.level.clamp(1, 4));
            counts[level - 1] += 1;
            counts[level..].fill(0);
            heading.number = heading_number(level, counts[level - 1]);
        }
    }
}

/// The number of a heading with its punctuation (7.3.3).
pub(super) fn heading_number(level: usize, count: u32) -> String {
    match level {
        1 => format!("{}、", to_hanzi(count)),
        2 => format!("（{}）", to_hanzi(count)),
        3 => format!("{count}."),
        _ => format!("（{count}）"),
    }
}

/// A number as a table writes it.
pub(super) fn styled(style: NumberStyle, count: u32) -> String {
    heading_number(
        match style {
            NumberStyle::Hanzi => 1,
            NumberStyle::HanziInBrackets => 2,
            NumberStyle::Arabic => 3,
            NumberStyle::ArabicInBrackets => 4,
        },
        count,
    )
}

/// The number of a promise of a letter.
pub(super) fn pledge(count: u32) -> String {
    format!("{}、", to_hanzi(count))
}

/// The label of an attachment: 附件 alone, 附件1 among several (7.3.4, 7.3.7).
pub(super) fn attachment(place: usize, of: usize) -> String {
    if of > 1 { format!("附件{place}") } else { "附件".to_owned() }
}
