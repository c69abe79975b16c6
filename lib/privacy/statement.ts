import 'server-only'
import type { Statement } from '@/lib/campaigns/shape'
import { sha256Hex } from '@/lib/crypto/secret'
import type { Lang } from '@/lib/forms/engine/types'

/**
 * The hash of what a person of this language was shown: title, date, paragraphs and controllers, in that order.
 * Hexadecimal SHA-256 of JSON.
 */
export function statementHash(statement: Statement, lang: Lang): string {
  return sha256Hex(
    JSON.stringify([
      statement.versionId,
      statement.date,
      statement.title[lang],
      statement.body[lang],
      statement.controllers.map((controller) => [
        controller.name,
        controller.role[lang],
        controller.url ?? null,
      ]),
    ]),
  )
}
