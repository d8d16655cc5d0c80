import { sourceKinds } from '#shared/model/source-kind.ts'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import { useClient, useRead } from '../../use-engine.ts'
import { DataSetField } from './data-set-field.tsx'
import styles from './import.module.css'
import { isTable, useImport } from './import-store.ts'

/** What holds for all files of the import. */
export function ImportOptions() {
  const client = useClient()
  const { files, choices, choose, readRowsAsSources } = useImport()
  const dataSets = useRead('sources.dataSets', {}).data ?? []
  return (
    <div className={styles.options}>
      <Select
        label="Kind"
        options={[{ id: 'recognised' as const, label: 'As recognised in each' }, ...sourceKinds]}
        value={choices.kind ?? 'recognised'}
        onChange={kind => choose({ kind: kind === 'recognised' ? null : kind })}
      />
      <DataSetField dataSets={dataSets} value={choices.dataSet} onChange={dataSet => choose({ dataSet })} />
      {files.some(({ name }) => isTable(name)) && (
        <Switch
          isSelected={choices.rowAsSource}
          onChange={rowAsSource => readRowsAsSources(client, rowAsSource)}
          description="Off: a spreadsheet is one source."
        >
          Every row is a source
        </Switch>
      )}
    </div>
  )
}
