import type { FollowUp } from '@shared/domain/follow-ups'
import type { HeldHelp } from '@shared/domain/help-requests'
import type { Entry } from '@shared/domain/receipts'
import type { Returnee } from '@shared/domain/returnees'
import type { HeldScreening } from '@shared/domain/screenings'
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

/** An open response, with the words that its programme asks at the door. */
export interface Response {
  id: string
  name: string
  symptoms: { id: string; words: string; urgent: boolean }[]
  /** What people call the slots of a care team. */
  slots: { id: string; words: string }[]
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
  responses: Response[]
  /** Returnees of this person's own grids whom nobody has verified. */
  arrivals: Returnee[]
  /** Of today, and those of yesterday that nobody did. */
  follow_ups: FollowUp[]
  /** What people of this person's own grids asked for and nobody has answered. */
  help_requests: HeldHelp[]
  /** What changed lists changed in this person's own grids: sent, and not acknowledged before today. */
  screenings: HeldScreening[]
  /** The reach is too large for a phone. */
  households_omitted: boolean
}

/** The nouns an answer replaces as a whole. */
export const nouns = [
  'directives',
  'households',
  'doors',
  'signatures',
  'contacts',
  'responses',
  'arrivals',
  'follow_ups',
  'help_requests',
  'screenings',
] as const
