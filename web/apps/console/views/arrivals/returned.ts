import type { AreaNode } from '../areas/api'
import {
  originKinds,
  type OriginKind,
  type Returned,
  type ReturnedCount,
  type ZeroReport,
} from './returned-api'

/** How many come from how far away. */
export type ByOrigin = Readonly<Record<OriginKind, number>>

export function byOrigin(items: readonly ReturnedCount[], when: 'on_day' | 'until'): ByOrigin {
  const sums: Record<OriginKind, number> = {
    other_province: 0,
    other_city: 0,
    other_county: 0,
    same_county: 0,
    abroad: 0,
    not_known: 0,
  }
  for (const item of items) sums[item.origin] += item[when]
  return sums
}

/** All of them: it tallies with the parts of the sentence by being their sum. */
export const totalOf = (sums: ByOrigin): number => originKinds.reduce((all, origin) => all + sums[origin], 0)

/** The parts of the sentence that have somebody in them, in order. */
export const partsOf = (sums: ByOrigin): { origin: OriginKind; people: number }[] =>
  originKinds.map((origin) => ({ origin, people: sums[origin] })).filter(({ people }) => people > 0)

/** A village's line of the day. It has figures, or said zero, or nobody has said anything of it that day. */
export interface DayRow {
  village: Pick<AreaNode, 'id' | 'name'>
  day: number
  until: ByOrigin
  zero: ZeroReport | undefined
  reported: boolean
}

/** The day by village, in the order of the tree; what lies in no village of the tree stands apart. */
export function dayByVillage(
  { items, zeros }: Pick<Returned, 'items' | 'zeros'>,
  villages: readonly Pick<AreaNode, 'id' | 'name'>[],
  villageOf: (area: string) => string | undefined,
): { rows: DayRow[]; elsewhere: ReturnedCount[] } {
  const of = new Map<string, ReturnedCount[]>()
  const elsewhere: ReturnedCount[] = []
  for (const item of items) {
    const village = villageOf(item.grid_id)
    if (village === undefined) elsewhere.push(item)
    else of.set(village, [...(of.get(village) ?? []), item])
  }
  const rows = villages.map((village) => {
    const own = of.get(village.id) ?? []
    const day = totalOf(byOrigin(own, 'on_day'))
    const zero = zeros.find(({ area_id }) => area_id === village.id)
    return {
      village,
      day,
      until: byOrigin(own, 'until'),
      zero: day > 0 ? undefined : zero,
      reported: day > 0 || zero !== undefined,
    }
  })
  return { rows, elsewhere }
}
