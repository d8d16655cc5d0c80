import type { Memo } from '#shared/model/memo.ts'
import { footnotesIn, type MemoBlock, memoBlocks } from './memo-blocks.ts'
import type { StudyReader } from './study-reader.ts'
import { dayOf } from './words.ts'

/** What is the same of every memo export, whatever its format. */
export const memosExport = {
  what: 'memos',
  whatName: 'Memos',
  description:
    'Every memo with its quotations in full: those about themes in the order of the thematic map, then the others.',
}

/** Memos have no layer of their own; this line says what their quotations are. */
export const quotationsNote =
  'Quotations give the words the study holds now, from whichever layer (independent or consensus) they were taken.'

export interface WrittenMemo {
  /** The memo's title; null where it is the name of the theme it stands under. */
  title: string | null
  /** Kind, state, author and day in one line. */
  about: string
  blocks: MemoBlock[]
  /** What the reader is told under it, a line each: what its live numbers count, and which have moved since it was last taken out. */
  notes: string[]
}

/** A theme, or the other memos, with what is written about it. Level 1 is the top of the thematic map. */
export interface MemoGroup {
  name: string
  level: number
  memos: WrittenMemo[]
}

/** Every memo in its place: themes in map order, each under the themes above it, then all others by title. */
export function memoGroups(study: StudyReader): MemoGroup[] {
  const memos = study.memos()
  // Footnotes are counted on through the file.
  let footnotes = 0
  const write = (memo: Memo, theme: string | null): WrittenMemo => {
    const made = written(study, memo, theme, footnotes)
    footnotes += footnotesIn(made.blocks).length
    return made
  }
  const themes = study.themes()
  const byTheme = Map.groupBy(
    memos.filter(({ about }) => about.kind === 'theme'),
    ({ about }) => about.id,
  )
  const parents = new Map(themes.map(({ id, parent }) => [id, parent]))
  const above = (id: string): string[] => {
    const parent = parents.get(id) ?? null
    return parent === null ? [id] : [...above(parent), id]
  }
  const shown = new Set([...byTheme.keys()].flatMap(id => (id === null ? [] : above(id))))
  const others = memos.filter(({ about }) => about.kind !== 'theme' || !parents.has(about.id ?? ''))
  return [
    ...themes
      .filter(({ id }) => shown.has(id))
      .map(({ id, name }) => ({
        name,
        level: above(id).length,
        memos: (byTheme.get(id) ?? []).map(memo => write(memo, name)),
      })),
    ...(others.length === 0
      ? []
      : [
          {
            name: shown.size === 0 ? 'Memos' : 'Other memos',
            level: 1,
            memos: others.map(memo => write(memo, null)),
          },
        ]),
  ]
}

function written(study: StudyReader, memo: Memo, theme: string | null, footnotes: number): WrittenMemo {
  const { kind, about, author, updatedAt } = memo
  const subject = about.kind === 'study' ? 'about the study' : `about the ${about.kind} “${about.name}”`
  return {
    title: memo.title === theme ? null : memo.title,
    about: [
      capital(kind),
      ...(theme === null ? [subject] : []),
      stateInWords(memo),
      ...(author === null ? [] : [author.name]),
      `last written ${dayOf(new Date(updatedAt))}`,
    ].join(' · '),
    blocks: memoBlocks(memo, study.styledQuotation, footnotes),
    notes: [...countNotes(memo), ...movedNotes(study.moved(memo))],
  }
}

/** What each live number counts, with its layer; of one that counts nothing, why. */
const countNotes = ({ numbers }: Memo): string[] =>
  numbers.length === 0
    ? []
    : ['Its numbers count:', ...numbers.map(({ said, why }) => `“${said}”: ${why.replace(/[.]$/, '')}.`)]

function stateInWords({ state, confirmed }: Memo): string {
  if (!confirmed) return state
  const by = confirmed.who === null ? '' : ` by ${confirmed.who}`
  return `confirmed${by} on ${dayOf(new Date(confirmed.at))}`
}

function movedNotes(found: ReturnType<StudyReader['moved']>): string[] {
  if (!found) return []
  return [
    `Numbers that have moved since this memo was last exported, ${dayOf(found.since)}:`,
    ...found.moved.map(({ was, now }) => `“${was}” is now “${now.said}” (${now.why}).`),
  ]
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
