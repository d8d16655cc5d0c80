import { expect, type Locator, type Page } from '@playwright/test'
import { typeAtOnce } from './type-at-once.ts'

interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** A place in the text as it is drawn. */
interface Place {
  row: number
  at: number
}

/** The coder's bench. */
export class CodePage {
  readonly page: Page
  readonly transcript: Locator
  readonly framework: Locator
  readonly panel: Locator
  readonly bar: Locator
  readonly chooser: Locator
  readonly margin: Locator

  constructor(page: Page) {
    this.page = page
    this.transcript = page.getByRole('document', { name: /^Transcript: / })
    this.framework = page.getByRole('tree', { name: 'Framework' })
    this.panel = page.getByRole('region', { name: 'Passage', exact: true })
    this.bar = page.getByRole('toolbar', { name: 'Selected passage' })
    this.chooser = page.getByRole('combobox', { name: 'Code', exact: true })
    this.margin = page.getByRole('region', { name: 'Codings beside the text' })
  }

  /** Opens a source by its title. */
  async open(title: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Source' }).click()
    await this.page.getByRole('option', { name: title }).click()
    await expect(this.page.getByRole('document', { name: `Transcript: ${title}` })).toBeVisible()
  }

  /** Drags over the text from the middle of `from` to the middle of `to`, both words of the transcript in one turn. */
  async drag(from: string, to: string, held?: 'Alt'): Promise<void> {
    const [start, end] = [await this.boxOf(from), await this.boxOf(to)]
    if (held) await this.page.keyboard.down(held)
    await this.page.mouse.move(start.x + start.width / 2, start.y + start.height / 2)
    await this.page.mouse.down()
    await this.page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 4 })
    await this.page.mouse.up()
    if (held) await this.page.keyboard.up(held)
  }

  /** Drags an end of the chosen coding to the middle of words of the transcript. */
  async dragHandle(edge: 'start' | 'end', words: string): Promise<void> {
    const from = await this.page.locator(`[data-edge="${edge}"] > *`).boundingBox()
    const to = await this.boxOf(words)
    if (!from) throw new Error('No coding has handles')
    await this.page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
    await this.page.mouse.down()
    await this.page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 4 })
    await this.page.mouse.up()
  }

  /** Where words of the transcript stand in the window, brought into view first. */
  async boxOf(words: string): Promise<Box> {
    return this.transcript.evaluate((scroller, words) => {
      for (const row of scroller.querySelectorAll('[data-row]')) {
        const body = row.lastElementChild
        const at = body?.textContent?.indexOf(words) ?? -1
        if (!body || at < 0) continue
        const place = (offset: number): [Node, number] => {
          const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
          let left = offset
          for (let node = walker.nextNode(); node instanceof Text; node = walker.nextNode()) {
            if (left <= node.length) return [node, left]
            left -= node.length
          }
          throw new Error('beyond the row')
        }
        const range = document.createRange()
        range.setStart(...place(at))
        range.setEnd(...place(at + words.length))
        const view = scroller.getBoundingClientRect()
        const seen = range.getBoundingClientRect()
        if (seen.top < view.top + 80 || seen.bottom > view.bottom - 80) {
          scroller.scrollTop += seen.top - view.top - view.height / 2
        }
        const { x, y, width, height } = range.getBoundingClientRect()
        return { x, y, width, height }
      }
      throw new Error(`No row holds “${words}”`)
    }, words)
  }

  /** A box's middle as a place in the transcript, for dropping onto it. */
  async within(box: Box): Promise<{ x: number; y: number }> {
    const around = await this.transcript.boundingBox()
    if (!around) throw new Error('The transcript is not in view')
    return { x: box.x + box.width / 2 - around.x, y: box.y + box.height / 2 - around.y }
  }

  /** Codes the selection with the first code found by typing. */
  async choose(typed: string): Promise<void> {
    await typeAtOnce(this.page, 'Enter', typed)
    await this.page.keyboard.press('Enter')
    await expect(this.transcript).toBeFocused()
    await expect(this.page.getByTestId('caret')).toBeAttached()
  }

  /** Where the page's selection was begun and where it is now: rows, and code units of their running text; -1 outside it. */
  async selected(): Promise<{ anchor: Place; focus: Place; words: string }> {
    return this.transcript.evaluate(() => {
      const native = document.getSelection()
      const placeOf = (node: Node | null | undefined, offset: number) => {
        const element = node instanceof Element ? node : node?.parentElement
        const body = element?.closest('[data-row]')?.lastElementChild
        if (!node || !body?.contains(node)) return { row: -1, at: -1 }
        const before = document.createRange()
        before.setStart(body, 0)
        before.setEnd(node, offset)
        const row = Number(body.parentElement?.getAttribute('data-row'))
        return { row, at: before.toString().length }
      }
      return {
        anchor: placeOf(native?.anchorNode, native?.anchorOffset ?? 0),
        focus: placeOf(native?.focusNode, native?.focusOffset ?? 0),
        words: native?.toString() ?? '',
      }
    })
  }

  /** Where the last line of the selected words stands in the window. */
  async selectedBox(): Promise<Box> {
    return this.page.evaluate(() => {
      const selected = [...CSS.highlights].flatMap(([name, ranges]) =>
        name.endsWith('-selected') ? [...ranges] : [],
      )
      const lines = selected.flatMap(range => {
        const live = document.createRange()
        live.setStart(range.startContainer, range.startOffset)
        live.setEnd(range.endContainer, range.endOffset)
        return [...live.getClientRects()]
      })
      const { x = 0, y = 0, width = 0, height = 0 } = lines.at(-1) ?? {}
      if (height === 0) throw new Error('Nothing is selected')
      return { x, y, width, height }
    })
  }

  /** The passages painted as coded near the viewport, each with its lane; one entry a row and coding. */
  async painted(): Promise<string[]> {
    return this.page.evaluate(() =>
      [...CSS.highlights].flatMap(([name, highlight]) => {
        const lane = /^tandem-\d+-\d+-(\d)-(solid|dashed)$/.exec(name)
        if (!lane) return []
        return [...highlight].map(range => {
          const live = document.createRange()
          live.setStart(range.startContainer, range.startOffset)
          live.setEnd(range.endContainer, range.endOffset)
          return `${lane[1]} ${lane[2]}: ${live.toString()}`
        })
      }),
    )
  }

  stripe(code: string): Locator {
    return this.margin.getByRole('button', { name: new RegExp(`${code}, coded by`) })
  }

  /** The card of a coding in the passage panel. */
  card(code: string): Locator {
    return this.panel
      .getByRole('list', { name: 'Codings here' })
      .getByRole('listitem')
      .filter({ hasText: code })
  }
}
