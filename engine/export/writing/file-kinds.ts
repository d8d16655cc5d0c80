/** The file formats exports come in: what is the same of them whatever is exported. */
export const docxFileKind = {
  format: 'docx',
  formatName: 'Word document',
  extension: 'docx',
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}
export const xlsxFileKind = {
  format: 'xlsx',
  formatName: 'Excel workbook',
  extension: 'xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}
export const csvFileKind = {
  format: 'csv',
  formatName: 'CSV table',
  extension: 'csv',
  mediaType: 'text/csv; charset=utf-8',
}
export const markdownFileKind = {
  format: 'md',
  formatName: 'Markdown text',
  extension: 'md',
  mediaType: 'text/markdown; charset=utf-8',
}
export const htmlFileKind = {
  format: 'html',
  formatName: 'Web page',
  extension: 'html',
  mediaType: 'text/html; charset=utf-8',
}
export const jsonFileKind = {
  format: 'json',
  formatName: 'JSON data',
  extension: 'json',
  mediaType: 'application/json',
}
export const qdcFileKind = {
  format: 'qdc',
  formatName: 'REFI-QDA codebook',
  extension: 'qdc',
  mediaType: 'application/xml',
}
