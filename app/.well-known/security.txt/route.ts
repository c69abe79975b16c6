import { securityText } from '@/lib/http/security-contact'

export const dynamic = 'force-dynamic'

export function GET(): Response {
  return new Response(securityText(), { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}
