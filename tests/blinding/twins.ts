import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type { Client } from '#shared/contract/client.ts'
import type { Role } from '#shared/model/member.ts'
import type { World } from '../helpers/blind-round.ts'
import { makeEngine, makeStudy, someText, studyAt, type TestStudy } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

/** What a test needs to know of the study that was set up, to ask about it. */
export interface Begun extends Omit<World, 'study' | 'viewers' | 'early'> {
  /** The closed study's folder. */
  path: string
  /** A round of the same two coders that was settled before, over `source`, and its two kept results. */
  earlier: { round: string; kept: string[]; difference: string }
  /** KM's and TS's codings, notes and codes from before the round. */
  before: { km: string; ts: string; note: string; code: string; memo: string; others: string }
  /** A statement of the theme, and the component it is about. */
  statement: string
  component: string
  /** A lead's query, and one that KM saved before the round. */
  query: { shared: string; ofKM: string }
  tag: string
  dataSet: string
  site: string
  attribute: string
  /** Every id in the study as it was set up: an answer may name these. */
  ids: Set<string>
  /** When its clock stood still, milliseconds. */
  now: number
}

/** Every package is encrypted under a key made for it, and so is another file each time; of the same size (padding.ts). */
const ofAPackage = /(?<="bytes":\d+,)"sha256":"[0-9a-f]{64}",/g

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/**
 * A study with a settled round, work outside rounds, themes, memos, cases, tags and a blind round of KM and TS just
 * opened. TS has the roles given; everybody's steps before it can be undone.
 */
export async function begun(rolesOfTS: Role[]): Promise<Begun> {
  const study = await makeStudy()
  const { setUp, people } = study
  await setUp.members.update({ member: people.TS, roles: rolesOfTS })
  const source = await study.source('Interview 1', someText())
  const other = await study.source('Interview 2', someText(3))
  const third = await study.source('Interview 3', `A third. ${someText(2)}`)
  const [km, ts, ld] = [await study.as('KM'), await study.as('TS'), await study.as('LD')]
  const { id: shared, framework } = await study.code('Waiting', ts)
  const { id: walking } = await study.code('Walking', ld)
  const coders = [people.KM, people.TS]
  const { id: round } = await setUp.rounds.open({ title: 'Round 0', sources: [source], coders })
  await km.codings.add({ source, start: 0, end: 60, code: shared })
  await km.codings.add({ source, start: 70, end: 90, code: walking })
  await ts.codings.add({ source, start: 10, end: 60, code: shared })
  await km.rounds.submit({ round, coder: people.KM })
  await ts.rounds.submit({ round, coder: people.TS })
  const differences = await ld.adjudication.disagreements({ round })
  const difference = differences[0]?.id ?? ''
  await ld.adjudication.ruleMany({
    rulings: differences.map(({ id }) => ({
      round,
      disagreement: id,
      outcome: 'a' as const,
      reason: 'Whole',
    })),
  })
  await setUp.rounds.close({ round, leaveOpen: true })
  const { results } = await ld.agreement.kept({ round })

  const { id: theme } = await ld.themes.add({ name: 'A theme' })
  await ld.themes.addCodes({ theme, codes: [shared] })
  const npt = await ld.codebook.addFromLibrary({ library: 'npt' })
  const component =
    (await ld.codebook.frameworks({}))
      .find(({ id }) => id === npt.id)
      ?.codes.find(({ name }) => name === 'Initiation')?.id ?? ''
  const { id: statement } = await ld.statements.add({
    theme,
    polarity: 'facilitator',
    codes: [component],
    text: 'Walking helps',
  })
  const { id: memo } = await ld.memos.add({ title: 'A memo', about: { kind: 'study', id: null } })
  const asks = { anyCodes: [shared], layer: 'independent' as const }
  const query = {
    shared: (await ld.queries.save({ name: 'Waiting, each', asks })).id,
    ofKM: (await km.queries.save({ name: 'KM asks', asks: { ...asks, coder: people.KM } })).id,
  }
  const { id: others } = await ts.memos.add({ title: 'Diary of TS', about: { kind: 'study', id: null } })
  const { id: dataSet } = await ld.sources.addDataSet({ name: 'Mentors' })
  await ld.sources.update({ source, dataSet })
  const { id: site } = await ld.cases.add({ kind: 'site', name: 'North' })
  const { id: person } = await ld.cases.add({ kind: 'person', name: 'OT 18', site })
  const { id: attribute } = await ld.cases.addAttribute({ about: 'person', name: 'Years', type: 'number' })
  await ld.cases.link({ links: [{ source, case: person }] })
  const { id: tag } = await ld.catalogue.addTag({ name: 'early' })
  await ld.catalogue.change({ sources: [source, other], addTags: ['early'] })

  // Outside every round, and in a source of none: seen before the round opens, and as it stands afterwards too.
  const outside = await km.codings.add({ source: other, start: 0, end: 9, code: walking })
  const own = await ts.codings.add({ source: third, start: 0, end: 9, code: walking })
  const note = await ts.annotations.add({ source: third, start: 3, end: 9, text: 'A note of TS' })
  const code = await km.codebook.addCode({ name: 'Of KM' })
  const diary = await km.memos.add({ title: 'Diary of KM', about: { kind: 'study', id: null } })
  await km.themes.update({ theme, summary: 'KM wrote this' })
  // Made and removed, to come back by undo while the round is open.
  const gone = await km.codings.add({ source, start: 30, end: 44, code: shared })
  await km.codings.remove({ codings: [gone.id] })

  const { id: blind } = await setUp.rounds.open({ title: 'Round 1', sources: [source, third], coders })
  const dump = JSON.stringify([
    await everyTable(study),
    await setUp.history.list({ limit: 500 }),
    await setUp.agreement.kept({}),
  ])
  study.close()
  return {
    path: study.path,
    source,
    other,
    shared,
    theme,
    statement,
    component,
    memo,
    round: blind,
    framework,
    person,
    earlier: { round, kept: results.map(({ id }) => id), difference },
    before: { km: outside.id, ts: own.id, note: note.id, code: code.id, memo: diary.id, others },
    query,
    tag,
    dataSet,
    site,
    attribute,
    ids: new Set(dump.match(uuid)),
    now: Date.now(),
  }
}

async function everyTable(study: TestStudy): Promise<unknown> {
  const tables = study.db().prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as {
    name: string
  }[]
  return tables
    .filter(({ name }) => !name.startsWith('sqlite_') && !name.includes('words'))
    .map(({ name }) => study.db().prepare(`SELECT * FROM "${name}"`).all())
}

/** A study that is one of two: the same to the last id, but that KM has worked in one of them. */
export interface Twin extends Begun {
  study: TestStudy
  base: string
  early: string
  windows: Map<string, Client>
  /** An answer without what differs between two studies that are the same: where they lie, ids made since, packages. */
  blurred(answer: string): string
}

/** Opens a copy of the study of its own. */
export async function twinOf(begun: Begun): Promise<Twin> {
  const base = temporaryFolder()
  const path = join(base, 'Study.tandem')
  cpSync(begun.path, path, { recursive: true })
  const study = await studyAt(makeEngine(join(base, 'library')), path)
  const manager = study.manager()
  await manager.client.library.open({ path })
  const numbers = new Map<string, number>()
  return {
    ...begun,
    path,
    study,
    base,
    early: (await study.setUp.codings.open({ source: begun.source })).at,
    windows: new Map([
      ['TS', await study.as('TS')],
      ['RV', await study.as('RV')],
      ['LD', await study.as('LD')],
      ['nobody', await study.nobody()],
      ['command line', manager.client],
    ]),
    blurred: answer =>
      answer
        .replaceAll(base, 'BASE')
        .replace(ofAPackage, '')
        .replace(uuid, id => {
          if (begun.ids.has(id)) return id
          const number = numbers.get(id) ?? numbers.size + 1
          numbers.set(id, number)
          return `#${number}`
        }),
  }
}

/** All that KM can do while the round is open; what is refused is part of it. Everything they write says `sealed`. */
export async function workOfKM({
  study,
  source,
  other,
  shared,
  theme,
  statement,
  component,
  tag,
  before,
  ...rest
}: Twin): Promise<string[]> {
  const km = await study.as('KM')
  const refused: string[] = []
  const tried = (call: Promise<unknown>) => call.catch((error: Error) => refused.push(error.message))
  await km.history.undo({})
  const coding = await km.codings.add({ source, start: 20, end: 60, code: shared, comment: 'sealedcomment' })
  await km.codings.update({ coding: coding.id, polarity: 'barrier', end: 66 })
  const code = await km.codebook.addCode({ name: 'Sealedcode', definition: 'sealeddefinition', colour: 9 })
  const child = await km.codebook.addCode({ name: 'Sealedchild', parent: shared, example: 'sealedexample' })
  await km.codebook.updateCode({ code: code.id, whenToUse: 'sealeduse' })
  await km.codebook.moveCode({ code: code.id, parent: shared })
  const byOwn = await km.codings.add({ source, start: 70, end: 90, code: code.id })
  await km.codings.add({ source, start: 95, end: 99, newCode: { name: 'Sealedinvivo' } })
  const { proposals } = await km.autocode.find({
    sources: [source],
    how: { by: 'words', words: 'the shop', matchCase: false, wholeWords: false },
  })
  await km.codings.addMany({
    codings: proposals.map(({ source: at, start, end }) => ({ source: at, start, end, code: child.id })),
    how: 'sealedpattern',
  })
  await km.codings.remove({ codings: [byOwn.id] })
  await km.history.undo({})
  await km.history.redo({})
  await km.history.undo({})
  const note = await km.annotations.add({ source, start: 5, end: 15, text: 'sealednote' })
  await km.annotations.update({ annotation: note.id, text: 'sealednote again' })
  const body = (words: string, quotes: object[] = []) =>
    JSON.stringify({
      root: {
        type: 'root',
        children: [{ type: 'paragraph', children: [{ type: 'text', text: words }] }, ...quotes],
      },
    })
  for (const [title, about] of [
    ['Sealedofcode', { kind: 'code', id: code.id }],
    ['Sealedoftheme', { kind: 'theme', id: theme }],
    ['Sealedofsource', { kind: 'source', id: other }],
    ['Sealedofstudy', { kind: 'study', id: null }],
  ] as const) {
    const { id } = await km.memos.add({ title, about })
    await km.memos.save({
      memo: id,
      body: body('sealedbody', [{ type: 'quotation', source, start: 20, end: 60, coding: coding.id }]),
    })
    await km.memos.setState({ memo: id, state: 'in review' })
  }
  await km.memos.save({ memo: before.memo, title: 'Sealeddiary', body: body('sealedwords of the day') })
  await km.memos.remove({
    memo: (await km.memos.add({ title: 'Sealedgone', about: { kind: 'study', id: null } })).id,
  })
  await km.queries.save({ name: 'Sealedquery', asks: { anyCodes: [code.id], layer: 'independent' } })
  await km.queries.save({
    query: rest.query.ofKM,
    name: 'Sealedrenamed',
    asks: { anyCodes: [child.id], noCodes: [shared], layer: 'independent', coder: study.people.KM },
  })
  await km.queries.rename({ query: rest.query.ofKM, name: 'Sealedagain' })
  // What nobody's name is on holds still for a coder of a blind round.
  await tried(km.memos.save({ memo: rest.memo, title: 'Sealed, in another’s memo' }))
  await tried(km.memos.setState({ memo: rest.memo, state: 'in review' }))
  await tried(km.memos.remove({ memo: rest.memo }))
  await tried(km.themes.add({ name: 'Sealedtheme' }))
  await tried(km.themes.update({ theme, name: 'Sealedtheme' }))
  await tried(km.themes.addCodes({ theme, codes: [before.code] }))
  await tried(km.themes.addCodes({ theme, codes: [code.id] }))
  await tried(km.themes.removeCode({ theme, code: shared }))
  await tried(km.statements.add({ theme, polarity: 'barrier', codes: [component], text: 'Sealedstatement' }))
  await tried(km.statements.update({ statement, text: 'Sealedstatement' }))
  await tried(km.statements.remove({ statement }))
  await tried(km.explore.note({ theme, about: rest.person, text: 'Sealednote' }))
  await tried(km.themes.remove({ theme }))
  await tried(km.queries.rename({ query: rest.query.shared, name: 'Sealed, another’s' }))
  await tried(km.queries.save({ query: rest.query.shared, name: 'Sealed', asks: { anyCodes: [shared] } }))
  await tried(km.queries.remove({ query: rest.query.shared }))
  await tried(km.catalogue.change({ sources: [source], addTags: ['sealedtag'] }))
  await tried(km.catalogue.change({ sources: [source], removeTags: [tag] }))
  await tried(km.catalogue.removeTag({ tag }))
  await tried(km.codebook.updateCode({ code: before.code, name: 'Sealedname' }))
  await tried(km.codebook.updateCodes({ codes: [before.code], colour: 12 }))
  await tried(km.codebook.moveCode({ code: before.code, parent: shared }))
  await tried(km.codebook.removeCode({ code: before.code }))
  await tried(km.codebook.addFramework({ name: 'Sealedframework', kind: 'inductive' }))
  await tried(km.codebook.addFromLibrary({ library: 'npt' }))
  // Everything is taken back and done again, as far as it goes: back beyond the round's opening it does not.
  for (let n = 0; n < 60; n++) if ((await tried(km.history.undo({}).then(() => 'undone'))) !== 'undone') break
  for (let n = 0; n < 60; n++) if ((await tried(km.history.redo({}).then(() => 'redone'))) !== 'redone') break
  return refused
}
