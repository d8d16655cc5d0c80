const megabyte = 1024 * 1024

/**
 * What a package may cost whoever reads it, held when one is written too. Sizes in bytes. The zip is held in memory as
 * it is packed; what is in it is unpacked as it is read.
 */
export const limits = {
  fileBytes: 512 * megabyte,
  /** What stands before the encrypted part. Ours is shorter than 300 bytes. */
  headerBytes: 64 * 1024,
  /** The zips written here count them in 16 bits. */
  entries: 65_000,
  /** About 180 bytes are needed for each entry. */
  manifestBytes: 16 * megabyte,
  contentBytes: 64 * megabyte,
  operationsBytes: 1024 * megabyte,
  /** The operations of a return, which are held together while it is merged: some 400,000 codings. */
  returnedBytes: 256 * megabyte,
  /** One operation: a hand-out's first holds every text that is in it. */
  lineBytes: 256 * megabyte,
  operations: 10_000_000,
  /** How much smaller than what it unpacks to a package may be, where that is more than `ratioFrom`. */
  ratio: 200,
  ratioFrom: 64 * megabyte,
  /** The base-2 logarithm of scrypt's cost for a passphrase: what is written, and the most that is read. */
  scryptWork: 18,
} as const
