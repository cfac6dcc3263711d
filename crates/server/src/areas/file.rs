//! Files of divisions and of boundaries, read into what the imports take; the same for HTTP, the command line and the
//! demo.

use gridward_domain::Language;
use gridward_domain::areas::Division;
use gridward_formats::boundaries::read_boundaries;
use gridward_formats::divisions::read_divisions;

use super::{Boundary, LineProblem, ShapeProblem, faults};
use crate::Error;

/// A divisions file as far as it could be read.
#[derive(Debug, Clone)]
pub struct DivisionsFile {
    /// The good rows.
    pub rows: Vec<Division>,
    /// What is wrong with the others.
    pub problems: Vec<LineProblem>,
}

/// A file of boundaries as far as it could be read.
#[derive(Debug, Clone)]
pub struct BoundariesFile {
    /// The good shapes.
    pub shapes: Vec<Boundary>,
    /// What is wrong with the others.
    pub problems: Vec<ShapeProblem>,
}

/// Reads a divisions file (`code,name,parent_code,level`, plain or gzip); a file of another kind is refused.
pub fn divisions_of(bytes: &[u8], language: Language) -> Result<DivisionsFile, Error> {
    let read = read_divisions(bytes).map_err(|error| bad_file(error.sentence(language)))?;
    let problems = read.problems.iter().map(|problem| LineProblem {
        line: problem.line,
        code: problem.code.to_owned(),
        message: language.pick(problem.zh, problem.en).to_owned(),
    });
    Ok(DivisionsFile { rows: read.rows, problems: problems.collect() })
}

/// Reads a GeoJSON file of boundaries; a file of another kind is refused.
pub fn boundaries_of(bytes: &[u8], language: Language) -> Result<BoundariesFile, Error> {
    let read = read_boundaries(bytes).map_err(|error| {
        let (zh, en) = error.sentences();
        bad_file(language.pick(zh, en).to_owned())
    })?;
    let shapes = read.shapes.into_iter().map(|shape| Boundary {
        key: shape.key,
        name: shape.name,
        geometry: shape.geometry,
        synthetic: shape.synthetic,
    });
    let problems = read.problems.iter().map(|problem| ShapeProblem {
        feature: problem.feature,
        code: problem.code.to_owned(),
        message: language.pick(problem.zh, problem.en).to_owned(),
    });
    Ok(BoundariesFile { shapes: shapes.collect(), problems: problems.collect() })
}

fn bad_file(why: String) -> Error {
    faults::BAD_FILE.at("file").with("why", why).into()
}
