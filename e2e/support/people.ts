import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from '@playwright/test'
import { type Persona, personas, type Typed } from '@/lib/forms/baufinanzierung/personas'
import { keys } from './keys'

export type { Persona, Typed }

/** A persona with an address of this test's own: tests run side by side and find their case by it. */
export function person(id: string): { persona: Persona; email: string } {
  const found = personas.find((one) => one.id === id)
  if (!found) throw new Error(`There is no persona ${id}`)
  const email = `${id}-${randomUUID().slice(0, 8)}@example.org`
  const pages = found.pages.map(({ page, typed }) => ({
    page,
    typed: page === 'kontakt' ? { ...typed, [keys.email]: email } : typed,
  }))
  return { persona: { ...found, pages }, email }
}

export function typedOn(persona: Persona, page: string): Typed {
  return persona.pages.find((one) => one.page === page)?.typed ?? {}
}

/** The persona's golden document with this test's address. */
export function goldenDocument(id: string, email: string): unknown {
  const file = new URL(`../../lib/forms/baufinanzierung/__journeys__/${id}.json`, import.meta.url)
  return JSON.parse(readFileSync(fileURLToPath(file), 'utf8'), (name, value) =>
    name === 'email' ? email : value,
  )
}

/** The product's own ids of the persons are random; that each person has one is all there is to say. */
export function withoutIds(document: { haushalte: { kunden: Record<string, unknown>[] }[] }): unknown {
  return {
    ...document,
    haushalte: document.haushalte.map((household) => ({
      ...household,
      kunden: household.kunden.map(({ externeKundenId, ...kunde }) => {
        expect(externeKundenId).toEqual(expect.any(String))
        return kunde
      }),
    })),
  }
}
