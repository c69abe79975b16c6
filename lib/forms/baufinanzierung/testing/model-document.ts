import strictModel from '@/lib/cases/europace/kundenangaben.gen.json'
import { documentOf, type Schema } from '@/lib/forms/common/testing/model-document'
import type { Json } from '@/lib/forms/engine/types'

const { definitions } = strictModel as unknown as { definitions: { readonly [name: string]: Schema } }
const rare = new Set([
  'finanzierungsbausteine',
  'externeBausparangebote',
  'ratenschutzbausteine',
  'sicherungsgeberHaushalte',
])

/** For tests: a document of Kundenangaben. */
export const modelDocument = (seed: number): Json =>
  documentOf({ root: definitions.Kundenangaben ?? {}, definitions, rare }, seed)
