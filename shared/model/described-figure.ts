/** What a figure is, in words. */
export interface DescribedFigure {
  /** As in reports and on the command line: `cohen_kappa`. */
  id: string
  name: string
  /** What it says, its formula with its source, and what to mind. */
  description: string
  /** Whether it is read as a share of something, 0 to 1, or as a coefficient. */
  scale: 'share' | 'coefficient'
}
