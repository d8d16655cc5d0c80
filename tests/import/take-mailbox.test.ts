import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { all, type Db, value } from '#engine/db/sql.ts'
import { holdFile } from '#engine/held-file.ts'
import { openStudy } from '#engine/studies/handle.ts'
import { contentOf, makeStudy, type TestStudy } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const message = (n: number, words = `Words of message ${n}, unlike the others.`): string =>
  `From ot${n % 9}@example.org Thu Mar  5 09:30:00 2026\nFrom: OT ${n % 9} <ot${n % 9}@example.org>\nSubject: Visit ${n}\nDate: Thu, 5 Mar 2026 09:30:00 +0000\n\n${words}\n\nBest wishes\n\n`
const mailbox = (messages: number): string => Array.from({ length: messages }, (_, n) => message(n)).join('')

/** More than two pieces, by the number of messages. */
const many = 2100

function fileOf(text: string, name = 'mail.mbox'): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, text)
  return path
}

/** How much of everything the study's file holds, whether or not a source leads to it. */
const held = (db: Db) =>
  ['contents', 'passages', 'indexed_passages', 'arriving', 'segments', 'operations'].map(table => [
    table,
    value<number>(db, `SELECT count(*) FROM ${table}`),
  ])

const isWhole = async (study: TestStudy) => expect((await study.setUp.study.check({})).breaches).toEqual([])

describe('a mailbox', () => {
  it('of many pieces becomes a source for each message, in one step that can be undone and redone', async () => {
    const study = await makeStudy()
    const path = fileOf(mailbox(many))
    const before = contentOf(study.db())
    const results = await study.setUp.sources.import({ files: [{ path }], dataSet: 'Emails' })
    expect(results).toHaveLength(many)
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['imported']))
    const sources = await study.setUp.sources.list({})
    expect(sources.map(({ title }) => title)).toEqual(Array.from({ length: many }, (_, n) => `Visit ${n}`))
    expect(new Set(sources.map(({ dataSet, fileName }) => `${dataSet?.name} ${fileName}`))).toEqual(
      new Set(['Emails mail.mbox']),
    )
    const [last] = all<{ bytes: Buffer }>(
      study.db(),
      'SELECT c.bytes FROM sources s JOIN contents c ON c.sha256 = s.imported WHERE s.title = ?',
      `Visit ${many - 1}`,
    )
    expect(String(last?.bytes)).toBe(message(many - 1).replace(/^From .*\n/, ''))
    expect((await study.setUp.search.sources({ query: `message ${many - 1}` })).total).toBe(1)
    await isWhole(study)
    const after = contentOf(study.db())
    expect(await study.setUp.history.undo({})).toEqual({
      what: `Imported ${many.toLocaleString('en-GB')} sources from mail.mbox`,
    })
    expect(contentOf(study.db())).toBe(before)
    expect((await study.setUp.search.sources({ query: 'message' })).total).toBe(0)
    await study.setUp.history.redo({})
    expect(contentOf(study.db())).toBe(after)
    expect((await study.setUp.search.sources({ query: `message ${many - 1}` })).total).toBe(1)
    await isWhole(study)
  })

  it('is taken once: a message that is there already is named, in it or in the study', async () => {
    const study = await makeStudy()
    await study.setUp.sources.import({ files: [{ path: fileOf(message(0), 'one.mbox') }] })
    const path = fileOf(message(0) + message(1) + message(1) + message(2))
    const results = await study.setUp.sources.import({ files: [{ path }] })
    expect(results.map(({ status, reason }) => [status, reason])).toEqual([
      ['duplicate', 'The study already holds this message as “Visit 0”.'],
      ['imported', undefined],
      ['duplicate', 'The study already holds this message as “Visit 1”.'],
      ['imported', undefined],
    ])
    await isWhole(study)
  })

  it('says how many of its messages came to nothing, and is refused where all did', async () => {
    const study = await makeStudy()
    const some = fileOf(
      message(0) +
        message(1, '')
          .replace('Best wishes', '')
          .replace(/^Subject.*\n/m, '') +
        message(2),
    )
    const [first, second] = await study.setUp.sources.import({ files: [{ path: some }] })
    expect(first?.warnings[0]).toBe(
      '1 message of the mailbox without text, or that could not be read, left out.',
    )
    expect(second?.title).toBe('Visit 2')
    const none = fileOf(
      message(3, '')
        .replace('Best wishes', '')
        .replace(/^Subject.*\n/m, ''),
      'empty.mbox',
    )
    expect(await study.setUp.sources.import({ files: [{ path: none }] })).toMatchObject([
      { status: 'refused', reason: 'empty.mbox holds no message with text.' },
    ])
    await isWhole(study)
  })

  it('given up in the middle leaves nothing, wherever that is', async () => {
    const study = await makeStudy()
    await study.source('Interview 1', 'Interviewer: and the visit?\nMentor: it was short.')
    const path = fileOf(mailbox(many))
    const before = [contentOf(study.db()), held(study.db())]
    for (const piece of ['mail.mbox', '1,000 messages', '2,000 messages']) {
      const stop = new AbortController()
      const results = await study.setUp.sources.import(
        { files: [{ path }] },
        { signal: stop.signal, onProgress: ({ doing }) => doing.includes(piece) && stop.abort() },
      )
      expect(results).toMatchObject([{ status: 'cancelled' }])
      expect([contentOf(study.db()), held(study.db())]).toEqual(before)
    }
    await isWhole(study)
  })

  it('given up, or closed, while its sources are made leaves nothing', async () => {
    const study = await makeStudy()
    const path = fileOf(mailbox(400))
    const before = [contentOf(study.db()), held(study.db())]
    for (const share of [/sources, \d\d %/, /sources, 100 %/]) {
      const stop = new AbortController()
      const results = await study.setUp.sources.import(
        { files: [{ path }], dataSet: 'Emails' },
        { signal: stop.signal, onProgress: ({ doing }) => share.test(doing) && stop.abort() },
      )
      expect(results).toMatchObject([{ status: 'cancelled' }])
      expect([contentOf(study.db()), held(study.db())]).toEqual(before)
    }
    await isWhole(study)
    const closing = study.setUp.sources.import(
      { files: [{ path }] },
      { onProgress: ({ doing }) => /sources, \d\d %/.test(doing) && study.close() },
    )
    await expect(closing).rejects.toThrow()
    const again = openStudy(study.path, 'write')
    expect(held(again.db)).toEqual(before[1])
    again.close()
  })

  it('lets others read the study as it was while its sources are made, and write when they are there', async () => {
    const study = await makeStudy()
    await study.source('Interview 1', 'Interviewer: and the visit?\nMentor: it was short.')
    const path = fileOf(mailbox(400))
    const told: string[] = []
    const asked: Promise<unknown>[] = []
    const results = await study.setUp.sources.import(
      { files: [{ path }] },
      {
        onProgress: ({ doing }) => {
          if (!/making sources, [1-9]\d %/.test(doing) || asked.length > 0) return
          asked.push(
            study.setUp.sources.list({}).then(list => told.push(`read ${list.length}`)),
            study.setUp.sources.addDataSet({ name: 'Later' }).then(() => told.push('written')),
          )
        },
      },
    )
    expect(results).toHaveLength(400)
    await Promise.all(asked)
    expect(told).toEqual(['read 1', 'written'])
    expect(await study.setUp.sources.list({})).toHaveLength(401)
    expect((await study.setUp.history.list({ limit: 2 })).entries.map(({ what }) => what)).toEqual([
      'Added the data set “Later”',
      'Imported 400 sources from mail.mbox',
    ])
    await isWhole(study)
  })

  it('broken off by a crash leaves nothing once the study is opened again', async () => {
    const study = await makeStudy()
    const path = fileOf(mailbox(many))
    const before = held(study.db())
    await study.setUp.sources.import(
      { files: [{ path }] },
      // The study goes from under the import, as where the computer is switched off.
      { onProgress: ({ doing }) => doing.includes('1,000') && study.close() },
    )
    const again = openStudy(study.path, 'write')
    expect(held(again.db)).toEqual(before)
    again.close()
  })

  it('does not take away what another import has come to need meanwhile', async () => {
    const study = await makeStudy()
    const path = fileOf(mailbox(many))
    const letter = fileOf(message(5).replace(/^From .*\n/, ''), 'letter.eml')
    const stop = new AbortController()
    let other: Promise<unknown> = Promise.resolve()
    const job = study.setUp.sources.import(
      { files: [{ path }] },
      {
        signal: stop.signal,
        onProgress: ({ doing }) => {
          if (!doing.includes('1,000')) return
          other = study.setUp.sources.import({ files: [{ path: letter }] }).then(() => stop.abort())
        },
      },
    )
    const [result] = await job
    await other
    if (result?.status === 'cancelled') {
      expect((await study.setUp.sources.list({})).map(({ title }) => title)).toEqual(['Visit 5'])
    }
    await isWhole(study)
  })

  it('shows its beginning and how many messages it holds, not all of them', async () => {
    const study = await makeStudy()
    const small = await study.setUp.sources.preview({ file: { path: fileOf(mailbox(50)) } })
    expect([small.documents.length, small.total, small.fresh]).toEqual([20, 50, 50])
    const results = await study.setUp.sources.import({
      files: [{ preview: small.preview, titles: ['The first visit'] }],
    })
    expect(results.slice(0, 2).map(({ title }) => title)).toEqual(['The first visit', 'Visit 1'])
    const large = await study.setUp.sources.preview({
      file: {
        path: fileOf(
          Array.from({ length: 300 }, (_, n) => message(n + 900, 'long '.repeat(4000) + n)).join(''),
        ),
      },
    })
    expect([large.documents.length, large.total]).toEqual([20, 300])
    expect(await study.setUp.sources.import({ files: [{ preview: large.preview }] })).toHaveLength(300)
    await isWhole(study)
  })

  it('sent up by a browser waits where nobody can read it', async () => {
    const study = await makeStudy()
    const text = mailbox(many)
    const before = new Set(readdirSync(tmpdir()))
    async function* sent() {
      for (let at = 0; at < text.length; at += 10_000) yield Buffer.from(text.slice(at, at + 10_000))
    }
    const file = await holdFile(sent())
    const left = readdirSync(tmpdir()).filter(name => !before.has(name) && /^tandem-/.test(name))
    for (const name of left) expect(statSync(join(tmpdir(), name)).isFile()).toBe(false)
    expect(file.size).toBe(Buffer.byteLength(text))
    for (const _ of [1, 2]) {
      const chunks: Uint8Array[] = []
      for await (const chunk of file.chunks()) chunks.push(chunk)
      expect(Buffer.concat(chunks).toString()).toBe(text)
    }
    study.host.uploads.put('up', { fileName: 'mail.mbox', held: file }, file.size)
    const results = await study.setUp.sources.import({ files: [{ upload: 'up', fileName: 'mail.mbox' }] })
    expect(results).toHaveLength(many)
    study.host.forgetContents()
    await expect(file.chunks()[Symbol.asyncIterator]().next()).rejects.toThrow()
  })
})
