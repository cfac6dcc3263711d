//! Debian packages: installed where we are root, else named so that a person can.

use std::path::Path;

use crate::failure::{Failure, Outcome};
use crate::run::{Run, on_path};

/// A package and how to tell that what we need of it is here, on whatever system.
pub(crate) struct Package {
    name: &'static str,
    present: fn() -> bool,
}

/// A C compiler and its headers: SQLite and the TLS library are compiled from C.
pub(crate) const C_COMPILER: Package = Package { name: "build-essential", present: || on_path("cc").is_some() };
/// The PostgreSQL server.
pub(crate) const POSTGRESQL: Package =
    Package { name: "postgresql", present: || crate::postgres::programs().is_some() };
/// The browser for the browser tests.
pub(crate) const CHROMIUM: Package = Package { name: "chromium", present: || on_path("chromium").is_some() };
/// Chinese glyphs, without which text is measured and pictured as boxes.
pub(crate) const CHINESE_FONTS: Package = Package {
    name: "fonts-noto-cjk",
    present: || {
        Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").is_file()
            || Run::new("fc-list").args([":lang=zh-cn", "file"]).answer().is_ok_and(|fonts| !fonts.trim().is_empty())
    },
};

/// Makes sure that all `packages` are here.
pub(crate) fn install(packages: &[&Package]) -> Outcome {
    let missing: Vec<&str> =
        packages.iter().filter(|package| !(package.present)()).map(|package| package.name).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let by_hand = format!("apt-get install --no-install-recommends {}", missing.join(" "));
    if on_path("apt-get").is_none() || !is_root() {
        return Err(Failure::new(format!(
            "missing on this machine: {}. Install it (on Debian, as root: {by_hand}) and run this again",
            missing.join(", ")
        )));
    }
    apt(&["update", "--quiet"])?;
    let mut words = vec!["install", "--yes", "--quiet", "--no-install-recommends"];
    words.extend(&missing);
    apt(&words)?;
    match packages.iter().find(|package| !(package.present)()) {
        Some(package) => Err(Failure::new(format!("{by_hand} went well, yet {} is not found", package.name))),
        None => Ok(()),
    }
}

fn apt(words: &[&str]) -> Outcome {
    Run::new("apt-get").args(words).env("DEBIAN_FRONTEND", "noninteractive").go()
}

/// Whether this process is root.
pub(crate) fn is_root() -> bool {
    Run::new("id").args(["-u"]).answer().is_ok_and(|id| id.trim() == "0")
}
