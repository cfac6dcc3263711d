import type { Reach } from '@shared/domain/reach'
import type { ReachRow } from './api'

/** The rows whose parent is not among them: the areas the answer is about, of which the others are parts. */
export function tops(rows: readonly ReachRow[]): ReachRow[] {
  const ids = new Set(rows.map((row) => row.area_id))
  return rows.filter((row) => !row.parent_id || !ids.has(row.parent_id))
}

/** The other rows: the parts one level below. */
export function parts(rows: readonly ReachRow[]): ReachRow[] {
  const whole = new Set(tops(rows))
  return rows.filter((row) => !whole.has(row))
}

/** Adds rows up state by state; nothing when there are none. Areas that lie in each other must not be added. */
export function addUp(rows: readonly Reach[]): Reach | undefined {
  if (rows.length === 0) return undefined
  const sum = (pick: (row: Reach) => number) => rows.reduce((all, row) => all + pick(row), 0)
  return {
    due: sum((row) => row.due),
    told: sum((row) => row.told),
    confirmed: sum((row) => row.confirmed),
    refused: sum((row) => row.refused),
    nobody_home: sum((row) => row.nobody_home),
    no_phone: sum((row) => row.no_phone),
    refused_to_open: sum((row) => row.refused_to_open),
    unknown: sum((row) => row.unknown),
    reached: sum((row) => row.reached),
  }
}
