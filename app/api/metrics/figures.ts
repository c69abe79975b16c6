import 'server-only'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { alertsOf } from '@/lib/delivery/alerts'
import { readFigures } from '@/lib/delivery/figures'
import { limitsFor } from '@/lib/delivery/timings'
import { env } from '@/lib/env'
import { refusedSoFar } from '@/lib/http/refused'
import { errorFields, log } from '@/lib/log'
import { metricsOfOutage, metricsText, type ProcessFigures } from './text'

const delay = monitorEventLoopDelay({ resolution: 20 })
delay.enable()

function ownFigures(): ProcessFigures {
  const lag = delay.percentile(99) / 1e9
  delay.reset()
  return {
    residentBytes: process.memoryUsage.rss(),
    eventLoopLagSeconds: Number.isFinite(lag) ? Number(lag.toFixed(4)) : 0,
    refused: refusedSoFar(),
  }
}

/** What `GET /api/metrics` says. Never fails: without a database it says so. */
export async function currentMetrics(): Promise<string> {
  const own = ownFigures()
  try {
    const figures = await readFigures()
    return metricsText(figures, alertsOf(figures, limitsFor(env())), own)
  } catch (thrown) {
    log.warn('metrics.failed', errorFields(thrown))
    return metricsOfOutage(own)
  }
}
