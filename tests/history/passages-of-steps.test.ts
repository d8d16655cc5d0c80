import { expect, it } from 'vitest'
import { makeStudy } from '../helpers/study.ts'

it('the history leads from steps of coding and annotating to where they lie', async () => {
  const study = await makeStudy()
  const source = await study.source('One', 'We waited for months. Nobody came to see us.')
  const km = await study.as('KM')
  const { id: code } = await study.code('Waiting', km)
  const latest = async () => (await km.history.list({ limit: 1 })).entries[0]?.passage
  expect(await latest()).toBeUndefined()
  const { id } = await km.codings.add({ source, start: 0, end: 9, code })
  expect(await latest()).toEqual({ source, start: 0, end: 9, coding: id })
  await km.codings.update({ coding: id, end: 20 })
  const lies = async () => (await km.history.list({})).entries.map(({ passage }) => passage?.end)
  // The step that made it leads to where it is now.
  expect((await lies()).slice(0, 2)).toEqual([20, 20])
  await km.annotations.add({ source, start: 22, end: 28, text: 'Who?' })
  expect(await latest()).toEqual({ source, start: 22, end: 28 })
  await km.codings.addMany({
    codings: [
      { source, start: 30, end: 34, code },
      { source, start: 22, end: 28, code },
    ],
  })
  expect(await latest()).toMatchObject({ source, start: 22, end: 28, coding: expect.any(String) })
  await km.codings.remove({ codings: [id] })
  expect(await latest()).toEqual({ source, start: 0, end: 20 })
  // Where the text is another since, what was removed lies nowhere.
  const { revision } = await km.sources.open({ source })
  const ld = await study.as('LD')
  await ld.revisions.correct({ source, revision, edits: [{ start: 10, end: 13, text: 'all of' }] })
  const steps = (await km.history.list({})).entries.filter(({ kind }) => /^(coding|annotation)/.test(kind))
  expect(steps.map(({ kind, passage }) => [kind, passage?.start])).toEqual([
    ['coding.removed', undefined],
    ['coding.added', 25],
    ['annotation.added', 25],
    ['coding.changed', undefined],
    ['coding.added', undefined],
  ])
})
