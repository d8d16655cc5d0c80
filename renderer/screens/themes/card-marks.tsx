import { Users } from 'lucide-react'
import type { Layer } from '#shared/model/coding.ts'
import type { Theme } from '#shared/model/theme.ts'
import { IconButton } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Popover } from '../../ui/popover.tsx'
import { useRead } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import styles from './card-marks.module.css'
import type { MarkWords } from './mark-words.ts'
import { WhoSpeaks } from './theme-reach.tsx'

interface CardMarksProps {
  theme: Theme
  layer: Layer
  words: MarkWords
}

/** What stands behind a theme's card, quietly; who speaks is one press away. */
export function CardMarks({ theme, layer, words: { figures, remarks, hasEvidence } }: CardMarksProps) {
  return (
    <div className={styles.marks}>
      <ul className={styles.lines} aria-label={`Evidence for ${theme.name}`}>
        {figures.map(line => (
          <li key={line}>{line}</li>
        ))}
        {remarks.map(line => (
          <li key={line} className={classNames(hasEvidence ? styles.remark : styles.none)}>
            {line}
          </li>
        ))}
      </ul>
      {hasEvidence && (
        <Popover
          label={`Who speaks in “${theme.name}”`}
          placement="bottom end"
          trigger={<IconButton label={`Who speaks in ${theme.name}`} icon={<Users />} size="tiny" />}
        >
          <Details theme={theme.id} layer={layer} />
        </Popover>
      )}
    </div>
  )
}

/** Read only when it is looked at. */
function Details({ theme, layer }: { theme: string; layer: Layer }) {
  const { data: reach } = useRead('themes.reach', { theme, layer })
  if (!reach) return null
  return (
    <div className={styles.details}>
      <WhoSpeaks reach={reach} />
      <table className={styles.sets}>
        <caption>Data sets</caption>
        <tbody>
          {reach.dataSets.map(({ name, passages, sources }) => (
            <tr key={name} className={passages === 0 ? styles.remark : undefined}>
              <th scope="row">{name}</th>
              <td>
                {passages === 0
                  ? 'silent'
                  : `${counted(passages, 'passage')} in ${counted(sources, 'source')}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
