import { TandemError } from '#shared/errors.ts'
import type { Host } from '../host.ts'
import type { Working } from '../tools.ts'

/** Makes the sample study at `path`. */
export async function makeSample(
  _host: Host,
  _path: string,
  _working: Pick<Working, 'progress' | 'breathe' | 'signal'>,
): Promise<void> {
  throw new TandemError('not-found', 'The sample study is not in this build.')
}
