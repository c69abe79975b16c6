import type { VorgangPayload } from './drklein/payload'
import type { KundenangabenPayload } from './europace/payload'
import type { TargetName } from './names'

export type Payload = KundenangabenPayload | VorgangPayload

/** The id under which the platform knows the submission: `externeVorgangsId`, or Dr. Klein's `kundennummer`. Pure. */
export const externalIdOf = (made: Payload): string =>
  made.target === 'vorgang' ? made.externalId : made.importMetadaten.externeVorgangsId

/** Which platform a payload was made for. Pure. */
export const targetOf = (made: Payload): TargetName => made.target ?? 'kundenangaben'
