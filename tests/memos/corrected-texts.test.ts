import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changed } from '#engine/history/changes.ts'
import { keep } from '#engine/sources/contents.ts'
import { inTransaction } from '#engine/transaction.ts'
import type { Client } from '#shared/contract/client.ts'
import { TandemError } from '#shared/errors.ts'
import { often } from '../helpers/often.ts'
import {
  blocksOf,
  bodyOf,
  correct,
  misquotes,
  paragraph,
  quotationOf,
  shownIn,
} from '../helpers/quoted-memos.ts'
import { contentOf, makeStudy, type TestStudy } from '../helpers/study.ts'

const said = 'The site manager said no.'
const text =
  'OT 18: We walked to the shop and back. It was enough for him. The site manager said no. Then it rained all day long.\n'

/** A memo about a theme in which Lena quotes what was said, and Ravi at work beside her. */
async function quoting() {
  const study = await makeStudy()
  const source = await study.source('Interview 1', text)
  const [ld, rv] = [await study.as('LD'), await study.as('RV')]
  const { id: theme } = await ld.themes.add({ name: 'Refusals' })
  const { id: memo } = await ld.memos.add({ title: 'On no', about: { kind: 'theme', id: theme } })
  const quoted = bodyOf(paragraph('First'), await quotationOf(ld, source, said))
  await ld.memos.save({ memo, body: quoted })
  const put = (words = 'We walked', by = 'Well, you know, on that Monday morning we walked') =>
    correct(study.setUp, source, words, by)
  return { study, source, ld, rv, theme, memo, quoted, put, shown: () => shownIn(ld, memo) }
}

describe('what a memo quotes, where its source was corrected while the text was out of the memo', () => {
  it('is the same words in an earlier text, laid beside and put back, with its edits on them', async () => {
    const { study, ld, rv, memo, put, source } = await quoting()
    const marks = [{ start: 0, end: 16, text: 'she' }]
    await ld.memos.save({ memo, body: bodyOf({ ...(await quotationOf(ld, source, said)), marks }) })
    await rv.memos.save({ memo, body: bodyOf(paragraph('Taken out')) })
    await put()
    const texts = await rv.memos.texts({ memo })
    const earlier = texts.find(({ who }) => who === 'Lena Dorn')?.step ?? ''
    const { pieces } = await rv.memos.compare({ memo, from: earlier, to: null })
    const before = pieces.filter(({ is }) => is !== 'added').map(piece => piece.text)
    expect(before.join('')).toContain('“[she] said no.”')
    await rv.memos.restore({ memo, step: earlier })
    expect(await shownIn(ld, memo)).toEqual([said])
    const { id } = await ld.reports.make({ what: 'memos', format: 'md' })
    expect(Buffer.from(study.host.reports.get(id)?.bytes ?? []).toString('utf8')).toContain(
      '\\[she\\] said no.',
    )
  })

  it('is the same words when the step that took it out is undone or redone', async () => {
    for (const [take, back] of [
      [({ ld, memo }) => ld.memos.remove({ memo }), 'undo'],
      [({ ld, theme }) => ld.themes.remove({ theme }), 'undo'],
      [({ ld, memo }) => ld.memos.save({ memo, body: bodyOf() }), 'undo'],
      [({ ld }) => ld.history.undo({}), 'redo'],
    ] satisfies [(all: Awaited<ReturnType<typeof quoting>>) => Promise<unknown>, 'undo' | 'redo'][]) {
      const all = await quoting()
      await take(all)
      await all.put()
      await all.ld.history[back]({})
      expect(await all.shown()).toEqual([said])
    }
  })

  it('says that the text was corrected where its own words were, or that nothing is left', async () => {
    const { ld, memo, put, shown } = await quoting()
    await ld.memos.remove({ memo })
    await put('said no', 'said never')
    await ld.history.undo({})
    expect(await shown()).toEqual(['The site manager said never. (corrected)'])
    await put('The site manager said never. ', '')
    expect(await shown()).toEqual(['(gone)'])
  })

  it('stands again on its words where they are put back', async () => {
    const { study, source, memo, put, shown, ld } = await quoting()
    await put(`${said} `, '')
    expect(await shown()).toEqual(['(gone)'])
    await study.setUp.revisions.restore({ source, number: 1, note: '' })
    await put('all day long', 'all day')
    expect(await shown()).toEqual([said])
    expect((await ld.memos.open({ memo })).quotations[0]).toMatchObject({ standing: 'uncoded' })
  })

  it('is found from a text that was taken back since', async () => {
    const { study, source, rv, memo, put, quoted, shown } = await quoting()
    await put()
    await rv.memos.save({ memo, body: bodyOf(await quotationOf(rv, source, 'Then it rained all day long.')) })
    await rv.history.undo({})
    await study.setUp.history.undo({})
    await put('It was enough', 'For now it was quite enough')
    await rv.history.redo({})
    expect(await shown()).toEqual(['Then it rained all day long.'])
    await rv.memos.save({ memo, body: quoted })
    expect(await shown()).toEqual([said])
  })
})

describe('a correction', () => {
  it('changes no memo, so its undo brings the very tables back and a step in the memo before it can be undone', async () => {
    const { study, ld, memo, put, shown, source } = await quoting()
    const more = bodyOf(paragraph('Second'), await quotationOf(ld, source, said))
    await ld.memos.save({ memo, body: more })
    const before = contentOf(study.db())
    await put()
    expect(await shown()).toEqual([said])
    await study.setUp.history.undo({})
    expect(contentOf(study.db())).toBe(before)
    await put()
    await ld.history.undo({})
    expect(blocksOf(await ld.memos.open({ memo }))[0]).toMatchObject(paragraph('First'))
    expect(await shown()).toEqual([said])
    expect((await ld.memos.texts({ memo })).every(({ what }) => !what.startsWith('Corrected'))).toBe(true)
  })

  it('reaches a memo that is written on the text before: what is kept then is at its place', async () => {
    const { ld, memo, put, shown, quoted } = await quoting()
    const opened = await ld.memos.open({ memo })
    await put()
    await ld.memos.save({
      memo,
      body: bodyOf(paragraph('Typed meanwhile'), ...blocksOf(opened)),
      from: opened.bodyId,
    })
    expect(await shown()).toEqual([said])
    const [quotation] = blocksOf({ body: quoted }).slice(1)
    const asked = await ld.memos.quote(quotation as never).catch((error: unknown) => error)
    expect(asked).toBeInstanceOf(TandemError)
    const { type: _, made: __, ...place } = quotation as Record<string, unknown>
    expect(await ld.memos.quote(place as never)).toMatchObject({ text: said })
  })
})

describe('a memo kept before its quotations said which text they are of', () => {
  /** Gives a memo a text as it was kept then. */
  function keepAsThen(study: TestStudy, memo: string, body: string): void {
    const { LD } = study.people
    const member = { id: LD, name: 'Lena Dorn', initials: 'LD', roles: ['lead'], accent: 1 } as never
    inTransaction(study.handle(), { member, manages: false }, undefined, ({ db, record }) =>
      record('memo.saved', 'Wrote in the memo', [
        changed(db, 'memos', memo, { body: keep(db, 'memo', body) }),
      ]),
    )
  }

  it('quotes the text that whoever wrote it had, whenever it comes back', async () => {
    const { study, ld, memo, put, shown, source } = await quoting()
    const asThen = async (words: string) => {
      const { revision: _, ...quotation } = await quotationOf(ld, source, words)
      return bodyOf(quotation)
    }
    keepAsThen(study, memo, await asThen(said))
    expect(await shown()).toEqual([said])
    await put()
    expect(await shown()).toEqual([said])
    await ld.memos.save({ memo, body: bodyOf(paragraph('Taken out')) })
    await put('It was enough', 'For now it was quite enough')
    await ld.history.undo({})
    expect(await shown()).toEqual([said])
    keepAsThen(study, memo, await asThen('Then it rained all day long.'))
    await put('We', 'All of us').catch(() => put('we walked', 'all of us walked'))
    expect(await shown()).toEqual(['Then it rained all day long.'])
  })
})

/** Sentences that are told from each other wherever one looks at them. */
const sentences = Array.from({ length: 8 }, (_, n) => `Here sentence ${'abcdefgh'[n]} tells of day ${n}.`)

type Step =
  | {
      does: 'quote' | 'take out' | 'insert' | 'reword' | 'drop' | 'put back' | 'earlier'
      n: number
      who: number
    }
  | { does: 'undo' | 'redo' | 'remove'; n: number; who: number }

const aStep: fc.Arbitrary<Step> = fc.record({
  does: fc.constantFrom(
    ...(['quote', 'quote', 'take out', 'insert', 'insert', 'reword', 'drop', 'put back'] as const),
    ...(['earlier', 'earlier', 'undo', 'undo', 'redo', 'remove'] as const),
  ),
  n: fc.nat(1000),
  who: fc.nat(1),
})

/** Does a step, where it can be done. */
async function take(step: Step, client: Client, source: string): Promise<void> {
  const { does, n } = step
  const memos = await client.memos.list({})
  const memo = memos[n % memos.length]?.id
  const { text, revision } = await client.sources.open({ source })
  const lines = text.split('\n').filter(line => line.trim() !== '')
  const line = lines[n % lines.length] ?? ''
  if (does === 'undo' || does === 'redo') await client.history[does]({})
  else if (does === 'insert') await correct(client, source, line, `Now number ${n} came in.\n${line}`)
  else if (does === 'reword') await correct(client, source, line, line.replace(/day|came/u, `week ${n}`))
  else if (does === 'drop' && lines.length > 3) await correct(client, source, line, '')
  else if (does === 'put back') {
    const texts = await client.revisions.list({ source })
    await client.revisions.restore({ source, number: texts[n % texts.length]?.number ?? 1, note: '' })
  } else if (!memo) await client.memos.add({ title: `Memo ${n}`, about: { kind: 'study', id: null } })
  else if (does === 'quote') {
    const opened = await client.memos.open({ memo })
    const quotation = await quotationOf(client, source, line)
    expect(quotation.revision).toBe(revision)
    await client.memos.save({ memo, body: bodyOf(...blocksOf(opened), quotation), from: opened.bodyId })
  } else if (does === 'take out') {
    const blocks = blocksOf(await client.memos.open({ memo }))
    await client.memos.save({ memo, body: bodyOf(...blocks.slice(0, -1)) })
  } else if (does === 'remove') await client.memos.remove({ memo })
  else if (does === 'earlier') {
    const texts = await client.memos.texts({ memo })
    await client.memos.restore({ memo, step: texts[n % texts.length]?.step ?? '' })
  }
}

it('quotes the words it was made of or says that they were corrected, after whatever was done in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { minLength: 12, maxLength: 40 }), async steps => {
      const study = await makeStudy()
      const source = await study.source('Interview 1', sentences.join('\n'))
      // Whoever may correct and write: the lead, and the command line.
      const clients = [await study.as('LD'), study.setUp]
      for (const title of ['One', 'Two'])
        await study.setUp.memos.add({ title, about: { kind: 'study', id: null } })
      for (const step of steps) {
        await take(step, clients[step.who] as Client, source).catch((error: unknown) => {
          if (!(error instanceof TandemError)) throw error
        })
        expect(await misquotes(study.setUp)).toEqual([])
      }
      expect((await study.setUp.study.check({})).breaches).toEqual([])
      expect(study.faults()).toBe('')
      study.close()
    }),
    { ...often(8), endOnFailure: true },
  )
})
