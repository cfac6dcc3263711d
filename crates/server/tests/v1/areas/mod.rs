mod change;
mod create;
mod import;
mod tree;
