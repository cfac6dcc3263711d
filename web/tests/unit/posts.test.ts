import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { beginOf, overAfter, today } from '@console/views/posts/days'
import { changeOf, doorOf } from '@console/views/posts/doors'

describe('the days of a post', () => {
  // 2022-04-15 08:00 in Shanghai.
  const now = Date.UTC(2022, 3, 15, 0, 0)
  beforeEach(() => void vi.useFakeTimers({ now }))
  afterEach(() => void vi.useRealTimers())

  it('today_counts_from_now_on_and_any_other_day_from_its_midnight_in_the_zone', () => {
    expect(today()).toBe('2022-04-15')
    expect(beginOf('2022-04-15')).toBeUndefined()
    expect(beginOf('2022-04-16')).toBe(Date.UTC(2022, 3, 15, 16, 0))
    expect(beginOf('2022-04-01')).toBe(Date.UTC(2022, 2, 31, 16, 0))
  })

  it('a_last_day_is_over_at_the_midnight_after_it_and_no_last_day_is_no_end', () => {
    expect(overAfter('2022-04-16')).toBe(Date.UTC(2022, 3, 16, 16, 0))
    expect(overAfter('')).toBeUndefined()
    expect(overAfter(null)).toBeUndefined()
  })
})

describe('the doors of a liaison', () => {
  it('only_what_differs_is_added_and_taken_away', () => {
    expect(changeOf(['a', 'b', 'c'], ['b', 'd'])).toEqual({ add: ['d'], remove: ['a', 'c'] })
    expect(changeOf(['a'], ['a'])).toEqual({ add: [], remove: [] })
  })

  it('a_door_is_named_without_what_is_not_known', () => {
    const door = { household_id: 'h', number: '', lane: '', door: '3号', head_name: '' }
    expect(doorOf(door)).toBe('3号')
    expect(doorOf({ ...door, lane: '东街', head_name: '李伟' })).toBe('东街 3号 李伟')
  })
})
