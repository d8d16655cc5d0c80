import type { SegmentKind } from '#shared/model/document.ts'

/** A part of a message's text. */
export interface MailPart {
  kind: Extract<SegmentKind, 'body' | 'quoted' | 'signature'>
  start: number
  end: number
}

/** A line of a text, without its break; `end` leaves out the white space it ends in. */
export interface Line {
  start: number
  end: number
  text: string
}

/** "On 5 March, Anna wrote:" as the mail programs of several languages put it; the whole paragraph must be it. */
const attribution = new RegExp(
  [
    String.raw`^(?=.*\d)>*\s*(?:On|Am|Le|El|Il|Den|På|Op|Em|W dniu|Dne|Dnia|Vào|Pada|Tor|Ons)\s.{4,300}(?:wrote|schrieb|a écrit|escribió|ha scritto|scrisse|skrev|schreef|escreveu|napisał(?:\(a\))?|napsal(?:\(a\))?|đã viết|menulis|kirjoitti).{0,90}:?\s*$`,
    String.raw`^>*\s*(?:\p{L}{2,12}\.?,?\s+)?\d.{6,160}(?:[<(][^<>\s]+@[^<>\s]+[>)]).{0,40}:\s*$`,
    String.raw`^>*\s*.{2,100}[<(][^<>\s]+@[^<>\s]+[>)]\s*(?:wrote|schrieb|a écrit|escribió|ha scritto|skrev|schreef|escreveu|написал.{0,3}|kirjoitti)\s*.{0,60}:\s*$`,
    String.raw`^>*\s*\d{1,4}[-./ ].{4,120}(?:kirjoitti|написал.{0,3}|пишет|wrote|skrev).{0,90}:\s*$`,
    String.raw`^>*\s*(?:.{0,80}(?:在|于).{4,120}写道|.{4,120}のメッセージ|.{4,120}(?:написал\(а\)|님이 작성)).{0,20}[:：]\s*$`,
    String.raw`^>*\s*\d{4}.{6,120}(?:írta|napsal):\s*$`,
    String.raw`^>*\s*-{2,}\s*On\s.{6,200}wrote\s*-{2,}\s*$`,
  ].join('|'),
  'iu',
)
/** How an attribution begins that may go on in the next line. */
const dated =
  /^>*\s*(?:On|Am|Le|El|Il|Den|På|Op|Em|In data|W dniu|Dne|Dnia|Tor|Ons|Vào|Pada|\d|\p{L}{2,12}\.?,?\s\d)/iu
const divider =
  /^>*\s*[-_*=]{2,}\s*(?:original message|original appointment|forwarded message|forwarded by .*|reply message|ursprüngliche nachricht|original[- ]?nachricht|weitergeleitete nachricht|message d'origine|message transféré|mensaje original|messaggio originale|oprindelig meddelelse|videresendt meddelelse|opprinnelig melding|ursprungligt meddelande|oorspronkelijk bericht|mensagem original|alkuperäinen viesti|исходное сообщение|antwort)\s*[-_*=]*\s*$/iu
/** A divider in a language not listed above, borne out by a `From:` line under it. */
const titled = /^>*\s*-{4,}\s*\p{L}[\p{L}'’ ]{3,40}-{4,}\s*$/u
const begun =
  /^>*\s*(?:begin forwarded message|anfang der weitergeleiteten nachricht|début du message réexpédié|start på videresendt besked)\s*:\s*$/iu
const headerLine =
  /^>*\s*\*?(?:From|Von|De|Da|Fra|Från|Van|Lähettäjä|От|Od|Message du|Sent|Gesendet|Envoyé|Enviado(?: el)?|Inviato|Sendt|Skickat|Verzonden|Date|Datum|Dato|Fecha|Data|To|An|À|A|Para|Til|Till|Aan|Кому|Cc|Kopi|Subject|Betreff|Objet|Sujet|Copie à|Asunto|Oggetto|Emne|Ämne|Onderwerp|Assunto|Тема|Дата|Reply-To)\*?\s*:\s*\*?\s*\S/iu
const fromLine = /^>*\s*\*?(?:From|Von|De|Da|Fra|Från|Van|Lähettäjä|От|Od|Message du)\*?\s*:/iu
const delimiter = /^(?:-- ?|—+|–{2,}|_{2,3}|~{2,})\s*$/u
const sentFrom =
  /^(?:\[?(?:sent (?:from|via|with|using) (?:my )?.{2,60}|get outlook for .{2,20}|von meinem .{2,40} gesendet|gesendet von .{2,40}|envoyé (?:de|depuis|à partir de) .{2,40}|envoyé avec .{2,40}|enviado (?:desde|do) (?:mi|meu) .{2,40}|inviato da .{2,40}|sendt fra (?:min )?.{2,40}|skickat från (?:min )?.{2,40}|verstuurd vanaf mijn .{2,40}|lähetetty .{2,40}|отправлено (?:с|из) .{2,40}|télécharger outlook .{2,30}|hol(?:en sie sich)? outlook .{2,30})\]?)(?:<[^>]*>)?\.?$/iu
const closing =
  /^(?:(?:with |my |many |kind(?:est)? |best |warm(?:est)? |very |yours? )*(?:regards|wishes|thanks|sincerely|faithfully|truly|rgds)|best|cheers|thanks(?: again| so much| a lot| in advance)?|thank you(?: very much| so much)?|sincerely(?: yours)?|kr|br|bw|mit (?:freundlichen|besten|herzlichen) grüßen|(?:viele|liebe|beste|freundliche|schöne) grüße|mfg|lg|(?:med )?(?:venlig|vennlig|vänliga?|de bedste|bedste|kærlig|mange) hilsen(?:er)?|(?:mvh|vh|kh)|med vänliga? hälsning(?:ar)?|cordialement|bien (?:à vous|cordialement)|meilleures salutations|saludos(?: cordiales)?|un saludo|atentamente|cordiali saluti|distinti saluti|saluti|atenciosamente|met vriendelijke groet(?:en)?|groet(?:en|jes)?|ystävällisin terveisin|с уважением)\s*[,.!]?(?:\s|\p{Emoji_Presentation})*$/iu

/** A signature is short lines: longer ones, or more of them, are text after a farewell. */
const signatureLines = 12
const signatureWidth = 90
/** Mail programs break lines no sooner than this. */
const wrapWidth = 55

/**
 * Cuts a message's normalised text into what was written, what was quoted from earlier messages and signatures.
 * `quotedLines` are offsets of lines the format itself shows as quotations. The parts are in order and disjoint.
 */
export function findMailParts(text: string, quotedLines: ReadonlySet<number> = new Set()): MailPart[] {
  const lines = linesOf(text)
  const kinds = lines.map((line): MailPart['kind'] => (isQuoted(line, quotedLines) ? 'quoted' : 'body'))
  markWrapped(lines, kinds)
  markHistory(lines, kinds)
  markSignatures(lines, kinds)
  const parts: MailPart[] = []
  for (const [i, line] of lines.entries()) {
    const kind = kinds[i] ?? 'body'
    if (line.text.trim() === '') continue
    const last = parts.at(-1)
    if (last?.kind === kind) last.end = line.end
    else parts.push({ kind, start: line.start, end: line.end })
  }
  return parts
}

export function linesOf(text: string): Line[] {
  const lines: Line[] = []
  for (let start = 0; start <= text.length; ) {
    const stop = text.indexOf('\n', start)
    const whole = text.slice(start, stop === -1 ? text.length : stop)
    lines.push({ start, end: start + whole.trimEnd().length, text: whole })
    if (stop === -1) break
    start = stop + 1
  }
  return lines
}

const isQuoted = (line: Line, quotedLines: ReadonlySet<number>): boolean =>
  /^\s{0,3}[>＞|]/u.test(line.text) || quotedLines.has(line.start)

/** A marked line too long for a mail program goes on in the next without a mark: in small letters, and marked again after. */
function markWrapped(lines: readonly Line[], kinds: MailPart['kind'][]): void {
  for (let i = 1; i < lines.length - 1; i++) {
    if (kinds[i] !== 'body' || kinds[i - 1] !== 'quoted' || kinds[i + 1] !== 'quoted') continue
    const before = lines[i - 1]?.text ?? ''
    if (before.length >= wrapWidth && /^\p{Ll}/u.test(lines[i]?.text ?? '')) kinds[i] = 'quoted'
  }
}

/** Where an attribution is not followed by marked lines, or a divider stands, all that follows is history. */
function markHistory(lines: readonly Line[], kinds: MailPart['kind'][]): void {
  for (let i = 0; i < lines.length; i++) {
    if (kinds[i] === 'quoted' && !isAttribution(lines, i)) continue
    const length = isAttribution(lines, i)
    if (length > 0) {
      kinds.fill('quoted', i, i + length)
      const next = nextWritten(lines, i + length)
      if (next === -1 || kinds[next] === 'quoted') {
        i += length - 1
        continue
      }
      kinds.fill('quoted', i)
      return
    }
    if (beginsHistory(lines, i)) {
      kinds.fill('quoted', i)
      return
    }
  }
}

/** How many lines from `i` say who wrote what follows: one, or up to four where the mail program wrapped them. */
export function isAttribution(lines: readonly Line[], i: number): number {
  const first = lines[i]?.text.trim() ?? ''
  if (first === '' || first.length > 300) return 0
  let joined = first
  for (let length = 1; length <= 4; length++) {
    if (/[:-]\s*$/.test(joined) || /(?:wrote|skrev|schrieb|escribió)\s*$/i.test(joined)) {
      if (attribution.test(joined)) return length
    }
    const next = lines[i + length]?.text.trim() ?? ''
    if (next === '' || !dated.test(first)) return 0
    joined += next.startsWith('>:') ? next : ` ${next.replace(/^>+\s*/, '')}`
  }
  return 0
}

function beginsHistory(lines: readonly Line[], i: number): boolean {
  const text = lines[i]?.text ?? ''
  if (divider.test(text) || begun.test(text)) return true
  if (titled.test(text) && fromLine.test(lines[nextWritten(lines, i + 1)]?.text ?? '')) return true
  const at = /^(?:[-_*]{5,}|={4,})\s*$/.test(text.trim()) ? nextWritten(lines, i + 1) : i
  return beginsHeader(lines, at)
}

/** True where a header of an earlier message stands in the text, from the line that says who wrote it. */
export const beginsHeader = (lines: readonly Line[], i: number): boolean =>
  fromLine.test(lines[i]?.text ?? '') &&
  lines.slice(i, i + 8).filter(line => headerLine.test(line.text)).length >= 3

function nextWritten(lines: readonly Line[], from: number): number {
  for (let i = from; i < lines.length; i++) if (lines[i]?.text.trim() !== '') return i
  return -1
}

function markSignatures(lines: readonly Line[], kinds: MailPart['kind'][]): void {
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]
    const text = line?.text.trim() ?? ''
    if (kinds[i] !== 'body' || !(delimiter.test(text) || sentFrom.test(text) || closing.test(text))) continue
    if (!opensSignature(text, i, followers(lines, kinds, i)) && !standsAlone(lines, text, i)) continue
    const stop = kinds.indexOf('quoted', i)
    const end = stop === -1 ? lines.length : stop
    const whole = sentFrom.test(text) ? nextBlank(lines, i, end) : end
    kinds.fill('signature', i, whole)
    // A telephone signs at the end of what was written: what stands below it is the message that was answered.
    kinds.fill('quoted', whole, end)
    i = end
  }
}

function nextBlank(lines: readonly Line[], from: number, end: number): number {
  let i = from
  while (i < end && lines[i]?.text.trim() !== '') i++
  return i
}

/** The written lines from `i` to the next quotation or the end; one more than a signature has, at most. */
function followers(lines: readonly Line[], kinds: readonly MailPart['kind'][], i: number): string[] {
  const after: string[] = []
  for (let at = i + 1; at < lines.length && kinds[at] !== 'quoted' && after.length <= signatureLines; at++) {
    const text = lines[at]?.text ?? ''
    if (text.trim() !== '') after.push(text)
  }
  return after
}

function opensSignature(text: string, i: number, after: readonly string[]): boolean {
  const short = after.length <= signatureLines && after.every(line => line.length <= signatureWidth)
  if (delimiter.test(text)) return after.length > 0 && (text === '--' || short)
  if (sentFrom.test(text)) return !text.includes(',') && after.length <= 2 && short
  return (
    i > 0 && after.length > 0 && short && after.every(line => !/[.?!]\s*$/.test(line) || line.length < 40)
  )
}

/** A telephone's advertisement between empty lines is one wherever it stands. */
const standsAlone = (lines: readonly Line[], text: string, i: number): boolean =>
  i > 1 &&
  sentFrom.test(text) &&
  !text.includes(',') &&
  lines[i - 1]?.text.trim() === '' &&
  (lines[i + 1]?.text ?? '').trim() === ''
