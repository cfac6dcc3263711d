import type { Asker } from './api'
import { daysAgo } from './town'

/** A rule set that asks for measures of those who were at a listed place. */
export const ninthEdition = 'covid19/national-ed9'

/** A place whose text names a township, so that a stay there is a possible match by name. */
export const zhangjiang = '高风险,上海市,上海市,浦东新区,张江镇某小区'
export const caohejing = '高风险,上海市,上海市,徐汇区,漕河泾街道某小区'

/** Puts a list of places in force, as an official file names them. */
export async function putList(clerk: Asker, response: string, rows: readonly string[]): Promise<void> {
  const now = new Date(Date.now() + 8 * 3_600_000)
  const day = `${now.getUTCFullYear()}年${now.getUTCMonth() + 1}月${now.getUTCDate()}日${now.getUTCHours()}时`
  const high = rows.length
  const text = `截至${day}，全国现有${high}个高风险地区，0个中风险地区,,,,\n等级,省,市,县,地点\n${rows.join('\n')}\n`
  const { upload } = await clerk.upload<{ upload: string }>(
    `/risk_areas/uploads?response=${response}`,
    '名单.csv',
    text,
  )
  await clerk.post(`/risk_areas/uploads/${upload}/put-in-force`, { source: '国务院客户端' })
}

/** Somebody who came back today. */
export interface Returnee {
  name: string
  area: string
  place?: string
  /** The official code of the last stay, and its words. */
  from: readonly [code: string, place: string]
}

/** Registers somebody who came today and is verified at once; answers the arrival. */
export async function verified(clerk: Asker, response: string, who: Returnee): Promise<string> {
  const { items } = await clerk.post<{ items: { id: string; rev: number }[] }>('/arrivals', {
    response_id: response,
    channel: 'desk',
    destination: { area_id: who.area, place: who.place ?? '村口旅馆' },
    arrived_on: daysAgo(0),
    people: [{ name: who.name }],
    stays: [{ area_code: who.from[0], place: who.from[1], from_on: daysAgo(20), to_on: daysAgo(1) }],
  })
  const [made] = items
  if (!made) throw new Error('nobody was registered')
  await clerk.post(`/arrivals/${made.id}/verify`, { rev: made.rev, by: 'phone' })
  return made.id
}
