//! The areas that lists are matched to.

use std::sync::LazyLock;

use gridward_domain::areas::Division;
use gridward_domain::risk_areas::AreaIndex;

use crate::divisions::read_divisions;
use crate::regions::COUNTIES;

static INDEX: LazyLock<AreaIndex> = LazyLock::new(|| area_index(Vec::new()));

/// The country down to the counties, as it is built in.
pub fn counties() -> &'static AreaIndex {
    &INDEX
}

/// The country down to the counties, and whatever the rows of a divisions file or of the jurisdiction's own tree know
/// besides. Where both name an area, the given rows count.
pub fn area_index(rows: impl IntoIterator<Item = Division>) -> AreaIndex {
    let built_in = read_divisions(COUNTIES).map(|divisions| divisions.rows).unwrap_or_default();
    AreaIndex::new(rows.into_iter().chain(built_in))
}

#[cfg(test)]
mod tests {
    use super::{COUNTIES, counties};
    use crate::divisions::read_divisions;

    #[test]
    fn the_built_in_counties_are_whole() {
        let read = read_divisions(COUNTIES).unwrap();
        assert_eq!((read.rows.len(), read.problems.len()), (3_351, 0));
        assert_eq!(counties().counties(), 2_978);
    }
}
