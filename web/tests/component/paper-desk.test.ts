import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ReceiptInput } from '@shared/domain/receipts'
import { usePaperDesk } from '@console/views/directives/paper-desk'

type Sent = ReceiptInput & { op_id: string }
const receipt = (household_id: string): ReceiptInput => ({
  directive_id: 'd',
  household_id,
  version: 1,
  state: 'told',
  channel: 'loudspeaker',
  how_known: 'told_by_someone',
  device_at: 1,
})

/** A server that declines the doors it is told to, and may be out of reach. */
function server() {
  const lots: Sent[][] = []
  const state = { down: false, declined: new Set<string>() }
  vi.stubGlobal('fetch', (_: string, { body }: { body: string }) => {
    const { receipts } = JSON.parse(body) as { receipts: Sent[] }
    lots.push(receipts)
    if (state.down) return Promise.reject(new TypeError('no network'))
    const answers = receipts.map(({ op_id, household_id }) =>
      state.declined.has(household_id)
        ? { op_id, outcome: 'refused', title: '这一户不在范围内' }
        : { op_id, outcome: 'done' },
    )
    return Promise.resolve(new Response(JSON.stringify({ answers })))
  })
  return { lots, state }
}
let town: ReturnType<typeof server>
beforeEach(() => (town = server()))
afterEach(() => vi.unstubAllGlobals())

describe('paper desk', () => {
  it('keeps_the_answer_of_each_door', async () => {
    const desk = usePaperDesk()
    town.state.declined.add('b')
    await desk.record([receipt('a'), receipt('b')])
    expect(desk.outcomes.value.get('a')).toMatchObject({ done: true })
    expect(desk.outcomes.value.get('b')).toMatchObject({ done: false, why: '这一户不在范围内' })
    expect(desk.last.value).toHaveLength(1)
  })

  it('sends_the_same_again_under_the_same_identity_when_no_answer_came', async () => {
    const desk = usePaperDesk()
    town.state.down = true
    expect(await desk.record([receipt('a')])).toBe(false)
    expect(desk.problem.value?.unanswered).toBe(true)
    town.state.down = false
    expect(await desk.record([receipt('a')])).toBe(true)
    expect(desk.problem.value).toBeUndefined()
    const [first, second] = town.lots.map(([sent]) => sent?.op_id)
    expect(second).toBe(first)
    // Once answered, the same words are a new entry.
    await desk.record([receipt('a')])
    expect(town.lots[2]?.[0]?.op_id).not.toBe(first)
  })

  it('sends_no_more_than_two_hundred_at_once', async () => {
    const desk = usePaperDesk()
    await desk.record(Array.from({ length: 250 }, (_, n) => receipt(`h${n}`)))
    expect(town.lots.map((lot) => lot.length)).toEqual([200, 50])
    expect(desk.outcomes.value.size).toBe(250)
  })

  it('takes_back_only_what_was_recorded_last', async () => {
    const desk = usePaperDesk()
    await desk.record([receipt('a')])
    await desk.record([receipt('b')])
    const recorded = town.lots[1]?.[0]?.op_id
    await desk.takeBack('录错了', 9)
    expect(town.lots[2]).toMatchObject([
      { household_id: 'b', state: 'void', corrects: recorded, note: '录错了' },
    ])
    expect(desk.last.value).toEqual([])
    expect(desk.outcomes.value.size).toBe(0)
  })

  it('can_still_take_back_what_it_could_not_reach_the_server_for', async () => {
    const desk = usePaperDesk()
    await desk.record([receipt('a')])
    town.state.down = true
    expect(await desk.takeBack('录错了', 9)).toBe(false)
    expect(desk.last.value).toHaveLength(1)
    town.state.down = false
    await desk.takeBack('录错了', 9)
    expect(town.lots[2]?.[0]?.op_id).toBe(town.lots[1]?.[0]?.op_id)
  })

  it('says_at_the_door_why_a_receipt_could_not_be_taken_back', async () => {
    const desk = usePaperDesk()
    await desk.record([receipt('a')])
    town.state.declined.add('a')
    await desk.takeBack('录错了', 9)
    expect(desk.outcomes.value.get('a')).toMatchObject({ done: false, why: '这一户不在范围内' })
  })
})
