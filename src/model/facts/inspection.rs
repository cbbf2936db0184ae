//! Who inspects whom (交叉检查的一对).

use super::{TimeUse, Times};
use crate::calendar::Context;
use crate::model::field::Field;
use crate::text::{Span, Spanned};

/// One pair of a cross-inspection.
#[derive(Debug, Clone)]
pub struct Inspection {
    /// Who inspects (检查单位).
    pub inspector: Spanned<String>,
    /// Who is inspected (被检查单位).
    pub inspected: Spanned<String>,
    /// When (检查时间), where each pair has its own.
    pub period: Option<TimeUse>,
    /// Who goes (检查人员), by name or id.
    pub team: Vec<Spanned<String>>,
    /// All of it.
    pub whole: Span,
}

impl Inspection {
    /// Lifts a pair from its object; a pair with a missing end is the schema's business.
    pub(super) fn lift<'a>(
        field: &'a Field,
        context: Context,
        times: &mut Times<'a>,
    ) -> Option<Self> {
        let period = field.get("period");
        Some(Self {
            inspector: field.words_of("inspector")?,
            inspected: field.words_of("inspected")?,
            period: period.and_then(|field| times.of_object(field, context)),
            team: field.items_of("team").iter().filter_map(Field::words).collect(),
            whole: field.span,
        })
    }
}
