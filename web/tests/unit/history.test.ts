import { afterEach, describe, expect, it } from 'vitest'
import { setLanguage } from '@shared/i18n'
import type { Step } from '@console/views/ledger/api'
import { deedOf, factsOf } from '@console/views/ledger/history'

const step = (verb: string, more: Partial<Step> = {}): Step => ({
  id: 's',
  verb,
  at: 1,
  person_name: '赵文书',
  resident_name: verb.startsWith('residents') ? '李伟' : null,
  reason: '',
  before: null,
  changes: [],
  ...more,
})
afterEach(() => setLanguage('zh-CN'))

describe('history of a household', () => {
  it('every_verb_has_words_in_both_languages', () => {
    const verbs = ['create', 'edit', 'move', 'split', 'merge', 'close', 'import'].map(
      (one) => `households.${one}`,
    )
    verbs.push(...['add', 'edit', 'move', 'remove', 'merge'].map((one) => `residents.${one}`))
    for (const language of ['zh-CN', 'en'] as const) {
      setLanguage(language)
      for (const verb of verbs) expect(deedOf(step(verb), 'h')).not.toContain('.')
    }
    expect(deedOf(step('households.unheard_of'), 'h')).toBe('households.unheard_of')
  })

  it('a_move_is_told_from_the_side_of_the_household', () => {
    const moved = step('residents.move', { before: { household_id: 'h' } })
    expect(deedOf(moved, 'h')).toBe('李伟 迁到别户')
    expect(deedOf(moved, 'other')).toBe('李伟 从别户迁来')
  })

  it('tells_what_was_changed_in_words_and_what_was_cleared', () => {
    const changes = [
      { field: 'relation', before: 'head', after: 'other' },
      { field: 'phone', before: '154****0667', after: null },
      { field: 'rev', before: '1', after: '2' },
    ]
    expect(factsOf(step('residents.edit', { changes }))).toEqual([
      { name: '与户主关系', before: '户主', after: '其他' },
      { name: '电话', before: '154****0667', after: '（空）' },
    ])
  })

  it('where_two_numbers_look_the_same_it_says_that_masked_digits_differ', () => {
    const changes = [{ field: 'phone', before: '154****0667', after: '154****0667' }]
    expect(factsOf(step('residents.edit', { changes }))[0]?.after).toBe('改了遮住的几位')
  })

  it('of_somebody_who_was_taken_out_what_was_known_until_then_is_told', () => {
    const before = { name: '李伟', sex: 'male', birth_on: '1982-08-19', phone: null, rev: 3 }
    expect(factsOf(step('residents.remove', { before }))).toEqual([
      { name: '性别', before: '男' },
      { name: '出生', before: '1982-08-19' },
    ])
    expect(factsOf(step('residents.edit', { before }))).toEqual([])
  })
})
