import type { ExportFormat } from '../format.ts'

/** Everything that can be exported, in the order lists show it. To add one: a file here, and a line below. */
export const exportFormats: ExportFormat[] = []
