import type { Fact, HistoryLine } from '../../components/history'
import { t, type Word } from '../../src/words'
import type { DocumentKind, Relation, Residency, Sex, Step } from './api'

/** What each field of a household or a resident is called; others are of no interest to a reader. */
const names: Readonly<Record<string, Word>> = {
  name: 'ledger.col.name',
  relation: 'ledger.col.relation',
  sex: 'ledger.col.sex',
  birth_on: 'ledger.col.birth',
  document_kind: 'resident.document.kind',
  document: 'ledger.col.document',
  phone: 'ledger.col.phone',
  second_phone: 'ledger.col.phone2',
  residency: 'ledger.col.residency',
  registered_address: 'ledger.col.address',
  grid: 'ledger.col.grid',
  lane: 'ledger.col.lane',
  door: 'ledger.col.door',
  number: 'ledger.number',
  note: 'ledger.note',
}

/** Fields that are kept as a code and shown as a word. */
const coded: Readonly<Record<string, (code: string) => string>> = {
  relation: (code) => t(`relation.${code as Relation}`),
  sex: (code) => t(`sex.${code as Sex}`),
  residency: (code) => t(`residency.${code as Residency}`),
  document_kind: (code) => t(`document.${code as DocumentKind}`),
}

const deeds: Readonly<Record<string, (step: Step, household: string) => string>> = {
  'households.create': () => t('history.create'),
  'households.edit': () => t('history.edit'),
  'households.move': () => t('history.move'),
  'households.split': (step) => t(step.before ? 'history.split.from' : 'history.split.to'),
  'households.merge': () => t('history.merge'),
  'households.close': () => t('history.close'),
  'households.import': () => t('history.import'),
  'residents.add': (step) => t('history.resident.add', nameOf(step)),
  'residents.edit': (step) => t('history.resident.edit', nameOf(step)),
  'residents.move': (step, household) =>
    t(
      step.before?.household_id === household ? 'history.resident.left' : 'history.resident.came',
      nameOf(step),
    ),
  'residents.remove': (step) => t('history.resident.remove', nameOf(step)),
  'residents.merge': (step) => t('history.resident.merge', nameOf(step)),
}

const nameOf = (step: Step) => ({ name: step.resident_name ?? '' })

/** What happened, in plain words; a verb that has none is shown as it is kept. */
export const deedOf = (step: Step, household: string): string =>
  deeds[step.verb]?.(step, household) ?? step.verb

function valueOf(field: string, value: unknown): string {
  if (typeof value !== 'string' || value === '') return t('history.blank')
  return coded[field]?.(value) ?? value
}

/** Whose values before are worth reading where nothing was changed but somebody is gone. */
const farewells = new Set(['residents.remove', 'residents.merge'])

/** What was changed; of somebody who was taken out, what was known until then. */
export function factsOf(step: Step): Fact[] {
  const changed = step.changes.flatMap(({ field, before, after }) => {
    const name = names[field]
    // Where both look the same, what differs is masked.
    const became = before === after ? t('history.masked') : valueOf(field, after)
    return name ? [{ name: t(name), before: valueOf(field, before), after: became }] : []
  })
  if (changed.length > 0 || !farewells.has(step.verb)) return changed
  return Object.entries(names).flatMap(([field, name]) => {
    const value = step.before?.[field]
    return typeof value === 'string' && value !== '' && field !== 'name'
      ? [{ name: t(name), before: valueOf(field, value) }]
      : []
  })
}

/** What happened to a household and its people, told from the side of that household. */
export const linesOf = (steps: readonly Step[], household: string): HistoryLine[] =>
  steps.map((step) => ({
    id: step.id,
    at: step.at,
    deed: deedOf(step, household),
    facts: factsOf(step),
    who: step.person_name ?? t('audit.system'),
    reason: step.reason,
  }))
