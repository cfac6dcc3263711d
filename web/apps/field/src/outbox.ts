import { uuid7 } from '@shared/uuid7'
import { db, type Op, type OpKind } from './db'

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
 * Writes one fact: to the outbox and, in the same local transaction, to what the pages show (`show`).
 * Nothing waits for the network.
 */
export async function write(
  op: NewOp,
  show?: () => Promise<void>,
  now: number = Date.now(),
): Promise<string> {
  const op_id = uuid7(now)
  await db.transaction('rw', db.ops, db.kept, async () => {
    await db.ops.add({ ...op, op_id, device_time: now, state: 'waiting' })
    await show?.()
  })
  return op_id
}

/** The oldest operations that no answer has come for, in the order they were written. */
export async function waiting(limit: number = batchSize): Promise<Op[]> {
  const ops = await db.ops.where('state').equals('waiting').sortBy('op_id')
  return ops.slice(0, limit)
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
    .and((op) => (op.answered ?? now) < now - dayMs)
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
