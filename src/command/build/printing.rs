//! How `hongtou build` prints: its options for sheets, pictures, print shops and archives, and which
//! of them exclude each other.

use serde::{Deserialize, Serialize};

use crate::backend::{Archive, Options, Picture, Sheet, Shift};
use crate::diag::{Fault, words};

/// The bleed that print shops expect, in millimetres.
pub(in crate::command) const USUAL_BLEED: f64 = 3.0;

/// Options of `build` that say how papers are printed.
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
#[derive(Debug, clap::Args)]
pub(super) struct Printing {
    /// 出血，如 3mm，并画裁切线 / bleed such as 3mm, with crop marks
    #[arg(long, value_parser = millimetres)]
    bleed: Option<f64>,
    /// 送印版：油墨颜色（CMYK）、3 毫米出血和裁切线，文件名加 -print-shop / for a print shop: inks
    /// (CMYK), 3 mm of bleed, crop marks
    #[arg(long)]
    print_shop: bool,
    /// 拼接版：大幅面按 1:1 裁成 A3 或 A4 纸，文件名加 -tile-a4 等 / cut large pages into sheets to
    /// be glued together, in their true size
    #[arg(long, value_enum, value_name = "SHEET", ignore_case = true)]
    tile: Option<SheetArgument>,
    /// 归档版：a-2a 是 PDF/A-2a 加 PDF/UA-1，a-1b 用于旧系统，文件名加 -archive / for archives
    #[arg(
        long, value_enum, value_name = "STANDARD", ignore_case = true,
        num_args = 0..=1, require_equals = true, default_missing_value = "a-2a"
    )]
    archive: Option<ArchiveArgument>,
    /// 排清样：画出印章、签名章的位置，文件名加 -proof / proofs that show where seals go
    #[arg(long)]
    proof: bool,
    /// 套打预印红头纸：标志和红线留空，文件名加 -preprinted / for sheets whose red head is
    /// printed already
    #[arg(long)]
    preprinted: bool,
    /// 套打时首页右移、下移的毫米数，如 0.5,-1 / how far the first page moves right and down
    #[arg(long, requires = "preprinted", value_parser = shift, allow_hyphen_values = true)]
    shift: Option<Shift>,
    /// 输出格式，如 pdf,png；不写就是 pdf / the formats of the outputs; PDF when not given
    #[arg(long, value_delimiter = ',')]
    format: Vec<String>,
    /// 长图：各页连成一张图片，图片本来就这样画 / one long picture of all pages, as pictures are
    /// when no page is named
    #[arg(long)]
    long: bool,
    /// 图片只画这一页 / a picture of this page
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    page: Option<u32>,
    /// 图片的宽度，像素 / the width of pictures in pixels
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(50..=8000))]
    width: u32,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum SheetArgument {
    A3,
    A4,
}

/// What `--archive` takes. A plan that machines share keeps it as it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum, Serialize, Deserialize)]
pub(in crate::command) enum ArchiveArgument {
    #[value(name = "a-2a")]
    A2a,
    #[value(name = "a-2b")]
    A2b,
    #[value(name = "a-1b")]
    A1b,
}

/// A length that `--bleed` takes.
pub(in crate::command) fn millimetres(text: &str) -> Result<f64, String> {
    let number = text.trim().trim_end_matches("mm").trim();
    let value: f64 = number.parse().map_err(|_| "3mm".to_owned())?;
    if (0.0..=20.0).contains(&value) { Ok(value) } else { Err("0mm – 20mm".to_owned()) }
}

fn shift(text: &str) -> Result<Shift, String> {
    let form = || "0.5,-1".to_owned();
    let (right, down) = text.split_once([',', '，']).ok_or_else(form)?;
    let number = |text: &str| text.trim().trim_end_matches("mm").trim().parse::<f64>();
    let (right_mm, down_mm) = (number(right), number(down));
    let (Ok(right_mm), Ok(down_mm)) = (right_mm, down_mm) else { return Err(form()) };
    let near = |mm: f64| (-20.0..=20.0).contains(&mm);
    if near(right_mm) && near(down_mm) {
        Ok(Shift { right_mm, down_mm })
    } else {
        Err("-20 – 20".to_owned())
    }
}

impl Printing {
    /// What they ask for together; `draft` is asked for beside them.
    ///
    /// # Errors
    /// When two of them exclude each other.
    pub(super) fn options(&self, draft: bool) -> Result<Options, Fault> {
        self.clash(draft)?;
        self.suit_formats()?;
        let usual = if self.print_shop { USUAL_BLEED } else { 0.0 };
        Ok(Options {
            bleed_mm: self.bleed.unwrap_or(usual),
            proof: self.proof,
            preprinted: self.preprinted.then(|| self.shift.unwrap_or_default()),
            picture: Picture { page: self.page.unwrap_or(0), width_px: self.width },
            print_shop: self.print_shop,
            tile: self.tile.map(Sheet::from),
            archive: self.archive.map(Archive::from),
            ..Options::default()
        })
    }

    /// The formats that are asked for. A long picture is a picture.
    pub(super) fn formats(&self) -> Vec<String> {
        if self.format.is_empty() && self.long {
            vec!["png".to_owned()]
        } else {
            self.format.clone()
        }
    }

    /// Options that cannot both be meant.
    fn clash(&self, draft: bool) -> Result<(), Fault> {
        let apart = || words!("分两次排", "build twice");
        let issued = || words!("归档的是定稿，定稿后再归档", "file the paper once it is issued");
        let archive = (self.archive.is_some(), "--archive");
        let tile = (self.tile.is_some(), "--tile");
        let shop = (self.print_shop, "--print-shop");
        let bleed = (self.bleed.is_some(), "--bleed");
        let proof = (self.proof, "--proof");
        let preprinted = (self.preprinted, "--preprinted");
        let colours = words!(
            "归档用屏幕颜色，送印用油墨颜色，分两次排",
            "archives keep the colours of the screen, print shops want inks: build twice"
        );
        let uncut =
            words!("拼接版没有出血，去掉 --bleed", "sheets for glue have no bleed: leave it out");
        let pairs = [
            (shop, archive, colours),
            (tile, archive, apart()),
            (tile, shop, apart()),
            (bleed, archive, apart()),
            (bleed, tile, uncut),
            ((draft, "--draft"), archive, issued()),
            (proof, archive, issued()),
            (proof, shop, apart()),
            (proof, tile, apart()),
            (preprinted, archive, apart()),
            (preprinted, shop, apart()),
            (preprinted, tile, apart()),
            (
                (self.long, "--long"),
                (self.page.is_some(), "--page"),
                words!("只留一个", "keep one"),
            ),
        ];
        match pairs.into_iter().find(|(one, other, _)| one.0 && other.0) {
            Some(((_, one), (_, other), help)) => Err(Fault::new(words!(
                "{one} 和 {other} 不能同时用",
                "`{one}` and `{other}` exclude each other"
            ))
            .help(help)),
            None => Ok(()),
        }
    }

    /// What only PDF can be, and what only pictures can be.
    fn suit_formats(&self) -> Result<(), Fault> {
        let formats = self.formats();
        let paper = [
            (self.archive.is_some(), "--archive"),
            (self.print_shop, "--print-shop"),
            (self.tile.is_some(), "--tile"),
        ];
        if let Some(other) = formats.iter().find(|format| *format != "pdf")
            && let Some((_, option)) = paper.into_iter().find(|(given, _)| *given)
        {
            return Err(Fault::new(words!(
                "{option} 只出 PDF，不出 {other}",
                "`{option}` makes PDF and no `{other}`"
            ))
            .help(words!("{other} 另排一次", "make `{other}` in a build of its own")));
        }
        if self.long && !formats.iter().any(|format| format == "png") {
            return Err(Fault::new(words!("--long 只用于图片", "`--long` is for pictures"))
                .help(words!("--format 里加上 png", "add png to `--format`")));
        }
        Ok(())
    }
}

impl From<SheetArgument> for Sheet {
    fn from(argument: SheetArgument) -> Self {
        match argument {
            SheetArgument::A3 => Self::A3,
            SheetArgument::A4 => Self::A4,
        }
    }
}

impl From<ArchiveArgument> for Archive {
    fn from(argument: ArchiveArgument) -> Self {
        match argument {
            ArchiveArgument::A2a => Self::A2a,
            ArchiveArgument::A2b => Self::A2b,
            ArchiveArgument::A1b => Self::A1b,
        }
    }
}
