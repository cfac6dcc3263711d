import type { CivilDate } from '@shared/time'
import type { RiskLevel } from '../responses/risk-api'
import type {
  BaseRules,
  NamedArea,
  OriginClass,
  Phase,
  PhaseKind,
  RuleTable,
  TableRow,
  ClockStart,
  TransitionRule,
} from './api'

/** A phase as it is typed: numbers may still be missing. */
export interface PhaseText {
  kind: PhaseKind
  days: string
  /** Days of tests, such as `1、4、7`. */
  tests: string
  checks: string
  careTeam: string[]
  fallback: PhaseKind | ''
}

/** A row as it is typed. */
export interface RowText {
  class: OriginClass
  levels: RiskLevel[]
  areas: NamedArea[]
  clock: ClockStart
  phases: PhaseText[]
  /** Tests as a number within days, instead of days. */
  counted: boolean
  count: string
  within: string
  gap: string
  zh: string
  en: string
  releaseZh: string
  releaseEn: string
}

/** A table as it is typed. */
export interface TableText {
  title: string
  source: string
  locator: string
  reasonZh: string
  reasonEn: string
  from: CivilDate
  /** Empty where it goes on. */
  to: CivilDate
  /** Empty where it is the base's. */
  lookBack: string
  forPresent: TransitionRule
  rows: RowText[]
}

const ofList: readonly OriginClass[] = [
  'stayed_in_place',
  'same_township',
  'same_county',
  'same_prefecture',
  'same_province',
]
const ofStay: readonly OriginClass[] = [
  ...ofList,
  'prefecture_with_cases',
  'other_prefecture',
  'other_province',
]

/** Whether the class speaks of listed places, so that a row says of which levels. */
export const isOfList = (one: OriginClass): boolean => ofList.includes(one)
/** Whether the class follows from a stay, so that a row may name areas. */
export const isOfStay = (one: OriginClass): boolean => ofStay.includes(one)

export const newPhase = (kind: PhaseKind = 'home_monitoring'): PhaseText => ({
  kind,
  days: '',
  tests: '',
  checks: '',
  careTeam: [],
  fallback: '',
})

export const newRow = (clock: ClockStart): RowText => ({
  class: 'other_province',
  levels: [],
  areas: [],
  clock,
  phases: [newPhase()],
  counted: false,
  count: '',
  within: '',
  gap: '24',
  zh: '',
  en: '',
  releaseZh: '',
  releaseEn: '',
})

/** An empty table with one row, by what the base says. */
export const newTable = (base: BaseRules, today: CivilDate): TableText => ({
  title: '',
  source: '',
  locator: '',
  reasonZh: '',
  reasonEn: '',
  from: today,
  to: '',
  lookBack: '',
  // A table demands more than its base: by a rule that only shortens, nobody who is here would be touched.
  forPresent: base.for_present === 'milder' ? 'stricter' : base.for_present,
  rows: [newRow(base.clock)],
})

/** The class of a row changes: what the new one knows nothing of goes. */
export function withClass(row: RowText, to: OriginClass): RowText {
  return {
    ...row,
    class: to,
    levels: isOfList(to) ? row.levels : [],
    areas: isOfStay(to) ? row.areas : [],
  }
}

/** The days that a text like `1、4、7` names; nothing where a part of it is no day. */
export function testDays(text: string): number[] | undefined {
  const parts = text.split(/[\s,，、;；]+/).filter(Boolean)
  const days = parts.map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : Number.NaN))
  return days.every((day) => day > 0) ? [...new Set(days)].sort((one, other) => one - other) : undefined
}

/** A whole number of at most 999 that was typed; 0 where none was, which the check then tells. */
function whole(text: string): number {
  const number = Number(text)
  return Number.isInteger(number) && number > 0 ? Math.min(number, 999) : 0
}

const optional = (text: string): number | null => (text.trim() === '' ? null : whole(text))

function phaseOf(phase: PhaseText): Phase {
  const checks = optional(phase.checks)
  return {
    kind: phase.kind,
    days: whole(phase.days),
    tests: testDays(phase.tests) ?? [],
    // One that can't be right stays one that the check tells of.
    checks_per_day: checks === null ? null : Math.min(checks, 255),
    care_team: phase.careTeam,
    fallback: phase.fallback || null,
  }
}

function rowOf(row: RowText): TableRow {
  const test_count = row.counted
    ? { count: whole(row.count), within_days: whole(row.within), gap_hours: whole(row.gap) }
    : null
  return {
    class: row.class,
    levels: row.levels,
    areas: row.areas,
    clock: row.clock,
    phases: row.phases.map(phaseOf),
    test_count,
    words: { 'zh-CN': row.zh.trim(), en: row.en.trim() },
    release: { 'zh-CN': row.releaseZh.trim(), en: row.releaseEn.trim() },
  }
}

/** The table that the server is sent. */
export function tableOf(text: TableText): RuleTable {
  return {
    title: text.title.trim(),
    source: text.source.trim(),
    locator: text.locator.trim(),
    reason: { 'zh-CN': text.reasonZh.trim(), en: text.reasonEn.trim() },
    from_on: text.from,
    to_on: text.to || null,
    look_back_days: optional(text.lookBack),
    for_present: text.forPresent,
    rows: text.rows.map(rowOf),
  }
}

const typed = (number: number | null): string => (number === null || number === 0 ? '' : String(number))

function phaseText(phase: Phase): PhaseText {
  return {
    kind: phase.kind,
    days: typed(phase.days),
    tests: phase.tests.join('、'),
    checks: typed(phase.checks_per_day),
    careTeam: phase.care_team,
    fallback: phase.fallback ?? '',
  }
}

function rowText(row: TableRow): RowText {
  return {
    class: row.class,
    levels: row.levels,
    areas: row.areas,
    clock: row.clock,
    phases: row.phases.map(phaseText),
    counted: row.test_count !== null,
    count: typed(row.test_count?.count ?? 0),
    within: typed(row.test_count?.within_days ?? 0),
    gap: String(row.test_count?.gap_hours ?? 24),
    zh: row.words['zh-CN'],
    en: row.words.en,
    releaseZh: row.release['zh-CN'],
    releaseEn: row.release.en,
  }
}

/** A stored table as it is typed on. */
export function textOf(table: RuleTable): TableText {
  return {
    title: table.title,
    source: table.source,
    locator: table.locator,
    reasonZh: table.reason['zh-CN'],
    reasonEn: table.reason.en,
    from: table.from_on,
    to: table.to_on ?? '',
    lookBack: typed(table.look_back_days),
    forPresent: table.for_present,
    rows: table.rows.map(rowText),
  }
}

/** The rows whose test days are no days, from 1: their text would be lost on the way. */
export const unreadable = (text: TableText): number[] =>
  text.rows.flatMap((row, at) =>
    row.phases.some((phase) => testDays(phase.tests) === undefined) ? [at + 1] : [],
  )
