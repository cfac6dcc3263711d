import type { Page } from '@playwright/test'
import { expect, test } from './support/test'
import { appointed, invited, password, type Town } from './support/town'
import { codeOf } from './support/totp'

const title = '键盘起草的要求'

async function signIn(page: Page, login: string, given = password): Promise<void> {
  await page.getByLabel('用户名').fill(login)
  await page.getByRole('textbox', { name: '密码', exact: true }).fill(given)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

/** Presses Tab until the focus is on what has this name. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab')
    const found = await page.evaluate(() => {
      const here = document.activeElement
      const label = (here as HTMLInputElement | null)?.labels?.[0]?.textContent
      return (here?.getAttribute('aria-label') ?? label ?? here?.textContent ?? '').trim()
    })
    if (typeof name === 'string' ? found.startsWith(name) : name.test(found)) return
  }
  throw new Error(`Tab never reaches ${String(name)}`)
}

test('an_administrator_needs_the_code_of_the_authenticator', async ({ page, town }) => {
  const token = await invited(town.config, '马文静', 'admin')
  await page.goto(`/console/invite/${token}`)
  await page.getByLabel('用户名').fill('second-admin')
  await page.getByLabel('新密码').fill(password)
  await page.getByLabel('再输一遍').fill(password)
  await page.getByRole('button', { name: '设置密码' }).click()
  await expect(page.getByRole('heading', { name: '登录' })).toBeVisible()
  await signIn(page, 'second-admin')
  const secret = (await page.locator('code').textContent()) ?? ''
  await page.getByLabel('动态验证码').fill('000000')
  await page.getByRole('button', { name: '验证' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('验证码不对')
  await page.getByLabel('动态验证码').fill(codeOf(secret))
  await page.getByRole('button', { name: '验证' }).click()
  await expect(page.getByRole('heading', { name: '总览' })).toBeVisible()

  await page.getByRole('button', { name: '退出登录' }).click()
  await signIn(page, 'second-admin')
  await expect(page.getByLabel('动态验证码')).toBeVisible()
  await expect(page.locator('code')).toHaveCount(0)
  await page.goto('/console/people')
  await expect(page.getByRole('heading', { name: '登录' })).toBeVisible()
})

test('five_wrong_passwords_lock_a_log_in_and_the_console_shows_it', async ({ page, as, town }) => {
  const person = { name: '宋晓梅', login: 'locked-one', phone: '15460000032' }
  await appointed(town.clerk, person, { role: 'grid_worker', area: town.grid.id })
  await page.goto('/console/login')
  for (let wrong = 0; wrong < 5; wrong += 1) {
    await signIn(page, 'locked-one', `not the password ${wrong}`)
    await expect(page.getByRole('alert')).toContainText(/不对|锁定/)
  }
  await signIn(page, 'locked-one')
  await expect(page.getByRole('alert')).toContainText('已锁定')

  await as('clerk', '/console/people')
  await page.getByLabel('按姓名或拼音找').fill('宋晓梅')
  await expect(page.getByRole('row').filter({ hasText: '宋晓梅' })).toContainText('已锁定')
})

test('a_changed_password_ends_the_sessions_elsewhere', async ({ page, town }) => {
  const next = '一场春雨一场暖和起来'
  const person = { name: '马春生', login: 'changes-desk', phone: '15460000033' }
  const { asker } = await appointed(town.clerk, person, { role: 'village_cadre', area: town.village.id })
  await page.goto('/console/login')
  await signIn(page, person.login)
  await page.getByRole('button', { name: '我的账号' }).click()
  await expect(page.getByText(`${town.village.name} 包片村干部`)).toBeVisible()
  await page.getByRole('button', { name: '修改密码' }).click()
  const dialog = page.getByRole('dialog', { name: '修改密码' })
  const change = async (current: string, again: string) => {
    await dialog.getByLabel('现在的密码').fill(current)
    await dialog.getByLabel('新密码').fill(next)
    await dialog.getByLabel('再输一遍').fill(again)
    await dialog.getByRole('button', { name: '修改密码' }).click()
  }
  await change(password, `${next}了`)
  await expect(dialog.getByText('两次输入的密码不一样')).toBeVisible()
  await change('not the password', next)
  await expect(dialog.getByText('现在的密码不对')).toBeVisible()
  await expect(dialog.getByLabel('现在的密码')).toHaveAttribute('aria-invalid', 'true')
  await change(password, next)
  await expect(page.getByText('密码已修改')).toBeVisible()
  await expect(dialog).toBeHidden()
  await expect(asker.get('/session')).rejects.toThrow(/401/)

  await page.reload()
  await page.getByRole('button', { name: '退出登录' }).click()
  await signIn(page, person.login)
  await expect(page.getByRole('alert')).toContainText('不对')
  await signIn(page, person.login, next)
  await expect(page.getByRole('heading', { name: '总览' })).toBeVisible()
})

test('the_menu_of_the_account_folds_with_escape_and_when_one_goes_on', async ({ as, page }) => {
  await as('clerk', '/console/board')
  const menu = page.getByRole('button', { name: '我的账号' })
  const change = page.getByRole('button', { name: '修改密码' })
  await menu.focus()
  await page.keyboard.press('Enter')
  await expect(menu).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('Tab')
  await expect(change).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(change).toBeHidden()
  await expect(menu).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(change).toBeVisible()
  await page.keyboard.press('Shift+Tab')
  await expect(change).toBeHidden()
})

test('a_cadre_of_one_village_sees_nothing_of_another', async ({ as, page, town }) => {
  const strange = await strangeHouse(town)
  await as('cadre', '/console/areas')
  await expect(page.getByRole('treeitem', { name: town.village.name }).first()).toBeVisible()
  await expect(page.getByText(town.otherVillage.name)).toHaveCount(0)

  await page.goto('/console/ledger')
  await expect(page.getByText(town.village.name).first()).toBeVisible()
  await page.getByRole('searchbox').fill(strange.head_name)
  await expect(page.getByText(town.otherVillage.name)).toHaveCount(0)

  await page.goto(`/console/ledger/households/${strange.id}`)
  await expect(page.getByText('没有这一页').first()).toBeVisible()
  await expect(page.getByText(strange.head_name)).toHaveCount(0)

  await page.goto(`/console/directives/${town.running}`)
  await expect(page.getByRole('row').filter({ hasText: town.village.name }).first()).toBeVisible()
  await expect(page.getByText(town.otherVillage.name)).toHaveCount(0)
  await page.goto(`/console/directives/${town.running}/doors`)
  await expect(page.getByText(town.grid.name).first()).toBeVisible()
  await expect(page.getByText(strange.grid_name)).toHaveCount(0)
})

interface Strange {
  id: string
  head_name: string
  grid_name: string
}
async function strangeHouse(town: Town): Promise<Strange> {
  const { items } = await town.clerk.get<{ items: Strange[] }>(
    `/households?area=${town.otherVillage.id}&limit=1`,
  )
  const [house] = items
  if (!house) throw new Error('the other village has no household')
  return house
}

test('one_logs_in_and_issues_a_directive_without_a_mouse', async ({ page }) => {
  const { keyboard } = page
  await page.goto('/console/directives/new')
  await tabTo(page, '用户名')
  await keyboard.type('t-clerk')
  await tabTo(page, '密码')
  await keyboard.type(password)
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '起草' })).toBeVisible()
  await tabTo(page, '标题')
  await keyboard.type(title)
  await tabTo(page, '内容')
  await keyboard.type('请逐户告知。')
  await tabTo(page, '黄寺岗镇')
  await keyboard.press('Space')
  await expect(page.getByRole('checkbox', { name: '黄寺岗镇' })).toBeChecked()
  await tabTo(page, '存为草稿')
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
  await tabTo(page, '签发')
  await keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await keyboard.press('Enter')
  await expect(page.getByText('执行中').first()).toBeVisible()
})
