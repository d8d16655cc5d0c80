import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { TandemError } from '#shared/errors.ts'
import { makeSample } from '../../sample/make-sample.ts'
import type { Command } from './command.ts'
import { text } from './lookups.ts'

export const demoCommand: Command = {
  name: 'demo',
  summary: 'make the sample study and run the whole job on it, from import to exports',
  usage: '[--out DIR]',
  options: { out: { type: 'string' } },
  explains: { out: 'the folder for the study and its exports; tandem-demo where absent' },
  words: [0, 0],
  async run({ values, host, answer, say, onProgress, signal, failed }) {
    const out = resolve(text(values, 'out') ?? 'tandem-demo')
    if (existsSync(out) && readdirSync(out).length > 0) {
      throw new TandemError('exists', `${out} is not empty.`, 'Name another folder with --out.')
    }
    mkdirSync(join(out, 'exports'), { recursive: true })
    const path = join(out, 'Return to Rhythm.tandem')
    const breathe = async () => {
      await new Promise<void>(done => setImmediate(done))
      if (signal.aborted) throw new TandemError('cancelled', 'Stopped; the sample is not whole.')
    }
    const steps = await makeSample(host, path, {
      progress: (done, total, doing) => onProgress({ done, total, doing }),
      breathe,
    })
    for (const step of steps) say(step)
    const window = host.openWindow(true)
    const study = host.enter(path)
    window.show(study)
    const { client } = window
    try {
      const [round] = await client.rounds.list({})
      if (!round) throw new Error('The sample has no round')
      const report = await client.agreement.inRound({ round: round.id })
      const { percent_agreement, cohen_kappa, alpha_nominal, pooled_kappa } = report.overall.figures
      const figure = (value: number | null | undefined) =>
        value === null || value === undefined ? 'n/a' : value.toFixed(3)
      say(
        `Agreement by character: ${figure(percent_agreement.value)} of characters, κ ${figure(cohen_kappa.value)}, α ${figure(alpha_nominal.value)}, pooled κ ${figure(pooled_kappa?.value)}`,
      )
      const files: string[] = []
      for (const kind of await client.reports.kinds({})) {
        for (const format of kind.formats) {
          const made = await client.reports.make({ what: kind.id, format: format.id }, { onProgress, signal })
          const saved = await client.reports.save({
            report: made.id,
            path: join(out, 'exports', `${kind.id}.${format.extension}`),
          })
          files.push(saved.path)
        }
      }
      say(`Exported ${files.length} files to ${join(out, 'exports')}`)
      const check = await client.study.check({})
      say(check.ok ? 'Checked: the study is whole' : `Checked: ${check.breaches.length} breaches`)
      if (!check.ok) failed()
      answer(
        {
          study: path,
          steps,
          round: { id: round.id, state: round.state, differences: round.differences },
          agreement: { percent_agreement, cohen_kappa, alpha_nominal, pooled_kappa },
          exports: files,
          check,
        },
        () => [`Study: ${path}`, ...files.map(file => `Export: ${file}`)].join('\n'),
      )
    } finally {
      window.close()
      host.leave(study)
    }
  },
}
