import { describe, expect, it } from 'vitest'
import { addDays, civilDate, clockTime, exactTime, instantOf, shortTime, span } from '@shared/time'

const lateEvening = Date.UTC(2022, 3, 18, 16, 30, 9)

describe('time', () => {
  it('shows_the_civil_date_of_the_jurisdiction_and_not_of_the_device', () => {
    expect(civilDate(lateEvening)).toBe('2022-04-19')
    expect(clockTime(lateEvening)).toBe('00:30')
    expect(exactTime(lateEvening)).toBe('2022-04-19 00:30:09')
  })

  it('leaves_out_the_year_only_while_it_is_the_present_one', () => {
    expect(shortTime(lateEvening, Date.UTC(2022, 11, 1))).toBe('04-19 00:30')
    expect(shortTime(lateEvening, Date.UTC(2023, 1, 1))).toBe('2022-04-19 00:30')
  })

  it('counts_days_over_the_end_of_february', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
    expect(addDays('2023-03-01', -1)).toBe('2023-02-28')
  })

  it('finds_the_instant_of_a_wall_clock_time', () => {
    const at = instantOf('2022-04-19', '00:30')
    expect(at).toBe(Date.UTC(2022, 3, 18, 16, 30))
    expect(`${civilDate(at)} ${clockTime(at)}`).toBe('2022-04-19 00:30')
  })

  it('splits_a_length_into_days_hours_and_minutes', () => {
    expect(span(((26 * 60 + 5) * 60 + 10) * 1000)).toEqual({ days: 1, hours: 2, minutes: 5 })
    expect(span(-5)).toEqual({ days: 0, hours: 0, minutes: 0 })
  })
})
