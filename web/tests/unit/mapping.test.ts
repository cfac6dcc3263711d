import { describe, expect, it } from 'vitest'
import type { Inspection, MappedColumn } from '@console/views/ledger/import-api'
import { columnsOf, corrected, mapFor, mapOf } from '@console/views/ledger/mapping'

const column = (header: string, field: string | null = null): MappedColumn => ({
  header,
  field,
  not_taken: field ? null : 'unknown',
})
const sheet = (name: string, ...columns: MappedColumn[]): Inspection['sheets'][number] => ({
  sheet: name,
  header_rows: [1, 1],
  map: { columns },
  saved_mapping: null,
  sample: [],
})
const one = sheet('一组', column('姓名', 'name'), column('地址', 'address'), column('住址'))
const two = sheet('二组', column('姓 名', 'name'), column('住址', 'address'), column('联系方式'))

describe('mapping of a file with several sheets', () => {
  it('a_column_that_one_sheet_takes_and_another_leaves_is_taken', () => {
    const map = mapOf([one, two])
    expect(map.columns.map(({ header, field }) => [header, field])).toEqual([
      ['姓名', 'name'],
      ['地址', 'address'],
      ['住址', 'address'],
      ['联系方式', null],
    ])
  })

  it('a_correction_holds_for_every_sheet_with_a_column_of_that_name', () => {
    const three = sheet('三组', column('姓名', 'name'), column('联系方式（手机）'))
    const map = corrected(mapOf([one, two, three]), '联系方式', 'phone')
    expect(columnsOf(map, two)[2]?.field).toBe('phone')
    expect(columnsOf(map, three)[1]).toEqual({
      header: '联系方式（手机）',
      field: 'phone',
      not_taken: null,
      twice: false,
    })
    expect(columnsOf(corrected(map, '联系方式', ''), two)[2]?.not_taken).toBe('unknown')
  })

  it('says_when_an_earlier_column_of_the_sheet_holds_the_same_already_but_phones_may_repeat', () => {
    const phones = sheet('四组', column('电话1', 'phone'), column('电话2', 'phone'))
    const map = mapOf([one, two, phones])
    expect(columnsOf(map, one).map(({ twice }) => twice)).toEqual([false, false, true])
    expect(columnsOf(map, phones).map(({ twice }) => twice)).toEqual([false, false])
  })

  it('keeps_of_the_map_only_the_columns_of_the_sheet', () => {
    expect(mapFor(mapOf([one, two]), two).columns.map(({ header }) => header)).toEqual([
      '姓 名',
      '住址',
      '联系方式',
    ])
  })
})
