//! Letters for many institutions (合并套打): one letter and a roster make a letter for each row.

pub mod book;
pub mod cover;
pub mod index;
