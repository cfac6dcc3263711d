import { describe, expect, it } from 'vitest'
import { registerFaults, registration, type RegisterDraft } from '@field/src/register-draft'

const today = '2022-04-15'
const draft: RegisterDraft = {
  response: 'r',
  name: ' 司马归 ',
  phone: '',
  document: '',
  to: 'house',
  house: 'h1',
  grid: 'g',
  place: '',
  here: 'here',
  day: today,
  province: '31',
  provinceName: '上海市',
  origin: '浦东新区张江镇',
  from: '',
  until: '',
}

describe('a registration at the door', () => {
  it('says_what_is_missing_from_top_to_bottom', () => {
    const empty = { ...draft, name: ' ', house: '', day: '', province: '', origin: '' }
    expect(registerFaults(empty, today)).toEqual(['name', 'to', 'day', 'from'])
    expect(registerFaults(draft, today)).toEqual([])
  })

  it('takes_nobody_as_here_before_the_day', () => {
    expect(registerFaults({ ...draft, day: '2022-04-16' }, today)).toEqual(['day'])
    expect(registerFaults({ ...draft, here: 'notYet', day: '2022-04-16' }, today)).toEqual([])
  })

  it('wants_both_days_of_a_stay_or_none', () => {
    expect(registerFaults({ ...draft, from: '2022-04-01' }, today)).toEqual(['stay'])
    expect(registerFaults({ ...draft, from: '2022-04-10', until: '2022-04-01' }, today)).toEqual(['stay'])
  })

  it('keeps_a_place_without_days_in_words_and_makes_a_stay_of_one_with_days', () => {
    expect(registration(draft)).toEqual({
      response_id: 'r',
      channel: 'on_behalf',
      destination: { household_id: 'h1', place: '' },
      arrived_on: today,
      people: [{ name: '司马归' }],
      origin: '上海市浦东新区张江镇',
    })
    const days = registration({ ...draft, from: '2022-04-01', until: '2022-04-14' })
    expect(days.origin).toBeUndefined()
    expect(days.stays).toEqual([
      {
        area_code: '31',
        place: '上海市浦东新区张江镇',
        from_on: '2022-04-01',
        to_on: '2022-04-14',
      },
    ])
  })
})
