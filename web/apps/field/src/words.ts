import { translator } from '@shared/i18n'
import type { Absence, DoorState } from '@shared/domain/receipts'
import { span } from '@shared/time'
import { en } from '../en'
import { zh } from '../zh'

/** The words of the phone in the language in use. */
export const t = translator(zh, en)

/** A length of time in words: `2天3小时`, `40分钟`. */
export function spanWords(ms: number): string {
  const { days, hours, minutes } = span(ms)
  if (days > 0) return t('span.days', { days, hours })
  return hours > 0 ? t('span.hours', { hours, minutes }) : t('span.minutes', { minutes })
}

/** What is left until a moment, or by how much it is over. */
export function dueWords(due: number, clock: number): string {
  return due < clock
    ? t('due.over', { span: spanWords(clock - due) })
    : t('due.left', { span: spanWords(due - clock) })
}

/** The word for what counts at a door, with the reason where nobody was found. */
export function stateWords(entry: { state: DoorState; reason?: Absence | null } | undefined): string {
  if (!entry) return t('door.unknown')
  return entry.state === 'not_reached' && entry.reason
    ? t(`absence.${entry.reason}`)
    : t(`door.${entry.state}`)
}

/** The word for a role; one that this version does not know stays as the server calls it. */
export function roleWord(role: string): string {
  const key = `role.${role}`
  return key in zh ? t(key as 'role.liaison') : role
}

/** The word for a kind of measure; one that this version does not know stays as the server calls it. */
export function measureWord(kind: string): string {
  const key = `measure.${kind}`
  return key in zh ? t(key as 'measure.home_quarantine') : kind
}
