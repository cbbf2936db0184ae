//! The measures of the sheet and of its type: GB/T 9704-2012, or what the house has set.

use super::measures::Measures;
use super::xml::{twips, whole};
use crate::backend::{Job, Options};
use crate::doc::Doc;
use crate::model::Layout;

/// A point, in millimetres.
pub(super) const POINT: f64 = 25.4 / 72.0;

/// What kind of sheet a paper is set on, by the name of its look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// The general format, and any look of the user's own.
    General,
    /// The letter format, 10.1.
    Letter,
    /// The order format, 10.2.
    Order,
    /// The format of minutes, 10.3.
    Minutes,
    /// A paper without head and imprint.
    Bare,
    /// A form on wider sheets.
    Form,
    /// A commitment letter on one sheet; as a poster it is the same letter.
    Pledge,
}

impl Manner {
    fn of(look: &str) -> Self {
        match look {
            "letter" => Self::Letter,
            "order" => Self::Order,
            "minutes" => Self::Minutes,
            "plain" | "table" => Self::Bare,
            "form" => Self::Form,
            "pledge-a4" | "poster-60x80" => Self::Pledge,
            _ => Self::General,
        }
    }
}

/// The sheet of a paper. Lengths are in millimetres unless their names say otherwise.
#[derive(Debug, Clone)]
pub(super) struct Page {
    /// Its kind.
    pub(super) manner: Manner,
    /// The house's layout.
    pub(super) layout: Layout,
    /// Above, below, at the binding and at the other side of the type area.
    pub(super) margins: [f64; 4],
    /// The type size of the body, in half points.
    pub(super) body: i64,
    /// From line to line, in twips.
    pub(super) line: i64,
    /// The red of heads and rules, `RRGGBB`.
    pub(super) red: String,
    /// Whether pages bear a number.
    pub(super) numbered: bool,
    /// The word across every page.
    pub(super) across: Option<String>,
}

impl Page {
    /// The sheet that a paper is set on; `pages` is how many it has in its own look.
    pub(super) fn of(job: &Job, known: &Measures, pages: usize) -> Self {
        let layout = job.options.layout.sane();
        let manner = Manner::of(job.look);
        let margins = match manner {
            Manner::Form => [21.0, 21.0, 22.0, 22.0],
            // The note has some millimetres to spare: another font may take another line.
            Manner::Pledge => [24.0, 17.0, 26.0, 26.0],
            Manner::General | Manner::Letter | Manner::Order | Manner::Minutes | Manner::Bare => {
                [layout.top, layout.bottom, layout.inside, layout.outside]
            }
        };
        let [r, g, b] = layout.red;
        let mut page = Self {
            manner,
            layout,
            margins,
            body: whole(layout.cell() / POINT * 2.0),
            line: line(&layout, job.options),
            red: format!("{r:02X}{g:02X}{b:02X}"),
            numbered: numbered(manner, pages),
            across: across(job.doc),
        };
        if let (Manner::Pledge, Some(sheet)) = (manner, known.pledge) {
            page.body = whole((sheet.size / POINT * 2.0).floor());
            page.line = whole(sheet.size / POINT * 20.0 * (1.0 + sheet.leading));
        }
        page
    }

    /// So many lines, in twips.
    pub(super) fn lines(&self, count: f64) -> i64 {
        whole(self.line_twips() * count)
    }

    fn line_twips(&self) -> f64 {
        // A line is a few hundred twips.
        f64::from(i32::try_from(self.line).unwrap_or(579))
    }

    /// A line, in millimetres.
    pub(super) fn line_mm(&self) -> f64 {
        self.line_twips() / 1440.0 * 25.4
    }

    /// The width of a character of the body.
    pub(super) fn cell(&self) -> f64 {
        if self.manner == Manner::Pledge { self.points(16.0) * POINT } else { self.layout.cell() }
    }

    /// So many characters of the body, in twips.
    pub(super) fn cells(&self, count: f64) -> i64 {
        twips(self.cell() * count)
    }

    /// The size that a nominal one (16 is that of the body) comes to here, in points.
    fn points(&self, nominal: f64) -> f64 {
        let body = f64::from(i32::try_from(self.body).unwrap_or(32)) / 2.0;
        body * nominal / 16.0
    }

    /// A nominal size in half points.
    pub(super) fn size(&self, nominal: f64) -> i64 {
        whole(self.points(nominal) * 2.0)
    }

    /// What is added between characters of a nominal size, in twips: the sizes of Word are whole
    /// half points, and 28 characters of 16 points are wider than the type area.
    pub(super) fn apart(&self, nominal: f64) -> i64 {
        let exact = self.cell() / POINT * nominal / 16.0;
        let set = f64::from(i32::try_from(self.size(nominal)).unwrap_or(32)) / 2.0;
        whole(((exact - set) * 20.0).floor().clamp(-40.0, 40.0))
    }

    /// The width of the type area.
    pub(super) fn width(&self) -> f64 {
        210.0 - self.margins[2] - self.margins[3]
    }

    /// Its height.
    pub(super) fn height(&self) -> f64 {
        297.0 - self.margins[0] - self.margins[1]
    }

    /// How wide text is on an upright page or on one that lies across.
    pub(super) fn room(&self, lies: bool) -> f64 {
        if lies { self.height() } else { self.width() }
    }
}

/// From line to line, in twips: so many lines fill the type area, the gap under the last one
/// included, as Word counts them.
fn line(layout: &Layout, options: &Options) -> i64 {
    let lines = options.lines.map(f64::from);
    if let (None, Some(points)) = (lines, layout.pitch) {
        return whole(points * 20.0);
    }
    let lines = lines.or(layout.lines.map(f64::from)).unwrap_or(22.0).max(2.0);
    whole((layout.height() / 25.4 * 1440.0 / lines).floor())
}

/// Papers that stand alone on one page bear no number.
fn numbered(manner: Manner, pages: usize) -> bool {
    match manner {
        Manner::Pledge => false,
        Manner::Bare | Manner::Form => pages > 1,
        Manner::General | Manner::Letter | Manner::Order | Manner::Minutes => true,
    }
}

fn across(doc: &Doc) -> Option<String> {
    doc.meta.across.clone().filter(|word| !word.is_empty())
}
