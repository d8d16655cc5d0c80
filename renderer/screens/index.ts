import type { LucideIcon } from 'lucide-react'
import {
  ContactRound,
  FileOutput,
  FileText,
  Gavel,
  GitCompareArrows,
  GitMerge,
  Highlighter,
  History as HistoryIcon,
  House,
  KeyRound,
  ListTree,
  Search as SearchIcon,
  Shapes,
  Table2,
  Users,
} from 'lucide-react'
import type { ComponentType } from 'react'
import type { OpenStudy } from '#shared/model/study.ts'
import { Adjudicate } from './adjudicate/adjudicate.tsx'
import { Cases } from './cases/cases.tsx'
import { CodeScreen } from './code/code.tsx'
import { CompareScreen } from './compare/compare-screen.tsx'
import { Contacts } from './contacts/contacts.tsx'
import { Explore } from './explore/explore.tsx'
import { FrameworkScreen } from './framework/framework.tsx'
import { History } from './history/history.tsx'
import { Merge } from './merge/merge.tsx'
import { Pseudonyms } from './pseudonyms/pseudonyms.tsx'
import { Reports } from './reports/reports.tsx'
import { Search } from './search/search.tsx'
import { Sources } from './sources/sources.tsx'
import { Study } from './study/study.tsx'
import { Themes } from './themes/themes.tsx'

/** A place of the window, there while a study is open and someone is signed in. */
export interface Screen {
  id: string
  label: string
  icon: LucideIcon
  component: ComponentType
  /** False for a place that another screen leads to. */
  isInRail?: boolean
  /** What it is called in a coder's hand-out copy; false where it makes no sense there. */
  inHandout?: string | false
  /** True for a place that a reviewer's hand-out copy has and a coder's has not. */
  inReview?: boolean
}

/** Every screen of a study, in the rail's order; those outside of it last. */
export const screens: readonly Screen[] = [
  { id: 'study', label: 'Study', icon: House, component: Study },
  { id: 'sources', label: 'Sources', icon: FileText, component: Sources },
  { id: 'cases', label: 'Cases', icon: Users, component: Cases, inHandout: false },
  { id: 'code', label: 'Code', icon: Highlighter, component: CodeScreen },
  { id: 'framework', label: 'Framework', icon: ListTree, component: FrameworkScreen },
  { id: 'compare', label: 'Compare', icon: GitCompareArrows, component: CompareScreen, inHandout: false },
  {
    id: 'adjudicate',
    label: 'Adjudicate',
    icon: Gavel,
    component: Adjudicate,
    inHandout: false,
    inReview: true,
  },
  { id: 'themes', label: 'Themes', icon: Shapes, component: Themes, inHandout: 'Memos' },
  { id: 'explore', label: 'Explore', icon: Table2, component: Explore, inHandout: false },
  { id: 'contacts', label: 'Contacts', icon: ContactRound, component: Contacts, inHandout: false },
  { id: 'reports', label: 'Reports', icon: FileOutput, component: Reports },
  { id: 'search', label: 'Search', icon: SearchIcon, component: Search },
  { id: 'history', label: 'History', icon: HistoryIcon, component: History },
  {
    id: 'pseudonyms',
    label: 'Pseudonyms',
    icon: KeyRound,
    component: Pseudonyms,
    isInRail: false,
    inHandout: false,
  },
  { id: 'merge', label: 'Merge', icon: GitMerge, component: Merge, isInRail: false, inHandout: false },
]

/** The screens there are in the study that is open, as they are called there. */
export const screensIn = (study: OpenStudy | null): readonly Screen[] =>
  study?.handout
    ? screens.flatMap(screen =>
        screen.inHandout === false && !(study.handout?.isReview && screen.inReview)
          ? []
          : [{ ...screen, label: screen.inHandout || screen.label }],
      )
    : screens
