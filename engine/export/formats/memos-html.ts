import type { ExportFormat } from '../format.ts'
import { footnotesIn, type MemoBlock, type MemoRun } from '../memo-blocks.ts'
import { memoGroups, memosExport, quotationsNote } from '../memos.ts'
import { dayOf } from '../words.ts'
import { htmlFileKind } from '../writing/file-kinds.ts'
import { type Fragment, heading, html, htmlPage, inLook, type Markup } from '../writing/html.ts'

export const memosHtml: ExportFormat = {
  ...memosExport,
  ...htmlFileKind,
  async make(study) {
    const groups = memoGroups(study)
    return htmlPage({
      name: memosExport.whatName,
      studyTitle: study.study.title,
      day: dayOf(study.madeAt),
      notes: [quotationsNote],
      body:
        groups.length === 0
          ? html`<article><p>No memos yet.</p></article>\n`
          : groups.map(({ name, level, memos }) => [
              html`${heading(level + 1, html`<bdi>${name}</bdi>`)}\n`,
              memos.map(
                ({ title, about, blocks, notes }) => html`<article>
${title === null ? null : heading(level + 2, html`<bdi>${title}</bdi>`)}
<p class="about">${about}</p>
${written(blocks, level + 2)}${footnoteList(blocks)}${notes.map(note => html`<p class="note"><bdi>${note}</bdi></p>\n`)}</article>
`,
              ),
            ]),
    })
  },
}

type Item = Extract<MemoBlock, { kind: 'item' }>

function written(blocks: readonly MemoBlock[], level: number): Fragment[] {
  const found: Fragment[] = []
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at]
    if (block?.kind !== 'item') {
      if (block) found.push(blockMarkup(block, level))
      continue
    }
    const items: Item[] = []
    for (
      let next = block;
      next?.kind === 'item' && (next.level > block.level || next.list === block.list);
    ) {
      items.push(next)
      const following = blocks[at + items.length]
      if (following?.kind !== 'item') break
      next = following
    }
    at += items.length - 1
    found.push(list(items))
  }
  return found
}

/** The footnotes of a memo, at its end, by their numbers. */
function footnoteList(blocks: readonly MemoBlock[]): Markup | null {
  const found = footnotesIn(blocks)
  return found.length === 0
    ? null
    : html`<ol class="note" start="${found[0]?.number ?? 1}">\n${found.map(({ words }) => html`<li>${words}</li>\n`)}</ol>\n`
}

/** The items of one list, with the lists inside it under the item before them. */
function list(items: readonly Item[]): Markup {
  const [first] = items
  if (!first) return html``
  const starts = items.flatMap((item, n) => (item.level === first.level ? [n] : []))
  const rows = starts.map((at, n) => {
    const inside = items.slice(at + 1, starts[n + 1] ?? items.length)
    const [item] = items.slice(at, at + 1)
    return html`<li>${item ? words(item.runs) : null}${inside.length === 0 ? null : list(inside)}</li>\n`
  })
  return first.ordered ? html`<ol start="${first.number}">\n${rows}</ol>\n` : html`<ul>\n${rows}</ul>\n`
}

function blockMarkup(block: Exclude<MemoBlock, Item>, level: number): Markup {
  switch (block.kind) {
    case 'heading':
      return html`${heading(level + block.level, words(block.runs))}\n`
    case 'paragraph':
      return html`<p class="text">${words(block.runs)}</p>\n`
    case 'quote':
      return html`<figure><blockquote>${words(block.runs)}</blockquote></figure>\n`
    case 'table': {
      const [head = [], ...rows] = block.rows
      return html`<div class="scroll"><table>
<thead><tr>${head.map(cell => html`<th scope="col">${words(cell)}</th>`)}</tr></thead>
<tbody>
${rows.map(row => html`<tr>${row.map(cell => html`<td>${words(cell)}</td>`)}</tr>\n`)}</tbody>
</table></div>
`
    }
    case 'quotation':
      return html`<figure>
${block.runs.length === 0 ? null : html`<blockquote lang="">${words(block.runs)}</blockquote>\n`}<figcaption><bdi>${block.attribution}</bdi>${
        block.note === '' ? null : html` ${block.note}`
      }</figcaption>
</figure>
`
  }
}

const words = (runs: readonly MemoRun[]): Fragment => runs.map(run)

function run({ address, footnote, ...look }: MemoRun): Markup {
  if (footnote) return html`<sup>${footnote.number}</sup>`
  const made = inLook(look)
  return address === null ? made : html`<a href="${address}" rel="noreferrer">${made}</a>`
}
