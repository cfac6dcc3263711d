import { ask } from '@shared/api/http'
import type { Page } from '@shared/api/pages'
import type { FollowUpReport } from '@shared/domain/follow-up-report'
import type { HowKnown } from '@shared/domain/receipts'
import type { CivilDate, Timestamp } from '@shared/time'

export type FollowUpKind = 'visit' | 'test'
export const followUpStates = ['due', 'done', 'missed', 'escalated'] as const
export type FollowUpState = (typeof followUpStates)[number] | 'cancelled'

export const outcomes = ['seen_well', 'seen_with_finding', 'not_found', 'not_attempted', 'not_done'] as const
export type Outcome = (typeof outcomes)[number]

/** What is or was due at a door on a day. */
export interface FollowUp {
  id: string
  response_id: string
  plan_id: string
  arrival_id: string
  name: string
  grid_id: string
  household_id: string | null
  place: string
  due_on: CivilDate
  kind: FollowUpKind
  /** The slot of the care team that does it. */
  slot: string
  state: FollowUpState
  outcome: Outcome | null
  how_known: HowKnown | null
  /** Tries at which nobody was found. */
  tries: number
  done_at: Timestamp | null
  rev: number
}

/** What was to be done in a grid on a day, by kind. */
export interface FollowUpCount {
  grid_id: string
  kind: FollowUpKind
  due: number
  done: number
  /** Those that climbed among them. */
  missed: number
  escalated: number
}

export interface Symptom {
  id: string
  words: string
  urgent: boolean
}

export interface Report {
  id: string
  outcome: Outcome
  how_known: HowKnown
  symptoms: string[]
  finding: string
  note: string
  device_at: Timestamp
  server_at: Timestamp
  person_name: string
}

/** What was reported of a follow-up, and the signs of illness that can be reported. */
export interface Reports {
  follow_up: FollowUp
  items: Report[]
  /** What was found is not told to this person. */
  withheld: boolean
  symptoms: Symptom[]
}

export interface NewReport extends FollowUpReport {
  device_at: Timestamp
}

export interface Day {
  response: string
  on: CivilDate
  area: string
}

export const listDay = (day: Day, cursor = '') =>
  ask<Page<FollowUp>>('GET', '/follow_ups', { query: { ...day, cursor, limit: 200 } })
export const countDay = (day: Day) =>
  ask<{ on: CivilDate; items: FollowUpCount[] }>('GET', '/follow_ups/counts', { query: { ...day } })
export const followUpsOf = async (arrival: string): Promise<FollowUp[]> =>
  (await ask<Page<FollowUp>>('GET', '/follow_ups', { query: { arrival } })).items
export const reportsOf = (id: string) => ask<Reports>('GET', `/follow_ups/${id}/reports`)
export const sendReport = (id: string, body: NewReport, op: string) =>
  ask<{ id: string; state: FollowUpState; rev: number }>('POST', `/follow_ups/${id}/reports`, { body, op })
