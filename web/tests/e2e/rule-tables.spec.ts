import type { Locator, Page } from '@playwright/test'
import { axeFaults } from './support/axe'
import { expect, test } from './support/test'
import { register, type Town } from './support/town'
import { languages, wordsOf, type Language } from './support/words'

test.use({ townOf: 'rule-tables' })

type Words = (key: string, given?: Readonly<Record<string, string | number>>) => string

/** A response by the ninth edition, with somebody from another province who is verified and under no measure. */
async function running(town: Town, name: string): Promise<{ response: string; arrival: string }> {
  const opened = await town.clerk.post<{ id: string }>('/responses', {
    area_id: town.root.id,
    name,
    purpose: '核实返乡人员，落实健康管理。',
    legal_basis: '镇指挥部通告第 12 号',
    programme: 'covid19/national-ed9',
    from_at: Date.now(),
    retention_days: 30,
    backup_days: 14,
  })
  const arrival = await register(town.clerk, opened.id, town.grid.id, `沪归 ${name}`)
  await town.clerk.post(`/arrivals/${arrival}/verify`, { rev: 1, by: 'visit' })
  return { response: opened.id, arrival }
}

const plansOf = async (town: Town, { response, arrival }: { response: string; arrival: string }) =>
  (
    await town.clerk.get<{ items: { state: string; rule_set: string }[] }>(
      `/plans?response=${response}&arrival=${arrival}`,
    )
  ).items

const field = (within: Page | Locator, name: string) => within.getByRole('textbox', { name, exact: true })
const choice = (within: Locator, name: string) => within.getByRole('combobox', { name, exact: true })
const chip = (page: Page, word: string) => page.locator('.chip').getByText(word, { exact: true })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const confirm = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click()

/** Notices fade in and out, and are no part of the page. */
async function faultsOf(page: Page): Promise<string[]> {
  await expect(page.locator('.el-message')).toHaveCount(0, { timeout: 15_000 })
  return axeFaults(page)
}

async function typeIn(page: Page, c: Words): Promise<void> {
  await field(page, c('tables.form.title')).fill('外省返乡人员管控')
  await field(page, c('tables.form.source')).fill('潢防指〔2022〕15号')
  await field(page, c('tables.form.locator')).fill('附件1')
  await field(page, c('tables.form.reason')).fill('近期返乡人员集中。')
  const row = page.getByRole('group', { name: c('tables.row', { n: 1 }) })
  await choice(row, c('tables.row.class')).selectOption('other_province')
  await choice(row, c('tables.phase.kind')).selectOption('home_quarantine')
  await field(row, c('tables.phase.days')).fill('7')
  await field(row, c('tables.phase.tests')).fill('1、4、9')
}

const told = (language: Language) =>
  `a_clerk_types_in_a_table_tries_it_puts_it_in_force_and_takes_it_back_in_${language === 'en' ? 'english' : 'chinese'}`

for (const language of languages) {
  test(told(language), async ({ page, as, town }) => {
    // Twice everybody is looked at again by a job that comes round every quarter of a minute.
    test.setTimeout(180_000)
    const { c } = wordsOf(language)
    await page.addInitScript((chosen) => localStorage.setItem('gridward.language', chosen), language)
    const run = await running(town, `管控 ${language}`)
    await as('clerk', `/console/responses/${run.response}`)
    await page.getByRole('link', { name: c('responses.tab.tables') }).click()
    await expect(page.getByText(c('tables.none'))).toBeVisible()
    await page.getByRole('link', { name: c('tables.new') }).click()
    await expect(page.getByText(c('tables.check.mend', { n: 5 }))).toBeVisible()
    expect(await faultsOf(page)).toEqual([])

    await typeIn(page, c)
    await expect(page.getByText(c('tables.check.mend', { n: 1 }))).toBeVisible()
    await expect(button(page, c('tables.trial'))).toBeDisabled()
    await field(page, c('tables.phase.tests')).fill('1、4、7')
    await expect(page.getByText(c('tables.check.good'))).toBeVisible()

    await button(page, c('tables.trial')).click()
    await expect(page.locator('.told')).toContainText(language === 'en' ? 'begins 1' : '新增 1 人')
    expect(await faultsOf(page)).toEqual([])
    expect(await plansOf(town, run)).toEqual([])

    await button(page, c('tables.force')).click()
    await confirm(page, c('tables.force'))
    await expect(chip(page, c('tables.state.in_force'))).toBeVisible()
    await expect.poll(async () => (await plansOf(town, run))[0]?.state, { timeout: 40_000 }).toBe('in_force')

    await page.getByRole('link', { name: '外省返乡人员管控' }).click()
    await expect(
      page.getByRole('cell', { name: c('tables.class.other_province'), exact: true }),
    ).toBeVisible()
    expect(await faultsOf(page)).toEqual([])
    await button(page, c('tables.withdraw')).click()
    await page.getByRole('dialog').getByRole('textbox').fill('抄错了天数')
    await confirm(page, c('tables.withdraw'))
    await expect(chip(page, c('tables.state.taken_back'))).toBeVisible()
    await expect
      .poll(async () => (await plansOf(town, run))[0]?.state, { timeout: 40_000 })
      .not.toBe('in_force')
  })
}
