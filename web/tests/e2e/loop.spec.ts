import type { Browser, Page } from '@playwright/test'
import { empty, expect, type NewTown } from './support/test'
import { Asker } from './support/api'
import { password } from './support/town'
import { codeOf } from './support/totp'
import { languages, wordsOf, type Language } from './support/words'

/** Six levels of the tree as an official file lists them: code, name, the code above, level. */
const areas = `code,name,parent_code,level
410000000000,河南省,,1
411500000000,信阳市,410000000000,2
411526000000,潢川县,411500000000,3
411526109000,黄寺岗镇,411526000000,4
411526109001,史寨村,411526109000,5
411526109002,马大塘村,411526109000,5
`
const ledger = `村,村民组,门牌号,与户主关系,姓名,出生日期,联系电话
史寨村,1组,东街1号,户主,吕义成,1965-10-25,15460000021
史寨村,1组,东街1号,配偶,戴珍凤,1968-05-11,
史寨村,1组,东街2号,户主,陈建,1971-02-03,15460000022
史寨村,1组,东街3号,户主,吕庆阳,1959-07-30,15460000023
`
const file = (name: string, mimeType: string, text: string) => ({
  name,
  mimeType,
  buffer: Buffer.from(text, 'utf8'),
})
type Said = ReturnType<typeof wordsOf>
const title = '返乡人员提前三天报备'

async function speak(page: Page, language: Language): Promise<void> {
  await page.addInitScript((chosen) => localStorage.setItem('gridward.language', chosen), language)
}
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** From the one-time link to a signed-in administrator, with the authenticator set up on the way. */
async function administrator(page: Page, fresh: NewTown, { c }: Said): Promise<void> {
  await page.goto(fresh.invite)
  await page.getByLabel(c('setup.user')).fill('admin')
  await page.getByLabel(c('setup.password')).fill(password)
  await page.getByLabel(c('setup.again')).fill(password)
  await press(page, c('setup.save'))
  await expect(page.getByRole('heading', { name: c('login.title'), exact: true })).toBeVisible()
  await page.getByLabel(c('login.user')).fill('admin')
  await page.getByLabel(c('login.password')).fill(password)
  await press(page, c('login.enter'))
  const secret = await page.locator('code').textContent()
  await page.getByLabel(c('login.code')).fill(codeOf(secret ?? ''))
  await press(page, c('login.code.check'))
  await expect(page.getByRole('heading', { name: c('board.title'), exact: true })).toBeVisible()
}

interface Newcomer {
  name: string
  phone: string
}
const clerk = { name: '赵明远', phone: '15460000001' }
const head = { name: '郑大勇', phone: '15460000002' }
const liaison = { name: '何家福', phone: '15460000003' }

/** Enters somebody on the page of people; the area that the form proposes is the whole town. */
async function enter(page: Page, { c }: Said, { name, phone }: Newcomer): Promise<void> {
  await press(page, c('people.add'))
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(c('people.name')).fill(name)
  await dialog.getByLabel(c('people.phone')).fill(phone)
  await dialog.getByRole('button', { name: c('people.add'), exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText(phone)
}

/** Makes the one-time link of somebody who has been entered, and answers its token. */
async function invite(page: Page, { c }: Said, { name }: Newcomer): Promise<string> {
  await page
    .getByRole('row')
    .filter({ hasText: name })
    .getByRole('button', { name: c('people.invite') })
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: c('people.invite'), exact: true }).click()
  const link = await dialog.getByText('/console/invite/').textContent()
  // The question that was answered is still fading.
  await expect(dialog).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  return link?.split('/').pop()?.trim() ?? ''
}

/** The clerk and those who will answer for the grid; the administrator appoints the clerk, who appoints the others. */
async function staff(page: Page, words: Said): Promise<{ clerk: string; head: string }> {
  const { c } = words
  await page.goto('/console/people')
  for (const one of [clerk, head, liaison]) await enter(page, words, one)
  const tokens = { clerk: await invite(page, words, clerk), head: await invite(page, words, head) }
  await page.goto('/console/posts')
  await press(page, c('posts.appoint'))
  await page
    .getByRole('dialog')
    .getByLabel(c('posts.role'))
    .selectOption({ label: c('role.clerk') })
  await choose(page, c('posts.area'), '黄寺岗镇')
  await appointIn(page, words, clerk.name)
  return tokens
}

/** Chooses an area in the open dialog by typing its name. */
async function choose(page: Page, label: string, area: string): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox', { name: label }).fill(area)
  await page.getByRole('treeitem', { name: area }).click()
}

async function signIn(page: Page, words: (key: string) => string, login: string): Promise<void> {
  await page.getByLabel(words('login.user')).fill(login)
  await page.getByLabel(words('login.password')).fill(password)
  await press(page, words('login.enter'))
}

async function importLedger(page: Page, { c }: Said): Promise<void> {
  await page.goto('/console/ledger/import')
  await page.getByLabel(c('import.file')).setInputFiles(file('底册.csv', 'text/csv', ledger))
  await press(page, c('import.preview'))
  await press(page, c('import.good'))
  await page
    .getByRole('dialog')
    .getByRole('button', { name: c('import.good'), exact: true })
    .click()
  await expect(page.getByText(c('import.done', { residents: 4, households: 3, grids: 1 }))).toBeVisible()
}

/** Chooses somebody in the open dialog and appoints. */
async function appointIn(page: Page, { c }: Said, name: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').first().fill(name)
  await page.getByRole('option', { name }).click()
  await dialog.getByRole('button', { name: c('posts.appoint'), exact: true }).click()
  await expect(dialog).toBeHidden()
}

async function appoint(page: Page, words: Said): Promise<void> {
  const { c } = words
  await page.goto('/console/posts/coverage')
  const gap = (kind: string) => page.getByRole('row').filter({ hasText: c(`gap.${kind}`) })
  await gap('grid_without_head').getByRole('button').click()
  await appointIn(page, words, head.name)
  await expect(gap('grid_without_head')).toHaveCount(0)
  await gap('households_without_liaison')
    .getByRole('link', { name: c('gap.mend') })
    .click()
  await press(page, c('posts.appoint'))
  await appointIn(page, words, liaison.name)
  await expect(page.getByText(c('liaisons.none'))).toBeVisible()
}

async function draftAndIssue(page: Page, { c }: Said): Promise<void> {
  await page.goto('/console/directives/new')
  await page.getByLabel(c('directives.form.title')).fill(title)
  await page.getByLabel(c('directives.form.body')).fill('请逐户告知。')
  await page.getByRole('checkbox', { name: '黄寺岗镇' }).check()
  await press(page, c('directives.draft.save'))
  await press(page, c('directives.issue'))
  await page
    .getByRole('dialog')
    .getByRole('button', { name: c('directives.issue'), exact: true })
    .click()
  await expect(page.getByText(c('directives.state.issued')).first()).toBeVisible()
}

/** The phone of the grid head: the log-in set by the link, the signature, and one door in two taps. */
async function onThePhone(browser: Browser, fresh: NewTown, language: Language, words: Said): Promise<void> {
  const { f } = words
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    baseURL: fresh.address,
    timezoneId: 'Asia/Shanghai',
  })
  const phone = await context.newPage()
  await speak(phone, language)
  await phone.goto('/m/')
  await signIn(phone, f, 'head')
  await phone.getByRole('link', { name: f('today.sign') }).click()
  await press(phone, f('directive.sign', { area: '第1村民组' }))
  await expect(phone.getByText(f('directive.signed', { area: '第1村民组' }))).toBeVisible()
  await phone.goto('/m/doors')
  await phone
    .getByRole('button', { name: /东街2号/ })
    .first()
    .click()
  await press(phone, f('door.told'))
  await expect(phone.getByText(f('sync.idle'))).toBeVisible()
  await context.close()
}

for (const language of languages) {
  empty(
    `a_requirement_goes_from_an_empty_installation_to_a_door_and_back_in_${language}`,
    async ({ page, browser, fresh }) => {
      const words = wordsOf(language)
      const { c } = words
      await speak(page, language)
      await administrator(page, fresh, words)
      await page.goto('/console/areas')
      await press(page, c('areas.import'))
      await page.getByLabel(c('areas.import.prompt')).setInputFiles(file('areas.csv', 'text/csv', areas))
      await expect(
        page.getByText(c('areas.import.report', { rows: 6, created: 6, renamed: 0 })),
      ).toBeVisible()
      await press(page, c('areas.import.go'))
      await expect(page.getByText('史寨村').first()).toBeVisible()
      const tokens = await staff(page, words)
      await new Asker(fresh.address).take(tokens.clerk, 'clerk', password)
      await new Asker(fresh.address).take(tokens.head, 'head', password)

      await press(page, c('top.signOut'))
      await signIn(page, c, 'clerk')
      await expect(page.getByRole('heading', { name: c('board.title'), exact: true })).toBeVisible()
      await importLedger(page, words)
      await appoint(page, words)
      await draftAndIssue(page, words)

      await page.goto('/console/board')
      const row = page.getByRole('row').filter({ hasText: title })
      await expect(row.getByRole('cell').nth(5)).toHaveText('3')
      await onThePhone(browser, fresh, language, words)
      await expect(row.getByRole('cell').nth(5)).toHaveText('2')
    },
  )
}
