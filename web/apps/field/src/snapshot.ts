import type { Entry } from '@shared/domain/receipts'
import type { Priority } from '@shared/domain/urgency'

/** A directive under way in this person's reach. */
export interface Directive {
  id: string
  version: number
  title: string
  body: string
  source_document: string
  priority: Priority
  deadline_at: number
  issued_at: number
  /** The grids of this person's reach that are in its scope. */
  grid_ids: string[]
}

/** A household this person may reach. */
export interface Household {
  id: string
  grid_id: string
  grid_name: string
  number: string
  lane: string
  door: string
  head_name: string
  members: number
  note: string
  /** With its middle hidden; the full number is never kept on the phone. */
  phone: string | null
  resident_id: string | null
  liaison: { name: string; phone: string } | null
  /** This person answers for it by name. */
  mine: boolean
}

/** A signature that is this person's to give. */
export interface Signature {
  id: string
  directive_id: string
  area_id: string
  area_name: string
  tier: 'town' | 'village' | 'grid'
  signed_version: number | null
  due_at: number
  late: boolean
}

/** Somebody to call. */
export interface Contact {
  id: string
  name: string
  role: string
  area_name: string
  phone: string
  relation: 'above' | 'beside' | 'below'
}

/** The server's answer to "what may this phone hold". */
export interface Snapshot {
  cursor: string
  unchanged: boolean
  /** The server's clock, UTC milliseconds. */
  at: number
  directives: Directive[]
  households: Household[]
  doors: (Entry & { id: string })[]
  signatures: Signature[]
  contacts: Contact[]
  /** The reach is too large for a phone. */
  households_omitted: boolean
}

/** The nouns an answer replaces as a whole. */
export const nouns = ['directives', 'households', 'doors', 'signatures', 'contacts'] as const
