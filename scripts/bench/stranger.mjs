import { setTimeout as pause } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { asker, note } from './asker.mjs'

/** A thread that sends without pause, `atOnce` at a time, until it hears that it is over; tells then what became of it. */
const attacks = { hostile: hostileSaves, loads }
const { app, sends, draft, atOnce = 1 } = workerData
const asked = asker(app)
const what = {}
const ms = []
let over = false
parentPort.once('message', () => {
  over = true
})

/** Texts that slow patterns choke on, into fields of several kinds; with a token and a draft as anybody has. */
function hostileSaves() {
  const texts = [
    '9'.repeat(200_000),
    `${'a'.repeat(100_000)}@${'b'.repeat(100_000)}`,
    `1${'.000'.repeat(50_000)}`,
  ]
  const keys = [
    'finanzierungsbedarf.finanzierungszweck.kaufpreis',
    'haushalte.0.kunden.0.kontakt.email',
    'finanzierungsobjekt.immobilie.adresse.plz',
  ]
  let token
  let secret
  let turn = 0
  return async () => {
    token ??= await asked.token()
    turn += 1
    const answered = await asked.save({
      token,
      secret,
      changes: [{ key: keys[turn % 3], from: null, to: texts[(turn + 1) % 3] }],
    })
    secret = answered.result?.draft?.secret ?? secret
    return answered
  }
}

function loads() {
  const { token, secret } = draft
  return () => asked.save({ token, secret, intent: 'load' })
}

async function send() {
  const attack = attacks[sends]()
  while (!over) {
    const answered = await attack()
    note(what, answered.what)
    ms.push(answered.ms)
    // One that is refused before it is sent must not spin.
    if (answered.ms < 1) await pause(1)
  }
}

await Promise.all(Array.from({ length: atOnce }, send))
parentPort.postMessage({ what, ms })
