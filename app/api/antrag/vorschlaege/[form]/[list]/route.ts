import { formFor } from '@/lib/forms'
import { pageLang } from '@/lib/http/page-request'

type Props = { params: Promise<{ form: string; list: string }> }

/** Texts that a control may offer while one types: the form's own lists, no word about any person. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { form, list } = await params
  const lists = formFor(form)?.lists ?? {}
  const options = Object.hasOwn(lists, list) ? lists[list] : undefined
  if (!options) return new Response(null, { status: 404 })
  const lang = pageLang(new URL(request.url).searchParams.get('sprache'))
  return Response.json(options.map(({ label }) => label[lang]))
}
