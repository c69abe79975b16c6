import type { Step } from '@/lib/forms/engine/types'
import { einkommen } from './steps/einkommen'
import { immobilie } from './steps/immobilie'
import { kontakt } from './steps/kontakt'
import { kosten } from './steps/kosten'
import { vorhaben } from './steps/vorhaben'

/** The journey, read aloud. The review page follows by itself. */
export const steps: readonly Step[] = [vorhaben, immobilie, kosten, einkommen, kontakt]
