import { computed, effectScope, type ComputedRef, type Ref } from 'vue'
import { inWalkingOrder } from '@shared/domain/doors'
import { visitsNow, type FollowUp, type ReportInput, type Visit } from '@shared/domain/follow-ups'
import { helpNow, type HeldHelp, type LocalHelp, type ShownHelp } from '@shared/domain/help-requests'
import {
  doorKey,
  standings,
  type Entry,
  type LocalReceipt,
  type ReceiptInput,
  type Standing,
} from '@shared/domain/receipts'
import { returneesNow, type LocalStep, type Returnee, type ShownReturnee } from '@shared/domain/returnees'
import {
  screeningsNow,
  type AcknowledgeInput,
  type HeldScreening,
  type ShownScreening,
} from '@shared/domain/screenings'
import { db, type Op } from './db'
import { fact, type Owner, type Pulled } from './facts'
import { watchStore } from './live-query'
import { now } from './now'
import type { Contact, Directive, Household, Response, Signature } from './snapshot'
import { useKept } from './store'

/** The input of a signature. */
export interface SignInput {
  directive_id: string
  area_id: string
}

/** All that the pages show, read from this phone alone. */
export interface Field {
  /** Everything below has been read from the phone's store. */
  ready: ComputedRef<boolean>
  directives: ComputedRef<readonly Directive[]>
  /** In walking order. */
  households: ComputedRef<readonly Household[]>
  contacts: ComputedRef<readonly Contact[]>
  responses: ComputedRef<readonly Response[]>
  /** Returnees whom nobody has verified, with what was written here. */
  returnees: ComputedRef<readonly ShownReturnee[]>
  /** What is due at doors, with what was written here. */
  visits: ComputedRef<readonly Visit[]>
  /** What people asked for, with what was written here. */
  help: ComputedRef<readonly ShownHelp[]>
  /** What changed lists changed, with what was acknowledged here. */
  screenings: ComputedRef<readonly ShownScreening[]>
  signatures: ComputedRef<readonly (Signature & { waiting: boolean })[]>
  standings: ComputedRef<ReadonlyMap<string, Standing>>
  owner: Readonly<Ref<Owner | undefined>>
  /** Nothing before the first answer of the server. */
  pulled: Readonly<Ref<Pulled | undefined>>
  /** The server's clock, as well as this phone knows it. */
  clock: ComputedRef<number>
}

const lying = (op: Op) => op.state === 'waiting' || (op.state === 'sent' && !op.settled)

/** The owner's operations that the server's last answer does not contain, in the order they were written. */
async function unsettled(): Promise<Op[]> {
  const owner = (await fact('owner'))?.id
  const ops = await db.ops.where('state').anyOf('waiting', 'sent').sortBy('op_id')
  return ops.filter((op) => lying(op) && op.owner === owner)
}

const receiptOf = (op: Op): LocalReceipt => ({
  op_id: op.op_id,
  waiting: op.state === 'waiting',
  input: op.input as ReceiptInput,
})

/** The steps of returnees among some operations. */
function stepsOf(ops: readonly Op[]): LocalStep[] {
  const steps = ops.filter((op) => op.kind === 'arrive' || op.kind === 'verify')
  return steps.map((op) => ({ kind: op.kind, input: op.input, waiting: op.state === 'waiting' }) as LocalStep)
}

/** The steps of help requests among some operations. */
function helpOf(ops: readonly Op[]): LocalHelp[] {
  const steps = ops.filter((op) => op.kind === 'take_help' || op.kind === 'answer_help')
  return steps.map((op) => ({ kind: op.kind, input: op.input, waiting: op.state === 'waiting' }) as LocalHelp)
}

/** Where visits, returnees and requests stand, from what the server answered last and what was written here since. */
function standing(ops: Readonly<Ref<readonly Op[] | undefined>>) {
  const follow_ups = useKept<FollowUp>('follow_ups')
  const arrivals = useKept<Returnee>('arrivals')
  const requests = useKept<HeldHelp>('help_requests')
  const held = useKept<HeldScreening>('screenings')
  return {
    stores: [follow_ups, arrivals, requests, held],
    help: computed(() => helpNow(requests.value ?? [], helpOf(ops.value ?? []))),
    screenings: computed(() => {
      const own = (ops.value ?? []).filter((op) => op.kind === 'acknowledge_screening')
      const said = own.map((op) => ({ waiting: op.state === 'waiting', input: op.input as AcknowledgeInput }))
      return screeningsNow(held.value ?? [], said)
    }),
    returnees: computed(() => returneesNow(arrivals.value ?? [], stepsOf(ops.value ?? []))),
    visits: computed(() => {
      const own = (ops.value ?? []).filter((op) => op.kind === 'follow_up')
      const reports = own.map((op) => ({ waiting: op.state === 'waiting', input: op.input as ReportInput }))
      return visitsNow(follow_ups.value ?? [], reports)
    }),
  }
}

function read(): Field {
  const directives = useKept<Directive>('directives')
  const households = useKept<Household>('households')
  const doors = useKept<Entry>('doors')
  const signatures = useKept<Signature>('signatures')
  const contacts = useKept<Contact>('contacts')
  const responses = useKept<Response>('responses')
  const ops = watchStore<readonly Op[] | undefined>(unsettled, undefined)
  const owner = watchStore(() => fact('owner'), undefined)
  const pulled = watchStore(() => fact('pulled'), undefined)
  const { stores: own, returnees, visits, help, screenings } = standing(ops)
  const stores = [directives, households, doors, signatures, contacts, responses, ...own, ops]

  const signed = computed(() => {
    const own = (ops.value ?? []).filter((op) => op.kind === 'sign')
    return new Map(
      own.map((op) => {
        const { directive_id, area_id } = op.input as SignInput
        return [doorKey(directive_id, area_id), op.state === 'waiting']
      }),
    )
  })
  const versions = computed(() => new Map((directives.value ?? []).map(({ id, version }) => [id, version])))
  const withSigned = (one: Signature) => {
    const waiting = signed.value.get(doorKey(one.directive_id, one.area_id))
    if (waiting === undefined) return { ...one, waiting: false }
    return { ...one, waiting, signed_version: versions.value.get(one.directive_id) ?? null }
  }

  return {
    ready: computed(() => stores.every(({ value }) => value !== undefined)),
    directives: computed(() => directives.value ?? []),
    households: computed(() => inWalkingOrder(households.value ?? [])),
    contacts: computed(() => contacts.value ?? []),
    responses: computed(() => responses.value ?? []),
    returnees,
    visits,
    help,
    screenings,
    signatures: computed(() => (signatures.value ?? []).map(withSigned)),
    standings: computed(() => {
      const own = (ops.value ?? []).filter((op) => op.kind === 'receipt')
      return standings(doors.value ?? [], own.map(receiptOf))
    }),
    owner,
    pulled,
    clock: computed(() => now.value + (pulled.value?.offset ?? 0)),
  }
}

let field: Field | undefined

/** The one view of this phone's store; it stays up to date from its first use on. */
export function useField(): Field {
  field ??= effectScope(true).run(read) as Field
  return field
}
