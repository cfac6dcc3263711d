import { Asker, operation, type Cookie } from './api'
import { command, newFolder, serve } from './binary'

/** One password for everybody in a town of tests. */
export const password = 'Loess-plain-9041'

/** An area as the tree lists it. */
export interface Node {
  id: string
  parent_id: string | null
  level: string
  name: string
  households: number
}

/** A household as lists give it. */
export interface House {
  id: string
  grid_id: string
  lane: string
  door: string
  head_name: string
  rev: number
}

/** Who can sign in to a served town. */
export type Who =
  'clerk' | 'commander' | 'admin' | 'auditor' | 'lead' | 'cadre' | 'other' | 'head' | 'worker' | 'liaison'

/** The sample town, served, with log-ins for every role and a directive under way. */
export interface Town {
  address: string
  /** The configuration file of its server, for the command line. */
  config: string
  clerk: Asker
  cookies: Record<Who, Cookie>
  /** The village and grid whose people can sign in, a grid beside it, and another village. */
  root: Node
  village: Node
  grid: Node
  otherVillage: Node
  /** Live households of the grid. */
  houses: House[]
  /** A directive for the whole town that is under way and late. */
  running: string
  draft: string
  /** An open response of the whole town, with somebody who came to the grid and a poster of the village. */
  response: string
  arrival: string
  /** The holder of the grid's liaison post that can sign in. */
  liaisonPost: string
}

/** Enters somebody by the command line, and answers the token of the one-time link. */
export async function invited(config: string, name: string, role: string): Promise<string> {
  const printed = await command('user', 'add', name, '--role', role, '--config', config, '--json')
  return (JSON.parse(printed) as { path: string }).path.split('/').pop() ?? ''
}

async function enter(server: string, token: string, login: string): Promise<Asker> {
  const asker = new Asker(server)
  await asker.take(token, login, password)
  await asker.signIn(login, password)
  return asker
}

/** Enters somebody with a post through the console's own routes, and signs that person in. */
export async function appointed(
  clerk: Asker,
  person: { name: string; login: string; phone: string },
  post: { role: string; area: string; households?: string[] },
): Promise<{ asker: Asker; post: string }> {
  const { id } = await clerk.post<{ id: string }>('/people', {
    name: person.name,
    work_phone: person.phone,
    area_id: post.area,
  })
  const given = await clerk.post<{ id: string }>('/posts', {
    person_id: id,
    role: post.role,
    area_id: post.area,
    ...(post.households ? { households: post.households } : {}),
  })
  const { token } = await clerk.post<{ token: string }>(`/people/${id}/invite`)
  return { asker: await enter(clerk.server, token, person.login), post: given.id }
}

const hour = 3_600_000

/** What a directive of the tests says; `hours` from now it must have reached every door. */
export const text = (title: string, hours: number) => ({
  title,
  body: '请逐户告知：外出返回人员提前三天向村委会报备；身体不适及时联系村卫生室。',
  source_document: '镇指挥部通告第 12 号',
  priority: 'urgent',
  deadline_at: Date.now() + hours * hour,
})

/** Issues a directive to areas and answers its id. */
export async function issue(clerk: Asker, title: string, scope: string[], hours = 24): Promise<string> {
  const draft = await clerk.post<{ id: string; rev: number }>('/directives', { ...text(title, hours), scope })
  await clerk.post(`/directives/${draft.id}/issue`, { rev: draft.rev })
  return draft.id
}

/** Reports doors as reached, as a phone does. */
export async function report(
  asker: Asker,
  directive: string,
  houses: readonly House[],
  state: 'told' | 'confirmed' | 'refused',
): Promise<void> {
  const commands = houses.map((house) => ({
    op_id: operation(),
    kind: 'receipt',
    input: {
      directive_id: directive,
      household_id: house.id,
      version: 1,
      state,
      channel: 'visit',
      how_known: 'seen',
      device_at: Date.now(),
    },
  }))
  await asker.post('/sync', { commands })
}

/** Opens a response of an area, by a programme's rule set where one is named, and answers its id. */
export async function openResponse(
  clerk: Asker,
  area: string,
  name: string,
  programme = '',
): Promise<string> {
  const { id } = await clerk.post<{ id: string }>('/responses', {
    area_id: area,
    name,
    purpose: '核实返乡人员，落实健康管理。',
    legal_basis: '镇指挥部通告第 12 号',
    programme,
    from_at: Date.now(),
    retention_days: 30,
    backup_days: 14,
  })
  return id
}

/** `2022-04-18`: the day in the jurisdiction so many days ago. */
export const daysAgo = (days: number): string =>
  new Date(Date.now() + 8 * hour - days * 24 * hour).toISOString().slice(0, 10)

/** Registers somebody who came today from Shanghai, and answers the arrival. */
export async function register(clerk: Asker, response: string, area: string, name: string): Promise<string> {
  const { items } = await clerk.post<{ items: { id: string }[] }>('/arrivals', {
    response_id: response,
    channel: 'desk',
    destination: { area_id: area, place: '村口旅馆' },
    arrived_on: daysAgo(0),
    people: [{ name, phone: '15460000041' }],
    stays: [{ area_code: '310115', place: '上海市浦东新区', from_on: daysAgo(20), to_on: daysAgo(1) }],
  })
  return items[0]?.id ?? ''
}

const list = async (asker: Asker, area: string) =>
  (await asker.get<{ items: House[] }>(`/households?area=${area}&limit=200`)).items

/** Makes the sample town and serves it. */
export async function openTown(): Promise<{ town: Town; close: () => Promise<void> }> {
  const folder = await newFolder()
  await command('demo', '--fast', '--no-serve', '--dir', folder.dir, '--json')
  const tokens = {
    clerk: await invited(folder.config, '赵明远', 'clerk'),
    admin: await invited(folder.config, '王志强', 'admin'),
  }
  const server = await serve(folder.config)
  const town = await plant(server.address, folder.config, tokens)
  const close = async () => {
    server.stop()
    await folder.remove()
  }
  return { town, close }
}

async function plant(
  address: string,
  config: string,
  tokens: { clerk: string; admin: string },
): Promise<Town> {
  const clerk = await enter(address, tokens.clerk, 't-clerk')
  const admin = await enter(address, tokens.admin, 't-admin')
  const { areas } = await clerk.get<{ areas: Node[] }>('/areas/tree')
  const of = (level: string) => areas.filter((area) => area.level === level)
  const [root] = of('town')
  const [village, otherVillage] = of('village').filter(({ households }) => households > 0)
  const [grid] = of('grid')
    .filter(({ parent_id }) => parent_id === village?.id)
    .sort((one, other) => other.households - one.households)
  if (!root || !village || !otherVillage || !grid) throw new Error('the sample town has no such areas')
  const houses = await list(clerk, grid.id)
  const given = (name: string, login: string, digit: number, role: string, area: string) =>
    appointed(clerk, { name, login: `t-${login}`, phone: `1546000001${digit}` }, { role, area })
  const commander = await appointed(
    admin,
    { name: '孙立国', login: 't-commander', phone: '15460000010' },
    { role: 'commander', area: root.id },
  )
  const auditor = await appointed(
    admin,
    { name: '吴敬文', login: 't-auditor', phone: '15460000011' },
    { role: 'auditor', area: root.id },
  )
  const lead = await given('李国安', 'lead', 2, 'lead_cadre', village.id)
  const cadre = await given('陈秀兰', 'cadre', 3, 'village_cadre', village.id)
  const other = await given('刘建华', 'other', 4, 'village_cadre', otherVillage.id)
  const worker = await given('周小燕', 'worker', 5, 'grid_worker', grid.id)
  const head = await given('郑大勇', 'head', 6, 'grid_head', grid.id)
  const liaison = await appointed(
    clerk,
    { name: '何家福', login: 't-liaison', phone: '15460000017' },
    { role: 'liaison', area: grid.id, households: houses.slice(0, 2).map(({ id }) => id) },
  )
  const running = await issue(clerk, '外出返回先报备', [root.id])
  await report(worker.asker, running, houses.slice(0, 1), 'told')
  const draft = await clerk.post<{ id: string }>('/directives', {
    ...text('清理房前屋后积水', 48),
    scope: [village.id],
  })
  const response = await openResponse(clerk, root.id, '冬季返乡')
  const arrival = await register(clerk, response, grid.id, '欧阳归')
  await clerk.post('/arrivals/posters', { response_id: response, kind: 'village', area_id: village.id })
  const cookie = ({ cookie }: Asker) => cookie ?? { name: '', value: '' }
  return {
    address,
    config,
    clerk,
    cookies: {
      clerk: cookie(clerk),
      admin: cookie(admin),
      commander: cookie(commander.asker),
      auditor: cookie(auditor.asker),
      lead: cookie(lead.asker),
      cadre: cookie(cadre.asker),
      other: cookie(other.asker),
      head: cookie(head.asker),
      worker: cookie(worker.asker),
      liaison: cookie(liaison.asker),
    },
    root,
    village,
    grid,
    otherVillage,
    houses,
    running,
    draft: draft.id,
    response,
    arrival,
    liaisonPost: liaison.post,
  }
}
