import { describe, expect, it } from 'vitest'
import { reportLine } from '#renderer/screens/sources/report-line.ts'
import type { ImportResult } from '#shared/model/source.ts'

const line = (file: string, status: ImportResult['status'], rows?: number): ImportResult => ({
  file,
  status,
  warnings: [],
  ...(rows === undefined ? {} : { rows }),
})
const files = (count: number, status: ImportResult['status'], name: string = status) =>
  Array.from({ length: count }, (_, at) => line(`${name} ${at}.txt`, status))

describe('the report in a line', () => {
  it.each<[string, ImportResult[]]>([
    ['1 file, 1 taken.', files(1, 'imported')],
    ['9 files, 8 taken, 1 not taken.', [...files(8, 'imported'), ...files(1, 'refused')]],
    [
      '4 files, 1 taken, 1 already here, 1 not taken, 1 not reached.',
      (['imported', 'duplicate', 'refused', 'cancelled'] as const).flatMap(status => files(1, status)),
    ],
    ['1 file: 4 sources taken.', Array.from({ length: 4 }, () => line('log.csv', 'imported'))],
    [
      '12 files: 20 sources taken, 7 already here; 2 files and 1 row not taken.',
      [
        ...files(8, 'imported'),
        ...files(1, 'duplicate'),
        ...files(2, 'refused'),
        ...Array.from({ length: 12 }, () => line('log.csv', 'imported')),
        line('log.csv', 'duplicate', 6),
        line('log.csv', 'refused', 1),
      ],
    ],
    [
      '1 file: 0 sources taken, 9 already here; 1 row not taken.',
      [line('log.csv', 'duplicate', 9), line('log.csv', 'refused', 1)],
    ],
    ['1 file: 0 sources taken, 9 already here.', [line('log.csv', 'duplicate', 9)]],
    [
      '1 file: 1 source taken; 1 document not taken.',
      [line('mail.mbox', 'imported'), line('mail.mbox', 'refused')],
    ],
  ])('%s', (said, results) => expect(reportLine(results)).toBe(said))
})
