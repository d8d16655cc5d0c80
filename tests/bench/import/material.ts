import { seededRandom } from '#engine/agreement/random.ts'
import { docxOf, paragraph } from '../../import/build-files.ts'

/** A file of the bench's study. */
export interface StudyFile {
  name: string
  bytes: Uint8Array
}

/** Invented words: as many different ones as people use in an hour, some often and most seldom. */
const stems =
  'visit group week walk shop talk home form nurse plan goal hand kitchen garden letter phone family street bus paper question answer morning practice support change listen wait carry notice wonder agree remember'.split(
    ' ',
  )
const endings = ['', '', 's', 'ed', 'ing', 'er', 'ly', 'ness']
const small =
  'the and to of a in that it was we he she they with for on but not so then there when what have had been'.split(
    ' ',
  )

/** Prose of so many words, the same for the same `random`. */
export function prose(random: () => number, words: number): string {
  const said: string[] = []
  for (let n = 0; n < words; n++) {
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
    const rare = random() < 0.02 ? String(Math.floor(random() * 4000)) : ''
    const word = random() < 0.5 ? pick(small) : `${pick(stems)}${pick(endings)}${rare}`
    said.push(random() < 0.08 ? `${word}.` : word)
  }
  return said.join(' ')
}

/**
 * The files of METHOD.md's study: 6 and 19 interviews of about an hour (9,000 words) as Word documents, 184 records
 * as Word documents, 240 emails; or the first `share` of each.
 */
export function studyFiles(share = 1, seed = 1): StudyFile[] {
  const random = seededRandom(seed)
  const some = (count: number) => Array.from({ length: Math.round(count * share) }, (_, n) => n + 1)
  const interview = (name: string): StudyFile => {
    const turns = Array.from({ length: 150 }, (_, n) =>
      n % 2 === 0 ? `Interviewer: ${prose(random, 20)}?` : `Participant: ${prose(random, 100)}.`,
    )
    return { name: `${name}.docx`, bytes: docxOf(turns.map(turn => paragraph(turn)).join('')) }
  }
  const record = (n: number): StudyFile => ({
    name: `Record ${n}.docx`,
    bytes: docxOf(
      [
        'Date: 5 March 2019',
        'Mode: telephone',
        `Minutes: ${20 + (n % 40)}`,
        prose(random, 280),
        prose(random, 60),
      ]
        .map(line => paragraph(line))
        .join(''),
    ),
  })
  const email = (n: number): StudyFile => ({
    name: `Email ${n}.eml`,
    bytes: Buffer.from(messageOf(random, n, 180)),
  })
  return [
    ...some(6).map(n => interview(`Mentor interview ${n}`)),
    ...some(19).map(n => interview(`OT interview ${n}`)),
    ...some(184).map(record),
    ...some(240).map(email),
  ]
}

/** A message of so many words, every fourth with an HTML part too. */
export function messageOf(random: () => number, n: number, words: number): string {
  const head = `From: OT ${n % 41} <ot${n % 41}@example.org>\r\nTo: Mentor ${n % 6} <mentor${n % 6}@example.org>\r\nSubject: Week ${n}\r\nDate: Thu, 5 Mar 2020 09:30:00 +0000\r\nMessage-ID: <${n}@example.org>\r\nMIME-Version: 1.0\r\n`
  const text = prose(random, words).replace(/(.{60}\S*) /g, '$1\r\n')
  if (n % 4 > 0) return `${head}Content-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n\r\nBest wishes\r\n`
  return `${head}Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>${text}</p>\r\n--b--\r\n`
}
