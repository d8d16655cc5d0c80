import { expect, it } from 'vitest'
import { makeStudy, someText } from '../helpers/study.ts'

it('counts a stretch of text once however many codes it carries, and lists as many as it counts', async () => {
  const study = await makeStudy()
  const [lead, km, ts] = [await study.as('LD'), await study.as('KM'), await study.as('TS')]
  const source = await study.source('Interview', someText(3))
  const { id: dataSet } = await lead.sources.addDataSet({ name: 'Interviews' })
  await lead.sources.update({ source, dataSet })
  const { id: top, framework } = await study.code('Work')
  const { id: one } = await lead.codebook.addCode({ name: 'One', parent: top })
  const { id: two } = await lead.codebook.addCode({ name: 'Two', parent: top })
  const { id: theme } = await lead.themes.add({ name: 'Doing' })
  await lead.themes.addCodes({ theme, codes: [top] })
  const at = (start: number, code: string) => ({ source, start, end: start + 5, code, polarity: null })
  await km.codings.addMany({ codings: [at(0, one), at(0, two), at(20, one)] })
  await ts.codings.addMany({ codings: [at(0, one)] })

  const layer = 'independent' as const
  for (const rows of [{ kind: 'codes' as const, framework }, { kind: 'themes' as const }]) {
    const asked = { rows, columns: { kind: 'data-set' as const }, layer }
    const { rows: lines, cells } = await lead.explore.matrix(asked)
    expect(lines[0]?.total.passages).toBe(2)
    expect(cells.find(({ row }) => row === 0)?.counts.passages).toBe(2)
    const listed = await lead.explore.passages({ ...asked, row: lines[0]?.id ?? '', column: dataSet })
    expect(listed.map(codings => codings.length)).toEqual([3, 1])
  }
  expect((await lead.explore.grid({ kind: 'data-set', layer })).cells).toMatchObject([{ passages: 2 }])
  expect(await lead.themes.reach({ theme, layer })).toMatchObject({
    passages: 2,
    dataSets: [{ passages: 2 }],
    says: { facilitator: 0, barrier: 0, neither: 2 },
  })
  const { marks } = await lead.themes.marks({ layer })
  expect(marks.map(({ passages }) => passages)).toEqual([2, 2])
  expect((await lead.themes.evidence({ theme, layer })).byDataSet).toMatchObject([{ passages: 2 }])

  const side = { kind: 'codes' as const, framework }
  const asked = { rows: side, columns: side, layer }
  const matrix = await lead.explore.matrix(asked)
  for (const { row, column, counts } of matrix.cells) {
    const [down, across] = [matrix.rows[row]?.id ?? '', matrix.columns[column]?.id ?? '']
    const pairs = await lead.explore.passages({ ...asked, row: down, column: across })
    expect(pairs).toHaveLength(counts.passages)
    expect(pairs.every(({ length }) => length === 2)).toBe(true)
  }
  for (const { id, total } of matrix.rows) {
    expect(await lead.explore.passages({ ...asked, row: id, column: null })).toHaveLength(total.passages)
  }
})
