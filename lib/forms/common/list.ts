import type { Condition, Path, Slot, Text } from '@/lib/forms/engine/types'
import { FULL } from './lengths'
import { t } from './texts'

type Words = {
  /** How texts name an item; see `Slot.called`. */
  as: string
  one: Text
  title: Text
  add: Text
  full?: Text
  by?: Path
  tell?: readonly Path[]
}

/** A list of the full form that a person fills item by item, opened by a yes. */
export function list(
  path: Path,
  yes: { path: Path; yes: string | true },
  words: Words,
  max = 10,
  extra: { when?: Condition; ref?: Slot['ref'] } = {},
): Slot {
  const full =
    words.full ?? t(`Mehr als ${max} nimmt das System nicht an.`, `The system takes no more than ${max}.`)
  return {
    path,
    max,
    in: FULL,
    min: 1,
    ask: yes,
    when: extra.when ?? { is: [yes.path, yes.yes] },
    called: {
      as: words.as,
      ...(words.by && { by: words.by }),
      else: t(`${words.one.de} {n}`, `${words.one.en} {n}`),
    },
    texts: { title: words.title, add: words.add, full },
    tell: words.tell ?? [],
    ...(extra.ref && { ref: extra.ref }),
  }
}
