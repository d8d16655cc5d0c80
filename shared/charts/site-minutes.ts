import { scaleBand, scaleLinear } from 'd3-scale'
import type { ContactTable } from '../model/contact.ts'

/** A chart of the sites' average minutes a month: where everything stands, in the units of a picture `width` wide. */
export interface SiteMinutes {
  width: number
  height: number
  /** The area the bars stand in. */
  /** How far apart the bars begin: each has this much to itself. */
  step: number
  plot: { left: number; right: number; top: number; bottom: number }
  bars: {
    id: string
    site: string
    /** Null where months or minutes are not known: no bar. */
    minutes: number | null
    band: 'below' | 'close' | 'above' | null
    y: number
    height: number
    width: number
  }[]
  ticks: { value: number; x: number }[]
  expected: { value: number; x: number }
  /** Where averages are close to what is expected. */
  close: { x: number; width: number; from: number; to: number }
}

/** High enough to be pressed where the picture is a little smaller than its units. */
const row = 26

/** Lays out the bars of a contact table. `left` is the room for the sites' names. */
export function layOutSiteMinutes(
  { sites, expected }: ContactTable,
  { width, left }: { width: number; left: number },
): SiteMinutes {
  const plot = { left, right: width - 44, top: 34, bottom: 34 + Math.max(1, sites.length) * row }
  const most = Math.max(expected * 1.3, ...sites.map(({ minutesPerMonth }) => minutesPerMonth ?? 0))
  const x = scaleLinear([0, most], [plot.left, plot.right]).nice(6)
  const y = scaleBand(
    sites.map(({ id }) => id),
    [plot.top, plot.bottom],
  )
    .paddingInner(0.34)
    .paddingOuter(0.17)
  const [from, to] = [(expected * 4) / 5, (expected * 6) / 5]
  return {
    width,
    height: plot.bottom + 42,
    step: row,
    plot,
    bars: sites.map(({ id, site, minutesPerMonth, band }) => ({
      id,
      site,
      minutes: minutesPerMonth,
      band,
      y: y(id) ?? plot.top,
      height: y.bandwidth(),
      width: minutesPerMonth === null ? 0 : x(minutesPerMonth) - plot.left,
    })),
    ticks: x.ticks(6).map(value => ({ value, x: x(value) })),
    expected: { value: expected, x: x(expected) },
    close: { x: x(from), width: x(to) - x(from), from, to },
  }
}

/** The chart in a sentence, for those who do not see it. */
export function siteMinutesInWords({ sites, expected }: ContactTable): string {
  const known = sites.filter(({ minutesPerMonth }) => minutesPerMonth !== null)
  const count = (band: string) => known.filter(site => site.band === band).length
  if (known.length === 0) return 'No site has an average yet: say when the sites opened.'
  const ordered = known.toSorted((a, b) => (a.minutesPerMonth ?? 0) - (b.minutesPerMonth ?? 0))
  const [least, most] = [ordered[0], ordered.at(-1)]
  return `Average minutes a month of ${known.length} of ${sites.length} ${sites.length === 1 ? 'site' : 'sites'}, from ${least?.minutesPerMonth} (${least?.site}) to ${most?.minutesPerMonth} (${most?.site}). Expected are ${expected}: ${count('below')} below, ${count('close')} close to, ${count('above')} above.`
}
