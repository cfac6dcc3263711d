import type { Page } from '@playwright/test'
import { axeFaults } from './support/axe'
import { expect, test } from './support/test'
import { issue, report, type House, type Town } from './support/town'

interface Row {
  area_id: string
  due: number
  reached: number
}
/** How many doors of the grid a directive has reached, by the server's own count. */
async function reached(town: Town, directive: string): Promise<number | undefined> {
  const { rows } = await town.clerk.get<{ rows: Row[] }>(
    `/directives/${directive}/reach?area=${town.grid.id}`,
  )
  return rows.find(({ area_id }) => area_id === town.grid.id)?.reached
}

const rowOf = (page: Page, { door, head_name }: House) =>
  page.getByRole('row').filter({ hasText: door }).filter({ hasText: head_name })
const tick = (page: Page, house: House) => rowOf(page, house).getByRole('checkbox').check()
const paperOf = (directive: string, { grid }: Town) =>
  `/console/directives/${directive}/paper?grid=${grid.id}`

test('a_clerk_records_eight_doors_by_loudspeaker_and_the_reach_goes_up', async ({ as, page, town }) => {
  const directive = await issue(town.clerk, '喇叭喊过的户', [town.grid.id])
  const eight = town.houses.slice(0, 8)
  await as('clerk', `/console/directives/${directive}/doors`)
  await expect(page.getByRole('row')).not.toHaveCount(0)
  await page.getByRole('link', { name: '登记纸质回执' }).click()
  await page.goto(paperOf(directive, town))
  await page.getByLabel('怎么告知的').selectOption('喇叭')
  await expect(page.getByLabel('怎么知道的')).toHaveValue('told_by_someone')
  for (const house of eight) await tick(page, house)
  expect(await axeFaults(page)).toEqual([])
  await page.getByRole('button', { name: '登记勾选的 8 户' }).click()
  await expect(page.getByText('已登记 8 户。')).toBeVisible()
  for (const house of eight) await expect(rowOf(page, house)).toContainText('已记下：已告知')
  await expect.poll(() => reached(town, directive)).toBe(8)
  await page.getByRole('link', { name: '到户情况' }).click()
  await expect(page.getByText(`8 / ${town.houses.length}`).first()).toBeVisible()
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
  await expect.poll(() => reached(town, directive)).toBe(1)

  await page.getByRole('button', { name: /^撤销刚才的登记/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('录错了表')
  expect(await axeFaults(page)).toEqual([])
  await dialog.getByRole('button', { name: '撤销', exact: true }).click()
  await expect.poll(() => reached(town, directive)).toBe(0)
  await expect(rowOf(page, first)).toContainText('没回音')
})

test('a_refused_receipt_says_why_at_its_door', async ({ as, page, town }) => {
  const directive = await issue(town.clerk, '录到一半撤回', [town.grid.id])
  const [house] = town.houses
  if (!house) throw new Error('the grid has a house')
  await as('clerk', paperOf(directive, town))
  await tick(page, house)
  // The page does not learn of the withdrawal before it sends.
  await page.route('**/api/v1/directives/**', (route) => route.abort())
  const { rev } = await town.clerk.get<{ rev: number }>(`/directives/${directive}`)
  await town.clerk.post(`/directives/${directive}/withdraw`, { rev, reason: '发错了' })
  await page.getByRole('button', { name: '登记勾选的 1 户' }).click()
  await expect(page.getByText('1 户被退回')).toBeVisible()
  await expect(rowOf(page, house)).toContainText('已撤回')
  await expect(page.getByText(/截至 \d\d:\d\d 的数，没能刷新/).first()).toBeVisible()
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
  const { asker } = { asker: town.clerk }
  await report(asker, directive, town.houses.slice(0, 1), 'told')
  await as('clerk', paperOf(directive, town))
  await expect(page.getByRole('row')).not.toHaveCount(0)
  const house = town.houses.at(2)
  if (!house) throw new Error('the grid has three houses')
  await rowOf(page, house).getByRole('combobox').selectOption('不开门')
  await page.getByRole('button', { name: '登记勾选的 1 户' }).click()
  await page.getByRole('link', { name: '到户情况' }).click()
  const table = page.getByRole('table', { name: '没找到人的原因' })
  await expect(table.getByRole('columnheader', { name: '不开门' })).toBeVisible()
  await expect(
    table.getByRole('row').filter({ hasText: town.grid.name }).getByRole('cell').last(),
  ).toHaveText('1')
})
