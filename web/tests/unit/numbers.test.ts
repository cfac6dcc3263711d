import { describe, expect, it } from 'vitest'
import { toldNumber } from '@console/views/ledger/numbers'

describe('a number that is shown masked', () => {
  it('left_alone_stays_typed_anew_changes_and_is_cleared_only_when_that_is_said', () => {
    expect(toldNumber({ typed: '', clear: false })).toBeUndefined()
    expect(toldNumber({ typed: '15471410667', clear: false })).toBe('15471410667')
    expect(toldNumber({ typed: '', clear: true })).toBeNull()
  })
})
