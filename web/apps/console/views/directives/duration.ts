import { span } from '@shared/time'
import { t } from '../../src/words'

/** A length of time in words, `2小时5分`; a dash while nothing was reported. Units that are zero are left out. */
export function duration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined) return '—'
  const { days, hours, minutes } = span(ms)
  const parts = [
    days > 0 ? t('span.days', { days }) : '',
    hours > 0 ? t('span.hours', { hours }) : '',
    days === 0 && (minutes > 0 || hours === 0) ? t('span.minutes', { minutes }) : '',
  ]
  return parts.filter(Boolean).join(' ')
}
