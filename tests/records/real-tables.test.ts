import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, it } from 'vitest'
import { readFileBytes } from '#engine/import/read-file.ts'
import { guessReading } from '#engine/records/guess.ts'
import { readRecords } from '#engine/records/read-records.ts'
import { TandemError } from '#shared/errors.ts'

const data = join(import.meta.dirname, '../../../shared/data')
const files = existsSync(data) ? globSync(`${data}/**/*.{xlsx,xlsm,csv,tsv}`).sort() : []

// The real tables lie beside the project, where they are there at all.
it.skipIf(files.length === 0)(
  'every real table is read as records, or refused with one sentence',
  async () => {
    for (const file of files) {
      const name = basename(file)
      try {
        const [document] = await readFileBytes(readFileSync(file), name, { asTable: true })
        const table = document?.table
        if (!table) continue
        const guess = guessReading(table)
        const { records, problems } = readRecords(table, guess, 'A table', name)
        const filled = table.rows.filter(row => row.some(cell => cell !== '')).length
        expect(records.length + problems.length, name).toBeLessThanOrEqual(filled)
        for (const { text, segments } of records) {
          for (const { start, bodyStart, end } of segments) {
            expect(text.slice(start, bodyStart), name).toMatch(/: $/)
            expect(text.slice(bodyStart, end).trim(), name).not.toBe('')
          }
        }
      } catch (error) {
        if (!(error instanceof TandemError)) throw error
        expect(error.message, name).toMatch(/^[^\n]+\.$/)
      }
    }
  },
  120_000,
)
