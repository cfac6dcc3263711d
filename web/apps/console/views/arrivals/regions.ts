import { problemOf, unanswered } from '@shared/api/problem'
import type { Region } from '@shared/domain/provinces'
import { language } from '@shared/i18n'

export { provinces, type Region } from '@shared/domain/provinces'

/** Levels that stand between two others in the code alone and that nobody says. */
const unsaid = new Set(['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划'])

/** The names of a place from the largest down, as people say it: `广东省深圳市南山区`. */
export const saidOf = (names: readonly string[]): string => names.filter((name) => !unsaid.has(name)).join('')

/** The code of the province, the prefecture and the county that a code names; missing where it is shorter. */
export function partsOf(code: string): [province: string, city: string, county: string] {
  const part = (length: number) => (code.length >= length ? code.slice(0, length) : '')
  return [part(2), part(4), part(6)]
}

/** What lies right below a province or a prefecture, from the tree that the public form uses. */
export async function regionsBelow(code: string): Promise<Region[]> {
  let response: Response
  try {
    response = await fetch(`/p/areas/${code}`, { credentials: 'same-origin' })
  } catch {
    throw unanswered(language.value)
  }
  if (!response.ok) throw await problemOf(response, language.value)
  return (await response.json()) as Region[]
}
