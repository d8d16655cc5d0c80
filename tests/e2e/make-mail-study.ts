import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { openLibrary } from '#engine/library/library.ts'

/** Makes a study of three emails that are one conversation, in the folder named first; prints its path. */
const [folder = ''] = process.argv.slice(2)
const host = createEngine({ library: openLibrary(join(folder, 'library')) })
const { client } = ownWindow(host, true)
const { path } = await client.library.create({ title: 'Letters' })
await client.members.add({ name: 'Ann Lee', initials: 'AL', roles: ['coder', 'lead'] })
const { id: second } = await client.members.add({ name: 'Bo Dahl', initials: 'BD', roles: ['coder'] })
const { id: code } = await client.codebook.addCode({ name: 'Waiting' })

const script = Buffer.from('<script>alert(1)</script>').toString('base64')
const files = {
  'a.eml': `From: Ben <ben@example.org>
To: Maya Holm <maya@example.org>
Date: Wed, 4 Mar 2026 16:02:00 +0000
Message-ID: <one@example.org>
Subject: The form
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/html; charset=utf-8

<h2 onclick="alert(1)">Before Monday</h2><script>alert(1)</script><p>Would you <b>look at</b> the form?<img src="https://example.org/seen.png" onerror="alert(1)"></p><ul><li>page one</li><li>page two</li></ul><table><tr><td>Ward</td><td>3</td></tr></table><iframe srcdoc="<script>alert(1)</script>"></iframe><a href="javascript:alert(1)">The plan</a><blockquote>An older question.</blockquote>
--x
Content-Disposition: attachment; filename="../form${'\u202e'}fdp.html"
Content-Type: text/html
Content-Transfer-Encoding: base64

${script}
--x
Content-Type: message/rfc822

From: ida@example.org
Subject: An older one

Older words.
--x--
`,
  'c.eml': `From: Ben <ben@example.org>
To: Maya Holm <maya@example.org>
Date: Fri, 6 Mar 2026 08:00:00 +0000
Message-ID: <three@example.org>
In-Reply-To: <two@example.org>
Subject: SV: The form

Thank you, that was all we waited for.

On Thu, 5 Mar 2026 at 09:30, Maya Holm <maya@example.org> wrote:
> Dear Ben,
> I have filled in the form, all but page two.

--${' '}
Ben, Ward 3
`,
}
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
writeFileSync(
  join(folder, 'b.msg'),
  readFileSync(new URL('../fixtures/import/msg/reply.msg', import.meta.url)),
)
for (const name of ['c.eml', 'a.eml', 'b.msg']) {
  const [taken] = await client.sources.import({ files: [{ path: join(folder, name) }] })
  if (!taken?.sourceId) throw new Error(`${name} was not taken: ${taken?.reason}`)
  if (name !== 'c.eml') continue
  const { text } = await client.sources.open({ source: taken.sourceId })
  for (const member of [second, (await client.members.list({}))[0]?.id ?? '']) {
    await client.session.signIn({ member })
    for (const words of ['we waited for', 'filled in the form']) {
      const start = text.indexOf(words)
      await client.codings.add({ source: taken.sourceId, start, end: start + words.length, code })
    }
  }
  await client.session.signOut({})
}
host.closeAll()
process.stdout.write(path)
