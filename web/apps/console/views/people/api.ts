import { ask } from '@shared/api/http'
import type { Timestamp } from '@shared/time'
import type { Role } from '../posts/api'

/** A post a person holds now or will hold. */
export interface PersonPost {
  id: string
  role: Role
  area_id: string
  area_name: string
  from_at: Timestamp
  to_at: Timestamp | null
}

/** Someone who holds or may hold a post. */
export interface Person {
  id: string
  name: string
  work_phone: string
  area_id: string | null
  area_name: string | null
  ended_at: Timestamp | null
  rev: number
  posts: PersonPost[]
  /** Nothing unless the asker may change this person's log-in. */
  account: {
    login: string | null
    second_factor: boolean
    locked_until: Timestamp | null
    may_change: boolean
  } | null
}

/** A link that works once, to set log-in and password; it is shown once. */
export interface Invite {
  token: string
  path: string
  ends_at: Timestamp
}

/** What is asked about a person. */
export interface PersonText {
  name: string
  work_phone: string
  area_id: string
}

export const listPeople = (query: { q?: string; ended?: boolean; cursor?: string; limit?: number }) =>
  ask<{ items: Person[]; next: string | null }>('GET', '/people', { query })
export const addPerson = (body: PersonText, op: string) => ask<Person>('POST', '/people', { body, op })
export const editPerson = (id: string, body: Partial<PersonText> & { rev: number }, op: string) =>
  ask<Person>('PATCH', `/people/${id}`, { body, op })
export const endPerson = (id: string, body: { rev: number; reason: string }, op: string) =>
  ask<Person>('POST', `/people/${id}/end`, { body, op })
export const invitePerson = (id: string, forgetSecondFactor: boolean, op: string) =>
  ask<Invite>('POST', `/people/${id}/invite`, { body: { forget_second_factor: forgetSecondFactor }, op })
export const endSessions = (id: string, op: string) =>
  ask<{ ended: number }>('DELETE', `/people/${id}/sessions`, { op })
