import { describe, expect, it } from 'vitest'
import { instantOf } from '@shared/time'
import {
  clockOf,
  inLots,
  receiptOf,
  resultsBy,
  stateOf,
  timeFault,
  withdrawalOf,
  type Common,
} from '@console/views/directives/paper'

const common: Common = {
  result: 'told',
  channel: 'visit',
  how_known: 'seen',
  version: 1,
  day: '2022-04-18',
  time: '18:30',
  note: '',
}
const plain = { result: '', note: '' } as const
const receipt = (change: Partial<Common> = {}, line: Parameters<typeof receiptOf>[3] = plain, from = '') =>
  receiptOf('d', 'h', { ...common, ...change }, line, from)

describe('receipts on paper', () => {
  it('take_the_common_result_unless_their_line_says_otherwise', () => {
    expect(receipt()).toEqual({
      directive_id: 'd',
      household_id: 'h',
      version: 1,
      state: 'told',
      channel: 'visit',
      how_known: 'seen',
      device_at: instantOf('2022-04-18', '18:30'),
    })
    expect(receipt({}, { result: 'confirmed', note: '' }).state).toBe('confirmed')
  })

  it('say_why_nobody_was_found_and_only_then_that_it_is_not_known', () => {
    expect(receipt({}, { result: 'no_phone', note: '' })).toMatchObject({
      state: 'not_reached',
      reason: 'no_phone',
      how_known: 'not_reached',
    })
    expect(receipt({ result: 'nobody_home' }, { result: 'told', note: '' })).toMatchObject({
      state: 'told',
      how_known: 'seen',
    })
    expect(receipt()).not.toHaveProperty('reason')
  })

  it('name_the_paper_they_come_from_at_the_end_of_the_note', () => {
    expect(receipt({ note: '雨天' }, plain, '据何家福交回的联户表').note).toBe('雨天；据何家福交回的联户表')
    expect(receipt({ note: '雨天' }, { result: '', note: ' 门锁着 ' }).note).toBe('门锁着')
    expect(receipt({}, plain, '据何家福交回的联户表').note).toBe('据何家福交回的联户表')
  })

  it('let_nobody_confirm_or_refuse_by_loudspeaker_or_leaflet', () => {
    expect(resultsBy('loudspeaker')).toEqual(['told'])
    expect(resultsBy('leaflet')).toEqual(['told'])
    expect(resultsBy('phone')).toContain('refused')
    expect(stateOf('refused_to_open')).toBe('not_reached')
  })

  it('understand_the_time_as_people_write_it', () => {
    expect(['18:30', '1830', '18：30', '１８：３０', ' 18.30 '].map(clockOf)).toEqual(Array(5).fill('18:30'))
    expect(clockOf('9:05')).toBe('09:05')
    for (const typed of ['', '18', '24:00', '12:60', 'noon', '1:2:3']) expect(clockOf(typed)).toBeUndefined()
  })

  it('lie_between_the_issue_and_now', () => {
    const issued = instantOf('2022-04-18', '08:00') + 40_000
    const now = instantOf('2022-04-18', '20:00')
    const at = (time: string, day = common.day) => timeFault({ day, time }, issued, now)
    expect(at('8点')).toBe('time')
    expect(at('20:01')).toBe('future')
    expect(at('07:59')).toBe('before')
    expect(at('18:30', '2022-04-17')).toBe('before')
    // The minute of the issue itself is not before it.
    expect(at('08:00')).toBeUndefined()
    expect(at('20:00')).toBeUndefined()
  })

  it('are_taken_back_by_an_entry_that_names_them_and_the_reason', () => {
    const recorded = receipt({ note: '雨天' }, { result: 'nobody_home', note: '' })
    expect(withdrawalOf(recorded, 'op', '录错了表', 7)).toEqual({
      directive_id: 'd',
      household_id: 'h',
      version: 1,
      state: 'void',
      channel: 'visit',
      how_known: 'not_reached',
      device_at: 7,
      corrects: 'op',
      note: '录错了表',
    })
  })

  it('go_in_lots_of_at_most_two_hundred', () => {
    expect(inLots(Array.from({ length: 401 }, (_, n) => n)).map((lot) => lot.length)).toEqual([200, 200, 1])
    expect(inLots([])).toEqual([])
  })
})
