//! Worlds and builders for Gridward's tests, on both engines.
//!
//! A test asks for a [`World`] per engine (`for engine in Engine::ALL`), which is a jurisdiction of its own with a held
//! clock; builders make areas, people and posts; [`Client`] calls the real router.

#![expect(clippy::expect_used, reason = "a test kit fails a test by panicking")]

mod client;
mod engine;
mod fixtures;
mod world;

pub use axum::http::Method;
pub use client::{Client, Reply};
pub use engine::both_engines;
pub use fixtures::{Fixture, TOWN_ORD};
pub use world::World;
