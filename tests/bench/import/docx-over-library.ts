import { OfficeParser } from 'officeparser'
import { seededRandom } from '#engine/agreement/random.ts'
import { readFileBytes } from '#engine/import/read-file.ts'
import { docxOf, paragraph } from '../../import/build-files.ts'
import { measureAsync } from '../measure.ts'
import { prose } from './material.ts'

/** A Word document of 10,000 words as an import reads it, over the library's parse alone, turn by turn in one run. */
export async function measureDocx(): Promise<object> {
  const random = seededRandom(5)
  const turns = Array.from({ length: 160 }, (_, n) =>
    n % 2 === 0 ? `Interviewer: ${prose(random, 25)}?` : `P1: ${prose(random, 100)}.`,
  )
  const bytes = docxOf(turns.map(turn => paragraph(turn)).join(''))
  const runs = 15
  const library = await measureAsync(
    'a Word document of 10,000 words, the library alone',
    () => OfficeParser.parseOffice(bytes, { fileType: 'docx', ocr: false, extractAttachments: false }),
    runs,
  )
  const ours = await measureAsync(
    'the same, as an import reads it',
    () => readFileBytes(bytes, 'interview.docx', {}),
    runs,
  )
  const ratio = Math.round((ours.median / library.median) * 100) / 100
  return {
    figures: [library, ours],
    comparisons: [
      { comparison: 'reading over the library alone', value: ratio, toReach: '≤ 1.5', reached: ratio <= 1.5 },
    ],
  }
}
