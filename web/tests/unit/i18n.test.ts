import { afterEach, describe, expect, it } from 'vitest'
import { fill, language, percent, setLanguage, translator } from '@shared/i18n'

const t = translator({ 'doors.left': '还剩 {count} 户', plain: '总览' } as const, {
  'doors.left': '{count} doors left',
  plain: 'Board',
})

afterEach(() => setLanguage('zh-CN'))

describe('i18n', () => {
  it('speaks_chinese_until_told_otherwise', () => {
    expect(t('plain')).toBe('总览')
    expect(t('doors.left', { count: 3 })).toBe('还剩 3 户')
  })

  it('changes_the_language_of_the_page_too_and_remembers_it', () => {
    setLanguage('en')
    expect(t('doors.left', { count: 3 })).toBe('3 doors left')
    expect(document.documentElement.lang).toBe('en')
    expect(localStorage.getItem('gridward.language')).toBe('en')
    expect(language.value).toBe('en')
  })

  it('leaves_a_parameter_that_was_not_given_visible', () => {
    expect(fill('{a} and {b}', { a: 1 })).toBe('1 and {b}')
  })

  it('never_rounds_an_unfinished_share_up_to_the_whole', () => {
    expect(percent(9999, 10_000)).toBe('99.9%')
    expect(percent(10_000, 10_000)).toBe('100%')
    expect(percent(0, 0)).toBe('—')
  })
})
