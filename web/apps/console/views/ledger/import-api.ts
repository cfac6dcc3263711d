import { ask } from '@shared/api/http'
import type { Timestamp } from '@shared/time'

/** What one column of a sheet means; `not_taken` says why it is left out. */
export interface MappedColumn {
  header: string
  field: string | null
  not_taken: 'health' | 'whereabouts' | 'not_kept' | 'sequence' | 'unknown' | null
}

export interface ColumnMap {
  columns: MappedColumn[]
}

/** What the server made of an uploaded file. */
export interface Inspection {
  upload: string
  file_name: string
  expires_at: Timestamp
  sheets: {
    sheet: string
    header_rows: [number, number]
    map: ColumnMap
    saved_mapping: { id: string; name: string } | null
    /** The first rows as written. */
    sample: string[][]
  }[]
  sheets_left_out: string[]
  fields: { field: string; zh: string; en: string }[]
}

/** One row that was not taken as it stands, with what to do. */
export interface RowProblem {
  sheet: string
  row: number
  column: string
  code: string
  message: string
}

/** What an import would bring, or has brought. */
export interface Preview {
  rows: number
  accepted: number
  asked: number
  refused: number
  duplicates: number
  households: number
  skipped: { blank: number; heads: number; subtotals: number; notes: number }
  missing_grids: { village: string; group: string; rows: number }[]
  problems: RowProblem[]
  problem_count: number
}

export interface Choices {
  area_id: string
  map?: ColumnMap
  create_grids: boolean
}

export interface Outcome {
  import_id: string
  imported: boolean
  residents: number
  households: number
  grids_created: number
  summary: Preview
}

export function inspect(file: File, op: string): Promise<Inspection> {
  const form = new FormData()
  form.append('file', file)
  return ask<Inspection>('POST', '/households/import', { body: form, op })
}
export const preview = (upload: string, body: Choices, op: string) =>
  ask<Preview>('POST', `/households/import/${upload}/preview`, { body, op })
export const runImport = (
  upload: string,
  body: Choices & { mode: 'good_rows' | 'all_or_nothing' },
  op: string,
) => ask<Outcome>('POST', `/households/import/${upload}/run`, { body, op })
export const forgetUpload = (upload: string) => ask<object>('DELETE', `/households/import/${upload}`)
export const saveMapping = (name: string, map: ColumnMap, op: string) =>
  ask<{ id: string }>('POST', '/households/import/mappings', { body: { name, map }, op })

/** Columns that were corrected and kept for the next file with the same heads. */
export interface Mapping {
  id: string
  name: string
  map: ColumnMap
  at: Timestamp
}
export const listMappings = async () =>
  (await ask<{ items: Mapping[] }>('GET', '/households/import/mappings')).items
export const removeMapping = (id: string, op: string) =>
  ask<object>('DELETE', `/households/import/mappings/${id}`, { op })
