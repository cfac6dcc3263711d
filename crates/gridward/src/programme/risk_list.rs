//! A list of risk areas, in whatever form it was published, made ready for assessment.

use std::path::Path;

use gridward_domain::Language;
use gridward_domain::assessment::{RiskArea, RiskIndex};
use gridward_domain::risk_areas::{Remembered, match_place};
use gridward_formats::risk_lists;
use jiff::civil::Date;

use crate::failure::{Failure, at_file};

/// Reads a list: CSV with `level,province,city,county,text,code,from,to`, a spreadsheet, the daily text or the official
/// JSON. A place without a date of its own is listed since the list's, else since `on`.
pub(super) fn read(file: &Path, on: Date) -> Result<RiskIndex, Failure> {
    let bytes = std::fs::read(file).map_err(at_file(file))?;
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let list = risk_lists::read(&name, &bytes).map_err(|error| {
        Failure::new(format!(
            "{}: {} {}",
            file.display(),
            error.sentence(Language::English),
            error.sentence(Language::Chinese)
        ))
    })?;
    for problem in &list.problems {
        let at = problem.at.text(Language::English);
        eprintln!("gridward: {}: {at}: {}", file.display(), problem.message(Language::English));
    }
    let since = list.as_of.map_or(on, jiff::civil::DateTime::date);
    let places = list.places.iter().map(|place| {
        let matched = match_place(risk_lists::counties(), &Remembered::new(), place);
        RiskArea::of_list(place, &matched, since)
    });
    Ok(RiskIndex::new(places.collect(), &[]))
}
