import { compose, type House } from './compose.ts'
import { type Config, readConfig } from './config.ts'
import { type Clock, shiftedClock, systemClock } from './platform/clock.ts'
import { openDatabase } from './platform/database.ts'
import { StartupError } from './platform/startup-error.ts'
import { startSipConnector } from './reception/telephony/sip/connector.ts'
import { loadSampleCasesWhenNone } from './sample/cases.ts'
import { loadSampleCentreWhenEmpty, SAMPLE_PASSWORD, sampleAccounts } from './sample/load.ts'
import { loadSampleReceptionWhenNone } from './sample/reception.ts'

/** What was started, the last first; stopped in this order, whatever ends the process. */
const started: (() => Promise<void>)[] = []
let ending: Promise<never> | null = null

/** Once: a second Ctrl-C does not leave the database behind. */
function end(code: number): Promise<never> {
  ending ??= (async () => {
    for (const stop of started) await stop().catch((error: unknown) => console.error(error))
    process.exit(code)
  })()
  return ending
}

/** While something is still starting, the wish to stop waits for it: a half started database cannot be stopped. */
let isOpening = false
let isStopWished = false
async function opened<T>(opening: Promise<T>, stop: (thing: T) => Promise<void>): Promise<T> {
  isOpening = true
  const thing = await opening.finally(() => {
    isOpening = false
  })
  started.unshift(() => stop(thing))
  return isStopWished ? end(0) : thing
}

/** Starts the desk and says where it is. */
async function main(): Promise<void> {
  const config = readConfig()
  const database = await opened(openDatabase(config, { mayShare: false }), (one) => one.stop())
  const house = await opened(compose(config, database, clockOf(config)), (one) => one.close())
  const isSample = config.loadSample && (await loadSampleCentreWhenEmpty(house.deps))
  if (config.testClock && !isSample)
    throw new StartupError(
      'BANCHENG_TEST_CLOCK 只能与示例中心一起使用。',
      'BANCHENG_TEST_CLOCK can be used with the sample centre only.',
    )
  if (isSample) {
    await loadSampleCasesWhenNone(house.deps)
    await loadSampleReceptionWhenNone(house.deps)
  }
  await opened(startSipConnector(house.deps), async (sip) => sip?.close())
  await house.app.listen({ port: config.port, host: config.host }).catch((error: unknown) => {
    throw taken(error, config.port)
  })
  house.jobs.start()
  announce(house, config, isSample)
}

const clockOf = ({ testClock }: Config): Clock => (testClock ? shiftedClock(testClock) : systemClock)

function announce({ app }: House, { host, port }: Config, isSample: boolean): void {
  const address = app.server.address()
  const listening = typeof address === 'object' && address ? address.port : port
  console.log(`办成 Bancheng: http://${host === '0.0.0.0' || host === '127.0.0.1' ? 'localhost' : host}:${listening}`)
  if (!isSample) return
  console.log(`示例账号 / sample accounts（密码 / password ${SAMPLE_PASSWORD}）：`)
  for (const { name, label } of sampleAccounts) console.log(`  ${name.padEnd(14)} ${label}`)
}

function taken(error: unknown, port: number): unknown {
  if (!(error instanceof Error && 'code' in error)) return error
  if (error.code === 'EADDRINUSE')
    return new StartupError(
      `端口 ${port} 已被占用，请用 PORT 换一个端口。`,
      `Port ${port} is taken; choose another one with PORT.`,
    )
  if (error.code === 'EACCES')
    return new StartupError(
      `无权使用端口 ${port}，请用 PORT 换一个端口。`,
      `Port ${port} may not be used; choose another one with PORT.`,
    )
  return error
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    isStopWished = true
    if (!isOpening) void end(0)
  })

main().catch((error: unknown) => {
  // What breaks because it is being stopped is no news.
  if (!ending) console.error(error instanceof StartupError ? error.message : error)
  return end(1)
})
