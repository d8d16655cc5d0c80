import { Download } from 'lucide-react'
import { useEffect, useState } from 'react'
import { TandemError } from '#shared/errors.ts'
import { handoutEnding } from '#shared/model/handout.ts'
import { beginHandout } from '../screens/handouts/opening-handout.ts'
import { beginMerge, isReturn } from '../screens/merge/merge-store.ts'
import { filesIn } from '../screens/sources/gather-files.ts'
import { useImport } from '../screens/sources/import-store.ts'
import { showFailure } from '../show-failure.ts'
import { useNavigation } from '../state/navigation.ts'
import { useClient, useSession } from '../use-engine.ts'
import styles from './drop-target.module.css'

/**
 * Takes files dropped anywhere in the window: a hand-out is opened; where a study is open and someone signed in, returns are
 * looked at to be merged, and others go into the import. Shows where they would land while they hover.
 */
export function DropTarget() {
  const client = useClient()
  const { study, member } = useSession()
  const imports = member !== null && study?.handout === null
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    // Enter and leave come for every element on the way; the count is zero outside the window.
    let depth = 0
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      depth += 1
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    const over = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer || !carriesFiles(event)) return
      event.preventDefault()
      depth = 0
      setOver(false)
      filesIn(event.dataTransfer).then(files => {
        const handout = files.find(({ name }) => name.toLowerCase().endsWith(`.${handoutEnding}`))
        const returns = files.filter(({ name }) => isReturn(name))
        if (handout) void beginHandout(client, handout)
        else if (imports && returns.length > 0) {
          useNavigation.getState().go('merge')
          void beginMerge(client, returns)
        } else if (imports) useImport.getState().add(client, files)
        else showFailure(nothingToDrop(study?.handout != null))
      }, showFailure)
    }
    addEventListener('dragenter', enter)
    addEventListener('dragleave', leave)
    addEventListener('dragover', over)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragenter', enter)
      removeEventListener('dragleave', leave)
      removeEventListener('dragover', over)
      removeEventListener('drop', drop)
    }
  }, [client, imports, study])
  if (!isOver) return null
  return (
    <div className={styles.target}>
      <p className={styles.words}>
        <Download aria-hidden="true" />
        {imports ? 'Drop to import into this study' : 'Drop a hand-out to open it'}
      </p>
    </div>
  )
}

const nothingToDrop = (isHandout: boolean): TandemError =>
  isHandout
    ? new TandemError(
        'not-allowed',
        'Sources are imported in the study that this hand-out came from.',
        'Ask the lead to import the file and to hand it out.',
      )
    : new TandemError(
        'bad-input',
        'Only a hand-out can be dropped here.',
        'Open a study first, to import files.',
      )
