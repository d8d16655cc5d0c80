import { z } from 'zod'
import type { TableSheets } from '#shared/model/record.ts'
import type { FoundFile } from './found-file.ts'

const foreign = z.object({ read: z.string(), all: z.array(z.string()) })

/** The sheets of a workbook that was read as a table; null where there is no other than the one that was read. */
export function sheetsOf(found: FoundFile | undefined): TableSheets | null {
  const sheets = foreign.safeParse(found?.is === 'documents' ? found.documents[0]?.table?.sheets : undefined)
  return sheets.success ? sheets.data : null
}
