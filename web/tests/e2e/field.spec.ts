import type { Page } from '@playwright/test'
import { expect, test } from './support/test'
import { issue, report, type House, type Town } from './support/town'

test.use({ townOf: 'field', viewport: { width: 390, height: 844 } })

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const nameOf = ({ lane, door, head_name }: House) => `${lane} ${door} ${head_name}`
const tick = (page: Page, house: House) => page.getByRole('button', { name: `登记 ${nameOf(house)}` })

/** A house of the grid that no other test touches. */
function houseOf(town: Town, place: number): House {
  const house = town.houses.at(place)
  if (!house) throw new Error('the grid has too few houses')
  return house
}

interface Told {
  state: string | null
  reason: string | null
}

/** What the server holds of a door. */
async function held(town: Town, directive: string, house: House): Promise<Told | undefined> {
  const { items } = await town.clerk.get<{ items: (Told & { household_id: string })[] }>(
    `/directives/${directive}/doors?show=all&area=${town.grid.id}`,
  )
  return items.find(({ household_id }) => household_id === house.id)
}
const state = async (town: Town, directive: string, house: House) =>
  (await held(town, directive, house))?.state ?? null

test('a_receipt_takes_two_taps_and_can_be_undone', async ({ as, page, town }) => {
  const directive = await issue(town.clerk, '两下登记', [town.grid.id])
  const house = houseOf(town, 0)
  const all = town.houses.length
  await as('worker', `/m/doors?directive=${directive}`)
  await expect(page.getByText(`未到 ${all}`)).toBeVisible()
  await tick(page, house).click()
  await press(page, '已告知')
  await expect(page.getByText(`已记下：${nameOf(house)} 已告知`)).toBeVisible()
  await expect(page.getByText(`未到 ${all - 1}`)).toBeVisible()
  await expect.poll(() => state(town, directive, house)).toBe('told')

  await press(page, '撤销')
  await expect(page.getByText(`未到 ${all}`)).toBeVisible()
  await expect.poll(() => state(town, directive, house)).toBeNull()
})

test('several_doors_are_told_by_loudspeaker_at_once', async ({ as, page, town }) => {
  const directive = await issue(town.clerk, '喇叭通知', [town.grid.id])
  await as('worker', `/m/doors?directive=${directive}`)
  await press(page, '多户一起记')
  for (const group of await page.getByRole('button', { name: '全选这一片' }).all()) await group.click()
  await press(page, `登记选中的 ${town.houses.length} 户`)
  await expect(page.getByRole('button', { name: '已确认' })).toHaveCount(0)
  await press(page, '已告知')
  await expect(page.getByText('未到 0')).toBeVisible()
  for (const house of town.houses) await expect.poll(() => state(town, directive, house)).toBe('told')
})

test('what_is_written_without_a_network_waits_and_survives_a_reload', async ({ as, page, town }) => {
  const directive = await issue(town.clerk, '没有网络', [town.grid.id])
  const house = houseOf(town, 0)
  await as('worker', `/m/doors?directive=${directive}`)
  await expect(page.getByText(`未到 ${town.houses.length}`)).toBeVisible()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.context().setOffline(true)
  await tick(page, house).click()
  await press(page, '家中无人')
  await expect(page.getByText('离线 待上传 1')).toBeVisible()
  await page.reload()
  await expect(page.getByText('家中无人')).toBeVisible()
  expect(await state(town, directive, house)).toBeNull()

  await page.context().setOffline(false)
  await expect(page.getByText('已全部上传')).toBeVisible()
  await expect
    .poll(() => held(town, directive, house))
    .toMatchObject({ state: 'not_reached', reason: 'nobody_home' })
})

test('a_directive_and_another_ones_receipt_appear_while_one_looks', async ({ as, page, town }) => {
  const listening = page.waitForResponse((answer) => answer.url().endsWith('/api/v1/live'))
  await as('worker', '/m/today')
  await listening
  await expect(page.getByText('已全部上传')).toBeVisible()
  const directive = await issue(town.clerk, '刚刚签发', [town.grid.id])
  await expect(page.getByText('刚刚签发').first()).toBeVisible()
  await page.goto(`/m/doors?directive=${directive}`)
  await expect(page.getByText(`未到 ${town.houses.length}`)).toBeVisible()
  await report(town.clerk, directive, [houseOf(town, 0)], 'told')
  // Well before the minute in which a phone without a stream would ask.
  await expect(page.getByText(`未到 ${town.houses.length - 1}`)).toBeVisible({ timeout: 25_000 })
})

test('a_declined_receipt_comes_back_with_the_servers_words', async ({ as, page, town }) => {
  const directive = await issue(town.clerk, '已经撤回', [town.grid.id])
  const house = houseOf(town, 0)
  await as('worker', `/m/door/${house.id}?directive=${directive}`)
  await expect(page.getByRole('button', { name: '已确认', exact: true }).first()).toBeVisible()
  // Without a network the phone can't know yet that the directive is gone.
  await page.context().setOffline(true)
  const { rev } = await town.clerk.get<{ rev: number }>(`/directives/${directive}`)
  await town.clerk.post(`/directives/${directive}/withdraw`, { rev, reason: '发错了' })
  await page
    .locator('section')
    .filter({ hasText: '已经撤回' })
    .getByRole('button', { name: '已确认' })
    .click()
  await page.context().setOffline(false)
  await page.getByRole('link', { name: '看看为什么' }).click()
  await expect(page.getByText(/撤回/).first()).toBeVisible()
  await press(page, '知道了')
  await expect(page.getByText('最近没有填报')).toBeVisible()
})

test('a_number_is_shown_only_for_a_reason', async ({ as, page, town }) => {
  await as('worker', `/m/doors?directive=${town.running}`)
  await page
    .getByRole('button', { name: /^打电话给/ })
    .first()
    .click()
  await page.getByLabel('为什么查看').fill('问')
  await press(page, '查看号码')
  await expect(page.getByText('请写至少 4 个字。')).toBeVisible()
  await page.getByLabel('为什么查看').fill('电话告知要求')
  await press(page, '查看号码')
  await expect(page.getByRole('link', { name: /拨打 154\d{8}/ })).toHaveAttribute('href', /^tel:154\d{8}$/)
})

test('a_directive_is_signed_below_its_text', async ({ as, page, town }) => {
  const directive = await issue(town.clerk, '请签收', [town.grid.id])
  await as('head', `/m/directive/${directive}`)
  await press(page, `签收（${town.grid.name}）`)
  await expect(page.getByText(`已签收（${town.grid.name}）`)).toBeVisible()
  const signed = async () => {
    const { items } = await town.clerk.get<{ items: { area_id: string; signed_version: number | null }[] }>(
      `/directives/${directive}/signatures`,
    )
    return items.find(({ area_id }) => area_id === town.grid.id)?.signed_version
  }
  await expect.poll(signed).toBe(1)
})
