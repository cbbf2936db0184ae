//! The names under which the fonts of official documents are known, best first for each role.
//!
//! A file may carry its name in English or in Chinese, with or without spaces, and one foundry's
//! font exists in several character sets; names are compared without case, spaces and hyphens.

use super::Role;

/// The role that a font's name stands for, and how far down its list the name is.
pub(super) fn role(name: &str) -> Option<(Role, usize)> {
    let name = squeeze(name);
    Role::ALL.into_iter().find_map(|role| {
        let at = names(role).iter().position(|known| squeeze(known) == name)?;
        Some((role, at))
    })
}

/// Whether two names are one.
pub(super) fn same(one: &str, other: &str) -> bool {
    squeeze(one) == squeeze(other)
}

fn squeeze(name: &str) -> String {
    let kept = name.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_' | '(' | ')'));
    kept.flat_map(char::to_lowercase).collect()
}

/// The larger character set of a foundry comes before the smaller, so that rare characters in
/// personal names are drawn in the same hand as the rest.
fn names(role: Role) -> &'static [&'static str] {
    match role {
        Role::Xiaobiaosong => &[
            "方正公文小标宋",
            "方正小标宋_GBK",
            "FZXiaoBiaoSong-B05",
            "方正小标宋简体",
            "FZXiaoBiaoSong-B05S",
        ],
        Role::Heiti => &[
            "方正公文黑体",
            "方正黑体_GBK",
            "FZHei-B01",
            "SimHei",
            "黑体",
            "方正黑体简体",
            "FZHei-B01S",
            "STHeiti",
            "华文黑体",
        ],
        Role::Kaiti => &[
            "方正公文楷体",
            "方正楷体_GBK",
            "FZKai-Z03",
            "楷体_GB2312",
            "KaiTi_GB2312",
            "KaiTi",
            "楷体",
            "方正楷体简体",
            "FZKai-Z03S",
            "STKaiti",
            "华文楷体",
            "LXGW WenKai GB",
            "霞鹜文楷 GB",
            "LXGW WenKai GB Lite",
            "霞鹜文楷 GB 轻便版",
        ],
        Role::Fangsong => &[
            "方正公文仿宋",
            "方正仿宋_GBK",
            "FZFangSong-Z02",
            "仿宋_GB2312",
            "FangSong_GB2312",
            "FangSong",
            "仿宋",
            "方正仿宋简体",
            "FZFangSong-Z02S",
            "STFangsong",
            "华文仿宋",
            "朱雀仿宋",
            "Zhuque Fangsong",
            "Zhuque Fangsong (technical preview)",
        ],
        Role::Songti => &[
            "方正书宋_GBK",
            "FZShuSong-Z01",
            "SimSun",
            "宋体",
            "NSimSun",
            "新宋体",
            "方正书宋简体",
            "FZShuSong-Z01S",
            "STSong",
            "华文宋体",
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_and_case_do_not_hide_a_font() {
        for name in ["仿宋_GB2312", "FangSong_GB2312", "仿宋GB2312", "fangsong gb2312"] {
            assert_eq!(role(name).map(|(role, _)| role), Some(Role::Fangsong), "{name}");
        }
        assert_eq!(role("FZXiaoBiaoSong-B05S").unwrap().0, Role::Xiaobiaosong);
        assert_eq!(role("方正小标宋简体").unwrap().0, Role::Xiaobiaosong);
        assert_eq!(role("NSimSun").unwrap().0, Role::Songti);
        assert_eq!(role("Arial"), None);
        assert_eq!(role(""), None);
    }

    #[test]
    fn no_name_stands_for_two_roles() {
        let mut all: Vec<String> =
            Role::ALL.into_iter().flat_map(names).map(|name| squeeze(name)).collect();
        all.sort();
        assert!(all.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
