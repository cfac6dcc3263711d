import { ask } from '@shared/api/http'
import type { Page } from '@shared/api/pages'
import type { CivilDate, Timestamp } from '@shared/time'
import type { RiskLevel } from '../responses/risk-api'

/** Origins of a returnee, as a row names them. */
export const classes = [
  'stayed_in_place',
  'same_township',
  'same_county',
  'same_prefecture',
  'same_province',
  'prefecture_with_cases',
  'other_prefecture',
  'other_province',
  'abroad',
  'close_contact',
  'contact_of_contact',
  'exposed_job',
] as const
export type OriginClass = (typeof classes)[number]

/** The kinds of a phase, the strictest first. */
export const phaseKinds = [
  'central_quarantine',
  'home_quarantine',
  'home_monitoring',
  'self_monitoring',
] as const
export type PhaseKind = (typeof phaseKinds)[number]

export const clocks = ['left_area', 'arrival', 'last_contact', 'onset'] as const
export type ClockStart = (typeof clocks)[number]

/** What becomes of those who are under a plan already. */
export const transitions = ['keep', 'stricter', 'milder', 'reassess'] as const
export type TransitionRule = (typeof transitions)[number]

export interface Words {
  'zh-CN': string
  en: string
}

export interface NamedArea {
  code: string
  name: string
}

export interface Phase {
  kind: PhaseKind
  days: number
  /** On which of its days a test is due; its first day is 1. */
  tests: number[]
  checks_per_day: number | null
  care_team: string[]
  fallback: PhaseKind | null
}

export interface TestCount {
  count: number
  within_days: number
  gap_hours: number
}

/** One class of origin and what follows from it. */
export interface TableRow {
  class: OriginClass
  levels: RiskLevel[]
  areas: NamedArea[]
  clock: ClockStart
  phases: Phase[]
  test_count: TestCount | null
  /** Empty where the proposed sentence is taken. */
  words: Words
  release: Words
}

export interface RuleTable {
  title: string
  source: string
  locator: string
  reason: Words
  from_on: CivilDate
  to_on: CivilDate | null
  look_back_days: number | null
  for_present: TransitionRule
  rows: TableRow[]
}

export type TableState = 'draft' | 'scheduled' | 'in_force' | 'over' | 'replaced' | 'taken_back'

/** A table: draft, in force, or once in force. */
export interface TableRecord {
  id: string
  response_id: string
  state: TableState
  table: RuleTable
  /** 0 for a draft. */
  version: number
  drafted_at: Timestamp
  drafted_by: string
  in_force_at: Timestamp | null
  put_by: string
  withdrawn_at: Timestamp | null
  withdrawn_by: string
  withdrawn_reason: string
  can_be_taken_back: boolean
  rev: number
}

/** Something that the check found. */
export interface Remark {
  /** From 1; nothing where it is the table as a whole. */
  row: number | null
  code: string
  /** Whether it has to be mended before the table can hold. */
  stops: boolean
  message: string
}

export interface TableCheck {
  remarks: Remark[]
  rows: { proposed: Words }[]
}

/** The rules that a table adds to. */
export interface BaseRules {
  title: string
  levels: RiskLevel[]
  look_back_days: number | null
  clock: ClockStart
  for_present: TransitionRule
  slots: { id: string; name: string }[]
  rules: { class: OriginClass; levels: RiskLevel[]; words: string }[]
}

/** What a table would change for those who are here. */
export interface Trial {
  looked: number
  visits_added: number
  visits_dropped: number
  grids: { grid_id: string; begun: number; changed: number; released: number; possible: number }[]
}

export const tablesOf = (response: string, cursor = '') =>
  ask<Page<TableRecord>>('GET', '/rule_tables', { query: { response, cursor } })
export const findTable = (id: string) => ask<TableRecord>('GET', `/rule_tables/${id}`)
export const baseOf = (response: string) =>
  ask<BaseRules>('GET', '/rule_tables/base', { query: { response } })
export const checkTable = (response: string, table: RuleTable) =>
  ask<TableCheck>('POST', '/rule_tables/check', { body: { response_id: response, table } })
export const draftTable = (response: string, table: RuleTable, op: string) =>
  ask<TableRecord>('POST', '/rule_tables', { body: { response_id: response, table }, op })
export const editTable = (id: string, rev: number, table: RuleTable, op: string) =>
  ask<TableRecord>('PUT', `/rule_tables/${id}`, { body: { rev, table }, op })
export const discardTable = (id: string, rev: number, op: string) =>
  ask<TableRecord>('POST', `/rule_tables/${id}/discard`, { body: { rev }, op })
export const tryTable = (id: string, at: Timestamp | undefined) =>
  ask<Trial>('GET', `/rule_tables/${id}/trial`, { query: { at } })
export const putTableInForce = (id: string, rev: number, at: Timestamp | undefined, op: string) =>
  ask<TableRecord>('POST', `/rule_tables/${id}/put-in-force`, { body: { rev, at: at ?? null }, op })
export const withdrawTable = (id: string, reason: string, op: string) =>
  ask<TableRecord>('POST', `/rule_tables/${id}/withdraw`, { body: { reason }, op })
