import type { Locator, Page } from '@playwright/test'
import { axeFaults } from './support/axe'
import { expect, test } from './support/test'
import { daysAgo, openResponse, register, type Town } from './support/town'
import { languages, wordsOf, type Language } from './support/words'

test.use({ townOf: 'arrivals' })

type Words = (key: string, given?: Readonly<Record<string, string | number>>) => string
const press = (page: Page | Locator, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click()
const done = async (page: Page, name: string) => {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name, exact: true }).click()
  await expect(dialog).toBeHidden()
}

/** Chooses an area in a tree that is searched. */
async function area(page: Page, within: Page | Locator, label: string, name: string): Promise<void> {
  const field = within.getByRole('combobox', { name: label })
  await field.click()
  await field.fill(name)
  await page.locator('.el-tree-node__content:visible').filter({ hasText: name }).first().click()
}

async function day(page: Page, field: Locator, date: string): Promise<void> {
  await field.fill(date)
  await page.keyboard.press('Enter')
}

/** Shenzhen, Nanshan, from ten days ago until yesterday. */
async function stay(page: Page, c: Words): Promise<void> {
  await press(page, c('arrivals.stay.add'))
  const nth = `${c('arrivals.stay.n', { n: 1 })} ${c('arrivals.stay.area')}`
  await page.getByLabel(`${nth} ${c('arrivals.region.province')}`).selectOption('44')
  await page.getByLabel(`${nth} ${c('arrivals.region.city')}`).selectOption('4403')
  await page.getByLabel(`${nth} ${c('arrivals.region.county')}`).selectOption('440305')
  await day(page, page.getByRole('combobox', { name: c('arrivals.stay.from') }), daysAgo(10))
  await day(page, page.getByRole('combobox', { name: c('arrivals.stay.to') }), daysAgo(1))
}

/** The form up to its button: one person who is here, in a grid, from Shenzhen. */
async function fill(page: Page, c: Words, town: Town, name: string): Promise<void> {
  await page.getByLabel(c('arrivals.form.name')).first().fill(name)
  await page.getByLabel(c('arrivals.form.phone')).first().fill('15460000042')
  await area(page, page, c('arrivals.form.area'), town.grid.name)
  await page.getByLabel(c('arrivals.form.place')).fill('村口旅馆')
  await stay(page, c)
}

const told = (what: string, language: Language) => `${what}_in_${language === 'en' ? 'english' : 'chinese'}`

for (const language of languages) {
  const { c } = wordsOf(language)
  test.describe(() => {
    test.beforeEach(({ page }) =>
      page.addInitScript((chosen) => localStorage.setItem('gridward.language', chosen), language),
    )

    test(
      told('somebody_is_registered_at_the_desk_and_a_second_time_is_linked', language),
      async ({ page, as, town }) => {
        const response = await openResponse(town.clerk, town.root.id, `窗口 ${language}`)
        await as('clerk', `/console/arrivals?response=${response}`)
        await expect(page.getByText(c('arrivals.sentence.nobody'))).toBeVisible()
        await page.getByRole('link', { name: c('arrivals.new') }).click()
        await press(page, c('arrivals.register'))
        await expect(page.getByText(c('arrivals.fault.name'))).toBeVisible()
        await fill(page, c, town, '司马归')
        await press(page, c('arrivals.form.companion.add'))
        await page.getByLabel(c('arrivals.form.name')).last().fill('司马小归')
        expect(await axeFaults(page)).toEqual([])
        await press(page, c('arrivals.register'))
        await expect(page.getByRole('link', { name: '司马小归' })).toBeVisible()

        await press(page, c('arrivals.registered.next'))
        await fill(page, c, town, '司马归')
        await press(page, c('arrivals.register'))
        await expect(page.getByText(c('arrivals.registered.twice'))).toBeVisible()
        expect(await axeFaults(page)).toEqual([])
        await page.getByRole('link', { name: c('arrivals.registered.first') }).click()
        await expect(page.getByRole('heading', { name: c('arrivals.additions') })).toBeVisible()
        await expect(page.getByText('广东省深圳市南山区').first()).toBeVisible()
        await expect(page.getByText('154****0042').first()).toBeVisible()
      },
    )

    test(
      told('one_arrival_is_verified_corrected_and_another_goes_elsewhere', language),
      async ({ page, as, town }) => {
        const response = await openResponse(town.clerk, town.root.id, `核实 ${language}`)
        const first = await register(town.clerk, response, town.grid.id, '司马归')
        const second = await register(town.clerk, response, town.grid.id, '司马小归')
        await as('clerk', `/console/arrivals/${first}`)
        await press(page, c('arrivals.move.verify'))
        await page.getByLabel(c('arrivals.form.by')).selectOption('visit')
        expect(await axeFaults(page)).toEqual([])
        await done(page, c('arrivals.move.verify'))
        await expect(page.getByText(c('arrivals.verifiedBy.visit'))).toBeVisible()
        await press(page, `${c('unmask.show')} 司马归`)
        await page.getByRole('dialog').getByRole('textbox').fill('打电话核对信息')
        await done(page, c('unmask.show'))
        await expect(page.getByText('15460000041')).toBeVisible()

        await press(page, c('arrivals.move.edit'))
        await page.getByRole('dialog').getByLabel(c('arrivals.stay.place')).fill('浦东张江某小区')
        await page.getByRole('dialog').getByLabel(c('reason')).fill('本人补充')
        expect(await axeFaults(page)).toEqual([])
        await done(page, c('save'))
        await expect(page.getByRole('row').filter({ hasText: '本人补充' })).toContainText('浦东张江某小区')

        await page.goto(`/console/arrivals/${second}`)
        await press(page, c('arrivals.move.forward'))
        await page.getByRole('dialog').getByLabel(c('arrivals.form.forwardTo')).fill('信阳市光山县')
        await page.getByRole('dialog').getByLabel(c('reason')).fill('去了外婆家')
        await done(page, c('arrivals.move.forward'))
        await expect(page.getByText(c('arrivals.unaccepted')).first()).toBeVisible()
        await press(page, c('arrivals.move.accept'))
        await page.getByRole('dialog').getByLabel(c('arrivals.form.acceptedBy')).fill('光山县来电确认')
        await done(page, c('arrivals.move.accept'))
        await expect(page.getByRole('row').filter({ hasText: '光山县来电确认' })).toBeVisible()
        expect(await axeFaults(page)).toEqual([])

        await page.goto(`/console/arrivals?response=${response}`)
        const parts = `${c('arrivals.state.verified')} 1 + ${c('arrivals.state.went_elsewhere')} 1`
        await expect(page.getByText(c('arrivals.sentence', { total: 2, parts }))).toBeVisible()
        const search = page.getByRole('searchbox', { name: c('arrivals.filter.name') })
        await search.fill('smxg')
        await expect(page.getByRole('link', { name: '司马归', exact: true })).toHaveCount(0)
        await expect(page.getByRole('link', { name: '司马小归' })).toBeVisible()
        await search.fill('司马贵')
        await expect(page.getByText(c('arrivals.none.filtered'))).toBeVisible()
        await search.fill('')
        await page
          .locator('a.tile')
          .filter({ hasText: `${c('arrivals.state.verified')}1` })
          .click()
        await expect(page.getByRole('link', { name: '司马归', exact: true })).toBeVisible()
        await expect(page.getByRole('link', { name: '司马小归' })).toHaveCount(0)
      },
    )

    test(
      told('a_poster_is_made_printed_and_ended_and_a_tip_is_looked_into', language),
      async ({ page, as, town }) => {
        const response = await openResponse(town.clerk, town.root.id, `海报 ${language}`)
        await as('clerk', `/console/arrivals/posters?response=${response}`)
        await press(page, c('posters.make'))
        const dialog = page.getByRole('dialog')
        await dialog.getByLabel(c('posters.kind')).selectOption('checkpoint')
        await area(page, dialog, c('posters.area'), town.village.name)
        await dialog.getByLabel(c('posters.label')).fill('国道卡点')
        expect(await axeFaults(page)).toEqual([])
        await done(page, c('posters.make'))
        const poster = page.getByRole('row').filter({ hasText: '国道卡点' })
        const path = await poster.locator('a[target=_blank]').innerText()
        await poster.getByRole('link', { name: c('posters.print') }).click()
        await expect(page.getByRole('heading', { name: c('posters.sheet.title') })).toBeVisible()
        await expect(page.getByText(`${town.address}${path}`)).toBeVisible()
        const pdf = await page.pdf({ preferCSSPageSize: true })
        expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)

        await page.goto(`${path}/tip`)
        await page.locator('#area').selectOption(town.village.id)
        await page.locator('#told').fill('东头空院子昨晚亮了灯')
        await page.locator('button.main').click()
        await expect(page.locator('#told')).toHaveCount(0)
        await page.goto(`/console/arrivals/tips?response=${response}`)
        await expect(page.getByText('东头空院子昨晚亮了灯')).toBeVisible()
        expect(await axeFaults(page)).toEqual([])
        await press(page, c('tips.outcome.unfounded'))
        await expect(page.getByText(c('tips.none.open'))).toBeVisible()

        await page.goto(`/console/arrivals/posters?response=${response}`)
        await press(poster, c('posters.end'))
        await done(page, c('posters.end'))
        await expect(page.getByText(c('posters.none'), { exact: true })).toBeVisible()
      },
    )
  })
}

test('somebody_of_whom_only_the_village_is_known_is_shown_as_a_gap_until_a_grid_is_chosen', async ({
  page,
  as,
  town,
}) => {
  const { c } = wordsOf('zh-CN')
  const response = await openResponse(town.clerk, town.root.id, '春季返乡')
  const { items } = await town.clerk.post<{ items: { id: string; gap: boolean }[] }>('/arrivals', {
    response_id: response,
    channel: 'phone_call',
    destination: { area_id: town.village.id, place: '' },
    expected_on: daysAgo(0),
    people: [{ name: '上官归' }],
  })
  expect(items[0]?.gap).toBe(true)
  await as('clerk', `/console/arrivals/villages?response=${response}`)
  await expect(page.getByRole('row').filter({ hasText: town.otherVillage.name })).toContainText(
    c('arrivals.villages.none'),
  )
  await page.getByRole('link', { name: town.village.name, exact: true }).click()
  await page.getByRole('link', { name: '上官归' }).click()
  const gap = page.locator('.chip').filter({ hasText: c('arrivals.gap') })
  await expect(gap).toBeVisible()
  await press(page, c('arrivals.move.route'))
  await area(page, page.getByRole('dialog'), c('arrivals.form.area'), town.grid.name)
  await done(page, c('arrivals.move.route'))
  await expect(gap).toHaveCount(0)

  await press(page, c('arrivals.move.not_coming'))
  await page.getByRole('dialog').getByLabel(c('reason')).fill('车票退了')
  await done(page, c('arrivals.move.not_coming'))
  await expect(page.getByRole('row').filter({ hasText: '车票退了' })).toContainText('不返乡')
  await expect(page.getByRole('button', { name: c('arrivals.move.verify') })).toHaveCount(0)
})

test('a_second_registration_that_nobody_recognised_is_linked_to_the_one_that_counts', async ({
  page,
  as,
  town,
}) => {
  const { c } = wordsOf('zh-CN')
  const response = await openResponse(town.clerk, town.root.id, '秋季返乡')
  await register(town.clerk, response, town.grid.id, '公孙归')
  const second = await register(town.clerk, response, town.grid.id, '公孙贵')
  await as('clerk', `/console/arrivals/${second}`)
  await press(page, c('arrivals.move.link'))
  await page.getByRole('radio', { name: /公孙归/ }).check()
  expect(await axeFaults(page)).toEqual([])
  await done(page, c('arrivals.move.link'))
  await page.getByRole('link', { name: c('arrivals.registered.first') }).click()
  await expect(page.getByRole('heading', { name: '公孙归' })).toBeVisible()
  await expect(page.getByRole('link', { name: '公孙贵' })).toBeVisible()
  await page.goto(`/console/arrivals?response=${response}`)
  await expect(page.getByText(c('arrivals.sentence.twice', { n: 1 }))).toBeVisible()
})
