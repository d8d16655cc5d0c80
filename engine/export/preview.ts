import type { PreviewElement, PreviewNode, ReportPreview } from '#shared/model/report.ts'

/** The elements that pages are made of; of any other, what stands in it is taken. */
const drawn = new Set(
  'header section article figure figcaption blockquote h1 h2 h3 h4 h5 h6 p ul ol li dl dt dd table caption thead tbody tr th td div span bdi strong em u sup'.split(
    ' ',
  ),
)
const kept = ['colspan', 'rowspan', 'scope', 'start', 'lang'] as const

/**
 * A page that was exported here, as a tree of what it draws: no markup goes to the window, and nothing in it can act. At
 * most so many elements; the open ones are ended properly. Reads the pages that `html` writes, where every element is
 * closed and every value escaped.
 */
export function previewOf(page: string, most: number): ReportPreview {
  const root: PreviewElement = { tag: '', children: [] }
  const open: PreviewElement[] = [root]
  let elements = 0
  const isWide = page.includes('@page { size: A4 landscape;')
  const add = (node: PreviewNode) => open.at(-1)?.children.push(node)
  const body = page.slice(Math.max(0, page.indexOf('<body>')))
  for (const [, close, name = '', given = '', text] of body.matchAll(
    /<(\/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)>|([^<]+)/gi,
  )) {
    if (text !== undefined) {
      if (text.trim() !== '' || isInText(open.at(-1))) add(read(text))
      continue
    }
    const tag = name.toLowerCase()
    if (drawn.has(tag)) {
      if (close) {
        if (open.length > 1) open.pop()
      } else {
        if (elements++ === most) return { page: root.children, isWhole: false, isWide }
        const element: PreviewElement = { tag, ...looks(given), children: [] }
        add(element)
        open.push(element)
      }
    }
  }
  return { page: root.children, isWhole: true, isWide }
}

/** White space between rows and blocks is of no account; within a line it is. */
const lines = new Set(
  'p td th li h1 h2 h3 h4 h5 h6 span bdi strong em u sup figcaption blockquote caption dt dd'.split(' '),
)
const isInText = (element: PreviewElement | undefined): boolean =>
  element !== undefined && lines.has(element.tag)

function looks(given: string): Omit<PreviewElement, 'tag' | 'children'> {
  const all = new Map(
    [...given.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, read(value)]),
  )
  const look = all.get('class')
  const style = all.get('style') ?? ''
  const indent = /^padding-left: ([\d.]+)rem/.exec(style)?.[1]
  const dot = /^--dot: (#[\da-f]{6})$/i.exec(style)?.[1]
  const attributes = kept.flatMap(name => {
    const value = all.get(name)
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    ...(look === undefined ? {} : { look }),
    ...(indent === undefined ? {} : { indent: Number(indent) }),
    ...(dot === undefined ? {} : { dot }),
    ...(attributes.length === 0 ? {} : { attributes: Object.fromEntries(attributes) }),
  }
}

const characters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** Text as it was before `html` escaped it. */
const read = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => characters[name] ?? whole)
