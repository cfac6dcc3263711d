import type { FollowUpReport } from '@shared/domain/follow-up-report'
import type { ReportInput, Visit } from '@shared/domain/follow-ups'
import type { ShownHelp } from '@shared/domain/help-requests'
import type { ArriveInput, ShownReturnee, VerifyInput } from '@shared/domain/returnees'
import type { AcknowledgeInput, ShownScreening } from '@shared/domain/screenings'
import { civilDate } from '@shared/time'
import { unwrite, write, type NewOp } from './outbox'
import { moment } from './receipt'
import type { RegisterInput } from './register-draft'
import { flush } from './runner'
import { heldMs, lastWritten } from './undo'
import { t } from './words'

/** Writes operations that the server can't take back, so that for a moment they can be taken back here. */
async function put(news: readonly NewOp[], said: () => string): Promise<void> {
  const ops = await write(news.map((op) => ({ ...op, hold: heldMs })))
  const undo = async () => {
    await unwrite(ops)
    lastWritten.value = undefined
  }
  lastWritten.value = { said, undo }
  void flush()
}

/** Writes what came of a follow-up, or the same of several at one door, all or none. */
export async function reportVisits(visits: readonly Visit[], report: FollowUpReport): Promise<void> {
  const device_at = await moment()
  const news = visits.map((visit): NewOp => {
    const input: ReportInput = { follow_up_id: visit.id, ...report, device_at }
    return { kind: 'follow_up', input, label: `${visit.name} ${visit.place}` }
  })
  const names = [...new Set(visits.map(({ name }) => name))].join(t('visits.comma'))
  await put(news, () => t('visits.undo', { name: names, what: t(`visits.outcome.${report.outcome}`) }))
}

/** Writes that a returnee is here, as somebody says who has not verified it. */
export async function cameHere(returnee: ShownReturnee): Promise<void> {
  const input: ArriveInput = {
    arrival_id: returnee.id,
    rev: returnee.rev,
    arrived_on: civilDate(await moment()),
    how_known: 'told_by_someone',
  }
  const said = () => t('visits.undo', { name: returnee.name, what: t('returnees.came') })
  await put([{ kind: 'arrive', input, label: `${returnee.name} ${returnee.place}` }], said)
}

/** Writes that a returnee was verified; one who was still expected came today. */
export async function verified(returnee: ShownReturnee, by: 'phone' | 'visit'): Promise<void> {
  const expected = returnee.state === 'expected'
  const input: VerifyInput = {
    arrival_id: returnee.id,
    rev: returnee.rev,
    by,
    ...(expected && { arrived_on: civilDate(await moment()) }),
  }
  const said = () => t('visits.undo', { name: returnee.name, what: t(`returnees.${by}`) })
  await put([{ kind: 'verify', input, label: `${returnee.name} ${returnee.place}` }], said)
}

/** Writes that whoever carries this phone sees to a request. */
export async function takeHelp(request: ShownHelp): Promise<void> {
  const { id, rev, name } = request
  const input = { help_request_id: id, rev }
  const said = () => t('visits.undo', { name, what: t('help.take') })
  await put([{ kind: 'take_help', input, label: name }], said)
}

/** Writes the answer to a request that was taken; whoever asked reads it on their page. */
export async function answerHelp(request: ShownHelp, answer: string): Promise<void> {
  const { id, rev, name } = request
  const input = { help_request_id: id, rev, answer }
  const said = () => t('visits.undo', { name, what: t('help.state.answered') })
  await put([{ kind: 'answer_help', input, label: name }], said)
}

/** Writes that whoever carries this phone has taken notice of what a changed list changed in a grid. */
export async function acknowledgeScreening(screening: ShownScreening): Promise<void> {
  const { screening_id, grid_id, grid_name } = screening
  const input: AcknowledgeInput = { screening_id, grid_id }
  const said = () => t('visits.undo', { name: grid_name, what: t('op.acknowledge_screening') })
  await put([{ kind: 'acknowledge_screening', input, label: grid_name }], said)
}

/** Writes a registration on somebody's behalf. */
export async function registerAtDoor(input: RegisterInput, name: string): Promise<void> {
  const said = () => t('visits.undo', { name, what: t('op.register') })
  await put([{ kind: 'register', input, label: name }], said)
}
