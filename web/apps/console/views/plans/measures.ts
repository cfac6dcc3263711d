import { phaseKinds, type PhaseKind, type PlanCount } from './api'

/** How many are under which measure; a measure that the answer leaves out has nobody under it. */
export type ByMeasure = Readonly<Record<PhaseKind | 'none' | 'waits', number>>

/** Measures from the strictest to the mildest. */
export const strictestFirst: readonly PhaseKind[] = [...phaseKinds].reverse()

export function byMeasure(items: readonly Pick<PlanCount, 'measure' | 'plans'>[]): ByMeasure {
  const sums: Record<PhaseKind | 'none' | 'waits', number> = {
    central_quarantine: 0,
    home_quarantine: 0,
    home_monitoring: 0,
    self_monitoring: 0,
    none: 0,
    waits: 0,
  }
  for (const { measure, plans } of items) sums[measure] += plans
  return sums
}

/** All that are under a measure: those of whom nothing is asked, and those who wait for a person, aside. */
export const underMeasure = (sums: ByMeasure): number => phaseKinds.reduce((all, kind) => all + sums[kind], 0)

/** Bands of the map by how many of an area are under a measure (ours). */
export const bands = [0, 1, 5, 10, 20] as const
const colours = ['#dfe4e9', '#bcd6ea', '#86b4d8', '#4a86ba', '#0f4c81'] as const

/** The band of a number: the last whose beginning it reaches. */
export const bandOf = (people: number): number => bands.filter((begin) => people >= begin).length - 1
export const colourOf = (people: number): string => colours[bandOf(people)] ?? colours[0]
/** A band in figures: `0`, `1–4`, `20+`. */
export function bandText(band: number): string {
  const [begin, next] = [bands[band] ?? 0, bands[band + 1]]
  if (next === undefined) return `${begin}+`
  return next - begin > 1 ? `${begin}–${next - 1}` : String(begin)
}
