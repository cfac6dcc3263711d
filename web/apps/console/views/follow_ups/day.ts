import type { FollowUp, FollowUpCount, FollowUpKind } from './api'

/** All that is due at one door: one knock. */
export interface Door {
  key: string
  place: string
  items: FollowUp[]
}

/** The doors of a grid, in the order of the list. */
export interface GridOfDay {
  grid: string
  doors: Door[]
}

/** Groups a day's list, which comes grid by grid and door by door, by its grids and doors. */
export function byDoor(list: readonly FollowUp[]): GridOfDay[] {
  const grids: GridOfDay[] = []
  for (const one of list) {
    let grid = grids.at(-1)
    if (grid?.grid !== one.grid_id) grids.push((grid = { grid: one.grid_id, doors: [] }))
    const key = one.household_id ?? one.place
    let door = grid.doors.at(-1)
    if (door?.key !== key) grid.doors.push((door = { key, place: one.place, items: [] }))
    door.items.push(one)
  }
  return grids
}

/** The sums of a day for one kind. */
export interface Sums {
  due: number
  done: number
  missed: number
  escalated: number
  /** Neither done nor missed: somebody can still do it. */
  left: number
}

export function sumsOf(items: readonly FollowUpCount[], kind: FollowUpKind): Sums {
  const sums = { due: 0, done: 0, missed: 0, escalated: 0 }
  for (const item of items.filter((one) => one.kind === kind)) {
    sums.due += item.due
    sums.done += item.done
    sums.missed += item.missed
    sums.escalated += item.escalated
  }
  return { ...sums, left: sums.due - sums.done - sums.missed }
}
