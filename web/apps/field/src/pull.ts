import { ask } from '@shared/api/http'
import { db } from './db'
import { fact, setFact } from './facts'
import { nouns, type Snapshot } from './snapshot'
import { keepAll } from './store'

/** Operations that were acknowledged before a question to the server: its answer contains them. */
async function acknowledged(): Promise<string[]> {
  const sent = await db.ops.where('state').equals('sent').toArray()
  return sent.filter((op) => !op.settled).map(({ op_id }) => op_id)
}

/** Puts an answer in the place of what the phone held, in one step; what still waits here is not touched. */
async function take(answer: Snapshot, contained: readonly string[], now: number): Promise<void> {
  if (!answer.unchanged) for (const noun of nouns) await keepAll<{ id: string }>(noun, answer[noun])
  for (const op_id of contained) await db.ops.update(op_id, { settled: true })
  const before = await fact('pulled')
  const omitted = answer.unchanged ? (before?.households_omitted ?? false) : answer.households_omitted
  await setFact('cursor', answer.cursor)
  await setFact('pulled', { at: now, offset: answer.at - now, households_omitted: omitted })
}

/** Reads what changed for this person since the last time. */
export async function pull(): Promise<void> {
  const owner = await fact('owner')
  const cursor = await fact('cursor')
  const contained = await acknowledged()
  const answer = await ask<Snapshot>('GET', '/sync', { query: { cursor } })
  await db.transaction('rw', db.kept, db.ops, db.facts, async () => {
    // Somebody else may have signed in meanwhile: this answer is not for them.
    if ((await fact('owner'))?.id === owner?.id) await take(answer, contained, Date.now())
  })
}
