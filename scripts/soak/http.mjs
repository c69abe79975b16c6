import { Agent, request } from 'node:http'

const agent = new Agent({ keepAlive: true, maxSockets: 200 })

/**
 * One call; null when there was no whole answer: refused, cut off, or longer than a person would wait.
 * @returns {Promise<{status: number, text: string} | null>}
 */
export function call(url, { method = 'POST', headers = {}, body = '' } = {}) {
  return new Promise((resolve) => {
    const outgoing = request(
      url,
      { method, agent, headers: { 'content-length': Buffer.byteLength(body), ...headers } },
      (incoming) => {
        const parts = []
        incoming.on('data', (part) => parts.push(part))
        incoming.on('error', () => resolve(null))
        incoming.on('close', () => {
          if (incoming.complete)
            resolve({ status: incoming.statusCode, text: Buffer.concat(parts).toString('utf8') })
          else resolve(null)
        })
      },
    )
    outgoing.on('error', () => resolve(null))
    outgoing.setTimeout(20_000, () => outgoing.destroy())
    outgoing.end(body)
  })
}
