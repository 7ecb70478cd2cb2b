import { compose } from './compose.ts'
import { readConfig } from './config.ts'
import { openDatabase } from './platform/database.ts'
import { StartupError } from './platform/startup-error.ts'
import { loadSampleCentreWhenEmpty, SAMPLE_PASSWORD, sampleAccounts } from './sample/load.ts'

/** Starts the desk and says where it is. Everything that it started is stopped again in the opposite order. */
async function main(): Promise<void> {
  const config = readConfig()
  const database = await openDatabase(config, { mayShare: false })
  const house = await compose(config, database)
  const isSample = config.loadSample && (await loadSampleCentreWhenEmpty(house.deps))
  let isStopping = false
  const stop = async (code: number) => {
    if (isStopping) return
    isStopping = true
    await house.close()
    await database.stop()
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0))
  try {
    await house.app.listen({ port: config.port, host: config.host })
  } catch (error) {
    await house.close()
    await database.stop()
    throw taken(error, config.port)
  }
  const address = house.app.server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  console.log(`办成 Bancheng: http://${config.host === '0.0.0.0' ? 'localhost' : config.host}:${port}`)
  if (isSample) {
    console.log(`示例账号 / sample accounts（密码 / password ${SAMPLE_PASSWORD}）：`)
    for (const { name, label } of sampleAccounts) console.log(`  ${name.padEnd(14)} ${label}`)
  }
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

main().catch((error: unknown) => {
  console.error(error instanceof StartupError ? error.message : error)
  process.exit(1)
})
