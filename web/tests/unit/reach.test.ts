import { describe, expect, it } from 'vitest'
import { bandOf, notReached, type Reach } from '@shared/domain/reach'

const reach = (part: Partial<Reach>): Reach => ({
  due: 0,
  told: 0,
  confirmed: 0,
  refused: 0,
  nobody_home: 0,
  no_phone: 0,
  refused_to_open: 0,
  unknown: 0,
  reached: 0,
  ...part,
})

describe('reach', () => {
  it('adds_up_the_three_reasons_for_not_being_reached', () => {
    expect(notReached(reach({ nobody_home: 3, no_phone: 2, refused_to_open: 1, refused: 9 }))).toBe(6)
  })

  it('keeps_an_area_that_reported_nothing_apart_from_one_that_reached_nobody', () => {
    expect(bandOf(reach({ due: 10, unknown: 10 }))).toBe('none')
    expect(bandOf(reach({ due: 10, nobody_home: 10 }))).toBe('low')
  })

  it('calls_an_area_whole_only_when_the_last_door_is_reached', () => {
    expect(bandOf(reach({ due: 100, reached: 99, unknown: 1 }))).toBe('high')
    expect(bandOf(reach({ due: 100, reached: 100 }))).toBe('whole')
    expect(bandOf(reach({ due: 100, reached: 50, unknown: 50 }))).toBe('middle')
  })

  it('has_no_band_where_no_household_is_due', () => {
    expect(bandOf(reach({}))).toBe('none')
  })
})
