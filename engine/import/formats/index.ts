import type { Format } from '../format.ts'
import { csv } from './csv.ts'
import { docx } from './docx.ts'
import { eml } from './eml.ts'
import { html } from './html.ts'
import { mbox } from './mbox.ts'
import { md } from './md.ts'
import { odt } from './odt.ts'
import { pdf } from './pdf.ts'
import { rtf } from './rtf.ts'
import { srt } from './srt.ts'
import { txt } from './txt.ts'
import { vtt } from './vtt.ts'
import { xlsx } from './xlsx.ts'

/** Every kind of file that can be read, the most telling first: plain text is what remains. */
export const formats: readonly Format[] = [docx, odt, xlsx, pdf, rtf, vtt, srt, mbox, eml, html, csv, md, txt]
