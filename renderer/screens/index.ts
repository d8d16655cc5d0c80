import type { LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'

/** A place in the rail. `needsStudy`: shown only where a study is open and someone is signed in. */
export interface Screen {
  id: string
  label: string
  icon: LucideIcon
  component: ComponentType
  needsStudy: boolean
}

/** Every screen, in the rail's order. */
export const screens: readonly Screen[] = []
