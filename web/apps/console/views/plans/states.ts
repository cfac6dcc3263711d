import {
  IconClosed,
  IconConfirmed,
  IconMerge,
  IconRefused,
  IconShield,
  IconWaiting,
  type Icon,
} from '@shared/icons'
import type { CivilDate } from '@shared/time'
import { phaseKinds, type Decision, type PhaseKind, type Plan, type PlanState } from './api'

type Tone = 'good' | 'warn' | 'bad' | 'calm' | 'mute'

/** How each state looks; the word says it too. */
export const looks: Readonly<Record<PlanState, { tone: Tone; icon: Icon }>> = {
  waits: { tone: 'warn', icon: IconWaiting },
  in_force: { tone: 'calm', icon: IconShield },
  superseded: { tone: 'mute', icon: IconMerge },
  released: { tone: 'good', icon: IconConfirmed },
  ended: { tone: 'mute', icon: IconClosed },
  rejected: { tone: 'mute', icon: IconRefused },
}

/** The measure a plan is known by: the kind of its strictest phase; nothing where the rule asks for none. */
export const measureOf = ({ phases }: Pick<Plan, 'phases'>): PhaseKind | 'none' =>
  [...phaseKinds].reverse().find((kind) => phases.some((phase) => phase.kind === kind)) ?? 'none'

/** What somebody may decide about a plan where it stands, on a day. */
export function decisionsOf(
  plan: Pick<Plan, 'state' | 'rule' | 'release_on'>,
  today: CivilDate,
): ('confirm' | Decision)[] {
  if (plan.state === 'waits') return plan.rule ? ['confirm', 'reject'] : ['reject']
  if (plan.state !== 'in_force') return []
  return plan.release_on !== null && plan.release_on <= today ? ['release', 'end'] : ['end']
}

/** Whether the measure is over as it should be, so that a notice says that nothing is asked any longer. */
export const isLifted = ({ state, why }: Pick<Plan, 'state' | 'why'>): boolean =>
  state === 'released' || (state === 'ended' && why === 'no_longer_asked')

/** Whether there is something to hand over on paper. */
export const hasNotice = (plan: Pick<Plan, 'state' | 'why'>): boolean =>
  plan.state === 'in_force' || isLifted(plan)
