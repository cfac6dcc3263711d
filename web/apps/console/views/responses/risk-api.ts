import { ask } from '@shared/api/http'
import type { CivilDate, Timestamp } from '@shared/time'
import type { Trial } from '../rule_tables/api'

export const riskLevels = ['high', 'medium', 'low'] as const
export type RiskLevel = (typeof riskLevels)[number]

/** How many places there are on each level; nothing where a list does not say. */
export type LevelCounts = Record<RiskLevel, number | null>

/** A list that is or was in force. */
export interface RiskList {
  id: string
  /** The moment the list speaks of, in Beijing time. */
  as_of: string
  source: string
  declared: LevelCounts
  listed: LevelCounts
  added: number
  raised: number
  lowered: number
  removed: number
  in_force_at: Timestamp
  entered_at: Timestamp
  entered_by: string
  withdrawn_at: Timestamp | null
}

export interface ListProblem {
  at: string
  code: string
  message: string
}

export const changeKinds = ['added', 'raised', 'lowered', 'removed'] as const
export type ChangeKind = (typeof changeKinds)[number]

/** What an uploaded list says, and what it would change. */
export interface ListPreview {
  upload: string
  expires_at: Timestamp
  as_of: string | null
  declared: LevelCounts
  listed: LevelCounts
  problems: ListProblem[]
  remarks: ListProblem[]
  before: RiskList | null
  difference: Record<ChangeKind | 'unchanged', number> & {
    /** The first 100 of each kind. */
    places: { change: ChangeKind; level: RiskLevel; before: RiskLevel | null; name: string }[]
  }
  matches: { certain: number; possible: number; none: number }
}

export type Certainty = 'certain' | 'possible' | 'none'

/** A listed place. */
export interface RiskPlace {
  id: string
  level: RiskLevel
  province: string
  city: string
  county: string
  text: string
  area_code: string | null
  area_name: string | null
  within_code: string | null
  certainty: Certainty
  waits: boolean
  from_on: CivilDate
  to_on: CivilDate | null
}

/** A place that may go down a level by the programme's rule. */
export interface Downgrade extends RiskPlace {
  to: RiskLevel | null
  due_on: CivilDate
}

/** Proposals, and the steps of the programme that they come from; no step where it has no such rule. */
export interface Downgrades extends Page<Downgrade> {
  rule: { from: RiskLevel; to: RiskLevel | null; days_without_case: number }[]
}

interface Page<T> {
  items: T[]
  next: string | null
}

export interface Waiting extends Page<RiskPlace> {
  counts: { possible: number; none: number }
}

/** How an uploaded list is put in force. */
export interface PutInForce {
  at?: Timestamp
  source: string
  as_of?: string
  despite_problems: boolean
}

/** For so long after it was entered a list can be taken back. */
export const canBeTakenBackMs = 86_400_000

export function uploadList(response: string, file: File, op: string): Promise<ListPreview> {
  const form = new FormData()
  form.append('file', file)
  return ask<ListPreview>('POST', '/risk_areas/uploads', { query: { response }, body: form, op })
}
export const putInForce = (upload: string, body: PutInForce, op: string) =>
  ask<RiskList>('POST', `/risk_areas/uploads/${upload}/put-in-force`, { body, op })
export const tryList = (upload: string) => ask<Trial>('GET', `/risk_areas/uploads/${upload}/trial`)
export const listsOf = (response: string, cursor = '') =>
  ask<Page<RiskList>>('GET', '/risk_areas/lists', { query: { response, cursor } })
export const withdrawList = (id: string, reason: string, op: string) =>
  ask<RiskList>('POST', `/risk_areas/lists/${id}/withdraw`, { body: { reason }, op })
export const placesOf = (query: { response: string; level?: string; q?: string; cursor?: string }) =>
  ask<Page<RiskPlace>>('GET', '/risk_areas', { query })
export const waitingOf = (query: { response: string; certainty?: string; q?: string; cursor?: string }) =>
  ask<Waiting>('GET', '/risk_areas/waiting', { query })
export const downgradesOf = (query: { response: string; cursor?: string }) =>
  ask<Downgrades>('GET', '/risk_areas/downgrades', { query })
export const decidePlace = (id: string, areaCode: string | null, op: string) =>
  ask<RiskPlace>('POST', `/risk_areas/${id}/decide`, { body: { area_code: areaCode }, op })
