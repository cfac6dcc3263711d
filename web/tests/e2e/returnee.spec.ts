import type { Browser, Page } from '@playwright/test'
import { axeFaults } from './support/axe'
import { ninthEdition } from './support/measures'
import { expect, test } from './support/test'
import { daysAgo, openResponse, type Town } from './support/town'
import { wordsOf } from './support/words'

test.use({ townOf: 'returnee' })

const { c } = wordsOf('zh-CN')
/** Lists are put in force from the desk; the look at whom they touch is a job of every 15 seconds. */
const looked = { timeout: 40_000 }
/** What can be taken back stays on the phone for fifteen seconds. */
const sent = { timeout: 25_000 }
const name = '端木归'

/** A person with a device of their own. */
async function device(browser: Browser, town: Town, who?: 'worker'): Promise<Page> {
  const context = await browser.newContext({
    baseURL: town.address,
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  if (who) await context.addCookies([{ ...town.cookies[who], url: town.address }])
  return context.newPage()
}

/** The returnee fills in the form behind the poster's code and keeps the address of the receipt. */
async function registers(page: Page, town: Town, poster: string): Promise<string> {
  await page.goto(poster)
  await page.getByLabel('姓名', { exact: true }).fill(name)
  await page.getByLabel('手机号').fill('15470000032')
  await page.getByLabel('到哪个村、哪个组').selectOption(town.grid.id)
  await page.getByLabel('住哪里').fill('村口旅馆')
  await page.getByText('已经到了').click()
  await page.getByLabel('哪天到家').selectOption(daysAgo(0))
  await page.getByLabel('省份').selectOption('44')
  await page.getByLabel('市', { exact: true }).selectOption('4403')
  await page.getByLabel('县、区').selectOption('440305')
  await page.getByLabel('从哪天').selectOption(daysAgo(10))
  await page.getByLabel('到哪天').selectOption(daysAgo(1))
  await page.getByRole('button', { name: '提交报备' }).click()
  await expect(page.getByRole('heading', { name: '报备成功' })).toBeVisible()
  await page.getByRole('link', { name: '查看或更正我的报备' }).click()
  await expect(page.getByText('已返待核实')).toBeVisible()
  return page.url()
}

const head = '等级,省,市,县,地点\n'
const now = () => {
  const at = new Date(Date.now() + 8 * 3_600_000)
  return `${at.getUTCFullYear()}年${at.getUTCMonth() + 1}月${at.getUTCDate()}日${at.getUTCHours()}时`
}
const list = (rows: readonly string[]) => {
  const of = (level: string) => rows.filter((row) => row.startsWith(level)).length
  const title = `截至${now()}，全国现有${of('高')}个高风险地区，${of('中')}个中风险地区,,,,\n`
  return `${title}${head}${rows.join('\n')}\n`
}

/** The clerk brings a list and puts it in force. */
async function bring(page: Page, rows: readonly string[]): Promise<void> {
  const buffer = Buffer.from(list(rows), 'utf8')
  await page.getByLabel(c('risk.upload'), { exact: true }).setInputFiles({
    name: '名单.csv',
    mimeType: 'text/csv',
    buffer,
  })
  await page.getByLabel(c('risk.source')).fill('国务院客户端')
  await page
    .getByRole('button', { name: c('risk.put'), exact: true })
    .first()
    .click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: c('risk.put'), exact: true })
    .click()
  await expect(page.getByLabel(c('risk.upload'), { exact: true })).toBeVisible()
}

/** The resident's own page says so, read again as a resident would. */
const says = (page: Page, text: string | RegExp) =>
  expect
    .poll(async () => {
      await page.reload()
      return page.locator('main').innerText()
    }, looked)
    .toMatch(text)

test('a_returnee_registers_is_met_at_the_door_is_told_why_each_change_changes_the_measure_and_is_released', async ({
  as,
  browser,
  page,
  town,
}) => {
  test.setTimeout(180_000)
  const response = await openResponse(town.clerk, town.root.id, '返乡过渡', 'covid19/xinyang-2022-spring')
  const { path } = await town.clerk.post<{ path: string }>('/arrivals/posters', {
    response_id: response,
    kind: 'village',
    area_id: town.village.id,
  })

  // The returnee registers by phone, and the grid worker sees it and goes there.
  const resident = await device(browser, town)
  await registers(resident, town, path)
  const worker = await device(browser, town, 'worker')
  await worker.goto('/m/today')
  const card = worker.locator('section.card').filter({ hasText: name })
  await expect(card).toContainText('从广东省深圳市南山区回来')
  await card.getByRole('button', { name: '上门核实了' }).click()
  await says(resident, /从外省返乡的，居家健康监测7天/)
  expect(await resident.locator('main').innerText()).toContain('信阳市')
  await expect(worker.locator('section.card').filter({ hasText: name }).first()).toContainText(
    /第 \d+ 天，共 7 天/,
    sent,
  )

  // At night the list changes: a place of the county is listed, and the measure becomes another one by itself.
  await as('clerk', `/console/responses/${response}`)
  await page.getByRole('link', { name: c('responses.tab.list') }).click()
  await bring(page, ['高风险,广东省,深圳市,南山区,粤海街道某小区'])
  await says(resident, /居家隔离/)
  const why = await resident.locator('main').innerText()
  expect(why).toContain('高风险名单中的“广东省深圳市南山区粤海街道某小区”')
  expect(why).toContain('解除日期')
  expect(await axeFaults(resident)).toEqual([])
  await page.goto(`/console/arrivals/board?response=${response}`)
  await expect(page.getByRole('link', { name: `${c('plans.measure.home_quarantine')} 1` })).toBeVisible()
  await expect(worker.locator('section.card').filter({ hasText: name }).first()).toContainText(
    /第 \d+ 天，共 14 天/,
    looked,
  )

  // A new national plan takes the place of the town's rules, and asks for less.
  await page.goto(`/console/responses/${response}/edit`)
  await page.getByLabel(c('responses.form.programme')).selectOption(ninthEdition)
  await page.getByRole('button', { name: c('save'), exact: true }).click()
  await says(resident, /自我健康监测3天/)
  expect(await resident.locator('main').innerText()).toContain('第九版')

  // The list was a mistake and is taken back: nothing is asked any longer.
  await page.goto(`/console/responses/${response}`)
  await page.getByRole('link', { name: c('responses.tab.list') }).click()
  await page
    .getByRole('button', { name: c('risk.withdraw'), exact: true })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('上级撤销了名单')
  await dialog.getByRole('button', { name: c('risk.withdraw'), exact: true }).click()
  await says(resident, /已解除/)
  expect(await axeFaults(resident)).toEqual([])
  await resident.context().close()
  await worker.context().close()
})
