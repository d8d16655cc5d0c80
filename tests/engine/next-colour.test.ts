import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextColour } from '#engine/codebook/next-colour.ts'
import type { Client } from '#shared/contract/client.ts'
import { often } from '../helpers/often.ts'
import { makeStudy, someText } from '../helpers/study.ts'

const coloursIn = async (client: Client) =>
  Object.fromEntries(
    (await client.codebook.frameworks({})).flatMap(({ codes }) =>
      codes.map(code => [code.name, code.colour]),
    ),
  )

describe('the colour of a new code', () => {
  it('goes round the palette, and is not that of a code that is there where another was removed', async () => {
    const client = await (await makeStudy()).as('LD')
    const ids: string[] = []
    for (const name of ['Un', 'Deux', 'Trois']) ids.push((await client.codebook.addCode({ name })).id)
    await client.codebook.removeCodes({ codes: ids.slice(0, 1) })
    await client.codebook.addCode({ name: 'Quatre' })
    expect(await coloursIn(client)).toEqual({ Deux: 2, Trois: 3, Quatre: 4 })
  })

  it('is one that is free once all but few are used, whatever else was given last', async () => {
    const client = await (await makeStudy()).as('LD')
    for (let n = 1; n <= 24; n++) await client.codebook.addCode({ name: `Code ${n}` })
    const [seventh] = (await client.codebook.frameworks({})).flatMap(({ codes }) =>
      codes.filter(({ name }) => name === 'Code 7'),
    )
    await client.codebook.removeCodes({ codes: [seventh?.id ?? ''] })
    expect((await client.codebook.addCode({ name: 'Free' })).colour).toBe(7)
  })

  it('differs among codes that are made in one step: from the words, and as parts of a split', async () => {
    const study = await makeStudy()
    const source = await study.source('Interview 1', someText())
    const client = await study.as('LD')
    const one = await client.codebook.addCode({ name: 'One' })
    await (await study.as('KM')).codings.addMany({
      codings: ['Two', 'Three', 'Four'].map((name, n) => ({
        source,
        start: n * 9,
        end: n * 9 + 5,
        newCode: { name },
      })),
    })
    expect(await coloursIn(client)).toEqual({ One: 1, Two: 2, Three: 3, Four: 4 })
    await client.codebook.splitCode({
      code: one.id,
      into: ['Five', 'Six'].map(name => ({ name, definition: '' })),
      because: '',
    })
    expect(await coloursIn(client)).toMatchObject({ Five: 5, Six: 6 })
    const places = (await client.codebook.frameworks({})).flatMap(({ codes }) =>
      codes.map(({ name }) => name),
    )
    expect(places).toEqual(['One', 'Two', 'Three', 'Four', 'Five', 'Six'])
  })

  it('goes on in a framework of the library where the study’s own left off, each colour once there', async () => {
    const client = await (await makeStudy()).as('LD')
    for (const name of ['A', 'B', 'C']) await client.codebook.addCode({ name })
    const { id } = await client.codebook.addFromLibrary({ library: 'npt' })
    const npt = (await client.codebook.frameworks({})).find(framework => framework.id === id)?.codes ?? []
    const colours = npt.map(({ colour }) => colour)
    expect(colours.slice(0, 2)).toEqual([4, 5])
    expect(new Set(colours).size).toBe(colours.length)
  })

  it('is always of those least used, and its neighbour’s only where no other is', () => {
    const colour = fc.integer({ min: 1, max: 24 })
    fc.assert(
      fc.property(
        fc.array(colour, { maxLength: 60 }),
        fc.integer({ min: 0, max: 24 }),
        fc.option(colour),
        (there, last, beside) => {
          const uses = (of: number) => there.filter(each => each === of).length
          const all = Array.from({ length: 24 }, (_, n) => n + 1)
          const least = Math.min(...all.map(uses))
          const free = all.filter(each => uses(each) === least)
          const counts = Map.groupBy(there, each => each).entries()
          const given = { uses: new Map([...counts].map(([each, of]) => [each, of.length])), last }
          const next = nextColour(given, beside)
          expect(free).toContain(next)
          if (next === beside) expect(free).toEqual([beside])
          const round = (each: number) => (each - last + 23) % 24
          for (const other of free)
            if (other !== beside) expect(round(next) <= round(other) || next === beside).toBe(true)
        },
      ),
      often(300),
    )
  })
})
