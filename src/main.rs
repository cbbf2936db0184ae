//! The `hongtou` program.

fn main() {}
