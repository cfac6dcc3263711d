import { ask } from '@shared/api/http'
import type { Page } from '@shared/api/pages'
import type { HowKnown } from '@shared/domain/receipts'
import type { CivilDate, Timestamp } from '@shared/time'
import type { DocumentKind } from '../ledger/api'
import type { Exposure } from '../plans/api'
import type { OriginKind } from './returned-api'
import type { ArrivalState } from './states'

/** The way a registration came in. */
export type ArrivalChannel = 'self' | 'on_behalf' | 'desk' | 'phone_call' | 'roster' | 'pushed'

/** The ways by which a desk registers. */
export const deskChannels = ['desk', 'phone_call', 'on_behalf'] as const
export type DeskChannel = (typeof deskChannels)[number]

export const verifiedBy = ['phone', 'visit'] as const
export type VerifiedBy = (typeof verifiedBy)[number]

/** Somebody's return; numbers masked. */
export interface Arrival {
  id: string
  response_id: string
  state: ArrivalState
  name: string
  document_kind: DocumentKind | null
  document: string | null
  phone: string | null
  household_id: string | null
  /** The door, the hotel or the place in words. */
  place: string
  /** The grid; the village, while nobody knows the grid. */
  grid_id: string
  grid_name: string
  village_name: string
  /** Nobody knows the grid yet. */
  gap: boolean
  origin: string
  origin_code: string
  origin_kind: OriginKind
  expected_on: CivilDate | null
  arrived_on: CivilDate | null
  channel: ArrivalChannel
  how_known: HowKnown
  verified_by: VerifiedBy | null
  registered_at: Timestamp
  companions_of: string | null
  /** The arrival that counts, where this one is a second registration. */
  duplicate_of: string | null
  forwarded_to: string
  accepted_at: Timestamp | null
  rev: number
}

/** A stay: an area by its official code, a place in words, or both. */
export interface Stay {
  area_code: string | null
  place: string
  from_on: CivilDate
  to_on: CivilDate
  left_on: CivilDate | null
}

/** Something that happened to an arrival; the values are those before. */
export interface ArrivalEvent {
  id: string
  verb: string
  at: Timestamp
  /** Empty for the returnee. */
  person_name: string
  how_known: HowKnown
  reason: string
  before: Record<string, unknown> | null
}

/** An arrival with all that is known of it. */
export interface ArrivalDetail extends Arrival {
  stays: Stay[]
  /** What they were exposed to, as somebody was told. */
  exposures: Exposure[]
  /** Days before the return of which nobody has said where they were spent. */
  gaps: { from_on: CivilDate; to_on: CivilDate }[]
  owner: { person_name: string; work_phone: string; role: string; area_name: string } | null
  companions: Arrival[]
  additions: Arrival[]
  history: ArrivalEvent[]
}

/** Where an arrival stands after a command. */
export interface Standing {
  id: string
  state: ArrivalState
  gap: boolean
  duplicate_of: string | null
  rev: number
}

/** Where they go: a household, a place in a grid, or one in a village whose grid nobody knows. */
export interface Destination {
  household_id?: string
  area_id?: string
  place: string
}

export interface ArrivalPerson {
  name: string
  document?: { kind: DocumentKind; number: string }
  phone?: string
}

/** A registration of one person and of those who travel along. */
export interface NewArrival {
  response_id: string
  channel: DeskChannel
  destination: Destination
  expected_on?: CivilDate
  arrived_on?: CivilDate
  people: ArrivalPerson[]
  stays: Stay[]
  origin: string
}

export interface Counts {
  /** All that count: second registrations aside. */
  total: number
  items: { grid_id: string; state: ArrivalState; arrivals: number }[]
}

/** A side exit that needs nobody else. */
export interface Ending {
  state: ArrivalState
  how_known: HowKnown
  reason: string
}

export interface Correction {
  person?: ArrivalPerson
  expected_on?: CivilDate
  arrived_on?: CivilDate
  stays?: Stay[]
  reason: string
}

/** What is asked of the list; empty texts ask for all. */
export interface Filter {
  response: string
  state: string
  area: string
  /** The first digits of the area code of origin. */
  origin: string
  /** The beginning of a name, its pinyin or its initials. */
  q?: string
  origin_kind?: string
  /** What their plan counts as. */
  measure?: string
  /** Days of actual return. */
  from_on?: string
  until_on?: string
}

export const listArrivals = (filter: Filter, cursor = '', limit?: number) =>
  ask<Page<Arrival>>('GET', '/arrivals', { query: { ...filter, cursor, limit } })
export const countArrivals = (response: string) =>
  ask<Counts>('GET', '/arrivals/counts', { query: { response } })
export const findArrival = (id: string) => ask<ArrivalDetail>('GET', `/arrivals/${id}`)
export const registerArrival = (body: NewArrival, op: string) =>
  ask<{ items: Standing[] }>('POST', '/arrivals', { body, op })
export const unmaskArrival = (id: string, field: 'document' | 'phone', reason: string) =>
  ask<{ number: string }>('POST', `/arrivals/${id}/unmask`, { body: { field, reason } })

/** An arrival as somebody saw it: a change names the revision. */
export type Seen = Pick<Arrival, 'id' | 'rev'>

const change =
  <I extends object>(verb: string) =>
  ({ id, rev }: Seen, input: I, op: string) =>
    ask<Standing>('POST', `/arrivals/${id}/${verb}`, { body: { rev, ...input }, op })

export const arrive = change<{ arrived_on: CivilDate; how_known: HowKnown }>('arrive')
export const verify = change<{ by: VerifiedBy; arrived_on?: CivilDate }>('verify')
export const reroute = change<{ destination: Destination }>('route')
export const forward = change<{ to: string; how_known: HowKnown; reason: string }>('forward')
export const accept = change<{ reason: string }>('accept')
export const link = change<{ into: string }>('link')
export const end = change<Ending>('end')
export const correct = ({ id, rev }: Seen, input: Correction, op: string) =>
  ask<Standing>('PATCH', `/arrivals/${id}`, { body: { rev, ...input }, op })
