import { ask } from '@shared/api/http'
import type { CivilDate, Timestamp } from '@shared/time'

/** How far away somebody comes from, by the last stay: in the order of the day's sentence. */
export const originKinds = [
  'other_province',
  'other_city',
  'other_county',
  'same_county',
  'abroad',
  'not_known',
] as const
export type OriginKind = (typeof originKinds)[number]

export interface ReturnedCount {
  grid_id: string
  origin: OriginKind
  /** Returned on the day. */
  on_day: number
  /** Returned until the end of the day. */
  until: number
}

/** A village that said that nobody returned on the day. */
export interface ZeroReport {
  area_id: string
  at: Timestamp
  person_name: string
}

export interface Returned {
  on: CivilDate
  items: ReturnedCount[]
  zeros: ZeroReport[]
  /** No area above has an official code, so that nobody's distance can be told. */
  without_code: boolean
}

export const returnedOn = (response: string, on: CivilDate) =>
  ask<Returned>('GET', '/arrivals/returned', { query: { response, on } })
export const reportZero = (body: { response_id: string; area_id: string; on: CivilDate }, op: string) =>
  ask<{ area_id: string }>('POST', '/arrivals/zero_reports', { body, op })
