import { createSession, type Me } from '@shared/api/session'
import { db } from './db'
import { fact, setFact } from './facts'

/** Who is signed in on this phone at the moment. */
export const session = createSession()

/** Makes the phone this person's: what another one could see is wiped, what another one wrote waits for its author. */
export async function adopt(me: Me): Promise<void> {
  await db.transaction('rw', db.kept, db.facts, async () => {
    const before = await fact('owner')
    if (before && before.id !== me.id) await Promise.all([db.kept.clear(), db.facts.clear()])
    await setFact('owner', {
      id: me.id,
      name: me.name,
      jurisdiction: me.jurisdiction,
      posts: me.posts.length,
    })
  })
}

/** Asks the server who is signed in, and makes the phone theirs. */
export async function recognise(): Promise<Me | undefined> {
  const me = await session.load()
  if (me) await adopt(me)
  return me
}
