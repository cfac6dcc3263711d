import { describe, expect, it } from 'vitest'
import {
  isOpen,
  knocks,
  visitsNow,
  type FollowUp,
  type FollowUpOutcome,
  type LocalReport,
} from '@shared/domain/follow-ups'

const due = (id: string, more: Partial<FollowUp> = {}): FollowUp => ({
  id,
  response_id: 'r',
  arrival_id: `a-${id}`,
  arrival_state: 'under_measure',
  name: '司马归',
  phone: null,
  grid_id: 'g',
  household_id: 'h1',
  place: '东街 3号',
  due_on: '2022-04-15',
  kind: 'visit',
  slot: 'grid_worker',
  state: 'due',
  outcome: null,
  how_known: null,
  tries: 0,
  done_at: null,
  measure: 'home_quarantine',
  day: 3,
  days: 7,
  ...more,
})

const report = (follow_up_id: string, outcome: FollowUpOutcome): LocalReport => ({
  waiting: true,
  input: { follow_up_id, outcome, how_known: 'seen', device_at: 1 },
})

describe('visits', () => {
  it('shows_whoever_was_seen_as_done_before_the_server_has_answered', () => {
    const [visit] = visitsNow([due('f')], [report('f', 'seen_well')])
    expect(visit).toMatchObject({ state: 'done', outcome: 'seen_well', waiting: true })
  })

  it('counts_a_failed_contact_and_leaves_it_to_the_server_whether_it_climbs', () => {
    const twice = [report('f', 'not_found'), report('f', 'not_found')]
    expect(visitsNow([due('f')], twice)[0]).toMatchObject({ state: 'due', tries: 2, outcome: 'not_found' })
  })

  it('keeps_somebody_who_was_met_met', () => {
    const after = [report('f', 'seen_well'), report('f', 'not_found')]
    expect(visitsNow([due('f')], after)[0]).toMatchObject({ state: 'done', outcome: 'seen_well', tries: 0 })
  })

  it('leaves_others_as_they_are', () => {
    expect(visitsNow([due('f')], [report('other', 'seen_well')])[0]).toMatchObject({
      state: 'due',
      waiting: false,
    })
  })

  it('asks_nobody_to_visit_whoever_was_handed_over_to_care', () => {
    expect(isOpen(due('f', { state: 'missed' }))).toBe(true)
    expect(isOpen(due('f', { arrival_state: 'transferred' }))).toBe(false)
  })
})

describe('knocks', () => {
  it('are_one_for_all_that_is_due_at_a_door', () => {
    const visits = visitsNow(
      [due('one'), due('test', { arrival_id: 'a-one', kind: 'test' }), due('child', { name: '司马小归' })],
      [],
    )
    const [door, ...others] = knocks(visits)
    expect(others).toEqual([])
    expect(door?.left).toBe(3)
    expect(door?.people.map(({ name, visits }) => [name, visits.length])).toEqual([
      ['司马归', 2],
      ['司马小归', 1],
    ])
  })

  it('keep_a_hotel_apart_from_a_household_and_the_same_words_in_another_grid', () => {
    const places = [
      due('a'),
      due('b', { household_id: null, place: '村口旅馆' }),
      due('c', { household_id: null, place: '村口旅馆', grid_id: 'g2' }),
    ]
    expect(knocks(visitsNow(places, []))).toHaveLength(3)
  })

  it('that_are_done_come_last_and_stay_in_sight', () => {
    const visits = visitsNow([due('a'), due('b', { household_id: 'h2' })], [report('a', 'seen_well')])
    expect(knocks(visits).map(({ household_id, left }) => [household_id, left])).toEqual([
      ['h2', 1],
      ['h1', 0],
    ])
  })
})
