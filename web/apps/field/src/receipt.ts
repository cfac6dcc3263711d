import { doorName } from '@shared/domain/doors'
import {
  usualSource,
  type Absence,
  type Channel,
  type DoorState,
  type Entry,
  type HowKnown,
  type ReceiptInput,
} from '@shared/domain/receipts'
import { deviceTime } from '@shared/domain/urgency'
import { db, type Op } from './db'
import { fact } from './facts'
import type { SignInput } from './field'
import { write, type NewOp } from './outbox'
import { flush } from './runner'
import type { Directive, Household } from './snapshot'
import { lastWritten } from './undo'
import { stateWords, t } from './words'

/** What somebody says about a door, or about several at once. */
export interface Word {
  state: DoorState
  reason?: Absence
  channel: Channel
  how_known: HowKnown
}

/** What is being replaced, and why. */
export interface Correction {
  entry: Entry
  note: string
}

/** How a household is called in lists and in the outbox. */
export const nameOf = (house: Household) => `${doorName(house)} ${house.head_name}`.trim()

/** When something is written here, by the server's clock as well as this phone knows it. */
export const moment = async () => deviceTime(Date.now(), (await fact('pulled'))?.offset ?? 0)

function receipt(
  directive: Directive,
  house: Household,
  word: Word & { device_at: number },
  correction?: Correction,
): NewOp {
  const input: ReceiptInput = {
    directive_id: directive.id,
    household_id: house.id,
    version: directive.version,
    ...word,
    ...(correction && { corrects: correction.entry.receipt_id, note: correction.note }),
  }
  return { kind: 'receipt', input, label: nameOf(house) }
}

/** Writes the same word for each of the doors, all or none, and sends it as soon as it can be. */
export async function tell(
  directive: Directive,
  houses: readonly Household[],
  word: Word,
  correction?: Correction,
): Promise<void> {
  const dated = { ...word, device_at: await moment() }
  const ops = await write(houses.map((house) => receipt(directive, house, dated, correction)))
  const [first] = houses
  const said = () =>
    houses.length === 1 && first
      ? t('undo.one', { name: nameOf(first), state: stateWords(word) })
      : t('undo.many', { count: ops.length, state: stateWords(word) })
  lastWritten.value = { said, undo: () => takeBack(ops, t('undo.note')) }
  void flush()
}

function withdrawal(
  of: Pick<Entry, 'receipt_id'> & Omit<ReceiptInput, 'state' | 'reason'>,
  label: string,
): NewOp {
  const { directive_id, household_id, version, channel, how_known, device_at, note } = of
  const input: ReceiptInput = {
    directive_id,
    household_id,
    version,
    state: 'void',
    channel,
    how_known,
    device_at,
    corrects: of.receipt_id,
    ...(note !== undefined && { note }),
  }
  return { kind: 'receipt', input, label }
}

/** Takes back what this phone wrote: the earlier entries stay on record and no longer count. */
export async function takeBack(ids: readonly string[], note: string): Promise<void> {
  const ops = await db.ops.bulkGet([...ids])
  const own = ops.filter((op): op is Op => op !== undefined && op.state !== 'refused')
  const device_at = await moment()
  const voids = own.map((op) => {
    const of = { ...(op.input as ReceiptInput), receipt_id: op.op_id, device_at, note }
    return withdrawal(of, op.label)
  })
  await write(voids)
  lastWritten.value = undefined
  void flush()
}

/** Takes back an entry that may have come from elsewhere. */
export async function voidEntry(house: Household, { entry, note }: Correction): Promise<void> {
  const how_known = entry.state === 'not_reached' ? 'not_reached' : usualSource(entry.channel)
  await write([withdrawal({ ...entry, how_known, device_at: await moment(), note }, nameOf(house))])
  void flush()
}

/** Signs a directive for an area. */
export async function sign(
  directive: Directive,
  area: { area_id: string; area_name: string },
): Promise<void> {
  const input: SignInput = { directive_id: directive.id, area_id: area.area_id }
  await write([{ kind: 'sign', input, label: `${area.area_name} ${directive.title}` }])
  void flush()
}
