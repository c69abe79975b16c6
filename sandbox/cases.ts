import { randomInt } from 'node:crypto'
import type { JsonObject } from './http'

/** The cases that the platform holds, in memory. */
export type Datenkontext = 'ECHT_GESCHAEFT' | 'TEST_MODUS'
export type Case = {
  vorgangsnummer: string
  externeVorgangsnummer: string
  datenkontext: Datenkontext
  status: 'AKTIV' | 'ARCHIVIERT'
  erstelltAm: Date
  letzteAenderung: Date
  letztesEreignis: Date
  metadaten: JsonObject
  kundenangaben: JsonObject
  dropped: string[]
  kundenbetreuer: string
  bearbeiter: string
}

export type Cases = {
  /** A number of six characters that no case of this process has. */
  newNumber(): string
  put(found: Case): void
  get(vorgangsnummer: string): Case | undefined
  /** Newest change first. */
  all(): Case[]
  clear(): void
}

const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

export function makeCases(): Cases {
  const byNumber = new Map<string, Case>()
  // Oldest change first, kept in order at each put: a list of 10,000 cases is asked for many times a second.
  let ordered: Case[] = []
  return {
    newNumber() {
      for (;;) {
        const number = Array.from({ length: 6 }, () => alphabet[randomInt(alphabet.length)]).join('')
        if (!byNumber.has(number)) return number
      }
    },
    put(found) {
      const known = byNumber.get(found.vorgangsnummer)
      if (known) ordered.splice(ordered.lastIndexOf(known), 1)
      byNumber.set(found.vorgangsnummer, found)
      const before = ordered.findLastIndex((one) => one.letzteAenderung <= found.letzteAenderung)
      ordered.splice(before + 1, 0, found)
    },
    get: (vorgangsnummer) => byNumber.get(vorgangsnummer),
    all: () => ordered.toReversed(),
    clear() {
      byNumber.clear()
      ordered = []
    },
  }
}
