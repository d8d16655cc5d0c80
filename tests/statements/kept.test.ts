import fc from 'fast-check'
import { expect, it } from 'vitest'
import { placesOf } from '#engine/queries/places.ts'
import { atOnce } from '#engine/queries/run.ts'
import { statementTable } from '#engine/statements/table.ts'
import { emptyQuery } from '#shared/model/query.ts'
import { makeStudy, someText } from '../helpers/study.ts'

it('the table, passages for statements, and what queries find are, after any changes, what was never asked before answers', async () => {
  const study = await makeStudy()
  const lead = await study.as('LD')
  await lead.codebook.addFromLibrary({ library: 'npt' })
  const npt = (await lead.codebook.frameworks({})).find(({ kind }) => kind === 'deductive')?.codes ?? []
  const components = npt.filter(({ parent }) => parent !== null).slice(0, 2)
  const constructs = npt.filter(({ parent }) => parent === null).map(({ id }) => id)
  const sources = [await study.source('One', someText(3)), await study.source('Two', someText(4))]
  const own = [(await study.code('Waiting')).id, (await study.code('Paying')).id]
  const codes = [...own, ...components.map(({ id }) => id)]
  const { id: top } = await lead.themes.add({ name: 'Time' })
  const themes = [top, (await lead.themes.add({ name: 'Waiting for it', parent: top })).id]
  await lead.themes.addCodes({ theme: themes[1] ?? '', codes: own.slice(0, 1) })
  const { id: dataSet } = await lead.sources.addDataSet({ name: 'First year' })
  const coders = [await study.as('KM'), await study.as('TS')]
  const layer = 'independent' as const
  const asked = (me: string) => ({
    table: statementTable(study.db(), { framework: null, layer, me }),
    coded: atOnce(
      placesOf(study.db(), { ...emptyQuery, layer, anyCodes: own, allCodes: codes.slice(2, 3) }, me),
    ),
    text: atOnce(
      placesOf(
        study.db(),
        { ...emptyQuery, layer, text: { words: 'it', how: 'words', within: 5 }, noCodes: own },
        me,
      ),
    ),
  })
  const byHand = (client: typeof lead) =>
    Promise.all(
      themes.map(async theme => ({
        candidates: (await client.statements.candidates({ theme, codes: constructs, layer })).length,
        evidence: (await client.themes.evidence({ theme, layer })).passages.length,
      })),
    )
  let never = 0
  const polarities = ['facilitator', 'barrier', null] as const
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          what: fc.constantFrom(
            'code',
            'code',
            'code',
            'remove',
            'undo',
            'collate',
            'state',
            'data set',
            'merge',
          ),
          who: fc.nat(1),
          source: fc.nat(1),
          code: fc.nat(3),
          theme: fc.nat(1),
          polarity: fc.constantFrom(...polarities),
          start: fc.nat(20),
          length: fc.integer({ min: 4, max: 25 }),
        }),
        { maxLength: 8 },
      ),
      async steps => {
        for (const { what, who, source: at, code: of, theme: under, polarity, start, length } of steps) {
          const [coder, source = '', code = '', theme = ''] = [
            coders[who] ?? lead,
            sources[at],
            codes[of],
            themes[under],
          ]
          if (what === 'code')
            await coder.codings.add({ source, start, end: start + length, code, polarity }).catch(() => null)
          if (what === 'remove') {
            const [first] = await coder.codings.inSource({ source, layer })
            if (first) await coder.codings.remove({ codings: [first.id] }).catch(() => null)
          }
          if (what === 'undo') await coder.history.undo({}).catch(() => null)
          if (what === 'collate') await lead.themes.addCodes({ theme, codes: [code] })
          if (what === 'state')
            await lead.statements.add({
              theme,
              polarity: polarity ?? 'barrier',
              codes: [components[of % 2]?.id ?? ''],
              text: 'Said',
            })
          if (what === 'data set')
            await lead.sources.update({ source, dataSet: polarity === null ? null : dataSet })
          if (what === 'merge' && own[0] && own[1])
            await lead.codebook
              .mergeCodes({ codes: [own[1]], into: own[0], because: 'The same' })
              .then(() => lead.history.undo({}))
              .catch(() => null)
          expect(asked('')).toEqual(asked(`nobody ${never++}`))
        }
        // Another window of the same study, which has kept nothing of its own.
        expect(await byHand(lead)).toEqual(await byHand(await study.as('LD')))
      },
    ),
    { numRuns: 15 },
  )
})
