import { describe, expect, it } from 'vitest'
import { returneesNow, soonestFirst, type LocalStep, type Returnee } from '@shared/domain/returnees'

const one = (id: string, more: Partial<Returnee> = {}): Returnee => ({
  id,
  response_id: 'r',
  state: 'expected',
  name: '司马归',
  phone: null,
  household_id: null,
  place: '村口旅馆',
  grid_id: 'g',
  origin: '上海市浦东新区',
  expected_on: '2022-04-15',
  arrived_on: null,
  rev: 1,
  ...more,
})
const came: LocalStep = {
  kind: 'arrive',
  waiting: true,
  input: { arrival_id: 'a', rev: 1, arrived_on: '2022-04-15', how_known: 'told_by_someone' },
}
const seen = (rev: number): LocalStep => ({
  kind: 'verify',
  waiting: false,
  input: { arrival_id: 'a', rev, by: 'visit', ...(rev === 1 && { arrived_on: '2022-04-15' }) },
})

describe('returnees', () => {
  it('go_on_with_the_revision_that_the_server_will_have', () => {
    expect(returneesNow([one('a')], [came])[0]).toMatchObject({ state: 'arrived', rev: 2, waiting: true })
    expect(returneesNow([one('a')], [came, seen(2)])[0]).toMatchObject({ state: 'verified', rev: 3 })
  })

  it('who_were_expected_come_and_are_verified_in_one_step', () => {
    expect(returneesNow([one('a')], [seen(1)])[0]).toMatchObject({
      state: 'verified',
      arrived_on: '2022-04-15',
      rev: 3,
    })
  })

  it('are_not_moved_by_a_step_that_the_answer_already_contains', () => {
    const answered = one('a', { state: 'arrived', arrived_on: '2022-04-14', rev: 2 })
    expect(returneesNow([answered], [came])[0]).toMatchObject({ arrived_on: '2022-04-14', rev: 2 })
  })

  it('who_are_here_come_first_and_then_by_day', () => {
    const all = [
      one('later', { expected_on: '2022-04-20' }),
      one('done', { state: 'verified' }),
      one('soon'),
      one('here', { state: 'arrived', arrived_on: '2022-04-15' }),
    ]
    expect(soonestFirst(all).map(({ id }) => id)).toEqual(['here', 'soon', 'later', 'done'])
  })
})
