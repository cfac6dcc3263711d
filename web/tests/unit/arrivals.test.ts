import { afterEach, describe, expect, it } from 'vitest'
import { setLanguage } from '@shared/i18n'
import type { Arrival, ArrivalDetail, ArrivalEvent } from '@console/views/arrivals/api'
import { isAnswered, questionsOf, sourcesOf } from '@console/views/arrivals/asks'
import { candidatesOf } from '@console/views/arrivals/candidates'
import { byState, byVillage, partsOf, totalOf } from '@console/views/arrivals/figures'
import { deedOf, historyOf } from '@console/views/arrivals/history'
import { partsOf as partsOfCode, provinces, saidOf } from '@console/views/arrivals/regions'
import { movesOf, states } from '@console/views/arrivals/states'

const arrival: Arrival = {
  id: 'a',
  response_id: 'r',
  state: 'expected',
  name: '李伟',
  document_kind: null,
  document: null,
  phone: '154****0031',
  household_id: null,
  place: '村口旅馆',
  grid_id: 'g1',
  grid_name: '一组',
  village_name: '张庄村',
  gap: false,
  origin: '上海市浦东新区',
  origin_code: '310115',
  origin_kind: 'other_province',
  expected_on: '2022-04-15',
  arrived_on: null,
  channel: 'desk',
  how_known: 'self_reported',
  verified_by: null,
  registered_at: 1,
  companions_of: null,
  duplicate_of: null,
  forwarded_to: '',
  accepted_at: null,
  rev: 1,
}
afterEach(() => setLanguage('zh-CN'))

describe('moves of an arrival', () => {
  const at = (state: Arrival['state'], accepted_at: number | null = null) => movesOf({ state, accepted_at })

  it('are_those_that_are_drawn', () => {
    expect(at('expected')).toContain('not_coming')
    expect(at('expected')).not.toContain('transferred')
    expect(at('arrived')).not.toContain('arrive')
    expect(at('arrived')).toContain('verify')
    expect(at('under_measure')).not.toContain('past_window')
    expect(at('released')).toEqual(['edit'])
    expect(at('duplicate')).toEqual([])
    expect(at('not_coming')).toEqual([])
  })

  it('a_forwarded_one_waits_for_the_other_place_once', () => {
    expect(at('went_elsewhere')).toEqual(['accept'])
    expect(at('went_elsewhere', 5)).toEqual([])
  })

  it('verifying_somebody_expected_asks_for_the_day_they_came', () => {
    expect(questionsOf('verify', 'expected')).toEqual(['by', 'day'])
    expect(questionsOf('verify', 'arrived')).toEqual(['by'])
  })

  it('nobody_comes_without_being_reached_but_an_end_can_be_known_so', () => {
    expect(sourcesOf('arrive')).not.toContain('not_reached')
    expect(sourcesOf('wrong_data')).toContain('not_reached')
  })

  it('an_end_without_a_reason_is_not_sent', () => {
    const answers = { by: 'phone', day: '', to: '', source: 'called', reason: ' 原 ' } as const
    expect(isAnswered(['source', 'reason'], answers)).toBe(false)
    expect(isAnswered(['source', 'reason'], { ...answers, reason: '搬走' })).toBe(true)
    expect(isAnswered(['day'], answers)).toBe(false)
  })
})

describe('figures of arrivals', () => {
  const items = [
    { grid_id: 'g1', state: 'expected', arrivals: 3 },
    { grid_id: 'g2', state: 'expected', arrivals: 1 },
    { grid_id: 'v1', state: 'arrived', arrivals: 2 },
    { grid_id: 'g1', state: 'went_elsewhere', arrivals: 1 },
    { grid_id: 'g1', state: 'duplicate', arrivals: 4 },
  ] as const

  it('tally_with_their_parts_and_leave_second_registrations_out', () => {
    const sums = byState([...items])
    expect(totalOf(sums)).toBe(7)
    expect(partsOf(sums).reduce((all, { arrivals }) => all + arrivals, 0)).toBe(7)
    expect(sums.duplicate).toBe(4)
    expect(sums.released).toBe(0)
  })

  it('a_village_without_any_registration_has_no_figures_rather_than_zeros', () => {
    const villages = [
      { id: 'v1', name: '张庄村' },
      { id: 'v2', name: '李庄村' },
    ]
    const of = (id: string) => (['g1', 'g2', 'v1'].includes(id) ? 'v1' : undefined)
    const { rows, elsewhere } = byVillage([...items], villages, of)
    expect(rows[0]?.sums?.expected).toBe(4)
    expect(rows[0]?.gaps).toBe(2)
    expect(rows[1]?.sums).toBeUndefined()
    expect(elsewhere).toBeUndefined()
  })

  it('what_lies_outside_of_the_tree_is_not_lost', () => {
    const { elsewhere } = byVillage([...items], [], () => undefined)
    expect(elsewhere && totalOf(elsewhere)).toBe(7)
  })
})

describe('history of an arrival', () => {
  const event = (verb: string, before: ArrivalEvent['before']): ArrivalEvent => ({
    id: verb,
    verb,
    at: 1,
    person_name: '赵文书',
    how_known: 'called',
    reason: '',
    before,
  })
  const stay = { area_code: '310115', place: '上海市浦东新区', from_on: '2022-04-01', left_on: null }
  const detail: ArrivalDetail = {
    ...arrival,
    state: 'verified',
    phone: null,
    arrived_on: '2022-04-15',
    stays: [{ ...stay, to_on: '2022-04-14' }],
    exposures: [],
    gaps: [],
    owner: null,
    companions: [],
    additions: [],
    history: [
      event('arrivals.verify', { ...arrival, state: 'arrived', phone: null, arrived_on: '2022-04-15' }),
      event('arrivals.edit', {
        ...arrival,
        state: 'arrived',
        arrived_on: '2022-04-15',
        stays: [{ ...stay, to_on: '2022-04-10' }],
      }),
      event('arrivals.arrive', { ...arrival, stays: undefined }),
      event('arrivals.register', null),
    ],
  }
  const steps = historyOf(detail, (id) => id)

  it('tells_of_each_step_what_it_changed', () => {
    expect(steps[0]?.changes).toEqual([{ name: '状态', before: '已返待核实', after: '已核实' }])
    expect(steps[1]?.changes).toEqual([
      { name: '电话', before: '154****0031', after: '（空）' },
      {
        name: '住过的地方',
        before: '2022-04-01–2022-04-10 上海市浦东新区',
        after: '2022-04-01–2022-04-14 上海市浦东新区',
      },
    ])
    expect(steps[2]?.changes.map(({ after }) => after)).toEqual(['已返待核实', '2022-04-15'])
    expect(steps[3]?.changes).toEqual([])
  })

  it('every_verb_has_words_in_both_languages', () => {
    for (const language of ['zh-CN', 'en'] as const) {
      setLanguage(language)
      for (const verb of 'register arrive verify edit route forward accept link end assess measure release transfer'.split(
        ' ',
      ))
        expect(deedOf(`arrivals.${verb}`)).not.toContain('.')
    }
    expect(deedOf('arrivals.unheard_of')).toBe('arrivals.unheard_of')
  })
})

describe('places and candidates', () => {
  it('a_place_is_named_as_people_say_it', () => {
    expect(saidOf(['上海市', '市辖区', '浦东新区'])).toBe('上海市浦东新区')
    expect(partsOfCode('440305')).toEqual(['44', '4403', '440305'])
    expect(partsOfCode('44')).toEqual(['44', '', ''])
    expect(provinces).toHaveLength(31)
  })

  it('the_likeliest_comes_first_and_neither_oneself_nor_a_linked_one_is_offered', () => {
    const other = { ...arrival, id: 'b', name: '王芳', phone: null, expected_on: null }
    const same = { ...arrival, id: 'c', phone: null }
    const linked: Arrival = { ...arrival, id: 'd', state: 'duplicate' }
    expect(candidatesOf(arrival, [other, linked, same, arrival]).map(({ id }) => id)).toEqual(['c', 'b'])
  })

  it('every_state_has_a_word', async () => {
    const { zh, en } = await import('@console/views/arrivals/words')
    for (const state of states) {
      expect(zh[`arrivals.state.${state}`]).toBeTruthy()
      expect(en[`arrivals.state.${state}`]).toBeTruthy()
    }
  })
})
