import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { all } from '#engine/db/sql.ts'
import { made } from '#engine/history/changes.ts'
import { findEdits } from '#engine/revisions/find-edits.ts'
import { contentText } from '#engine/sources/contents.ts'
import { sourceById } from '#engine/sources/queries.ts'
import { inTransaction } from '#engine/transaction.ts'
import type { Client } from '#shared/contract/client.ts'
import { often } from '../helpers/often.ts'
import { contentOf, failureOf, makeStudy, outcomeOf, someText, type TestStudy } from '../helpers/study.ts'

interface Row {
  id: string
  table: string
  start: number
  end: number
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

const textOf = (study: TestStudy, source: string): string =>
  contentText(study.db(), sourceById(study.db(), source).text)

/** Every coding and annotation with the words it stands on. */
function marks(study: TestStudy, source: string): Map<string, string> {
  const text = textOf(study, source)
  const { revision } = sourceById(study.db(), source)
  const rows = all<Row & { revision: string }>(
    study.db(),
    `SELECT id, revision, start, "end" FROM codings WHERE source = $source
     UNION ALL SELECT id, revision, start, "end" FROM annotations WHERE source = $source`,
    { source },
  )
  for (const row of rows) expect(row.revision).toBe(revision)
  return new Map(rows.map(({ id, start, end }) => [id, text.slice(start, end)]))
}

const listed = (study: TestStudy) =>
  all<{ row: string; why: string }>(study.db(), 'SELECT "row", why FROM to_place').sort((a, b) =>
    a.row < b.row ? -1 : 1,
  )

/** The tables as they stand, with what is derived from them. */
const everything = (study: TestStudy): string =>
  JSON.stringify([
    contentOf(study.db()),
    all(study.db(), 'SELECT * FROM segments ORDER BY revision, number'),
    all(study.db(), 'SELECT text, revision, start, speaker FROM passages ORDER BY revision, start'),
  ])

async function healthy(study: TestStudy): Promise<void> {
  expect((await study.setUp.study.check({})).breaches).toEqual([])
}

/** Makes the text read `now` from `was` on, as a person who typed it over. */
async function retype(client: Client, study: TestStudy, source: string, was: string, now: string) {
  const text = textOf(study, source)
  const start = text.indexOf(was)
  expect(start).toBeGreaterThanOrEqual(0)
  return client.revisions.correct({
    source,
    revision: sourceById(study.db(), source).revision,
    edits: [{ start, end: start + was.length, text: now }],
  })
}

const at = (text: string, words: string) => {
  const start = text.indexOf(words)
  expect(start).toBeGreaterThanOrEqual(0)
  return { start, end: start + words.length }
}

const aPlace = fc.nat(100_000)
const words = fc.constantFrom(
  '',
  'x',
  ' again',
  'the form',
  '\n',
  '👩‍👩‍👧',
  '\u0301',
  'שלום',
  'Mentor 9: ',
  '🇬🇧',
  '🇬',
)

describe('a text that is corrected', () => {
  it('keeps every coding and note on its words or on the list, and undo gives back the very tables', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(aPlace, aPlace, fc.boolean()), { minLength: 1, maxLength: 12 }),
        fc.array(fc.array(fc.tuple(aPlace, fc.nat(60), words), { minLength: 1, maxLength: 4 }), {
          minLength: 1,
          maxLength: 3,
        }),
        async (spans, corrections) => {
          const study = await makeStudy()
          try {
            const source = await study.source('Interview', someText(2))
            const code = await study.code('Waiting')
            const [km, ld] = [await study.as('KM'), await study.as('LD')]
            const empty = everything(study)
            const places = () => [
              ...Array.from(segmenter.segment(textOf(study, source)), piece => piece.index),
              textOf(study, source).length,
            ]
            const cut = places()
            for (const [a, b, note] of spans) {
              const [x, y] = [cut[a % cut.length] as number, cut[b % cut.length] as number]
              if (x === y) continue
              const extent = { source, start: Math.min(x, y), end: Math.max(x, y) }
              if (note) await km.annotations.add({ ...extent, text: 'A note' })
              else await km.codings.add({ ...extent, code: code.id })
            }
            const first = everything(study)
            const original = textOf(study, source)
            const ids = [...marks(study, source).keys()].sort()
            let done = 0
            const onWords = new Map(marks(study, source))
            const before: string[] = []
            for (const correction of corrections) {
              const cuts = places()
              let from = 0
              const edits = correction
                .map(([start, length, text]) => ({ n: start % cuts.length, length, text }))
                .sort((p, q) => p.n - q.n)
                .flatMap(({ n, length, text }) => {
                  const start = Math.max(from, n)
                  const end = Math.min(cuts.length - 1, start + length)
                  from = end
                  return start > cuts.length - 1
                    ? []
                    : [{ start: cuts[start] as number, end: cuts[end] as number, text }]
                })
              const was = everything(study)
              const { revision } = sourceById(study.db(), source)
              const outcome = await outcomeOf(ld.revisions.correct({ source, revision, edits }))
              if (outcome !== 'done') {
                expect(outcome).toBe('bad-input')
                expect(everything(study)).toBe(was)
                continue
              }
              done++
              before.push(was)
              const now = marks(study, source)
              const waiting = new Map(listed(study).map(item => [item.row, item.why]))
              expect(waiting.size).toBe(listed(study).length)
              for (const id of ids) {
                if (waiting.get(id) === 'gone') expect(now.has(id)).toBe(false)
                else if (waiting.get(id) === 'touched') expect(now.get(id)?.trim()).not.toBe('')
                else expect(now.get(id)).toBe(onWords.get(id))
              }
              expect(
                [...now.keys(), ...[...waiting].filter(([, why]) => why === 'gone').map(([id]) => id)].sort(),
              ).toEqual(ids)
            }
            if (done > 0) {
              await outcomeOf(ld.revisions.restore({ source, number: 1 }))
              expect(textOf(study, source)).toBe(original)
              expect(listed(study)).toEqual([])
              expect([...marks(study, source)].sort()).toEqual([...onWords].sort())
            }
            while (everything(study) !== first) {
              await ld.history.undo({})
              const last = before.at(-1)
              if (last !== undefined && everything(study) === last) before.pop()
            }
            expect(before).toEqual([])
            while (everything(study) !== empty) await km.history.undo({})
            expect(study.faults()).toBe('')
            await healthy(study)
          } finally {
            study.close()
          }
        },
      ),
      often(12),
    )
  })

  it('is found in its place among the sources, though it is indexed after them', async () => {
    const study = await makeStudy()
    const first = await study.source('First', someText(2))
    await study.source('Second', someText(3))
    const ld = await study.as('LD')
    const titles = async () => {
      const { hits } = await ld.search.sources({ query: 'b' })
      return [...new Set(hits.map(({ sourceTitle }) => sourceTitle))]
    }
    expect(await titles()).toEqual(['First', 'Second'])
    await retype(ld, study, first, 'shop', 'bakery')
    expect(await titles()).toEqual(['First', 'Second'])
  })

  it('is searched as it reads now, and its earlier texts can still be read', async () => {
    const study = await makeStudy()
    const source = await study.source('Interview', someText(2))
    const ld = await study.as('LD')
    await retype(ld, study, source, 'shop', 'bakery')
    expect((await ld.search.sources({ query: 'bakery' })).total).toBe(1)
    expect((await ld.search.sources({ query: 'shop' })).total).toBe(1)
    const [newest, imported] = await ld.revisions.list({ source })
    expect(newest).toMatchObject({ number: 2, kind: 'correction', who: 'Lena Dorn', note: '' })
    expect(newest?.changes).toMatchObject([
      { before: 'shop', after: 'bakery', tail: expect.stringMatching(/^ and back/) },
    ])
    expect(imported).toMatchObject({ number: 1, kind: 'imported', changes: [] })
    expect((await ld.revisions.open({ source, number: 1 })).text).toBe(someText(2))
    const { text, changed } = await ld.revisions.open({ source, number: 2 })
    expect(changed.map(span => text.slice(span.start, span.end))).toEqual(['bakery'])
    await healthy(study)
    await ld.history.undo({})
    expect((await ld.search.sources({ query: 'bakery' })).total).toBe(0)
    await healthy(study)
  })

  it('is refused where the edits are of an older text, cut a character, change nothing or leave nothing', async () => {
    const study = await makeStudy()
    const source = await study.source('Interview', 'One 👩‍👩‍👧 two')
    const ld = await study.as('LD')
    const { revision } = sourceById(study.db(), source)
    const all = (edits: { start: number; end: number; text: string }[]) =>
      ld.revisions.correct({ source, revision, edits })
    expect(await outcomeOf(all([{ start: 5, end: 6, text: '' }]))).toBe('bad-input')
    expect(await outcomeOf(all([{ start: 0, end: 3, text: 'One' }]))).toBe('bad-input')
    expect((await failureOf(all([{ start: 0, end: 16, text: ' \n' }]))).message).toBe(
      'Nothing would be left of “Interview”.',
    )
    await all([{ start: 0, end: 3, text: 'Two' }])
    expect(await outcomeOf(all([{ start: 0, end: 3, text: 'Six' }]))).toBe('conflict')
  })

  it('keeps what a memo quotes on its words, or lists it', async () => {
    const study = await makeStudy()
    const text = someText(2)
    const source = await study.source('Interview', text)
    const ld = await study.as('LD')
    const { id: memo } = await ld.memos.add({ title: 'Thoughts', about: { kind: 'study', id: null } })
    const quote = (words: string) => ({ type: 'quotation', source, ...at(text, words), coding: null })
    await ld.memos.save({
      memo,
      body: JSON.stringify({
        root: {
          type: 'root',
          children: [quote('it was enough'), quote('shop and back'), quote('Interviewer')],
        },
      }),
    })
    const before = contentOf(study.db())
    await retype(
      ld,
      study,
      source,
      'Interviewer: Question 1, how did week 2 go?\nMentor 0: We walked',
      'We walked',
    )
    const { quotations } = await ld.memos.open({ memo })
    expect(quotations.map(q => [q.text, q.standing])).toEqual([
      ['it was enough', 'uncoded'],
      ['shop and back', 'uncoded'],
      ['', 'removed'],
    ])
    const items = await ld.revisions.toPlace({})
    expect(items).toMatchObject([
      { what: 'quotation', why: 'gone', name: 'Thoughts', before: { text: 'Interviewer' } },
    ])
    await ld.revisions.accept({ items: items.map(({ id }) => id) })
    expect(await ld.revisions.toPlace({})).toEqual([])
    await ld.history.undo({})
    await ld.history.undo({})
    expect(contentOf(study.db())).toBe(before)
  })

  it('tells a speaker by the label as it reads now, with what was said of the speaker', async () => {
    const study = await makeStudy()
    const source = await study.source('Interview', 'Anna: Yes.\nBo: Perhaps.\nAnna: No.\nBo: So be it.')
    const ld = await study.as('LD')
    inTransaction(study.handle(), { member: null, manages: true }, undefined, ({ record, newId }) =>
      record('speaker.changed', 'Said who Anna is', [
        made('source_speakers', newId(), { source, name: 'Anna', interviewer: 0, case: null }),
      ]),
    )
    const { revision } = sourceById(study.db(), source)
    await ld.revisions.correct({
      source,
      revision,
      edits: [
        { start: 0, end: 4, text: 'OT 1' },
        { start: 24, end: 28, text: 'OT 1' },
      ],
    })
    expect((await ld.sources.open({ source })).speakers).toEqual(['OT 1', 'Bo'])
    expect(all(study.db(), 'SELECT name FROM source_speakers')).toEqual([{ name: 'OT 1' }])
    await healthy(study)
  })
})

describe('what waits to be placed', () => {
  async function waiting() {
    const study = await makeStudy()
    const text = someText(2)
    const source = await study.source('Interview', text)
    const code = await study.code('Waiting')
    const [km, ts, ld] = [await study.as('KM'), await study.as('TS'), await study.as('LD')]
    const touched = await km.codings.add({ source, ...at(text, 'the shop and'), code: code.id })
    const gone = await km.codings.add({
      source,
      ...at(text, 'The form took'),
      code: code.id,
      comment: 'Why?',
    })
    const other = await ts.codings.add({ source, ...at(text, 'The form'), code: code.id })
    await retype(ld, study, source, 'shop', 'bakery')
    await retype(ld, study, source, ' The form took longer than the walk.', '')
    return { study, source, km, ts, ld, touched, gone, other }
  }

  it('is each coder’s own to accept, place elsewhere or drop, and a lead’s to see', async () => {
    const { study, source, km, ts, ld, touched, gone, other } = await waiting()
    const mine = await km.revisions.toPlace({ source })
    expect(mine).toMatchObject([
      {
        row: touched.id,
        why: 'touched',
        mine: true,
        before: { text: 'the shop and' },
        now: { text: 'the bakery and' },
      },
      {
        row: gone.id,
        why: 'gone',
        mine: true,
        comment: 'Why?',
        before: { text: 'The form took' },
        now: null,
      },
    ])
    expect((await ts.revisions.toPlace({})).map(item => item.row)).toEqual([other.id])
    const seen = await ld.revisions.toPlace({})
    expect(seen.map(item => item.row).sort()).toEqual([touched.id, gone.id, other.id].sort())
    expect(seen.every(item => !item.mine)).toBe(true)
    const { steps } = await km.history.ofPassage({ source, ...at(textOf(study, source), 'the bakery and') })
    expect(steps.flatMap(step => step.changes.map(change => change.what))).toContain(
      '“Waiting” went with a correction of the text',
    )
    const [first, second] = mine
    const item = second?.id ?? ''
    expect(await outcomeOf(ts.revisions.drop({ item }))).toBe('not-found')
    expect(await outcomeOf(ld.revisions.drop({ item }))).toBe('not-allowed')
    expect(await outcomeOf(km.revisions.accept({ items: [item] }))).toBe('conflict')
    const { start, end } = at(textOf(study, source), 'it was enough')
    await km.revisions.place({ item, start, end })
    expect((await km.codings.inSource({ source })).find(c => c.id === gone.id)).toMatchObject({
      start,
      end,
      comment: 'Why?',
      createdAt: gone.createdAt,
    })
    await km.revisions.accept({ items: [first?.id ?? ''] })
    expect(await km.revisions.toPlace({})).toEqual([])
    await healthy(study)
    await km.history.undo({})
    await km.history.undo({})
    expect((await km.revisions.toPlace({})).map(i => i.row)).toEqual([touched.id, gone.id])
    await km.revisions.drop({ item: first?.id ?? '' })
    expect((await km.codings.inSource({ source })).map(c => c.id)).toEqual([])
    await healthy(study)
  })

  it('stands again where it stood when the earlier text is put back', async () => {
    const { study, source, km, ld, touched, gone, other } = await waiting()
    const { start, end } = at(textOf(study, source), 'it was enough')
    const late = await km.codings.add({ source, start, end, code: touched.code })
    expect((await failureOf(ld.history.undo({}))).message).toContain('has been worked on since')
    await ld.revisions.restore({ source, number: 1, note: 'It was right' })
    expect(listed(study)).toEqual([])
    const back = all<{ id: string; start: number; end: number }>(
      study.db(),
      'SELECT id, start, "end" FROM codings',
    )
    for (const { id, start, end } of [touched, gone, other])
      expect(back.find(row => row.id === id)).toEqual({ id, start, end })
    expect(marks(study, source).get(late.id)).toBe('it was enough')
    await healthy(study)
  })

  it('goes with the code or the source it belongs to', async () => {
    const { study, source, km, ts, ld, touched } = await waiting()
    expect((await failureOf(km.codebook.removeCode({ code: touched.code }))).message).toContain(
      'Others have coded',
    )
    await ts.revisions.drop({ item: (await ts.revisions.toPlace({}))[0]?.id ?? '' })
    const before = contentOf(study.db())
    await km.codebook.removeCode({ code: touched.code })
    expect(listed(study)).toEqual([])
    await km.history.undo({})
    expect(contentOf(study.db())).toBe(before)
    await ld.sources.remove({ source })
    await healthy(study)
    await ld.history.undo({})
    expect(contentOf(study.db())).toBe(before)
    await healthy(study)
  })
})

describe('a round whose text is corrected', () => {
  async function round(closed: boolean) {
    const study = await makeStudy()
    const text = someText(3)
    const source = await study.source('Interview', text)
    const code = (await study.code('Waiting')).id
    const other = (await study.code('Walking')).id
    const [km, ts, rv, ld] = [
      await study.as('KM'),
      await study.as('TS'),
      await study.as('RV'),
      await study.as('LD'),
    ]
    const { id } = await ld.rounds.open({
      title: 'Round 1',
      sources: [source],
      coders: [study.people.KM, study.people.TS],
    })
    await km.codings.add({ source, ...at(text, 'We walked to the shop'), code })
    await ts.codings.add({ source, ...at(text, 'walked to the shop and'), code })
    await km.codings.add({ source, ...at(text, 'it was enough'), code: other })
    await ts.codings.add({ source, ...at(text, 'it was enough'), code: other })
    await km.codings.add({ source, ...at(text, 'Question 2'), code })
    await km.annotations.add({ source, ...at(text, 'week 2'), text: 'Early' })
    await km.rounds.submit({ round: id, coder: study.people.KM })
    await ts.rounds.submit({ round: id, coder: study.people.TS })
    const [boundary, omission] = await rv.adjudication.disagreements({ round: id })
    await rv.adjudication.rule({
      round: id,
      disagreement: boundary?.id ?? '',
      outcome: 'extent',
      ...at(text, 'walked to the shop'),
      reason: 'The walk itself',
    })
    await rv.adjudication.rule({ round: id, disagreement: omission?.id ?? '', outcome: 'a', reason: 'Yes' })
    if (closed) await ld.rounds.close({ round: id, leaveOpen: true })
    return { study, source, text, round: id, km, ts, rv, ld }
  }

  it.each([false, true])(
    'keeps its agreement and rulings where the words are elsewhere (closed: %s)',
    async closed => {
      const { study, source, round: id, rv, ld, km } = await round(closed)
      const agreement = (unit: 'word' | 'segment') => ld.agreement.inRound({ round: id, unit })
      const rulings = async () =>
        (await rv.adjudication.disagreements({ round: id })).map(({ id, kind, ruling }) => [
          id,
          kind,
          ruling?.reason,
        ])
      const figures = [await agreement('word'), await agreement('segment')]
      const given = await rulings()
      const before = contentOf(study.db())
      await retype(
        ld,
        study,
        source,
        'Interviewer: Question 1, how did',
        'Interviewer: Question 1, so how has',
      )
      await retype(ld, study, source, ' so how has', ' how did')
      expect([await agreement('word'), await agreement('segment')]).toEqual(figures)
      expect(await rulings()).toEqual(given)
      expect(listed(study)).toEqual([])
      const moved = await rv.adjudication.disagreements({ round: id })
      const extent = moved[0]?.ruling
      expect(textOf(study, source).slice(extent?.start, extent?.end)).toBe('walked to the shop')
      expect(await outcomeOf(km.revisions.restore({ source, number: 1 }))).toBe('not-allowed')
      await healthy(study)
      await ld.history.undo({})
      await ld.history.undo({})
      expect(contentOf(study.db())).toBe(before)
    },
  )

  it.each([false, true])(
    'keeps its rulings with their passage where its words change or go (closed: %s)',
    async closed => {
      const { study, source, round: id, rv, ld, km, ts } = await round(closed)
      const before = contentOf(study.db())
      const given = await rv.adjudication.disagreements({ round: id })
      await retype(ld, study, source, 'We walked to the shop and back', 'We ran to the bakery and back')
      const now = await rv.adjudication.disagreements({ round: id })
      expect(now.map(item => [item.id, item.ruling?.reason])).toEqual(
        given.map(item => [item.id, item.ruling?.reason]),
      )
      const [item] = now
      expect(textOf(study, source).slice(item?.ruling?.start, item?.ruling?.end)).toBe('ran to the bakery')
      const own = await km.revisions.toPlace({})
      expect(own.map(i => [i.what, i.before.text, i.now?.text])).toEqual([
        ['coding', 'We walked to the shop', 'We ran to the bakery'],
      ])
      expect((await rv.revisions.toPlace({})).map(i => [i.what, i.mine])).toEqual([
        ['coding', true],
        ['ruling', true],
      ])
      expect((await failureOf(km.revisions.drop({ item: own[0]?.id ?? '' }))).message).toContain(
        'was submitted',
      )
      const { start, end } = at(textOf(study, source), 'We ran')
      await km.revisions.place({ item: own[0]?.id ?? '', start, end })
      await km.history.undo({})
      await retype(
        ld,
        study,
        source,
        'We ran to the bakery and back, and he said it was enough for day 0. ',
        '',
      )
      expect((await ts.revisions.toPlace({})).map(i => [i.what, i.why, i.before.text])).toEqual([
        ['coding', 'gone', 'walked to the shop and'],
        ['coding', 'gone', 'it was enough'],
      ])
      expect((await rv.revisions.toPlace({})).map(i => [i.what, i.why])).toContainEqual(['ruling', 'gone'])
      await healthy(study)
      await ld.history.undo({})
      await ld.history.undo({})
      expect(contentOf(study.db())).toBe(before)
      await healthy(study)
    },
  )

  it('agrees on what differed only in words that are gone, and lists the ruling on it', async () => {
    const { study, source, round: id, rv, ld, text } = await round(false)
    const [boundary] = await rv.adjudication.disagreements({ round: id })
    await rv.adjudication.withdraw({ round: id, disagreement: boundary?.id ?? '' })
    expect(text).toContain('We walked to the shop and back')
    await retype(ld, study, source, 'We walked to the shop and back', 'walked to the shop back')
    expect((await rv.adjudication.disagreements({ round: id })).map(item => item.kind)).toEqual(['omission'])
    const settled = await rv.codings.inSource({ source, layer: 'consensus' })
    const now = textOf(study, source)
    expect(settled.map(c => now.slice(c.start, c.end))).toEqual([
      'walked to the shop',
      'it was enough',
      'Question 2',
    ])
    await ld.history.undo({})
    await healthy(study)
  })
})

describe('a correction while a round is blind', () => {
  it('tells who makes it nothing of hidden work, and each coder of their own', async () => {
    const study = await makeStudy()
    const text = someText(2)
    const source = await study.source('Interview', text)
    const code = await study.code('Waiting')
    const [km, ts, ld] = [await study.as('KM'), await study.as('TS'), await study.as('LD')]
    await ld.rounds.open({ title: 'Round 1', sources: [source], coders: [study.people.KM, study.people.TS] })
    await km.codings.add({
      source,
      ...at(text, 'walked to the shop'),
      code: code.id,
      comment: 'sealedcomment',
    })
    await km.annotations.add({ source, ...at(text, 'shop'), text: 'sealednote' })
    expect((await failureOf(ts.revisions.restore({ source, number: 1 }))).message).toBe(
      '“Interview” belongs to the round “Round 1”: only a lead changes its text.',
    )
    const { revision } = sourceById(study.db(), source)
    const edits = [{ ...at(text, 'shop'), text: 'bakery' }]
    expect(await ld.revisions.preview({ source, edits })).toMatchObject({
      refused: null,
      touched: [],
      touchedInAll: 0,
      same: 0,
      withheld: true,
    })
    expect((await ts.revisions.preview({ source, edits })).refused).toContain('only a lead')
    const result = await ld.revisions.correct({ source, revision, edits })
    expect(result.toPlace).toBe(0)
    for (const blind of [ld, ts, study.setUp]) {
      expect(await blind.revisions.toPlace({})).toEqual([])
      expect(JSON.stringify(await blind.history.list({}))).not.toContain('sealed')
    }
    expect((await ld.history.list({})).entries[0]?.what).toBe('Corrected the text of “Interview”')
    expect((await ld.history.state({})).undo).toBe('Corrected the text of “Interview”')
    expect(await outcomeOf(ld.history.undo({}))).toBe('blind')
    const own = await km.revisions.toPlace({})
    expect(own.map(item => [item.what, item.now?.text])).toEqual([
      ['coding', 'walked to the bakery'],
      ['annotation', 'bakery'],
    ])
    await km.revisions.accept({ items: own.map(item => item.id) })
    expect(JSON.stringify(await ld.history.list({}))).not.toContain('Accepted')
    await ld.revisions.restore({ source, number: 1 })
    expect((await km.codings.inSource({ source })).map(c => text.slice(c.start, c.end))).toEqual([
      'walked to the shop',
    ])
    await healthy(study)
  })
})

describe('redoing a correction', () => {
  it('is refused once something was coded on the text that it would change', async () => {
    const study = await makeStudy()
    const source = await study.source('Interview', someText(2))
    const code = await study.code('Waiting')
    const [km, ld] = [await study.as('KM'), await study.as('LD')]
    await retype(ld, study, source, 'shop', 'bakery')
    const corrected = contentOf(study.db())
    await ld.history.undo({})
    await ld.history.redo({})
    expect(contentOf(study.db())).toBe(corrected)
    await ld.history.undo({})
    await km.codings.add({ source, start: 0, end: 11, code: code.id })
    expect(await outcomeOf(ld.history.redo({}))).toBe('conflict')
    await healthy(study)
    expect(study.faults()).toBe('')
  })
})

describe('a large text', () => {
  it('is corrected with ten thousand codings in it, and in one line of five million characters', async () => {
    const study = await makeStudy()
    const line = 'and he said it was enough for that day '.repeat(128_000)
    const source = await study.source('Long', line)
    const code = await study.code('Waiting')
    const km = await study.as('KM')
    await km.codings.addMany({
      codings: Array.from({ length: 10_000 }, (_, n) => ({
        source,
        start: n * 390,
        end: n * 390 + 11,
        code: code.id,
      })),
    })
    const started = performance.now()
    const edits = findEdits(
      line,
      `${line.slice(0, 400)}so ${line.slice(400, 2_000_000)}not ${line.slice(2_000_010)}`,
    )
    const found = performance.now()
    const { revision } = sourceById(study.db(), source)
    await (await study.as('LD')).revisions.correct({ source, revision, edits })
    const done = performance.now()
    process.stdout.write(
      `found in ${Math.round(found - started)} ms, corrected in ${Math.round(done - found)} ms\n`,
    )
    const now = marks(study, source)
    expect(now.size + listed(study).filter(item => item.why === 'gone').length).toBe(10_000)
    expect([...now.values()].filter(was => was !== 'and he said').length).toBe(
      listed(study).filter(item => item.why === 'touched').length,
    )
    await healthy(study)
  }, 120_000)
})
