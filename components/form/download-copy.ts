const PATIENCE_MS = 60_000

export type Downloaded = 'idle' | 'failed' | 'gone' | { limited: number }

function limitedMinutes(body: unknown): number {
  const minutes = typeof body === 'object' && body !== null && 'minutes' in body ? body.minutes : undefined
  return typeof minutes === 'number' ? minutes : 60
}

/** Posts the secret and saves the file that comes back; the browser asks where to. */
export async function downloadCopy(url: string, secret: string): Promise<Downloaded> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ secret }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  if (response.status === 404) return 'gone'
  if (response.status === 429) return { limited: limitedMinutes(await response.json()) }
  if (!response.ok || response.headers.get('content-type') !== 'application/pdf') return 'failed'
  const name = /filename="([\w.-]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = name ?? 'selbstauskunft.pdf'
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
  return 'idle'
}
