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
const title = '返乡人员提前三天报备'

async function speak(page: Page, language: Language): Promise<void> {
  await page.addInitScript((chosen) => localStorage.setItem('gridward.language', chosen), language)
}
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** From the one-time link to a signed-in administrator, with the authenticator set up on the way. */
async function administrator(page: Page, fresh: NewTown, { c }: ReturnType<typeof wordsOf>): Promise<void> {
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

/** The clerk and those who will answer for the grid, entered as the console enters them. */
async function staff(page: Page, fresh: NewTown): Promise<{ clerk: string; head: string }> {
  const asker = new Asker(fresh.address)
  const [cookie] = await page.context().cookies()
  asker.cookie = cookie
  const { root } = await asker.get<{ root: { id: string } }>('/jurisdiction')
  const add = async (name: string, phone: string) =>
    (await asker.post<{ id: string }>('/people', { name, work_phone: phone, area_id: root.id })).id
  const clerk = await add('赵明远', '15460000001')
  await asker.post('/posts', { person_id: clerk, role: 'clerk', area_id: root.id })
  const head = await add('郑大勇', '15460000002')
  await add('何家福', '15460000003')
  const invite = async (id: string) => (await asker.post<{ token: string }>(`/people/${id}/invite`)).token
  return { clerk: await invite(clerk), head: await invite(head) }
}

async function signIn(page: Page, words: (key: string) => string, login: string): Promise<void> {
  await page.getByLabel(words('login.user')).fill(login)
  await page.getByLabel(words('login.password')).fill(password)
  await press(page, words('login.enter'))
}

async function importLedger(page: Page, { c }: ReturnType<typeof wordsOf>): Promise<void> {
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
async function appointIn(page: Page, { c }: ReturnType<typeof wordsOf>, name: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').first().fill(name)
  await page.getByRole('option', { name }).click()
  await dialog.getByRole('button', { name: c('posts.appoint'), exact: true }).click()
  await expect(dialog).toBeHidden()
}

async function appoint(page: Page, words: ReturnType<typeof wordsOf>): Promise<void> {
  const { c } = words
  await page.goto('/console/posts/coverage')
  const gap = (kind: string) => page.getByRole('row').filter({ hasText: c(`gap.${kind}`) })
  await gap('grid_without_head').getByRole('button').click()
  await appointIn(page, words, '郑大勇')
  await expect(gap('grid_without_head')).toHaveCount(0)
  await gap('households_without_liaison')
    .getByRole('link', { name: c('gap.mend') })
    .click()
  await press(page, c('posts.appoint'))
  await appointIn(page, words, '何家福')
  await expect(page.getByText(c('liaisons.none'))).toBeVisible()
}

async function draftAndIssue(page: Page, { c }: ReturnType<typeof wordsOf>): Promise<void> {
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
async function onThePhone(
  browser: Browser,
  fresh: NewTown,
  language: Language,
  words: ReturnType<typeof wordsOf>,
): Promise<void> {
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
      const tokens = await staff(page, fresh)
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
