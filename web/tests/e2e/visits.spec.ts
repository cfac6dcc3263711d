import type { Page } from '@playwright/test'
import { axeFaults } from './support/axe'
import { layoutFaults } from './support/layout'
import { ninthEdition, putList, verified, zhangjiang } from './support/measures'
import { expect, test } from './support/test'
import { daysAgo, openResponse, type House, type Town } from './support/town'
import { languages, wordsOf } from './support/words'

test.use({
  townOf: 'visits',
  viewport: { width: 390, height: 844 },
  contextOptions: { reducedMotion: 'reduce' },
})

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()
/** What can be taken back stays on the phone for fifteen seconds. */
const sent = { timeout: 25_000 }

/** A house of the grid that no other test touches. */
function houseOf(town: Town, place: number): House {
  const house = town.houses.at(place)
  if (!house) throw new Error('the grid has too few houses')
  return house
}

/** A response that goes by a programme; one for the whole file. */
let known: Promise<string> | undefined
const programmeResponse = (town: Town) =>
  (known ??= town.clerk
    .post<{ id: string }>('/responses', {
      area_id: town.root.id,
      name: '春季返乡',
      purpose: '核实返乡人员，落实健康管理。',
      legal_basis: '镇指挥部通告第 12 号',
      programme: 'covid19/national-ed9',
      from_at: Date.now(),
      retention_days: 30,
      backup_days: 14,
    })
    .then(({ id }) => id))

/** Registers people who come to a house, or to a place in the grid; answers their arrivals. */
async function registered(town: Town, to: House | string, names: string[], day: object): Promise<string[]> {
  const destination = typeof to === 'string' ? { area_id: town.grid.id, place: to } : { household_id: to.id }
  const { items } = await town.clerk.post<{ items: { id: string }[] }>('/arrivals', {
    response_id: await programmeResponse(town),
    channel: 'desk',
    destination,
    ...day,
    people: names.map((name, at) => ({ name, ...(at === 0 && { phone: '15460000043' }) })),
    stays: [{ area_code: '310115', place: '上海市浦东新区', from_on: daysAgo(20), to_on: daysAgo(1) }],
  })
  return items.map(({ id }) => id)
}

/** Registers people who are here and have a measure since today. */
async function measured(town: Town, to: House | string, names: string[]): Promise<string[]> {
  const ids = await registered(town, to, names, { arrived_on: daysAgo(0) })
  for (const id of ids) {
    await town.clerk.post(`/arrivals/${id}/verify`, { rev: 1, by: 'visit' })
    await town.clerk.post('/plans/assess', {
      arrival_id: id,
      exposures: [{ kind: 'close_contact', last_on: daysAgo(1) }],
    })
  }
  return ids
}

interface Due {
  arrival_id: string
  kind: string
  state: string
  outcome: string | null
}

/** The visits of somebody today, as the server holds them. */
async function visitsOf(town: Town, arrival: string): Promise<Due[]> {
  const { items } = await town.clerk.get<{ items: Due[] }>(`/follow_ups?area=${town.grid.id}&limit=200`)
  return items.filter((one) => one.arrival_id === arrival && one.kind === 'visit')
}
const stateOf = async (town: Town, arrival: string) =>
  (await town.clerk.get<{ state: string }>(`/arrivals/${arrival}`)).state
const card = (page: Page, name: string) => page.locator('section.card').filter({ hasText: name })

async function look(page: Page, what: string): Promise<void> {
  expect.soft(await axeFaults(page), what).toEqual([])
  expect.soft(await layoutFaults(page), what).toEqual([])
}

test('one_knock_shows_all_that_is_due_there_and_takes_two_taps_that_can_be_taken_back', async ({
  as,
  page,
  town,
}, info) => {
  const house = houseOf(town, 2)
  const [first = '', second = ''] = await measured(town, house, ['司马归', '司马小归'])
  await as('worker', '/m/today')
  const door = card(page, '司马归')
  await expect(door).toHaveCount(1)
  await expect(door).toContainText(house.head_name)
  await expect(door).toContainText('司马小归')
  await expect(door).toContainText(/第 \d+ 天，共 \d+ 天/)
  await expect(door).toContainText('发烧')
  await expect(door).toContainText('外出返回先报备')
  await door.scrollIntoViewIfNeeded()
  await page.screenshot({ path: info.outputPath('today.png') })
  await look(page, 'today')

  await door.getByRole('button', { name: '登记随访 司马归', exact: true }).click()
  await look(page, 'sheet')
  await page.screenshot({ path: info.outputPath('sheet.png') })
  await press(page, '情况良好')
  await expect(page.getByText('已记下：司马归 情况良好')).toBeVisible()
  await expect(door.getByText('情况良好', { exact: true })).toBeVisible()
  await page.screenshot({ path: info.outputPath('undo.png') })
  await press(page, '撤销')
  await expect(door.getByText('情况良好', { exact: true })).toHaveCount(0)
  expect((await visitsOf(town, first)).map(({ state }) => state)).toContain('due')

  await door.getByRole('button', { name: '登记随访 司马归', exact: true }).click()
  await press(page, '情况良好')
  await expect
    .poll(async () => (await visitsOf(town, first)).map(({ state }) => state), sent)
    .toContain('done')
  await expect(door.getByText('情况良好', { exact: true })).toBeVisible()
  expect((await visitsOf(town, second)).map(({ state }) => state)).not.toContain('done')
})

test('a_whole_household_that_was_seen_is_recorded_with_one_tap', async ({ as, page, town }) => {
  const ids = await measured(town, '尉迟家老屋', ['尉迟归', '尉迟小归'])
  await as('worker', '/m/today')
  const door = card(page, '尉迟归')
  await door.getByRole('button', { name: /^都见到了，情况良好/ }).click()
  await expect(page.getByText('已记下：尉迟归、尉迟小归 情况良好')).toBeVisible()
  await expect(door.getByText('情况良好', { exact: true })).toHaveCount(2)
  for (const id of ids)
    await expect
      .poll(async () => (await visitsOf(town, id)).map(({ state }) => state), sent)
      .toContain('done')
})

test('a_sign_of_illness_hands_over_and_the_phone_says_so_after_the_server_has', async ({
  as,
  page,
  town,
}, info) => {
  const [ill = ''] = await measured(town, '公孙家老屋', ['公孙归'])
  await as('worker', '/m/today')
  await card(page, '公孙归').getByRole('button', { name: '登记随访 公孙归', exact: true }).click()
  await press(page, '有异常')
  await page.getByLabel(/发烧/).check()
  await look(page, 'finding')
  await page.screenshot({ path: info.outputPath('finding.png') })
  await press(page, '登记有异常')
  await expect.poll(() => stateOf(town, ill), sent).toBe('transferred')
  await expect(card(page, '公孙归').getByText('已转诊，不用再上门')).toBeVisible(sent)
})

test('whoever_was_expected_is_verified_at_the_door_without_a_network', async ({ as, page, town }, info) => {
  const [expected = ''] = await registered(town, '南宫家老屋', ['南宫归'], { expected_on: daysAgo(0) })
  await as('worker', '/m/today')
  await expect(card(page, '南宫归')).toContainText('到了没有')
  await page.context().setOffline(true)
  await card(page, '南宫归').getByRole('button', { name: '上门核实了' }).click()
  await expect(card(page, '南宫归').getByText('已核实', { exact: true })).toBeVisible()
  await expect(page.getByText(/离线 待上传 1/)).toBeVisible()
  await page.screenshot({ path: info.outputPath('returnee.png') })
  expect(await stateOf(town, expected)).toBe('expected')
  await page.context().setOffline(false)
  await expect.poll(() => stateOf(town, expected), sent).not.toBe('expected')
})

test('a_number_of_a_returnee_is_shown_only_for_a_reason', async ({ as, page, town }) => {
  await registered(town, '东方家老屋', ['东方归'], { arrived_on: daysAgo(0) })
  await as('worker', '/m/today')
  await page.getByRole('button', { name: /打电话给 东方归/ }).click()
  await expect(page.getByLabel('为什么查看')).toHaveValue('核实返乡信息')
  await press(page, '查看号码')
  await expect(page.getByRole('link', { name: /拨打 15460000043/ })).toBeVisible()
})

test('somebody_is_registered_at_the_door', async ({ as, page, town }, info) => {
  const response = await programmeResponse(town)
  const house = houseOf(town, 1)
  await as('worker', '/m/today')
  await page.getByRole('link', { name: '登记返乡的人' }).click()
  await press(page, '登记')
  await expect(page.getByText('请写姓名。')).toBeVisible()
  await page.getByLabel('哪次行动').selectOption(response)
  await page.getByLabel('姓名').fill('慕容归')
  await page.getByLabel('门牌号或户主').fill(house.head_name)
  await page.getByRole('radio', { name: new RegExp(house.door) }).check()
  await page.getByLabel('省份').selectOption('31')
  await page.getByLabel('市、县、街道，用文字写').fill('浦东新区张江镇')
  await look(page, 'register')
  await page.screenshot({ path: info.outputPath('register.png'), fullPage: true })
  await press(page, '登记')
  await expect(page.getByText('已记下：慕容归 登记返乡')).toBeVisible()
  await expect(card(page, '慕容归')).toContainText('从上海市浦东新区张江镇回来', sent)
})

/** Registers on the public page, and answers the address of the page that the code opens. */
async function registeredThemselves(page: Page, town: Town, name: string): Promise<string> {
  const { path } = await town.clerk.post<{ path: string }>('/arrivals/posters', {
    response_id: await programmeResponse(town),
    kind: 'village',
    area_id: town.village.id,
  })
  await page.goto(path)
  await page.getByLabel('姓名', { exact: true }).fill(name)
  await page.getByLabel('手机号').fill('15470000032')
  await page.getByLabel('到哪个村、哪个组').selectOption(town.grid.id)
  await page.getByLabel('住哪里').fill('村口旅馆')
  await page.getByText('已经到了').click()
  await page.getByLabel('哪天到家').selectOption(daysAgo(0))
  await page.getByRole('button', { name: '提交报备' }).click()
  await page.getByRole('link', { name: '查看或更正我的报备' }).click()
  return page.url()
}

async function askFor(page: Page, own: string, kind: string, told: string): Promise<void> {
  await page.goto(own)
  await page.getByRole('link', { name: '求助、投诉' }).click()
  await page.getByLabel('需要什么').selectOption(kind)
  await page.getByLabel(/说说情况/).fill(told)
  expect.soft(await axeFaults(page), 'ask').toEqual([])
  await press(page, '提交')
  await expect(page.getByRole('status')).toContainText('已收到')
  await look(page, 'asked')
}

test('the_page_of_a_code_says_the_rule_and_its_end_and_is_accessible_in_both_languages', async ({
  page,
  town,
}, info) => {
  const own = await registeredThemselves(page, town, '皇甫归')
  const response = await programmeResponse(town)
  const { items } = await town.clerk.get<{ items: { id: string; name: string }[] }>(
    `/arrivals?response=${response}&limit=200`,
  )
  const id = items.find(({ name }) => name === '皇甫归')?.id ?? ''
  await town.clerk.post(`/arrivals/${id}/verify`, { rev: 1, by: 'phone' })
  const exposures = [{ kind: 'close_contact', last_on: daysAgo(1) }]
  await town.clerk.post('/plans/assess', { arrival_id: id, exposures })
  await town.clerk.get(`/arrivals/${id}`)
  await page.setViewportSize({ width: 320, height: 640 })
  for (const [query, looks, ends, saw] of [
    ['', '谁看过我的信息', '解除日期', '专班人员 看了报备'],
    ['?lang=en', 'Who has looked at my data', 'Released on', 'town clerk saw the registration'],
  ] as const) {
    await page.goto(`${own}${query}`)
    await expect(page.getByText(ends)).toBeVisible()
    await page.getByText(looks).click()
    await expect(page.getByText(saw).first()).toBeVisible()
    await look(page, query)
    await page.screenshot({ path: info.outputPath(`own${query.slice(6)}.png`), fullPage: true })
  }
})

test('what_is_asked_on_the_page_of_a_code_is_answered_from_the_phone_and_a_complaint_at_the_desk', async ({
  as,
  page,
  town,
}, info) => {
  test.setTimeout(120_000)
  const own = await registeredThemselves(page, town, '诸葛归')
  await askFor(page, own, '药品', '降压药只剩两天了')
  await askFor(page, own, '投诉', '网格员说话难听')
  await page.screenshot({ path: info.outputPath('own.png'), fullPage: true })

  await as('worker', '/m/today')
  const asked = card(page, '诸葛归').filter({ hasText: '降压药只剩两天了' })
  await expect(asked).toBeVisible()
  await expect(page.getByText('网格员说话难听')).toHaveCount(0)
  await asked.getByRole('button', { name: '我来办' }).click()
  await asked.getByRole('button', { name: '办好了，写答复' }).click()
  await page.getByLabel('写给本人的话').fill('下午送到您家')
  await look(page, 'answer')
  await page.screenshot({ path: info.outputPath('answer.png') })
  await page.getByRole('dialog').getByRole('button', { name: '办好了，写答复' }).click()
  await expect(asked.getByText('已答复')).toBeVisible()
  const answered = async () => (await (await fetch(own)).text()).includes('下午送到您家')
  await expect.poll(answered, { timeout: 40_000 }).toBe(true)

  await page.setViewportSize({ width: 1440, height: 900 })
  await as('clerk', `/console/arrivals/help?response=${await programmeResponse(town)}`)
  await expect(page.getByText('网格员说话难听')).toBeVisible()
  expect(await axeFaults(page)).toEqual([])
  await press(page, '我来办')
  await page.getByLabel('显示').selectOption('taken')
  await page.getByRole('button', { name: '答复', exact: true }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('村里已当面道歉')
  expect(await axeFaults(page)).toEqual([])
  await page.screenshot({ path: info.outputPath('desk.png') })
  await page.getByRole('dialog').getByRole('button', { name: '答复', exact: true }).click()
  await page.getByLabel('显示').selectOption('answered')
  await expect(page.getByText('答复：村里已当面道歉')).toBeVisible()
  await page.goto(own)
  await expect(page.getByText('村里已当面道歉')).toBeVisible()
})

interface Screened {
  id: string
  done_at: number | null
  grids: { grid_id: string; seen_at: number | null }[]
}

test('what_a_changed_list_changed_is_on_top_of_today_and_is_acknowledged_with_one_tap', async ({
  as,
  page,
  town,
}, info) => {
  test.setTimeout(150_000)
  const response = await openResponse(town.clerk, town.root.id, '名单变化', ninthEdition)
  const who = { name: '独孤归', area: town.grid.id, from: ['310115', '浦东新区张江镇'] as const }
  await verified(town.clerk, response, who)
  await putList(town.clerk, response, [zhangjiang])
  const newest = async () =>
    (await town.clerk.get<{ items: Screened[] }>(`/plans/screenings?response=${response}`)).items[0]
  await expect.poll(async () => (await newest())?.done_at ?? null, { timeout: 40_000 }).not.toBeNull()

  const changed = card(page, '名单有变化')
  await as('worker', '/m/today')
  await expect(page.getByRole('button', { name: '刷新', exact: true })).toBeEnabled()
  await expect(changed).toHaveCount(0)
  await town.clerk.post(`/plans/screenings/${(await newest())?.id}/send`, {})
  await expect(changed).toContainText(/^\d\d:\d\d 名单有变化：新增 1 人，待核 1 人/, sent)
  await expect(changed).toContainText('独孤归 村口旅馆')
  await expect(page.locator('section.card').first()).toContainText('名单有变化')
  await look(page, 'changed list')
  await changed.scrollIntoViewIfNeeded()
  await page.screenshot({ path: info.outputPath('changed-list.png') })

  await changed.getByRole('button', { name: '知道了' }).click()
  await expect(changed.getByText('已接收')).toBeVisible()
  await look(page, 'acknowledged')
  await press(page, '撤销')
  await expect(changed.getByRole('button', { name: '知道了' })).toBeVisible()
  await changed.getByRole('button', { name: '知道了' }).click()
  const seen = async () => (await newest())?.grids.find(({ grid_id }) => grid_id === town.grid.id)?.seen_at
  await expect.poll(seen, sent).toEqual(expect.any(Number))
  await expect(changed.getByText(/^已接收 .+/)).toBeVisible(sent)
  await changed.scrollIntoViewIfNeeded()
  await page.screenshot({ path: info.outputPath('changed-list-seen.png') })
})

for (const language of languages) {
  test(`today_with_visits_is_accessible_in_the_biggest_letters_in_${language}`, async ({
    as,
    page,
    town,
  }, info) => {
    const { f } = wordsOf(language)
    const name = language === 'en' ? '西门归' : '上官归'
    await measured(town, `${name}家的老屋`, [name])
    await page.setViewportSize({ width: 320, height: 640 })
    await page.addInitScript((chosen) => {
      localStorage.setItem('gridward.language', chosen)
      localStorage.setItem('gridward.text', 'huge')
    }, language)
    await as('worker', '/m/today')
    await expect(card(page, name).first()).toBeVisible()
    await look(page, 'today')
    await card(page, name).first().scrollIntoViewIfNeeded()
    await page.screenshot({ path: info.outputPath(`huge-${language}.png`) })
    await card(page, name)
      .getByRole('button', { name: f('visits.record.visit') })
      .first()
      .click()
    await look(page, 'sheet')
    await page.screenshot({ path: info.outputPath(`huge-sheet-${language}.png`) })
    await press(page, f('visits.outcome.not_attempted'))
    await look(page, 'why')
    await press(page, f('visits.back'))
    await press(page, f('visits.outcome.seen_with_finding'))
    await look(page, 'finding')
    await page.goto('/m/register')
    await expect(page.getByLabel(f('register.name'))).toBeVisible()
    await look(page, 'register')
  })
}
