import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { openLibrary } from '#engine/library/library.ts'
import { docxOf, paragraph } from '../import/build-files.ts'

/** Makes a study of one formatted document, with one coder, in the folder named first; prints its path. */
const [folder = ''] = process.argv.slice(2)
const host = createEngine({ library: openLibrary(join(folder, 'library')) })
const { client } = ownWindow(host, true)
const { path } = await client.library.create({ title: 'Visits' })
await client.members.add({ name: 'Ann Lee', initials: 'AL', roles: ['coder', 'lead'] })
await client.codebook.addCode({ name: 'Waiting' })
const look = (words: string, style: string) =>
  `<w:r><w:rPr>${style}</w:rPr><w:t xml:space="preserve">${words}</w:t></w:r>`
const table = [
  ['Site', 'What was said of it', 'When'],
  ['One', 'They waited for the form for longer than anybody had thought they would.', 'May'],
  ['Two', '', 'June'],
]
const rows = table.map(row => `<w:tr>${row.map(words => `<w:tc>${paragraph(words)}</w:tc>`).join('')}</w:tr>`)
const body = [
  paragraph('Report of a visit', '<w:pStyle w:val="Heading1"/>'),
  `<w:p>${look('It was ', '')}${look('far too late', '<w:b/><w:i/>')}${look(', all agreed.', '')}</w:p>`,
  paragraph('What was seen', '<w:pStyle w:val="Heading2"/>'),
  `<w:tbl>${rows.join('')}</w:tbl>`,
  paragraph('Nothing else was seen.'),
]
const report = join(folder, 'report.docx')
const lists = join(folder, 'lists.eml')
writeFileSync(report, docxOf(body.join('')))
writeFileSync(
  lists,
  [
    'From: Ann Lee <ann@example.org>',
    'Subject: What to bring',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>Please bring:</p><ul><li>a pen<ul><li>blue or black</li></ul></li><li>the record</li></ul>',
    '<p>Then, in this order:</p><ol><li>sign in</li><li>wait</li></ol>',
    '<table><tr><td>Name</td><td>Hours</td></tr><tr><td>Ann</td><td>3</td></tr></table><p>Ann</p>',
  ].join('\r\n'),
)
await client.sources.import({ files: [report, lists].map(path => ({ path })) })
host.closeAll()
process.stdout.write(path)
