import { describe, expect, it } from 'vitest'
import { byOrigin, dayByVillage, partsOf, totalOf } from '@console/views/arrivals/returned'
import type { OriginKind, ReturnedCount } from '@console/views/arrivals/returned-api'
import { bandOf, bandText, bands, byMeasure, underMeasure } from '@console/views/plans/measures'
import type { ScreeningGrid } from '@console/views/plans/api'
import { canBeSent, sumsOf } from '@console/views/plans/screenings'

const count = (grid_id: string, origin: OriginKind, on_day: number, until: number): ReturnedCount => ({
  grid_id,
  origin,
  on_day,
  until,
})

describe('the sentence of the day', () => {
  const items = [
    count('g1', 'other_province', 2, 138),
    count('g2', 'other_city', 0, 122),
    count('g1', 'other_county', 1, 60),
    count('g3', 'same_county', 0, 64),
  ]

  it('tallies_with_its_parts_which_come_in_the_order_of_the_sentence', () => {
    const sums = byOrigin(items, 'until')
    expect(totalOf(sums)).toBe(384)
    expect(partsOf(sums)).toEqual([
      { origin: 'other_province', people: 138 },
      { origin: 'other_city', people: 122 },
      { origin: 'other_county', people: 60 },
      { origin: 'same_county', people: 64 },
    ])
    const parts = partsOf(sums).reduce((all, { people }) => all + people, 0)
    expect(parts).toBe(totalOf(sums))
    expect(totalOf(byOrigin(items, 'on_day'))).toBe(3)
  })

  it('a_village_that_said_zero_is_not_one_that_said_nothing_and_the_sums_of_all_rows_tally', () => {
    const villages = ['v1', 'v2', 'v3'].map((id) => ({ id, name: id }))
    const of: Record<string, string> = { g1: 'v1', g2: 'v2' }
    const zero = (area_id: string) => ({ area_id, at: 1, person_name: '陈秀兰' })
    const { rows, elsewhere } = dayByVillage(
      { items, zeros: [zero('v2'), zero('v1')] },
      villages,
      (area) => of[area],
    )
    expect(rows.map(({ day, reported, zero: said }) => [day, reported, said !== undefined])).toEqual([
      [3, true, false],
      [0, true, true],
      [0, false, false],
    ])
    const all = rows.reduce((sum, { until }) => sum + totalOf(until), totalOf(byOrigin(elsewhere, 'until')))
    expect(all).toBe(384)
  })
})

describe('measures', () => {
  it('whoever_waits_and_of_whom_nothing_is_asked_is_under_no_measure', () => {
    const sums = byMeasure([
      { measure: 'home_quarantine', plans: 3 },
      { measure: 'home_quarantine', plans: 2 },
      { measure: 'none', plans: 9 },
      { measure: 'waits', plans: 7 },
    ])
    expect([sums.home_quarantine, sums.central_quarantine, underMeasure(sums)]).toEqual([5, 0, 5])
  })

  it('each_number_has_one_band_and_the_legend_says_which', () => {
    expect([0, 1, 4, 5, 19, 20, 999].map(bandOf)).toEqual([0, 1, 1, 2, 3, 4, 4])
    expect(bands.map((_, band) => bandText(band))).toEqual(['0', '1–4', '5–9', '10–19', '20+'])
  })
})

describe('a screening', () => {
  const grid = (sent_at: number | null, seen_at: number | null): ScreeningGrid => ({
    grid_id: 'g',
    begun: 2,
    changed: 1,
    released: 0,
    possible: 3,
    sent_at,
    sent_by: '',
    seen_at,
    seen_by: '',
  })
  const screening = (done_at: number | null, grids: ScreeningGrid[]) =>
    ({ id: 's', cause: 'list', asked_at: 1, done_at, looked: 9, grids }) as const

  it('is_sent_out_once_it_is_done_and_only_what_was_not_sent', () => {
    expect(canBeSent(screening(null, [grid(null, null)]))).toBe(false)
    expect(canBeSent(screening(2, [grid(3, null), grid(null, null)]))).toBe(true)
    expect(canBeSent(screening(2, [grid(3, 4)]))).toBe(false)
    expect(canBeSent(screening(2, []))).toBe(false)
  })

  it('says_how_many_grids_were_told_and_have_seen_it', () => {
    const sums = sumsOf([grid(3, 4), grid(3, null), grid(null, null)])
    expect(sums).toEqual({ begun: 6, changed: 3, released: 0, possible: 9, grids: 3, sent: 2, seen: 1 })
  })
})
