import type { Page } from '@playwright/test'
import { axeFaults } from './support/axe'
import { expect, test } from './support/test'

/** Waits until a dialog has faded in: before that it has no settled colours. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState === 'finished'),
  )
}

/** Opens each of these in turn, looks at it with the checker, and leaves it. */
async function look(page: Page, buttons: readonly string[]): Promise<void> {
  for (const name of buttons) {
    await page.getByRole('main').getByRole('button', { name, exact: true }).first().click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toBeVisible()
    await expect(page.locator('.loading')).toHaveCount(0)
    await settled(page)
    expect(await axeFaults(page), name).toEqual([])
    await dialog.getByRole('button', { name: '取消' }).click()
    await expect(dialog).toBeHidden()
  }
}

test('the_dialogs_of_areas_are_accessible', async ({ as, page, town }) => {
  await as('clerk', `/console/areas/${town.grid.id}`)
  await look(page, ['新设下级', '改名', '拆分', '合并', '撤销', '导入区划', '停用代码'])
  await page.goto(`/console/areas/${town.village.id}`)
  await look(page, ['导入边界'])
})

test('the_dialogs_of_a_directive_are_accessible', async ({ as, page, town }) => {
  await as('clerk', `/console/directives/${town.running}`)
  await look(page, ['撤回', '办结', '导出到户表'])
})

test('a_code_is_withdrawn_and_another_issued_and_both_stay_in_sight', async ({ as, page, town }) => {
  await as('clerk', `/console/areas/${town.otherVillage.id}`)
  const codes = page.getByRole('table').filter({ hasText: '启用日' })
  const old = await codes.locator('td').first().textContent()
  await page.getByRole('button', { name: '停用代码' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '停用代码' }).click()
  await expect(dialog).toBeHidden()
  await expect(codes.getByRole('row').filter({ hasText: old ?? '' })).toContainText('已停用')

  await page.getByRole('button', { name: '启用代码' }).click()
  await settled(page)
  expect(await axeFaults(page)).toEqual([])
  await dialog.getByLabel('区划代码').fill('411526109999')
  await dialog.getByRole('button', { name: '启用代码' }).click()
  await expect(dialog).toBeHidden()
  await expect(codes.getByRole('row').filter({ hasText: '411526109999' })).toContainText('在用')
  await expect(codes.getByRole('row').filter({ hasText: old ?? '' })).toContainText('已停用')
  await expect(page.getByText('启用代码 411526109999')).toBeVisible()
})
