import { problemOf, unanswered } from '@shared/api/problem'
import { language } from '@shared/i18n'

/** An area of the country: its official code without its zeros, and its name. */
export type Region = readonly [code: string, name: string]

/** The provinces by their official codes (GB/T 2260), as the server's tree of the country has them. */
export const provinces: readonly Region[] = [
  ['11', '北京市'],
  ['12', '天津市'],
  ['13', '河北省'],
  ['14', '山西省'],
  ['15', '内蒙古自治区'],
  ['21', '辽宁省'],
  ['22', '吉林省'],
  ['23', '黑龙江省'],
  ['31', '上海市'],
  ['32', '江苏省'],
  ['33', '浙江省'],
  ['34', '安徽省'],
  ['35', '福建省'],
  ['36', '江西省'],
  ['37', '山东省'],
  ['41', '河南省'],
  ['42', '湖北省'],
  ['43', '湖南省'],
  ['44', '广东省'],
  ['45', '广西壮族自治区'],
  ['46', '海南省'],
  ['50', '重庆市'],
  ['51', '四川省'],
  ['52', '贵州省'],
  ['53', '云南省'],
  ['54', '西藏自治区'],
  ['61', '陕西省'],
  ['62', '甘肃省'],
  ['63', '青海省'],
  ['64', '宁夏回族自治区'],
  ['65', '新疆维吾尔自治区'],
]

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
