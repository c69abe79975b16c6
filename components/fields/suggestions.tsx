import { useEffect, useState } from 'react'
import type { Lang } from '@/lib/forms/engine/types'
import { offersId } from './types'

type Props = { field: string; form: string; list: string; lang: Lang; text: string }

const AT_MOST = 12
/** Lists that this document has fetched already; they do not change while it lives. */
const fetched = new Map<string, Promise<readonly string[]>>()

function offersOf(address: string): Promise<readonly string[]> {
  const known = fetched.get(address)
  if (known) return known
  const asked = fetch(address)
    .then((response) => response.json())
    .then((body: unknown) =>
      Array.isArray(body) ? body.filter((one): one is string => typeof one === 'string') : [],
    )
    // Without the list any text is as good.
    .catch(() => [])
  fetched.set(address, asked)
  return asked
}

/** Those that begin with the text come first, then those that hold it. */
export function fitting(all: readonly string[], text: string): readonly string[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return all.slice(0, AT_MOST)
  const places = all.map((one) => ({ one, at: one.toLowerCase().indexOf(wanted) }))
  return places
    .filter(({ at }) => at >= 0)
    .sort((a, b) => Math.min(a.at, 1) - Math.min(b.at, 1))
    .slice(0, AT_MOST)
    .map(({ one }) => one)
}

/** Texts that the control offers while one types: the browser's own list, so keyboard and screen reader know it. */
export function Suggestions({ field, form, list, lang, text }: Props) {
  const [all, setAll] = useState<readonly string[]>([])
  const address = `/api/antrag/vorschlaege/${form}/${list}?sprache=${lang}`
  useEffect(() => {
    let here = true
    void offersOf(address).then((next) => here && setAll(next))
    return () => {
      here = false
    }
  }, [address])
  return (
    <datalist id={offersId(field)}>
      {fitting(all, text).map((one) => (
        <option key={one} value={one} />
      ))}
    </datalist>
  )
}
