import type { Coverage } from './api'

/** The counts of a coverage line, without its area. */
export type Counts = Pick<
  Coverage,
  'grids' | 'without_head' | 'several_heads' | 'households' | 'without_liaison' | 'several_liaisons'
>

/** Adds lines up; the lines must not lie in each other. */
export function addUp(rows: readonly Counts[]): Counts {
  const sum = (pick: (row: Counts) => number) => rows.reduce((all, row) => all + pick(row), 0)
  return {
    grids: sum((row) => row.grids),
    without_head: sum((row) => row.without_head),
    several_heads: sum((row) => row.several_heads),
    households: sum((row) => row.households),
    without_liaison: sum((row) => row.without_liaison),
    several_liaisons: sum((row) => row.several_liaisons),
  }
}
