import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import strictModel from '@/lib/cases/europace/kundenangaben.gen.json'
import type { Json, Key } from '@/lib/forms/engine/types'
import { splitPhone } from '../phone'

const ajv = new Ajv({ strict: false, allErrors: true })
addFormats(ajv)
ajv.addSchema(strictModel, 'model')
const validate = ajv.compile({ $ref: 'model#/definitions/ImportKundenangabenRequest' })

/** For tests: what the strict model finds wrong with the document inside the smallest envelope; empty = nothing. */
export function modelErrors(kundenangaben: Json): readonly string[] {
  validate({ importMetadaten: { datenkontext: 'TEST_MODUS' }, kundenangaben })
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

/** For tests: an answer as its meaning; `0221 1234` and `0221/1234` are the same phone number. */
export const meaning = (key: Key, value: unknown): unknown =>
  key.endsWith('.telefonnummer') && typeof value === 'string' ? splitPhone(value) : value
