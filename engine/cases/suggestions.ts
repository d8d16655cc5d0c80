import type { cases } from '#shared/contract/cases.ts'
import type { CaseKind, CaseSuggestion } from '#shared/model/case.ts'
import { isInterviewer } from '#shared/model/interviewer.ts'
import { all, type Db } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { type Change, made } from '../history/changes.ts'
import { addressesIn } from './correspondents.ts'
import { linkChanges } from './links.ts'
import { type StoredCase, someone, storedCases } from './queries.ts'
import { byName, nameKey } from './same-name.ts'

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

/** Labels that say what somebody is, or in which order they spoke, not who: no new case is made of them. */
const generic =
  /^(?:(?:unknown|unidentified)?[ _-]?(?:participant|interviewee|respondent|speaker|patient)|unknown|unidentified|p|r|a|(?:speaker|unknown|s|id)[ _-]?\d+|speaker[ _-]?[a-z]|\?+)$/i
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
        if (asks || row?.case != null) continue
        const known = looks.named('person', speaker)
        const before = looks.byId(elsewhere.get(speaker))
        if (known) propose(speaker, known, 'the speaker’s label')
        else if (generic.test(speaker.trim())) continue
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
  private readonly byParts = new Map<string, StoredCase[]>()

  constructor(cases: readonly StoredCase[]) {
    this.cases = cases
    this.byKey = new Map(cases.map(one => [`${one.kind} ${squeezed(one.name)}`, one]))
    this.ids = new Map(cases.map(one => [one.id, one]))
    for (const one of cases) {
      const key = partsOf(one.name)
        .map(part => part.text)
        .join('')
      // A number alone, or a single letter, says too little in a title.
      if (key.length < 2 || !/\p{L}/u.test(key)) continue
      this.byParts.set(key, [...(this.byParts.get(key) ?? []), one])
    }
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

  /** The cases whose names stand in a title as whole words, by name. */
  inTitle(title: string): Proposed[] {
    const parts = partsOf(title)
    const found = new Set<StoredCase>()
    for (const [at, first] of parts.entries()) {
      if (!first.begins) continue
      let key = ''
      for (const part of parts.slice(at, at + longestName)) {
        if (part !== first && part.gap > widestGap) break
        key += part.text
        if (part.ends) for (const one of this.byParts.get(key) ?? []) found.add(one)
      }
    }
    return [...found].sort(byName).flatMap(one => proposed(one) ?? [])
  }
}

const proposed = (of: StoredCase | undefined): Proposed | undefined =>
  of && { case: of.id, name: of.name, kind: of.kind }

/** A name without the marks that people put differently: `OT 18`, `OT-18` and `ot18` are one. */
const squeezed = (name: string): string => nameKey(name).replace(/[\s_-]+/gu, '')

/** A run of letters or of digits, and whether a word begins and ends with it. */
interface Part {
  text: string
  begins: boolean
  ends: boolean
  /** Characters between it and the part before. */
  gap: number
}

/** Names of more parts are not looked for in titles; nor are parts further from each other taken for one name. */
const longestName = 12
const widestGap = 3

function partsOf(text: string): Part[] {
  const plain = text.normalize('NFC').toLowerCase()
  let end = 0
  return [...plain.matchAll(/[\p{L}\p{M}]+|\p{N}+/gu)].map(match => {
    const from = match.index
    const to = from + match[0].length
    const gap = from - end
    end = to
    return {
      text: match[0],
      begins: from === 0 || gap > 0,
      ends: !/^[\p{L}\p{M}\p{N}]/u.test(plain.slice(to, to + 2)),
      gap,
    }
  })
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
