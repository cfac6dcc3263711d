import { ask } from '@shared/api/http'
import type { CivilDate, Timestamp } from '@shared/time'

export type ResponseState = 'open' | 'closed' | 'erased'

/** What for, on which basis, by which rules, and for how long. */
export interface Terms {
  name: string
  purpose: string
  legal_basis: string
  programme: string
  from_at: Timestamp
  /** Days after its end on which what tells of persons is erased. */
  retention_days: number
  /** Days for which backups are kept. */
  backup_days: number
}

/** The rest of a response; a liaison is told its name and purpose alone. */
export interface Details extends Omit<Terms, 'name' | 'purpose'> {
  area_id: string
  area_name: string
  opened_at: Timestamp
  opened_by: string
  closed_at: Timestamp | null
  closed_by: string
  closing_reason: string
  witness: string
  erase_on: CivilDate | null
  rev: number
}

/** A dated campaign that owns records of health and whereabouts. */
export interface Response {
  id: string
  name: string
  purpose: string
  state: ResponseState
  details: Details | null
}

/** Proof that what a response owned is gone. */
export interface Certificate {
  response: Response
  erased: { noun: string; records: number }[]
  erased_at: Timestamp
  chain: { seq: number; hash: string }
  backups_until: CivilDate
}

interface Page<T> {
  items: T[]
  next: string | null
}

export const shows = ['open', 'ended', 'all'] as const
export type Show = (typeof shows)[number]

export const listResponses = (state: Show, cursor = '') =>
  ask<Page<Response>>('GET', '/responses', { query: { state, cursor } })
export const findResponse = (id: string) => ask<Response>('GET', `/responses/${id}`)
export const certificateOf = (id: string) => ask<Certificate>('GET', `/responses/${id}/certificate`)
export const openResponse = (body: Terms & { area_id: string }, op: string) =>
  ask<Response>('POST', '/responses', { body, op })
export const editResponse = (id: string, body: Terms & { rev: number }, op: string) =>
  ask<Response>('PUT', `/responses/${id}`, { body, op })
export const closeResponse = (
  id: string,
  body: { rev: number; reason: string; witness_id: string },
  op: string,
) => ask<Response>('POST', `/responses/${id}/close`, { body, op })
