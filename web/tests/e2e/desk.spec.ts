import type { Locator, Page } from '@playwright/test'
import { axeFaults } from './support/axe'
import { expect, test } from './support/test'
import { appointed, type House, type Town } from './support/town'

test.use({ townOf: 'desk' })

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
/** Chooses in a list that is searched: types, and takes the entry that has the text. */
async function pick(page: Page, field: Locator, typed: string, entry: string): Promise<void> {
  await field.click()
  if (typed) await field.fill(typed)
  await page.getByRole('option', { name: entry }).first().click()
}

/** Two households of the tests' own, so that no other test counts on them. */
async function households({ clerk, grid }: Town): Promise<{ from: House; to: House }> {
  const make = (door: string, residents: object[]) =>
    clerk.post<House>('/households', { grid_id: grid.id, lane: '桌前巷', door, residents })
  const from = await make('1号', [
    { name: '祁守田', relation: 'head', phone: '15460000081' },
    { name: '祁小麦', relation: 'child', birth_on: '2001-05-06' },
    { name: '祁小麦', relation: 'other', phone: '15460000082' },
  ])
  const to = await make('2号', [{ name: '祁守仁', relation: 'head' }])
  return { from, to }
}

test('a_resident_is_corrected_merged_and_moved_and_the_history_says_so_in_words', async ({
  page,
  as,
  town,
}) => {
  const { from, to } = await households(town)
  await as('clerk', `/console/ledger/households/${from.id}`)
  const member = (text: string) => page.getByRole('row').filter({ hasText: text }).first()
  const dialog = page.getByRole('dialog')
  const happened = (text: string) => page.getByRole('row').filter({ hasText: text })

  await member('祁守田').getByRole('button', { name: '修改' }).click()
  await dialog.getByLabel('电话二').fill('15460000083')
  await dialog.getByLabel('户籍地址').fill('潢川县黄寺岗镇史寨村')
  await dialog.getByRole('checkbox', { name: '清空电话', exact: true }).check()
  expect(await axeFaults(page)).toEqual([])
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(dialog).toBeHidden()
  await expect(happened('修改 祁守田 的登记')).toContainText('154****0081')
  await expect(happened('修改 祁守田 的登记')).toContainText('（空）')
  await expect(happened('修改 祁守田 的登记')).toContainText('赵明远')

  await member('154****0082').getByRole('button', { name: '合并登记' }).click()
  await pick(page, dialog.getByLabel('保留哪一份'), '', '2001-05-06')
  await dialog.getByLabel('原因').fill('同一个人登记了两次')
  await dialog.getByRole('button', { name: '合并登记' }).click()
  await expect(dialog).toBeHidden()
  await expect(happened('合并 祁小麦 的两份登记').first()).toContainText('同一个人登记了两次')
  await expect(member('2001-05-06')).toContainText('154****0082')

  await member('2001-05-06').getByRole('button', { name: '迁到别户' }).click()
  await pick(page, dialog.getByLabel('迁到哪一户'), '祁守仁', '桌前巷 2号')
  await dialog.getByLabel('与那一户户主的关系').selectOption('other')
  await dialog.getByLabel('原因').fill('过继给叔叔')
  await dialog.getByRole('button', { name: '迁到别户' }).click()
  await expect(dialog).toBeHidden()
  await expect(happened('祁小麦 迁到别户')).toContainText('过继给叔叔')
  await page.goto(`/console/ledger/households/${to.id}`)
  await expect(happened('祁小麦 从别户迁来')).toBeVisible()
})

test('a_saved_mapping_is_listed_and_removed', async ({ page, as }) => {
  const table = '姓名,村民组,门牌号,甲栏\n祁守田,1组,1号,15460000081\n'
  await as('clerk', '/console/ledger/import')
  const file = { name: '台账.csv', mimeType: 'text/csv', buffer: Buffer.from(table, 'utf8') }
  await page.getByLabel('选一个 Excel 或 CSV 文件').setInputFiles(file)
  await page.getByRole('row', { name: /甲栏/ }).getByRole('combobox').selectOption('phone')
  await press(page, '保存这套对应')
  await page.getByRole('dialog').getByRole('textbox').fill('村里的台账')
  await page.getByRole('dialog').getByRole('button', { name: '保存这套对应' }).click()
  await expect(page.getByText('已保存')).toBeVisible()
  // A notice that fades in or out has no contrast for a moment.
  await expect(page.getByText('已保存')).toBeHidden()
  await press(page, '返回')
  const kept = page.getByRole('row').filter({ hasText: '村里的台账' })
  await expect(kept).toContainText('4 / 4')
  expect(await axeFaults(page)).toEqual([])
  await kept.getByRole('button').click()
  await page.getByRole('dialog').getByRole('button', { name: '删除', exact: true }).click()
  await expect(kept).toHaveCount(0)
})

test('a_door_with_two_liaisons_is_named_and_mended_and_the_doors_of_a_liaison_are_changed', async ({
  page,
  as,
  town,
}) => {
  const doors = town.houses.slice(-3)
  const person = { name: '钱来顺', login: 't-second-liaison', phone: '15460000084' }
  const post = { role: 'liaison', area: town.grid.id, households: doors.map(({ id }) => id) }
  await appointed(town.clerk, person, post)
  const [door] = doors
  await as('clerk', '/console/posts/coverage')
  const gap = page.getByRole('row').filter({ hasText: '不止一位联户人' }).filter({ hasText: town.grid.name })
  await gap.getByRole('link', { name: '看是哪几户' }).first().click()
  const row = page.getByRole('row').filter({ hasText: `${door?.lane} ${door?.door}` })
  await expect(row).toContainText('钱来顺')
  await expect(page.getByText('该谁补').first()).toBeVisible()
  expect(await axeFaults(page)).toEqual([])
  await row.getByRole('button', { name: '去掉这一户 钱来顺' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '去掉这一户' }).click()
  await expect(row).toHaveCount(0)

  await page.goto(`/console/posts?area=${town.grid.id}`)
  const held = page.getByRole('row').filter({ hasText: '钱来顺' })
  await expect(held).toContainText('2')
  await held.getByRole('button', { name: '调整联户' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox').first().uncheck()
  await expect(dialog.getByRole('status')).toContainText('改后共 1 户')
  expect(await axeFaults(page)).toEqual([])
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(dialog).toBeHidden()
  await expect(held).toContainText('1')

  await held.getByRole('button', { name: '结束', exact: true }).click()
  await expect(dialog.getByLabel('从哪天起不再担任')).toHaveValue(/^\d{4}-\d\d-\d\d$/)
  await dialog.getByLabel('原因').fill('外出务工')
  await dialog.getByRole('button', { name: '结束', exact: true }).click()
  await expect(held).toHaveCount(0)
})
