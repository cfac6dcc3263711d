import { describe, expect, it } from 'vitest'
import { helpNow, type HeldHelp, type LocalHelp } from '@shared/domain/help-requests'

const asked: HeldHelp = {
  id: 'h',
  response_id: 'r',
  arrival_id: 'a',
  name: '司马归',
  phone: null,
  household_id: null,
  place: '村口旅馆',
  kind: 'food',
  state: 'asked',
  told: '米没有了',
  asked_at: 1,
  taken_by: '',
  rev: 1,
}
const take: LocalHelp = { kind: 'take_help', waiting: true, input: { help_request_id: 'h', rev: 1 } }
const answer: LocalHelp = {
  kind: 'answer_help',
  waiting: true,
  input: { help_request_id: 'h', rev: 2, answer: '已送到' },
}

describe('requests for help', () => {
  it('are_taken_and_answered_on_the_phone_before_the_server_knows', () => {
    expect(helpNow([asked], [take])[0]).toMatchObject({ state: 'taken', rev: 2, waiting: true })
    expect(helpNow([asked], [take, answer])[0]).toMatchObject({ state: 'answered', rev: 3 })
  })

  it('that_somebody_else_took_first_stay_as_the_server_says', () => {
    expect(helpNow([{ ...asked, state: 'taken', taken_by: '王某', rev: 2 }], [take])[0]).toMatchObject({
      state: 'taken',
      taken_by: '王某',
      waiting: false,
    })
  })
})
