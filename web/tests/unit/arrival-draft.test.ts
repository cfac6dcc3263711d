import { describe, expect, it } from 'vitest'
import {
  faultOf,
  newDraft,
  placeText,
  registrationOf,
  stayTextOf,
  type Draft,
} from '@console/views/arrivals/draft'
import { resultsOf } from '@console/views/arrivals/registered'

const person = { name: ' 李伟 ', kind: 'resident_id', number: '', phone: ' 15470000031 ' } as const
const stay = {
  code: '440305',
  said: '广东省深圳市南山区',
  place: '某小区',
  from: '2022-04-01',
  to: '2022-04-14',
}
const draft = (more: Partial<Draft> = {}): Draft => ({
  ...newDraft('2022-04-15', 'phone_call', 'g1'),
  people: [person],
  ...more,
})

describe('a registration at the desk', () => {
  it('leaves_out_what_nobody_said_and_trims_the_rest', () => {
    expect(registrationOf(draft({ stays: [stay], origin: '深圳' }), 'r')).toEqual({
      response_id: 'r',
      channel: 'phone_call',
      destination: { area_id: 'g1', place: '' },
      arrived_on: '2022-04-15',
      people: [{ name: '李伟', phone: '15470000031' }],
      stays: [
        {
          area_code: '440305',
          place: '广东省深圳市南山区某小区',
          from_on: '2022-04-01',
          to_on: '2022-04-14',
          left_on: null,
        },
      ],
      origin: '',
    })
  })

  it('says_when_they_are_expected_while_they_are_not_here_and_where_from_without_stays', () => {
    const sent = registrationOf(draft({ here: false, origin: ' 上海 ' }), 'r')
    expect(sent.expected_on).toBe('2022-04-15')
    expect(sent.arrived_on).toBeUndefined()
    expect(sent.origin).toBe('上海')
  })

  it('a_household_decides_the_grid', () => {
    const destination = { household: 'h', area: 'g1', place: '3号' }
    expect(registrationOf(draft({ destination }), 'r').destination).toEqual({
      household_id: 'h',
      place: '3号',
    })
  })

  it('is_not_sent_while_something_needed_is_missing', () => {
    expect(faultOf(draft())).toBeUndefined()
    expect(faultOf(draft({ people: [person, { ...person, name: ' ' }] }))).toBe('name')
    expect(faultOf(draft({ destination: { household: '', area: '', place: '旅馆' } }))).toBe('destination')
    expect(faultOf(draft({ day: '' }))).toBe('day')
    expect(faultOf(draft({ stays: [{ ...stay, code: '', place: ' ' }] }))).toBe('stay_place')
    expect(faultOf(draft({ stays: [{ ...stay, to: '' }] }))).toBe('stay_days')
    expect(faultOf(draft({ stays: [{ ...stay, from: '2022-04-20' }] }))).toBe('stay_days')
  })

  it('a_place_is_not_said_twice', () => {
    expect(placeText({ said: '上海市浦东新区', place: '上海市浦东新区张江' })).toBe('上海市浦东新区张江')
    expect(stayTextOf({ area_code: null, place: '张江', from_on: 'a', to_on: 'b', left_on: null }).said).toBe(
      '',
    )
  })

  it('each_answer_gets_the_name_of_its_person_because_the_server_names_nobody', () => {
    const standing = { id: 'a', state: 'duplicate', gap: false, duplicate_of: 'b', rev: 1 } as const
    expect(resultsOf([person], [standing])).toEqual([{ ...standing, name: '李伟' }])
  })
})
