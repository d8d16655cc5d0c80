import type { cases } from '#shared/contract/cases.ts'
import type { CaseKind, CaseSuggestion } from '#shared/model/case.ts'
import { isInterviewer } from '#shared/model/interviewer.ts'
import { all, type Db } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { type Change, made } from '../history/changes.ts'
import { addressesIn } from './correspondents.ts'
import { linkChanges } from './links.ts'
import { type StoredCase, someone, storedCases } from './queries.ts'
import { nameKey } from './same-name.ts'

export const suggestionHandlers: Pick<Handlers<typeof cases>, 'suggestions' | 'accept'> = {
  suggestions: ({ db }) => suggestionsIn(db),

  accept(tools, { suggestions }) {
    someone(tools)
    const { db, newId, now, record } = tools
    const known = new Map(storedCases(db).map(one => [`${one.kind} ${nameKey(one.name)}`, one.id]))
    const fresh: Change[] = []
    const links = suggestions.map(({ source, speaker, case: given, kind, name }) => {
      const key = `${kind} ${nameKey(name)}`
      const to = given ?? known.get(key) ?? newId()
      if (given === null && !known.has(key)) {
        known.set(key, to)
        fresh.push(made('cases', to, { kind, name, site: null, note: '', created_at: now }))
      }
      return { source, speaker, case: to }
    })
    const changes = linkChanges(tools, links)
    const what = changes.length === 1 ? '1 link' : `${changes.length} links`
    const cases =
      fresh.length === 0 ? '' : ` and ${fresh.length} new ${fresh.length === 1 ? 'case' : 'cases'}`
    record('case.linked', `Took ${what} to cases${cases} as proposed`, [...fresh, ...changes])
    return { linked: changes.length, added: fresh.length }
  },
}

interface ListedSource {
  id: string
  title: string
  kind: string
  revision: string
  structure: string
}

/** Labels that say what somebody is, not who. */
const generic = /^(?:participant|interviewee|respondent|speaker|patient|unknown|p|r|a|speaker[ _-]?\d+|\?+)$/i
/** A person's pseudonym at the beginning of a title: `OT 18`, `P02`. */
const pseudonym = /^([\p{L}]{1,4}[ _-]?\d{1,4})(?![\p{L}\p{N}])/u
const siteInTitle =
  /(?<![\p{L}\p{N}])((?:site|centre|center|ward|hospital)[ _-]?(?:\d{1,4}|[a-z]))(?![\p{L}\p{N}])/iu

/** What titles, labels and addresses say of the cases that sources and speakers belong to and are not linked to yet. */
function suggestionsIn(db: Db): CaseSuggestion[] {
  const cases = storedCases(db)
  const looks = new Looks(cases)
  const speakers = Map.groupBy(
    all<{ revision: string; speaker: string }>(
      db,
      'SELECT revision, speaker FROM segments WHERE speaker IS NOT NULL GROUP BY revision, speaker ORDER BY min(number)',
    ),
    row => row.revision,
  )
  const said = all<{ source: string; name: string; interviewer: number | null; case: string | null }>(
    db,
    'SELECT source, name, interviewer, "case" FROM source_speakers',
  )
  const linked = new Set(
    all<{ source: string; case: string }>(db, 'SELECT source, "case" FROM source_cases').map(
      row => `${row.source} ${row.case}`,
    ),
  )
  const saidOf = new Map(said.map(row => [JSON.stringify([row.source, row.name]), row]))
  const elsewhere = oneCaseEach(said)
  const sources = all<ListedSource>(
    db,
    `SELECT s.id, s.title, s.kind, r.id AS revision, r.structure FROM sources s
     JOIN revisions r ON r.source = s.id AND r.number = (SELECT max(number) FROM revisions WHERE source = s.id)
     ORDER BY s.title, s.id`,
  )
  return sources.flatMap(source => {
    const found: CaseSuggestion[] = []
    /** Names, squeezed, of the cases this source has or is proposed, so that each is proposed once. */
    const has = new Set(
      said.filter(row => row.source === source.id && row.case !== null).map(row => looks.keyOf(row.case)),
    )
    const propose = (speaker: string | null, what: Proposed | undefined, why: string) => {
      if (!what || has.has(squeezed(what.name))) return
      has.add(squeezed(what.name))
      if (speaker === null && linked.has(`${source.id} ${what.case}`)) return
      found.push({ source: source.id, sourceTitle: source.title, speaker, ...what, why })
    }
    if (source.kind === 'email') {
      for (const { address, name } of addressesIn(db, source.structure)) {
        if (saidOf.get(JSON.stringify([source.id, address]))?.case != null) continue
        propose(address, looks.byId(elsewhere.get(address)), 'the address is linked so in another email')
        propose(address, looks.named('person', address), 'the address')
        if (name !== null) propose(address, looks.named('person', name), 'the name with the address')
      }
    } else {
      for (const { speaker } of speakers.get(source.revision) ?? []) {
        const row = saidOf.get(JSON.stringify([source.id, speaker]))
        const asks = row?.interviewer === 1 || (row?.interviewer !== 0 && isInterviewer(speaker))
        if (asks || row?.case != null || generic.test(speaker.trim())) continue
        const known = looks.named('person', speaker)
        const before = looks.byId(elsewhere.get(speaker))
        if (known) propose(speaker, known, 'the speaker’s label')
        else if (before) propose(speaker, before, 'linked so in another source')
        else propose(speaker, { case: null, name: tidy(speaker), kind: 'person' }, 'a speaker’s label')
      }
    }
    for (const one of looks.inTitle(source.title)) propose(null, one, 'named in the title')
    const site = siteInTitle.exec(source.title)?.[1]
    if (site !== undefined && !looks.named('site', site)) {
      propose(null, { case: null, name: tidy(site), kind: 'site' }, 'named in the title')
    }
    const person = source.kind === 'interview' ? pseudonym.exec(source.title)?.[1] : undefined
    const hasPerson =
      found.some(({ kind }) => kind === 'person') ||
      [...has].some(key => looks.isPerson(key)) ||
      cases.some(one => one.kind === 'person' && linked.has(`${source.id} ${one.id}`))
    if (person !== undefined && !hasPerson) {
      propose(null, { case: null, name: tidy(person), kind: 'person' }, 'named in the title')
    }
    return found
  })
}

interface Proposed {
  case: string | null
  name: string
  kind: CaseKind
}

/** The cases, found by name. */
class Looks {
  private readonly cases: readonly StoredCase[]
  private readonly byKey: Map<string, StoredCase>
  private readonly ids: Map<string, StoredCase>
  private readonly patterns: { of: StoredCase; pattern: RegExp }[]

  constructor(cases: readonly StoredCase[]) {
    this.cases = cases
    this.byKey = new Map(cases.map(one => [`${one.kind} ${squeezed(one.name)}`, one]))
    this.ids = new Map(cases.map(one => [one.id, one]))
    this.patterns = cases.flatMap(of => {
      const pattern = wholeName(of.name)
      return pattern ? [{ of, pattern }] : []
    })
  }

  named(kind: CaseKind, name: string): Proposed | undefined {
    return proposed(this.byKey.get(`${kind} ${squeezed(name)}`))
  }

  byId(id: string | null | undefined): Proposed | undefined {
    return id == null ? undefined : proposed(this.ids.get(id))
  }

  keyOf(id: string | null): string {
    return squeezed(this.ids.get(id ?? '')?.name ?? '')
  }

  isPerson(key: string): boolean {
    return this.cases.some(one => one.kind === 'person' && squeezed(one.name) === key)
  }

  inTitle(title: string): Proposed[] {
    const folded = title.normalize('NFC').toLowerCase()
    return this.patterns.filter(({ pattern }) => pattern.test(folded)).flatMap(({ of }) => proposed(of) ?? [])
  }
}

const proposed = (of: StoredCase | undefined): Proposed | undefined =>
  of && { case: of.id, name: of.name, kind: of.kind }

/** A name without the marks that people put differently: `OT 18`, `OT-18` and `ot18` are one. */
const squeezed = (name: string): string => nameKey(name).replace(/[\s_-]+/gu, '')

/** Finds a name in a title as whole words, its letters and numbers however apart; null where it says too little. */
function wholeName(name: string): RegExp | null {
  const parts = nameKey(name).match(/\p{L}[\p{L}\p{M}'’.]*|\p{N}+/gu) ?? []
  if (squeezed(name).length < 2 || parts.length === 0 || !/\p{L}/u.test(name)) return null
  const spelled = parts.map(part => part.replace(/[.'’]/g, '\\$&')).join('[\\s_.-]*')
  return new RegExp(`(?<![\\p{L}\\p{N}])${spelled}(?![\\p{L}\\p{N}])`, 'u')
}

/** A name as it would be given: `site_10` is `Site 10`, `p02` is `P02`. */
function tidy(name: string): string {
  const spaced = name
    .trim()
    .replace(/[\s_-]+/gu, ' ')
    .slice(0, 400)
  return /^\p{L}+ ?\d+$/u.test(spaced) ? spaced.charAt(0).toUpperCase() + spaced.slice(1) : spaced
}

/** By label or address: the one case it is linked to wherever it is linked; labels of several cases are left out. */
function oneCaseEach(said: readonly { name: string; case: string | null }[]): Map<string, string> {
  const cases = new Map<string, Set<string>>()
  for (const { name, case: of } of said) {
    if (of !== null) cases.set(name, (cases.get(name) ?? new Set()).add(of))
  }
  return new Map(
    [...cases].flatMap(([name, of]): [string, string][] => {
      const [one] = of
      return of.size === 1 && one !== undefined ? [[name, one]] : []
    }),
  )
}
