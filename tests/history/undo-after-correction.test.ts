import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { all } from '#engine/db/sql.ts'
import { differences, foldJournal } from '#engine/history/fold.ts'
import { contentText } from '#engine/sources/contents.ts'
import { sourceById } from '#engine/sources/queries.ts'
import type { Client } from '#shared/contract/client.ts'
import { often } from '../helpers/often.ts'
import { failureOf, makeStudy, type TestStudy } from '../helpers/study.ts'

const talk = 'We waited for the form. Nobody came to the ward. Then the boats went out again.\n'

async function coded() {
  const study = await makeStudy()
  const source = await study.source('Interview 1', talk)
  const [km, ld] = [await study.as('KM'), await study.as('LD')]
  const code = await study.code('Waiting', ld)
  const add = (words: string) =>
    km.codings.add({
      source,
      start: talk.indexOf(words),
      end: talk.indexOf(words) + words.length,
      code: code.id,
    })
  return { study, source, km, ld, code, add }
}

/** Makes the text read `now` in place of `was`. */
function retype(study: TestStudy, client: Client, source: string, was: string, now: string) {
  const { revision, text } = sourceById(study.db(), source)
  const start = contentText(study.db(), text).indexOf(was)
  expect(start).toBeGreaterThanOrEqual(0)
  return client.revisions.correct({
    source,
    revision,
    edits: [{ start, end: start + was.length, text: now }],
  })
}

/** The words of all codings and annotations, each of which must stand in the newest text; the journal must fold to it. */
async function words(study: TestStudy, source: string): Promise<string[]> {
  const db = study.db()
  expect(differences(db, foldJournal(db))).toEqual([])
  expect((await study.setUp.study.check({})).breaches).toEqual([])
  const { revision, text } = sourceById(db, source)
  const rows = all<{ revision: string; start: number; end: number }>(
    db,
    'SELECT revision, start, "end" FROM codings UNION ALL SELECT revision, start, "end" FROM annotations ORDER BY start',
  )
  expect(rows.filter(row => row.revision !== revision)).toEqual([])
  return rows.map(({ start, end }) => contentText(db, text).slice(start, end))
}

describe('undo after somebody else’s correction', () => {
  it('takes back what only the correction has moved, and puts it on the same words again', async () => {
    const { study, source, km, ld, add } = await coded()
    await add('the form')
    await add('the boats')
    await retype(study, ld, source, 'We waited', 'As we waited')
    expect(await words(study, source)).toEqual(['the form', 'the boats'])
    await km.history.undo({})
    await km.history.undo({})
    expect(await words(study, source)).toEqual([])
    await km.history.redo({})
    await km.history.redo({})
    expect(await words(study, source)).toEqual(['the form', 'the boats'])
    await km.history.undo({})
    await retype(study, ld, source, 'As we', 'Since we')
    await km.history.redo({})
    expect(await words(study, source)).toEqual(['the form', 'the boats'])
  })

  it('puts what was removed before it on its words in the newest text', async () => {
    const { study, source, km, ld, add } = await coded()
    const coding = await add('the boats')
    await km.codings.remove({ codings: [coding.id] })
    await retype(study, ld, source, 'We waited', 'As we waited')
    await retype(study, ld, source, 'Nobody came', 'No one came')
    await km.history.undo({})
    expect(await words(study, source)).toEqual(['the boats'])
    expect(await km.revisions.toPlace({ source })).toEqual([])
    await km.history.redo({})
    expect(await words(study, source)).toEqual([])
    await km.history.undo({})
    await km.history.undo({})
    expect(await words(study, source)).toEqual([])
  })

  it('puts what comes back on changed words on the list', async () => {
    const { study, source, km, ld, add } = await coded()
    const coding = await add('the boats')
    await km.codings.remove({ codings: [coding.id] })
    await retype(study, ld, source, 'boats', 'ferries')
    await km.history.undo({})
    expect(await words(study, source)).toEqual(['the ferries'])
    expect(await km.revisions.toPlace({ source })).toMatchObject([
      { row: coding.id, why: 'touched', before: { text: 'the boats' }, now: { text: 'the ferries' } },
    ])
    await km.history.redo({})
    expect(await words(study, source)).toEqual([])
    expect(await km.revisions.toPlace({ source })).toEqual([])
  })

  it('is refused where the words are gone, until they are put back', async () => {
    const { study, source, km, ld, add } = await coded()
    const coding = await add('the boats')
    await km.codings.remove({ codings: [coding.id] })
    await retype(study, ld, source, 'Then the boats went out again.', '')
    const failure = await failureOf(km.history.undo({}))
    expect(failure).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('taken out the words'),
    })
    expect(await words(study, source)).toEqual([])
    await ld.revisions.restore({ source, number: 1 })
    await km.history.undo({})
    expect(await words(study, source)).toEqual(['the boats'])
  })

  it('is refused where the text it stood in was taken back', async () => {
    const { study, source, km, ld, add } = await coded()
    await retype(study, ld, source, 'We waited', 'We looked')
    const coding = await add('the boats')
    await km.codings.remove({ codings: [coding.id] })
    await ld.history.undo({})
    expect(await failureOf(km.history.undo({}))).toMatchObject({ code: 'conflict' })
    expect(await words(study, source)).toEqual([])
  })

  it('gives an extent back as it was, whatever was put in within it or before it', async () => {
    const { study, source, km, ld, add } = await coded()
    const coding = await add('the form. Nobody came to the ward')
    await km.codings.update({ coding: coding.id, end: talk.indexOf('. Nobody') })
    await retype(study, ld, source, 'Nobody came', 'No one came')
    await retype(study, ld, source, 'We waited', 'As we waited')
    await km.history.undo({})
    expect(await words(study, source)).toEqual(['the form. No one came to the ward'])
    await km.history.redo({})
    expect(await words(study, source)).toEqual(['the form'])
  })

  it('gives back polarity, comment and notes', async () => {
    const { study, source, km, ld, add } = await coded()
    const coding = await add('the boats')
    await km.codings.update({ coding: coding.id, polarity: 'barrier', comment: 'Slow' })
    await km.annotations.add({
      source,
      start: talk.indexOf('the ward'),
      end: talk.indexOf('. Then'),
      text: 'Where',
    })
    await retype(study, ld, source, 'We waited', 'As we waited')
    await km.history.undo({})
    expect(await words(study, source)).toEqual(['the boats'])
    await km.history.undo({})
    expect(await km.codings.inSource({ source })).toMatchObject([{ polarity: null, comment: '' }])
    await km.history.redo({})
    await km.history.redo({})
    expect(await words(study, source)).toEqual(['the ward', 'the boats'])
    expect(await km.codings.inSource({ source })).toMatchObject([{ polarity: 'barrier', comment: 'Slow' }])
  })

  it('does not put a withdrawn ruling on a text it was not made on', async () => {
    const { study, source, ld, km, code, add } = await coded()
    const rv = await study.as('RV')
    const { id: round } = await ld.rounds.open({
      title: 'Round 1',
      sources: [source],
      coders: [study.people.KM, study.people.TS],
    })
    const ts = await study.as('TS')
    const at = talk.indexOf('the boats')
    await add('the boats')
    await ts.codings.add({ source, start: at, end: at + 18, code: code.id })
    await km.rounds.submit({ round, coder: study.people.KM })
    await ts.rounds.submit({ round, coder: study.people.TS })
    const [item] = await rv.adjudication.disagreements({ round })
    await rv.adjudication.rule({ round, disagreement: item?.id ?? '', outcome: 'a' })
    await rv.adjudication.withdraw({ round, disagreement: item?.id ?? '' })
    await retype(study, ld, source, 'We waited', 'As we waited')
    const failure = await failureOf(rv.history.undo({}))
    expect(failure).toMatchObject({ code: 'conflict', message: expect.stringContaining('corrected since') })
    expect(all(study.db(), 'SELECT id FROM rulings')).toEqual([])
  })

  it('leaves every mark in the newest text, whatever is coded, corrected, undone and redone', async () => {
    const act = fc.record({
      what: fc.constantFrom('code', 'extend', 'remove', 'correct', 'undo', 'redo', 'undo', 'take back'),
      a: fc.nat(1000),
      b: fc.nat(1000),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async history => {
        const { study, source, km, ld, code } = await coded()
        for (const { what, a, b } of history) {
          const { revision, text } = sourceById(study.db(), source)
          const { length } = contentText(study.db(), text)
          const start = a % (length - 1)
          const end = Math.min(length, start + 1 + (b % 12))
          const rows = await km.codings.inSource({ source })
          const coding = rows[a % Math.max(1, rows.length)]
          const did =
            what === 'code'
              ? km.codings.add({ source, start, end, code: code.id })
              : what === 'extend' && coding
                ? km.codings.update({ coding: coding.id, start, end })
                : what === 'remove' && coding
                  ? km.codings.remove({ codings: [coding.id] })
                  : what === 'correct'
                    ? ld.revisions.correct({
                        source,
                        revision,
                        edits: [
                          { start, end: b % 3 === 0 ? start : end, text: ['', 'x', ' and so'][a % 3] ?? '' },
                        ],
                      })
                    : what === 'redo'
                      ? km.history.redo({})
                      : what === 'take back'
                        ? ld.history.undo({})
                        : km.history.undo({})
          const failure = await did.then(
            () => null,
            error => error,
          )
          if (failure?.code === 'internal') throw new Error(study.faults())
          await words(study, source)
        }
        study.close()
      }),
      often(10),
    )
  })
})
