mod change;
mod create;
mod import;
mod split;
mod tree;
