import { db } from './db'
import { watchStore } from './live-query'

/** Replaces all records of a noun by what the server just answered. */
export async function keepAll<T extends { id: string }>(noun: string, records: readonly T[]): Promise<void> {
  await db.transaction('rw', db.kept, async () => {
    await db.kept.where('noun').equals(noun).delete()
    await db.kept.bulkPut(records.map((value) => ({ noun, id: value.id, value })))
  })
}

/** All records of a noun on this phone; pages read nothing else. Nothing until the store has been read. */
export function useKept<T>(noun: string) {
  return watchStore<readonly T[] | undefined>(async () => {
    const rows = await db.kept.where('noun').equals(noun).toArray()
    return rows.map((row) => row.value as T)
  }, undefined)
}
