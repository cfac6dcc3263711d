//! The command line as operators and scripts use it, on both engines where it stores something.

mod backup;
mod demo;
mod doctor;
mod import;
mod site;
