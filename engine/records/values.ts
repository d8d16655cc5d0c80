const nobody = /^(?:0|-|–|—|none|nobody|no one|n\/a|ingen|keine?)$/i

/**
 * Who took part: names apart by semicolons, line breaks, commas, `and` or `&`, or a number. `3 others` counts for three
 * and names nobody. Null where a number is no count of people.
 */
export function readAttendance(text: string): { attended: number; names: string[] } | null {
  const cell = text.trim()
  if (nobody.test(cell)) return { attended: 0, names: [] }
  if (/^[-+]?\d+(?:[.,]\d+)?$/.test(cell)) {
    return /^\d{1,4}$/.test(cell) ? { attended: Number(cell), names: [] } : null
  }
  const apart = /[;\n]/.test(cell) ? /[;\n]/ : /,|&|\+|\s(?:and|og|und)\s/i
  const items = [
    ...new Set(
      cell
        .split(apart)
        .map(item => item.replace(/\s+/g, ' ').trim())
        .filter(item => item !== ''),
    ),
  ]
  const counts = items.map(item => /^(\d{1,4})\s+\p{L}/u.exec(item)?.[1])
  return {
    attended: counts.reduce((sum, count) => sum + (count === undefined ? 1 : Number(count)), 0),
    names: items.filter((_, at) => counts[at] === undefined),
  }
}
