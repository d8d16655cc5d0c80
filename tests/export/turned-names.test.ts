import { expect, test } from 'vitest'
import { exportFormats } from '#engine/export/formats/index.ts'
import { utf8, wordParagraphs } from './read-back.ts'
import { codedStudy } from './study.ts'

const turned = ' \u202ezz'

/** The pieces of text of a file that are laid out by themselves. */
const piecesOf = (bytes: Uint8Array, format: string): string[] =>
  format === 'docx' ? wordParagraphs(bytes).map(({ text }) => text) : utf8(bytes).split('\n')

test('a name with a right-to-left override that is never closed turns nothing round but itself, in any document', async () => {
  const made = await codedStudy()
  try {
    const lead = await made.signIn('LR')
    for (const { id, title } of await lead.sources.list({}))
      await lead.sources.update({ source: id, title: title + turned })
    for (const { id, name } of await lead.sources.dataSets({}))
      await lead.catalogue.renameDataSet({ dataSet: id, name: name + turned })
    for (const { id, name } of await lead.themes.list({}))
      await lead.themes.update({ theme: id, name: name + turned })
    for (const { id, name } of await lead.members.list({}))
      await made.client.members.update({ member: id, name: name + turned })
    for (const { codes } of await lead.codebook.frameworks({}))
      for (const { id, name } of codes)
        if (name.length < 100) await lead.codebook.updateCode({ code: id, name: name + turned })
    const leaks: string[] = []
    let met = 0
    for (const { what, format } of exportFormats) {
      // The cells of the others are data, each laid out by itself.
      if (!['docx', 'html', 'md'].includes(format)) continue
      const bytes = await made.bytesOf(what, format)
      for (const piece of piecesOf(bytes, format)) {
        for (const [, after = ''] of piece.matchAll(/\u202ezz(.?)/gu)) {
          met++
          if (after !== '' && after !== '\u202c') leaks.push(`${what}.${format}: ${piece}`)
        }
      }
    }
    expect(met).toBeGreaterThan(100)
    expect(leaks).toEqual([])
  } finally {
    made.close()
  }
}, 180_000)
