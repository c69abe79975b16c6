/**
 * Loaded first into every worker process (`node --import`, scripts/supervisor.mjs): answers the supervisor's pings from the event loop, so
 * that one that hangs is replaced, and drains when asked to, which is what SIGTERM means to a worker.
 */
process.on('message', (message) => {
  switch (message?.app) {
    case 'ping':
      process.send?.({ app: 'pong' })
      return
    case 'drain':
      process.kill(process.pid, 'SIGTERM')
  }
})
