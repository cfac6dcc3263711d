import { ask } from '@shared/api/http'
import type { Page } from '@shared/api/pages'
import type { Reach } from '@shared/domain/reach'
import type { Absence, DoorState, ReceiptInput } from '@shared/domain/receipts'
import type { Timestamp } from '@shared/time'
import type { Level } from '../areas/api'
import type { Post, Role } from '../posts/api'

/** Where a directive stands. */
export type DirectiveState = 'draft' | 'issued' | 'withdrawn' | 'closed'

/** How pressing it is. */
export const priorities = ['normal', 'urgent', 'critical'] as const
export type Priority = (typeof priorities)[number]

/** What people read, and by when it must have reached every door. */
export interface DirectiveText {
  title: string
  body: string
  source_document: string
  priority: Priority
  deadline_at: Timestamp
}

/** A requirement that must reach every household of its scope. */
export interface Directive extends DirectiveText {
  id: string
  state: DirectiveState
  /** 1 for the first issue; each amendment adds one, and receipts of the old one stay. */
  version: number
  issued_at: Timestamp | null
  ended_at: Timestamp | null
  rev: number
  scope: { area_id: string; name: string; level: Level }[]
}

/** One wording it has had. */
export interface Version extends DirectiveText {
  version: number
  reason: string
  at: Timestamp
  person_name: string
}

/** One area's line of the reach table. Times are milliseconds after the issue; nothing while not that many are told. */
export interface ReachRow extends Reach {
  area_id: string
  parent_id: string | null
  level: Level
  name: string
  grids: number
  /** Grids without a single report. */
  grids_silent: number
  p50_ms: number | null
  p90_ms: number | null
  last_ms: number | null
  complete: boolean
  signed: boolean | null
}

export type Tier = 'town' | 'village' | 'grid'

/** One area's signature for a directive. */
export interface Signature {
  area_id: string
  area_name: string
  tier: Tier
  signed_version: number | null
  signed_at: Timestamp | null
  signed_by: string | null
  due_at: Timestamp
  late: boolean
  /** The asker can sign it now. */
  mine: boolean
}

export interface Signatures {
  tiers: { tier: Tier; due_at: Timestamp; areas: number; signed: number }[]
  items: Signature[]
}

/** Progress over time: for each bound (ms after the issue, the last one open), households told by then. */
export interface Curve {
  issued_at: Timestamp
  bounds_ms: (number | null)[]
  villages: { area_id: string; name: string; due: number; reached: number[] }[]
}

/** Which doors a list has. */
export const doorsShown = ['left', 'refused', 'all'] as const
export type DoorsShown = (typeof doorsShown)[number]

/** One door with what has been reported of it last. */
export interface Door {
  household_id: string
  number: string
  lane: string
  door: string
  head_name: string
  members: number
  grid_name: string
  state: DoorState | null
  reason: Absence | null
  at: Timestamp | null
  who: { post_id: string; name: string; role: Role; phone: string } | null
}

/** Work that is overdue and how far up it has climbed. */
export interface Late {
  area_id: string
  area_name: string
  tier: Tier
  what: 'doors' | 'signature'
  left: number
  due_at: Timestamp
  since: number
  climbed_to: Tier
  who: { name: string; phone: string } | null
}

/** The printable sheet of one liaison. */
export interface Sheet {
  directive: Directive
  post: { id: string; role: Role; name: string; area_name: string }
  households: {
    household_id: string
    number: string
    lane: string
    door: string
    head_name: string
    state: Door['state']
    link: string
  }[]
}

/** What became of one receipt; `title` says why it was declined and what to do. */
export interface ReceiptAnswer {
  op_id: string
  outcome: 'done' | 'repeated' | 'refused'
  title?: string | null
}

export const listDirectives = (state: 'running' | 'draft' | 'ended' | 'all', cursor = '') =>
  ask<Page<Directive>>('GET', '/directives', { query: { state, cursor } })
export const findDirective = (id: string) => ask<Directive>('GET', `/directives/${id}`)
export const versionsOf = (id: string) => ask<Version[]>('GET', `/directives/${id}/versions`)
export const reachOf = async (id: string, area?: string, downTo?: Level) =>
  (await ask<{ rows: ReachRow[] }>('GET', `/directives/${id}/reach`, { query: { area, down_to: downTo } }))
    .rows
export const signaturesOf = (id: string) => ask<Signatures>('GET', `/directives/${id}/signatures`)
export const curveOf = (id: string) => ask<Curve>('GET', `/directives/${id}/curve`)
interface DoorQuery {
  area?: string
  show?: DoorsShown
  cursor?: string
  limit?: number
}
export const doorsOf = (id: string, query: DoorQuery) =>
  ask<Page<Door>>('GET', `/directives/${id}/doors`, { query: { ...query } })
export const lateOf = async (id: string) =>
  (await ask<{ items: Late[] }>('GET', `/directives/${id}/late`)).items
export const sheetOf = (id: string, post: string, base: string) =>
  ask<Sheet>('GET', `/directives/${id}/sheet`, { query: { post, base } })
/** A page of the liaisons of an area and all below it, or of one's whole reach where none is named. */
export const listLiaisons = (area: string, cursor: string) =>
  ask<Page<Post>>('GET', '/posts', {
    query: { role: 'liaison', area, below: area ? true : undefined, cursor, limit: 200 },
  })

export const recordReceipts = async (receipts: (ReceiptInput & { op_id: string })[]) =>
  (await ask<{ answers: ReceiptAnswer[] }>('POST', '/receipts', { body: { receipts } })).answers
export const draftDirective = (body: DirectiveText & { scope: string[] }, op: string) =>
  ask<Directive>('POST', '/directives', { body, op })
export const editDraft = (id: string, body: DirectiveText & { scope: string[]; rev: number }, op: string) =>
  ask<Directive>('PUT', `/directives/${id}`, { body, op })
export const issueDirective = (id: string, rev: number, op: string) =>
  ask<Directive>('POST', `/directives/${id}/issue`, { body: { rev }, op })
export const amendDirective = (
  id: string,
  body: DirectiveText & { rev: number; reason: string },
  op: string,
) => ask<Directive>('POST', `/directives/${id}/amend`, { body, op })
export const endDirective = (
  id: string,
  how: 'withdraw' | 'close',
  rev: number,
  reason: string,
  op: string,
) => ask<Directive>('POST', `/directives/${id}/${how}`, { body: { rev, reason }, op })
export const signDirective = (id: string, area: string, op: string) =>
  ask<Signature>('POST', `/directives/${id}/signatures`, { body: { area_id: area }, op })
export const exportReach = (id: string, purpose: string, op: string) =>
  ask<{ url: string; name: string }>('POST', `/directives/${id}/export`, { body: { purpose }, op })
