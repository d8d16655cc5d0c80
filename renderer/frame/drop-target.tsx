import { Download } from 'lucide-react'
import { useEffect, useState } from 'react'
import { filesIn } from '../screens/sources/gather-files.ts'
import { useImport } from '../screens/sources/import-store.ts'
import { showFailure } from '../show-failure.ts'
import { useClient } from '../use-engine.ts'
import styles from './drop-target.module.css'

/** Takes files dropped anywhere in the window into the import; shows where they would land while they hover. */
export function DropTarget() {
  const client = useClient()
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
      filesIn(event.dataTransfer).then(files => useImport.getState().add(client, files), showFailure)
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
  }, [client])
  if (!isOver) return null
  return (
    <div className={styles.target}>
      <p className={styles.words}>
        <Download aria-hidden="true" />
        Drop to import into this study
      </p>
    </div>
  )
}
