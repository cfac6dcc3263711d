import type { Page } from '@playwright/test'
import { axeFaults } from './support/axe'
import { expect, test } from './support/test'
import { issue, type House, type Node, type Town } from './support/town'

test.use({ townOf: 'paper' })

interface Row {
  area_id: string
  due: number
  reached: number
}
/** How many doors of a grid a directive has reached, by the server's own count. */
async function reached(town: Town, directive: string, grid: string): Promise<number | undefined> {
  const { rows } = await town.clerk.get<{ rows: Row[] }>(`/directives/${directive}/reach?area=${grid}`)
  return rows.find(({ area_id }) => area_id === grid)?.reached
}

/** A grid that no other test counts, with eight doors more in it. */
async function longLane(town: Town): Promise<{ grid: Node; houses: House[] }> {
  const { areas } = await town.clerk.get<{ areas: Node[] }>('/areas/tree')
  const grid = areas.find(({ parent_id }) => parent_id === town.otherVillage.id)
  if (!grid) throw new Error('the other village has a grid')
  const houses: House[] = []
  for (let number = 101; number <= 108; number += 1) {
    const door = { grid_id: grid.id, number: '', lane: '河堤路', door: `${number}号`, note: '' }
    houses.push(await town.clerk.post<House>('/households', door))
  }
  return { grid, houses }
}

const rowOf = (page: Page, { lane, door }: House) =>
  page.getByRole('row').filter({ hasText: `${lane} ${door}` })
const tick = (page: Page, house: House) => rowOf(page, house).getByRole('checkbox').check()
const paperOf = (directive: string, grid: Node) => `/console/directives/${directive}/paper?grid=${grid.id}`

test('a_clerk_records_eight_doors_by_loudspeaker_and_the_reach_goes_up', async ({ as, page, town }) => {
  const { grid, houses: eight } = await longLane(town)
  const directive = await issue(town.clerk, '喇叭喊过的户', [grid.id])
  await as('clerk', `/console/directives/${directive}/doors`)
  await expect(page.getByRole('row')).not.toHaveCount(0)
  await page.getByRole('link', { name: '登记纸质回执' }).click()
  await page.goto(paperOf(directive, grid))
  await page.getByLabel('怎么告知的').selectOption('喇叭')
  await expect(page.getByLabel('怎么知道的')).toHaveValue('told_by_someone')
  for (const house of eight) await tick(page, house)
  expect(await axeFaults(page)).toEqual([])
  await page.getByRole('button', { name: '登记勾选的 8 户' }).click()
  await expect(page.getByText('已登记 8 户。')).toBeVisible()
  for (const house of eight) await expect(rowOf(page, house)).toContainText('已记下：已告知')
  await expect.poll(() => reached(town, directive, grid.id)).toBe(8)
  await page.getByRole('link', { name: '到户情况' }).click()
  await expect(page.getByText(/^8 \/ \d+$/).first()).toBeVisible()
})

test('each_line_of_a_sheet_keeps_its_own_result_and_the_last_recording_is_taken_back', async ({
  as,
  page,
  town,
}) => {
  const directive = await issue(town.clerk, '交回的联户表', [town.grid.id])
  const [first, second] = town.houses
  if (!first || !second) throw new Error('the liaison has two houses')
  await as('clerk', `/console/directives/${directive}/paper?post=${town.liaisonPost}`)
  await expect(page.getByText('据何家福交回的联户表')).toBeVisible()
  await tick(page, first)
  await rowOf(page, second).getByRole('combobox').selectOption('家中无人')
  await page.getByRole('button', { name: '登记勾选的 2 户' }).click()
  await expect(rowOf(page, first)).toContainText('已记下：已告知')
  await expect(rowOf(page, second)).toContainText('已记下：家中无人')
  await expect.poll(() => reached(town, directive, town.grid.id)).toBe(1)

  await page.getByRole('button', { name: /^撤销刚才的登记/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('录错了表')
  expect(await axeFaults(page)).toEqual([])
  await dialog.getByRole('button', { name: '撤销', exact: true }).click()
  await expect.poll(() => reached(town, directive, town.grid.id)).toBe(0)
  await expect(rowOf(page, first)).toContainText('没回音')
})

test('a_refused_receipt_says_why_at_its_door', async ({ as, page, town }) => {
  const directive = await issue(town.clerk, '录到一半撤回', [town.grid.id])
  const [house] = town.houses
  if (!house) throw new Error('the grid has a house')
  await as('clerk', paperOf(directive, town.grid))
  await tick(page, house)
  // The page does not learn of the withdrawal before it sends.
  await page.route('**/api/v1/directives/**', (route) => route.abort())
  const { rev } = await town.clerk.get<{ rev: number }>(`/directives/${directive}`)
  await town.clerk.post(`/directives/${directive}/withdraw`, { rev, reason: '发错了' })
  await page.getByRole('button', { name: '登记勾选的 1 户' }).click()
  await expect(page.getByText('1 户被退回')).toBeVisible()
  await expect(rowOf(page, house)).toContainText('不能')
  // What was read stays, with its age.
  await expect(page.getByText(/截至 \d\d:\d\d 的数，没能刷新/).first()).toBeVisible()
  await expect(page.getByRole('heading', { name: '录到一半撤回' })).toBeVisible()
})

test('who_may_not_record_is_not_offered_it', async ({ as, page, town }) => {
  await as('commander', `/console/directives/${town.running}/doors`)
  await expect(page.getByRole('link', { name: '逐级签收' })).toBeVisible()
  await expect(page.getByRole('link', { name: '纸质回执' })).toHaveCount(0)
  await expect(page.getByRole('link', { name: '登记纸质回执' })).toHaveCount(0)
  await page.goto(`/console/directives/${town.running}/paper`)
  await expect(page.getByText('您的岗位看不到这一页')).toBeVisible()
})

test('why_nobody_was_reached_stands_in_a_table_that_needs_no_mouse', async ({ as, page, town }) => {
  const directive = await issue(town.clerk, '没找到人的原因', [town.grid.id])
  await as('clerk', paperOf(directive, town.grid))
  await expect(page.getByRole('row')).not.toHaveCount(0)
  const house = town.houses.at(2)
  if (!house) throw new Error('the grid has three houses')
  await rowOf(page, house).getByRole('combobox').selectOption('不开门')
  await page.getByRole('button', { name: '登记勾选的 1 户' }).click()
  await page.getByRole('link', { name: '到户情况' }).click()
  const table = page.getByRole('table', { name: '没找到人的原因' })
  await expect(table.getByRole('columnheader', { name: '不开门' })).toBeVisible()
  await expect(table.getByRole('row').nth(1).getByRole('cell').last()).toHaveText('1')
})
