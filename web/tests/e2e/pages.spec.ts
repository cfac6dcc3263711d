import type { Page } from '@playwright/test'
import { axeFaults } from './support/axe'
import { expect, test } from './support/test'
import { pages, still } from './support/pages'

test.use({ townOf: 'pages' })

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
