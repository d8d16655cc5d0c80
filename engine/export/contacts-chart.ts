import { layOutSiteMinutes, siteMinutesInWords } from '#shared/charts/site-minutes.ts'
import type { ContactTable } from '#shared/model/contact.ts'
import { html, type Markup } from './writing/html.ts'

/** What tells the bands apart where colours do not. */
const marks = { below: ' ▼', close: ' ≈', above: '' }

/** The chart of average minutes a month by site as a drawing that prints; its figures are the table's. */
export function siteChart(table: ContactTable): Markup {
  const { width, height, plot, bars, ticks, expected, close } = layOutSiteMinutes(table, {
    width: 720,
    left: 120,
  })
  const words = siteMinutesInWords(table)
  const n = bars.filter(({ minutes }) => minutes !== null).length
  const at = (value: number) => value.toFixed(1)
  return html`<figure style="border: 0; padding: 0; margin-top: 1.5rem">
<svg viewBox="0 0 ${width} ${at(height)}" role="img" aria-label="${words}" style="max-width: 45rem; width: 100%; font-size: 12px; fill: currentColor">
<title>Average minutes per month by site</title>
<desc>${words}</desc>
<rect x="${at(close.x)}" y="${plot.top}" width="${at(close.width)}" height="${plot.bottom - plot.top}" fill-opacity="0.09"/>
${ticks.map(
  ({ value, x }) =>
    html`<line x1="${at(x)}" x2="${at(x)}" y1="${plot.top}" y2="${plot.bottom}" stroke="currentColor" stroke-opacity="0.18"/><text x="${at(x)}" y="${plot.bottom + 16}" text-anchor="middle">${value}</text>\n`,
)}${bars.map(
  bar =>
    html`<text x="${plot.left - 8}" y="${at(bar.y + bar.height / 2 + 4)}" text-anchor="end">${shortened(bar.site)}</text>${
      bar.minutes === null
        ? html`<text x="${plot.left + 4}" y="${at(bar.y + bar.height / 2 + 4)}" fill-opacity="0.7">no average</text>`
        : html`<rect x="${plot.left}" y="${at(bar.y)}" width="${at(bar.width)}" height="${at(bar.height)}" fill-opacity="${bar.band === 'below' ? 0.3 : bar.band === 'close' ? 0.5 : 0.75}"/><text x="${at(plot.left + bar.width + 5)}" y="${at(bar.y + bar.height / 2 + 4)}">${bar.minutes}${bar.band === null ? '' : marks[bar.band]}</text>`
    }\n`,
)}<line x1="${at(expected.x)}" x2="${at(expected.x)}" y1="${plot.top - 6}" y2="${plot.bottom}" stroke="currentColor" stroke-width="1.5" stroke-dasharray="5 3"/>
<text x="${at(expected.x)}" y="${plot.top - 12}" text-anchor="middle">expected ${expected.value}</text>
<text x="${at((plot.left + plot.right) / 2)}" y="${at(height - 6)}" text-anchor="middle">Average minutes per month (n = ${n} ${n === 1 ? 'site' : 'sites'}); shaded: close to expected, ${close.from}–${close.to}; ▼ below, ≈ close to</text>
</svg></figure>
`
}

const shortened = (name: string): string => {
  const letters = [...name]
  return letters.length > 17 ? `${letters.slice(0, 16).join('')}…` : name
}
