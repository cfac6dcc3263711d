import type { Page, Route } from '@playwright/test'

/** A command as the phone sends it. */
interface Command {
  op_id: string
  kind: string
  input: Record<string, unknown>
}

/** The server as one phone meets it. */
export interface Answers {
  /** Every command that was taken, in order. */
  taken: Command[]
  /** Households whose receipts are declined. */
  declined: Set<string>
  /** Reasons given for looking at a number. */
  reasons: string[]
}

const hour = 3_600_000
const id = (first: string, n: number) => first.repeat(8) + String(n).padStart(24, '0')

/** The directive that is late in these tests. */
export const directive = id('d', 1)
/** The n-th household, counted from nought. */
export const household = (n: number) => id('a', n)

const somebody = {
  id: 'u1',
  name: '王秀英',
  login: 'worker',
  jurisdiction: '黄寺岗镇',
  home: null,
  roles: ['grid_worker'],
  posts: [
    { id: 'p1', role: 'grid_worker', area_id: 'g', area_name: '三组', area_level: 'grid', dead: false },
  ],
  may: [],
}

const houses = Array.from({ length: 12 }, (_, n) => ({
  id: household(n),
  grid_id: id('b', 1),
  grid_name: '三组',
  number: '',
  lane: n < 6 ? '东街' : '西街',
  door: `${(n % 6) + 1}号`,
  head_name: '王某',
  members: 3,
  note: '',
  phone: '154****1234',
  resident_id: id('c', n),
  liaison: null,
  mine: true,
}))

function snapshot(taken: readonly Command[]) {
  const now = Date.now()
  const signed = taken.some(({ kind }) => kind === 'sign')
  return {
    cursor: String(taken.length),
    unchanged: false,
    at: now,
    directives: [
      {
        id: directive,
        version: 1,
        title: '返乡人员提前三天报备',
        body: '请逐户告知。',
        source_document: '镇指挥部通告第 12 号',
        priority: 'critical',
        deadline_at: now - hour,
        issued_at: now - 20 * hour,
        grid_ids: [id('b', 1)],
      },
    ],
    households: houses,
    doors: doorsOf(taken),
    signatures: [
      {
        id: `${directive}:g`,
        directive_id: directive,
        area_id: 'g',
        area_name: '三组',
        tier: 'grid',
        signed_version: signed ? 1 : null,
        due_at: now + hour,
        late: false,
      },
    ],
    contacts: [
      {
        id: 'c1',
        name: '周某',
        role: 'village_cadre',
        area_name: '村',
        phone: '15460000010',
        relation: 'above',
      },
    ],
    households_omitted: false,
  }
}

function doorsOf(taken: readonly Command[]) {
  const replaced = new Set(taken.map(({ input }) => input.corrects))
  return taken
    .filter(({ kind, op_id, input }) => kind === 'receipt' && input.state !== 'void' && !replaced.has(op_id))
    .map(({ op_id, input }) => ({
      ...input,
      reason: input.reason ?? null,
      id: `${input.directive_id}:${input.household_id}`,
      at: input.device_at,
      receipt_id: op_id,
    }))
}

function push(answers: Answers, commands: Command[]) {
  return commands.map((command) => {
    if (answers.declined.has(String(command.input.household_id)))
      return { op_id: command.op_id, outcome: 'refused', title: '这户已搬走，不用再告知。' }
    answers.taken.push(command)
    return { op_id: command.op_id, outcome: 'done' }
  })
}

/** Answers a phone's questions in the place of the server. */
export async function answerPhone(page: Page): Promise<Answers> {
  const answers: Answers = { taken: [], declined: new Set(), reasons: [] }
  const json = (route: Route, value: unknown) => route.fulfill({ json: value })
  await page.route('**/api/v1/session', (route) => json(route, somebody))
  await page.route('**/api/v1/jurisdiction', (route) => json(route, { zone: 'Asia/Shanghai' }))
  await page.route('**/api/v1/residents/*/unmask', (route) => {
    answers.reasons.push(route.request().postDataJSON().reason)
    return json(route, { number: '15471234567' })
  })
  await page.route('**/api/v1/sync*', (route) => {
    if (route.request().method() === 'GET') return json(route, snapshot(answers.taken))
    return json(route, { answers: push(answers, route.request().postDataJSON().commands) })
  })
  return answers
}
