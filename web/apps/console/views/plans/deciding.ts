import { useCommand, type Command } from '../../src/command'
import { reasonFor } from '../../src/say'
import { t } from '../../src/words'
import { confirmPlan, decidePlan, type Decision, type PlanStanding, type Seen } from './api'

/** What a decision changes: the plan, the arrival with it, and what is to be done for it. */
const nouns = ['plans', 'arrivals', 'follow_ups', 'board']

type Decided = { plan: Seen; decision: 'confirm' | Decision; reason: string }

/** Decides about a plan: asks for the reason where one is due, and answers whether it was decided. */
export function useDeciding(): {
  command: Command<Decided, PlanStanding>
  decide: (plan: Seen, decision: 'confirm' | Decision) => Promise<boolean>
} {
  let last: Decided['decision'] = 'confirm'
  const command = useCommand(
    ({ plan, decision, reason }: Decided, op) =>
      decision === 'confirm' ? confirmPlan(plan, op) : decidePlan(plan, decision, reason, op),
    {
      nouns,
      done: () => t(last === 'confirm' ? 'plans.decide.confirm.done' : 'plans.decide.done'),
    },
  )
  async function decide(plan: Seen, decision: Decided['decision']): Promise<boolean> {
    const verb = t(`plans.decide.${decision}`)
    let reason: string | undefined = ''
    if (decision !== 'confirm') reason = await reasonFor(t(`plans.decide.${decision}.ask`), verb)
    if (reason === undefined) return false
    last = decision
    return (await command.send({ plan, decision, reason })) !== undefined
  }
  return { command, decide }
}
