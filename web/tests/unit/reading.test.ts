import { describe, expect, it } from 'vitest'
import { together } from '@console/src/reading'

const lost = new Error('lost')
const never = { error: null, dataUpdatedAt: 0 }
const failed = { error: lost, dataUpdatedAt: 0 }
const read = (at: number) => ({ error: null, dataUpdatedAt: at })
const old = (at: number) => ({ error: lost, dataUpdatedAt: at })

describe('reading', () => {
  it('has_read_nothing_until_the_last_answer_is_there', () => {
    expect(together([read(5), never])).toEqual({ pending: true, error: null, readAt: 0 })
  })

  it('fails_as_a_whole_when_one_answer_never_came', () => {
    expect(together([read(5), failed, never])).toEqual({ pending: true, error: lost, readAt: 0 })
  })

  it('keeps_what_was_read_and_says_the_age_of_what_could_not_be_read_again', () => {
    expect(together([read(9), old(4), old(6)])).toEqual({ pending: false, error: lost, readAt: 4 })
  })

  it('does_not_speak_of_an_old_failure_while_something_else_is_still_read_for_the_first_time', () => {
    expect(together([old(4), never])).toEqual({ pending: true, error: null, readAt: 0 })
  })

  it('is_calm_when_everything_was_read', () => {
    expect(together([read(9), read(7)])).toEqual({ pending: false, error: null, readAt: 7 })
  })

  it('has_nothing_to_wait_for_when_nothing_is_asked', () => {
    expect(together([])).toMatchObject({ pending: false, error: null })
  })
})
