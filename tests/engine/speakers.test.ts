import { describe, expect, it } from 'vitest'
import { all, first } from '#engine/db/sql.ts'
import { changed, made } from '#engine/history/changes.ts'
import { foldJournal } from '#engine/history/fold.ts'
import { checks, runCheck } from '#engine/studies/check.ts'
import { inTransaction } from '#engine/transaction.ts'
import type { Client } from '#shared/contract/client.ts'
import { asRecognised, type LabelFinding, type SpeakerChoice } from '#shared/model/speakers.ts'
import { contentOf, failureOf, makeStudy, type TestStudy } from '../helpers/study.ts'

const saying = (choice: Partial<SpeakerChoice>): SpeakerChoice => ({ ...asRecognised, ...choice })

/** Two people whose names do not tell who asks. */
const interview = (n: number) =>
  `Tove: How was week ${n}?\nMira: We walked to the shop.\nTove: And then?\nMira: Back again, ${n} times.`

let uploads = 0
async function preview(study: TestStudy, client: Client, text: string) {
  const upload = `file-${++uploads}`
  const fileName = `${upload}.txt`
  study.host.uploads.put(upload, { fileName, bytes: Buffer.from(text) }, text.length)
  return client.sources.preview({ file: { upload, fileName } })
}

/** Everything the checks find wrong with the study. */
const breaches = (study: TestStudy) => checks.flatMap(check => runCheck(check, study.db()))

const asks = (name: string, isAsking = true) => [{ name, asks: isAsking }]

describe('before anything is written', () => {
  it('a preview shows turns, words and first lines of each, and how labels could be found otherwise', async () => {
    const study = await makeStudy()
    const km = await study.as('KM')
    const { documents } = await preview(study, km, interview(1))
    const speech = documents[0]?.speech
    expect(speech?.speakers).toEqual([
      {
        name: 'Tove',
        labels: ['Tove'],
        turns: 2,
        words: 6,
        asks: false,
        first: ['How was week 1?', 'And then?'],
      },
      {
        name: 'Mira',
        labels: ['Mira'],
        turns: 2,
        words: 9,
        asks: false,
        first: ['We walked to the shop.', 'Back again, 1 times.'],
      },
    ])
    expect(speech).toMatchObject({ choice: asRecognised, remembered: null, hasLabels: true, unnamedWords: 0 })
    expect(speech?.patterns[0]).toEqual({
      pattern: 'colon',
      example: 'Tove: How was week 1?',
      labels: ['Tove', 'Mira'],
    })
  })

  it('another choice is shown without reading the file again, and what is imported is what was shown', async () => {
    const study = await makeStudy()
    const km = await study.as('KM')
    const before = contentOf(study.db())
    const { preview: held, documents } = await preview(study, km, 'Q How?\nA Slow.\nQ Why?\nA Stairs.')
    expect(documents[0]?.speech?.speakers).toEqual([])
    const choice = saying({
      find: { by: 'labels', labels: ['Q', 'A'], alike: false },
      names: [{ label: 'A', name: 'Mira' }],
    })
    const shown = await km.speakers.preview({ preview: held, document: 0, choice })
    expect(
      shown.speech?.speakers.map(({ name, labels, turns, asks }) => [name, labels, turns, asks]),
    ).toEqual([
      ['Q', ['Q'], 2, true],
      ['Mira', ['A'], 2, false],
    ])
    expect(shown.opening.map(({ speaker, text }) => [speaker, text])[1]).toEqual(['Mira', 'Slow.'])
    expect(contentOf(study.db())).toBe(before)

    const [result] = await km.sources.import({ files: [{ preview: held, speakers: [choice] }] })
    expect(result?.speakers).toEqual(['Q', 'Mira'])
    const source = await km.sources.open({ source: result?.sourceId ?? '' })
    expect(source.text).toBe('Q How?\nA Slow.\nQ Why?\nA Stairs.')
    expect(source.parts.map(({ speaker }) => speaker)).toEqual(['Q', 'Mira', 'Q', 'Mira'])
    expect(source.interviewers).toEqual(['Q'])
    expect(breaches(study)).toEqual([])
  })

  it('says so where a preview is held no longer', async () => {
    const study = await makeStudy()
    const km = await study.as('KM')
    const failure = await failureOf(km.speakers.preview({ preview: 'x', document: 0, choice: asRecognised }))
    expect(failure.message).toMatch(/no longer held/)
  })
})

describe('what was chosen is remembered', () => {
  async function taken(study: TestStudy, client: Client, text: string, choice: SpeakerChoice | null) {
    const { preview: held } = await preview(study, client, text)
    const [result] = await client.sources.import({ files: [{ preview: held, speakers: [choice] }] })
    return result?.sourceId ?? ''
  }

  it('for the next file with one of the labels, by whomever, with the source it came from', async () => {
    const study = await makeStudy()
    const km = await study.as('KM')
    await taken(study, km, interview(1), saying({ asks: asks('Tove') }))
    const ts = await study.as('TS')
    const next = await preview(study, ts, interview(2).replaceAll('Mira', 'Siri'))
    expect(next.documents[0]?.speech).toMatchObject({ remembered: 'file-3', choice: { asks: asks('Tove') } })
    expect(next.documents[0]?.speech?.speakers.map(({ name, asks }) => [name, asks])).toEqual([
      ['Tove', true],
      ['Siri', false],
    ])
    const others = await preview(study, ts, interview(3).replaceAll('Mira', 'Siri').replaceAll('Tove', 'Odd'))
    expect(others.documents[0]?.speech).toMatchObject({ remembered: null, choice: asRecognised })
  })

  it('for the next file of the same shape, where nobody is recognised', async () => {
    const study = await makeStudy()
    const km = await study.as('KM')
    const find = { by: 'labels', labels: ['<P1>'], alike: true } satisfies LabelFinding
    await taken(study, km, '<P1> How?\n<P2> Slow.\n<P1> Why?\n<P2> Stairs.', saying({ find }))
    const next = await preview(study, km, '<P7> How?\n<P8> Fast.\n<P7> Why?\n<P8> Legs.')
    expect(next.documents[0]?.speech?.speakers.map(({ name }) => name)).toEqual(['P7', 'P8'])
    const prose = await preview(study, km, 'A note.\nIt rained.\nWe stayed in.')
    expect(prose.documents[0]?.speech?.remembered).toBeNull()
  })

  it('until somebody says for such a file that it is as recognised, or the import is undone', async () => {
    const study = await makeStudy()
    const km = await study.as('KM')
    await taken(study, km, interview(1), saying({ asks: asks('Tove') }))
    await taken(study, km, interview(2), asRecognised)
    const offered = async () => (await preview(study, km, interview(3))).documents[0]?.speech?.remembered
    expect(await offered()).toBeNull()
    await km.history.undo({})
    expect(await offered()).not.toBeNull()
    await km.history.undo({})
    expect(await offered()).toBeNull()
    expect(all(study.db(), 'SELECT * FROM speaker_choices')).toEqual([])
  })
})

describe('in a source already taken', () => {
  it('speakers are renamed, merged and cut anew; no coding moves; undo and redo go back and forth', async () => {
    const study = await makeStudy()
    const km = await study.as('KM')
    const source = await study.source(
      'One',
      'I: How?\nR: Slow.\nRespondent: So slow.\nI: Why?\nNote: phone rings.\nR: Stairs.',
    )
    const { id: code } = await study.code('Pace', km)
    await km.codings.add({ source, start: 11, end: 16, code })
    const before = await km.sources.open({ source })
    const state = contentOf(study.db())
    const choice = saying({
      find: { by: 'pattern', pattern: 'colon' },
      not: ['Note'],
      names: [{ label: 'R', name: 'Respondent' }],
    })
    const shown = await km.speakers.shown({ source, choice })
    expect(contentOf(study.db())).toBe(state)
    await km.speakers.choose({ source, choice })
    const after = await km.sources.open({ source })
    expect([...new Set(after.parts.map(({ speaker }) => speaker))]).toEqual(['I', 'Respondent'])
    expect(shown.speech.speakers.map(({ name }) => name)).toEqual(['I', 'Respondent'])
    expect(after.revision).toBe(before.revision)
    expect(after.text).toBe(before.text)
    expect(await km.codings.inSource({ source })).toMatchObject([{ start: 11, end: 16 }])
    expect((await km.speakers.shown({ source })).speech.choice).toEqual(choice)
    expect((await km.search.sources({ query: 'slow' })).hits.map(({ speaker }) => speaker)).toEqual([
      'Respondent',
      'Respondent',
    ])
    expect(breaches(study)).toEqual([])

    await km.history.undo({})
    expect(contentOf(study.db())).toBe(state)
    expect((await km.sources.open({ source })).parts).toEqual(before.parts)
    expect(breaches(study)).toEqual([])
    await km.history.redo({})
    expect((await km.sources.open({ source })).parts).toEqual(after.parts)

    await km.speakers.choose({ source, choice: asRecognised })
    const back = await km.sources.open({ source })
    expect(back.parts).toEqual(before.parts)
    expect(back.structure).toBe(before.structure)
    expect(breaches(study)).toEqual([])
    expect(foldJournal(study.db()).conflicts).toEqual([])
  })

  it('what was said of a label goes with it when the text’s own label is corrected', async () => {
    const study = await makeStudy()
    const km = await study.as('KM')
    const text = 'I: How was it?\nMaya: Slow.\nI: And then?\nMaya: Slower.'
    const source = await study.source('One', text)
    const choice = saying({
      find: { by: 'pattern', pattern: 'colon' },
      names: [{ label: 'Maya', name: 'Respondent' }],
      asks: asks('Respondent'),
    })
    await km.speakers.choose({ source, choice })
    const { revision } = await km.sources.open({ source })
    const places = [...text.matchAll(/Maya/g)].map(({ index }) => index)
    const edits = places.map(start => ({ start, end: start + 4, text: 'OT 18' }))
    await km.revisions.correct({ source, revision, edits })
    const after = await km.sources.open({ source })
    expect(after.parts.map(({ speaker }) => speaker)).toEqual(['I', 'Respondent', 'I', 'Respondent'])
    expect(after.interviewers).toContain('Respondent')
    const { speech } = await km.speakers.shown({ source })
    expect(speech.choice.names).toEqual([{ label: 'OT 18', name: 'Respondent' }])
    expect(JSON.stringify(await km.speakers.shown({ source }))).not.toContain('Maya')

    await km.speakers.choose({ source, choice: asRecognised })
    const back = await km.sources.open({ source })
    expect(back.parts.map(({ speaker }) => speaker)).toEqual(['I', 'OT 18', 'I', 'OT 18'])
    for (const { start, bodyStart, speaker = '' } of back.parts)
      expect(back.text.slice(start, bodyStart)).toContain(speaker)
    expect(breaches(study)).toEqual([])
  })

  it('a case linked to a speaker stays with them under another name, and after a merge', async () => {
    const study = await makeStudy()
    const km = await study.as('KM')
    const source = await study.source('One', interview(1))
    await km.speakers.choose({ source, choice: saying({ asks: asks('Mira') }) })
    inTransaction(
      study.handle(),
      { member: null, manages: true },
      undefined,
      ({ db, newId, now, record }) => {
        const person = newId()
        const row = first<{ id: string }>(db, "SELECT id FROM source_speakers WHERE name = 'Mira'")
        record('case.added', 'Linked a person', [
          made('cases', person, { kind: 'person', name: 'OT 3', site: null, note: '', created_at: now }),
          changed(db, 'source_speakers', row?.id ?? '', { case: person }),
        ])
      },
    )
    const rows = () =>
      all(
        study.db(),
        `SELECT s.name, s.interviewer, c.name AS "case" FROM source_speakers s LEFT JOIN cases c ON c.id = s."case"
         ORDER BY s.name`,
      )
    expect(rows()).toEqual([{ name: 'Mira', interviewer: 1, case: 'OT 3' }])
    const names = [{ label: 'Mira', name: 'M. K.' }]
    await km.speakers.choose({ source, choice: saying({ names, asks: asks('M. K.') }) })
    expect(rows()).toEqual([{ name: 'M. K.', interviewer: 1, case: 'OT 3' }])
    await km.speakers.choose({ source, choice: saying({ names: [{ label: 'Mira', name: 'Tove' }] }) })
    expect(rows()).toEqual([{ name: 'Tove', interviewer: null, case: 'OT 3' }])
    expect(breaches(study)).toEqual([])
    await km.history.undo({})
    expect(rows()).toEqual([{ name: 'M. K.', interviewer: 1, case: 'OT 3' }])
    expect(breaches(study)).toEqual([])
  })

  it('goes when the source goes, and comes back with it', async () => {
    const study = await makeStudy()
    const ld = await study.as('LD')
    const source = await study.source('One', interview(1))
    await ld.speakers.choose({ source, choice: saying({ asks: asks('Tove') }) })
    const state = contentOf(study.db())
    await ld.sources.remove({ source })
    expect(await ld.sources.list({})).toEqual([])
    await ld.history.undo({})
    expect(contentOf(study.db())).toBe(state)
    expect((await ld.sources.open({ source })).interviewers).toEqual(['Tove'])
  })

  it('nobody signed in says nothing', async () => {
    const study = await makeStudy()
    const source = await study.source('One', interview(1))
    const nobody = await study.nobody()
    const failure = await failureOf(nobody.speakers.choose({ source, choice: asRecognised }))
    expect(failure.code).toBe('not-allowed')
  })
})

describe('who asks: a person’s word first, the label second', () => {
  it('in the reader, in autocode and in agreement alike', async () => {
    const study = await makeStudy()
    const km = await study.as('KM')
    const ts = await study.as('TS')
    const source = await study.source(
      'One',
      'I: So I see it.\nTove: How was it?\nMira: So slow.\nI: Very so.\nTove: And?\nMira: Yes.',
    )
    const { id: code } = await study.code('Pace', km)
    await km.codings.add({ source, start: 18, end: 22, code })
    await ts.codings.add({ source, start: 40, end: 42, code })
    const state = async () => {
      const { interviewers } = await km.sources.open({ source })
      const { proposals } = await km.autocode.find({
        how: { by: 'words', words: 'so', matchCase: false, wholeWords: true },
        sources: [source],
        withoutInterviewers: true,
      })
      const report = await km.agreement.between({
        coders: [study.people.KM, study.people.TS],
        withInterviewer: false,
      })
      return {
        interviewers: interviewers.toSorted(),
        found: proposals.map(({ speaker }) => speaker),
        leftOut: report.leftOut.speakers.toSorted(),
        compared: report.charactersCompared,
      }
    }
    const labelled = await state()
    expect(labelled).toMatchObject({ interviewers: ['I'], found: ['Mira'], leftOut: ['I'] })
    await km.speakers.choose({ source, choice: saying({ asks: [...asks('Tove'), ...asks('I', false)] }) })
    expect(await state()).toMatchObject({
      interviewers: ['Tove'],
      found: ['I', 'Mira', 'I'],
      leftOut: ['Tove'],
    })
    const question = { by: 'same-question' as const, source, at: 25 }
    expect((await km.autocode.find({ how: question })).proposals.map(({ speaker }) => speaker)).toContain(
      'Mira',
    )
    await km.history.undo({})
    expect(await state()).toEqual(labelled)
  })

  it('of one source only: the same name may answer in another', async () => {
    const study = await makeStudy()
    const km = await study.as('KM')
    const one = await study.source('One', interview(1))
    const two = await study.source('Two', interview(2))
    await km.speakers.choose({ source: one, choice: saying({ asks: asks('Tove') }) })
    expect((await km.sources.open({ source: one })).interviewers).toEqual(['Tove'])
    expect((await km.sources.open({ source: two })).interviewers).toEqual([])
  })

  it('an initial asks or answers as who is named in full in the same text, till a person says otherwise', async () => {
    const study = await makeStudy()
    const km = await study.as('KM')
    const source = await study.source(
      'One',
      'Researcher: How?\nInterviewee: Slow.\nR: Why?\nI: Stairs.\nR: And?\nI: Doors.',
    )
    const asking = async () => (await km.sources.open({ source })).interviewers.toSorted()
    expect(await asking()).toEqual(['R', 'Researcher'])
    const shown = async () => {
      const { speech } = await km.speakers.shown({ source })
      return speech.speakers.flatMap(({ name, asks }) => (asks ? name : [])).toSorted()
    }
    expect(await shown()).toEqual(['R', 'Researcher'])
    await km.speakers.choose({ source, choice: saying({ asks: asks('I') }) })
    expect(await asking()).toEqual(['I', 'R', 'Researcher'])
    expect(await shown()).toEqual(['I', 'R', 'Researcher'])
    await km.history.undo({})
    expect(await asking()).toEqual(['R', 'Researcher'])
  })

  it('a label that asks goes on asking under a name that does not say so', async () => {
    const study = await makeStudy()
    const km = await study.as('KM')
    const source = await study.source('One', 'I: How?\nP: Slow.\nI: Why?\nP: Stairs.')
    await km.speakers.choose({ source, choice: saying({ names: [{ label: 'I', name: 'Tove' }] }) })
    expect((await km.sources.open({ source })).interviewers).toEqual(['Tove'])
  })
})
