import { createTextAnnotator, type RendererType, type TextAnnotation } from '@recogito/text-annotator'
import type { Contestant } from './contestant.ts'
import type { MadeCoding } from './material.ts'
import { drawPlainRows, scrollToRow } from './plain-rows.tsx'
import type { Show } from './running-window.tsx'
import '@recogito/text-annotator/text-annotator.css'

/** The peer, @recogito/text-annotator, over plain rows: it measures every coding, so all rows are laid out. */
export function peer(show: Show, renderer: RendererType): Contestant {
  let drawn: ReturnType<typeof drawPlainRows> | undefined
  let annotator: ReturnType<typeof createTextAnnotator<TextAnnotation, TextAnnotation>> | undefined
  let text = ''
  const there = () => {
    if (!drawn || !annotator) throw new Error('The peer is not mounted')
    return { ...drawn, annotator }
  }
  const asAnnotation = (coding: MadeCoding) => {
    const { id, start, end } = coding
    const selector = [{ start, end, quote: text.slice(start, end) }]
    // What is fed to it has no range yet: it finds that itself.
    return {
      id,
      bodies: [{ id: `${id}-code`, annotation: id, purpose: 'tagging', value: `Code ${coding.code + 1}` }],
      target: { annotation: id, selector },
    } as unknown as TextAnnotation
  }
  return {
    mount(host, material) {
      text = material.text
      drawn = drawPlainRows(show, host, material, false)
      annotator = createTextAnnotator<TextAnnotation, TextAnnotation>(drawn.list, {
        renderer,
        annotatingEnabled: false,
        style: annotation => {
          const code = Number(annotation.bodies[0]?.value?.slice(5))
          const colour = `#${((code * 0x3f2b1d) & 0x7f7f7f).toString(16).padStart(6, '0')}` as const
          return { fill: colour, fillOpacity: 0.12, underlineColor: colour, underlineThickness: 2 }
        },
      })
      annotator.state.store.bulkAddAnnotations(material.codings.map(asAnnotation), true)
    },
    calm: 15,
    view: () => there().view,
    list: () => there().list,
    jump: (_coding, row) => row && scrollToRow(there().view, row),
    codes: {
      isOurs: false,
      drawn: () =>
        renderer === 'SPANS' ? document.getElementsByClassName('r6o-annotation').length : CSS.highlights.size,
      shows: ({ id }) =>
        renderer === 'SPANS'
          ? document.querySelector(`[data-annotation="${id}"]`) !== null
          : CSS.highlights.has(`_${id}`),
      add: coding => there().annotator.addAnnotation(asAnnotation(coding)),
      remove: ({ id }) => there().annotator.removeAnnotation(id),
      hit(x, y) {
        const box = there().list.getBoundingClientRect()
        return there().annotator.state.store.getAt(x - box.x, y - box.y, true)?.length ?? 0
      },
    },
  }
}
