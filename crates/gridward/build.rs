//! Looks whether the web faces have been built. It never runs npm: `cargo xtask web` does.
//!
//! Without them a stub page is written, so that cargo works without Node.js; the stub says how to build the web part.

use std::{env, error::Error, fs, path::PathBuf};

const STUB: &str = "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>Gridward</title>\
<p>网页部分还没有编译。请运行 <code>cargo xtask web</code>，然后重新编译。</p>\
<p>The web part has not been built. Run <code>cargo xtask web</code> and build again.</p></html>\n";

fn main() -> Result<(), Box<dyn Error>> {
    let dist = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../../web/dist");
    println!("cargo::rerun-if-changed={}", dist.join("STAMP").display());
    println!("cargo::rerun-if-changed=build.rs");
    for face in ["console", "field"] {
        let page = dist.join(face).join("index.html");
        if !page.exists() {
            println!("cargo::warning=the web face {face} has not been built: run `cargo xtask web`");
            fs::create_dir_all(dist.join(face))?;
            fs::write(page, STUB)?;
        }
    }
    Ok(())
}
