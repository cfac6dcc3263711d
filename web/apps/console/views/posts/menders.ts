import { t } from '../../src/words'
import type { Gap } from './api'

/** Who must mend a gap: each with what they are and where they are reached. */
export function mendersOf({ mend }: Pick<Gap, 'mend'>): string {
  const named = mend.map(
    (one) => `${one.person_name}（${[t(`role.${one.role}`), one.work_phone].filter(Boolean).join(' ')}）`,
  )
  return named.join('、') || t('coverage.mender.none')
}
