import { expect, it } from 'vitest'
import { asRecognised } from '#shared/model/speakers.ts'
import { labelOfTurn } from '../../../renderer/screens/code/revisions/label-of-turn.ts'
import { makeStudy } from '../../helpers/study.ts'

const text =
  'P1: How was the week?\nP10: We walked to the shop.\nP1: And then?\nP10: Back again.\nNobody: Indeed.\nP1: Good.\nNobody: So it was.'

it('finds a label as it stands in the text, whatever name is shown for it', async () => {
  const study = await makeStudy()
  const rv = await study.as('RV')
  study.host.uploads.put('interview', { fileName: 'interview.txt', bytes: Buffer.from(text) }, text.length)
  const { preview } = await rv.sources.preview({ file: { upload: 'interview', fileName: 'interview.txt' } })
  await rv.sources.import({ files: [{ preview }] })
  const [{ id: source } = { id: '' }] = await rv.sources.list({})
  const labels = async () => {
    const opened = await rv.sources.open({ source })
    const { speech } = await rv.speakers.shown({ source })
    return opened.parts.map(({ bodyStart: start, end }) => {
      const label = labelOfTurn(opened, speech.speakers, { start, end })
      expect(label && text.slice(label.start, label.end)).toBe(label?.name ?? null)
      return label?.name ?? null
    })
  }
  const written = ['P1', 'P10', 'P1', 'P10', 'Nobody', 'P1', 'Nobody']
  expect(await labels()).toEqual(written)

  const anna = [
    { label: 'P1', name: 'Anna Berg' },
    { label: 'P10', name: 'Anna Berg' },
  ]
  await rv.speakers.choose({ source, choice: { ...asRecognised, names: anna } })
  expect((await rv.sources.open({ source })).parts[1]?.speaker).toBe('Anna Berg')
  expect(await labels()).toEqual(written)
})
