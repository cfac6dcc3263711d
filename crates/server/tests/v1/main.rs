//! Stories over the routes and use cases, mirrored from the URL tree, each on both engines.

mod areas;
#[cfg(test)]
mod households;
