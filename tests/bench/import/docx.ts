import { OfficeParser } from 'officeparser'
import { readFileBytes } from '#engine/import/read-file.ts'
import { docxOf, paragraph } from '../../import/build-files.ts'

/** How long a Word interview takes to read, in milliseconds: by us, by the bare library, and the one over the other. */
export interface DocxBench {
  ours: number
  bare: number
  ratio: number
}

const sentence =
  'When I came home from the ward I counted the steps to the kitchen and there were twelve of them.'

/** Readings of each kind that load and warm what they use, and do not count. */
const warmUps = 10

/** An interview of 10,000 words in turns, as a transcriber would type it. */
function interview(): Uint8Array {
  const turns = Array.from({ length: 250 }, (_, i) => {
    const who = i % 2 === 0 ? 'Interviewer' : 'P01'
    return `${who}: ${sentence} ${sentence} (${i})`
  })
  return docxOf(turns.map(text => paragraph(text)).join(''))
}

/** Medians over `runs` pairs of readings, taking turns at going first so that both meet the same machine. */
export async function benchDocx(runs = 25): Promise<DocxBench> {
  const bytes = interview()
  const ours: number[] = []
  const bare: number[] = []
  const read = (): Promise<unknown> => readFileBytes(bytes, 'interview.docx', {})
  const parse = (): Promise<unknown> =>
    OfficeParser.parseOffice(Buffer.from(bytes), { fileType: 'docx', ocr: false, extractAttachments: false })
  for (let run = -warmUps; run < runs; run++) {
    const isFirst = run % 2 === 0
    const before = isFirst ? await took(parse) : 0
    const own = await took(read)
    const after = isFirst ? 0 : await took(parse)
    if (run < 0) continue
    ours.push(own)
    bare.push(before + after)
  }
  const result = { ours: median(ours), bare: median(bare) }
  return { ...result, ratio: result.ours / result.bare }
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
