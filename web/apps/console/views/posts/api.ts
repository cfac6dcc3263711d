import { ask } from '@shared/api/http'
import type { Timestamp } from '@shared/time'
import type { Level } from '../areas/api'

/** All roles, highest first. */
export const roles = [
  'commander',
  'clerk',
  'lead_cadre',
  'village_cadre',
  'grid_head',
  'grid_worker',
  'liaison',
  'admin',
  'auditor',
] as const

/** What a person answers for in the area of a post. */
export type Role = (typeof roles)[number]

/** A person's responsibility for an area or a set of households, from an instant to an instant. */
export interface Post {
  id: string
  person_id: string
  person_name: string
  work_phone: string
  role: Role
  area_id: string
  area_name: string
  from_at: Timestamp
  to_at: Timestamp | null
  stands_in_for: string | null
  /** How many households a liaison's present set has. */
  households: number
  rev: number
}

/** A door without who lives behind it, beyond the head's name. */
export interface DoorName {
  household_id: string
  number: string
  lane: string
  door: string
  head_name: string
}

/** Someone who answers, with those who stand in for him. */
export interface Answering {
  post_id: string
  person_name: string
  work_phone: string
  role: Role
  area_name: string
  from_at: Timestamp
  to_at: Timestamp | null
  stand_ins: {
    post_id: string
    person_name: string
    work_phone: string
    from_at: Timestamp
    to_at: Timestamp | null
  }[]
}

/** Everyone who answered for one door at one instant, from the nearest up. */
export interface Answered {
  at: Timestamp
  liaisons: Answering[]
  grid_workers: Answering[]
  grid_heads: Answering[]
  village_cadres: Answering[]
  lead_cadres: Answering[]
}

export type GapKind =
  | 'grid_without_head'
  | 'grid_with_several_heads'
  | 'households_without_liaison'
  | 'households_with_several_liaisons'

/** A hole or an overlap in who is responsible, with those who must mend it. */
export interface Gap {
  kind: GapKind
  grid_id: string
  grid_name: string
  village_name: string | null
  count: number
  mend: Answering[]
}

/** How far responsibility is filled in one area. */
export interface Coverage {
  area_id: string
  parent_id: string | null
  name: string
  level: Level
  grids: number
  without_head: number
  several_heads: number
  households: number
  without_liaison: number
  several_liaisons: number
}

interface Page<T> {
  items: T[]
  next: string | null
}

/** What narrows the list of posts. */
export interface PostQuery {
  area?: string | undefined
  below?: boolean | undefined
  role?: string | undefined
  ended?: boolean | undefined
  cursor?: string | undefined
}

export const listPosts = (query: PostQuery) => ask<Page<Post>>('GET', '/posts', { query: { ...query } })
export const coverage = async (area?: string, depth?: number) =>
  (await ask<{ items: Coverage[] }>('GET', '/coverage', { query: { area, depth } })).items
export const gaps = (cursor: string) => ask<Page<Gap>>('GET', '/coverage/gaps', { query: { cursor } })
/** The gaps of one kind in one grid: at most one, with those who must mend it. */
export const gapOf = async (area: string, kind: GapKind) =>
  (await ask<Page<Gap>>('GET', '/coverage/gaps', { query: { area, kind } })).items.find(
    ({ grid_id }) => grid_id === area,
  )

/** A door whose liaisons are not exactly one. */
export interface UncoveredDoor extends DoorName {
  liaisons: { post_id: string; person_id: string; person_name: string }[]
}
export type Uncovered = 'without_liaison' | 'several_liaisons'
export const uncovered = async (grid: string, kind: Uncovered) =>
  (await ask<{ items: UncoveredDoor[] }>('GET', `/coverage/grids/${grid}/households`, { query: { kind } }))
    .items

/** The doors of a liaison's set now. */
export const setOf = async (post: string) =>
  (await ask<{ items: DoorName[] }>('GET', `/posts/${post}/households`)).items
export const findPost = (id: string) => ask<Post>('GET', `/posts/${id}`)
export const changeSet = (id: string, body: { rev: number; add: string[]; remove: string[] }, op: string) =>
  ask<Post>('POST', `/posts/${id}/households`, { body, op })
export const proposals = (grid: string) =>
  ask<{ households: number; sets: { households: DoorName[] }[] }>('GET', '/posts/proposals', {
    query: { grid },
  })
export const answered = (household: string, at: Timestamp) =>
  ask<Answered>('GET', `/households/${household}/answered`, { query: { at } })
export const rights = async () =>
  (await ask<{ items: { area_id: string; appoints: Role[] }[] }>('GET', '/posts/rights')).items

export interface NewPost {
  person_id: string
  role: Role
  area_id: string
  /** Absent: from now on. */
  from_at?: Timestamp | undefined
  /** Absent: without an end. */
  to_at?: Timestamp | undefined
}
export const appoint = (body: NewPost, op: string) => ask<Post>('POST', '/posts', { body, op })
export const acceptSets = (
  body: {
    grid_id: string
    from_at?: Timestamp | undefined
    sets: { person_id: string; households: string[] }[]
  },
  op: string,
) => ask<{ posts: Post[] }>('POST', '/posts/proposals', { body, op })
export const endPost = (
  id: string,
  body: { rev: number; at?: Timestamp | undefined; reason: string },
  op: string,
) => ask<Post>('POST', `/posts/${id}/end`, { body, op })
export const handOver = (
  id: string,
  body: { rev: number; to_person_id: string; at?: Timestamp | undefined; reason: string },
  op: string,
) => ask<{ started: Post }>('POST', `/posts/${id}/hand-over`, { body, op })
export interface StandIn {
  person_id: string
  from_at: Timestamp
  to_at: Timestamp
  reason: string
}
export const standIn = (id: string, body: StandIn, op: string) =>
  ask<Post>('POST', `/posts/${id}/stand-in`, { body, op })
