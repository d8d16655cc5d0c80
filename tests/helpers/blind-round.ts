import type { Client } from '#shared/contract/client.ts'
import { TandemError } from '#shared/errors.ts'
import { makeStudy, someText, type TestStudy } from './study.ts'

export interface World {
  study: TestStudy
  viewers: Record<string, Client>
  source: string
  other: string
  shared: string
  theme: string
  memo: string
  round: string
  framework: string
  person: string
  /** A moment of the journal from when the round had just opened. */
  early: string
}

/** Who looks on while KM works: the other coder, a reviewer, a lead who does not code, nobody, the command line. */
export const viewers = ['TS', 'RV', 'LD', 'nobody', 'command line'] as const

/** A study with a blind round of KM and TS just opened, and nothing done in it. */
export async function openedRound(options: { passphrase?: string } = {}): Promise<World> {
  const study = await makeStudy(options)
  const source = await study.source('Interview 1', someText())
  const other = await study.source('Interview 2', someText(3))
  const km = await study.as('KM')
  const ts = await study.as('TS')
  const ld = await study.as('LD')
  const { id: shared, framework } = await study.code('Waiting', ts)
  await study.code('Walking', ld)
  const { id: theme } = await ld.themes.add({ name: 'A theme' })
  await ld.themes.addCodes({ theme, codes: [shared] })
  const { id: memo } = await ld.memos.add({ title: 'A memo', about: { kind: 'study', id: null } })
  await ld.sources.update({ source, dataSet: (await ld.sources.addDataSet({ name: 'Mentors' })).id })
  const { id: person } = await ld.cases.add({ kind: 'person', name: 'OT 18' })
  await ld.cases.link({ links: [{ source, case: person }] })
  // A coding that KM made and removed beforehand, to come back by undo while the round is open.
  const early = await km.codings.add({ source, start: 0, end: 9, code: shared })
  await km.codings.remove({ codings: [early.id] })
  const { id: round } = await ld.rounds.open({
    title: 'Round 1',
    sources: [source],
    coders: [study.people.KM, study.people.TS],
  })
  const manager = study.manager()
  await manager.client.library.open({ path: study.path, ...options })
  return {
    study,
    viewers: {
      TS: ts,
      RV: await study.as('RV'),
      LD: ld,
      nobody: await study.nobody(),
      'command line': manager.client,
    },
    source,
    other,
    shared,
    theme,
    memo,
    round,
    framework,
    person,
    early: (await ld.codings.open({ source })).at,
  }
}

/** Everything KM can do in a round that others must not learn of. Answers the ids and words that would give it away. */
export async function workInSecret({
  study,
  source,
  shared,
  theme,
}: World): Promise<{ ids: string[]; words: string[] }> {
  const km = await study.as('KM')
  await km.history.undo({})
  const coding = await km.codings.add({ source, start: 20, end: 60, code: shared, comment: 'sealedcomment' })
  await km.codings.update({ coding: coding.id, polarity: 'barrier' })
  const own = await km.codebook.addCode({ name: 'Sealedcode', definition: 'sealeddefinition' })
  const child = await km.codebook.addCode({ name: 'Sealedchild', parent: shared })
  const byOwn = await km.codings.add({ source, start: 70, end: 90, code: own.id })
  await km.codings.addMany({
    codings: [
      { source, start: 100, end: 120, code: child.id },
      { source, start: 140, end: 150, code: shared },
    ],
  })
  await km.codings.remove({ codings: [byOwn.id] })
  await km.history.undo({})
  const note = await km.annotations.add({ source, start: 5, end: 15, text: 'sealednote' })
  const about = await km.memos.add({ title: 'Sealedmemo', about: { kind: 'code', id: own.id } })
  const quoting = await km.memos.add({ title: 'Sealedquote', about: { kind: 'study', id: null } })
  await km.memos.save({
    memo: quoting.id,
    body: JSON.stringify({
      root: {
        type: 'root',
        children: [{ type: 'quotation', source, start: 20, end: 60, coding: coding.id }],
      },
    }),
  })
  await km.themes.addCodes({ theme, codes: [own.id] }).catch(() => {})
  const codings = await km.codings.inSource({ source })
  return {
    ids: [...codings.map(c => c.id), own.id, child.id, note.id, about.id, quoting.id],
    words: ['sealed'],
  }
}

type Ask = (world: World) => unknown[]
/** An id of nothing. */
export const absent = '01890000-0000-7000-8000-000000000000'
export const counting = (kind: 'code' | 'theme' | 'query', id: string) => ({
  kind: 'person',
  where: null,
  behind: { kind, id },
  polarity: null,
  layer: 'consensus',
  among: 'study',
  form: 'of',
  noun: 'OTs',
})
const everySource: Ask = ({ source, other }) => [{ source }, { source: other }, { source: absent }]

/** What each read of the contract is asked. A new read must be put here: that is the point of the list. */
export const questions: Record<string, Ask> = {
  'library.recent': () => [{}],
  'library.preferences': () => [{}],
  'library.frameworks': () => [{}],
  'session.current': () => [{}],
  'study.overview': () => [{}],
  'keys.state': () => [{}],
  'library.computerLock': () => [{ path: '/nowhere.tandem' }],
  'members.list': () => [{}],
  'sources.list': () => [{}],
  'sources.open': everySource,
  'speakers.shown': everySource,
  'sources.dataSets': () => [{}],
  'cases.list': () => [{}],
  'cases.counts': () => [{}],
  'cases.suggestions': () => [{}],
  'cases.goesWith': ({ person }) => [{ cases: [person] }, { cases: [absent] }],
  'cases.mergeOf': ({ person }) => [{ from: person, into: person }],
  'cases.goesWithAttribute': () => [{ attribute: absent }],
  'contacts.list': () => [{}],
  'contacts.table': () => [{}, { cutOff: '2020-04-01' }],
  'contacts.setUp': () => [{}],
  'revisions.list': everySource,
  'revisions.open': ({ source }) => [
    { source, number: 1 },
    { source, number: 2 },
  ],
  'revisions.preview': ({ source, other }) => [
    { source, edits: [{ start: 0, end: 200, text: '' }] },
    { source: other, edits: [{ start: 0, end: 4, text: 'Ask' }] },
  ],
  'revisions.toPlace': ({ source }) => [{}, { source }],
  'records.mappings': () => [{}],
  'records.ofSource': everySource,
  'catalogue.tags': () => [{}],
  'catalogue.sourcesGoWith': ({ source, other }) => [
    { sources: [source, other] },
    { sources: [other, absent] },
  ],
  'catalogue.dataSetGoesWith': () => [{ dataSet: absent }],
  'catalogue.filters': () => [{}],
  'codebook.frameworks': () => [{}],
  'codebook.counts': () => [{}],
  'codebook.reasons': () => [{}],
  'codebook.splits': () => [{}],
  'codebook.examples': ({ shared }) => [{}, { code: shared }, { code: absent }],
  'codebook.pairs': ({ framework }) => [{ framework }, { framework: absent }],
  'codebook.revisits': () => [{}],
  'codebook.splitPassages': ({ shared }) => [
    { code: shared, of: 'mine' },
    { code: shared, of: 'consensus' },
  ],
  'codebook.goesWith': ({ shared }) => [{ code: shared }, { code: absent }],
  'codebook.goesWithCodes': ({ shared }) => [{ codes: [shared] }, { codes: [shared, absent] }],
  'codebook.compareVersions': ({ framework }) => [
    { framework, from: 1 },
    { framework, from: 99, to: 1 },
  ],
  'codebook.versions': ({ framework }) => [{ framework }],
  'codings.inSource': ({ source }) => [{ source }, { source, layer: 'consensus' }],
  'codings.open': everySource,
  'codings.since': ({ source, other, early }) => [
    { source, at: early },
    { source: other, at: early },
    { source, at: '' },
    { source, at: absent },
  ],
  'codings.passages': ({ source, shared, round, study }) => [
    {},
    { layer: 'consensus' },
    { source },
    { round },
    { coder: study.people.KM },
    { code: shared, withDescendants: true },
    { code: absent, withDescendants: true },
  ],
  'memos.comments': ({ memo }) => [{ memo }, { memo: absent }],
  'memos.texts': ({ memo }) => [{ memo }, { memo: absent }],
  'memos.compare': ({ memo }) => [{ memo, from: absent, to: null }],
  'memos.voices': ({ memo }) => [{ memo }, { memo: absent }],
  'memos.attribution': () => [{}],
  'memos.tryAttribution': () => [
    { dates: 'words', templates: [{ kind: 'interview', dataSet: null, template: '[{person}]' }] },
  ],
  'memos.count': ({ shared, theme }) => [
    counting('code', shared),
    { ...counting('code', shared), layer: 'independent', among: 'sources' },
    { ...counting('theme', theme), layer: 'independent', kind: 'site' },
    counting('code', absent),
    counting('query', absent),
  ],
  'annotations.inSource': everySource,
  'rounds.list': () => [{}],
  'handouts.list': () => [{}],
  'handouts.preview': ({ round, study: { people } }) => [
    { round, coder: people.KM },
    { round, coder: people.TS },
    { round, coder: people.RV },
    { round: absent, coder: people.KM },
  ],
  'handouts.returnPreview': () => [{}],
  'rounds.plan': ({ round }) => [{ round }, { round: absent }],
  'rounds.draw': ({ source, other }) => [{ among: [source, other], size: { number: 1 }, seed: 7 }],
  'merging.returns': () => [{}],
  'merging.proposals': () => [{}],
  'agreement.inRound': ({ round }) => [{ round }, { round: absent }],
  'agreement.between': ({ study: { people }, source, shared }) => [
    { coders: [people.KM, people.TS] },
    { coders: [people.KM, people.RV], sources: [source] },
    { coders: [people.TS, people.RV], codes: [shared] },
  ],
  'agreement.among': ({ study: { people }, source, shared }) => [
    { coders: [people.KM, people.TS, people.RV] },
    { coders: [people.LD, people.RV, people.KM], sources: [source] },
    { coders: [people.LD, people.RV], codes: [shared] },
  ],
  'agreement.kept': ({ round }) => [{}, { round }, { round: absent }],
  'agreement.reproduce': () => [{ result: absent }],
  'agreement.change': () => [{ from: absent, to: absent }],
  'agreement.drift': ({ round }) => [{ round }, { round: absent }],
  'agreement.unitizing': ({ study: { people }, source, shared }) => [
    { coders: [people.KM, people.TS] },
    { coders: [people.LD, people.RV, people.KM], sources: [source] },
    { coders: [people.LD, people.RV], codes: [shared] },
  ],
  'agreement.confusion': ({ round, framework, study: { people } }) => [
    { round },
    { round, framework },
    { coders: [people.KM, people.TS] },
    { round, coders: [people.KM, people.TS] },
  ],
  'agreement.pairs': ({ round, study: { people } }) => [{ round }, { coders: [people.TS, people.RV] }],
  'agreement.differences': ({ round }) => [{ round }, { round: absent }],
  'agreement.described': () => [{}],
  'adjudication.disagreements': ({ round }) => [{ round }],
  'adjudication.differencesSince': ({ round }) => [{ round, at: null }],
  'adjudication.leftRulings': ({ round }) => [{ round }],
  'adjudication.discussion': ({ round }) => [{ round }],
  'adjudication.mirror': ({ round }) => [{ round }],
  'adjudication.decidedForMe': ({ round }) => [{ round }],
  'adjudication.judging': ({ round }) => [{ round }],
  'adjudication.reasons': () => [{}],
  'themes.list': () => [{}],
  'themes.evidence': ({ theme, shared }) => [
    { theme },
    { theme, layer: 'independent' },
    { theme, code: shared, layer: 'independent', limit: 1 },
  ],
  'themes.reach': ({ theme, shared }) => [
    { theme },
    { theme, layer: 'independent' },
    { theme, code: shared, layer: 'independent' },
  ],
  'themes.marks': () => [{}, { layer: 'independent' }],
  'themes.saturation': ({ theme }) => [{ theme, layer: 'independent' }, { layer: 'independent' }],
  'statements.table': () => [{}, { layer: 'independent' }],
  'statements.candidates': ({ theme }) => [{ theme, codes: [absent] }],
  'explore.remembered': () => [{}],
  'explore.matrix': ({ framework }) => [
    { rows: { kind: 'codes', framework }, columns: { kind: 'coder' }, layer: 'independent' },
    { rows: { kind: 'codes', framework }, columns: { kind: 'codes', framework }, layer: 'independent' },
    { rows: { kind: 'themes' }, columns: { kind: 'person' }, layer: 'independent' },
    { rows: { kind: 'themes', topOnly: true }, columns: { kind: 'data-set' } },
  ],
  'explore.passages': ({ framework }) => [
    {
      rows: { kind: 'codes', framework },
      columns: { kind: 'coder' },
      layer: 'independent',
      row: null,
      column: null,
    },
  ],
  'explore.grid': () => [{ kind: 'person', layer: 'independent' }, { kind: 'data-set' }],
  'queries.ask': ({ source, shared, study: { people } }) => [
    { query: { text: { words: 'shop' } } },
    { query: { text: { words: 'shop' }, layer: 'independent' } },
    { query: { text: { words: 'shop' }, layer: 'independent', noCodes: [shared] } },
    { query: { text: { words: 'day \\d+', how: 'pattern' }, layer: 'independent' } },
    { query: { anyCodes: [shared], layer: 'independent' } },
    { query: { allCodes: [shared], layer: 'independent', coder: people.KM } },
    { query: { layer: 'independent', coder: people.KM } },
    { query: { layer: 'independent', polarity: 'barrier' } },
    { query: { anyCodes: [shared] } },
    { query: { anyCodes: [absent] } },
    { query: {} },
    { query: { kinds: ['interview'], layer: 'independent', tags: [source] } },
  ],
  'queries.list': () => [{}],
  'queries.goesWith': () => [{ query: absent }],
  'memos.list': () => [{}],
  'memos.open': ({ memo }) => [{ memo }, { memo: absent }],
  'memos.quote': ({ source }) => [
    { source, start: 20, end: 60 },
    { source, start: 20, end: 60, coding: absent },
  ],
  'search.sources': () => [{ query: 'shop' }, { query: 'sealed' }],
  'pseudonyms.state': () => [{}],
  'pseudonyms.pairs': () => [{}],
  'pseudonyms.ignored': () => [{}],
  'reports.kinds': () => [{}],
  'reports.remembered': () => [{}],
  'history.list': ({ study }) => [
    {},
    { member: study.people.KM },
    { limit: 2 },
    { before: 4 },
    { thing: 'codings' },
  ],
  'history.ofPassage': ({ source, other }) => [
    { source, start: 0, end: 200 },
    { source, start: 30, end: 30 },
    { source, start: 0, end: 200, limit: 1 },
    { source: other, start: 0, end: 200 },
    { source: absent, start: 0, end: 200 },
  ],
  'history.state': () => [{}],
}

/** The answer as text; a refusal as its code and words. */
export async function ask(client: Client, name: string, input: unknown): Promise<string> {
  const [feature = '', verb = ''] = name.split('.')
  const call = (client as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>)[
    feature
  ]?.[verb]
  if (!call) throw new Error(`The client has no ${name}`)
  try {
    return JSON.stringify(await call(input))
  } catch (error) {
    if (!(error instanceof TandemError)) throw error
    return `${error.code}: ${error.message} ${error.hint}`
  }
}

/** Every answer to every question, by viewer, method and input. */
export async function everyAnswer(world: World): Promise<Map<string, string>> {
  const answers = new Map<string, string>()
  for (const who of viewers) {
    const client = world.viewers[who]
    if (!client) throw new Error(`No ${who}`)
    for (const [name, inputs] of Object.entries(questions)) {
      for (const input of inputs(world)) {
        answers.set(`${who}: ${name} ${JSON.stringify(input)}`, await ask(client, name, input))
      }
    }
  }
  return answers
}
