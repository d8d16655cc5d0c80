import { MoveRight, Trash2 } from 'lucide-react'
import type { Code, CodeStatus } from '#shared/model/codebook.ts'
import { CodeDot } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { counted } from '../../wording.ts'
import { StatusPicker } from './code-editor.tsx'
import { ColourPicker } from './colour-picker.tsx'
import styles from './several-codes.module.css'
import type { useFrameworkActs } from './use-framework-acts.ts'

interface SeveralCodesProps {
  codes: readonly Code[]
  acts: Pick<ReturnType<typeof useFrameworkActs>, 'changeAll' | 'moveTo' | 'remove'>
}

/** How many of them are named; the tree shows which the others are. */
const most = 40

/** What can be done to several codes at once, each as one step. */
export function SeveralCodes({ codes, acts }: SeveralCodesProps) {
  const ids = codes.map(({ id }) => id)
  const shared = <T,>(of: (code: Code) => T): T | null => {
    const [value, other] = new Set(codes.map(of))
    return value === undefined || other !== undefined ? null : value
  }
  const canMove = shared(({ framework }) => framework) !== null
  return (
    <article className={styles.several}>
      <h2 className={styles.name}>{counted(codes.length, 'code')}</h2>
      <div className={styles.acts}>
        <Button icon={<MoveRight />} shortcut="Mod+M" isDisabled={!canMove} onPress={() => acts.moveTo()}>
          Move to…
        </Button>
        <Button variant="danger" icon={<Trash2 />} shortcut="Delete" onPress={() => void acts.remove(ids)}>
          Remove
        </Button>
      </div>
      {!canMove && (
        <p className={styles.quiet}>They are of several frameworks, and a code stays in its own.</p>
      )}
      <ColourPicker
        value={shared(({ colour }) => colour)}
        onChange={colour => acts.changeAll(ids, { colour })}
      />
      <StatusPicker
        value={shared<CodeStatus>(({ status }) => status)}
        onChange={status => void acts.changeAll(ids, { status })}
      />
      <ul className={styles.list} aria-label="Selected codes">
        {codes.slice(0, most).map(({ id, name, path, colour }) => (
          <li key={id} title={path.join(' › ')}>
            <CodeDot colour={colour} />
            <span className={styles.code}>{name}</span>
          </li>
        ))}
        {codes.length > most && <li className={styles.quiet}>and {counted(codes.length - most, 'other')}</li>}
      </ul>
    </article>
  )
}
