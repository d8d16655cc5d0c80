import { convergenceExport } from '../convergence.ts'
import type { ExportFormat } from '../format.ts'
import { packZip } from '../pack.ts'
import { summariesExport } from '../summaries.ts'
import { agreementHtml } from './agreement-html.ts'
import { agreementJson } from './agreement-json.ts'
import { agreementXlsx } from './agreement-xlsx.ts'
import { auditCsv } from './audit-csv.ts'
import { auditHtml } from './audit-html.ts'
import { auditJson } from './audit-json.ts'
import { codebookCsv } from './codebook-csv.ts'
import { codebookDocx } from './codebook-docx.ts'
import { codebookHtml } from './codebook-html.ts'
import { codebookJson } from './codebook-json.ts'
import { codebookMd } from './codebook-md.ts'
import { codebookQdc } from './codebook-qdc.ts'
import { codebookXlsx } from './codebook-xlsx.ts'
import { codingsCsv } from './codings-csv.ts'
import { codingsDocx } from './codings-docx.ts'
import { codingsHtml } from './codings-html.ts'
import { codingsXlsx } from './codings-xlsx.ts'
import { contactsCsv } from './contacts-csv.ts'
import { contactsDocx } from './contacts-docx.ts'
import { contactsHtml } from './contacts-html.ts'
import { contactsXlsx } from './contacts-xlsx.ts'
import { frameworkChangesDocx } from './framework-changes-docx.ts'
import { frameworkChangesHtml } from './framework-changes-html.ts'
import { frameworkChangesXlsx } from './framework-changes-xlsx.ts'
import { frameworkDocx } from './framework-docx.ts'
import { frameworkHtml } from './framework-html.ts'
import { frameworkXlsx } from './framework-xlsx.ts'
import { gridCsv } from './grid-csv.ts'
import { gridDocx } from './grid-docx.ts'
import { gridHtml } from './grid-html.ts'
import { gridXlsx } from './grid-xlsx.ts'
import { matrixCsv } from './matrix-csv.ts'
import { matrixHtml } from './matrix-html.ts'
import { matrixXlsx } from './matrix-xlsx.ts'
import { memosDocx } from './memos-docx.ts'
import { memosHtml } from './memos-html.ts'
import { memosMd } from './memos-md.ts'
import { minutesDocx } from './minutes-docx.ts'
import { minutesHtml } from './minutes-html.ts'
import { newCodesCsv } from './new-codes-csv.ts'
import { newCodesDocx } from './new-codes-docx.ts'
import { newCodesHtml } from './new-codes-html.ts'
import { newCodesXlsx } from './new-codes-xlsx.ts'
import { participantsCsv } from './participants-csv.ts'
import { participantsDocx } from './participants-docx.ts'
import { participantsHtml } from './participants-html.ts'
import { participantsXlsx } from './participants-xlsx.ts'
import { planDocx } from './plan-docx.ts'
import { planHtml } from './plan-html.ts'
import { queryCsv } from './query-csv.ts'
import { queryDocx } from './query-docx.ts'
import { queryHtml } from './query-html.ts'
import { queryXlsx } from './query-xlsx.ts'
import { quotesDocx } from './quotes-docx.ts'
import { quotesHtml } from './quotes-html.ts'
import { quotesXlsx } from './quotes-xlsx.ts'
import { registerCsv } from './register-csv.ts'
import { registerHtml } from './register-html.ts'
import { registerXlsx } from './register-xlsx.ts'
import { srqrDocx } from './srqr-docx.ts'
import { srqrHtml } from './srqr-html.ts'
import { themesDocx } from './themes-docx.ts'
import { themesHtml } from './themes-html.ts'
import { themesXlsx } from './themes-xlsx.ts'

/** Everything that can be exported, in the order lists show it. To add one: a file here, and a line below. */
export const exportFormats: ExportFormat[] = [
  codebookDocx,
  codebookXlsx,
  codebookHtml,
  codebookMd,
  codebookCsv,
  codebookJson,
  codebookQdc,
  frameworkDocx,
  frameworkXlsx,
  frameworkHtml,
  frameworkChangesDocx,
  frameworkChangesHtml,
  frameworkChangesXlsx,
  codingsXlsx,
  codingsCsv,
  codingsDocx,
  codingsHtml,
  memosDocx,
  memosHtml,
  memosMd,
  quotesDocx,
  quotesXlsx,
  quotesHtml,
  themesDocx,
  themesXlsx,
  themesHtml,
  matrixXlsx,
  matrixHtml,
  matrixCsv,
  queryXlsx,
  queryCsv,
  queryDocx,
  queryHtml,
  gridXlsx(summariesExport),
  gridDocx(summariesExport),
  gridHtml(summariesExport),
  gridCsv(summariesExport),
  gridDocx(convergenceExport),
  gridXlsx(convergenceExport),
  gridHtml(convergenceExport),
  gridCsv(convergenceExport),
  newCodesXlsx,
  newCodesDocx,
  newCodesHtml,
  newCodesCsv,
  participantsDocx,
  participantsXlsx,
  participantsHtml,
  participantsCsv,
  contactsXlsx,
  contactsDocx,
  contactsHtml,
  contactsCsv,
  agreementHtml,
  agreementXlsx,
  agreementJson,
  planHtml,
  planDocx,
  registerXlsx,
  registerHtml,
  registerCsv,
  minutesDocx,
  minutesHtml,
  auditHtml,
  auditCsv,
  auditJson,
  srqrDocx,
  srqrHtml,
  packZip(() => exportFormats),
]
