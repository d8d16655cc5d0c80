import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { all, type Db, value } from '#engine/db/sql.ts'
import { changed, made } from '#engine/history/changes.ts'
import { readPackage } from '#engine/packages/read.ts'
import { inTransaction } from '#engine/transaction.ts'
import { handOut } from '../helpers/handed-out.ts'
import { contentOf, makeStudy, someText, type TestStudy } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

/*
 * A hand-out holds what its coder needs and nothing else. Words that stand nowhere else are put in every corner of a study;
 * the decrypted package is looked through for all of them.
 */

/** Of all that a package holds, as one text. */
async function decrypted(file: string): Promise<string> {
  const found = await readPackage(file, {})
  const parts = [JSON.stringify(found.manifest)]
  for await (const operation of found.operations()) parts.push(JSON.stringify(operation))
  for (const { name, sha256 } of found.manifest.entries) {
    if (name.startsWith('contents/')) parts.push((await found.content(sha256)).toString('utf8'))
  }
  return parts.join('\n')
}

const canaries = (text: string): string[] => [...new Set(text.match(/canary\d+/g) ?? [])].sort()

/** All that a study's file holds, as one text. */
const wholeStudy = (db: Db): string =>
  contentOf(db) +
  all<{ bytes: Buffer }>(db, 'SELECT bytes FROM contents')
    .map(({ bytes }) => bytes.toString('utf8'))
    .join('\n')

async function imported(study: TestStudy, fileName: string, text: string): Promise<string> {
  study.host.uploads.put(fileName, { fileName, bytes: Buffer.from(text) }, text.length)
  const [result] = await study.setUp.sources.import({ files: [{ upload: fileName, fileName }] })
  if (!result?.sourceId) throw new Error(`${fileName}: ${result?.reason}`)
  return result.sourceId
}

const memoSaying = (words: string) =>
  JSON.stringify({
    root: { type: 'root', children: [{ type: 'paragraph', children: [{ type: 'text', text: words }] }] },
  })

const mail = `From: Anna <anna@example.org>
To: Ben <ben@example.org>
Subject: The form
Message-ID: <canary01@example.org>
In-Reply-To: <canary02@example.org>
Date: Tue, 6 Feb 2024 10:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=cut

--cut
Content-Type: text/plain; charset=utf-8

The form is attached, keptmail.
--cut
Content-Type: text/plain; name="canary03.txt"
Content-Disposition: attachment; filename="canary03.txt"

canary04
--cut--
`.replaceAll('\n', '\r\n')

/** A study with a word of its own in every corner, and a round open in which KM and TS code two of its sources. */
async function studyWithCanaries() {
  const study = await makeStudy()
  const [km, ts, rv, ld] = [
    await study.as('KM'),
    await study.as('TS'),
    await study.as('RV'),
    await study.as('LD'),
  ]
  const nobody = { member: null, manages: true }
  const source = await imported(
    study,
    'canary10.txt',
    `Mentor: canary11 went out, keptwords.\n${someText(4)}`,
  )
  await ld.sources.update({ source, title: 'Keptsource' })
  const letter = await imported(study, 'letter.eml', mail)
  const elsewhere = await imported(study, 'canary12.txt', `canary13 ${someText(3)}`)
  await ld.sources.update({ source: elsewhere, title: 'canary14' })
  const code = await study.code('Keptcode', ld)
  const theme = await ld.themes.add({ name: 'canary15' })
  await ld.themes.update({ theme: theme.id, summary: 'canary16' })
  await ld.themes.addCodes({ theme: theme.id, codes: [code.id] })
  await ld.catalogue.change({ sources: [source], addTags: ['canary17'] })
  await ld.catalogue.saveFilter({
    name: 'canary18',
    asks: { words: '', facets: {}, from: null, to: null },
  })
  const person = await ld.cases.add({ kind: 'person', name: 'Keptperson' })
  await ld.cases.link({ links: [{ source, case: person.id }] })
  const away = await ld.cases.add({ kind: 'person', name: 'canary19' })
  await ld.cases.addAttribute({ about: 'person', name: 'canary20', type: 'text' })
  await ld.sources.addDataSet({ name: 'canary21' })

  // A round before this one, compared and settled.
  const earlier = await ld.rounds.open({
    title: 'canary22',
    sources: [source, elsewhere],
    coders: [study.people.KM, study.people.TS],
  })
  await km.codings.add({ source, start: 0, end: 12, code: code.id, comment: 'canary23' })
  await ts.codings.add({ source: elsewhere, start: 0, end: 12, code: code.id, comment: 'canary24' })
  for (const initials of ['KM', 'TS'] as const) {
    await (await study.as(initials)).rounds.submit({ round: earlier.id, coder: study.people[initials] })
  }
  const [difference] = await rv.adjudication.disagreements({ round: earlier.id })
  await rv.adjudication.rule({
    round: earlier.id,
    disagreement: difference?.id ?? '',
    outcome: 'a',
    reason: 'canary25',
    discussedWith: 'canary26',
  })
  await ld.rounds.close({ round: earlier.id, leaveOpen: true })

  // Memos: a lead's, one the coder wrote before the round, one of theirs that somebody else wrote in.
  const about = { kind: 'study' as const, id: null }
  await ld.memos.add({ title: 'canary27', about })
  await km.memos.add({ title: 'canary28', about })

  // A real name that a correction took out, and what was noted on it.
  const { revisions } = { revisions: await ld.revisions.list({ source }) }
  const text = (await ld.sources.open({ source })).text
  const at = text.indexOf('canary11')
  await ld.revisions.correct({
    source,
    revision: revisions[0]?.id ?? '',
    edits: [{ start: at, end: at + 8, text: '[A]' }],
    note: 'canary29',
  })

  await ld.pseudonyms.makeKey({
    path: join(temporaryFolder(), 'key.tandem-key'),
    passphrase: 'a long passphrase',
  })
  const { id: round } = await ld.rounds.open({
    title: 'Keptround',
    sources: [source, letter],
    coders: [study.people.KM, study.people.TS],
    due: '2026-12-24',
    note: 'canary41',
  })
  // What cannot be put there by hand, or not with words of one's choice.
  inTransaction(study.handle(), nobody, undefined, ({ db, record, newId, now }) => {
    const mapping = newId()
    record('test.made', 'Put words in corners', [
      changed(db, 'sources', source, { warnings: JSON.stringify(['canary30']) }),
      changed(db, 'cases', person.id, { note: 'canary31' }),
      made('record_mappings', mapping, {
        name: 'canary32',
        columns: '[]',
        date_order: 'day-month',
        created_at: now,
      }),
      made('records', newId(), {
        source,
        mapping,
        key: 'canary33',
        content: 'canary34',
        site: 'canary35',
        mode: null,
        minutes: 3,
        attended: 1,
        names: '["canary36"]',
        others: '{"Weather":"canary37"}',
      }),
      made('speaker_choices', newId(), {
        source,
        choice: '{"find":{"by":"automatic"},"not":["canary38"],"names":[],"asks":[]}',
        found: '["canary39"]',
        at: now,
      }),
      changed(db, 'round_plans', value<string>(db, 'SELECT id FROM round_plans WHERE round = ?', round), {
        chosen: JSON.stringify({ how: 'drawn', described: 'canary40', among: [elsewhere], strata: [] }),
      }),
    ])
  })

  // The two at work, blind; and a lead who goes on changing the framework.
  await km.codings.add({ source, start: 20, end: 40, code: code.id, comment: 'keptcomment' })
  await km.annotations.add({ source, start: 20, end: 30, text: 'keptnote' })
  await km.codebook.addCode({ name: 'Keptproposal' })
  const own = await km.memos.add({ title: 'Keptmemo', about: { kind: 'source', id: source } })
  await km.memos.save({ memo: own.id, body: memoSaying('keptthought') })
  const touched = await km.memos.add({ title: 'Begun', about })
  inTransaction(study.handle(), nobody, undefined, ({ db, record }) =>
    record('memo.saved', 'Somebody else wrote', [changed(db, 'memos', touched.id, { title: 'canary42' })]),
  )
  await km.memos.add({ title: 'canary43', about: { kind: 'theme', id: theme.id } })
  await km.memos.add({ title: 'Keptportrait', about: { kind: 'case', id: person.id } })
  await km.memos.add({ title: 'canary44', about: { kind: 'case', id: away.id } })
  await ts.codings.add({ source, start: 50, end: 80, code: code.id, comment: 'canary50' })
  await ts.annotations.add({ source, start: 50, end: 60, text: 'canary51' })
  await ts.codebook.addCode({ name: 'canary52', parent: code.id })
  await ts.memos.add({ title: 'canary53', about: { kind: 'source', id: source } })
  await ld.codebook.updateCode({ code: code.id, definition: 'canary60' })
  await ld.codebook.addCode({ name: 'canary61' })
  await ld.codebook.addFramework({ name: 'canary62', kind: 'deductive' })
  return { study, round, source }
}

describe('a hand-out', () => {
  it('holds nothing of anybody or anything else', async () => {
    const { study, round } = await studyWithCanaries()
    const text = await decrypted((await handOut({ study, round }, 'KM')).file)
    expect(canaries(text)).toEqual([])
    for (const initials of ['TS', 'RV', 'LD'] as const) expect(text).not.toContain(study.people[initials])
    for (const name of ['Tove', 'Ravi', 'Lena']) expect(text).not.toContain(name)
    const { pseudonym_keys: keys, kept_results: results, themes } = idsIn(study.db())
    for (const id of [...keys, ...results, ...themes]) expect(text).not.toContain(id)
    expect(keys.length * results.length * themes.length).toBeGreaterThan(0)
    expect(text).not.toContain('recognised')

    // The search finds what is there: in the study all of the words, in this hand-out the coder's own.
    const inStudy = canaries(wholeStudy(study.db()))
    const planned = /canary(?:0[1-4]|1\d|2\d|3\d|4[2-4]|5[0-3]|6[0-2])/
    expect(inStudy.filter(word => planned.test(word))).toHaveLength(4 + 10 + 10 + 10 + 3 + 4 + 3)
    for (const kept of [
      'Keptsource',
      'keptwords',
      'keptmail',
      'Keptcode',
      'Keptperson',
      'Keptround',
      'keptcomment',
      'keptnote',
      'Keptproposal',
      'Keptmemo',
      'Keptportrait',
      'keptthought',
    ])
      expect(text).toContain(kept)
  })

  it('of the other coder holds what that coder did, so that what is looked for would be found', async () => {
    const { study, round } = await studyWithCanaries()
    const text = await decrypted((await handOut({ study, round }, 'TS')).file)
    expect(canaries(text)).toEqual(['canary50', 'canary51', 'canary52', 'canary53'])
    expect(text).not.toMatch(/kept(comment|note|thought)|Kept(proposal|memo|portrait)|Kim/)
  })

  it('does not tell how many steps others did since the one before', async () => {
    const { study, round, source } = await studyWithCanaries()
    const lamportsIn = async (): Promise<number[]> => {
      const lamports: number[] = []
      for await (const { lamport } of (
        await readPackage((await handOut({ study, round }, 'KM')).file, {})
      ).operations())
        lamports.push(lamport)
      return lamports
    }
    const before = await lamportsIn()
    const ts = await study.as('TS')
    for (const title of ['One', 'Two', 'Three'])
      await ts.memos.add({ title, about: { kind: 'source', id: source } })
    expect(await lamportsIn()).toEqual(before)
    // What the study keeps for itself is what the hand-out truly holds: a text corrected since was not known there.
    const kept = all<{ lamport: number }>(study.db(), 'SELECT lamport FROM handouts ORDER BY lamport')
    expect((kept[1]?.lamport ?? 0) - (kept[0]?.lamport ?? 0)).toBe(4)
    expect(kept[1]?.lamport).toBeLessThan(before[0] ?? 0)
  })

  it('has the framework the round froze, for both coders, whatever became of it since', async () => {
    const { study, round } = await studyWithCanaries()
    const km = await frameworkIn((await handOut({ study, round }, 'KM')).file)
    const ld = await study.as('LD')
    const [own] = (await ld.codebook.frameworks({})).flatMap(({ codes }) => codes)
    await ld.codebook.updateCode({ code: own?.id ?? '', name: 'Another name', status: 'retired' })
    await ld.codebook.addCode({ name: 'Later', parent: own?.id ?? null })
    await ld.codebook.freeze({ framework: own?.framework ?? '', note: 'Since then' })
    const ts = await frameworkIn((await handOut({ study, round }, 'TS')).file)
    expect(ts).toEqual(km)
    expect(JSON.stringify(km)).toContain('Keptcode')
  })
})

/** The frameworks, versions and codes in a hand-out, without what its coder proposed. */
async function frameworkIn(file: string): Promise<unknown[]> {
  const rows: unknown[] = []
  for await (const { changes } of (await readPackage(file, {})).operations()) {
    for (const change of changes) {
      if (!/^(?:frameworks|framework_versions|codes)$/.test(change.table)) continue
      if (change.after?.proposed_in == null) rows.push(change)
    }
  }
  return rows
}

const idsIn = (db: Db) => {
  const of = (table: string) => all<{ id: string }>(db, `SELECT id FROM ${table}`).map(({ id }) => id)
  return {
    pseudonym_keys: of('pseudonym_keys'),
    kept_results: of('kept_results'),
    themes: of('themes'),
  }
}
