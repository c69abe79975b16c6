import { P } from '@/lib/forms/baufinanzierung/paths'
import { clone, leafAt, removeItemAt, setLeaf } from '@/lib/forms/engine/document/leaves'
import { blockOf, withBlock } from '@/lib/forms/engine/document/note-block'
import type { Json } from '@/lib/forms/engine/types'
import { droppedIn, refusedIn } from './beyond-schema'

type Document = { readonly [property: string]: Json }

const euros = (value: Json | undefined) =>
  typeof value === 'number'
    ? `${new Intl.NumberFormat('de-DE', { maximumFractionDigits: 2 }).format(value)} €`
    : String(value)
const day = (text: string) => text.split('-').reverse().join('.')

/** A loan as the advisor reads it: what would have stood in its fields, in German. */
function loanLine({ glaeubiger, rateMonatlich, laufzeitende, wirdAbgeloest }: Document): string {
  return [
    `Ratenkredit${typeof glaeubiger === 'string' ? ` bei ${glaeubiger}` : ''}: ${euros(rateMonatlich)} im Monat`,
    'Restschuld nicht bekannt',
    ...(typeof laufzeitende === 'string' ? [`läuft bis ${day(laufzeitende)}`] : []),
    ...(typeof wirdAbgeloest === 'boolean'
      ? [wirdAbgeloest ? 'soll abgelöst werden' : 'soll nicht abgelöst werden']
      : []),
  ].join(', ')
}

/**
 * The document as the platform takes it (`beyond-schema.ts`): what it would refuse goes into the note that the advisor reads, so that
 * the lead arrives instead of waiting; what it would lose in silence stands there as well. A document without either is left as it is.
 */
export function asTaken(document: Document): Document {
  const refused = refusedIn(document)
  const lines = [
    ...refused.map(({ object }) => loanLine(object)),
    ...droppedIn(document).map(({ fact, value }) => `${fact.label}: ${euros(value)}`),
  ]
  if (lines.length === 0) return document
  const taken = clone({ ...document })
  // From the last one on, so that the places of those before it stay right.
  for (const { place } of [...refused].reverse()) removeItemAt(taken, place)
  const own = leafAt(taken, P.weiterePraeferenz)
  const text = typeof own === 'string' ? own : ''
  setLeaf(taken, P.weiterePraeferenz, withBlock(text, [...blockOf(text), ...new Set(lines)]))
  return taken
}
