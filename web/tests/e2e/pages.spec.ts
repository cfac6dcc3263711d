import type { Page } from '@playwright/test'
import { axeFaults } from './support/axe'
import { expect, test } from './support/test'
import type { Town, Who } from './support/town'

/** Every page of the console, by what it is: who opens it and where it is. */
const pages: Record<string, { who?: Who; path: (town: Town) => string }> = {
  login: { path: () => '/console/login' },
  board: { who: 'clerk', path: () => '/console/board' },
  board_of_a_grid: { who: 'worker', path: () => '/console/board' },
  area_of_a_town: { who: 'clerk', path: () => '/console/areas' },
  area_of_a_village: { who: 'clerk', path: ({ village }) => `/console/areas/${village.id}` },
  area_of_a_grid: { who: 'clerk', path: ({ grid }) => `/console/areas/${grid.id}` },
  ledger: { who: 'clerk', path: () => '/console/ledger' },
  household: { who: 'clerk', path: ({ houses }) => `/console/ledger/households/${houses[0]?.id}` },
  import: { who: 'clerk', path: () => '/console/ledger/import' },
  duplicates: { who: 'clerk', path: () => '/console/ledger/duplicates' },
  posts: { who: 'clerk', path: () => '/console/posts' },
  coverage: { who: 'clerk', path: () => '/console/posts/coverage' },
  liaisons: { who: 'clerk', path: ({ grid }) => `/console/posts/liaisons?grid=${grid.id}` },
  who_answers: { who: 'clerk', path: () => '/console/posts/who' },
  directives: { who: 'commander', path: () => '/console/directives' },
  draft: { who: 'clerk', path: ({ draft }) => `/console/directives/${draft}/edit` },
  directive: { who: 'clerk', path: ({ running }) => `/console/directives/${running}` },
  tiers: { who: 'clerk', path: ({ running }) => `/console/directives/${running}/tiers` },
  doors: { who: 'clerk', path: ({ running }) => `/console/directives/${running}/doors` },
  late: { who: 'clerk', path: ({ running }) => `/console/directives/${running}/late` },
  text: { who: 'clerk', path: ({ running }) => `/console/directives/${running}/text` },
  sheets: { who: 'clerk', path: ({ running }) => `/console/directives/${running}/sheets` },
  responses: { who: 'clerk', path: () => '/console/responses' },
  open_a_response: { who: 'clerk', path: () => '/console/responses/new' },
  people: { who: 'admin', path: () => '/console/people' },
  audit: { who: 'auditor', path: () => '/console/audit' },
  a_page_that_is_not_one_s: { who: 'worker', path: () => '/console/audit' },
  a_page_that_is_not_there: { who: 'clerk', path: () => '/console/nothing' },
}

/** Latin words that a Chinese page may have: names of formats and of the product, and units. */
const known = /^(Gridward|English|Excel|CSV|GeoJSON|xlsx|xls|csv|MB|QR|code|name)$/

/** What a page says, without what people have entered in Latin letters: names of log-ins, marks of records. */
function wordsOn(page: Page): Promise<string> {
  return page.evaluate(() => {
    const said = document.body.cloneNode(true) as HTMLElement
    for (const part of said.querySelectorAll('[translate=no], script, style, noscript')) part.remove()
    const texts = document.createTreeWalker(said, NodeFilter.SHOW_TEXT)
    const all: string[] = []
    while (texts.nextNode()) all.push(texts.currentNode.textContent ?? '')
    return all.join(' ')
  })
}

async function still(page: Page): Promise<void> {
  await expect(page.locator('h1, .el-result, .panel').first()).toBeVisible()
  await expect(page.locator('.loading')).toHaveCount(0)
}

test('a_page_that_is_loaded_again_is_the_same', async ({ as, page }) => {
  await as('clerk', '/console/posts')
  await still(page)
  await page.reload()
  await expect(page.getByRole('heading', { name: '责任岗位' })).toBeVisible()
  await page.goto('/console/ledger')
  await page.goto('/console/posts')
  await expect(page.getByRole('heading', { name: '责任岗位' })).toBeVisible()
})

for (const [name, { who, path }] of Object.entries(pages)) {
  test(`${name}_is_accessible_and_clean_in_both_languages`, async ({ page, as, town }) => {
    await page.addInitScript(() => localStorage.setItem('gridward.language', 'zh-CN'))
    if (who) await as(who, path(town))
    else await page.goto(path(town))
    await still(page)
    expect(await axeFaults(page)).toEqual([])
    const words = (await wordsOn(page)).match(/[A-Za-z]{2,}/g) ?? []
    expect(words.filter((word) => !known.test(word))).toEqual([])

    await page.getByRole('button', { name: 'English' }).click()
    await expect(page.getByRole('button', { name: '中文' })).toBeVisible()
    await still(page)
    expect(await axeFaults(page)).toEqual([])
  })
}
