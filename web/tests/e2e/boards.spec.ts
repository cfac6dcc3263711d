import type { Locator, Page } from '@playwright/test'
import { axeFaults } from './support/axe'
import { layoutFaults } from './support/layout'
import { caohejing, ninthEdition, putList, verified, zhangjiang } from './support/measures'
import { still } from './support/pages'
import { expect, test } from './support/test'
import { openResponse, type Town } from './support/town'
import { languages, wordsOf, type Language } from './support/words'

test.use({ townOf: 'boards' })

const press = (page: Page | Locator, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click()
const told = (what: string, language: Language) => `${what}_in_${language === 'en' ? 'english' : 'chinese'}`

/** A response by the ninth edition with a list in force, one under a measure and two that a person has to confirm. */
async function underWay({ clerk, root, grid }: Town, name: string) {
  const response = await openResponse(clerk, root.id, name, ninthEdition)
  await putList(clerk, response, [zhangjiang, caohejing])
  const area = grid.id
  const named = { area, place: '东头老屋', from: ['310115', '浦东新区张江镇'] as const }
  const li = await verified(clerk, response, { name: '司马归', area, from: ['310115', '上海市浦东新区'] })
  const wang = await verified(clerk, response, { ...named, name: '诸葛返' })
  const zhou = await verified(clerk, response, { ...named, name: '欧阳回' })
  return { response, li, wang, zhou }
}

async function clean(page: Page): Promise<void> {
  await still(page)
  await expect(page.locator('.el-message')).toHaveCount(0)
  expect(await axeFaults(page)).toEqual([])
  expect(await layoutFaults(page)).toEqual([])
}

for (const language of languages) {
  const { c } = wordsOf(language)
  test.describe(() => {
    test.beforeEach(({ page }) =>
      page.addInitScript((chosen) => localStorage.setItem('gridward.language', chosen), language),
    )

    test(
      told('possible_matches_are_confirmed_and_ruled_out_by_the_keyboard_alone', language),
      async ({ page, as, town }) => {
        const { response, wang } = await underWay(town, `待确认 ${language}`)
        await as('clerk', `/console/arrivals/possible?response=${response}`)
        const confirm = (name: string) =>
          page.getByRole('button', { name: `${c('plans.decide.confirm')} ${name}` })
        await expect(confirm('诸葛返')).toBeVisible()
        await expect(page.getByText('上海市浦东新区张江镇某小区').first()).toBeVisible()
        await clean(page)

        await confirm('诸葛返').focus()
        await page.keyboard.press('ArrowDown')
        await expect(confirm('欧阳回')).toBeFocused()
        await page.keyboard.press('ArrowUp')
        await page.keyboard.press('Enter')
        await expect(page.getByRole('link', { name: '诸葛返' })).toHaveCount(0)
        await expect(confirm('欧阳回')).toBeFocused()
        for (const name of ['欧阳回', '司马归']) {
          await press(page, `${c('plans.decide.reject')} ${name}`)
          await page.getByRole('dialog').getByRole('textbox').fill('本人说没到过那个小区')
          await page
            .getByRole('dialog')
            .getByRole('button', { name: c('plans.decide.reject') })
            .click()
          await expect(page.getByRole('link', { name })).toHaveCount(0)
        }
        await expect(page.getByText(c('plans.possible.none'), { exact: true })).toBeVisible()
        await clean(page)

        await page.goto(`/console/arrivals/${wang}`)
        await expect(page.getByRole('heading', { name: c('plans.title') })).toBeVisible()
        await page.locator('summary').click()
        await clean(page)
      },
    )

    test(
      told('a_told_contact_is_assessed_reported_on_by_phone_and_printed', language),
      async ({ page, as, town }) => {
        const { response, li } = await underWay(town, `随访 ${language}`)
        await as('clerk', `/console/arrivals/${li}`)
        await press(page, c('plans.assess'))
        await press(page, c('plans.exposure.add'))
        await clean(page)
        await page
          .getByRole('dialog')
          .getByRole('button', { name: c('plans.assess') })
          .click()
        await expect(page.getByText(c('plans.class.close_contact')).first()).toBeVisible()
        await expect(page.getByText(c('plans.state.in_force')).first()).toBeVisible()
        await page.locator('summary').click()
        await clean(page)
        await page.getByRole('link', { name: c('plans.notice') }).click()
        await expect(page.getByText(c('plans.notice.begins'))).toBeVisible()
        await clean(page)

        await page.goto(`/console/arrivals/follow-ups?response=${response}`)
        await press(page, `${c('follow_ups.report')} 司马归`)
        const dialog = page.getByRole('dialog')
        await dialog.getByRole('button', { name: c('follow_ups.report') }).click()
        await expect(dialog.getByText(c('follow_ups.report.missing.outcome'))).toBeVisible()
        await dialog.getByLabel(c('follow_ups.outcome.seen_with_finding')).check()
        await expect(dialog.getByText(c('follow_ups.report.transfer'))).toBeVisible()
        await clean(page)
        await dialog.getByLabel(c('follow_ups.outcome.seen_well')).check()
        await dialog.getByLabel(c('follow_ups.report.source')).selectOption('called')
        await dialog.getByLabel(c('follow_ups.report.note')).fill('电话里说一切正常')
        await dialog.getByRole('button', { name: c('follow_ups.report') }).click()
        await expect(dialog).toBeHidden()
        const row = page.getByRole('row').filter({ hasText: '司马归' })
        await expect(row.filter({ hasText: c('follow_ups.state.done') })).toHaveCount(1)
        await clean(page)
        await press(page, `${c('follow_ups.report')} 司马归`)
        await expect(dialog.getByText('电话里说一切正常')).toBeVisible()
        await press(dialog, c('cancel'))
        await press(page, c('follow_ups.yesterday'))
        await expect(page.getByText(c('follow_ups.none'), { exact: true })).toBeVisible()
        await clean(page)
      },
    )

    test(
      told('the_days_sentence_tallies_opens_to_its_rows_and_a_village_reports_zero', language),
      async ({ page, as, town }) => {
        const { response } = await underWay(town, `日报 ${language}`)
        await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
        await as('clerk', `/console/arrivals/day?response=${response}`)
        const sentence = page.locator('.sentence p')
        await expect(sentence).toContainText(`${c('origin.other_province')} 3`)
        await expect(sentence).toContainText(town.otherVillage.name)
        await clean(page)
        await press(page, c('returnees.day.copy'))
        await expect(page.getByText(c('returnees.day.copied'))).toBeVisible()
        expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await sentence.innerText())

        await press(page, c('returnees.day.zero.report.of', { village: town.otherVillage.name }))
        const village = page.getByRole('row').filter({ hasText: town.otherVillage.name })
        await expect(village).toContainText(c('returnees.day.zero', { who: '赵明远' }))
        await expect(sentence).toContainText(c('returnees.day.zeros', { n: 1 }))
        const row = page.getByRole('row').filter({ hasText: town.village.name })
        await row.getByRole('link').last().click()
        await expect(page.getByRole('link', { name: '司马归' })).toBeVisible()
        const kind = c('arrivals.filter.origin_kind', { kind: c('origin.other_province') })
        await press(page, c('arrivals.filter.drop', { what: kind }))
        await expect(page.getByRole('button', { name: kind })).toHaveCount(0)
        await clean(page)
      },
    )

    test(
      told('the_board_shows_who_is_under_what_and_sends_out_what_a_list_changed', language),
      async ({ page, as, town }) => {
        const response = await openResponse(town.clerk, town.root.id, `看板 ${language}`, ninthEdition)
        const from = ['310115', '浦东新区张江镇'] as const
        await verified(town.clerk, response, { name: '司马归', area: town.grid.id, from })
        await putList(town.clerk, response, [zhangjiang])
        await as('clerk', `/console/arrivals/board?response=${response}`)
        const send = page.getByRole('button', { name: c('returnees.screening.send') })
        await expect(send).toBeEnabled({ timeout: 40_000 })
        const tile = (word: string) => page.locator('a.tile').filter({ hasText: word }).first()
        await expect(tile(c('returnees.possible'))).toContainText('1')
        await expect(tile(c('plans.measure.self_monitoring'))).toContainText('1')
        await clean(page)
        await send.click()
        await expect(page.getByText(c('returnees.screening.send.done', { n: 1 }))).toBeVisible()
        await expect(send).toBeDisabled()
        await tile(c('plans.measure.self_monitoring')).click()
        await expect(page.getByRole('link', { name: '司马归' })).toBeVisible()

        await page.goto('/console/board')
        await expect(tile(c('board.returnees'))).toBeVisible()
        await as('worker', `/console/arrivals/board?response=${response}`)
        await expect(page.getByRole('heading', { name: c('returnees.screening') })).toBeVisible()
        await expect(send).toHaveCount(0)
        await clean(page)
        await page
          .getByRole('button', { name: c('returnees.screening.acknowledge'), exact: false })
          .first()
          .click()
        const seen = c('returnees.screening.seen.of', { sent: 1, seen: 1, grids: 1 })
        await expect(page.getByText(seen)).toBeVisible()
      },
    )
  })
}
