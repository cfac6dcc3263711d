//! The web part: Node.js, its packages, the built faces, and npm's scripts.

use std::path::PathBuf;

use crate::failure::{Failure, Outcome};
use crate::run::{Run, Watched, on_path};
use crate::steps::step;
use crate::{hash, repository};

/// The oldest Node.js that the build tools run on (Vite 8's own floor).
const OLDEST_NODE: (u32, u32) = (20, 19);

/// Where the web part lies.
pub(crate) fn folder() -> PathBuf {
    repository::root().join("web")
}

/// Refuses a machine without a usable Node.js, and says what else there is.
fn node() -> Outcome {
    let without = "A machine without it can run a release of Gridward: one file, web pages inside, no Node.js needed \
                   (`cargo xtask dist` on another machine makes it)";
    let (oldest, minor) = OLDEST_NODE;
    let version = Run::new("node").args(["--version"]).answer().map_err(|_| {
        Failure::new(format!("Node.js is not installed. Building needs version {oldest}.{minor} or newer. {without}"))
    })?;
    if on_path("npm").is_none() {
        return Err(Failure::new(format!("npm, which belongs to Node.js, is not installed. {without}")));
    }
    match version_of(&version) {
        Some(found) if found >= OLDEST_NODE => Ok(()),
        _ => Err(Failure::new(format!(
            "Node.js is too old: {}. Building needs version {oldest}.{minor} or newer. {without}",
            version.trim()
        ))),
    }
}

/// `v20.19.1` -> (20, 19)
fn version_of(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.trim().strip_prefix('v')?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

/// Installs the locked packages, unless the ones installed are of this very lock file.
pub(crate) fn packages() -> Outcome {
    node()?;
    let web = folder();
    let lock = hash::of_files(&web, &[web.join("package.json"), web.join("package-lock.json")])?;
    let stamp = web.join("node_modules/.xtask-stamp");
    if hash::is_stamped(&stamp, &lock) {
        return Ok(());
    }
    step("npm packages", || {
        Run::new("npm").args(["ci", "--no-audit", "--no-fund"]).within(&web).go()?;
        repository::write(&stamp, &lock)
    })
}

/// Builds the faces into `web/dist`, unless they were built from these very sources.
pub(crate) fn faces() -> Outcome {
    packages()?;
    let web = folder();
    let tests = web.join("tests");
    let mut sources = repository::files_below(&web)?;
    sources.retain(|file| !file.starts_with(&tests));
    let hash = hash::of_files(&web, &sources)?;
    let dist = web.join("dist");
    let stamp = dist.join("STAMP");
    if hash::is_stamped(&stamp, &hash) {
        return Ok(());
    }
    step("web faces", || {
        if dist.exists() {
            std::fs::remove_dir_all(&dist).map_err(|cause| Failure::of(dist.display(), cause))?;
        }
        npm("build").go()?;
        repository::write(&stamp, &hash)
    })
}

/// An npm script of the web part.
pub(crate) fn npm(script: &str) -> Run {
    Run::new("npm").args(["run", "--silent", script]).within(&folder())
}

/// Runs a script and gives its output, without colours, so that it can be read by `tally`.
pub(crate) fn watch(script: Run) -> Outcome<Watched> {
    script.env("NO_COLOR", "1").env("FORCE_COLOR", "0").env("CI", "true").watch()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions_are_compared_by_number() {
        assert_eq!(version_of("v20.19.0\n"), Some((20, 19)));
        assert!(version_of("v20.9.0").unwrap() < OLDEST_NODE);
        assert!(version_of("v22.1.0").unwrap() > OLDEST_NODE);
        assert_eq!(version_of("nonsense"), None);
    }
}
