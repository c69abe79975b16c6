/**
 * Values that must be found nowhere outside their cipher. A canary is looked for as text in UTF-8 and UTF-16 (both orders), in
 * base64 (wherever it begins in the encoded bytes), in hex, percent-encoded, and as JSON and HTML escape it.
 */
/** A `Buffer` is a key: its bytes are looked for as they are, in hex and in base64. */
export type Canary = { name: string; value: string | Buffer }
export type Hit = { canary: string; form: string }

type Needle = { canary: string; form: string; bytes: Buffer }

/** The part of the base64 text that does not depend on what stands before and after. */
function base64Forms(value: Buffer): [string, string][] {
  return [0, 1, 2].map((before) => {
    const padded = Buffer.concat([Buffer.alloc(before), value]).toString('base64')
    const start = Math.ceil((before * 8) / 6)
    const whole = Math.floor(((before + value.length) * 8) / 6)
    return [`base64+${before}`, padded.slice(start, whole)]
  })
}

const percent = (value: string) =>
  [...Buffer.from(value, 'utf8')].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
const escapes = (value: string, written: (code: number) => string) =>
  [...value].map((sign) => (sign < '\x7f' ? sign : written(sign.codePointAt(0) ?? 0))).join('')

function textForms(value: string): [string, string][] {
  return [
    ['utf-8', value],
    ['uri', encodeURIComponent(value)],
    ['percent', percent(value)],
    ['PERCENT', percent(value).toUpperCase()],
    ['json', JSON.stringify(value).slice(1, -1)],
    ['json-ascii', escapes(value, (code) => `\\u${code.toString(16).padStart(4, '0')}`)],
    ['html', escapes(value, (code) => `&#${code};`)],
  ]
}

function byteForms(value: Buffer): [string, string][] {
  const base64 = base64Forms(value)
  const url = base64.map(([form, text]): [string, string] => [
    `${form}url`,
    text.replaceAll('+', '-').replaceAll('/', '_'),
  ])
  return [['hex', value.toString('hex')], ['HEX', value.toString('hex').toUpperCase()], ...base64, ...url]
}

function wideForms(value: string): [string, Buffer][] {
  const little = Buffer.from(value, 'utf16le')
  return [
    ['utf-16le', little],
    ['utf-16be', Buffer.from(little).swap16()],
  ]
}

/** Every form a value may leak in. */
function needles({ name, value }: Canary): Needle[] {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value
  const texts = typeof value === 'string' ? textForms(value) : []
  const all: [string, Buffer][] = [
    ['bytes', bytes],
    ...[...texts, ...byteForms(bytes)].map(([form, text]): [string, Buffer] => [
      form,
      Buffer.from(text, 'utf8'),
    ]),
    ...(typeof value === 'string' ? wideForms(value) : []),
  ]
  const seen = new Set<string>()
  return all.flatMap(([form, wanted]) => {
    const key = wanted.toString('latin1')
    if (wanted.length < 6 || seen.has(key)) return []
    seen.add(key)
    return [{ canary: name, form, bytes: wanted }]
  })
}

/** A search for all of them at once. */
export function searchFor(canaries: readonly Canary[]): (hay: Buffer | string) => Hit[] {
  const all = canaries.flatMap(needles)
  return (hay) => {
    const bytes = typeof hay === 'string' ? Buffer.from(hay, 'utf8') : hay
    return all.filter((needle) => bytes.includes(needle.bytes)).map(({ canary, form }) => ({ canary, form }))
  }
}
