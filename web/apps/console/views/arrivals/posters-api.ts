import { ask } from '@shared/api/http'
import type { Timestamp } from '@shared/time'

/** Where a poster hangs. */
export const posterKinds = ['village', 'checkpoint', 'family'] as const
export type PosterKind = (typeof posterKinds)[number]

/** A poster: its code leads to the page where returnees register themselves. */
export interface Poster {
  code: string
  kind: PosterKind
  area_id: string
  area_name: string
  household_id: string | null
  label: string
  /** The address of its page, without the host. */
  path: string
  made_at: Timestamp
}

export interface NewPoster {
  response_id: string
  kind: PosterKind
  area_id: string
  household_id?: string
  label: string
}

export const listPosters = async (response: string, area = '') =>
  (await ask<{ items: Poster[] }>('GET', '/arrivals/posters', { query: { response, area } })).items
export const makePoster = (body: NewPoster, op: string) =>
  ask<Poster>('POST', '/arrivals/posters', { body, op })
export const endPoster = (code: string, op: string) =>
  ask<Poster>('POST', `/arrivals/posters/${code}/end`, { op })
