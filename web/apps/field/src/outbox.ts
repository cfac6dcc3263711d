import { uuid7 } from '@shared/uuid7'
import { db, type Op, type OpKind } from './db'
import { fact } from './facts'

/** How many operations one request carries at most. */
export const batchSize = 50

const dayMs = 86_400_000

/** What a page wants to have done. */
export interface NewOp {
  kind: OpKind
  input: unknown
  label: string
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
    const ops = news.map((op): Op => ({
      ...op,
      op_id: uuid7(now),
      owner,
      device_time: now,
      state: 'waiting',
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

/** Notes the server's answers. A refused operation stays, with the reason, until the person has dealt with it. */
export async function note(outcomes: readonly Outcome[], now: number = Date.now()): Promise<void> {
  await db.transaction('rw', db.ops, async () => {
    for (const { op_id, outcome, title } of outcomes) {
      const state = outcome === 'refused' ? 'refused' : 'sent'
      await db.ops.update(op_id, { state, answered: now, ...(title ? { why: title } : {}) })
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
