import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { openLibrary } from '#engine/library/library.ts'

/** Makes a study of everything that is too long, too many or too odd, in the folder named first; prints its path. */
const [folder = ''] = process.argv.slice(2)
const host = createEngine({ library: openLibrary(join(folder, 'library')) })
const { client } = ownWindow(host, true)
const { path } = await client.library.create({ title: 'Rough' })
const { id: member } = await client.members.add({ name: 'Ann Lee', initials: 'AL', roles: ['coder', 'lead'] })
await client.session.signIn({ member })

const sentence = 'We waited a long while for the form and nobody came to say why it had not been sent. '
const texts = {
  'One line': `${sentence.repeat(Math.ceil(5_000_000 / sentence.length))}The very end.`,
  'Many turns': Array.from(
    { length: 50_000 },
    (_, at) => `${at % 2 ? 'Ann' : 'Bob'}: Turn ${at + 1} of it.`,
  ).join('\n'),
  Emoji: Array.from({ length: 400 }, () => '👩🏽‍🚀🧑‍🤝‍🧑🎈🏳️‍🌈'.repeat(6)).join('\n\n'),
  'One word': 'Before it. Overcoded stands here, and after it comes more.',
  'Right to left': 'אנחנו חיכינו זמן רב לטופס, ואיש לא בא.\n\nانتظرنا طويلا ولم يأت أحد.\n\nEnglish again.',
}
const sources = new Map<string, string>()
for (const [title, text] of Object.entries(texts)) {
  const file = join(folder, `${title}.txt`)
  writeFileSync(file, text)
  const [taken] = await client.sources.import({ files: [{ path: file }] })
  if (!taken?.sourceId) throw new Error(`${title} was not taken: ${taken?.reason}`)
  await client.sources.update({ source: taken.sourceId, title })
  sources.set(title, taken.sourceId)
}

/** 5,000 codes: a chain of 12 levels with a name of 400 characters at its end, the rest in hundreds. */
const long = `Long ${'and on '.repeat(56)}end`
const codes: string[] = []
const add = async (name: string, parent: string | null) => {
  const { id } = await client.codebook.addCode({ name, parent })
  codes.push(id)
  return id
}
let deepest: string | null = null
for (let level = 1; level <= 12; level++) {
  deepest = await add(level === 12 ? `${long.slice(0, 397)} 12` : `Level ${level}`, deepest)
}
let branch: string | null = null
for (let n = codes.length; n < 5_000; n++) {
  const name = n % 100 === 0 ? `Branch ${n / 100}` : `Code ${n}`
  const id = await add(name, n % 100 === 0 ? null : branch)
  if (n % 100 === 0) branch = id
}

const overcoded = sources.get('One word') ?? ''
const [start, end] = [texts['One word'].indexOf('Overcoded'), texts['One word'].indexOf(' stands')]
await client.codings.addMany({
  codings: [deepest ?? '', ...codes.slice(-299)].map(code => ({ source: overcoded, start, end, code })),
})
const turns = (await client.sources.open({ source: sources.get('Many turns') ?? '' })).text
await client.codings.addMany({
  codings: Array.from({ length: 2_000 }, (_, at) => {
    const start = turns.indexOf(`Turn ${at * 20 + 1} of`)
    return { source: sources.get('Many turns') ?? '', start, end: start + 4, code: codes[at] ?? '' }
  }),
})
host.closeAll()
process.stdout.write(path)
