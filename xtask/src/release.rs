//! `cargo xtask build`, `dist` and `demo`: the release binary, packed or running.

use std::path::PathBuf;

use crate::debian::{self, C_COMPILER};
use crate::failure::Outcome;
use crate::repository;
use crate::run::Run;
use crate::steps::step;
use crate::{binary, web};

/// What travels beside the binary in a release.
const PAPERS: &[&str] = &["README.md", "README.zh-CN.md", "LICENSE"];

/// Does all set-up and builds the release binary with the web faces inside.
pub(crate) fn build() -> Outcome<PathBuf> {
    step("system packages", || debian::install(&[&C_COMPILER]))?;
    step("web part", web::faces)?;
    step("release binary", binary::release)
}

/// Builds and then becomes `gridward demo`.
pub(crate) fn demo(words: &[String]) -> Outcome {
    let binary = build()?;
    Run::new(binary).args(["demo"]).args(words).become_it()
}

/// Builds and packs the binary and its papers into `target/dist`.
pub(crate) fn pack() -> Outcome {
    let binary = build()?;
    let name = format!("gridward-{}-{}-{}", env!("CARGO_PKG_VERSION"), std::env::consts::OS, std::env::consts::ARCH);
    step("archive", || {
        let dist = repository::target().join("dist");
        let folder = dist.join(&name);
        repository::make_folder(&folder)?;
        Run::new("cp").args(PAPERS).args([&binary, &folder]).go()?;
        let archive = format!("{name}.tar.gz");
        Run::new("tar").args(["--owner=0", "--group=0", "-czf", &archive, &name]).within(&dist).go()?;
        println!("  {}", dist.join(archive).display());
        Ok(())
    })
}
