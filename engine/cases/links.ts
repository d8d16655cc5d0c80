import type { cases } from '#shared/contract/cases.ts'
import { TandemError } from '#shared/errors.ts'
import { all, type Db, first } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { type Change, changed, made, removed } from '../history/changes.ts'
import { sourceById } from '../sources/queries.ts'
import type { Tools } from '../tools.ts'
import { addressesIn } from './correspondents.ts'
import { caseById, someone } from './queries.ts'
import { speakerWithout } from './speaker-without.ts'

/** A source, or one speaker in it, and the case it belongs to. */
export interface LinkTo {
  source: string
  speaker: string | null
  case: string
}

export const linkHandlers: Pick<Handlers<typeof cases>, 'link' | 'unlink'> = {
  link(tools, { links }) {
    someone(tools)
    for (const { case: id } of links) caseById(tools.db, id)
    const changes = linkChanges(tools, links)
    tools.record('case.linked', inWords('Linked', 'to', tools.db, links), changes)
    return { linked: changes.length }
  },

  unlink(tools, { links }) {
    someone(tools)
    const { db, record } = tools
    const changes = links.map(link => {
      const row = linkRow(db, link)
      if (!row) return null
      return link.speaker === null ? removed(db, 'source_cases', row.id) : speakerWithout(db, row.id)
    })
    record('case.unlinked', inWords('Took', 'from', db, links), changes)
    return null
  },
}

/** The changes that make links which are not there yet. A speaker linked to another case is linked anew. */
export function linkChanges({ db, newId }: Tools, links: readonly LinkTo[]): Change[] {
  const last = new Map(
    links.map(link => [
      JSON.stringify([link.source, link.speaker, ...(link.speaker === null ? [link.case] : [])]),
      link,
    ]),
  )
  return [...last.values()].flatMap((link): Change[] => {
    const { source, speaker, case: to } = link
    mustHave(db, source, speaker)
    if (speaker === null) {
      return linkRow(db, link) ? [] : [made('source_cases', newId(), { source, case: to })]
    }
    const known = first<{ id: string }>(
      db,
      'SELECT id FROM source_speakers WHERE source = ? AND name = ?',
      source,
      speaker,
    )
    if (!known)
      return [made('source_speakers', newId(), { source, name: speaker, interviewer: null, case: to })]
    const change = changed(db, 'source_speakers', known.id, { case: to })
    return change ? [change] : []
  })
}

const linkRow = (db: Db, { source, speaker, case: to }: LinkTo): { id: string } | undefined =>
  speaker === null
    ? first(db, 'SELECT id FROM source_cases WHERE source = ? AND "case" = ?', source, to)
    : first(
        db,
        'SELECT id FROM source_speakers WHERE source = ? AND name = ? AND "case" = ?',
        source,
        speaker,
        to,
      )

/** Refuses a source that is not there, and a speaker who does not speak or correspond in it. */
function mustHave(db: Db, source: string, speaker: string | null): void {
  const { title, revision, structure } = sourceById(db, source)
  if (speaker === null) return
  const speaks = first(db, 'SELECT 1 FROM segments WHERE revision = ? AND speaker = ?', revision, speaker)
  if (speaks || addressesIn(db, structure).some(({ address }) => address === speaker)) return
  throw new TandemError('not-found', `Nobody called “${speaker}” speaks in “${title}”.`, 'Look again.')
}

function inWords(verb: string, to: string, db: Db, links: readonly LinkTo[]): string {
  const [link] = links
  const targets = new Set(links.map(one => one.case))
  const target = targets.size === 1 && link ? `“${caseById(db, link.case).name}”` : `${targets.size} cases`
  if (links.length !== 1 || !link) {
    const sources = all<{ n: number }>(
      db,
      'SELECT count(*) AS n FROM sources WHERE id IN (SELECT value FROM json_each(?))',
      JSON.stringify(links.map(one => one.source)),
    )[0]?.n
    return `${verb} ${sources} ${sources === 1 ? 'source' : 'sources'} ${to} ${target}`
  }
  const { title } = sourceById(db, link.source)
  return `${verb} ${link.speaker === null ? '' : `“${link.speaker}” in `}“${title}” ${to} ${target}`
}
