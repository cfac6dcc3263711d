import { describe, expect, it } from 'vitest'
import { codeStateOf } from '@console/views/areas/codes'

const code = { id: 'c', code: '411526109001', from_on: '2022-04-01' }

describe('official codes', () => {
  it('are_valid_from_their_first_day_on', () => {
    expect(codeStateOf(code, '2022-03-31')).toBe('coming')
    expect(codeStateOf(code, '2022-04-01')).toBe('valid')
  })

  it('are_no_longer_valid_on_the_day_they_are_withdrawn_on', () => {
    expect(codeStateOf({ ...code, to_on: '2022-05-01' }, '2022-04-30')).toBe('valid')
    expect(codeStateOf({ ...code, to_on: '2022-05-01' }, '2022-05-01')).toBe('withdrawn')
  })
})
