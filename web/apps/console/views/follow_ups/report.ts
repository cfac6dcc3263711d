import type { HowKnown } from '@shared/domain/receipts'
import type { NewReport, Outcome } from './api'

/** The report as it stands in the form. */
export interface Draft {
  outcome: Outcome | ''
  source: HowKnown
  symptoms: string[]
  finding: string
  note: string
}

export const newDraft = (): Draft => ({
  outcome: '',
  source: 'called',
  symptoms: [],
  finding: '',
  note: '',
})

/** Whether the person was met. */
export const isMet = (outcome: Draft['outcome']): boolean => outcome.startsWith('seen')

/** How an outcome can be known: somebody was met, or nobody was reached. */
export const sourcesOf: readonly HowKnown[] = ['called', 'seen', 'self_reported', 'told_by_someone']

/** What is missing; the server's own rules are the same. */
export function missingOf({
  outcome,
  symptoms,
  finding,
  note,
}: Draft): 'outcome' | 'finding' | 'note' | undefined {
  if (outcome === '') return 'outcome'
  if (outcome === 'seen_with_finding' && symptoms.length === 0 && finding.trim() === '') return 'finding'
  if (outcome === 'not_attempted' && note.trim().length < 2) return 'note'
  return undefined
}

/** What is sent. Only somebody who was seen with a finding has signs of illness; nobody who was not reached was called. */
export function bodyOf(
  { outcome, source, symptoms, finding, note }: Draft,
  now: number,
): NewReport | undefined {
  if (outcome === '') return undefined
  const found = outcome === 'seen_with_finding'
  return {
    outcome,
    how_known: isMet(outcome) ? source : 'not_reached',
    symptoms: found ? symptoms : [],
    finding: found ? finding.trim() : '',
    note: note.trim(),
    device_at: now,
  }
}
