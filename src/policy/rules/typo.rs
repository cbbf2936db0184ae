//! # 错别字 · a miswritten word
//!
//! ## 为什么
//! “布署”“其它”“帐户”这样的词形，规范的写法只有一种。词表只收拿得准的，并记着容易误判的上下文：
//! “公布署名文章”“登记帐篷”不在此列。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   部署工作，发布署名文章，提交待审材料，全部份额，按装机容量安排，自己经营，立即然后，恢复盖章，
//!   研究竞争形势，关注消费者，领取销售凭证，提供献血服务，一贯切实，感冒然后，审核消防设施，
//!   方针贬义，部署假日值班，避暑名胜，讲座落幕，攻读职业学校，打折除外，干部暑期培训，生前赡养，
//!   行政冶金，各自已完成，通报消息，《关于布署工作的通知》，词汇同义，书签定制，外汇同比增长，
//!   陶冶理想，系统复盖章，而己方，毕竟，究竟，必须，即将，候选人，诸侯，登记账户，蚊帐。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+3「布署」“布署”应为“部署”
//! # warning+2「其它」“其它”应为“其他”
//! text: |
//!   抓好布署，其它事项另行通知。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   抓好部署，其他事项另行通知。
//! ```

use std::sync::LazyLock;

use crate::diag::Level;
use crate::model::Paper;
use crate::policy::lexicon::Lexicon;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：错别字词表",
    since: "0.1.0",
    ids: &["K34"],
    check: Check::Listed(|| WORDS.words(), check),
};

static WORDS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::read(include_str!("../typo_lexicon.tsv")));

fn check(paper: &Paper, report: &mut Report) {
    WORDS.report(paper, report);
}
