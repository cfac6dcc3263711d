import { ask } from '@shared/api/http'
import type { CivilDate, Timestamp } from '@shared/time'

/** What a look at a tip found; a tip never changes where somebody stands. */
export const outcomes = ['registered', 'known', 'unfounded'] as const
export type TipOutcome = (typeof outcomes)[number]

/** What a neighbour told without a name. */
export interface Tip {
  id: string
  area_id: string
  area_name: string
  told: string
  told_on: CivilDate
  looked_at: Timestamp | null
  outcome: TipOutcome | null
}

export const listTips = async (response: string, area: string) =>
  (await ask<{ items: Tip[] }>('GET', '/arrivals/tips', { query: { response, area } })).items
export const lookAtTip = (id: string, outcome: TipOutcome, op: string) =>
  ask<{ id: string }>('POST', `/arrivals/tips/${id}/look`, { body: { outcome }, op })
