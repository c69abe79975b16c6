import * as z from 'zod'
import { vorgangModel } from '@/lib/cases/drklein/model'
import { describeLaws, gapless, lawRuns } from '@/lib/forms/common/testing/document-laws'
import { documentOf, type Schema } from '@/lib/forms/common/testing/model-document'
import type { Answer, Answers, Key } from '@/lib/forms/engine/types'
import { ratenkredit } from './index'

const countries = ['DE', 'DE', 'FR', 'IN', 'US', 'XK', 'SONSTIGE', 'de', 'AA']
const root = z.toJSONSchema(vorgangModel) as Schema
const texts = {
  geburtsland: countries,
  staatsangehoerigkeit: countries,
  weitereStaatsangehoerigkeiten: countries,
  land: countries,
  email: ['max@example.org', 'Max@Example.org', 'max'],
  iban: ['DE98600100700160451700', 'DE98 6001 0070 0160 4517 00', 'DE97600100700160451700'],
  bic: ['PBNKDEFF600', 'PBNKDEFF', 'pbnkdeff'],
  steuerId: ['86095742719', '86095742718'],
  telefonPrivat: ['0221 1234567', '0221/1234567', '+4989123', 'x'],
}

/** What the document cannot tell. */
function leavesNoTrace(key: Key, _answer: Answer, sent: Answers): boolean {
  return /\.\d+$/.test(key) && !gapless(key, sent)
}

describeLaws({
  form: ratenkredit,
  runs: lawRuns(process.env, 1_500),
  tell: console.info,
  document: (seed) => documentOf({ root, texts }, seed),
  said: (_key, answer) => (answer && 'value' in answer ? answer.value : undefined),
  leavesNoTrace,
})
