import type { QuotedPassage } from '#shared/model/memo.ts'
import { type Db, first } from '../db/sql.ts'
import { mayShowCoding } from '../rounds/blinding.ts'
import { contentText } from '../sources/contents.ts'
import type { Quotation } from './body.ts'

interface Place {
  title: string
  kind: string
  date: string | null
  text: string
  characters: number
  speaker: string | null
}

/** A quotation's words as the study holds them now, with its attribution and what became of its coding, as far as `me` may see it. */
export function quoted(db: Db, { source, start, end, coding }: Quotation, me: string): QuotedPassage {
  const place = first<Place>(
    db,
    `SELECT s.title, s.kind, s.date, r.text, r.characters,
       (SELECT g.speaker FROM segments g WHERE g.revision = r.id AND g.start <= ? ORDER BY g.start DESC LIMIT 1) AS speaker
     FROM sources s
     JOIN revisions r ON r.source = s.id AND r.number = (SELECT max(number) FROM revisions WHERE source = s.id)
     WHERE s.id = ?`,
    start,
    source,
  )
  const whole = place && start < end && end <= place.characters
  return {
    source,
    start,
    end,
    coding,
    text: whole ? contentText(db, place.text).slice(start, end) : '',
    attribution: place ? attribution(place) : '[source removed]',
    standing: whole ? standing(db, { source, start, end, coding }, me) : 'removed',
  }
}

/** How a passage is attributed, by kind of source; the speaker is named where the text names one. */
function attribution({ title, kind, date, speaker }: Place): string {
  const day = date === null ? '' : `, ${dayOf(date)}`
  if (kind === 'email') return `[Email, ${title}${day}]`
  if (kind === 'record') return `[Record, ${title}${day}]`
  return speaker === null || title.includes(speaker) ? `[${title}]` : `[${speaker}, ${title}]`
}

/** `2018-11-21…` as `21/11/18`, the one date style of quotations; anything else as it is. */
const dayOf = (date: string): string => {
  const parts = /^\d\d(\d\d)-(\d\d)-(\d\d)/.exec(date)
  return parts ? `${parts[3]}/${parts[2]}/${parts[1]}` : date
}

function standing(db: Db, { start, end, coding }: Quotation, me: string): QuotedPassage['standing'] {
  if (coding === null) return 'uncoded'
  const now = first<{ start: number; end: number }>(
    db,
    `SELECT c.start, c."end" FROM codings c WHERE c.id = ? AND ${mayShowCoding('c', '?')}`,
    coding,
    me,
  )
  if (!now) return 'removed'
  return now.start <= start && end <= now.end ? 'present' : 'changed'
}
