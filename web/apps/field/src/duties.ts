import { dueAt, mineOf, tally, type Tally } from '@shared/domain/doors'
import { mostUrgentFirst } from '@shared/domain/urgency'
import type { Field } from './field'
import type { Directive, Signature } from './snapshot'

/** A directive with what it still wants from this person. */
export interface DoorDuty {
  directive: Directive
  /** At the doors this person goes to. */
  sum: Tally
  /** At all doors this person answers for. */
  whole: Tally
}

/** A directive that waits for this person's signature. */
export interface SignDuty {
  directive: Directive
  signature: Signature
}

/** Directives under way, the most urgent first: late ones on top, finished ones at the end. */
export function doorDuties(field: Field): DoorDuty[] {
  const duties = field.directives.value.map((directive) => {
    const doors = dueAt(directive.grid_ids, field.households.value)
    const whole = tally(directive.id, doors, field.standings.value)
    const sum = tally(directive.id, mineOf(doors), field.standings.value)
    const done = whole.due > 0 && whole.reached === whole.due
    return { directive, sum, whole, priority: directive.priority, due_at: directive.deadline_at, done }
  })
  return mostUrgentFirst(duties, field.clock.value)
}

/** Signatures that are missing, or were given for an earlier wording. */
export function signDuties(field: Field): SignDuty[] {
  const known = new Map(field.directives.value.map((directive) => [directive.id, directive]))
  const duties = field.signatures.value.flatMap((signature) => {
    const directive = known.get(signature.directive_id)
    if (!directive || (signature.signed_version ?? 0) >= directive.version) return []
    const { priority } = directive
    return [{ directive, signature, priority, due_at: signature.due_at, done: false }]
  })
  return mostUrgentFirst(duties, field.clock.value)
}
