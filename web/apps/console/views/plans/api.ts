import { ask } from '@shared/api/http'
import type { Page } from '@shared/api/pages'
import type { CivilDate, Timestamp } from '@shared/time'
import type { Standing, Stay } from '../arrivals/api'
import type { RiskLevel } from '../responses/risk-api'

export type PlanState = 'waits' | 'in_force' | 'superseded' | 'released' | 'ended' | 'rejected'

/** The kinds of phases, from the mildest to the strictest. */
export const phaseKinds = [
  'self_monitoring',
  'home_monitoring',
  'home_quarantine',
  'central_quarantine',
] as const
export type PhaseKind = (typeof phaseKinds)[number]

export type ExposureClass =
  | 'stayed_in_place'
  | 'same_township'
  | 'same_county'
  | 'same_prefecture'
  | 'same_province'
  | 'prefecture_with_cases'
  | 'other_prefecture'
  | 'other_province'
  | 'abroad'
  | 'close_contact'
  | 'contact_of_contact'
  | 'exposed_job'

export type Certainty = 'certain' | 'possible' | 'none'
export type WhyEnded = 'went_elsewhere' | 'transferred' | 'died' | 'not_here' | 'no_longer_asked'

/** What a plan rests on: a stay beside the listed place, or a stay that has to be asked about. */
export interface PlanGround {
  stay: Stay | null
  place: string | null
  level: RiskLevel | null
  why: 'not_placed' | 'too_coarse' | null
}

/** What a decision about an arrival became; a later decision is another plan. */
export interface Plan {
  id: string
  response_id: string
  arrival_id: string
  name: string
  grid_id: string
  grid_name: string
  state: PlanState
  programme: string
  rule_set: string
  revision: number
  /** Empty where the stay has to be asked about first. */
  rule: string
  class: ExposureClass | null
  certainty: Certainty
  /** A person confirmed the match. */
  confirmed: boolean
  day_one: CivilDate | null
  /** The first day without a measure. */
  release_on: CivilDate | null
  phases: { kind: PhaseKind; from: CivilDate; to: CivilDate }[]
  tests: CivilDate[]
  sentences: string[]
  source: string | null
  also_matched: { rule: string; class: ExposureClass; certainty: Certainty; release: CivilDate }[]
  grounds: PlanGround[]
  decided_at: Timestamp
  ended_at: Timestamp | null
  superseded_by: string | null
  why: WhyEnded | null
  reason: string
  rev: number
}

/** What stands on a printed notice. */
export interface PlanNotice extends Plan {
  response_name: string
  legal_basis: string
  issued_by: string
  issued_on: CivilDate
  place: string
  village_name: string
  owner: { person_name: string; work_phone: string; role: string; area_name: string } | null
}

/** What somebody was told of as a fact. */
export const exposureKinds = ['close_contact', 'contact_of_contact', 'exposed_job', 'abroad'] as const
export type ExposureKind = (typeof exposureKinds)[number]
export interface Exposure {
  kind: ExposureKind
  last_on: CivilDate | null
}

export interface PlanStanding {
  id: string
  state: PlanState
  rev: number
}

/** Those that wait for a person in an area, grid by grid. */
export const listWaiting = (response: string, area: string, cursor = '', limit?: number) =>
  ask<Page<Plan>>('GET', '/plans', { query: { response, state: 'waits', area, cursor, limit } })

/** All plans of an arrival, the newest first. */
export const plansOf = async (response: string, arrival: string): Promise<Plan[]> =>
  (await ask<Page<Plan>>('GET', '/plans', { query: { response, arrival } })).items

export const noticeOf = (plan: string) => ask<PlanNotice>('GET', `/plans/${plan}/notice`)

export const assess = (arrival: string, exposures: Exposure[] | undefined, op: string) =>
  ask<{ arrival: Standing; plans: PlanStanding[] }>('POST', '/plans/assess', {
    body: { arrival_id: arrival, ...(exposures ? { exposures } : {}) },
    op,
  })

/** A plan as somebody saw it: a decision names the revision. */
export type Seen = Pick<Plan, 'id' | 'rev'>

export const confirmPlan = ({ id, rev }: Seen, op: string) =>
  ask<PlanStanding>('POST', `/plans/${id}/confirm`, { body: { rev }, op })

/** Decisions that ask a reason. */
export type Decision = 'reject' | 'release' | 'end'
export const decidePlan = ({ id, rev }: Seen, decision: Decision, reason: string, op: string) =>
  ask<PlanStanding>('POST', `/plans/${id}/${decision}`, { body: { rev, reason }, op })

/** How many plans of a grid ask for what; `waits` are those that a person has to confirm. */
export interface PlanCount {
  grid_id: string
  measure: PhaseKind | 'none' | 'waits'
  plans: number
}
export const countPlans = async (response: string): Promise<PlanCount[]> =>
  (await ask<{ items: PlanCount[] }>('GET', '/plans/counts', { query: { response } })).items

/** What a change of the list or of the rules did in a grid, and whether the grid was told and has seen it. */
export interface ScreeningGrid {
  grid_id: string
  begun: number
  changed: number
  released: number
  possible: number
  sent_at: Timestamp | null
  sent_by: string
  seen_at: Timestamp | null
  seen_by: string
}
export interface Screening {
  id: string
  cause: 'list' | 'corrected' | 'rules'
  asked_at: Timestamp
  done_at: Timestamp | null
  looked: number
  grids: ScreeningGrid[]
}
export const screeningsOf = async (response: string): Promise<Screening[]> =>
  (await ask<{ items: Screening[] }>('GET', '/plans/screenings', { query: { response } })).items
export const sendScreening = (id: string, op: string) =>
  ask<{ grids: number }>('POST', `/plans/screenings/${id}/send`, { op })
export const acknowledgeScreening = (id: string, grid_id: string, op: string) =>
  ask<{ seen_at: Timestamp }>('POST', `/plans/screenings/${id}/acknowledge`, { body: { grid_id }, op })
