import type { Page } from '@playwright/test'
import { axeFaults } from './support/axe'
import { layoutFaults } from './support/layout'
import { expect, test } from './support/test'
import { appointed, password, type Town, type Who } from './support/town'
import { languages, wordsOf } from './support/words'

test.use({ viewport: { width: 320, height: 640 }, contextOptions: { reducedMotion: 'reduce' } })

const pages: Record<
  string,
  { who?: Who; path: (town: Town) => string; shows: (town: Town) => string | RegExp }
> = {
  login: { path: () => '/m/login', shows: () => /登录|Sign in/ },
  today: { who: 'worker', path: () => '/m/today', shows: () => '外出返回先报备' },
  today_of_a_cadre: { who: 'cadre', path: () => '/m/today', shows: () => '外出返回先报备' },
  today_of_a_clerk: { who: 'clerk', path: () => '/m/today', shows: () => '外出返回先报备' },
  doors: {
    who: 'worker',
    path: ({ running }) => `/m/doors?directive=${running}`,
    shows: ({ houses }) => houses[1]?.door ?? '',
  },
  doors_of_a_liaison: {
    who: 'liaison',
    path: ({ running }) => `/m/doors?directive=${running}`,
    shows: ({ houses }) => houses[1]?.door ?? '',
  },
  door: {
    who: 'worker',
    path: ({ houses, running }) => `/m/door/${houses[1]?.id}?directive=${running}`,
    shows: ({ houses }) => houses[1]?.head_name ?? '',
  },
  directive: {
    who: 'worker',
    path: ({ running }) => `/m/directive/${running}`,
    shows: () => '外出返回先报备',
  },
  call: { who: 'worker', path: () => '/m/call', shows: () => '陈秀兰' },
  me: { who: 'worker', path: () => '/m/me', shows: () => '周小燕' },
  register: { who: 'worker', path: () => '/m/register', shows: () => /姓名|Name/ },
  password: { who: 'worker', path: () => '/m/password', shows: () => /别处的登录|sessions elsewhere/ },
  outbox: { who: 'worker', path: () => '/m/outbox', shows: () => /最近没有填报|Nothing/ },
}

/** What the page is like in a language and in the biggest letters that the phone offers. */
async function enlarge(page: Page, language: string): Promise<void> {
  await page.evaluate((chosen) => {
    localStorage.setItem('gridward.language', chosen)
    localStorage.setItem('gridward.text', 'huge')
  }, language)
  await page.reload()
}

async function look(page: Page, what: string): Promise<void> {
  expect.soft(await axeFaults(page), what).toEqual([])
  expect.soft(await layoutFaults(page), what).toEqual([])
}

for (const [name, { who, path, shows }] of Object.entries(pages)) {
  test(`${name}_is_accessible_in_the_biggest_letters_on_a_small_phone`, async ({ page, as, town }) => {
    if (who) await as(who, path(town))
    else await page.goto(path(town))
    for (const language of languages) {
      await enlarge(page, language)
      await expect(page.locator('#content').getByText(shows(town)).first()).toBeVisible()
      await look(page, language)
    }
  })
}

for (const language of languages) {
  test(`the_sheets_are_accessible_in_the_biggest_letters_in_${language}`, async ({ as, page, town }) => {
    const { f } = wordsOf(language)
    const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click()
    const begins = (name: string) => page.getByRole('button', { name: new RegExp(`^${name.split('{')[0]}`) })
    const close = () => press(f('receipt.close'))
    await as('worker', `/m/doors?directive=${town.running}`)
    await enlarge(page, language)
    await begins(f('door.tick')).first().click()
    await look(page, 'receipt')
    await close()
    await begins(f('door.call')).first().click()
    await look(page, 'call')
    await close()

    await press(f('doors.batch'))
    await press(f('doors.batch.group'))
    // The bar that records them lies over the list until one comes to its end.
    await page.evaluate(() => document.getElementById('content')?.scrollTo(0, 100_000))
    await look(page, 'several doors')
    await begins(f('doors.batch.write')).click()
    await look(page, 'receipt of several doors')
    await close()

    await page.goto(`/m/door/${town.houses[0]?.id}?directive=${town.running}`)
    await press(f('door.change'))
    await look(page, 'another receipt')
    await press(f('receipt.void.act'))
    await look(page, 'a reason')
  })
}

test('one_changes_the_password_on_the_phone_and_stays_signed_in', async ({ page, town }) => {
  const next = '夜来风雨声花落知多少'
  const person = { name: '林小草', login: 'changes-phone', phone: '15460000034' }
  const { asker } = await appointed(town.clerk, person, { role: 'grid_worker', area: town.grid.id })
  await page.goto('/m/login?next=/me')
  await page.getByLabel('用户名').fill(person.login)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('link', { name: '修改密码' }).click()
  const change = async (current: string, again: string) => {
    await page.getByLabel('现在的密码').fill(current)
    await page.getByRole('textbox', { name: /^新密码 / }).fill(next)
    await page.getByLabel('新密码再输一遍').fill(again)
    await page.getByRole('button', { name: '改好了，保存' }).click()
  }
  await change(password, `${next}？`)
  await expect(page.getByRole('alert')).toContainText('不一样')
  await change('not the password', next)
  await expect(page.getByRole('alert')).toContainText('现在的密码不对')
  await page.getByLabel('显示密码').check()
  await expect(page.getByLabel('现在的密码')).toHaveAttribute('type', 'text')
  await change(password, next)
  await expect(page.getByRole('status').filter({ hasText: '密码已修改' })).toBeVisible()
  await expect(asker.get('/session')).rejects.toThrow(/401/)
  await page.getByRole('link', { name: '回到“我的”' }).click()
  await expect(page.getByRole('heading', { name: person.name })).toBeVisible()
  await expect(page.getByText('已全部上传')).toBeVisible()
})

test('the_doors_are_used_at_twice_the_size_without_sideways_scrolling', async ({ as, town, page }) => {
  // A browser's zoom of 200 % on a phone of 390 points leaves 195.
  await page.setViewportSize({ width: 195, height: 422 })
  await as('worker', `/m/doors?directive=${town.running}`)
  await expect(page.getByText(town.houses[1]?.door ?? '').first()).toBeVisible()
  const wide = await page.evaluate(() => {
    const frame = document.getElementById('content')
    return frame ? frame.scrollWidth - frame.clientWidth : -1
  })
  expect(wide).toBe(0)
})
