/** The deductive frameworks offered for a new study; ids are the library's, asked for before any study is open. */
export const shippedFrameworks = [
  {
    id: 'npt',
    name: 'Normalisation Process Theory (NPT)',
    description: 'Four constructs with four components each',
  },
  {
    id: 'npt-2022',
    name: 'NPT coding manual, 2022',
    description: 'Contexts, mechanisms and outcomes: twelve constructs',
  },
] as const
