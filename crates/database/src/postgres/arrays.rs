//! Set-wise statements with an array for each place of the row's template: one text, one plan and one message for any
//! number of rows, where a text with all rows spelled out needs a handful of sizes.

use tokio_postgres::types::Type;

use crate::param::Param;
use crate::statement::{SetStatement, highest_parameter, outside_quotes};

/// Rows that go into one message at most.
pub(super) const ROWS: usize = 1024;

/// The statement in arrays, or nothing for a shape that can't be said so. `types` are those of the fixed parameters
/// and of one row.
pub(super) fn in_arrays(set: &SetStatement, types: &[Type]) -> Option<String> {
    let fixed = highest_parameter(set.head()).max(highest_parameter(set.tail()));
    let name = set.name();
    if let (Some(head), "?", Some(tail)) = (set.head().strip_suffix("IN ("), set.row(), set.tail().strip_prefix(')')) {
        return Some(format!("/* {name} */ {head}= ANY(${}){tail}", fixed + 1));
    }
    let head = set.head().strip_suffix("VALUES ").filter(|head| head.starts_with("INSERT INTO "))?;
    let template = set.row().strip_prefix('(')?.strip_suffix(')')?;
    let types = types.get(fixed..)?;
    let arrays: Vec<String> =
        types.iter().enumerate().map(|(place, kind)| format!("${}::{}[]", fixed + 1 + place, kind.name())).collect();
    let columns: Vec<String> = (1..=types.len()).map(|place| format!("c{place}")).collect();
    let (arrays, columns) = (arrays.join(", "), columns.join(", "));
    let picked = picked(template);
    Some(format!("/* {name} */ {head}SELECT {picked} FROM UNNEST({arrays}) AS u({columns}){}", set.tail()))
}

/// The template with a column of the arrays in each place.
fn picked(template: &str) -> String {
    let (mut text, mut place) = (String::new(), 0);
    for (code, part) in outside_quotes(template) {
        if code && part == '?' {
            place += 1;
            text.push_str("u.c");
            text.push_str(&place.to_string());
        } else {
            text.push(part);
        }
    }
    text
}

/// The values of the rows, place by place.
pub(super) fn columns<'p>(rows: &[&'p [Param<'p>]]) -> Vec<Vec<&'p Param<'p>>> {
    let width = rows.first().map_or(0, |row| row.len());
    (0..width).map(|place| rows.iter().filter_map(|row| row.get(place)).collect()).collect()
}

#[cfg(test)]
mod tests {
    use tokio_postgres::types::Type;

    use super::in_arrays;
    use crate::statement::SetStatement;

    #[test]
    fn a_look_up_by_many_keys_takes_one_array() {
        let set = SetStatement::new("t.find", "SELECT a FROM t WHERE b = $1 AND id IN (", "?", ") ORDER BY a");
        let text = in_arrays(&set, &[Type::INT8, Type::TEXT]).unwrap();
        assert_eq!(text, "/* t.find */ SELECT a FROM t WHERE b = $1 AND id = ANY($2) ORDER BY a");
    }

    #[test]
    fn an_insert_takes_an_array_for_each_place() {
        let set = SetStatement::new("t.add", "INSERT INTO t (a, b, c) VALUES ", "(?, '?', CAST(? AS BIGINT))", "");
        let text = in_arrays(&set, &[Type::TEXT, Type::INT8]).unwrap();
        assert_eq!(
            text,
            "/* t.add */ INSERT INTO t (a, b, c) SELECT u.c1, '?', CAST(u.c2 AS BIGINT) \
             FROM UNNEST($1::text[], $2::int8[]) AS u(c1, c2)"
        );
    }

    #[test]
    fn another_shape_is_left_to_rows_that_are_spelled_out() {
        let set = SetStatement::new("t.of", "WITH g (a) AS (VALUES ", "(?)", ") SELECT a FROM g");
        assert_eq!(in_arrays(&set, &[Type::TEXT]), None);
    }
}
