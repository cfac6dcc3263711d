import { ask } from '@shared/api/http'
import type { Page } from '@shared/api/pages'
import type { HelpKind, HelpState } from '@shared/domain/help-requests'
import type { Timestamp } from '@shared/time'

/** What a returnee asks for, or complains about. */
export interface HelpRequest {
  id: string
  arrival_id: string
  name: string
  /** With its middle hidden. */
  phone: string | null
  grid_name: string
  place: string
  kind: HelpKind
  state: HelpState
  /** In their own words; may be empty. */
  told: string
  asked_at: Timestamp
  taken_at: Timestamp | null
  /** Who sees to it; empty while nobody does. */
  taken_by: string
  /** The answer, or why it was closed without one. */
  answer: string | null
  ended_at: Timestamp | null
  rev: number
}

export const listHelpRequests = (response: string, state: HelpState, area: string, cursor: string) =>
  ask<Page<HelpRequest>>('GET', '/help_requests', { query: { response, state, area, cursor } })
export const takeHelp = ({ id, rev }: HelpRequest, op: string) =>
  ask<{ state: HelpState }>('POST', `/help_requests/${id}/take`, { body: { rev }, op })
export const endHelp = (
  { id, rev }: HelpRequest,
  { verb, answer }: { verb: 'answer' | 'close'; answer: string },
  op: string,
) => ask<{ state: HelpState }>('POST', `/help_requests/${id}/${verb}`, { body: { rev, answer }, op })
