import type { Page } from '@playwright/test'
import { axeFaults } from './support/axe'
import { expect, test } from './support/test'
import type { Town } from './support/town'

test.use({ viewport: { width: 320, height: 640 } })

/** An open response of the town, and a poster for one of its villages. */
async function poster(town: Town): Promise<{ response: string; path: string }> {
  const { id } = await town.clerk.post<{ id: string }>('/responses', {
    area_id: town.root.id,
    name: '返乡人员报备',
    purpose: '核实返乡人员，落实健康管理。',
    legal_basis: '镇指挥部通告第 12 号',
    programme: '',
    from_at: Date.now(),
    retention_days: 30,
    backup_days: 14,
  })
  const made = await town.clerk.post<{ path: string }>('/arrivals/posters', {
    response_id: id,
    kind: 'village',
    area_id: town.village.id,
  })
  return { response: id, path: made.path }
}

const day = (before: number) => {
  const date = new Date(Date.now() + 8 * 3_600_000 - before * 86_400_000)
  return date.toISOString().slice(0, 10)
}

/** Everything but the stay. */
async function who(page: Page, town: Town, name: string): Promise<void> {
  await page.getByLabel('姓名', { exact: true }).fill(name)
  await page.getByLabel('手机号').fill('15470000031')
  await page.getByLabel('到哪个村、哪个组').selectOption(town.grid.id)
  await page.getByLabel('住哪里').fill('村口旅馆')
  await page.getByText('已经到了').click()
  await page.getByLabel('哪天到家').selectOption(day(0))
}

async function days(page: Page): Promise<void> {
  await page.getByLabel('从哪天').selectOption(day(10))
  await page.getByLabel('到哪天').selectOption('still')
}

/** What the clerk sees of somebody. */
async function listed(town: Town, response: string, name: string) {
  const { items } = await town.clerk.get<{
    items: { name: string; origin: string; origin_code: string; channel: string; grid_id: string }[]
  }>(`/arrivals?response=${response}`)
  return items.find((arrival) => arrival.name === name)
}

const shenzhen = { origin: '广东省深圳市南山区', origin_code: '440305', channel: 'self' }

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false })

  test('a_returnee_registers_step_by_step_and_corrects_it_with_the_code', async ({ page, town }) => {
    const { response, path } = await poster(town)
    await page.goto(path)
    await who(page, town, '欧阳泊')
    await page.getByLabel('省份').selectOption('44')
    await page.getByRole('button', { name: /选好后点这里/ }).click()
    await page.getByLabel('市', { exact: true }).selectOption('4403')
    await page.getByRole('button', { name: /选好后点这里/ }).click()
    await page.getByLabel('县、区').selectOption('440305')
    await days(page)
    await page.getByRole('button', { name: '提交报备' }).click()
    await expect(page.getByRole('alert')).toContainText('算出')
    const [one, other] = (await page.locator('label[for="answer"]').innerText()).match(/\d+/g) ?? []
    await page.locator('#answer').fill(String(Number(one) + Number(other)))
    await page.getByRole('button', { name: '提交报备' }).click()
    await expect(page.getByRole('heading', { name: '报备成功' })).toBeVisible()
    const code = await page.locator('#code').innerText()
    expect(await listed(town, response, '欧阳泊')).toMatchObject({ ...shenzhen, grid_id: town.grid.id })
    await page.goto('/p/r')
    await page.getByLabel('查询码').fill(code.toLowerCase())
    await page.getByRole('button', { name: '查看' }).click()
    await expect(page.getByText('已返待核实')).toBeVisible()
    await expect(page.getByText(/负责联系您的人：\S+/)).toBeVisible()
    await page.getByRole('link', { name: '更正' }).click()
    await expect(page.getByLabel('姓名', { exact: true })).toHaveValue('欧阳泊')
  })
})

test('with_a_script_the_areas_come_without_steps_and_nobody_answers_a_sum', async ({ page, town }) => {
  const { response, path } = await poster(town)
  await page.goto(path)
  await expect(page.locator('#answer')).toBeHidden()
  expect(await axeFaults(page)).toEqual([])
  await who(page, town, '司徒望')
  await page.getByLabel('省份').selectOption('44')
  await page.getByLabel('市', { exact: true }).selectOption('4403')
  await page.getByLabel('县、区').selectOption('440305')
  await days(page)
  await page.getByRole('button', { name: '提交报备' }).click()
  await expect(page.getByRole('heading', { name: '报备成功' })).toBeVisible()
  expect(await axeFaults(page)).toEqual([])
  expect(await listed(town, response, '司徒望')).toMatchObject(shenzhen)
  await page.getByRole('link', { name: '查看或更正我的报备' }).click()
  await expect(page.getByText('已返待核实')).toBeVisible()
  expect(await axeFaults(page)).toEqual([])
})

for (const [name, at, says] of [
  ['the_form', '', '姓名'],
  ['the_tip', '/tip', '匿名反映情况'],
  ['the_poster', '/poster', '返乡人员扫码报备'],
] as const) {
  test(`${name}_is_accessible_in_both_languages_and_keeps_the_width_of_a_small_phone`, async ({
    page,
    town,
  }) => {
    const { path } = await poster(town)
    await page.goto(`${path}${at}`)
    await expect(page.getByText(says).first()).toBeVisible()
    for (const language of ['zh', 'en']) {
      await page.goto(`${path}${at}?lang=${language}`)
      expect(await axeFaults(page)).toEqual([])
      expect(await page.evaluate(() => document.body.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
      const html = await page.content()
      if (language === 'en') expect(html).toContain('lang="en"')
    }
  })
}
