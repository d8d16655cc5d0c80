import { Bold, Columns2, Import, List, PanelRight, Pencil, Plus, Rows3, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '../ui/button.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { SegmentedControl, ToggleButton } from '../ui/toggle.tsx'
import { Toolbar, ToolbarGap, ToolbarRule } from '../ui/toolbar.tsx'
import { Group, Sample } from './sample.tsx'

/** Buttons, toggles and the toolbar. */
export function Buttons() {
  const [view, setView] = useState<'list' | 'rows' | 'sides'>('rows')
  const [isPanelShown, setPanelShown] = useState(true)
  const [isBold, setBold] = useState(false)
  return (
    <Group name="Buttons">
      <Sample name="Variants">
        <Button variant="primary">Send the round</Button>
        <Button>Preview</Button>
        <Button variant="quiet">Skip</Button>
        <Button variant="danger">Purge</Button>
      </Sample>
      <Sample name="Icons, shortcuts, small">
        <Button icon={<Import />} shortcut="Mod+I">
          Import
        </Button>
        <Button size="small" icon={<Plus />}>
          New code
        </Button>
        <Button size="small" variant="primary">
          Keep
        </Button>
      </Sample>
      <Sample name="Disabled and busy">
        <Button variant="primary" isDisabled>
          Send
        </Button>
        <Button isDisabled>Preview</Button>
        <Button variant="primary" isPending>
          Sealing
        </Button>
        <Button isPending>Reading</Button>
      </Sample>
      <Sample name="Icon buttons">
        <IconButton label="Rename" shortcut="F2" icon={<Pencil />} />
        <IconButton label="Delete" icon={<Trash2 />} variant="danger" />
        <IconButton label="Add" icon={<Plus />} variant="secondary" />
        <IconButton label="Small" icon={<Pencil />} size="small" />
        <IconButton label="Tiny" icon={<Pencil />} size="tiny" />
        <IconButton label="Cannot rename" icon={<Pencil />} isDisabled />
      </Sample>
      <Sample name="Toggle and segments">
        <ToggleButton
          label="Passage panel"
          icon={<PanelRight />}
          isSelected={isPanelShown}
          onChange={setPanelShown}
        />
        <ToggleButton label="Only mine" isSelected={isBold} onChange={setBold} />
        <SegmentedControl
          label="View"
          value={view}
          onChange={setView}
          options={[
            { id: 'list', label: 'List', icon: <List /> },
            { id: 'rows', label: 'Rows', icon: <Rows3 /> },
            { id: 'sides', label: 'Side by side', icon: <Columns2 />, isDisabled: true },
          ]}
        />
      </Sample>
      <Sample name="Keys">
        <Kbd keys="Mod+K" />
        <Kbd keys="Alt+ArrowLeft" />
        <Kbd keys="Shift+F10" />
        <Kbd keys="?" />
      </Sample>
      <Sample name="Toolbar" isWide>
        <Toolbar label="Transcript">
          <Button size="small" variant="quiet" icon={<Plus />}>
            Code
          </Button>
          <ToolbarRule />
          <IconButton label="Bold" icon={<Bold />} size="small" />
          <IconButton label="Rename" icon={<Pencil />} size="small" />
          <ToolbarGap />
          <SegmentedControl
            label="Density"
            iconsOnly
            value={view}
            onChange={setView}
            options={[
              { id: 'list', label: 'List', icon: <List /> },
              { id: 'rows', label: 'Rows', icon: <Rows3 /> },
              { id: 'sides', label: 'Side by side', icon: <Columns2 /> },
            ]}
          />
        </Toolbar>
      </Sample>
    </Group>
  )
}
