//! Print the OpenAPI document.

use std::process::ExitCode;

use crate::failure::Failure;

pub(crate) fn run() -> Result<ExitCode, Failure> {
    println!("{}", gridward_server::http::openapi()?);
    Ok(ExitCode::SUCCESS)
}
