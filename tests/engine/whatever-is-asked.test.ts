import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { connectWindow } from '#engine/dispatch.ts'
import { type Client, methods } from '#shared/contract/client.ts'
import type { FromEngine } from '#shared/contract/wire.ts'
import { often } from '../helpers/often.ts'
import { settledRound } from '../helpers/settled-round.ts'
import { contentOf, makeStudy, someText, type TestStudy } from '../helpers/study.ts'

/** Inputs for a method: what its schema takes, of ids that are there and not, and whatever else JSON can say. */
function arbitraryFor(study: TestStudy, _name: string): fc.Arbitrary<unknown> {
  const ids = [
    ...Object.values(study.people),
    ...[
      'sources',
      'codes',
      'rounds',
      'codings',
      'themes',
      'memos',
      'frameworks',
      'annotations',
      'rulings',
    ].flatMap(table =>
      (study.db().prepare(`SELECT id FROM ${table} LIMIT 4`).all() as { id: string }[]).map(row => row.id),
    ),
    '01890000-0000-7000-8000-000000000000',
  ]
  const id = fc.constantFrom(...ids)
  const words = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(
      '',
      ' ',
      '\0',
      '\ud800',
      'x\udc00y',
      '‮',
      '"',
      "'; DROP TABLE codes; --",
      '%_',
      '__proto__',
    ),
  )
  const number = fc.oneof(fc.integer({ min: -5, max: 500 }), fc.double(), fc.constantFrom(2 ** 53, 1e308, -0))
  const leaf = fc.oneof(id, words, number, fc.boolean(), fc.constant(null), fc.constant(undefined))
  const names = [
    'source',
    'start',
    'end',
    'code',
    'codes',
    'coding',
    'codings',
    'theme',
    'memo',
    'round',
    'coder',
    'coders',
    'member',
    'name',
    'title',
    'parent',
    'before',
    'framework',
    'comment',
    'polarity',
    'text',
    'annotation',
    'query',
    'disagreement',
    'outcome',
    'reason',
    'body',
    'about',
    'layer',
    'unit',
    'sources',
    'initials',
    'roles',
    'status',
    'date',
    'dataSet',
    'limit',
    'kind',
    'library',
    'rulings',
    'summary',
    'state',
  ]
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.dictionary(fc.constantFrom(...names), fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }))),
    },
    { weight: 1, arbitrary: fc.jsonValue() },
  )
}

/** Inputs that a method's schema lets through, with ids that are there: to reach what lies behind the door. */
function plausibleFor(study: TestStudy, name: string): fc.Arbitrary<unknown> {
  const one = (table: string) => {
    const rows = study.db().prepare(`SELECT id FROM ${table} LIMIT 5`).all() as { id: string }[]
    return fc.constantFrom(...rows.map(row => row.id), '01890000-0000-7000-8000-000000000000')
  }
  const words = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
    fc.constantFrom('a\ud800b', '\0x', 'Waiting'),
  )
  const at = fc.integer({ min: 0, max: 300 })
  const field: Record<string, fc.Arbitrary<unknown>> = {
    source: one('sources'),
    code: one('codes'),
    coding: one('codings'),
    theme: one('themes'),
    memo: one('memos'),
    round: one('rounds'),
    coder: one('members'),
    member: one('members'),
    annotation: one('annotations'),
    framework: one('frameworks'),
    parent: fc.option(name.startsWith('theme') ? one('themes') : one('codes')),
    before: fc.option(name.startsWith('theme') ? one('themes') : one('codes')),
    start: at,
    end: at,
    name: words,
    title: words,
    comment: words,
    text: words,
    reason: words,
    summary: words,
    definition: words,
    note: words,
    query: words,
    library: fc.constantFrom('npt', 'npt-2022', 'none'),
    date: fc.option(words),
    codes: fc.array(one('codes'), { minLength: 1, maxLength: 3 }),
    codings: fc.array(one('codings'), { minLength: 1, maxLength: 3 }),
    sources: fc.array(one('sources'), { minLength: 1, maxLength: 3 }),
    coders: fc.tuple(one('members'), one('members')),
    polarity: fc.constantFrom('facilitator', 'barrier', null),
    status: fc.constantFrom('agreed', 'retired', 'provisional'),
    outcome: fc.constantFrom('a', 'b', 'both', 'extent', 'code', 'neither'),
    disagreement: words,
    kind: fc.constantFrom('inductive', 'deductive', 'analytic', 'interview'),
    layer: fc.constantFrom('independent', 'consensus'),
    state: fc.constantFrom('draft', 'in review', 'confirmed'),
    unit: fc.constantFrom('character', 'word', 'sentence', 'segment', 'source'),
    roles: fc.subarray(['coder', 'reviewer', 'lead'], { minLength: 1 }),
    initials: fc.constantFrom('AA', 'KM', 'É9'),
    accent: fc.integer({ min: 1, max: 8 }),
    limit: fc.integer({ min: 1, max: 50 }),
    dataSet: fc.option(one('data_sets')),
    body: fc.constantFrom(
      '{"root":{"type":"root"}}',
      '[]',
      '{',
      '{"root":{"type":"root","children":[{"type":"quotation","source":"x"}]}}',
    ),
    about: fc.record({
      kind: fc.constantFrom('study', 'code', 'theme', 'source'),
      id: fc.option(one('codes')),
    }),
    stance: fc.constantFrom('codebook', 'reflexive'),
    blind: fc.boolean(),
    withDescendants: fc.boolean(),
    colour: at,
  }
  return fc.infiniteStream(fc.tuple(...Object.values(field))).map(stream => {
    const values = stream.next().value as unknown[]
    const all: Record<string, unknown> = {}
    for (const [n, key] of Object.keys(field).entries()) all[key] = values[n]
    return trimmed(name, all)
  })
}

/** Leaves of `all` only what the method's schema knows, as far as it takes them. */
function trimmed(name: string, all: Record<string, unknown>): unknown {
  const schema = methods.get(name)?.input
  const shape =
    (schema as { shape?: Record<string, { safeParse(v: unknown): { success: boolean } }> }).shape ?? {}
  return Object.fromEntries(
    Object.entries(shape).flatMap(([key, part]) =>
      key in all && part.safeParse(all[key]).success ? [[key, all[key]]] : [],
    ),
  )
}

describe('whatever is asked', () => {
  // The sample is a job of many seconds, and the rest of these look at the machine and not at the study.
  const left = new Set([
    'library.openSample',
    'library.create',
    'library.open',
    'library.close',
    'reports.save',
    'sources.import',
    'sources.preview',
    'study.backup',
  ])

  it.each([
    ['anything JSON can say', arbitraryFor],
    ['what the contract lets through', plausibleFor],
  ] as const)(
    '%s ends in an answer or an expected failure, and a failure changes nothing',
    async (_, inputs) => {
      const { study, code } = await settledRound()
      await (await study.as('LD')).themes.add({ name: 'A theme' })
      await (await study.as('LD')).memos.add({ title: 'A memo', about: { kind: 'study', id: null } })
      const late = await study.source('Interview 2', someText(2))
      await (await study.as('TS')).codings.add({ source: late, start: 0, end: 4, code })
      await (await study.as('TS')).annotations.add({ source: late, start: 0, end: 4, text: 'A note' })
      const wires = ['KM', 'RV', 'LD', null].map(who =>
        wireFor(study, who === null ? null : study.people[who as 'KM']),
      )
      for (const name of methods.keys()) {
        if (left.has(name)) continue
        await fc.assert(
          fc.asyncProperty(fc.nat(3), inputs(study, name), async (n, input) => {
            const before = contentOf(study.db())
            const message = await wires[n]?.(name, input)
            if (message?.type === 'failure') {
              expect([name, message.failure, study.faults()]).toEqual([
                name,
                expect.objectContaining({ code: expect.not.stringMatching('internal') }),
                '',
              ])
              expect(contentOf(study.db())).toBe(before)
            }
          }),
          often(12),
        )
      }
      expect(study.faults()).toBe('')
      expect((await study.setUp.study.check({})).breaches).toEqual([])
    },
  )
})

type Asked = (method: string, input: unknown) => Promise<FromEngine>

/** A wire past the client: whatever is given is sent as it is. */
function wireFor(study: TestStudy, member: string | null): Asked {
  const waiting = new Map<number, (message: FromEngine) => void>()
  const connected = connectWindow(study.host, message => {
    if (message.type === 'answer' || message.type === 'failure') waiting.get(message.id)?.(message)
  })
  connected.window.show(study.host.enter(study.path))
  connected.window.memberId = member
  let last = 0
  return (method, input) =>
    new Promise(resolve => {
      const id = ++last
      waiting.set(id, message => {
        connected.window.memberId = member
        resolve(message)
      })
      connected.receive({ type: 'call', id, method, input })
    })
}

describe('names no keyboard makes', () => {
  it('are kept in a form that comes back the same, and undone like any other', async () => {
    const study = await makeStudy()
    const km: Client = await study.as('KM')
    const code = await km.codebook.addCode({ name: 'half \ud800 a pair', definition: 'nul \0 inside' })
    expect([code.name, code.definition]).toEqual(['half \ufffd a pair', 'nul \ufffd inside'])
    await km.codebook.updateCode({ code: code.id, name: 'lone \udfff again' })
    expect((await study.setUp.study.check({})).breaches).toEqual([])
    await km.history.undo({})
    await km.history.undo({})
    expect(await km.history.state({})).toMatchObject({ undo: null })
  })

  it('and requests nested without end are refused', async () => {
    const study = await makeStudy()
    let deep: unknown = 'x'
    for (let n = 0; n < 5000; n++) deep = [deep]
    const asked = wireFor(study, study.people.KM)
    expect(await asked('codebook.addCode', { name: deep })).toMatchObject({ failure: { code: 'bad-input' } })
  })
})
