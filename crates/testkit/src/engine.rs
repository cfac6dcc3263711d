//! The two engines every storage test runs on.

use gridward_database::Engine;

/// Both engines; tests run their story once on each.
pub fn both_engines() -> [Engine; 2] {
    [Engine::Sqlite, Engine::Postgres]
}
