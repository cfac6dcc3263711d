import { ask } from '@shared/api/http'
import type { CivilDate, Timestamp } from '@shared/time'

/** A door with everyone behind it counted. */
export interface Household {
  id: string
  grid_id: string
  grid_name: string
  village_name: string
  number: string
  lane: string
  door: string
  head_name: string
  members: number
  note: string
  from_at: Timestamp
  to_at: Timestamp | null
  merged_into: string | null
  rev: number
}

export const relations = [
  'head',
  'spouse',
  'child',
  'grandchild',
  'parent',
  'grandparent',
  'sibling',
  'tenant',
  'other',
] as const
export type Relation = (typeof relations)[number]
export type Sex = 'male' | 'female'
export type Residency = 'permanent' | 'temporary'

/** The kinds of paper a number may come from. */
export const documentKinds = [
  'resident_id',
  'residence_permit',
  'permanent_residence',
  'hong_kong_macao_permit',
  'taiwan_permit',
  'passport',
  'hong_kong_macao_id',
  'birth_certificate',
  'military',
  'other',
] as const
export type DocumentKind = (typeof documentKinds)[number]

/** One person of the register; numbers come masked. */
export interface Resident {
  id: string
  household_id: string
  name: string
  sex: Sex | null
  birth_on: CivilDate | null
  relation: Relation
  residency: Residency | null
  registered_address: string
  document_kind: DocumentKind | null
  document: string | null
  phone: string | null
  second_phone: string | null
  to_at: Timestamp | null
  rev: number
}

export interface HouseholdDetail extends Household {
  residents: Resident[]
}

/** What may be said of a resident; what is left out stays as it is, a null clears it. */
export interface ResidentText {
  name?: string
  sex?: Sex | null
  birth_on?: CivilDate | null
  relation?: Relation
  residency?: Residency | null
  registered_address?: string
  document?: { kind?: DocumentKind; number: string } | null
  phone?: string | null
  second_phone?: string | null
}

/** One line of a search's answer: what was found and by what. */
export interface Found {
  matched: 'name' | 'pinyin' | 'initials' | 'document' | 'phone' | 'door'
  household: Household
  resident: Resident | null
}

/** One step in a household's life; numbers come masked. */
export interface Step {
  id: string
  verb: string
  at: Timestamp
  /** Who did it; nobody for what the operator did at the machine. */
  person_name: string | null
  /** To whom it happened; nobody for the household itself. */
  resident_name: string | null
  reason: string
  /** The values before, where there were any. */
  before: Readonly<Record<string, unknown>> | null
  /** Which of them were changed. */
  changes: { field: string; before: string | null; after: string | null }[]
}

/** A parked row that may be someone the ledger has already. */
export interface Duplicate {
  id: string
  why: 'same_number' | 'same_name_birth_address'
  at: Timestamp
  grid_id: string
  row: {
    name: string
    sex: Sex | null
    birth_on: CivilDate | null
    relation: Relation | null
    document: string | null
    phone: string | null
    door: string
  }
  resident: Resident
  household: Household
}

interface Page<T> {
  items: T[]
  next: string | null
}

export const searchLedger = (q: string, cursor?: string) =>
  ask<Page<Found>>('POST', '/households/search', { body: { q, ...(cursor ? { cursor } : {}) } })
export const listHouseholds = (query: { area?: string; cursor?: string; limit?: number }) =>
  ask<Page<Household>>('GET', '/households', { query })

/** Every live household of a grid, read page by page. */
export async function allHouseholdsIn(area: string): Promise<Household[]> {
  const all: Household[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Page<Household> = await listHouseholds({ area, cursor, limit: 200 })
    all.push(...page.items)
    cursor = page.next
  }
  return all
}

export const findHousehold = (id: string) => ask<HouseholdDetail>('GET', `/households/${id}`)
export const historyOf = async (id: string) =>
  (await ask<Page<Step>>('GET', `/households/${id}/history`)).items
export const editHousehold = (
  id: string,
  body: { rev: number; number: string; lane: string; door: string; note: string },
  op: string,
) => ask<Household>('PATCH', `/households/${id}`, { body, op })
export const moveHousehold = (
  id: string,
  body: { rev: number; grid_id: string; reason: string },
  op: string,
) => ask<Household>('POST', `/households/${id}/move`, { body, op })
export interface Splitting {
  rev: number
  residents: string[]
  household: { grid_id: string; lane: string; door: string }
  reason: string
}
export const splitHousehold = (id: string, body: Splitting, op: string) =>
  ask<{ to: HouseholdDetail }>('POST', `/households/${id}/split`, { body, op })
export const mergeHousehold = (
  id: string,
  body: { rev: number; into: string; into_rev: number; reason: string },
  op: string,
) => ask<HouseholdDetail>('POST', `/households/${id}/merge`, { body, op })
export const closeHousehold = (id: string, body: { rev: number; reason: string }, op: string) =>
  ask<Household>('POST', `/households/${id}/close`, { body, op })

export const addResident = (household: string, resident: ResidentText, op: string) =>
  ask<Resident>('POST', '/residents', { body: { household_id: household, resident }, op })
export const editResident = (id: string, rev: number, resident: ResidentText, op: string) =>
  ask<Resident>('PATCH', `/residents/${id}`, { body: { rev, resident }, op })
export const moveResident = (
  id: string,
  body: { rev: number; household_id: string; relation: Relation; reason: string },
  op: string,
) => ask<Resident>('POST', `/residents/${id}/move`, { body, op })
export const findResident = (id: string) => ask<Resident>('GET', `/residents/${id}`)
export const mergeResident = (
  id: string,
  body: { rev: number; into: string; into_rev: number; reason: string },
  op: string,
) => ask<Resident>('POST', `/residents/${id}/merge`, { body, op })
export const removeResident = (id: string, body: { rev: number; reason: string }, op: string) =>
  ask<Resident>('POST', `/residents/${id}/remove`, { body, op })
export const unmask = (id: string, field: 'document' | 'phone' | 'second_phone', reason: string) =>
  ask<{ number: string }>('POST', `/residents/${id}/unmask`, { body: { field, reason } })

export const listDuplicates = (cursor: string) =>
  ask<Page<Duplicate>>('GET', '/households/duplicates', { query: { cursor } })
export const decideDuplicate = (
  id: string,
  decision: 'same_person' | 'different_person' | 'drop',
  op: string,
) => ask<{ id: string }>('POST', `/households/duplicates/${id}/decide`, { body: { decision }, op })
