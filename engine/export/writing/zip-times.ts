const endOfDirectory = 0x06054b50
const entry = 0x02014b50

/** 1 January 1980, 00:00: the earliest time a zip can hold. */
const date = (1 << 5) | 1

/**
 * Sets every file's time in a zip to 1 January 1980, in place, so that the same contents give the same bytes.
 * Takes a zip without a comment, as the writers here make it; throws where it finds no directory.
 */
export function withFixedTimes(zip: Uint8Array): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  const end = zip.byteLength - 22
  if (end < 0 || view.getUint32(end, true) !== endOfDirectory) throw new Error('Not a zip without a comment')
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(at, true) !== entry) throw new Error('A damaged zip directory')
    view.setUint16(at + 12, 0, true)
    view.setUint16(at + 14, date, true)
    const header = view.getUint32(at + 42, true)
    view.setUint16(header + 10, 0, true)
    view.setUint16(header + 12, date, true)
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return zip
}
