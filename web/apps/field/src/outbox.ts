import { uuid7 } from '@shared/uuid7'
import { db, type Op, type OpKind } from './db'
import { fact } from './facts'

/** How many operations one request carries at most. */
export const batchSize = 50

const dayMs = 86_400_000

/** What stays of contents that have no business on a phone once the server has them: numbers in full, words about somebody. */
const left: Partial<Record<OpKind, readonly string[]>> = {
  register: [],
  answer_help: ['help_request_id', 'rev'],
}

function spent({ kind, input }: Op): Pick<Op, 'input'> | undefined {
  const keys = left[kind]
  if (!keys) return undefined
  const kept = Object.entries(input as Record<string, unknown>).filter(([key]) => keys.includes(key))
  return { input: Object.fromEntries(kept) }
}

/** What a page wants to have done. */
export interface NewOp {
  kind: OpKind
  input: unknown
  label: string
  /** For how long it can be taken back before it is sent, in milliseconds. */
  hold?: number
}

/** The server's word on one operation. */
export interface Outcome {
  op_id: string
  outcome: 'done' | 'repeated' | 'refused'
  /** For a refusal: what is wrong and what to do, in the person's language. */
  title?: string
}

/**
 * Writes facts to the outbox, all or none, and answers their ids. Pages show what is in the outbox at once; nothing
 * waits for the network.
 */
export async function write(news: readonly NewOp[], now: number = Date.now()): Promise<string[]> {
  return db.transaction('rw', db.ops, db.facts, async () => {
    const owner = (await fact('owner'))?.id ?? ''
    const ops = news.map(({ hold, ...op }): Op => ({
      ...op,
      op_id: uuid7(now),
      owner,
      device_time: now,
      state: 'waiting',
      ...(hold && { hold_until: now + hold }),
    }))
    await db.ops.bulkAdd(ops)
    return ops.map(({ op_id }) => op_id)
  })
}

/** The oldest operations of this phone's owner that no answer has come for, in the order they were written. */
export async function waiting(limit: number = batchSize): Promise<Op[]> {
  const owner = (await fact('owner'))?.id ?? ''
  const ops = await db.ops.where('state').equals('waiting').sortBy('op_id')
  return ops.filter((op) => op.owner === owner).slice(0, limit)
}

/** The oldest operations that may be sent now: those that can still be taken back stay here. */
export async function sendable(limit: number = batchSize, now: number = Date.now()): Promise<Op[]> {
  const ops = await waiting(Infinity)
  return ops.filter((op) => (op.hold_until ?? 0) <= now).slice(0, limit)
}

/** When the next operation that is held back may be sent; nothing where none is. */
export async function heldUntil(now: number = Date.now()): Promise<number | undefined> {
  const ends = (await waiting(Infinity)).map((op) => op.hold_until ?? 0).filter((end) => end > now)
  return ends.length > 0 ? Math.min(...ends) : undefined
}

/** Lets go of what is held back, so that the next exchange sends it; answers whether anything was. */
export async function release(): Promise<boolean> {
  const held = (await waiting(Infinity)).filter((op) => (op.hold_until ?? 0) > 0)
  await db.transaction('rw', db.ops, async () => {
    for (const { op_id } of held) await db.ops.update(op_id, { hold_until: 0 })
  })
  return held.length > 0
}

/** Takes back what has not been sent and is still held; answers whether all of it was. */
export async function unwrite(ids: readonly string[], now: number = Date.now()): Promise<boolean> {
  return db.transaction('rw', db.ops, async () => {
    const ops = await db.ops.bulkGet([...ids])
    const held = ops.every((op) => op?.state === 'waiting' && (op.hold_until ?? 0) > now)
    if (held) await db.ops.bulkDelete([...ids])
    return held
  })
}

/**
 * Notes the server's answers. A refused operation stays, with the reason, until the person has dealt with it. Of some
 * kinds nothing but the label stays.
 */
export async function note(outcomes: readonly Outcome[], now: number = Date.now()): Promise<void> {
  await db.transaction('rw', db.ops, async () => {
    for (const { op_id, outcome, title } of outcomes) {
      const state = outcome === 'refused' ? 'refused' : 'sent'
      const op = await db.ops.get(op_id)
      await db.ops.update(op_id, {
        state,
        answered: now,
        ...(title ? { why: title } : {}),
        ...(op && spent(op)),
      })
    }
  })
}

/** Forgets what was sent more than a day ago; waiting and refused operations are never forgotten here. */
export async function tidy(now: number = Date.now()): Promise<void> {
  await db.ops
    .where('state')
    .equals('sent')
    .and((op) => op.settled === true && (op.answered ?? now) < now - dayMs)
    .delete()
}

/** Puts a refused operation aside once its author has read why. */
export async function dismiss(op_id: string): Promise<void> {
  await db.ops
    .where('op_id')
    .equals(op_id)
    .and((op) => op.state === 'refused')
    .delete()
}
