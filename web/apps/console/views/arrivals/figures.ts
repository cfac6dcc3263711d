import type { AreaNode } from '../areas/api'
import type { Counts } from './api'
import { exits, path, underWay, type ArrivalState } from './states'

/** How many stand in each state. */
export type ByState = Readonly<Record<ArrivalState, number>>

/** The sums of an answer by state; a state that the answer leaves out has nobody in it. */
export function byState(items: Counts['items']): ByState {
  const sums = Object.fromEntries([...path, ...exits, 'duplicate'].map((state) => [state, 0]))
  for (const { state, arrivals } of items) sums[state] = (sums[state] ?? 0) + arrivals
  return sums as ByState
}

/** All that count: second registrations of the same person aside. */
export const totalOf = (sums: ByState): number =>
  [...path, ...exits].reduce((all, state) => all + sums[state], 0)

/** The parts of the total that have somebody in them, in order: they tally with it. */
export const partsOf = (sums: ByState): { state: ArrivalState; arrivals: number }[] =>
  [...path, ...exits]
    .map((state) => ({ state, arrivals: sums[state] }))
    .filter(({ arrivals }) => arrivals > 0)

/** The figures of one village. Nothing where nobody was ever registered: that is not the same as nobody in a state. */
export interface VillageRow {
  village: Pick<AreaNode, 'id' | 'name'>
  sums: ByState | undefined
  /** Still under way, and nobody knows their grid yet. */
  gaps: number
}

/** The counts by village, in the order of the tree. Counts of areas that the tree does not have stand at the end. */
export function byVillage(
  items: Counts['items'],
  villages: readonly Pick<AreaNode, 'id' | 'name'>[],
  villageOf: (area: string) => string | undefined,
): { rows: VillageRow[]; elsewhere: ByState | undefined } {
  const of = new Map<string, Counts['items']>()
  const lost: Counts['items'] = []
  for (const item of items) {
    const village = villageOf(item.grid_id)
    if (village === undefined) lost.push(item)
    else of.set(village, [...(of.get(village) ?? []), item])
  }
  const rows = villages.map((village) => {
    const own = of.get(village.id) ?? []
    return {
      village,
      sums: own.length > 0 ? byState(own) : undefined,
      gaps: own
        .filter(({ grid_id, state }) => grid_id === village.id && underWay.includes(state))
        .reduce((all, { arrivals }) => all + arrivals, 0),
    }
  })
  return { rows, elsewhere: lost.length > 0 ? byState(lost) : undefined }
}
