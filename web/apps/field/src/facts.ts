import { db } from './db'

/** Who this phone's records belong to. */
export interface Owner {
  id: string
  name: string
  jurisdiction: string
  /** How many posts the person holds now; without one nothing is theirs to do. */
  posts: number
}

/** When the server was read last. */
export interface Pulled {
  /** The phone's clock, UTC milliseconds. */
  at: number
  /** The server's clock minus the phone's, in milliseconds. */
  offset: number
  households_omitted: boolean
}

/** The facts a phone keeps of itself, by name. */
export interface Facts {
  owner: Owner
  cursor: string
  pulled: Pulled
  /** The channel of the last receipt: people mostly go on as they began. */
  channel: string
  /** The same for several doors at once. */
  'channel.together': string
}

/** A fact of this phone, if it has been written. */
export async function fact<N extends keyof Facts>(name: N): Promise<Facts[N] | undefined> {
  return (await db.facts.get(name))?.value as Facts[N] | undefined
}

/** Writes a fact of this phone. */
export async function setFact<N extends keyof Facts>(name: N, value: Facts[N]): Promise<void> {
  await db.facts.put({ name, value })
}
