import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { openLibrary } from '#engine/library/library.ts'
import { codeCount, makeCodings, makeText } from './material.ts'
import { coders, freshCode, title } from './viewer-study.ts'

/**
 * Makes a study in the library of the door whose folder is named first, with a text of so many characters and so many
 * codings, all through the engine; the fresh code is on key 1.
 */
const [folder = '', characters = '', codings = ''] = process.argv.slice(2)
const cell = { characters: Number(characters), codings: Number(codings) }
const made = makeText(cell.characters)
const file = join(folder, 'a-long-interview.txt')
writeFileSync(file, made.text)
const host = createEngine({ library: openLibrary(join(folder, 'library')) })
const { client, close } = ownWindow(host, true)
try {
  await client.library.create({ title })
  const members = []
  for (const [at, name] of coders.entries()) {
    members.push(await client.members.add({ name, initials: 'AB'.charAt(at), roles: ['coder'] }))
  }
  const fresh = await client.codebook.addCode({ name: freshCode })
  const codes: string[] = []
  for (let at = 0; at < codeCount; at++) {
    codes.push((await client.codebook.addCode({ name: `Code ${at + 1}` })).id)
  }
  const [taken] = await client.sources.import({ files: [{ path: file }] })
  if (!taken?.sourceId) throw new Error(`The text was not taken: ${taken?.reason}`)
  const source = taken.sourceId
  const { text, parts } = await client.sources.open({ source })
  const cutAs = (list: readonly { start: number; end: number; bodyStart: number }[]) =>
    list.map(({ start, bodyStart, end }) => `${start} ${bodyStart} ${end}`).join()
  if (text !== made.text.trimEnd() && text !== made.text) throw new Error('The import changed the text')
  if (cutAs(parts) !== cutAs(made.parts)) throw new Error('The import cut the text into other parts')
  const all = makeCodings(made, cell)
  for (const [at, { id: member }] of members.entries()) {
    await client.session.signIn({ member })
    await client.codings.addMany({
      codings: all
        .filter(({ coder }) => coder === at)
        .map(({ start, end, code }) => ({ source, start, end, code: codes[code] ?? '' })),
    })
  }
  const kept = await client.codings.inSource({ source })
  if (kept.length !== all.length) throw new Error(`${all.length} codings became ${kept.length}`)
  const { study } = await client.session.current({})
  await client.library.setPreferences({ pins: { [study?.id ?? '']: [fresh.id] } })
  await client.library.close({})
} finally {
  close()
}
