//! Why something cannot be written, and that nothing is lost: whoever runs the same command again
//! goes on where it stopped.

use std::io::ErrorKind;
use std::path::Path;

use crate::diag::{Fault, Words, words};
use crate::roster;

/// What Windows says of a file that another program holds open.
#[cfg(windows)]
const HELD: i32 = 32;

/// What the system says, and what to do.
pub(super) fn trouble(path: &Path, error: &std::io::Error) -> Fault {
    let shown = path.display();
    let (said, help) = match error.kind() {
        _ if held(error) => (
            words!("{shown} 正被别的程序打开", "{shown} is open in another program"),
            words!("关闭它再运行一次，会接着做", "close it and run again: the work goes on"),
        ),
        ErrorKind::IsADirectory => return is_folder(path),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => (
            words!("没有权限写 {shown}", "no permission to write {shown}"),
            words!(
                "改权限或者换一个 --out；改好后再运行一次，会接着做",
                "change its permissions or choose another --out; run again and the work goes on"
            ),
        ),
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => (
            words!("{shown} 是文件，不是文件夹", "{shown} is a file and no folder"),
            words!("换一个 --out，或移走那个文件", "choose another --out, or move that file away"),
        ),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => (
            words!("没有空间写 {shown}", "there is no room to write {shown}"),
            words!("腾出空间再运行一次，会接着做", "make room and run again: the work goes on"),
        ),
        ErrorKind::NotFound => (
            words!("{shown} 所在的文件夹不见了", "the folder of {shown} has vanished"),
            words!("再运行一次，会接着做", "run again: the work goes on"),
        ),
        _ => (words!("写 {shown} 失败：{error}", "cannot write {shown}: {error}"), again()),
    };
    Fault::new(said).help(help)
}

/// A folder lies where a file is to be.
pub(super) fn is_folder(place: &Path) -> Fault {
    let shown = place.display();
    Fault::new(words!("{shown} 是文件夹，不是文件", "{shown} is a folder and no file")).help(
        words!(
            "移走那个文件夹再运行一次，会接着做",
            "move that folder away and run again: the work goes on"
        ),
    )
}

/// A file that only the program sees cannot be written or read back.
pub(super) fn temporary(error: &std::io::Error) -> Fault {
    roster::temporary(words!("临时文件", "a temporary file"), error)
}

/// Something would be written outside the out folder.
pub(super) fn outside(path: &str) -> Fault {
    Fault::new(words!("{path} 在输出文件夹之外", "{path} lies outside the output folder"))
        .help(words!("移走指向外面的链接", "remove the link that leads out"))
}

/// What to do about anything else.
fn again() -> Words {
    words!("排除原因后再运行一次，会接着做", "remove the cause and run again: the work goes on")
}

#[cfg(windows)]
fn held(error: &std::io::Error) -> bool {
    error.raw_os_error() == Some(HELD)
}

#[cfg(not(windows))]
fn held(_: &std::io::Error) -> bool {
    false
}
