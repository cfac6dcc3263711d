import { describe, expect, it } from 'vitest'
import type { BaseRules, RuleTable } from '@console/views/rule_tables/api'
import {
  isOfList,
  isOfStay,
  newRow,
  newTable,
  tableOf,
  testDays,
  textOf,
  unreadable,
  withClass,
  type TableText,
} from '@console/views/rule_tables/draft'

const base: BaseRules = {
  title: '第九版',
  levels: ['high', 'low'],
  look_back_days: 7,
  clock: 'left_area',
  for_present: 'milder',
  slots: [],
  rules: [],
}
const text = (): TableText => {
  const table = newTable(base, '2022-04-15')
  const [row] = table.rows
  const [phase] = row?.phases ?? []
  if (!row || !phase) throw new Error('a new table has a row')
  return {
    ...table,
    title: ' 外省返乡 ',
    rows: [{ ...row, phases: [{ ...phase, kind: 'home_quarantine', days: '7', tests: '1、4，7' }] }],
  }
}

describe('a table of measures that is typed in', () => {
  it('is_sent_trimmed_with_what_was_left_empty_left_out', () => {
    const sent = tableOf(text())
    expect(sent).toMatchObject({
      title: '外省返乡',
      to_on: null,
      look_back_days: null,
      for_present: 'stricter',
    })
    expect(sent.rows[0]?.phases).toEqual([
      {
        kind: 'home_quarantine',
        days: 7,
        tests: [1, 4, 7],
        checks_per_day: null,
        care_team: [],
        fallback: null,
      },
    ])
    expect(sent.rows[0]?.test_count).toBeNull()
  })

  it('is_the_same_after_it_was_stored_and_opened_again', () => {
    const sent: RuleTable = tableOf({ ...text(), to: '2022-05-01', lookBack: '14' })
    expect(tableOf(textOf(sent))).toEqual(sent)
    expect(textOf(sent).rows[0]?.phases[0]?.tests).toBe('1、4、7')
  })

  it('sends_what_is_no_number_as_nought_so_that_the_check_tells_of_it', () => {
    const table = text()
    const [row] = table.rows
    if (!row) throw new Error('a new table has a row')
    const wrong = { ...row, phases: row.phases.map((phase) => ({ ...phase, days: '七', checks: '9999' })) }
    const sent = tableOf({ ...table, rows: [{ ...wrong, counted: true, count: '', within: '3', gap: '24' }] })
    expect(sent.rows[0]?.phases[0]).toMatchObject({ days: 0, checks_per_day: 255 })
    expect(sent.rows[0]?.test_count).toEqual({ count: 0, within_days: 3, gap_hours: 24 })
  })

  it('reads_days_of_tests_with_any_mark_between_and_refuses_words', () => {
    expect(testDays('1、4，7 4')).toEqual([1, 4, 7])
    expect(testDays('')).toEqual([])
    expect(testDays('第一天')).toBeUndefined()
    expect(testDays('0、3')).toBeUndefined()
    const table = text()
    const bad = { ...newRow('arrival') }
    bad.phases = bad.phases.map((phase) => ({ ...phase, tests: '一、四' }))
    expect(unreadable({ ...table, rows: [...table.rows, bad] })).toEqual([2])
  })

  it('forgets_levels_and_areas_that_the_new_origin_knows_nothing_of', () => {
    const row = { ...newRow('left_area'), areas: [{ code: '31', name: '上海市' }] }
    const listed = { ...withClass(row, 'same_county'), levels: ['high' as const] }
    expect(listed.areas).toHaveLength(1)
    expect(withClass(listed, 'other_province')).toMatchObject({ levels: [], areas: row.areas })
    expect(withClass(listed, 'close_contact')).toMatchObject({ levels: [], areas: [] })
    expect([isOfList('same_county'), isOfList('other_province')]).toEqual([true, false])
    expect([isOfStay('other_province'), isOfStay('abroad')]).toEqual([true, false])
  })

  it('proposes_to_touch_those_who_are_here_where_the_programme_would_only_shorten', () => {
    expect(newTable(base, '2022-04-15').forPresent).toBe('stricter')
    expect(newTable({ ...base, for_present: 'reassess' }, '2022-04-15').forPresent).toBe('reassess')
  })
})
