import { describe, expect, it } from 'vitest'
import type { Plan } from '@console/views/plans/api'
import { decisionsOf, hasNotice, isLifted, measureOf } from '@console/views/plans/states'

const phase = (kind: Plan['phases'][number]['kind']) => ({ kind, from: '2022-04-15', to: '2022-04-21' })

describe('plans', () => {
  it('a_plan_is_known_by_its_strictest_phase', () => {
    expect(measureOf({ phases: [phase('home_monitoring'), phase('central_quarantine')] })).toBe(
      'central_quarantine',
    )
    expect(measureOf({ phases: [] })).toBe('none')
  })

  it('what_waits_is_confirmed_or_ruled_out_and_a_mere_question_is_only_ruled_out', () => {
    const waits = { state: 'waits', rule: 'high-risk-place', release_on: '2022-04-22' } as const
    expect(decisionsOf(waits, '2022-04-15')).toEqual(['confirm', 'reject'])
    expect(decisionsOf({ ...waits, rule: '', release_on: null }, '2022-04-15')).toEqual(['reject'])
  })

  it('nobody_is_released_before_the_day_of_release', () => {
    const held = { state: 'in_force', rule: 'high-risk-place', release_on: '2022-04-22' } as const
    expect(decisionsOf(held, '2022-04-21')).toEqual(['end'])
    expect(decisionsOf(held, '2022-04-22')).toEqual(['release', 'end'])
    expect(decisionsOf({ ...held, state: 'superseded' }, '2022-04-30')).toEqual([])
  })

  it('there_is_a_notice_of_what_holds_and_of_what_is_over_as_it_should_be', () => {
    expect(hasNotice({ state: 'in_force', why: null })).toBe(true)
    expect(isLifted({ state: 'released', why: null })).toBe(true)
    expect(isLifted({ state: 'ended', why: 'no_longer_asked' })).toBe(true)
    for (const why of ['died', 'went_elsewhere'] as const)
      expect(hasNotice({ state: 'ended', why })).toBe(false)
    expect(hasNotice({ state: 'waits', why: null })).toBe(false)
  })
})
