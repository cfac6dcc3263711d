import Dexie, { type Table } from 'dexie'

/** Where one operation of this phone stands. `sent` ones leave the outbox's list after a day. */
export type OpState = 'waiting' | 'sent' | 'refused'

/**
 * The commands a phone sends: a receipt at a door, a signature for an area, what came of a follow-up, a returnee who
 * came, who was verified, or who is registered at the door, a request for help that somebody sees to or answers, what a
 * changed list changed and somebody took notice of.
 */
export type OpKind =
  | 'receipt'
  | 'sign'
  | 'follow_up'
  | 'arrive'
  | 'verify'
  | 'register'
  | 'take_help'
  | 'answer_help'
  | 'acknowledge_screening'

/** One fact that was written on this phone, and what became of it. Its content never changes. */
export interface Op {
  /** UUIDv7 of 32 hex digits: the server does an operation once, however often it is sent. */
  op_id: string
  /** What kind of command the server shall do with it. */
  kind: OpKind
  /** The command's input. */
  input: unknown
  /** Whom or what it is about, as the person calls it: `东街 12号 王某`. */
  label: string
  /** The person who wrote it: it is never sent in another one's name. */
  owner: string
  /** The phone's clock when it was written, UTC milliseconds. */
  device_time: number
  state: OpState
  /** Until then it is not sent, so that whoever wrote it can take it back; UTC milliseconds by the phone's clock. */
  hold_until?: number
  /** Why it was refused and what to do, in the server's words. */
  why?: string
  /** When the server answered, UTC milliseconds. */
  answered?: number
  /** What the phone holds of the server contains it: it need not be laid over any more. */
  settled?: boolean
}

/** One record the server lets this phone hold. */
export interface Kept {
  noun: string
  id: string
  value: unknown
}

/** A small fact of the phone's own: how far it has read, who it belongs to. */
export interface Fact {
  name: string
  value: unknown
}

class FieldDb extends Dexie {
  ops!: Table<Op, string>
  kept!: Table<Kept, [string, string]>
  facts!: Table<Fact, string>

  constructor() {
    super('gridward', { chromeTransactionDurability: 'strict' })
    this.version(1).stores({ ops: 'op_id, state', kept: '[noun+id], noun', facts: 'name' })
  }
}

/** All that this phone remembers. */
export const db = new FieldDb()

/** Empties the phone at sign-out, so that a lost phone holds nobody's data; what others have not sent yet stays theirs. */
export async function forget(owner: string): Promise<void> {
  await db.transaction('rw', db.ops, db.kept, db.facts, async () => {
    const own = db.ops.filter((op) => op.owner === owner)
    await Promise.all([own.delete(), db.kept.clear(), db.facts.clear()])
  })
}
