import type { Page } from '@playwright/test'
import { axeFaults } from './axe'
import { answerPhone, directive, household } from './field-answers'
import { expect, test } from './server'

test.use({ viewport: { width: 390, height: 844 }, serviceWorkers: 'block' })

const tick = (page: Page, door: string) => page.getByRole('button', { name: `登记 ${door}` })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

test('a_receipt_takes_two_taps_and_can_be_undone', async ({ page }) => {
  const server = await answerPhone(page)
  await page.goto('/m/doors')
  await tick(page, '东街 2号 王某').click()
  await press(page, '已告知')
  await expect(page.getByText('已记下：东街 2号 王某 已告知')).toBeVisible()
  await expect(page.getByText('未到 11')).toBeVisible()
  await expect.poll(() => server.taken.length).toBe(1)
  expect(server.taken[0]?.input).toMatchObject({
    state: 'told',
    channel: 'visit',
    how_known: 'seen',
    version: 1,
  })

  await press(page, '撤销')
  await expect(page.getByText('未到 12')).toBeVisible()
  await expect.poll(() => server.taken.length).toBe(2)
  expect(server.taken[1]?.input).toMatchObject({ state: 'void', corrects: server.taken[0]?.op_id })
})

test('several_doors_are_told_by_loudspeaker_at_once', async ({ page }) => {
  const server = await answerPhone(page)
  await page.goto('/m/doors')
  await press(page, '多户一起记')
  await page.getByRole('button', { name: '全选这一片' }).first().click()
  await press(page, '登记选中的 6 户')
  await expect(page.getByRole('button', { name: '已确认' })).toHaveCount(0)
  await press(page, '已告知')
  await expect(page.getByText('未到 6')).toBeVisible()
  await expect.poll(() => server.taken.length).toBe(6)
  expect(server.taken.map(({ input }) => input.channel)).toEqual(Array(6).fill('loudspeaker'))
})

test('what_is_written_without_a_network_waits_and_survives_a_reload', async ({ page }) => {
  const server = await answerPhone(page)
  await page.goto('/m/doors')
  await expect(page.getByText('未到 12')).toBeVisible()
  await page.route('**/api/v1/**', (route) => route.abort())
  await tick(page, '东街 1号 王某').click()
  await press(page, '家中无人')
  await expect(page.getByText('离线 待上传 1')).toBeVisible()
  await page.reload()
  await expect(page.getByText('家中无人')).toBeVisible()
  await expect(page.getByText('待上传', { exact: true })).toBeVisible()

  await page.unroute('**/api/v1/**')
  const again = await answerPhone(page)
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await expect.poll(() => again.taken.length).toBe(1)
  await expect(page.getByText('已全部上传')).toBeVisible()
  expect(server.taken).toEqual([])
})

test('a_declined_receipt_comes_back_with_the_servers_words', async ({ page }) => {
  const server = await answerPhone(page)
  server.declined.add(household(0))
  await page.goto(`/m/door/${household(0)}?directive=${directive}`)
  await press(page, '已确认')
  await page.getByRole('link', { name: '看看为什么' }).click()
  await expect(page.getByText('这户已搬走，不用再告知。')).toBeVisible()
  await press(page, '知道了')
  await expect(page.getByText('最近没有填报')).toBeVisible()
})

test('a_number_is_shown_only_for_a_reason', async ({ page }) => {
  const server = await answerPhone(page)
  await page.goto('/m/doors')
  await page.getByRole('button', { name: '打电话给 东街 1号 王某' }).click()
  await page.getByLabel('为什么查看').fill('问')
  await press(page, '查看号码')
  await expect(page.getByText('请写至少 4 个字。')).toBeVisible()
  expect(server.reasons).toEqual([])
  await page.getByLabel('为什么查看').fill('电话告知要求')
  await press(page, '查看号码')
  await expect(page.getByRole('link', { name: '拨打 15471234567' })).toHaveAttribute(
    'href',
    'tel:15471234567',
  )
  expect(server.reasons).toEqual(['电话告知要求'])
})

test('a_directive_is_signed_below_its_text', async ({ page }) => {
  const server = await answerPhone(page)
  await page.goto('/m/today')
  await page.getByRole('link', { name: '看原文，去签收' }).click()
  await press(page, '签收（三组）')
  await expect(page.getByText('已签收（三组）')).toBeVisible()
  await expect.poll(() => server.taken.map(({ kind }) => kind)).toEqual(['sign'])
})

const pages = ['today', 'doors', `door/${household(0)}?directive=${directive}`, `directive/${directive}`]

for (const language of ['zh-CN', 'en']) {
  for (const path of [...pages, 'call', 'me', 'outbox']) {
    test(`${path.split('/')[0]}_is_accessible_on_a_small_phone_in_${language}`, async ({ page }) => {
      await answerPhone(page)
      await page.addInitScript((chosen) => {
        localStorage.setItem('gridward.language', chosen)
        localStorage.setItem('gridward.text', 'huge')
      }, language)
      await page.setViewportSize({ width: 320, height: 640 })
      await page.goto(`/m/${path}`)
      await expect(
        page
          .locator('#content')
          .getByText(/王某|周某|返乡|王秀英|填报|Nothing/)
          .first(),
      ).toBeVisible()
      expect(await axeFaults(page)).toEqual([])
      const wide = await page.evaluate(() => {
        const frame = document.getElementById('content')
        return frame ? frame.scrollWidth - frame.clientWidth : -1
      })
      expect(wide).toBe(0)
    })
  }
}
