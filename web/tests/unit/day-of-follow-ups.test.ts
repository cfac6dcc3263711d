import { describe, expect, it } from 'vitest'
import type { FollowUp } from '@console/views/follow_ups/api'
import { byDoor, sumsOf } from '@console/views/follow_ups/day'
import { missingOf, newReport, reportOf } from '@shared/domain/follow-up-report'

const due = (id: string, grid: string, place: string, household: string | null = null): FollowUp => ({
  id,
  response_id: 'r',
  plan_id: 'p',
  arrival_id: `a${id}`,
  name: '李伟',
  grid_id: grid,
  household_id: household,
  place,
  due_on: '2022-04-15',
  kind: 'visit',
  slot: 'grid_worker',
  state: 'due',
  outcome: null,
  how_known: null,
  tries: 0,
  done_at: null,
  rev: 1,
})

describe('a day of follow-ups', () => {
  it('all_that_is_due_at_one_door_is_one_knock_and_the_same_words_elsewhere_are_another_door', () => {
    const list = [
      due('1', 'g1', '3号', 'h'),
      due('2', 'g1', '三号', 'h'),
      due('3', 'g1', '5号'),
      due('4', 'g2', '5号'),
    ]
    const grids = byDoor(list)
    expect(
      grids.map(({ grid, doors }) => [grid, doors.map(({ items }) => items.map(({ id }) => id))]),
    ).toEqual([
      ['g1', [['1', '2'], ['3']]],
      ['g2', [['4']]],
    ])
    expect(byDoor([])).toEqual([])
  })

  it('what_is_left_is_neither_done_nor_missed_and_kinds_are_apart', () => {
    const one = { grid_id: 'g1', due: 5, done: 2, missed: 1, escalated: 1 }
    const items = [
      { ...one, kind: 'visit' as const },
      { ...one, kind: 'visit' as const, grid_id: 'g2', due: 2, done: 2, missed: 0, escalated: 0 },
      { ...one, kind: 'test' as const },
    ]
    expect(sumsOf(items, 'visit')).toEqual({ due: 7, done: 4, missed: 1, escalated: 1, left: 2 })
    expect(sumsOf([], 'test')).toEqual({ due: 0, done: 0, missed: 0, escalated: 0, left: 0 })
  })
})

describe('a report', () => {
  it('says_what_is_missing_as_the_server_would', () => {
    const draft = newReport('called')
    expect(missingOf(draft)).toBe('outcome')
    expect(missingOf({ ...draft, outcome: 'seen_with_finding' })).toBe('finding')
    expect(missingOf({ ...draft, outcome: 'seen_with_finding', symptoms: ['fever'] })).toBeUndefined()
    expect(missingOf({ ...draft, outcome: 'not_attempted', note: ' 水 ' })).toBe('note')
    expect(missingOf({ ...draft, outcome: 'not_found' })).toBeUndefined()
  })

  it('carries_a_finding_only_of_somebody_who_was_seen_with_one', () => {
    const draft = { ...newReport('called'), symptoms: ['fever'], finding: '38.5度', note: ' 已联系 ' }
    expect(reportOf({ ...draft, outcome: 'seen_well' })).toEqual({
      outcome: 'seen_well',
      how_known: 'called',
      note: '已联系',
    })
    expect(reportOf({ ...draft, outcome: 'seen_with_finding' })?.symptoms).toEqual(['fever'])
    expect(reportOf({ ...draft, outcome: 'not_found' })?.how_known).toBe('not_reached')
    expect(reportOf(draft)).toBeUndefined()
  })
})
