import type { Page } from '@playwright/test'
import { axeFaults } from './support/axe'
import { expect, test } from './support/test'
import { issue } from './support/town'

/** Makes the server fail to answer some of its routes; the answer undoes it. */
async function breakDown(page: Page, routes: RegExp): Promise<() => Promise<void>> {
  await page.route(routes, (route) =>
    route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"title":"数据库忙"}' }),
  )
  return () => page.unroute(routes)
}
const tile = (page: Page, label: string) => page.locator('.tile').filter({ hasText: label })

test('the_board_shows_no_calm_figure_for_what_it_could_not_read', async ({ as, page }) => {
  const mend = await breakDown(page, /\/directives\/\w+\/(reach|late)|\/coverage\?|\/shapes/)
  await as('clerk', '/console/board')
  await expect(tile(page, '未到户')).toContainText('没有读出来')
  await expect(tile(page, '有网格长的网格')).toContainText('没有读出来')
  for (const label of ['未到户', '有网格长的网格', '有联户人的户'])
    await expect(tile(page, label)).not.toContainText(/\d/)
  await expect(page.getByText('没有超期')).toHaveCount(0)
  await expect(page.locator('.leaflet-container')).toHaveCount(0)
  await expect(page.getByText('数据库忙').first()).toBeVisible()
  expect(await axeFaults(page)).toEqual([])

  await mend()
  await page.getByRole('alert').getByRole('button', { name: '再试一次' }).first().click()
  await expect(tile(page, '未到户')).toContainText(/\d/)
  await expect(tile(page, '有网格长的网格')).toContainText('%')
})

test('the_board_has_no_figure_while_it_reads', async ({ as, page }) => {
  let go = () => {}
  const held = new Promise<void>((resolve) => (go = resolve))
  await page.route(/\/directives\/\w+\/(reach|late)/, async (route) => {
    await held
    await route.continue()
  })
  await as('clerk', '/console/board')
  await expect(tile(page, '户').first()).toBeVisible()
  await expect(tile(page, '未到户')).toContainText('正在读取')
  await expect(page.getByText('没有超期')).toHaveCount(0)
  go()
  await expect(tile(page, '未到户')).toContainText(/\d/)
})

test('figures_that_were_read_stay_with_their_age_when_they_cannot_be_refreshed', async ({
  as,
  page,
  town,
}) => {
  const directive = await issue(town.clerk, '刷新不了', [town.grid.id])
  await as('clerk', `/console/directives/${directive}`)
  await expect(page.getByText(`0 / ${town.houses.length}`).first()).toBeVisible()
  await breakDown(page, /\/directives\/\w+\/reach/)
  // Somebody else's receipt wakes the page, and the page cannot read it.
  const [house] = town.houses
  await town.clerk.post('/receipts', {
    receipts: [
      {
        op_id: `${Date.now().toString(16).padStart(12, '0')}7abc8def000000000001`,
        directive_id: directive,
        household_id: house?.id,
        version: 1,
        state: 'told',
        channel: 'visit',
        how_known: 'seen',
        device_at: Date.now(),
      },
    ],
  })
  await expect(page.getByText(/截至 \d\d:\d\d 的数，没能刷新/).first()).toBeVisible()
  await expect(page.getByText(`0 / ${town.houses.length}`).first()).toBeVisible()
  expect(await axeFaults(page)).toEqual([])
})

test('the_sheets_reach_the_last_liaison_of_the_town_and_of_a_village', async ({ as, page, town }) => {
  const all = await town.clerk.get<{ items: unknown[] }>('/posts?role=liaison&limit=200')
  expect(all.items.length).toBeGreaterThan(50)
  const mend = await breakDown(page, /\/posts\?role=liaison/)
  await as('clerk', `/console/directives/${town.running}/sheets`)
  await expect(page.getByRole('alert')).toContainText('数据库忙')
  await mend()
  await page.getByRole('button', { name: '再试一次' }).click()
  const pick = page.getByLabel('选一位联户人')
  await expect(pick.locator('option')).toHaveCount(all.items.length)
  await expect(page.getByRole('heading', { name: '外出返回先报备' })).toBeVisible()

  await page.getByRole('combobox', { name: '哪个村或网格' }).fill(town.grid.name)
  await page.getByRole('treeitem', { name: town.grid.name }).click()
  const own = await town.clerk.get<{ items: unknown[] }>(
    `/posts?role=liaison&area=${town.grid.id}&below=true&limit=200`,
  )
  await expect(pick.locator('option')).toHaveCount(own.items.length)
})
