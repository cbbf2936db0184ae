//! A print run: letters bound into one file, on sheets that a printer takes both sides of.

use super::fonts::Subsets;
use super::objects::Objects;
use super::own::Own;
use super::plate::{Plate, Sheet, page_list, with_fonts};
use super::{Letter, content};

/// Letters that are bound into one file.
pub(super) struct Book<'b> {
    pub(super) letter: &'b Letter<'b>,
    pub(super) plate: &'b Plate,
    /// How many pages stand before the letters.
    pub(super) before: usize,
    pub(super) duplex: bool,
}

impl Book<'_> {
    /// The whole file; none where a font cannot be cut down.
    pub(super) fn bind(&self, letters: &[Own]) -> Option<Vec<u8>> {
        let plate = self.plate;
        let mut subsets = Subsets::default();
        let runs = letters.iter().flat_map(|own| own.pages.iter().flatten());
        runs.for_each(|run| subsets.add(run));
        let mut objects = Objects::after(&plate.head, &plate.places, letters.len() * 1024);
        let fonts = subsets.resources(objects.next());
        subsets.write(&mut objects)?;
        for (number, inside) in &plate.resources {
            objects.put(*number, &with_fonts(inside, &fonts));
        }
        let mut kids = Vec::new();
        let (covers, sheets) = plate.sheets.split_at_checked(self.before)?;
        for sheet in covers {
            let [content] = objects.numbers();
            objects.stream(content, "", b"Q\n");
            objects.put(sheet.number, &plate.page(sheet, content));
            kids.push(sheet.number);
        }
        self.turn(&mut objects, &mut kids, covers);
        for (nth, own) in letters.iter().enumerate() {
            for (sheet, (height, runs)) in sheets.iter().zip(self.letter.heights().zip(&own.pages))
            {
                let content = objects.number();
                let shown = content::page(runs, height, &subsets, plate);
                objects.stream(content, "", &shown);
                // The first letter takes the pages that Typst wrote.
                let number = if nth == 0 { sheet.number } else { objects.number() };
                objects.put(number, &plate.page(sheet, content));
                kids.push(number);
            }
            self.turn(&mut objects, &mut kids, sheets);
        }
        objects.put(plate.pages, &page_list(&kids));
        let identity = self.letter.identity(letters);
        let metadata = plate.metadata(&identity, Some(kids.len()));
        objects.stream(plate.metadata.0, "/Type/Metadata/Subtype/XML", &metadata);
        Some(objects.finish(&plate.trailer, &identity))
    }

    /// A blank page, where what has just been added ends on the front of a sheet.
    fn turn(&self, objects: &mut Objects, kids: &mut Vec<usize>, added: &[Sheet]) {
        let Some(last) = added.last().filter(|_| self.duplex && added.len() % 2 == 1) else {
            return;
        };
        let number = objects.number();
        let pages = self.plate.pages;
        let media = String::from_utf8_lossy(&last.media);
        let page = format!("<</Type/Page/Resources<<>>/MediaBox{media}/Parent {pages} 0 R>>");
        objects.put(number, page.as_bytes());
        kids.push(number);
    }
}
