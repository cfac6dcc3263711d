import { ask } from '@shared/api/http'
import type { CivilDate } from '@shared/time'
import { t } from '../../src/words'

/** A rule set that a response can go by. */
export interface ProgrammeSet {
  /** `covid19/national-ed9` */
  id: string
  disease: string
  title: string
  jurisdiction: string
  from_on: CivilDate
  to_on: CivilDate | null
  /** Whether it holds today. */
  holds: boolean
  /** The title of the set that it adds to. */
  extends: string | null
}

export const listProgrammes = () => ask<{ items: ProgrammeSet[] }>('GET', '/programmes')

/** The sets by disease, those that hold today first in each. */
export function byDisease(sets: readonly ProgrammeSet[]): { disease: string; sets: ProgrammeSet[] }[] {
  const groups = new Map<string, ProgrammeSet[]>()
  for (const set of sets) groups.set(set.disease, [...(groups.get(set.disease) ?? []), set])
  return [...groups].map(([disease, own]) => ({
    disease,
    sets: [...own].sort((one, other) => Number(other.holds) - Number(one.holds)),
  }))
}

/** `2022-06-28 至 2022-11-10` */
export const spanOf = ({ from_on, to_on }: ProgrammeSet): string =>
  to_on
    ? t('responses.programme.span', { from: from_on, to: to_on })
    : t('responses.programme.since', { from: from_on })
