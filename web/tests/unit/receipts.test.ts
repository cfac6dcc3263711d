import { describe, expect, it } from 'vitest'
import {
  doorKey,
  standings,
  takesBack,
  usualSource,
  type Entry,
  type LocalReceipt,
  type ReceiptInput,
} from '@shared/domain/receipts'

const entry = (part: Partial<Entry> = {}): Entry => ({
  directive_id: 'd',
  household_id: 'h',
  version: 1,
  state: 'told',
  reason: null,
  channel: 'visit',
  at: 1,
  receipt_id: 'r0',
  ...part,
})
const written = (op_id: string, part: Partial<ReceiptInput> = {}, waiting = true): LocalReceipt => ({
  op_id,
  waiting,
  input: {
    directive_id: 'd',
    household_id: 'h',
    version: 1,
    state: 'told',
    channel: 'visit',
    how_known: 'seen',
    device_at: 2,
    ...part,
  },
})
const at = (answered: Entry[], ops: LocalReceipt[]) => standings(answered, ops).get(doorKey('d', 'h'))

describe('standings', () => {
  it('shows_at_once_what_still_waits', () => {
    expect(at([], [written('r1')])).toMatchObject({ entry: { state: 'told' }, waiting: true })
  })

  it('does_not_let_an_older_answer_hide_what_still_waits', () => {
    const answered = entry({ state: 'not_reached', reason: 'nobody_home' })
    expect(at([answered], [written('r1')])).toMatchObject({ entry: { receipt_id: 'r1' }, waiting: true })
  })

  it('lets_the_strongest_state_count', () => {
    const weak = written('r1', { state: 'not_reached', reason: 'nobody_home', how_known: 'not_reached' })
    expect(at([entry({ state: 'confirmed' })], [weak])?.entry?.state).toBe('confirmed')
  })

  it('lets_a_correction_weaken_the_state', () => {
    const weaker = written('r1', { state: 'told', corrects: 'r0', note: '点错了结果' })
    expect(at([entry({ state: 'confirmed' })], [weaker])?.entry).toMatchObject({
      state: 'told',
      receipt_id: 'r1',
    })
  })

  it('has_no_word_of_a_door_whose_only_receipt_was_undone', () => {
    const undo = written('r2', { state: 'void', corrects: 'r1' })
    expect(at([], [written('r1', {}, false), undo])).toEqual({ entry: undefined, waiting: true })
  })

  it('falls_back_to_the_answer_when_a_later_receipt_is_undone', () => {
    const ops = [written('r1', { state: 'confirmed' }), written('r2', { state: 'void', corrects: 'r1' })]
    expect(at([entry()], ops)?.entry?.receipt_id).toBe('r0')
  })

  it('undoes_a_receipt_that_is_already_in_the_answer', () => {
    expect(at([entry()], [written('r2', { state: 'void', corrects: 'r0' })])?.entry).toBeUndefined()
  })

  it('keeps_the_doors_of_different_directives_apart', () => {
    const doors = standings([entry()], [written('r1', { directive_id: 'other', state: 'refused' })])
    expect(doors.get(doorKey('d', 'h'))?.entry?.state).toBe('told')
    expect(doors.get(doorKey('other', 'h'))?.entry?.state).toBe('refused')
  })

  it('says_of_an_acknowledged_receipt_that_nothing_waits', () => {
    expect(at([], [written('r1', {}, false)])?.waiting).toBe(false)
  })
})

describe('takesBack', () => {
  it('asks_for_no_reason_on_the_way_up', () => {
    expect(takesBack(undefined, 'not_reached')).toBe(false)
    expect(takesBack('not_reached', 'told')).toBe(false)
    expect(takesBack('told', 'confirmed')).toBe(false)
    expect(takesBack('told', 'refused')).toBe(false)
    expect(takesBack('refused', 'confirmed')).toBe(false)
  })

  it('asks_for_a_reason_on_the_way_down', () => {
    expect(takesBack('confirmed', 'told')).toBe(true)
    expect(takesBack('told', 'not_reached')).toBe(true)
    expect(takesBack('confirmed', 'refused')).toBe(true)
  })

  it('takes_a_second_visit_as_one_more_receipt', () => {
    expect(takesBack('not_reached', 'not_reached')).toBe(false)
    expect(takesBack('confirmed', 'confirmed')).toBe(false)
  })
})

describe('usualSource', () => {
  it('never_claims_to_have_seen_who_was_only_called_or_shouted_at', () => {
    expect(usualSource('visit')).toBe('seen')
    expect(usualSource('phone')).toBe('called')
    expect(usualSource('loudspeaker')).toBe('told_by_someone')
    expect(usualSource('self')).toBe('self_reported')
  })
})
