import 'server-only'
import { onlyTownOf } from '@/lib/forms/common/towns'
import type { Preset } from '@/lib/forms/engine/types'
import { FIRST_PERSON, of, P } from './paths'

/** What is suggested about people and their homes, by name. */
export const personPresets: { readonly [name: string]: Preset } = {
  deutschland: { reads: [], value: () => 'DE' },
  ort: {
    reads: [`${P.anschrift}.plz`, `${P.voranschrift}.plz`],
    value: (read, _env, key) => onlyTownOf(read(key.replace(/\.ort$/, '.plz'))),
  },
  /** Who lives with the first person most likely lives there in the same way. */
  wohnart: {
    reads: [P.gemeinsamerHaushalt, P.wohnart],
    value: (read, _env, key) =>
      !key.startsWith(`${FIRST_PERSON}.`) && read(P.gemeinsam) === true
        ? read(of(FIRST_PERSON, P.wohnart))
        : undefined,
  },
}
