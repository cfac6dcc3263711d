import { describe, expect, it } from 'vitest'
import { uuid7 } from '@shared/uuid7'

describe('uuid7', () => {
  it('is_32_hex_digits_with_the_version_and_the_variant_in_place', () => {
    for (let i = 0; i < 200; i += 1) expect(uuid7()).toMatch(/^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/)
  })

  it('begins_with_the_milliseconds_it_was_made_at', () => {
    const at = Date.UTC(2022, 3, 18, 14, 5)
    expect(Number.parseInt(uuid7(at).slice(0, 12), 16)).toBe(at)
  })

  it('sorts_by_time', () => {
    const ids = [1_650_000_000_000, 1_650_000_000_001, 1_750_000_000_000].map((at) => uuid7(at))
    expect([...ids].sort()).toEqual(ids)
  })

  it('does_not_repeat_within_a_millisecond', () => {
    expect(new Set(Array.from({ length: 1000 }, () => uuid7(1_650_000_000_000))).size).toBe(1000)
  })
})
