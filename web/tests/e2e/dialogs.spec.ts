import type { Locator, Page } from '@playwright/test'
import { axeFaults } from './support/axe'
import { layoutFaults } from './support/layout'
import { still } from './support/pages'
import { expect, test } from './support/test'
import { invited, password, type Town, type Who } from './support/town'
import { codeOf } from './support/totp'
import { languages, wordsOf } from './support/words'

// A dialog that fits the screen of 1440 x 900 points at a zoom of 200 % fits every desk. What moves is not looked at.
test.use({
  viewport: { width: 720, height: 450 },
  deviceScaleFactor: 2,
  contextOptions: { reducedMotion: 'reduce' },
})

/** The dialogs of each page, by the words on the buttons that open them. */
const dialogs: Record<string, { who: Who; path: (town: Town) => string; opened: string[] }> = {
  town: {
    who: 'clerk',
    path: () => '/console/areas',
    opened: ['areas.import', 'areas.create', 'areas.rename', 'areas.shapes', 'areas.close'],
  },
  grid: {
    who: 'clerk',
    path: ({ grid }) => `/console/areas/${grid.id}`,
    opened: ['areas.split', 'areas.merge'],
  },
  household: {
    who: 'clerk',
    path: ({ houses }) => `/console/ledger/households/${houses[0]?.id}`,
    opened: [
      'household.edit',
      'household.move',
      'household.split',
      'household.merge',
      'household.close',
      'resident.add',
      'unmask.show',
    ],
  },
  posts: {
    who: 'clerk',
    path: () => '/console/posts',
    opened: ['posts.appoint', 'posts.handOver', 'posts.standIn', 'posts.end'],
  },
  draft: { who: 'clerk', path: ({ draft }) => `/console/directives/${draft}`, opened: ['directives.issue'] },
  directive: {
    who: 'clerk',
    path: ({ running }) => `/console/directives/${running}`,
    opened: ['directives.export', 'directives.withdraw', 'directives.close'],
  },
  people: {
    who: 'admin',
    path: () => '/console/people',
    opened: ['people.add', 'edit', 'people.invite', 'people.end'],
  },
}

/** Neither in a dialog nor behind it may anything be wrong. */
async function look(page: Page, what: string): Promise<void> {
  expect.soft(await axeFaults(page), what).toEqual([])
  expect.soft(await layoutFaults(page), what).toEqual([])
}

async function lookInto(page: Page, opener: Locator, what: string): Promise<void> {
  await opener.click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await look(page, what)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
}

for (const [name, { who, path, opened }] of Object.entries(dialogs)) {
  test(`the_dialogs_of_${name}_are_accessible_in_both_languages`, async ({ page, as, town }) => {
    test.slow()
    await as(who, path(town))
    for (const language of languages) {
      const { c } = wordsOf(language)
      await page.evaluate((chosen) => localStorage.setItem('gridward.language', chosen), language)
      await page.reload()
      await still(page)
      for (const word of opened)
        await lookInto(page, page.getByRole('button', { name: c(word) }).first(), `${language} ${word}`)
    }
  })
}

test('the_menu_of_the_account_and_its_dialog_are_accessible', async ({ as, page }) => {
  await as('clerk', '/console/board')
  await still(page)
  await page.getByRole('button', { name: '我的账号' }).click()
  expect(await axeFaults(page)).toEqual([])
  await lookInto(page, page.getByRole('button', { name: '修改密码' }), 'password')
})

test('the_way_in_is_accessible_from_the_link_to_the_authenticator', async ({ page, town }) => {
  const inBoth = async (step: string) => {
    await look(page, `zh-CN ${step}`)
    await page.getByRole('button', { name: 'English' }).click()
    await look(page, `en ${step}`)
    await page.getByRole('button', { name: '中文' }).click()
  }
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const signIn = async () => {
    await page.getByLabel('用户名').fill('third-admin')
    await page.getByLabel('密码').fill(password)
    await press('登录')
  }
  await page.goto(`/console/invite/${await invited(town.config, '胡静', 'admin')}`)
  await page.getByLabel('用户名').fill('third-admin')
  await page.getByLabel('新密码').fill(password)
  await page.getByLabel('再输一遍').fill('something else')
  await press('设置密码')
  await inBoth('link')
  await page.getByLabel('再输一遍').fill(password)
  await press('设置密码')
  await expect(page.getByRole('heading', { name: '登录' })).toBeVisible()
  await signIn()
  const secret = (await page.locator('code').textContent()) ?? ''
  await inBoth('a new authenticator')
  await page.getByLabel('动态验证码').fill(codeOf(secret))
  await press('验证')
  await press('退出登录')
  await signIn()
  await expect(page.getByLabel('动态验证码')).toBeVisible()
  await inBoth('the code')
})
