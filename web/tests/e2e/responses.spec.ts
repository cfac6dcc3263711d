import type { Page } from '@playwright/test'
import { axeFaults } from './support/axe'
import { expect, test } from './support/test'
import { languages, wordsOf, type Language } from './support/words'

test.use({ townOf: 'responses' })

/** Official lists as a clerk gets them; the second changes the first. */
const head = '等级,省,市,县,地点\n'
const first = `截至2022年4月15日20时，全国现有1个高风险地区，1个中风险地区,,,,\n${head}高风险,吉林省,吉林市,昌邑区,延江街道江山帝景小区\n中风险,吉林省,吉林市,经开区,九站街道雾凇水岸小区\n`
const second = `截至2022年4月16日20时，全国现有0个高风险地区，1个中风险地区,,,,\n${head}中风险,吉林省,吉林市,昌邑区,延江街道江山帝景小区\n`
const file = (name: string, text: string) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text, 'utf8'),
})

type Words = (key: string, given?: Readonly<Record<string, string | number>>) => string
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()
const confirm = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click()

async function openOne(page: Page, c: Words, name: string): Promise<void> {
  await page.goto('/console/responses/new')
  await page.getByLabel(c('responses.form.name')).first().fill(name)
  await page.getByLabel(c('responses.form.purpose')).fill('核实返乡人员，落实健康管理。')
  await page.getByLabel(c('responses.form.basis')).fill('镇指挥部通告第 12 号')
  await page.getByLabel(c('responses.form.programme')).selectOption('covid19/national-ed9')
  await press(page, c('responses.open'))
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible()
  await expect(page.getByText(c('responses.state.open')).first()).toBeVisible()
}

async function bring(page: Page, c: Words, name: string, text: string): Promise<void> {
  await page.getByLabel(c('risk.upload'), { exact: true }).setInputFiles(file(name, text))
  await page.getByLabel(c('risk.source')).fill('国务院客户端')
  await press(page, c('risk.put'))
  await confirm(page, c('risk.put'))
  await expect(page.getByLabel(c('risk.upload'), { exact: true })).toBeVisible()
}

async function closeIt(page: Page, c: Words): Promise<void> {
  await page.getByRole('link', { name: c('responses.tab.end') }).click()
  await press(page, c('responses.end'))
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(c('responses.end.reason')).fill('疫情结束，转入常态')
  await dialog.getByRole('combobox').fill('吴敬文')
  await page.getByRole('option', { name: /吴敬文/ }).click()
  await dialog.getByRole('button', { name: c('responses.end'), exact: true }).click()
  await expect(page.getByText(c('responses.state.closed')).first()).toBeVisible()
}

/** Notices fade in and out, and are no part of the page. */
async function faultsOf(page: Page): Promise<string[]> {
  await expect(page.locator('.el-message')).toHaveCount(0)
  return axeFaults(page)
}

const told = (language: Language) =>
  `a_response_runs_from_its_opening_over_its_risk_lists_to_its_end_in_${language === 'en' ? 'english' : 'chinese'}`

for (const language of languages) {
  test(told(language), async ({ page, as }) => {
    const { c } = wordsOf(language)
    await page.addInitScript((chosen) => localStorage.setItem('gridward.language', chosen), language)
    await as('clerk', '/console/responses')
    await openOne(page, c, `返乡防控 ${language}`)
    await page.getByRole('link', { name: c('responses.tab.list') }).click()
    await bring(page, c, '名单.csv', first)
    await expect(page.getByRole('cell', { name: /江山帝景小区/ })).toBeVisible()

    await page.getByRole('link', { name: c('responses.tab.waiting') }).click()
    await expect(page.getByText('九站街道雾凇水岸小区')).toBeVisible()
    expect(await faultsOf(page)).toEqual([])
    await press(page, c('waiting.no'))
    await expect(page.getByText(c('waiting.none'))).toBeVisible()

    await page.getByRole('link', { name: c('responses.tab.list') }).click()
    await page.getByLabel(c('risk.upload'), { exact: true }).setInputFiles(file('次日.csv', second))
    await expect(page.getByText(c('risk.difference'))).toBeVisible()
    await press(page, c('risk.trial'))
    await expect(page.getByText(c('tables.trial.none'))).toBeVisible()
    expect(await faultsOf(page)).toEqual([])
    await press(page, c('risk.upload.again'))
    await bring(page, c, '次日.csv', second)
    await expect(page.getByText('九站街道雾凇水岸小区')).toHaveCount(0)
    await press(page, c('risk.withdraw'))
    await page.getByRole('dialog').getByRole('textbox').fill('传错了文件')
    await confirm(page, c('risk.withdraw'))
    await expect(page.getByText('九站街道雾凇水岸小区')).toBeVisible()

    await closeIt(page, c)
    await expect(page.getByText(c('responses.certificate.none'))).toBeVisible()
    expect(await faultsOf(page)).toEqual([])
  })
}
