import { ask } from '@shared/api/http'
import type { Timestamp } from '@shared/time'

/** One line of the audit log; each is chained to the one before. */
export interface AuditRow {
  seq: number
  at: Timestamp
  person_id: string | null
  person_name: string | null
  verb: string
  noun: string
  record_id: string | null
  reason: string
  detail: Record<string, unknown>
}

/** What a check of the whole chain found. */
export interface Verdict {
  entries: number
  last_hash: string
  /** The first entry that does not fit the one before. */
  broken_at: number | null
}

/** What narrows the list. */
export interface AuditQuery {
  noun?: string | undefined
  person?: string | undefined
  from?: Timestamp | undefined
  to?: Timestamp | undefined
  cursor?: string | undefined
}

export const listAudit = (query: AuditQuery) =>
  ask<{ items: AuditRow[]; next: string | null }>('GET', '/audit', { query: { ...query } })
export const verdict = () => ask<Verdict>('GET', '/audit/verdict')
