import { isMet, type FollowUpOutcome } from './follow-ups'
import { sources, type HowKnown } from './receipts'

/** A report of a follow-up as it stands in a form. */
export interface ReportDraft {
  outcome: FollowUpOutcome | ''
  source: HowKnown
  symptoms: string[]
  finding: string
  note: string
}

/** What somebody says about a follow-up. */
export interface FollowUpReport {
  outcome: FollowUpOutcome
  how_known: HowKnown
  /** Signs of illness by their names in the programme, and what was found in words; with `seen_with_finding`. */
  symptoms?: string[]
  finding?: string
  /** In words; the reason with `not_attempted`. */
  note?: string
}

/** How it can be known of somebody who was met. */
export const sourcesWhenMet: readonly HowKnown[] = sources.filter((one) => one !== 'not_reached')

/** An empty report; at a door its source is mostly another one than at a desk. */
export const newReport = (source: HowKnown): ReportDraft => ({
  outcome: '',
  source,
  symptoms: [],
  finding: '',
  note: '',
})

/** What is missing; the server's own rules are the same. */
export function missingOf(draft: ReportDraft): 'outcome' | 'finding' | 'note' | undefined {
  const { outcome, symptoms, finding, note } = draft
  if (outcome === '') return 'outcome'
  if (outcome === 'seen_with_finding' && symptoms.length === 0 && finding.trim() === '') return 'finding'
  if (outcome === 'not_attempted' && note.trim().length < 2) return 'note'
  return undefined
}

/** What is said. Only somebody who was seen with a finding has signs of illness; nobody who was not reached was called. */
export function reportOf({
  outcome,
  source,
  symptoms,
  finding,
  note,
}: ReportDraft): FollowUpReport | undefined {
  if (outcome === '') return undefined
  const said = note.trim()
  return {
    outcome,
    how_known: isMet(outcome) ? source : 'not_reached',
    ...(outcome === 'seen_with_finding' && { symptoms: [...symptoms], finding: finding.trim() }),
    ...(said && { note: said }),
  }
}
