import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db, forget } from '@field/src/db'
import { fact, setFact } from '@field/src/facts'
import { dismiss, note, tidy, waiting, write } from '@field/src/outbox'
import { flush, road, trouble } from '@field/src/runner'
import { adopt } from '@field/src/session'
import { keepAll } from '@field/src/store'
import { emptySnapshot, me, server } from './field-server'

const receipt = { kind: 'receipt' as const, input: { household_id: 'h1' }, label: '东街 1号 王某' }

async function one(now?: number): Promise<string> {
  const [op] = await write([receipt], now)
  return op ?? ''
}

beforeEach(async () => {
  vi.unstubAllGlobals()
  await Promise.all([db.ops.clear(), db.kept.clear(), db.facts.clear()])
  await adopt(me('worker'))
})

describe('outbox', () => {
  it('keeps_the_order_in_which_facts_were_written', async () => {
    const first = await one(1_650_000_000_000)
    const second = await one(1_650_000_000_500)
    expect((await waiting()).map((op) => op.op_id)).toEqual([first, second])
  })

  it('writes_all_facts_of_a_batch_or_none', async () => {
    const broken = { ...receipt, input: () => undefined }
    await expect(write([receipt, broken])).rejects.toThrow()
    expect(await db.ops.count()).toBe(0)
  })

  it('keeps_a_refused_fact_with_the_reason_until_its_author_has_read_it', async () => {
    const op = await one()
    await note([{ op_id: op, outcome: 'refused', title: '这户已搬走。' }])
    expect(await db.ops.get(op)).toMatchObject({ state: 'refused', why: '这户已搬走。' })
    await tidy(Date.now() + 10 * 86_400_000)
    expect(await db.ops.count()).toBe(1)
    await dismiss(op)
    expect(await db.ops.count()).toBe(0)
  })

  it('never_dismisses_what_has_not_been_answered', async () => {
    await dismiss(await one())
    expect(await db.ops.count()).toBe(1)
  })

  it('sends_in_batches_until_nothing_waits', async () => {
    await write(Array.from({ length: 60 }, () => receipt))
    const { pushed } = server()
    await flush()
    expect(pushed.map((ops) => ops.length)).toEqual([50, 10])
    expect(await waiting()).toEqual([])
    expect(road.value).toBe('idle')
  })

  it('sends_the_same_ids_again_after_a_lost_answer', async () => {
    const op = await one()
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')))
    await flush()
    expect(road.value).toBe('offline')
    const { pushed } = server({ outcome: 'repeated' })
    await flush()
    expect(pushed).toEqual([[op]])
    expect(await db.ops.get(op)).toMatchObject({ state: 'sent' })
  })

  it('says_in_the_servers_words_what_is_wrong_and_keeps_the_fact', async () => {
    await one()
    const problem = { code: 'server.busy', detail: '服务器忙，请稍后再试。' }
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(problem), { status: 503 })))
    await flush()
    expect(road.value).toBe('trouble')
    expect(trouble.value).toBe('服务器忙，请稍后再试。')
    expect(await waiting()).toHaveLength(1)
  })
})

describe('phone of several people', () => {
  it('sends_nothing_in_another_ones_name', async () => {
    const op = await one()
    await adopt(me('other'))
    const { pushed } = server()
    await flush()
    expect(pushed).toEqual([])
    await adopt(me('worker'))
    await flush()
    expect(pushed).toEqual([[op]])
  })

  it('wipes_what_the_one_before_could_see', async () => {
    await keepAll('households', [{ id: 'h1' }])
    await setFact('cursor', 'c1')
    await adopt(me('other'))
    expect(await db.kept.count()).toBe(0)
    expect(await fact('cursor')).toBeUndefined()
  })

  it('keeps_at_sign_out_what_another_one_has_not_sent_yet', async () => {
    await one()
    await adopt(me('other'))
    await one()
    await forget('other')
    expect((await db.ops.toArray()).map(({ owner }) => owner)).toEqual(['worker'])
    expect(await db.facts.count()).toBe(0)
  })
})

describe('reading the server', () => {
  it('replaces_what_the_server_no_longer_lets_the_phone_hold', async () => {
    await keepAll('doors', [{ id: 'a' }, { id: 'b' }])
    await keepAll('doors', [{ id: 'b' }])
    expect((await db.kept.toArray()).map(({ id }) => id)).toEqual(['b'])
  })

  it('keeps_everything_where_nothing_changed', async () => {
    await keepAll('contacts', [{ id: 'a' }])
    server({ snapshot: { ...emptySnapshot, unchanged: true } })
    await flush()
    expect(await db.kept.count()).toBe(1)
  })

  it('names_the_cursor_of_the_last_answer', async () => {
    const { pulled } = server({ snapshot: { ...emptySnapshot, cursor: 'c7' } })
    await flush()
    await flush()
    expect(pulled).toEqual([null, 'c7'])
  })

  it('keeps_laying_a_fact_over_the_answer_until_an_answer_was_asked_for_after_it', async () => {
    const op = await one()
    await note([{ op_id: op, outcome: 'done' }])
    expect((await db.ops.get(op))?.settled).toBeUndefined()
    server()
    await flush()
    expect((await db.ops.get(op))?.settled).toBe(true)
  })

  it('does_not_count_a_fact_as_contained_that_is_written_while_the_answer_comes', async () => {
    let late = ''
    server({
      whileReading: async () => {
        late = await one()
        await note([{ op_id: late, outcome: 'done' }])
      },
    })
    await flush()
    expect((await db.ops.get(late))?.settled).toBeUndefined()
  })

  it('does_not_hand_one_persons_answer_to_another', async () => {
    const contact = { id: 'c1', name: '李某', role: 'grid_head', area_name: '三组', phone: '15450000001' }
    server({
      snapshot: { ...emptySnapshot, contacts: [{ ...contact, relation: 'above' }] },
      whileReading: () => adopt(me('other')),
    })
    await flush()
    expect(await db.kept.count()).toBe(0)
  })
})
