import { createHash } from 'node:crypto'

/** No package is smaller inside its encryption, in bytes: most returns are as long as each other. */
const least = 256 * 1024

/**
 * The size a package of `bytes` is padded to, both in bytes: the least, or the next step of the Padmé scheme (Nikitin et al.,
 * 2019, “Reducing metadata leakage from encrypted files and communication with PURBs”), which lets a size tell no more than
 * log log of it; from here on at most 3.1 % are added.
 */
export function paddedSize(bytes: number): number {
  if (bytes <= least) return least
  const exponent = Math.floor(Math.log2(bytes))
  const step = 2 ** (exponent - Math.floor(Math.log2(exponent)) - 1)
  return Math.ceil(bytes / step) * step
}

/**
 * How many zeros make a package of a size that packages have. `sizeWith` is its size with so many, which says them in
 * decimals and so may skip a size; `isTaken`: that many zeros are in it already.
 */
export function zerosFor(sizeWith: (zeros: number) => number, isTaken: (zeros: number) => boolean): number {
  for (let size = paddedSize(sizeWith(0)); ; size = paddedSize(size + 1)) {
    let zeros = size - sizeWith(0)
    zeros -= Math.max(0, sizeWith(zeros) - size)
    if (sizeWith(zeros) === size && !isTaken(zeros)) return zeros
  }
}

/** So many zeros, a piece at a time. */
export function* zerosInPieces(count: number): Generator<Uint8Array, void> {
  for (let left = count; left > 0; left -= piece.length) yield piece.subarray(0, left)
}

const piece = new Uint8Array(256 * 1024)

/** The SHA-256 of so many zeros, in hexadecimal. */
export function hashOfZeros(count: number): string {
  const hash = createHash('sha256')
  for (const zeros of zerosInPieces(count)) hash.update(zeros)
  return hash.digest('hex')
}
