import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import type { Code } from '#shared/model/codebook.ts'
import { openedRound } from '../helpers/blind-round.ts'
import { often } from '../helpers/often.ts'
import { failureOf, makeStudy, someText } from '../helpers/study.ts'

const codesOf = async (client: Client): Promise<Code[]> =>
  (await client.codebook.frameworks({})).flatMap(({ codes }) => codes)
const pathsOf = async (client: Client) => (await codesOf(client)).map(({ path }) => path.join('/'))

/** A study with codes A, B, C, D at the top and A1, A2 under A; their ids by name. */
async function withCodes() {
  const study = await makeStudy()
  const client = await study.as('LD')
  const id: Record<string, string> = {}
  for (const name of ['A', 'B', 'C', 'D']) id[name] = (await client.codebook.addCode({ name })).id
  for (const name of ['A1', 'A2']) {
    id[name] = (await client.codebook.addCode({ name, parent: id.A ?? '' })).id
  }
  const ids = (...names: string[]) => names.map(name => id[name] ?? '')
  return { study, client, id: (name: string) => id[name] ?? '', ids }
}

describe('how often codes were used', () => {
  it('counts the asker’s own and everyone’s, of codes that were used', async () => {
    const { study, id } = await withCodes()
    const source = await study.source('Interview 1', someText())
    const [km, ts] = [await study.as('KM'), await study.as('TS')]
    await km.codings.addMany({
      codings: [0, 20, 40].map(start => ({ source, start, end: start + 5, code: id('A') })),
    })
    await ts.codings.add({ source, start: 0, end: 9, code: id('A') })
    const two = await ts.codings.add({ source, start: 0, end: 9, code: id('A1') })
    const [first = '', second = ''] = [id('A'), id('A1')].sort()
    const of = (a: number, a1: number) => (first === id('A') ? [a, a1] : [a1, a])
    expect(await km.codebook.counts({})).toEqual({ codes: [first, second], mine: of(3, 0), all: of(4, 1) })
    expect(await ts.codebook.counts({})).toEqual({ codes: [first, second], mine: of(1, 1), all: of(4, 1) })
    await ts.codings.remove({ codings: [two.id] })
    expect(await ts.codebook.counts({})).toEqual({ codes: [id('A')], mine: [1], all: [4] })
  })
})

describe('moving several codes', () => {
  it('puts them one after the other as named, in one step', async () => {
    const { client, id, ids } = await withCodes()
    await client.codebook.moveCodes({ codes: ids('D', 'B'), parent: id('A'), before: id('A2') })
    expect(await pathsOf(client)).toEqual(['A', 'A/A1', 'A/D', 'A/B', 'A/A2', 'C'])
    expect((await client.history.undo({})).what).toBe('Moved 2 codes under “A”')
    expect(await pathsOf(client)).toEqual(['A', 'A/A1', 'A/A2', 'B', 'C', 'D'])
  })

  it('takes one that lies under another of them along', async () => {
    const { client, id, ids } = await withCodes()
    await client.codebook.moveCodes({ codes: ids('A1', 'A', 'C'), parent: id('D') })
    expect(await pathsOf(client)).toEqual(['B', 'D', 'D/A', 'D/A/A1', 'D/A/A2', 'D/C'])
  })

  it('is refused whole where one cannot go there', async () => {
    const { client, id, ids } = await withCodes()
    const before = await pathsOf(client)
    const npt = await client.codebook.addFromLibrary({ library: 'npt' })
    const foreign = npt.codes[0]?.id ?? ''
    await client.codebook.addCode({ name: 'b', parent: id('A') })
    const refusals = [
      { codes: ids('B', 'A'), parent: id('A1') },
      { codes: ids('A'), parent: id('A') },
      { codes: [...ids('B'), foreign], parent: null },
      { codes: ids('B', 'C'), parent: id('A') },
      { codes: ids('B'), parent: null, before: id('A1') },
    ]
    const said = []
    for (const asked of refusals) {
      const { code, message } = await failureOf(client.codebook.moveCodes(asked))
      said.push([code, message])
    }
    expect(said).toEqual([
      ['not-allowed', '“A” cannot be put under “A1”, which lies under it.'],
      ['not-allowed', '“A” cannot be put under itself.'],
      ['not-allowed', `“${npt.codes[0]?.name}” stays in its own framework.`],
      ['exists', 'There is already a code “b” in this place.'],
      ['not-found', 'The code to put it before is not there.'],
    ])
    expect((await pathsOf(client)).filter(path => before.includes(path))).toEqual(before)
  })

  it('refuses two of one name in one place', async () => {
    const { client, id } = await withCodes()
    const one = await client.codebook.addCode({ name: 'Same', parent: id('A') })
    const two = await client.codebook.addCode({ name: 'same', parent: id('B') })
    const asked = client.codebook.moveCodes({ codes: [one.id, two.id], parent: null })
    expect((await failureOf(asked)).message).toBe('There is already a code “Same” in this place.')
  })

  it('keeps room between two codes however often something is put there', async () => {
    const { client, id } = await withCodes()
    for (let n = 0; n < 121; n++) {
      const [code, before] = n % 2 === 0 ? ['C', 'B'] : ['B', 'C']
      await client.codebook.moveCode({ code: id(code ?? ''), parent: null, before: id(before ?? '') })
    }
    expect(await pathsOf(client)).toEqual(['A', 'A/A1', 'A/A2', 'C', 'B', 'D'])
  })

  it('leaves the others in their order, and the moved ones as named, whatever is moved where', async () => {
    const { client, id } = await withCodes()
    const place = fc.constantFrom<string>('A', 'B', 'C', 'D')
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(place, { minLength: 1 }), fc.option(place), async (names, before) => {
        fc.pre(before === null || !names.includes(before))
        const top = async () => (await codesOf(client)).filter(c => c.parent === null).map(c => c.name)
        const others = (await top()).filter(name => !names.includes(name))
        const at = before === null ? others.length : others.indexOf(before)
        await client.codebook.moveCodes({
          codes: names.map(id),
          parent: null,
          before: before === null ? null : id(before),
        })
        expect(await top()).toEqual([...others.slice(0, at), ...names, ...others.slice(at)])
      }),
      often(60),
    )
  })
})

describe('changing and removing several codes', () => {
  it('colours and retires them in one step each', async () => {
    const { client, ids } = await withCodes()
    const before = await codesOf(client)
    await client.codebook.updateCodes({ codes: ids('B', 'C'), colour: 17 })
    await client.codebook.updateCodes({ codes: ids('B', 'C'), status: 'retired' })
    const after = (await codesOf(client)).filter(({ name }) => 'BC'.includes(name))
    expect(after.map(({ colour, status }) => [colour, status])).toEqual(Array(2).fill([17, 'retired']))
    await client.history.undo({})
    await client.history.undo({})
    expect(await codesOf(client)).toEqual(before)
  })

  it('removes them with what goes with them, and all of it comes back', async () => {
    const { study, client, ids } = await withCodes()
    const source = await study.source('Interview 1', someText())
    const lead = await study.as('LD')
    const before = await codesOf(client)
    const km = await study.as('KM')
    await km.codings.add({ source, start: 0, end: 9, code: ids('A1')[0] ?? '' })
    expect(await km.codebook.goesWithCodes({ codes: ids('A1', 'A', 'B') })).toEqual({
      codings: 1,
      children: 1,
      parts: ['1 of your codings', '1 code under them'],
      sentence: 'With these 3 codes go 1 of your codings and 1 code under them. This can be undone.',
      refused: null,
    })
    await km.codebook.removeCodes({ codes: ids('A1', 'A', 'B') })
    expect(await pathsOf(lead)).toEqual(['C', 'D'])
    expect((await km.history.undo({})).what).toBe('Removed 3 codes')
    expect(await codesOf(client)).toEqual(before)
    expect(await km.codings.inSource({ source })).toHaveLength(1)
  })

  it('removes none where others rely on one, and names it', async () => {
    const { study, client, ids } = await withCodes()
    const source = await study.source('Interview 1', someText())
    const km = await study.as('KM')
    await km.codings.add({ source, start: 0, end: 9, code: ids('C')[0] ?? '' })
    const failure = await failureOf(client.codebook.removeCodes({ codes: ids('B', 'C') }))
    expect(failure.message).toBe('Others have coded with “C” or a code under it.')
    expect((await client.codebook.goesWithCodes({ codes: ids('B', 'C') })).refused).toBe(failure.message)
    expect(await pathsOf(client)).toContain('B')
  })
})

describe('comparing versions of a framework', () => {
  it('tells of a status, of what was split into what, and of merges one after the other, each with its own reason', async () => {
    const { client, id } = await withCodes()
    const [framework] = await client.codebook.frameworks({})
    const home = framework?.id ?? ''
    await client.codebook.freeze({ framework: home, note: 'First' })
    await client.codebook.updateCode({ code: id('D'), status: 'agreed' })
    await client.codebook.splitCode({
      code: id('A'),
      into: [{ name: 'Half' }, { name: 'Other half' }],
      because: 'Two',
    })
    await client.codebook.mergeCodes({ codes: [id('B')], into: id('C'), because: 'Alike' })
    await client.codebook.freeze({ framework: home, note: 'Second' })
    await client.codebook.mergeCodes({ codes: [id('C')], into: id('D'), because: 'One after all' })
    const since = await client.codebook.compareVersions({ framework: home, from: 2, to: null })
    expect(since.differences.map(({ kind, name, before, after }) => [kind, name, before, after])).toEqual([
      ['merged', 'B', 'C', 'D'],
      ['merged', 'C', 'C', 'D'],
    ])
    const { differences } = await client.codebook.compareVersions({ framework: home, from: 1, to: null })
    const told = differences.map(({ kind, name, before, after, because }) => [
      kind,
      name,
      before,
      after,
      ...because,
    ])
    expect(told).toContainEqual(['status', 'D', 'provisional', 'agreed'])
    expect(told).toContainEqual(['split', 'A', 'A', '“Half”, “Other half”', 'Two'])
    expect(told).toContainEqual(['merged', 'B', 'B', 'D', 'Alike (into “C”)'])
    expect(told).toContainEqual(['merged', 'C', 'C', 'D', 'One after all'])
    // Also of a code that neither version knows as it was.
    const { id: between } = await client.codebook.addCode({ name: 'Between' })
    await client.codebook.splitCode({
      code: between,
      into: [{ name: 'This' }, { name: 'That' }],
      because: 'Two',
    })
    const later = await client.codebook.compareVersions({ framework: home, from: 1, to: null })
    expect(later.differences.filter(({ code }) => code === between).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['added', 'split']),
    )
  })

  it('says what was done to each code, and why', async () => {
    const { client, id } = await withCodes()
    const [framework] = await client.codebook.frameworks({})
    const home = framework?.id ?? ''
    await client.codebook.freeze({ framework: home, note: 'First' })
    const compare = async (to: number | null) =>
      (await client.codebook.compareVersions({ framework: home, from: 1, to })).differences.map(
        ({ kind, name, before, after, because }) => [kind, name, before, after, ...because],
      )
    expect(await compare(null)).toEqual([])
    await client.codebook.updateCode({ code: id('A'), name: 'Aa', definition: 'New', because: 'Unclear' })
    await client.codebook.mergeCodes({ codes: [id('B')], into: id('A'), because: 'One thing' })
    await client.codebook.updateCodes({ codes: [id('C')], status: 'retired', because: 'Never used' })
    await client.codebook.moveCode({ code: id('A1'), parent: null })
    await client.codebook.removeCode({ code: id('D') })
    await client.codebook.addCode({ name: 'E', parent: id('A') })
    const expected = [
      ['renamed', 'Aa', 'A', 'Aa', 'Unclear'],
      ['redefined', 'Aa', '', 'New', 'Unclear'],
      ['merged', 'B', 'B', 'Aa', 'One thing'],
      ['retired', 'C', 'provisional', 'retired', 'Never used'],
      ['added', 'E', null, 'Aa › E'],
      ['moved', 'A1', 'A › A1', 'A1'],
      ['removed', 'D', 'D', null],
    ].sort()
    expect((await compare(null)).sort()).toEqual(expected)
    await client.codebook.freeze({ framework: home, note: 'Second' })
    await client.codebook.updateCode({ code: id('C'), status: 'agreed' })
    expect((await compare(2)).sort()).toEqual(expected)
    expect(await compare(1)).toEqual([])
    expect((await failureOf(client.codebook.compareVersions({ framework: home, from: 3 }))).message).toBe(
      'There is no version 3 of this framework.',
    )
  })
})

describe('a version of a framework', () => {
  it('is of something: where nothing has changed since the last, a further one needs a note, and that it is said', async () => {
    const { client, id } = await withCodes()
    const framework = (await client.codebook.frameworks({}))[0]?.id ?? ''
    const freeze = (more: { note?: string; unchanged?: boolean } = {}) =>
      client.codebook.freeze({ framework, ...more }).then(({ number }) => number)
    expect(await freeze({ note: 'First' })).toBe(1)
    const failure = await failureOf(freeze({ note: 'Again' }))
    expect(failure.message).toBe(
      'Nothing has changed in “Coding framework” since version 1, which is what a new version would hold.',
    )
    expect((await failureOf(freeze({ unchanged: true, note: ' ' }))).hint).toBe(
      'Say in the note what a further version is for.',
    )
    expect((await client.codebook.versions({ framework })).map(({ number }) => number)).toEqual([1])
    expect(await freeze({ unchanged: true, note: 'Approved by the steering group' })).toBe(2)
    // A colour and the order are of a version too, though no differences of meaning.
    await client.codebook.updateCode({ code: id('A'), colour: 9 })
    const { differences, same } = await client.codebook.compareVersions({ framework, from: 2 })
    expect([differences, same]).toEqual([[], false])
    expect(await freeze()).toBe(3)
    await client.history.undo({})
    await client.history.undo({})
    expect((await failureOf(freeze())).message).toContain('since version 2')
    await client.codebook.moveCode({ code: id('D'), parent: null, before: id('A') })
    expect(await freeze()).toBe(3)
  })

  it('freezes with a framework what was proposed in a round that has ended, and nothing of one that is open', async () => {
    const { study, round, framework } = await openedRound()
    const [km, ld] = [await study.as('KM'), await study.as('LD')]
    await km.codebook.addCode({ name: 'Proposed' })
    const namesIn = async () => {
      const { id } = await ld.codebook.freeze({
        framework,
        note: 'Whether or not there is more',
        unchanged: true,
      })
      const { codes } = study.db().prepare('SELECT codes FROM framework_versions WHERE id = ?').get(id) as {
        codes: string
      }
      return (JSON.parse(codes) as { name: string }[]).map(({ name }) => name)
    }
    expect(await namesIn()).not.toContain('Proposed')
    for (const initials of ['KM', 'TS'] as const) {
      await (await study.as(initials)).rounds.submit({ round, coder: study.people[initials] })
    }
    expect(await namesIn()).toContain('Proposed')
  })
})

describe('a code that two change', () => {
  it('keeps what the first made of a field, and the fields the second did not begin on', async () => {
    const { client, id } = await withCodes()
    const code = id('A')
    await client.codebook.updateCode({ code, definition: 'Said by one.', from: { definition: '' } })
    const second = { code, definition: 'Said by another.', from: { definition: '' } }
    const failure = await failureOf(client.codebook.updateCode(second))
    expect(failure).toMatchObject({
      code: 'conflict',
      message: '“A” was changed elsewhere while you were changing it: its definition.',
    })
    await client.codebook.updateCode({ code, example: 'As in this.', from: { example: '' } })
    expect((await codesOf(client)).find(each => each.id === code)).toMatchObject({
      definition: 'Said by one.',
      example: 'As in this.',
    })
    const told = { ...second, from: { definition: 'Said by one.' } }
    expect((await client.codebook.updateCode(told)).definition).toBe('Said by another.')
  })
})
