import { ref } from 'vue'
import { Problem } from '@shared/api/problem'
import type { ReceiptInput } from '@shared/domain/receipts'
import { uuid7 } from '@shared/uuid7'
import { queries } from '../../src/query'
import { recordReceipts } from './api'
import { inLots, withdrawalOf } from './paper'

/** What became of the receipt of a door. */
export interface Outcome {
  done: boolean
  receipt: ReceiptInput
  /** The server's words, where it was declined. */
  why: string
}

interface Recorded {
  op_id: string
  receipt: ReceiptInput
}

/** Sends receipts that were typed in from paper, keeps the answer of each door, and takes back the last recording. */
export function usePaperDesk() {
  const busy = ref(false)
  const problem = ref<Problem>()
  /** By household. */
  const outcomes = ref(new Map<string, Outcome>())
  /** What was recorded last and can be taken back. */
  const last = ref<Recorded[]>([])
  /** Receipts without an answer, as written: sent again they keep their identity, so nothing is entered twice. */
  const unanswered = new Map<string, string>()

  function named(receipt: ReceiptInput): Recorded {
    const written = JSON.stringify(receipt)
    const op_id = unanswered.get(written) ?? uuid7()
    unanswered.set(written, op_id)
    return { op_id, receipt }
  }

  /** Sends lot by lot and hands each door's answer on. False when the server declined or did not answer. */
  async function send(receipts: readonly ReceiptInput[], take: (sent: Recorded, why?: string) => void) {
    busy.value = true
    problem.value = undefined
    try {
      for (const lot of inLots(receipts.map(named))) {
        const answers = await recordReceipts(lot.map(({ op_id, receipt }) => ({ op_id, ...receipt })))
        const byOp = new Map(answers.map((answer) => [answer.op_id, answer]))
        for (const sent of lot) {
          const answer = byOp.get(sent.op_id)
          unanswered.delete(JSON.stringify(sent.receipt))
          take(sent, answer?.outcome === 'refused' ? (answer.title ?? '') : undefined)
        }
      }
      return true
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause
      problem.value = cause
      return false
    } finally {
      busy.value = false
      for (const noun of ['receipts', 'directives']) void queries.invalidateQueries({ queryKey: [noun] })
    }
  }

  async function record(receipts: readonly ReceiptInput[]): Promise<boolean> {
    outcomes.value = new Map()
    last.value = []
    return send(receipts, (sent, why) => {
      const done = why === undefined
      outcomes.value.set(sent.receipt.household_id, { done, receipt: sent.receipt, why: why ?? '' })
      if (done) last.value.push(sent)
    })
  }

  /** The earlier entries stay on record and no longer count. A door that declines says why. */
  async function takeBack(reason: string, now: number): Promise<boolean> {
    const voids = last.value.map(({ receipt, op_id }) => withdrawalOf(receipt, op_id, reason, now))
    return send(voids, ({ receipt }, why) => {
      last.value = last.value.filter(({ op_id }) => op_id !== receipt.corrects)
      if (why === undefined) outcomes.value.delete(receipt.household_id)
      else outcomes.value.set(receipt.household_id, { done: false, receipt, why })
    })
  }

  return { busy, problem, outcomes, last, record, takeBack }
}
