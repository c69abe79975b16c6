/**
 * What a server action answered, out of the framework's text for the browser (React Flight), as far as plain data goes. Pure; throws
 * on anything else, because then the framework writes it differently from when this was written.
 * @param {Buffer} bytes the whole answer
 */
export function actionResult(bytes) {
  const rows = rowsOf(bytes)
  const answer = rows.get('0')
  if (!answer || typeof answer.a !== 'string') throw new Error('No answer of an action')
  return valueIn(rows, answer.a)
}

/** Rows are `<id>:<JSON>` and a line feed, or `<id>:T<length>,<text>` without one; `E` is an error. */
function rowsOf(bytes) {
  const rows = new Map()
  for (let at = 0; at < bytes.length; ) {
    const colon = bytes.indexOf(':', at)
    const id = bytes.toString('latin1', at, colon)
    const kind = String.fromCharCode(bytes[colon + 1])
    if (kind === 'T') {
      const comma = bytes.indexOf(',', colon)
      const length = Number.parseInt(bytes.toString('latin1', colon + 2, comma), 16)
      rows.set(id, { text: bytes.toString('utf8', comma + 1, comma + 1 + length) })
      at = comma + 1 + length
      continue
    }
    const feed = bytes.indexOf('\n', at)
    const end = feed < 0 ? bytes.length : feed
    if (kind === 'E') throw new Error(`The action failed: ${bytes.toString('utf8', colon + 2, end)}`)
    if (colon > at && /[[{"\d]|[tfn]/.test(kind))
      rows.set(id, JSON.parse(bytes.toString('utf8', colon + 1, end)))
    at = end + 1
  }
  return rows
}

function valueIn(rows, value) {
  if (Array.isArray(value)) return value.map((one) => valueIn(rows, one))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, valueIn(rows, one)]))
  }
  if (typeof value !== 'string' || !value.startsWith('$')) return value
  if (value.startsWith('$$')) return value.slice(1)
  if (value === '$undefined') return undefined
  const [, id, path] = /^\$@?([0-9a-f]+)((?::[^:]+)*)$/.exec(value) ?? []
  if (id === undefined || !rows.has(id)) throw new Error(`Unknown in an action's answer: ${value}`)
  const row = rows.get(id)
  if (typeof row === 'object' && row !== null && Object.keys(row).join() === 'text') return row.text
  return valueIn(
    rows,
    path
      .split(':')
      .slice(1)
      .reduce((part, name) => followed(rows, part)[name], row),
  )
}

/** A path may lead through another reference. */
const followed = (rows, part) => (typeof part === 'string' ? valueIn(rows, part) : part)
