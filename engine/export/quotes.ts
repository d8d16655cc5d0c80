import { markText, quoteAsPrinted } from '#shared/text/quote-marks.ts'
import { quotationsIn, readBody } from '../memos/body.ts'
import { voicesOf } from '../memos/voices.ts'
import { percent } from './half-up.ts'
import { correctedNote, goneNote, standingNotes } from './memo-blocks.ts'
import type { StudyReader } from './study-reader.ts'
import { dayOf, layerNames, withheldNote } from './words.ts'

/** What is the same of every quote bank, whatever its format. */
export const quotesExport = {
  what: 'quotes',
  whatName: 'Quote bank',
  description:
    'Every quotation of the memos with its attribution, as printed and verbatim, and how often each person and site is quoted.',
}

export interface BankedQuote {
  memoId: string
  memo: string
  about: string
  /** True where its words are no longer in the study: `note` says why. */
  isGone: boolean
  /** As the memo prints it, edits included. */
  printed: string
  verbatim: string
  /** What was edited, in words; empty: nothing. */
  edits: string
  attribution: string
  people: string
  sites: string
  /** For whom it counts. */
  voices: ReturnType<typeof voicesOf>
  source: string
  kind: string
  dataSet: string
  /** Whose the coding it was quoted from is: each coder’s own, or the consensus; empty: quoted from no coding. */
  layer: string
  code: string
  polarity: string
  /** What became of its coding and its text since; empty: nothing. */
  note: string
}

/** How often one person or site is quoted. */
export interface QuotedVoice {
  kind: 'Person' | 'Site'
  name: string
  quotes: number
  memos: number
  share: string
}

/** Every quotation in the memos, memo by memo in the order of titles. */
export function bankedQuotes(study: StudyReader): BankedQuote[] {
  const sources = new Map(study.sources().map(source => [source.id, source]))
  const codings = new Map(
    [...study.passages('independent'), ...study.passages('consensus')].map(passage => [passage.id, passage]),
  )
  return study.memos().flatMap(memo => {
    const subject = memo.about.kind === 'study' ? 'the study' : `${memo.about.kind}: ${memo.about.name}`
    return quotationsIn(readBody(memo.body)).flatMap(({ marks, corrected }, n) => {
      const quoted = memo.quotations[n]
      if (!quoted) return []
      const source = sources.get(quoted.source)
      const coding = codings.get(quoted.heir ?? quoted.coding ?? '')
      const isGone = quoted.text === ''
      return [
        {
          memoId: memo.id,
          memo: memo.title,
          about: subject,
          isGone,
          printed: isGone ? '' : quoteAsPrinted(quoted.text, marks).trim(),
          verbatim: quoted.text.trim(),
          edits: isGone ? '' : marks.map(markText).join(' '),
          attribution: quoted.attribution,
          people: quoted.people.join(' and '),
          sites: quoted.sites.join(' and '),
          voices: voicesOf(quoted),
          source: source?.title ?? '',
          kind: source?.kind ?? '',
          dataSet: source?.dataSet?.name ?? '',
          layer: coding ? layerNames[coding.layer] : '',
          code: coding?.codeName ?? '',
          polarity: coding?.polarity ?? '',
          note: [
            isGone ? goneNote(quoted) : standingNotes[quoted.standing],
            quoted.recoded ?? '',
            corrected && !isGone ? correctedNote : '',
          ]
            .filter(part => part !== '')
            .join(' '),
        },
      ]
    })
  })
}

/** What stands in place of an empty bank. */
export const noQuotes = 'No memo quotes anything yet.'

/** The quotations of each memo together. */
export const quotesByMemo = (quotes: readonly BankedQuote[]): BankedQuote[][] => [
  ...Map.groupBy(quotes, ({ memoId }) => memoId).values(),
]

/** How often each person, then each site, is quoted, most first, with the share of all quotations. */
export function quotedVoices(quotes: readonly BankedQuote[]): QuotedVoice[] {
  const counts = new Map<
    string,
    Pick<QuotedVoice, 'kind' | 'name'> & { quotes: number; memos: Set<string> }
  >()
  for (const { voices, memoId } of quotes) {
    for (const { kind, name, isGone } of voices) {
      const key = JSON.stringify([kind, name, isGone])
      const voice = counts.get(key) ?? {
        kind: kind === 'person' ? 'Person' : 'Site',
        name: isGone ? 'No longer in the study' : name === '' ? 'Belongs to no case' : name,
        quotes: 0,
        memos: new Set(),
      }
      voice.quotes++
      voice.memos.add(memoId)
      counts.set(key, voice)
    }
  }
  return [...counts.values()]
    .map(voice => ({
      ...voice,
      memos: voice.memos.size,
      share: `${percent(voice.quotes, quotes.length, 1)}%`,
    }))
    .sort((a, b) => a.kind.localeCompare(b.kind) || b.quotes - a.quotes || (a.name < b.name ? -1 : 1))
}

/** Lines about the bank as a whole. */
export const quotesAbout = (study: StudyReader): [string, string][] => [
  ['Study', study.study.title],
  ['Exported', dayOf(study.madeAt)],
  ...(study.withheld ? [['Note', withheldNote] as [string, string]] : []),
  [
    'Quote',
    'As the memo prints it. Edits stand in brackets: […] where words were left out, a clarification otherwise. Verbatim is what the source says now.',
  ],
  [
    'Layer',
    'Quotations are taken from whichever layer (independent or consensus) their memo quoted; it stands beside each that was quoted from a coding.',
  ],
  [
    'How often each is quoted',
    'A quotation of several people, as in a joint interview, counts for each of them, and so with sites; shares are of all quotations.',
  ],
]
