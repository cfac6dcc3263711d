import { describe, expect, it } from 'vitest'
import { clockFault, deviceTime, isLate, mostUrgentFirst, type Duty } from '@shared/domain/urgency'

const duty = (name: string, part: Partial<Duty>): Duty & { name: string } => ({
  name,
  priority: 'normal',
  due_at: 100,
  done: false,
  ...part,
})

describe('urgency', () => {
  it('puts_late_duties_first_then_pressing_ones_and_finished_ones_last', () => {
    const sorted = mostUrgentFirst(
      [
        duty('done', { due_at: 1, done: true, priority: 'critical' }),
        duty('normal', { due_at: 60 }),
        duty('critical', { due_at: 90, priority: 'critical' }),
        duty('late', { due_at: 10 }),
      ],
      50,
    )
    expect(sorted.map(({ name }) => name)).toEqual(['late', 'critical', 'normal', 'done'])
  })

  it('calls_nothing_late_that_is_done', () => {
    expect(isLate({ due_at: 1, done: true }, 50)).toBe(false)
    expect(isLate({ due_at: 1, done: false }, 50)).toBe(true)
  })

  it('speaks_of_the_clock_only_beyond_five_minutes', () => {
    expect(clockFault(-299_000)).toBeUndefined()
    expect(clockFault(-600_000)).toBe(10)
    expect(clockFault(600_000)).toBe(-10)
  })

  it('sets_a_fast_clock_right_and_reports_any_other_as_it_is', () => {
    expect(deviceTime(1_000_000, -600_000)).toBe(400_000)
    expect(deviceTime(1_000_000, -200_000)).toBe(1_000_000)
    expect(deviceTime(1_000_000, 600_000)).toBe(1_000_000)
  })
})
