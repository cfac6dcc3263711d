import type { Screening, ScreeningGrid } from './api'

/** What a screening did in all grids together. */
export interface ScreeningSums {
  begun: number
  changed: number
  released: number
  possible: number
  /** Grids in which something changed. */
  grids: number
  sent: number
  seen: number
}

export function sumsOf(grids: readonly ScreeningGrid[]): ScreeningSums {
  const sum = (part: (grid: ScreeningGrid) => number) => grids.reduce((all, grid) => all + part(grid), 0)
  return {
    begun: sum(({ begun }) => begun),
    changed: sum(({ changed }) => changed),
    released: sum(({ released }) => released),
    possible: sum(({ possible }) => possible),
    grids: grids.length,
    sent: grids.filter(({ sent_at }) => sent_at !== null).length,
    seen: grids.filter(({ seen_at }) => seen_at !== null).length,
  }
}

/** Whether there is something to send out: only when all were looked at, and only what was not sent yet. */
export const canBeSent = ({ done_at, grids }: Screening): boolean =>
  done_at !== null && grids.some(({ sent_at }) => sent_at === null)
