//! Print the OpenAPI document.

use std::process::ExitCode;

use crate::failure::Failure;
use crate::output::say;

pub(crate) fn run() -> Result<ExitCode, Failure> {
    say!("{}", gridward_server::http::openapi()?);
    Ok(ExitCode::SUCCESS)
}
