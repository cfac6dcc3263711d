import type { Page } from '@playwright/test'
import { layoutFaults } from './support/layout'
import { pages, still } from './support/pages'
import { test, expect } from './support/test'

// A screen of 1440 x 900 points at a zoom of 200 %, and a small office's screen.
const enlarged = { width: 720, height: 450 }
const small = { width: 1366, height: 768 }
test.use({ viewport: enlarged, deviceScaleFactor: 2 })

const looks = [
  ['zh-CN', 'usual', enlarged],
  ['zh-CN', 'huge', enlarged],
  ['en', 'huge', enlarged],
  ['en', 'huge', small],
] as const

async function show(page: Page, [language, size, screen]: (typeof looks)[number]): Promise<string[]> {
  await page.setViewportSize(screen)
  await page.evaluate(
    ([chosen, text]) => {
      localStorage.setItem('gridward.language', chosen)
      localStorage.setItem('gridward.text', text)
    },
    [language, size] as const,
  )
  await page.reload()
  await still(page)
  return layoutFaults(page)
}

for (const [name, { who, path }] of Object.entries(pages)) {
  test(`${name}_can_be_read_at_200_percent_and_in_the_biggest_letters`, async ({ page, as, town }) => {
    if (who) await as(who, path(town))
    else await page.goto(path(town))
    for (const look of looks) expect.soft(await show(page, look), look.slice(0, 2).join(' ')).toEqual([])
  })
}
