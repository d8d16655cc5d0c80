import { describe, expect, it } from 'vitest'
import { all, type Db, first, run, value } from '#engine/db/sql.ts'
import { changed } from '#engine/history/changes.ts'
import { inOrder, type Operation, seal } from '#engine/history/journal.ts'
import { hiddenMeeting, meetingInWords } from '#engine/merging/meeting-in-words.ts'
import { takeBackMerge } from '#engine/merging/take-back.ts'
import { keptRound } from '#engine/rounds/queries.ts'
import { contentText } from '#engine/sources/contents.ts'
import { sourceById } from '#engine/sources/queries.ts'
import {
  asLead,
  breachesOf,
  contentBut,
  copyOf,
  leadStudy,
  mergeInto,
  packageId,
  parcelOf,
  rehearseIn,
} from '../helpers/apart.ts'
import { contentOf } from '../helpers/study.ts'

describe('a return', () => {
  it('brings what its coder did, once, as one step that can be taken back and done again', async () => {
    const lead = await leadStudy({ blind: true })
    const away = await copyOf(lead.study)
    const km = await away.as('KM')
    const [source = ''] = lead.sources
    await km.codings.add({ source, start: 0, end: 20, code: lead.codes.waiting })
    await km.codings.add({ source, start: 30, end: 50, code: lead.codes.walking, comment: 'Slow' })
    await km.codebook.addCode({ name: 'Proposed' })
    await km.annotations.add({ source, start: 3, end: 9, text: 'Hm' })
    const parcel = parcelOf(away, { handout: lead.handouts.KM })
    const before = contentOf(lead.study.db())
    const tables = contentBut(lead.study.db())
    const rehearsed = rehearseIn(lead, parcel)
    expect(contentOf(lead.study.db())).toBe(before)
    const [merged] = mergeInto(lead, parcel)
    expect(merged?.sheet).toEqual({ sent: 4, arrived: 4, alreadyHere: 0, needDecision: [] })
    expect(rehearsed[0]?.sheet).toEqual(merged?.sheet)
    expect(breachesOf(lead.study)).toEqual([])
    expect(value(lead.study.db(), 'SELECT count(*) AS n FROM codings')).toBe(2)
    const after = contentOf(lead.study.db())
    expect(mergeInto(lead, parcel)).toMatchObject([{ status: 'already' }])
    expect(contentOf(lead.study.db())).toBe(after)
    const ld = await lead.study.as('LD')
    expect((await ld.history.state({})).undo).toMatch(/^Merged a return of Kim Morris/)
    await ld.history.undo({})
    expect(breachesOf(lead.study)).toEqual([])
    expect(contentBut(lead.study.db())).toBe(tables)
    expect((await ld.history.list({})).entries.map(e => e.what)).not.toContain('Coded “Waiting”')
    await ld.history.redo({})
    expect(breachesOf(lead.study)).toEqual([])
    expect(contentOf(lead.study.db())).toBe(after)
    expect(all(lead.study.db(), 'SELECT undone FROM returns')).toEqual([{ undone: 0 }])
  })

  it('that changed what was changed here is told in words, by name and without', async () => {
    const lead = await leadStudy({ blind: true })
    const first = await copyOf(lead.study)
    const km = await first.as('KM')
    const own = await km.codebook.addCode({ name: 'Own' })
    mergeInto(lead, parcelOf(first, { handout: lead.handouts.KM }))
    await km.codebook.updateCode({ code: own.id, name: 'Renamed there' })
    const here = lead.study.db()
    asLead(lead.study.handle(), lead.study.people, ({ db, record }) =>
      record('code.changed', 'Renamed', [changed(db, 'codes', own.id, { name: 'Renamed here' })]),
    )
    const [merged] = mergeInto(lead, parcelOf(first, { handout: lead.handouts.KM }))
    expect(merged?.sheet).toMatchObject({ sent: 2, arrived: 0, alreadyHere: 1 })
    const [meeting] = merged?.sheet.needDecision ?? []
    if (!meeting) throw new Error('Nothing met')
    const { name } = all<{ name: string }>(here, 'SELECT name FROM codes WHERE id = ?', own.id)[0] ?? {
      name: '',
    }
    const other = name === 'Renamed here' ? 'Renamed there' : 'Renamed here'
    expect(meetingInWords(here, meeting)).toEqual({
      kind: 'edited twice',
      what: `The code “${name}”: its name was changed on both sides; one of the two stands. What gave way: “${other}”.`,
      also: [],
    })
    expect(JSON.stringify(hiddenMeeting())).not.toMatch(/Renamed|code/)
    expect(breachesOf(lead.study)).toEqual([])
  })
})

describe('a text that was corrected here meanwhile', () => {
  it('is nobody’s edit of what came before: who goes on with their own coding meets nobody', async () => {
    const lead = await leadStudy({ blind: true })
    const away = await copyOf(lead.study)
    const km = await away.as('KM')
    const [source = ''] = lead.sources
    const text = contentText(lead.study.db(), sourceById(lead.study.db(), source).text)
    const start = text.indexOf('the shop and back')
    const { id } = await km.codings.add({ source, start, end: start + 8, code: lead.codes.waiting })
    mergeInto(lead, parcelOf(away, { handout: lead.handouts.KM }))
    const { revision } = sourceById(lead.study.db(), source)
    await lead.study.setUp.revisions.correct({ source, revision, edits: [{ start: 0, end: 0, text: 'x' }] })
    await km.codings.update({ coding: id, end: start + 17 })
    const [merged] = mergeInto(lead, parcelOf(away, { handout: lead.handouts.KM }))
    expect(merged?.sheet.needDecision).toEqual([])
    const row = first<{ start: number; end: number }>(
      lead.study.db(),
      'SELECT * FROM codings WHERE id = ?',
      id,
    )
    const now = contentText(lead.study.db(), sourceById(lead.study.db(), source).text)
    expect(now.slice(row?.start, row?.end)).toBe('the shop and back')
    expect(all(lead.study.db(), 'SELECT * FROM to_place')).toEqual([])
    expect(breachesOf(lead.study)).toEqual([])
  })

  it('takes the codings that come along; what stands on other words waits to be placed', async () => {
    const lead = await leadStudy({ blind: true })
    const away = await copyOf(lead.study)
    const km = await away.as('KM')
    const [source = ''] = lead.sources
    const text = contentText(lead.study.db(), sourceById(lead.study.db(), source).text)
    const at = (words: string) => ({
      source,
      start: text.indexOf(words),
      end: text.indexOf(words) + words.length,
    })
    const code = lead.codes.waiting
    const after = await km.codings.add({ ...at('the shop and back'), code })
    const touched = await km.codings.add({ ...at('how did week 2'), code })
    const gone = await km.annotations.add({ ...at('Question 1'), text: 'Gone soon' })
    const { revision } = sourceById(lead.study.db(), source)
    const [week, question] = [at('week 2'), at('Question 1')]
    await lead.study.setUp.revisions.correct({
      source,
      revision,
      edits: [
        { start: question.start, end: question.end, text: '' },
        { start: week.start, end: week.end, text: 'month three' },
      ],
    })
    const before = contentBut(lead.study.db())
    const [merged] = mergeInto(lead, parcelOf(away, { handout: lead.handouts.KM }))
    const db = lead.study.db()
    const now = sourceById(db, source)
    const words = (id: string) => {
      const row = first<{ revision: string; start: number; end: number }>(
        db,
        'SELECT * FROM codings WHERE id = ?',
        id,
      )
      return row && [row.revision === now.revision, contentText(db, now.text).slice(row.start, row.end)]
    }
    expect(words(after.id)).toEqual([true, 'the shop and back'])
    expect(words(touched.id)).toEqual([true, 'how did month three'])
    expect(all(db, 'SELECT what, "row", why FROM to_place ORDER BY why')).toEqual([
      { what: 'annotation', row: gone.id, why: 'gone' },
      { what: 'coding', row: touched.id, why: 'touched' },
    ])
    expect(merged?.sheet).toMatchObject({ sent: 3, arrived: 1, alreadyHere: 0 })
    expect(merged?.sheet.needDecision.map(({ kind }) => kind)).toEqual(['text corrected', 'text corrected'])
    expect(breachesOf(lead.study)).toEqual([])
    // The coder goes on in the text as it was handed out, and sends again.
    await km.codings.update({ coding: after.id, end: at('and he said').end })
    const [again] = mergeInto(lead, parcelOf(away, { handout: lead.handouts.KM }))
    expect(again?.sheet).toMatchObject({ sent: 4, alreadyHere: 3 })
    expect(words(after.id)).toEqual([true, 'the shop and back, and he said'])
    expect(breachesOf(lead.study)).toEqual([])
    const ld = await lead.study.as('LD')
    const [earlier, later] = [...inOrder(lead.study.db())].filter(({ kind }) => kind === 'merge.done')
    expect(() =>
      asLead(lead.study.handle(), lead.study.people, tools => {
        if (earlier && later) takeBackMerge(tools, earlier, 'undone', 'Merged')
      }),
    ).toThrow('a file that was merged later brought the same work')
    await ld.history.undo({})
    await ld.history.undo({})
    expect(contentBut(lead.study.db())).toBe(before)
    expect(breachesOf(lead.study)).toEqual([])
  })
})

describe('work that is handed in', () => {
  /** Both coders code the same words; KM also codes more. */
  async function bothWorked() {
    const lead = await leadStudy({ blind: true })
    const [source = ''] = lead.sources
    const copies = { KM: await copyOf(lead.study), TS: await copyOf(lead.study) }
    const clients = { KM: await copies.KM.as('KM'), TS: await copies.TS.as('TS') }
    for (const client of Object.values(clients))
      await client.codings.add({ source, start: 10, end: 30, code: lead.codes.waiting })
    const send = (who: 'KM' | 'TS') => parcelOf(copies[who], { handout: lead.handouts[who], submits: true })
    return { lead, source, clients, send }
  }
  const consensus = (db: Db) =>
    all(db, 'SELECT id, start, "end", ruling FROM codings WHERE layer = \'consensus\' ORDER BY start')

  it('ends the round with the last coder, in either order with the same consensus, by the same ids', async () => {
    const { lead, send } = await bothWorked()
    const other = await copyOf(lead.study)
    const second = { ...lead, study: other }
    const [km, ts] = [send('KM'), send('TS')]
    mergeInto(lead, km)
    expect(keptRound(lead.study.db(), lead.round)).toMatchObject({ state: 'open' })
    mergeInto(lead, ts)
    mergeInto(second, ts)
    mergeInto(second, km)
    for (const { study } of [lead, second]) {
      expect(keptRound(study.db(), lead.round)).toMatchObject({ state: 'submitted' })
      expect(breachesOf(study)).toEqual([])
      expect(value(study.db(), 'SELECT count(*) AS n FROM kept_results')).toBe(2)
    }
    expect(consensus(lead.study.db())).toHaveLength(1)
    expect(consensus(other.db())).toEqual(consensus(lead.study.db()))
    // And the two lead copies, reconciled, hold it once.
    mergeInto(lead, parcelOf(other))
    expect(consensus(lead.study.db())).toEqual(consensus(other.db()))
    expect(breachesOf(lead.study)).toEqual([])
  })

  it('is taken again, with changes, till the round closes: the agreed layer goes with it, rulings stay', async () => {
    const { lead, source, clients, send } = await bothWorked()
    await clients.KM.codings.add({ source, start: 60, end: 80, code: lead.codes.walking })
    await clients.KM.codings.add({ source, start: 200, end: 220, code: lead.codes.walking })
    mergeInto(lead, send('KM'), send('TS'))
    const rv = await lead.study.as('RV')
    const items = await rv.adjudication.disagreements({ round: lead.round })
    const ruled = items.find(item => item.start === 200)
    await rv.adjudication.rule({ round: lead.round, disagreement: ruled?.id ?? '', outcome: 'a' })
    const [agreed] = await clients.TS.codings.inSource({ source })
    await clients.TS.codings.remove({ codings: [agreed?.id ?? ''] })
    await clients.TS.codings.add({ source, start: 60, end: 80, code: lead.codes.walking })
    const late = send('TS')
    mergeInto(lead, late)
    expect(consensus(lead.study.db())).toMatchObject([
      { start: 60, ruling: null },
      { start: 200, ruling: expect.any(String) },
    ])
    expect(breachesOf(lead.study)).toEqual([])
    const ld = await lead.study.as('LD')
    await ld.rounds.close({ round: lead.round, leaveOpen: true })
    const before = contentOf(lead.study.db())
    await clients.TS.codings.add({ source, start: 300, end: 320, code: lead.codes.walking })
    expect(() => mergeInto(lead, send('TS'))).toThrow(
      'The round “Round 1” is closed and takes no more returns.',
    )
    expect(mergeInto(lead, late)).toMatchObject([{ status: 'already' }])
    expect(contentOf(lead.study.db())).toBe(before)
  })

  it('is taken back where the work on it since was undone, with what undoing that gave back, and comes again as it was', async () => {
    const { lead, source, clients, send } = await bothWorked()
    await clients.TS.codings.add({ source, start: 60, end: 80, code: lead.codes.walking })
    mergeInto(lead, send('KM'))
    const before = contentBut(lead.study.db(), 'rounds', 'unblindings')
    mergeInto(lead, send('TS'))
    const takeBack = () =>
      asLead(lead.study.handle(), lead.study.people, tools => {
        const merge = [...inOrder(lead.study.db())].findLast(({ kind }) => kind === 'merge.done')
        if (merge) takeBackMerge(tools, merge, 'undone', 'Merged')
      })
    const ld = await lead.study.as('LD')
    const [item] = await ld.adjudication.disagreements({ round: lead.round })
    const given = { round: lead.round, disagreement: item?.id ?? '' }
    await ld.adjudication.rule({ ...given, outcome: 'both' })
    await ld.adjudication.rule({ ...given, outcome: 'neither' })
    await ld.adjudication.rule({ ...given, outcome: 'neither', reason: 'Nobody walks.' })
    for (let n = 0; n < 3; n++) await ld.history.undo({})
    await ld.history.redo({})
    expect(takeBack).toThrow('“Merged” cannot be undone: there has been work since that stands on it.')
    await ld.history.undo({})
    // A ruling that came from elsewhere, changed here, and changed back.
    const away = await copyOf(lead.study)
    await (await away.as('RV')).adjudication.rule({ ...given, outcome: 'both' })
    const study = await copyOf(lead.study)
    const tables = () => contentBut(study.db(), 'rounds', 'unblindings', 'returns')
    const without = tables()
    mergeInto({ ...lead, study }, parcelOf(away))
    const merged = tables()
    const other = await study.as('LD')
    await other.adjudication.rule({ ...given, outcome: 'neither' })
    await other.history.undo({})
    expect(tables()).toBe(merged)
    for (let n = 0; n < 2; n++) {
      await other.history.undo({})
      expect(tables()).toBe(without)
      expect(breachesOf(study)).toEqual([])
      await other.history.redo({})
      expect(tables()).toBe(merged)
      expect(breachesOf(study)).toEqual([])
    }

    takeBack()
    expect(contentBut(lead.study.db(), 'rounds', 'unblindings')).toBe(before)
    expect(breachesOf(lead.study)).toEqual([])
  })

  it('is not taken back where there has been work on it since, and its coder does not undo it here', async () => {
    const { lead, send } = await bothWorked()
    mergeInto(lead, send('KM'))
    const km = await lead.study.as('KM')
    expect((await km.history.state({})).undo).toBe(null)
    mergeInto(lead, send('TS'))
    const rv = await lead.study.as('RV')
    const ld = await lead.study.as('LD')
    await ld.codebook.updateCode({ code: lead.codes.waiting, name: 'Waiting long' })
    await ld.history.undo({})
    // The rename and its undo do not stand on the merge; a kept result of its round does not either.
    await rv.agreement.keep({ round: lead.round, unit: 'segment' })
    await ld.rounds.close({ round: lead.round, leaveOpen: true })
    const before = contentOf(lead.study.db())
    await expect(ld.history.undo({})).resolves.toMatchObject({ what: expect.stringContaining('Closed') })
    await ld.history.redo({})
    expect(contentOf(lead.study.db())).toBe(before)
    expect(breachesOf(lead.study)).toEqual([])
    const target = [...inOrder(lead.study.db())].findLast(({ kind }) => kind === 'merge.done')
    expect(() =>
      asLead(lead.study.handle(), lead.study.people, tools => {
        if (target) takeBackMerge(tools, target, 'undone', 'Merged')
      }),
    ).toThrow('“Merged” cannot be undone: there has been work since that stands on it.')
    expect(contentOf(lead.study.db())).toBe(before)
  })
})

describe('a package that is not as Tandem wrote it', () => {
  it('is refused whole, and the study stays as it was', async () => {
    const lead = await leadStudy({ blind: true })
    const away = await copyOf(lead.study)
    const km = await away.as('KM')
    const [source = ''] = lead.sources
    await km.codings.add({ source, start: 0, end: 20, code: lead.codes.waiting })
    await km.codings.add({ source, start: 40, end: 60, code: lead.codes.waiting })
    const parcel = parcelOf(away, { handout: lead.handouts.KM })
    mergeInto(lead, parcel)
    const operations = [...parcel.operations]
    const before = contentOf(lead.study.db())
    const entries = () => value(lead.study.db(), 'SELECT count(*) AS n FROM operations')
    const count = entries()
    const resealed = (as: Partial<Operation>, n = 0): Operation[] =>
      operations.map((operation, at) => {
        if (at !== n) return operation
        const { hash: _, ...said } = { ...operation, ...as }
        return { ...said, hash: seal(said) }
      })
    const tries: [Operation[], RegExp][] = [
      [resealed({ summary: 'Other' }, 1), /is in the study already and says something else/],
      [resealed({ id: packageId() }, 1), /claims a place in the journal/],
      [resealed({ id: packageId(), copy: lead.study.handle().copy, sequence: 1000 }), /claims a place/],
      [operations.map(each => ({ ...each, summary: 'Other' })), /no longer matches its seal/],
    ]
    for (const [sent, sentence] of tries) {
      expect(() => mergeInto(lead, parcelOf(away, { handout: lead.handouts.KM, operations: sent }))).toThrow(
        sentence,
      )
      expect(contentOf(lead.study.db())).toBe(before)
      expect(entries()).toBe(count)
    }
    expect(() => mergeInto(lead, { ...parcel, sha256: 'f'.repeat(64) })).toThrow(/held something else/)
    expect(() => mergeInto(lead, parcelOf(away, { handout: packageId() }))).toThrow(/does not know/)
    // The rules of the schema are all still there.
    expect(() => run(lead.study.db(), 'UPDATE codings SET coder = ?', lead.study.people.TS)).toThrow(
      /belongs to the coder/,
    )
    expect(breachesOf(lead.study)).toEqual([])
  })
})
