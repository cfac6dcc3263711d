import { ask } from '@shared/api/http'
import type { CivilDate, Timestamp } from '@shared/time'

/** The seven levels of the tree, largest first. */
export const levels = ['province', 'city', 'county', 'town', 'village', 'grid', 'micro_grid'] as const
export type Level = (typeof levels)[number]

/** One node of the tree of areas. */
export interface Area {
  id: string
  parent_id: string | null
  level: Level
  name: string
  /** The order number: a subtree is one range of numbers. It is no official code. */
  ord: number
  from_at: Timestamp
  to_at: Timestamp | null
  rev: number
}

/** A node as the tree lists it. */
export interface AreaNode extends Area {
  code: string | null
  /** False where the area is only an ancestor of what one's posts reach. */
  reached: boolean
  households: number
  residents: number
}

/** An official code an area has or had. */
export interface AreaCode {
  id: string
  code: string
  from_on: CivilDate
  /** The first day it is no longer valid. */
  to_on?: CivilDate | null
}

/** What can happen to an area. */
export type AreaVerb =
  | 'created'
  | 'imported'
  | 'renamed'
  | 'split'
  | 'merged'
  | 'closed'
  | 'code_issued'
  | 'code_withdrawn'
  | 'shaped'

/** One step in an area's life. */
export interface AreaStep {
  id: string
  verb: AreaVerb
  at: Timestamp
  person_name: string | null
  detail: Record<string, unknown>
}

/** One area's shape; `synthetic` ones were drawn and not surveyed. */
export interface AreaShape {
  area_id: string
  name: string
  level: Level
  synthetic: boolean
  shape: GeoJSON.Geometry
}

/** One part of a grid that is split. */
export interface SplitPart {
  name: string
  lanes: string[]
  households: string[]
  /** Takes every household that no other part names. */
  rest: boolean
  /** Head and workers go on in this part. */
  keep_posts: boolean
}

/** What a file of areas or shapes would change, or has changed. */
export interface BoundaryReport {
  dry_run: boolean
  shapes: number
  placed: number
  synthetic: number
  problems: { feature: number; code: string; message: string }[]
}

/** What a file of areas would change, or has changed. */
export interface AreasReport {
  dry_run: boolean
  rows: number
  unchanged: number
  created: number
  renamed: { id: string; code: string; from: string; to: string }[]
  /** Areas of the tree that the file no longer lists; they stay. */
  missing: { id: string; code: string; name: string }[]
  problems: { line: number; code: string; message: string }[]
}

interface Items<T> {
  items: T[]
}

export const areaTree = async () => (await ask<{ areas: AreaNode[] }>('GET', '/areas/tree')).areas
export const areaCodes = async (id: string) => (await ask<Items<AreaCode>>('GET', `/areas/${id}/codes`)).items
export const areaHistory = async (id: string) =>
  (await ask<Items<AreaStep>>('GET', `/areas/${id}/history`)).items
export const areaShapes = async (id: string, level?: Level) =>
  (await ask<Items<AreaShape>>('GET', `/areas/${id}/shapes`, { query: { level } })).items

export const createArea = (body: { parent_id: string; level: Level; name: string }, op: string) =>
  ask<Area>('POST', '/areas', { body, op })
export const renameArea = (id: string, body: { name: string; rev: number; reason: string }, op: string) =>
  ask<Area>('POST', `/areas/${id}/rename`, { body, op })
export const splitArea = (
  id: string,
  body: { rev: number; parts: SplitPart[]; reason: string },
  op: string,
) => ask<{ areas: { area: Area; households: number }[] }>('POST', `/areas/${id}/split`, { body, op })
export interface Merging {
  grids: { id: string; rev: number }[]
  name: string
  heads_of: string | null
  reason: string
}
export const mergeAreas = (body: Merging, op: string) =>
  ask<{ area: Area }>('POST', '/areas/merge', { body, op })
export const closeArea = (id: string, body: { rev: number; reason: string }, op: string) =>
  ask<Area>('POST', `/areas/${id}/close`, { body, op })
export const issueCode = (id: string, body: { code: string; from_on: CivilDate }, op: string) =>
  ask<AreaCode>('POST', `/areas/${id}/codes`, { body, op })
export const withdrawCode = (id: string, code: string, to_on: CivilDate, op: string) =>
  ask<AreaCode>('POST', `/areas/${id}/codes/${code}/withdraw`, { body: { to_on }, op })
export const importAreas = (file: File, dryRun: boolean, op: string) =>
  ask<AreasReport>('POST', '/areas/import', { query: { dry_run: dryRun }, body: file, op })
export const putBoundaries = (file: File, dryRun: boolean, op: string) =>
  ask<BoundaryReport>('POST', '/areas/boundaries', { query: { dry_run: dryRun }, body: file, op })
