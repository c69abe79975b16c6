import type { Preset } from '@/lib/forms/engine/types'
import { addDuration } from '@/lib/forms/kinds/calendar'
import { EMPLOYED, objectOf } from './kinds-of-work'

/** Suggestions about work, by name. */
export const workPresets: { readonly [name: string]: Preset } = {
  /** A probation period usually lasts six months. */
  inProbezeit: {
    reads: EMPLOYED.map((kind) => `${objectOf(kind)}.beschaeftigungsverhaeltnis.beschaeftigtSeit`),
    value: (read, env, key) => {
      const since = read(key.replace(/inProbezeit$/, 'beschaeftigtSeit'))
      return typeof since === 'string' ? since > addDuration(env.today, { months: -6 }) : undefined
    },
  },
}
